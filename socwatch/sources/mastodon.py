"""Hashtag timelines of a Mastodon server, which need no login.

Invariants: reading goes forward, `min_id` by `min_id`, so that nothing between two polls is
missed; posts that reach the server late get an id in the past, so an overlap is read again; a
server that closed its timelines is told apart from a quiet one. Facts:
https://docs.joinmastodon.org/methods/timelines/#tag.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

import msgspec
from pydantic import AfterValidator, Field

from socwatch.errors import SourceBroken, SourceError, SourceUnauthorised
from socwatch.model.mention import Cursor, Outcome, Page
from socwatch.model.query import LiteralKind, Query, Topic
from socwatch.sources._answers import Answer, Ask
from socwatch.sources._fields import instant, name, part, row
from socwatch.sources._http import Session
from socwatch.sources._mastodon_status import mention_of
from socwatch.sources._options import HttpOptions, rebased, web_address
from socwatch.sources._pages import (
    Pages,
    cursor_of,
    gathered,
    latest,
    mark,
    state_of,
)
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for, positive

_PER_PAGE = 40
#: Pages of one hashtag in one poll.
_MOST_PAGES = 25
_FIRST_PAGES = 5
_FIRST_LOOK = timedelta(days=1)
_LEAST_OVERLAP = timedelta(minutes=5)
_REMEMBERED = 1_000
_CHECK_AGAIN = timedelta(hours=1)
#: 422 is what servers before 4.x say to a reader without a login.
_LOGIN = frozenset({401, 422})
_OLDER = re.compile(r'<([^>]*)>\s*;\s*rel="?next"?')


def _server(value: str) -> str:
    return web_address(value if "://" in value else f"https://{value}").rstrip("/")


def _tag(value: str) -> str:
    tag = value.strip().lstrip("#").casefold()
    if not tag.replace("_", "").replace("·", "").isalnum():
        raise ValueError("a hashtag has letters, digits and _ only")
    return tag


class Options(HttpOptions):
    """Which server is read, and hashtags beside those of the topics' queries."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    server: Annotated[str, AfterValidator(_server)] = "https://mastodon.social"
    """The server whose hashtag timelines are read."""

    hashtags: Annotated[tuple[Annotated[str, AfterValidator(_tag)], ...], Field(strict=False)] = ()
    """Hashtags that are read whatever the queries say; with or without `#`."""


class _Known(msgspec.Struct):
    """What was read of one hashtag: all up to `after`, and the marked posts later than it."""

    after: str = ""
    seen: list[str] = []


class _State(msgspec.Struct):
    v: int = 1
    server: str = ""
    tags: dict[str, _Known] = {}
    checked: int = 0  # epoch of the last look at what the server allows


class Mastodon(Service[Options]):
    """Public posts with a hashtag that a topic names."""

    kind = "mastodon"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The hashtags in the query: nothing else can be read without a login."""
        tags = (one.text for one in positive(query.root) if one.kind is LiteralKind.TAG)
        return tuple(dict.fromkeys(tag.casefold() for tag in tags))

    def poll(self, topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads forward from the cursor; on the first poll, the newest posts of the last day."""
        read = partial(self._read, topics=topics, since=since, now=now)
        return self._polled(now, read)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        wanted = asked_for(self.name, topics, self.sent, self._options.hashtags)
        state = self._state(since, wanted)
        settled = now - max(2 * self.every, _LEAST_OVERLAP)
        quiet, unfinished = True, False
        for tag, found_by in wanted.items():
            url = self._url(f"/api/v1/timelines/tag/{quote(tag)}")
            timeline = _Timeline(session, url, state.tags[tag], settled_before=settled)
            async for statuses in timeline.pages(now - _FIRST_LOOK):
                quiet = False
                state.tags[tag] = timeline.known_now()
                read = partial(mention_of, source=self.name, found_by=found_by, fetched_at=now)
                then = cursor_of(state) if timeline.forward else None
                yield gathered(statuses, read, known=timeline.knew).page(then=then)
            state.tags[tag] = timeline.known_now()
            unfinished = unfinished or timeline.unfinished
            yield Page(next=cursor_of(state))
        if quiet and state.checked < (now - _CHECK_AGAIN).timestamp():
            await self._demand_open(session)
            state.checked = int(now.timestamp())
            yield Page(next=cursor_of(state))
        if unfinished:
            yield Page(
                outcome=Outcome.PARTIAL,
                because="there was more than one poll may read; the rest is read next time",
            )

    def _state(self, since: Cursor | None, tags: dict[str, tuple[str, ...]]) -> _State:
        """What the cursor says of these hashtags; ids of another server mean nothing here."""
        state = state_of(since, _State)
        if state.server != self._options.server:
            state = _State(server=self._options.server)
        state.tags = {tag: state.tags.get(tag, _Known()) for tag in tags}
        return state

    def _url(self, path: str) -> str:
        return rebased(self._options.server + path, self._options.base_url)

    async def _demand_open(self, session: Session) -> None:
        """Raises SourceUnauthorised when the server shows hashtags to its members only.

        Such a server may answer every hashtag with an empty list.
        """
        try:
            answer = (await session.get(Ask(url=self._url("/api/v2/instance")))).json()
        except SourceError:
            return
        config = part(answer, "configuration") if isinstance(answer, dict) else {}
        feeds = part(part(config, "timelines_access"), "hashtag_feeds")
        if feeds and "public" not in feeds.values():
            raise SourceUnauthorised(
                f"{self._options.server} shows hashtags to its members only",
                hint="read another server",
            )


