"""Small data or big data: which of the two a topic is, and what that means for its numbers.

Invariant: below `FEW` mentions a day no share is a percentage in any window of detection, so the
topic is small data and says so; a tripwire fires at the first mention in either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from socwatch.detect.sentence import FEW, span

_DAY = timedelta(days=1)


class Regime(StrEnum):
    """How much there is to reckon with."""

    UNKNOWN = "unknown"
    SMALL = "small"
    BIG = "big"


@dataclass(frozen=True, slots=True)
class Size:
    """The regime of a topic, mentions a day (None: not known yet), and what it means in words."""

    regime: Regime
    a_day: float | None
    because: str


def size(mentions: int, seen: timedelta) -> Size:
    """The regime of a topic of which so many mentions came in the time that could be read."""
    if seen < _DAY:
        return Size(
            Regime.UNKNOWN, None, f"small or big data is not known yet: watched for {span(seen)}"
        )
    a_day = mentions / (seen / _DAY)
    number = f"{a_day:.1f}" if a_day < 10 else f"{a_day:,.0f}"
    if a_day < FEW:
        words = f"small data, {number} mentions a day: each one counts, shares are given as counts"
        return Size(Regime.SMALL, a_day, words)
    words = f"big data, {number} mentions a day: shares of {FEW} and more are given in percent"
    return Size(Regime.BIG, a_day, words)
