"""One poll's way along the stream: what was read, what is kept, where it stands.

Invariants: the place that a page leads past is never ahead of the mentions in it and before it;
what an earlier poll brought is not brought again; a stretch that the server no longer has is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from socwatch.model.mention import Mention, Page, Skipped
from socwatch.sources._bluesky_post import address_of, mention_of_event
from socwatch.sources._jetstream_net import Net
from socwatch.sources._jetstream_wire import Dialect, Event, forgiving, micros, moment
from socwatch.sources._pages import Harvest, cursor_of, latest, mark
from socwatch.understand.text import clean

FIRST_LOOK = timedelta(minutes=10)
_REMEMBERED = 1_000
#: Frames that could not be read are named, as far as a log is of use.
_NAMED = 20
#: A stream begins a little after the time that was asked for; more than this is a hole.
_HOLE = timedelta(minutes=10)
#: Version 1 keeps about a day and does not say when it begins later than it was asked to.
_KEPT = timedelta(hours=20)
#: Our clock and the server's may differ by as much: its present is then earlier than ours.
_CLOCKS = timedelta(minutes=1)
_GONE = ": the server no longer has it"
_PASSED_OVER = {
    "delete": ("deletions", "deleted by its author"),
    "update": ("changes", "a change to a post that was read before"),
}


class State(msgspec.Struct):
    """The cursor. A place means nothing on another server, or in the other version."""

    v: int = 1
    version: int = 0
    host: str = ""
    place: int = 0
    at: int = 0  # microseconds since 1970: when the server saw the last event
    seen: list[str] = []


@dataclass(slots=True, kw_only=True)
class Reading:
    """The events of one poll. `state` is changed as it goes on."""

    state: State
    dialect: Dialect
    net: Net
    source: str
    now: datetime
    events: int = 0
    missing: str = ""  #: what the server no longer had, in words
    reached: bool = False  #: whether the stream came up to `now`
    _behind: int = 0  # the last event before a line that may begin later than it was asked to
    _certain: bool = False  # whether the server said that it does
    _found: dict[str, Mention] = field(default_factory=dict)
    _harvest: Harvest = field(default_factory=Harvest)
    _passed: Counter[str] = field(default_factory=Counter)

    def cursor(self) -> int:
        """Where the line has to begin."""
        state = self.state
        if state.place:
            return max(state.place - self.dialect.rewind, 1)
        if not state.at:
            return micros(self.now - FIRST_LOOK)
        return max(state.at - self.dialect.rewind, 1)

    def by_time(self) -> None:
        """Goes on by the clock, where the server does not know our place."""
        self.state.place = 0

    def opens(self) -> None:
        """Notes that a line begins."""
        old = self.dialect.version == 1 and moment(self.state.at) < self.now - _KEPT
        self._behind, self._certain = (self.state.at if old else 0), False

    def outdated(self) -> None:
        """Notes that the server said it no longer has all that it was asked for."""
        self._behind = self.state.at or micros(self.now - FIRST_LOOK)
        self._certain = True
        begin = moment(self._behind)
        self.missing = f"some of what was posted after {begin:%d %b %H:%M} UTC is missing{_GONE}"

    @property
    def full(self) -> int:
        """How many mentions the next page has."""
        return len(self._found)

    @property
    def nearly_reached(self) -> bool:
        """Whether what is missing up to the present may be the difference of two clocks."""
        return moment(self.state.at) >= self.now - _CLOCKS

    def take(self, frame: bytes) -> Event | None:
        """Reads a frame; None when it cannot be read."""
        self.events += 1
        self._harvest.total += 1
        try:
            event = self.dialect.event(frame)
            if event.operation:
                self._post(event)
        except (ValueError, RecursionError) as why:
            self._malformed(str(why))
            return None
        self._move(event)
        return event

    def page(self) -> Page:
        """What was read since the last page; broken when most of it could not be."""
        harvest = self._harvest
        harvest.mentions = list(self._found.values())
        harvest.skipped += [
            Skipped(item=f"{number} {_PASSED_OVER[why][0]}", because=_PASSED_OVER[why][1])
            for why, number in self._passed.items()
        ]
        marks = [*self.state.seen, *map(mark, self._found)]
        self.state.seen = latest(marks, _REMEMBERED)
        self._found, self._harvest, self._passed = {}, Harvest(), Counter()
        return harvest.page(then=cursor_of(self.state))

    def _move(self, event: Event) -> None:
        if self._behind and event.at:
            self._begun(moment(self._behind), moment(event.at))
            self._behind = 0
        self.state.place = max(event.place, self.state.place)
        self.state.at = max(event.at, self.state.at)
        self.reached = self.reached or event.at >= micros(self.now)

    def _begun(self, before: datetime, first: datetime) -> None:
        """Tells the hole between the last event and the first one of a new line."""
        if first > before and (self._certain or first - before > _HOLE):
            self.missing = (
                f"what was posted from {before:%d %b %H:%M} to {first:%d %b %H:%M} UTC"
                f" is missing{_GONE}"
            )

    def _post(self, event: Event) -> None:
        if event.operation != "create":
            self._pass_over(event)
            return
        uri = address_of(event.did, event.rkey)
        if not self.net.may_hold(event.record) or mark(uri) in self.state.seen:
            return
        mention = mention_of_event(
            _decoded(event.record),
            did=event.did,
            rkey=event.rkey,
            at=moment(event.at) if event.at else self.now,
            source=self.source,
            fetched_at=self.now,
        )
        if self.net.holds(mention):
            self._found[uri] = mention

    def _pass_over(self, event: Event) -> None:
        why = event.operation if event.operation in _PASSED_OVER else "update"
        uri = address_of(event.did, event.rkey)
        if why == "delete" and self._found.pop(uri, None) is not None:
            self._harvest.skipped.append(Skipped(item=uri, because=_PASSED_OVER[why][1]))
            return
        self._passed[why] += 1

    def _malformed(self, why: str) -> None:
        self._harvest.malformed += 1
        if self._harvest.malformed <= _NAMED:
            because = clean(why, limit=200)
            self._harvest.skipped.append(Skipped(item=f"event {self.events}", because=because))


def _decoded(record: bytes) -> object:
    if not record:
        raise ValueError("a post without its record")
    try:
        return msgspec.json.decode(record)
    except msgspec.DecodeError:
        return forgiving(record)