class _Timeline:
    """The walk along one hashtag: backwards over the newest pages, later forward."""

    def __init__(
        self, session: Session, url: str, known: _Known, *, settled_before: datetime
    ) -> None:
        self.forward = bool(known.after)
        self.unfinished = False
        self._session = session
        self._url = url
        self._known = known
        self._settled_before = settled_before
        self._read: dict[str, datetime | None] = {}  # ids and times of all that came

    def pages(self, first_look: datetime) -> AsyncGenerator[list[object], None]:
        """Pages of posts: of the new, and of the overlap that is read again."""
        return self._onward() if self.forward else self._newest(first_look)

    def known_now(self) -> _Known:
        """What the next poll has to know.

        It starts at the newest post that is old enough for nothing to arrive before it.
        """
        if not self._read:
            return self._known
        marks = latest([*self._known.seen, *map(mark, self._read)], _REMEMBERED)
        return _Known(after=self._next_start(), seen=marks)

    def _next_start(self) -> str:
        ids = sorted(self._read, key=_order)
        if self.unfinished:
            return ids[-1]
        limit = self._settled_before
        settled = [one for one in ids if (at := self._read[one]) and at <= limit]
        if not settled:
            return self._known.after or ids[0]
        return max(settled[-1], self._known.after, key=_order)

    def knew(self, status: object) -> bool:
        """Whether an earlier poll brought it."""
        status_id = name(status, "id") if isinstance(status, dict) else None
        return status_id is not None and mark(status_id) in self._known.seen

    async def _onward(self) -> AsyncGenerator[list[object], None]:
        low = self._known.after
        for _ in range(_MOST_PAGES):
            _, statuses = await self._ask(min_id=low)
            fresh = self._fresh(statuses)
            newest = max([low, *_ids(statuses)], key=_order)
            if newest == low:
                return
            if fresh:
                yield fresh
            low = newest
        self.unfinished = True

    async def _newest(self, first_look: datetime) -> AsyncGenerator[list[object], None]:
        older: dict[str, str] = {}
        for _ in range(_FIRST_PAGES):
            answer, statuses = await self._ask(**older)
            fresh = self._fresh(statuses)
            if not fresh:
                return
            yield fresh
            oldest = min((at for at in self._read.values() if at), default=None)
            found = _OLDER.search(answer.headers.get("link", ""))
            max_id = parse_qs(urlsplit(found[1]).query).get("max_id") if found else None
            if not max_id or oldest is None or oldest < first_look:
                return
            older = {"max_id": max_id[0]}

    async def _ask(self, **where: str) -> tuple[Answer, list[object]]:
        params = {"limit": str(_PER_PAGE), **where}
        answer = await self._session.get(Ask(url=self._url, params=params, login=_LOGIN))
        statuses = answer.json()
        if not isinstance(statuses, list):
            raise SourceBroken("the Mastodon server sent an answer without a list of posts")
        return answer, statuses

    def _fresh(self, statuses: list[object]) -> list[object]:
        fresh: list[object] = []
        for status in statuses:
            item = status if isinstance(status, dict) else {}
            status_id = name(item, "id")
            if status_id is None:
                fresh.append(status)
                continue
            if status_id not in self._read:
                fresh.append(status)
            self._read[status_id] = instant(item.get("created_at"))
        return fresh


def _ids(statuses: list[object]) -> list[str]:
    found = (name(row(one), "id") for one in statuses if isinstance(one, dict))
    return [one for one in found if one is not None]


def _order(status_id: str) -> tuple[int, str]:
    """Ids grow with time; they are longer than a number in a float can tell apart."""
    return len(status_id), status_id
