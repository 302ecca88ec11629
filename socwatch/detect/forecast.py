"""What the next hours will bring if nothing happens, as a range; and how right such ranges were.

Invariant: a forecast is made before its time and judged after it, and never made anew; a time that
could not be read judges no forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.detect import baseline, recent, volume
from socwatch.detect.evidence import likely_lift
from socwatch.detect.memory import Memory
from socwatch.detect.recent import EXPECTED, MENTIONS, SCALE
from socwatch.detect.tail import usual_range
from socwatch.model.signal import Forecast

AHEAD = timedelta(hours=3)
#: The latest talk says something of the talk to come: of its ratio to the usual so much is kept.
PERSISTS = 0.4
#: Of the half range of 99 in 100, that of nine in ten: by the measure of `benchmarks/detection.py
#: forecasts`, for the doubt about what is usual makes the former wide.
NARROW = 0.52
ENOUGH = 20  # forecasts before their record is said in percent


@dataclass(frozen=True, slots=True)
class Record:
    """How often forecasts held what they promised."""

    held: int
    judged: int

    @property
    def because(self) -> str:
        """The record in words."""
        if not self.judged:
            return "no forecast has been judged yet"
        if self.judged < ENOUGH:
            return f"{self.held} of {self.judged} such forecasts held so far"
        return f"{self.held / self.judged:.0%} of {self.judged} such forecasts held, 90% promised"


def forecast(
    memory: Memory, topic: str, start: datetime, locals_: Sequence[datetime], lifts: Sequence[float]
) -> Forecast | None:
    """The next ticks together: `locals_` are their local starts, `lifts` what events make of them.

    None while nothing was learned.
    """
    if not memory.baseline.learned or not locals_:
        return None
    tick = timedelta(seconds=memory.tick)
    usuals = [
        baseline.usual(memory.baseline, local, likely_lift(lift))
        for local, lift in zip(locals_, lifts, strict=True)
    ]
    crowd = baseline.crowd_of(memory.baseline)
    mean = crowd * sum(one.mean for one in usuals) * _going_on(memory)
    doubt = max(one.doubt for one in usuals)
    windows = recent.window_ticks(tick)
    place = max(at for at, ticks in enumerate(windows) if ticks <= len(locals_))
    variance = volume.spread_of(memory.spread, place) + doubt
    low, high = usual_range(mean, 1.0 / variance)
    narrow = NARROW
    return Forecast(
        topic=topic,
        start=start,
        end=start + len(locals_) * tick,
        expected=mean,
        low=max(0, round(mean - narrow * (mean - low))),
        high=round(mean + narrow * (high - mean)),
    )


def _going_on(memory: Memory) -> float:
    """How the last hour compares with what was usual, half forgotten; 1 is as usual."""
    ticks = max(1, 3600 // memory.tick)
    totals = memory.recent.totals
    before = totals[-1 - ticks] if ticks < len(totals) else totals[0]
    expected = (totals[-1][EXPECTED] - before[EXPECTED]) / SCALE
    said = totals[-1][MENTIONS] - before[MENTIONS]
    ratio = (said + 5.0) / (expected * baseline.crowd_of(memory.baseline) + 5.0)
    return float(min(max(ratio, 0.2), 20.0) ** PERSISTS)


def record(forecasts: Sequence[Forecast]) -> Record:
    """How often the forecasts that could be judged held."""
    judged = [one for one in forecasts if one.observed is not None]
    held = sum(one.low <= (one.observed or 0) <= one.high for one in judged)
    return Record(held, len(judged))
