"""When nothing is said of a topic for longer than chance would have it.

Invariant: only ticks that could be read are silence; a topic with hardly any talk is never silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.detect.sentence import span

#: Mentions that were expected since the last one. Zero of them by chance: about once in 3,000.
HUSH = 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick as silence is judged: how much was expected, and said; None when it was not read."""

    start: datetime
    expected: float
    mentions: int | None


@dataclass(frozen=True, slots=True)
class Hush:
    """A silence: since when, how many mentions are usual in that time, and the sentence."""

    since: datetime
    expected: float
    because: str


def hush(ticks: Sequence[Tick], now: datetime) -> Hush | None:
    """The silence that lasts until now; `ticks` are in order of time and end with the latest."""
    expected, since = 0.0, None
    for tick in reversed(ticks):
        if tick.mentions:
            break
        if tick.mentions is not None:
            expected += tick.expected
            since = tick.start
    if since is None or expected < HUSH:
        return None
    words = (
        f"nothing was said for {span(now - since)}, where about {expected:,.0f} mentions are usual; "
        "it could be read meanwhile"
    )
    return Hush(since, expected, words)
