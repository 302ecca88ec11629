"""What the detectors see (buckets) and what they claim (signals)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class SignalKind(StrEnum):
    """What is unusual. A scenario's id stands in its place for tripwires and scenarios."""

    VOLUME = "volume"
    TONE = "tone"
    STORY = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The mentions of one topic whose publish time falls in [start, start + length).

    `mentions` is None when no source could be read: that is not zero. `complete` is False when
    a source that used to be read was not: such a bucket may alarm, but it teaches nothing.
    """

    topic: str
    start: datetime
    length: timedelta
    mentions: int | None
    scored: int = 0  # mentions whose tone could be scored
    negative: int = 0  # of those
    voices: int = 0  # distinct authors; mentions without an author count one each
    busiest: int = 0  # mentions by the busiest author
    copies: int = 0  # mentions that repeat a text already counted in the bucket
    complete: bool = True
    lift: float = 1.0  # what the plan's events make of the expected volume

    @property
    def end(self) -> datetime:
        """First instant after the bucket."""
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What was usual for one bucket, for charts and sentences: computed for every bucket."""

    expected: float
    low: int
    high: int
    usual_negative: float | None  # share 0..1 of what could be scored
    learned: int  # buckets behind it; small means "we do not know yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A detector's claim that something is unusual, with its evidence."""

    topic: str
    kind: str  # a SignalKind, or a scenario's id
    at: datetime  # end of the window
    window: timedelta
    observed: int  # mentions in the window
    expected: float
    low: int  # the usual range of the window
    high: int
    scored: int = 0
    negative: int = 0
    usual_negative: float | None = None
    voices: int = 0
    copies: int = 0
    busiest: int = 0
    strength: float = 0.0  # log10 of how many ticks pass between two of this kind by chance
    unread: tuple[str, ...] = ()  # sources that could not be read in the window
    because: str = ""  # one sentence for people

    @property
    def negative_share(self) -> float | None:
        """Share 0..1 of negative among what could be scored; None when nothing could."""
        return self.negative / self.scored if self.scored else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The mentions of [start, end) if nothing happens: the middle, and the range of 9 in 10."""

    topic: str
    start: datetime
    end: datetime
    expected: float
    low: int
    high: int
    observed: int | None = None  # once it is over; None while it is not, or when it was not read
