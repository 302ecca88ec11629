"""Any RSS, Atom, RDF or JSON feed: press, blogs, forums, alerts, owned sites.

Invariants: a feed is asked for only what changed, and what it said before is not said again; a
web page that names no feed, an empty answer and a cut feed are failures, an empty feed is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from typing import ClassVar, Literal, Self
from urllib.parse import parse_qs, urlsplit

import msgspec
from pydantic import model_validator

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.model.mention import Author, Cursor, MatchBasis, Mention, Outcome, Page
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Answer, Ask, Expect, Validators
from socwatch.sources._body import is_web_page
from socwatch.sources._discovery import Way, feed_named_in
from socwatch.sources._feed import Entry, parsed
from socwatch.sources._fields import link
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions, Line, WebAddress, rebased
from socwatch.sources._pages import Pages, cursor_of, gathered, latest, mark, state_of
from socwatch.sources._presets import Name, address_of, kind_of
from socwatch.sources._service import Service

#: Ids of earlier answers that are remembered beside those of the last one.
_REMEMBERED = 500


class Options(HttpOptions):
    """Which feed, and whether it is already a search for the brand."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=5)

    url: WebAddress | None = None
    """The feed, or a page that names its feed."""

    preset: Name | None = None
    """A feed that is known by a name, such as "youtube_channel", instead of `url`."""

    of: Line | None = None
    """Whose feed of the preset: a channel, an account, a tag, the words of a search."""

    match: Literal["query", "all"] = "query"
    """"query": the topics' queries decide; "all": everything in the feed belongs to them."""

    @model_validator(mode="after")
    def _one_feed(self) -> Self:
        if (self.url is None) == (self.preset is None):
            raise ValueError("write either url, or preset and of")
        if (self.of is None) != (self.preset is None):
            raise ValueError("preset and of go together")
        _ = self.feed  # says what is wrong with `of`
        return self

    @property
    def feed(self) -> str:
        """The feed's own address."""
        if self.url is not None:
            return self.url
        assert self.preset is not None
        return address_of(self.preset, self.of or "")


class _State(msgspec.Struct):
    v: int = 1
    url: str = ""
    etag: str = ""
    modified: str = ""
    seen: list[str] = []
    body: str = ""  # a mark of the last answer
    home: str = ""  # where the feed was found instead of at its address
    named: bool = False  # on a page; otherwise it has moved
    wait: int = 0  # seconds between two looks, as the feed asks


