"""The last ticks of a topic, as running totals.

Invariant: the total of a window is the difference of two rows, exactly, because everything is
counted in whole numbers (voices, tones and expected values in thousandths); adding a tick and
asking for a window cost the same however long the windows are.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from operator import add

import msgspec

#: Windows in minutes; a tick length decides how many ticks each one is.
WINDOWS = (15, 30, 60, 180, 540, 1440)
MOST_TICKS = 144
SCALE = 1000

# The columns of a row. OWN, EXPECTED, TONED and SOUR are in thousandths.
SEEN, OWN, EXPECTED, MENTIONS, SCORED, NEGATIVE, TONED, SOUR, VOICES, COPIES, BUSIEST = range(11)
BLIND_ROW = (0,) * 11


#: What one window shows: ticks that were read, own voices, expected ones, and of their tone those
#: that could be scored and the negative ones. Made for every window of every tick, so a bare tuple.
Shown = tuple[int, float, float, float, float]


class Lesson(msgspec.Struct, frozen=True):
    """How many windows one counts for, and the part of earlier lessons that is left after it."""

    weight: float
    keep: float


class Recent(msgspec.Struct, array_like=True):
    """What was counted up to each of the last ticks, oldest first; the first row is where it began.

    At most one row more than the longest window has ticks.
    """

    totals: list[tuple[int, ...]]


def window_ticks(tick: timedelta) -> tuple[int, ...]:
    """The windows in ticks, shortest first: 1, 2, 4, 12, 36 and 96 ticks of 15 minutes."""
    minutes = tick.total_seconds() / 60
    wanted = [1, *(round(window / minutes) for window in WINDOWS)]
    return tuple(sorted({min(max(1, ticks), MOST_TICKS) for ticks in wanted}))


def nothing_yet() -> Recent:
    """No tick seen."""
    return Recent(totals=[BLIND_ROW])


def push(recent: Recent, row: tuple[int, ...], longest: int) -> None:
    """Adds the newest tick and lets go of what the longest window does not reach any more."""
    totals = recent.totals
    totals.append(tuple(map(add, totals[-1], row)))
    if len(totals) > longest + 1:
        del totals[0]


def push_blind(recent: Recent, longest: int) -> None:
    """Adds a tick that could not be read."""
    totals = recent.totals
    totals.append(totals[-1])
    if len(totals) > longest + 1:
        del totals[0]


def over(recent: Recent, ticks: int) -> tuple[int, ...]:
    """What the last `ticks` show together, or all that there are."""
    totals = recent.totals
    before = totals[-1 - ticks] if ticks < len(totals) else totals[0]
    return tuple([now - then for now, then in zip(totals[-1], before, strict=True)])


def shown(recent: Recent, windows: tuple[int, ...]) -> list[Shown]:
    """What each window shows."""
    totals = recent.totals
    kept = len(totals)
    seen, own, expected, *_, toned, sour, _, _, _ = totals[-1]
    rows = [totals[-1 - ticks] if ticks < kept else totals[0] for ticks in windows]
    return [
        (
            seen - row[SEEN],
            (own - row[OWN]) / SCALE,
            (expected - row[EXPECTED]) / SCALE,
            (toned - row[TONED]) / SCALE,
            (sour - row[SOUR]) / SCALE,
        )
        for row in rows
    ]


def busiest(recent: Recent, ticks: int) -> int:
    """The most that one author said in one of the last `ticks`."""
    kept = [total[BUSIEST] for total in recent.totals[-1 - ticks :]]
    return max((now - then for then, now in pairwise(kept)), default=0)


def folded(recent: Recent) -> Recent:
    """Each tick by itself, as it is stored: the numbers stay small however much is said."""
    ticks = [
        tuple([now - then for then, now in zip(before, after, strict=True)])
        for before, after in pairwise(recent.totals)
    ]
    return Recent(totals=ticks)


def unfolded(stored: Recent) -> Recent:
    """The running totals of the ticks that were stored."""
    totals: list[tuple[int, ...]] = [BLIND_ROW]
    for row in stored.totals:
        totals.append(tuple([total + new for total, new in zip(totals[-1], row, strict=True)]))
    return Recent(totals=totals)
