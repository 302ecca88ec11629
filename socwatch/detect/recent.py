"""The last ticks of a topic and their sums over each window.

Invariant: a window's sums equal the sums of its ticks exactly, because everything is counted in
whole numbers (expected values in thousandths of a mention); adding a tick costs the same however
long the windows are.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

#: Windows in minutes; a tick length decides how many ticks each one is.
WINDOWS = (15, 30, 60, 180, 720)
MOST_TICKS = 144
SCALE = 1000

# The columns of a row.
SEEN, VOICED, EXPECTED, MENTIONS, SCORED, NEGATIVE, TONED, SOUR, VOICES, COPIES, BUSIEST = range(11)
BLIND_ROW = (0,) * 11


class Recent(msgspec.Struct, array_like=True):
    """Rows of the last ticks, oldest first, and one row of sums for each window."""

    rows: list[tuple[int, ...]]
    sums: list[tuple[int, ...]]


def window_ticks(tick: timedelta) -> tuple[int, ...]:
    """The windows in ticks, shortest first: 1, 2, 4, 12 and 48 ticks of 15 minutes."""
    minutes = tick.total_seconds() / 60
    wanted = [1, *(round(window / minutes) for window in WINDOWS)]
    return tuple(sorted({min(max(1, ticks), MOST_TICKS) for ticks in wanted}))


def nothing_yet(windows: tuple[int, ...]) -> Recent:
    """No tick seen."""
    return Recent(rows=[], sums=[BLIND_ROW for _ in windows])


def push(recent: Recent, row: tuple[int, ...], windows: tuple[int, ...]) -> None:
    """Adds the newest tick and lets go of what no window reaches any more."""
    rows = recent.rows
    have = len(rows)
    for index, ticks in enumerate(windows):
        total = recent.sums[index]
        if have >= ticks:
            gone = rows[have - ticks]
            recent.sums[index] = tuple(
                [t + new - old for t, new, old in zip(total, row, gone, strict=True)]
            )
        else:
            recent.sums[index] = tuple([t + new for t, new in zip(total, row, strict=True)])
    rows.append(row)
    if have >= windows[-1]:
        del rows[0]
