"""Posts of a Mastodon server: by hashtag without a login, by their words with one.

Invariants: nothing between two polls is missed; posts that reach the server late get an id in the
past, so an overlap is read again; a server that closed its timelines, and a token that may not
search, are told apart from a quiet server. Facts:
https://docs.joinmastodon.org/methods/timelines/#tag and
https://docs.joinmastodon.org/methods/search/#v2.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar
from urllib.parse import quote

import msgspec
from pydantic import AfterValidator, Field

from socwatch.errors import SourceError, SourceMisconfigured, SourceUnauthorised
from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import LiteralKind, Query, Topic
from socwatch.sources._answers import Ask
from socwatch.sources._fields import part
from socwatch.sources._http import Session
from socwatch.sources._joined import joined
from socwatch.sources._mastodon_search import FullText, at_of, id_of, searches
from socwatch.sources._mastodon_status import mention_of
from socwatch.sources._mastodon_timeline import Known, Timeline
from socwatch.sources._options import TokenOptions, rebased, web_address
from socwatch.sources._pages import Pages, cursor_of, gathered, state_of
from socwatch.sources._search import Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for, positive

_FIRST_LOOK = timedelta(days=1)
_LEAST_OVERLAP = timedelta(minutes=5)
#: Servers index what reaches them from others with a delay.
_SEARCH_OVERLAP = timedelta(hours=2)
_MOST_REQUESTS = 20
_CHECK_AGAIN = timedelta(hours=1)


def _server(value: str) -> str:
    return web_address(value if "://" in value else f"https://{value}").rstrip("/")


def _tag(value: str) -> str:
    tag = value.strip().lstrip("#").casefold()
    if not tag.replace("_", "").replace("·", "").isalnum():
        raise ValueError("a hashtag has letters, digits and _ only")
    return tag


class Options(TokenOptions):
    """Which server is read, with a login or without, and hashtags beside those of the queries."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    server: Annotated[str, AfterValidator(_server)] = "https://mastodon.social"
    """The server whose hashtag timelines are read."""

    hashtags: Annotated[tuple[Annotated[str, AfterValidator(_tag)], ...], Field(strict=False)] = ()
    """Hashtags that are read whatever the queries say; with or without `#`."""


class _State(msgspec.Struct):
    v: int = 1
    server: str = ""
    tags: dict[str, Known] = {}
    checked: int = 0  # epoch of the last look at what the server allows
    texts: SearchState = msgspec.field(default_factory=SearchState)


