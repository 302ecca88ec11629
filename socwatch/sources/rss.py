"""Any RSS, Atom, RDF or JSON feed: press, blogs, forums, alerts, owned sites.

Invariants: a feed is asked for only what changed, and what it said before is not said again; a
web page, an empty answer and a cut feed are failures, an empty feed is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from typing import ClassVar, Literal
from urllib.parse import parse_qs, urlsplit

import msgspec

from socwatch.errors import SourceBroken
from socwatch.model.mention import Author, Cursor, MatchBasis, Mention, MentionKind, Page
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Ask, Expect, Validators
from socwatch.sources._feed import Entry, parsed
from socwatch.sources._fields import link
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions, WebAddress
from socwatch.sources._pages import Pages, cursor_of, gathered, latest, mark, state_of
from socwatch.sources._service import Service

#: Ids of earlier answers that are remembered beside those of the last one.
_REMEMBERED = 500


class Options(HttpOptions):
    """Which feed, and whether it is already a search for the brand."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=5)

    url: WebAddress
    """The feed."""

    match: Literal["query", "all"] = "query"
    """"query": the topics' queries decide; "all": everything in the feed belongs to them."""


class _State(msgspec.Struct):
    v: int = 1
    url: str = ""
    etag: str = ""
    modified: str = ""
    seen: list[str] = []


class Rss(Service[Options]):
    """The entries of one feed."""

    kind = "rss"
    OPTIONS = Options

    @staticmethod
    def sent(_query: Query) -> tuple[str, ...]:
        """Nothing: a feed is read whole."""
        return ()

    def poll(self, topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads the entries that no earlier answer had."""
        read = partial(self._read, topics=topics, since=since, now=now)
        return self._polled(now, read)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        state = self._state(since)
        validators = Validators(etag=state.etag, modified=state.modified)
        url = self._options.address(self._options.url)
        answer = await session.get(Ask(url=url, expect=Expect.FEED, validators=validators))
        if answer.unchanged:
            yield Page(next=cursor_of(state))
            return
        feed = await asyncio.to_thread(parsed, answer)
        entries, seen = _each_once(feed.entries), frozenset(state.seen)
        harvest = gathered(
            entries,
            partial(_mention, source=self.name, found_by=self._found_by(topics), now=now),
            known=lambda entry: mark(_identity(entry)) in seen,
        )
        if feed.cut:
            yield harvest.page(then=None)
            raise SourceBroken("the feed was cut off")
        state.etag, state.modified = answer.validators.etag, answer.validators.modified
        marks = [mark(key) for entry in entries if (key := _identity(entry))]
        state.seen = latest([*state.seen, *marks], len(marks) + _REMEMBERED)
        yield harvest.page(then=cursor_of(state))

    def _state(self, since: Cursor | None) -> _State:
        """What the cursor says of this feed; validators of another address mean nothing here."""
        state = state_of(since, _State)
        here = mark(self._options.url)
        return state if state.url == here else _State(url=here, seen=state.seen)

    def _found_by(self, topics: Sequence[Topic]) -> tuple[str, ...]:
        if self._options.match == "query":
            return ()
        return tuple(topic.name for topic in topics if topic.reads(self.name))


def _each_once(entries: Sequence[Entry]) -> list[Entry]:
    """Feeds repeat entries; empty ones are kept, to be counted."""
    numbered = {_identity(entry) or number: entry for number, entry in enumerate(entries)}
    return list(numbered.values())


def _identity(entry: Entry) -> str:
    """The feed's own id, else the link, else a hash of what is there; "" for an empty entry."""
    if entry.id or entry.url:
        return entry.id or entry.url or ""
    if not entry.title and not entry.html:
        return ""
    stamp = entry.published_at.isoformat() if entry.published_at else entry.html
    return blake2b(f"{entry.title}\n{stamp}".encode(), digest_size=16).hexdigest()


def _mention(entry: Entry, *, source: str, found_by: tuple[str, ...], now: datetime) -> Mention:
    entry_id = _identity(entry)
    if not entry_id:
        raise ValueError("no id, link, title or text")
    return Mention(
        origin=source,
        id=entry_id,
        source=source,
        kind=MentionKind.ARTICLE,
        url=unwrapped(entry.url),
        title=entry.title,
        text=entry.text,
        lang=entry.lang,
        published_at=entry.published_at,
        fetched_at=now,
        author=Author(name=entry.author) if entry.author else None,
        replies=entry.replies,
        views=entry.views,
        match_basis=MatchBasis.SERVER if found_by else MatchBasis.TEXT,
        found_by=found_by,
    )


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
