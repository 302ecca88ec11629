"""Reading a service's search backwards, newest first, until known ground.

Invariants: the cursor of a query moves only when everything newer than the last read was read;
what could not be read in one poll is kept as a gap and read later; the newest stretch is read
again each time, because indexes are late, and ids inside it are remembered, so that nothing is
brought twice. A time in the future hides nothing.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import msgspec

from socwatch.errors import SourceRefused
from socwatch.model.mention import Mention, Outcome, Page
from socwatch.sources._pages import Pages, cursor_of, gathered, mark

_REMEMBERED = 4_000
_CAPPED = "there was more than one poll may read; the rest is read next time"
_LOST = "there was more than the service shows; what was said before {since:%H:%M} UTC is missing"


class Known(msgspec.Struct):
    """What was read of one query: all up to `newest` (epoch seconds), but for the gap."""

    newest: int = 0
    read: int = 0  # when it was last read to its end
    seen: dict[str, int] = {}
    gap: tuple[int, int] | None = None


class SearchState(msgspec.Struct):
    """The cursor of a source that searches. `notes` are the source's own to keep."""

    v: int = 1
    queries: dict[str, Known] = {}
    notes: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One request: what is looked for, and when it was said, in epoch seconds.

    Later than `low`; not after `high`, where that is set. `then` is what the last answer named
    for its next page; "" asks for the first.
    """

    query: str
    low: int
    high: int | None = None
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer. `then` asks for the next page; "" when there is none.

    `walled` says that the service has more than its pages can show: it is asked again, for what
    is older than the oldest of these.
    """

    items: Sequence[object]
    then: str = ""
    walled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How one service is searched, and what its items are."""

    ask: Callable[[Question], Awaitable[Found]]
    id_of: Callable[[object], str | None]
    at_of: Callable[[object], datetime | None]
    read: Callable[[object, tuple[str, ...]], Mention]  #: item, topics it was asked for
    overlap: timedelta  #: how late the service's index may be
    first_look: timedelta = timedelta(days=1)
    requests: int = 10  #: for one query in one poll
    bounded: bool = True  #: whether the service obeys `high`; else a gap cannot be read later
    #: Called before each request; may note what it costs, or raise that there is no more budget.
    spend: Callable[[], None] | None = None


async def searched(
    search: Search,
    wanted: Mapping[str, tuple[str, ...]],
    state: SearchState,
    now: datetime,
    *,
    waiting: Collection[str] = (),
) -> Pages:
    """The pages of a poll that looks for each of `wanted` (queries, with the topics they are for).

    `state` is changed as the poll goes on; each page's cursor is it as it is then. Queries whose
    reading is longest ago come first, so that a budget that ends early starves none of them.
    Those in `waiting` are not asked in this call, but what was read of them is remembered.
    """
    kept = dict.fromkeys((*wanted, *waiting))
    state.queries = {query: state.queries.get(query, Known()) for query in kept}
    short: list[str] = []
    for query in sorted(wanted, key=lambda one: state.queries[one].read):
        walk = _Walk(search, query, state.queries[query], now)
        read = partial(_mention, search, wanted[query])
        async for items in walk.items():
            page = gathered(items, read, known=walk.knew).page(then=None)
            # What a request costs is on record before it is made.
            yield page if items else Page(next=cursor_of(state))
        state.queries[query] = walk.known_now()
        short.extend(walk.short)
        yield Page(next=cursor_of(state))
        if walk.refused is not None:
            raise walk.refused
    if short:
        yield Page(outcome=Outcome.PARTIAL, because=short[0])


def _mention(search: Search, topics: tuple[str, ...], item: object) -> Mention:
    return search.read(item, topics)


@dataclass(slots=True)
class _Stretch:
    """One walk from the newest to `low`, within the requests that are left."""

    low: int
    high: int | None = None
    stopped_at: int | None = None  # read down to here when the requests ran out
    hidden_at: int | None = None  # what is older than this the service did not show


@dataclass(slots=True)
class _Walk:
    """One query's part of a poll: what is new, then the gap that an earlier poll left."""

    search: Search
    query: str
    known: Known
    now: datetime
    short: list[str] = field(default_factory=list)
    refused: SourceRefused | None = None  # what ended the walk, when some of it is kept
    _newest: int = 0
    _left: int = 0
    _gap: tuple[int, int] | None = None
    _here: dict[str, int] = field(default_factory=dict)

    async def items(self) -> AsyncGenerator[list[object], None]:
        """Items, a page's worth at a time; an empty list when a request is about to be paid for."""
        self._left, self._newest = self.search.requests, min(self.known.newest, self._now())
        low = self._low()
        new = _Stretch(low=low)
        async for one in self._along(new):
            yield one
        if new.hidden_at is not None and new.hidden_at > self.known.newest:
            self._lost(new.hidden_at)
        gap = self._gap = self.known.gap
        if new.stopped_at is not None:
            if new.stopped_at < self.known.newest:
                return  # only the overlap was not read again to its end
            self._unread(low if gap is None else min(low, gap[0]), new.stopped_at)
            return
        if gap is None:
            return
        old = _Stretch(low=gap[0], high=gap[1])
        self._gap = None
        async for one in self._along(old):
            yield one
        if old.hidden_at is not None:
            self._lost(old.hidden_at)
        if old.stopped_at is not None:
            self._unread(gap[0], old.stopped_at)

    def _unread(self, low: int, high: int) -> None:
        if self.search.bounded:
            self._gap = (low, high)
            self.short.append(_CAPPED)
        else:
            self._gap = None
            self._lost(high)

    def _lost(self, before: int) -> None:
        self.short.append(_LOST.format(since=datetime.fromtimestamp(before, self.now.tzinfo)))

    async def _along(self, stretch: _Stretch) -> AsyncGenerator[list[object], None]:
        high, then, oldest = stretch.high, "", stretch.high
        shown: set[str] = set()  # by the pages since `high`
        while True:
            if self._left == 0:
                stretch.stopped_at = oldest if oldest is not None else self._now()
                return
            self._left -= 1
            question = Question(query=self.query, low=stretch.low, high=high, then=then)
            try:
                if self.search.spend is not None:
                    self.search.spend()
                    yield []
                found = await self.search.ask(question)
            except SourceRefused as refused:
                self._end_early(refused)
                stretch.stopped_at = oldest if oldest is not None else self._now()
                return
            fresh = self._fresh(found.items, stretch)
            oldest = self._oldest(found.items, oldest)
            if fresh:
                yield fresh
            if oldest is not None and oldest <= stretch.low:
                return
            ids = {one for item in found.items if (one := self.search.id_of(item))}
            repeats = bool(ids) and ids <= shown
            shown |= ids
            if found.then and found.then != then and not repeats:
                then = found.then
            elif found.walled and oldest is not None and oldest != high:
                then, high, shown = "", oldest, set()
            else:
                # A wall within one instant cannot be climbed, nor one page shown for every other.
                hidden = found.walled or (repeats and not self._believes())
                stretch.hidden_at = oldest if hidden else None
                return

    def _end_early(self, refused: SourceRefused) -> None:
        """Keeps what was read; raises when nothing was, or when no gap could be read later."""
        if not self._here or not self.search.bounded:
            raise refused
        self.refused = refused

    def _oldest(self, items: Sequence[object], before: int | None) -> int | None:
        dated = (self.search.at_of(item) for item in items)
        times = [int(at.timestamp()) for at in dated if at is not None]
        return min(times if before is None else [*times, before], default=None)

    def _low(self) -> int:
        # What was read by a clock that was ahead was not read up to now.
        if not self.known.newest or self.known.newest > self._now():
            return self._now() - int(self.search.first_look.total_seconds())
        # A gap comes first: rereading the overlap could use up the requests again.
        overlap = timedelta(seconds=1) if self.known.gap else self.search.overlap
        return self.known.newest - int(overlap.total_seconds())

    def _now(self) -> int:
        return int(self.now.timestamp())

    def _fresh(self, items: Sequence[object], stretch: _Stretch) -> list[object]:
        """Those that this poll did not see yet, and that are of the stretch."""
        fresh: list[object] = []
        for item in items:
            item_id, at = self.search.id_of(item), self.search.at_of(item)
            if at is not None and at.timestamp() <= stretch.low and not self._believes():
                continue
            if item_id is None:
                fresh.append(item)  # malformed: to be counted and named
                continue
            key = mark(item_id)
            if key in self._here:
                continue
            seconds = int(at.timestamp()) if at else self._now()
            self._here[key] = seconds
            self._newest = max(self._newest, min(seconds, self._now()))
            fresh.append(item)
        return fresh

    def _believes(self) -> bool:
        """Whether older items are taken too: the first page of a first look is worth having."""
        return not self.known.newest

    def knew(self, item: object) -> bool:
        """Whether an earlier poll brought it."""
        item_id = self.search.id_of(item)
        return item_id is not None and mark(item_id) in self.known.seen

    def known_now(self) -> Known:
        """What the next poll has to know; ids older than the overlap are forgotten.

        Those at the edge of the gap are not: the gap begins in the middle of an instant.
        """
        # A query that never brought anything has been read up to now all the same.
        newest = self._newest or self._now()
        floor = newest - int(self.search.overlap.total_seconds()) - 1
        edge = self._gap[1] if self._gap else None
        seen = {**self.known.seen, **self._here}
        recent = sorted(seen.items(), key=lambda pair: pair[1])[-_REMEMBERED:]
        return Known(
            newest=newest,
            read=self._now(),
            seen={key: at for key, at in recent if at >= floor or at == edge},
            gap=self._gap,
        )