class Rss(Service[Options]):
    """The entries of one feed."""

    kind = "rss"
    OPTIONS = Options

    @staticmethod
    def sent(_query: Query) -> tuple[str, ...]:
        """Nothing: a feed is read whole."""
        return ()

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the entries that no earlier answer had."""
        state = self._state(since)
        answer = await self._answer(session, state)
        body = blake2b(answer.body, digest_size=8).hexdigest()
        if answer.unchanged or body == state.body:
            # The very same cursor: nothing need be written.
            self._leave_alone(session, state)
            yield Page(next=cursor_of(state), because=_where(state))
            return
        feed = await asyncio.to_thread(parsed, answer)
        entries, seen = _each_once(feed.entries), frozenset(state.seen)
        harvest = gathered(
            entries,
            partial(self._mention, found_by=self._found_by(topics), now=now),
            known=lambda entry: mark(_identity(entry)) in seen,
        )
        if feed.cut:
            yield harvest.page(then=None)
            raise SourceBroken("the feed was cut off")
        state.etag, state.modified = answer.validators.etag, answer.validators.modified
        marks = [mark(key) for entry in entries if (key := _identity(entry))]
        state.seen = latest([*state.seen, *marks], len(marks) + _REMEMBERED)
        state.body = body
        state.wait = int(feed.wait.total_seconds()) if feed.wait else 0
        page = harvest.page(then=cursor_of(state))
        if page.outcome is Outcome.OK:
            self._leave_alone(session, state)
            page = replace(page, because=_where(state))
        yield page

    async def _answer(self, session: Session, state: _State) -> Answer:
        """The feed from where it was last found, else from the address in the config."""
        if state.home:
            try:
                return await self._asked(session, state, state.home)
            except (SourceMisconfigured, SourceBroken):
                state.home, state.etag, state.modified, state.body = "", "", "", ""
        return await self._asked(session, state, self._options.address(self._options.feed))

    async def _asked(self, session: Session, state: _State, url: str) -> Answer:
        way = Way(url, preset=self._options.preset)
        ask = Ask(
            url=url,
            expect=Expect.ANY,
            headers={"Accept": Expect.FEED.value},
            validators=Validators(etag=state.etag, modified=state.modified),
            explain=way.explain,
        )
        answer = await session.get(ask)
        if not answer.unchanged and is_web_page(answer.body):
            return await self._named_in(session, state, answer)
        if way.is_for_good:
            state.home, state.named = answer.url, False
        return answer

    async def _named_in(self, session: Session, state: _State, page: Answer) -> Answer:
        """The feed that a page names; it is asked there from now on. Looked for once."""
        address = await asyncio.to_thread(feed_named_in, page)
        host = urlsplit(page.url).netloc
        if address is None:
            raise SourceBroken(
                f"{host} sent a web page where data was due (a login or an error page?)",
                hint="if it is your page, it names no feed: give the address of the feed",
            )
        answer = await session.get(Ask(url=self._placed(address), expect=Expect.FEED))
        state.home, state.named = answer.url, True
        return answer

    def _placed(self, address: str) -> str:
        base = self._options.base_url
        return address if base is None or address.startswith(base) else rebased(address, base)

    def _leave_alone(self, session: Session, state: _State) -> None:
        """A feed that asks for longer pauses than `every` gets them, up to an hour."""
        wait = timedelta(seconds=state.wait)
        if wait > self._options.interval:
            session.pause(session.now + wait)

    def _state(self, since: Cursor | None) -> _State:
        """What the cursor says of this feed; validators of another address mean nothing here."""
        state = state_of(since, _State)
        here = mark(self._options.address(self._options.feed))
        return state if state.url == here else _State(url=here, seen=state.seen)

    def _found_by(self, topics: Sequence[Topic]) -> tuple[str, ...]:
        if self._options.match == "query":
            return ()
        return tuple(topic.name for topic in topics if topic.reads(self.name))

    def _mention(self, entry: Entry, *, found_by: tuple[str, ...], now: datetime) -> Mention:
        entry_id = _identity(entry)
        if not entry_id:
            raise ValueError("no id, link, title or text")
        return Mention(
            origin=self.name,
            id=entry_id,
            source=self.name,
            kind=kind_of(self._options.preset),
            url=unwrapped(entry.url),
            title=entry.title,
            text=entry.text,
            lang=entry.lang,
            published_at=entry.published_at,
            fetched_at=now,
            author=Author(name=entry.author) if entry.author else None,
            replies=entry.replies,
            views=entry.views,
            match_basis=MatchBasis.SOURCE if found_by else MatchBasis.TEXT,
            found_by=found_by,
        )


def _where(state: _State) -> str:
    """What people should know of the feed's place; "" when it is at its address."""
    host = urlsplit(state.home).netloc
    if not host:
        return ""
    if state.named:
        return f"the address is a web page; the feed that it names is read, on {host}"
    return f"the feed has moved for good, to {host}, and is read there: change url"


def _each_once(entries: Sequence[Entry]) -> list[Entry]:
    """Feeds repeat entries; empty ones are kept, to be counted."""
    numbered = {_identity(entry) or number: entry for number, entry in enumerate(entries)}
    return list(numbered.values())


def _identity(entry: Entry) -> str:
    """The feed's own id, else the link, else a hash of what is there; "" for an empty entry."""
    # A detour that counts clicks is another one at every look.
    if entry.id or entry.url:
        return entry.id or unwrapped(entry.url) or ""
    if not entry.title and not entry.html:
        return ""
    stamp = entry.published_at.isoformat() if entry.published_at else entry.html
    return blake2b(f"{entry.title}\n{stamp}".encode(), digest_size=16).hexdigest()


def unwrapped(address: str | None) -> str | None:
    """The page itself where the link is only a detour that counts clicks (Google, Bing)."""
    parts = urlsplit(address or "")
    host = parts.hostname or ""
    google = host.removeprefix("www.").startswith("google.") and parts.path == "/url"
    bing = host.endswith("bing.com") and parts.path.endswith("/apiclick.aspx")
    if not google and not bing:
        return address
    query = parse_qs(parts.query)
    return link(next(iter(query.get("url") or query.get("q") or ()), None)) or address