class Mastodon(Service[Options]):
    """Public posts with a hashtag that a topic names; with a token, also with its words."""

    kind = "mastodon"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The hashtags in the query: nothing else can be read without a login."""
        tags = (one.text for one in positive(query.root) if one.kind is LiteralKind.TAG)
        return tuple(dict.fromkeys(tag.casefold() for tag in tags))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what is new since the cursor; on the first poll, the newest of the last day."""
        token = self._options.secret("token")
        tags = self._wanted(topics, self.sent, self._options.hashtags)
        texts = self._wanted(topics, searches) if token is not None else {}
        if not tags and not texts:
            raise SourceMisconfigured("no topic has words that this service can be asked for")
        state = self._state(since, tags)
        bearer = "" if token is None else session.reveal(token, "a token")
        reading = _Reading(
            session=session,
            options=self._options,
            headers={"Authorization": f"Bearer {bearer}"} if bearer else {},
            source=self.name,
            settled_before=now - max(2 * self.every, _LEAST_OVERLAP),
            now=now,
            state=state,
        )
        async for page in joined(reading.parts(tags, texts), lambda: cursor_of(state)):
            yield page

    def _wanted(
        self,
        topics: Sequence[Topic],
        sent: Callable[[Query], Iterable[str]],
        always: Iterable[str] = (),
    ) -> dict[str, tuple[str, ...]]:
        try:
            return asked_for(self.name, topics, sent, always)
        except SourceMisconfigured:
            return {}

    def _state(self, since: Cursor | None, tags: Mapping[str, tuple[str, ...]]) -> _State:
        """What the cursor says of these hashtags; ids of another server mean nothing here."""
        state = state_of(since, _State)
        if state.server != self._options.server:
            state = _State(server=self._options.server)
        state.tags = {tag: state.tags.get(tag, Known()) for tag in tags}
        return state


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One server within one poll."""

    session: Session
    options: Options
    headers: Mapping[str, str]
    source: str
    settled_before: datetime
    now: datetime
    state: _State
    quiet: bool = False  # the hashtags were read, and had nothing

    def parts(
        self, tags: Mapping[str, tuple[str, ...]], texts: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Pages]:
        """Words, then hashtags; and a look whether silence is silence."""
        doubts: list[Callable[[], Awaitable[None]]] = []
        if texts:
            search = FullText(self.session, self._url("/api/v2/search"), self.headers)
            yield self._searched(search, texts)
            if not search.found:
                doubts.append(partial(search.demand_login, next(iter(texts))))
        if tags:
            yield self._timelines(tags)
            if self.quiet:
                doubts.append(self._demand_open)
        if doubts:
            yield self._checked(doubts)

    async def _timelines(self, tags: Mapping[str, tuple[str, ...]]) -> Pages:
        unfinished, quiet = False, True
        for tag, found_by in tags.items():
            timeline = Timeline(
                self.session,
                self._url(f"/api/v1/timelines/tag/{quote(tag)}"),
                self.state.tags[tag],
                settled_before=self.settled_before,
                headers=self.headers,
            )
            async for statuses in timeline.pages(self.now - _FIRST_LOOK):
                quiet = False
                self.state.tags[tag] = timeline.known_now()
                read = partial(self._mention, topics=found_by)
                then = cursor_of(self.state) if timeline.forward else None
                yield gathered(statuses, read, known=timeline.knew).page(then=then)
            self.state.tags[tag] = timeline.known_now()
            unfinished = unfinished or timeline.unfinished
            yield Page(next=cursor_of(self.state))
        self.quiet = quiet
        if unfinished:
            yield Page(
                outcome=Outcome.PARTIAL,
                because="there was more than one poll may read; the rest is read next time",
            )

    def _searched(self, text: FullText, texts: Mapping[str, tuple[str, ...]]) -> Pages:
        search = Search(
            ask=text.ask,
            id_of=id_of,
            at_of=at_of,
            read=self._mention,
            overlap=_SEARCH_OVERLAP,
            first_look=_FIRST_LOOK,
            requests=_MOST_REQUESTS,
        )
        return searched(search, texts, self.state.texts, self.now)

    async def _checked(self, doubts: Sequence[Callable[[], Awaitable[None]]]) -> Pages:
        """Asks at most once an hour."""
        if abs(self.now.timestamp() - self.state.checked) > _CHECK_AGAIN.total_seconds():
            for demand in doubts:
                await demand()
            self.state.checked = int(self.now.timestamp())
            yield Page(next=cursor_of(self.state))

    async def _demand_open(self) -> None:
        """Raises SourceUnauthorised when the server shows us no hashtags.

        Such a server may answer every hashtag with an empty list.
        """
        try:
            answer = (await self.session.get(Ask(url=self._url("/api/v2/instance")))).json()
        except SourceError:
            return
        config = part(answer, "configuration") if isinstance(answer, dict) else {}
        access = part(config, "timelines_access").get("hashtag_feeds")
        shown = {*access.values()} if isinstance(access, dict) else {access}
        if self.headers and shown == {"disabled"}:
            raise SourceUnauthorised(
                f"{self.options.server} shows hashtags to nobody", hint="read another server"
            )
        if not self.headers and shown <= {"authenticated", "disabled"}:
            raise SourceUnauthorised(
                f"{self.options.server} shows hashtags to its members only",
                hint="read another server, or give the token of an account there",
            )

    def _mention(self, status: object, topics: tuple[str, ...]) -> Mention:
        return mention_of(status, source=self.source, found_by=topics, fetched_at=self.now)

    def _url(self, path: str) -> str:
        return rebased(self.options.server + path, self.options.base_url)
