"""Hacker News through Algolia's search, which needs no login.

Invariants: each alternative of a query is asked on its own, newest first; the cursor moves only
when everything newer than the last one has been read, and what could not be read in one poll is
remembered as a gap and read later. Facts: https://hn.algolia.com/api.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

import msgspec

from socwatch.errors import SourceBroken
from socwatch.match.translate import alternatives
from socwatch.model.mention import Author, Cursor, Mention, MentionKind, Outcome, Page
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._answers import Ask
from socwatch.sources._fields import (
    count,
    identity,
    instant,
    name,
    row,
    rows,
    score,
    title,
    words,
)
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, mark, state_of
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

_SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
_ITEM = "https://news.ycombinator.com/item?id="
_ORIGIN = "hackernews"
_PER_PAGE = 100
#: Requests for one query in one poll; what is older waits for the next.
_MOST_REQUESTS = 40
_FIRST_LOOK = timedelta(days=1)
#: The index has been hours late; ids inside the overlap are remembered, so nothing is repeated.
_OVERLAP = timedelta(hours=2)
_REMEMBERED = 4_000


class Options(HttpOptions):
    """Hacker News has no keys of its own."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)


class _Known(msgspec.Struct):
    """What has been read of one query: everything up to `newest` (epoch), but for the gap."""

    newest: int = 0
    seen: dict[str, int] = {}
    gap: tuple[int, int] | None = None


class _State(msgspec.Struct):
    v: int = 1
    queries: dict[str, _Known] = {}


class HackerNews(Service[Options]):
    """Stories and comments that hold the words of a topic."""

    kind = "hackernews"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One search for each alternative: the service knows no OR."""
        searches = (" ".join(map(_term, one)) for one in alternatives(query))
        return tuple(dict.fromkeys(search for search in searches if search))

    def poll(self, topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads what was written since the cursor; on the first poll, the last day."""
        read = partial(self._read, topics=topics, since=since, now=now)
        return self._polled(now, read)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, _State)
        state = _State(queries={query: state.queries.get(query, _Known()) for query in wanted})
        unfinished = False
        for query, found_by in wanted.items():
            walk = _Walk(session, self._options.address(_SEARCH), query)
            reading = _Reading(walk, state.queries[query], now)
            async for hits in reading.hits():
                read = partial(_mention, source=self.name, found_by=found_by, now=now)
                yield gathered(hits, read, known=reading.knew).page(then=None)
            state.queries[query] = reading.known_now()
            unfinished = unfinished or state.queries[query].gap is not None
            yield Page(next=cursor_of(state))
        if unfinished:
            yield Page(
                outcome=Outcome.PARTIAL,
                because="there was more than one poll may read; the rest is read next time",
            )


class _Walk:
    """The requests for one query, within their budget."""

    def __init__(self, session: Session, address: str, query: str) -> None:
        self._session = session
        self._address = address
        self._query = query
        self._left = _MOST_REQUESTS
        self.stopped_at: int | None = None  # read down to here when the budget ran out
        self.known: set[str] = set()

    async def hits(self, low: int, high: int | None) -> AsyncGenerator[list[object], None]:
        """The hits later than `low` and not after `high` (epoch), newest first, each once.

        The service shows the newest 1000 of a search; older ones need a lower upper bound.
        """
        page, read, oldest = 0, 0, high
        while True:
            if self._left == 0:
                self.stopped_at = oldest
                return
            self._left -= 1
            answer = await self._ask(low, high, page)
            fresh = self._fresh(rows(answer, "hits") or [])
            page, read = page + 1, read + len(fresh)
            oldest = min([*_times(fresh), *([oldest] if oldest else [])], default=None)
            if fresh:
                yield fresh
            if fresh and page < (count(answer, "nbPages") or page + 1):
                continue
            hidden = (count(answer, "nbHits") or 0) > read > 0
            if not hidden or oldest is None or oldest == high:
                return
            page, read, high = 0, 0, oldest

    async def _ask(self, low: int, high: int | None, page: int) -> Mapping[str, object]:
        bounds = f"created_at_i>{low}"
        bounds += f",created_at_i<{high + 1}" if high is not None else ""
        params = {
            "query": self._query,
            "tags": "(story,comment)",
            "numericFilters": bounds,
            "hitsPerPage": str(_PER_PAGE),
            "page": str(page),
        }
        answer = (await self._session.get(Ask(url=self._address, params=params))).json()
        if rows(answer, "hits") is None:
            raise SourceBroken("Hacker News sent an answer without a list of hits")
        return row(answer)

    def _fresh(self, hits: list[object]) -> list[object]:
        fresh: list[object] = []
        for hit in hits:
            item_id = name(hit, "objectID") if isinstance(hit, dict) else None
            if item_id is not None and item_id in self.known:
                continue
            self.known.add(item_id or "")
            fresh.append(hit)
        return fresh


class _Reading:
    """One query's part of a poll: what is new, then the gap that an earlier poll left."""

    def __init__(self, walk: _Walk, known: _Known, now: datetime) -> None:
        self._walk = walk
        self._known = known
        self._now = int(now.timestamp())
        self._newest = known.newest
        self._seen = dict(known.seen)
        self._gap = known.gap

    async def hits(self) -> AsyncGenerator[list[object], None]:
        """Pages of hits: of the new, and of the overlap that is read again."""
        low = self._low()
        async for hits in self._walk.hits(low, None):
            yield self._noted(hits)
        gap = self._gap
        self._gap = self._unread(low if gap is None else min(low, gap[0]))
        if gap is None or self._gap is not None:
            return
        async for hits in self._walk.hits(*gap):
            yield self._noted(hits)
        self._gap = self._unread(gap[0])

    def _unread(self, start: int) -> tuple[int, int] | None:
        stopped = self._walk.stopped_at
        return None if stopped is None else (start, stopped)

    def known_now(self) -> _Known:
        """What the next poll has to know; ids older than the overlap are forgotten."""
        floor = self._newest - int(_OVERLAP.total_seconds())
        recent = sorted(self._seen.items(), key=lambda pair: pair[1])[-_REMEMBERED:]
        seen = {key: at for key, at in recent if at >= floor}
        return _Known(newest=self._newest, seen=seen, gap=self._gap)

    def _low(self) -> int:
        if not self._known.newest:
            return self._now - int(_FIRST_LOOK.total_seconds())
        # A gap comes first: rereading the overlap could use up the requests again.
        overlap = timedelta(seconds=1) if self._known.gap else _OVERLAP
        return self._known.newest - int(overlap.total_seconds())

    def knew(self, hit: object) -> bool:
        """Whether an earlier poll brought it."""
        return isinstance(hit, dict) and mark(name(hit, "objectID") or "") in self._known.seen

    def _noted(self, hits: list[object]) -> list[object]:
        for hit in hits:
            item = hit if isinstance(hit, dict) else {}
            at = count(item, "created_at_i") or 0
            if item_id := name(item, "objectID"):
                self._seen[mark(item_id)] = at
            # A time in the future must not hide what comes before it.
            self._newest = max(self._newest, min(at, self._now))
        return hits


def _term(literal: Literal) -> str:
    if literal.kind is LiteralKind.PHRASE:
        return '"' + literal.text.replace('"', " ") + '"'
    return literal.text.replace('"', " ").lstrip("-")


def _times(hits: list[object]) -> list[int]:
    found = (count(hit, "created_at_i") for hit in hits if isinstance(hit, dict))
    return [at for at in found if at is not None]


def _mention(hit: object, *, source: str, found_by: tuple[str, ...], now: datetime) -> Mention:
    """A story has its own title; a comment has none, only the title of what it is about."""
    item = row(hit)
    item_id = identity(item, "objectID")
    author = name(item, "author")
    comment = isinstance(item.get("comment_text"), str)
    parent = name(item, "parent_id")
    return Mention(
        origin=_ORIGIN,
        id=item_id,
        source=source,
        kind=MentionKind.COMMENT if comment else MentionKind.POST,
        url=f"{_ITEM}{item_id}",
        title=title(item.get("title")),
        text=words(item, "comment_text" if comment else "story_text"),
        published_at=instant(item.get("created_at_i")) or instant(item.get("created_at")),
        fetched_at=now,
        author=Author(handle=author) if author else None,
        likes=score(item, "points"),
        replies=count(item, "num_comments"),
        in_reply_to=parent if comment else None,
        found_by=found_by,
    )
