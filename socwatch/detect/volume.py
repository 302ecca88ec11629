"""How unusual the number of voices in a window is.

Invariant: a window's own spread (its variance beyond chance) is learnt from its own past, never
from ticks of an alarm, and a wild window teaches no more than a merely unusual one.

Voices, not mentions, are evidence: one author's flood and a flood of copies add little (see
`distinct`).
"""

from __future__ import annotations

from datetime import timedelta
from math import sqrt

import msgspec

from socwatch.detect.recent import Lesson
from socwatch.detect.tail import volume_tail

SPREAD_PRIOR = 0.12  # relative variance of a tick beyond chance, before anything was learnt
PRIOR_WINDOWS = 12.0
LEAST_SPREAD = 0.002
DULL = 0.9  # standard deviations up to which a count is nothing special
LEAST = 3  # voices below which there is no surge, however rare the topic
CLIP = 2.0  # standard deviations beyond which a window teaches no more
MEMORY = timedelta(days=12)  # after which half of what was learnt is forgotten


class Spread(msgspec.Struct, array_like=True):
    """For each window: the sum of weighted spreads, and of the weights."""

    spreads: list[float]
    weights: list[float]


def unknown(windows: int) -> Spread:
    """Nothing learnt."""
    weight = PRIOR_WINDOWS / SPREAD_PRIOR**2
    return Spread(spreads=[weight * SPREAD_PRIOR] * windows, weights=[weight] * windows)


def spread_of(spread: Spread, window: int) -> float:
    """The relative variance of the window beyond chance."""
    seen = spread.spreads[window] / spread.weights[window]
    return seen if seen > LEAST_SPREAD else LEAST_SPREAD  # noqa: FURB136  a call costs more


def evidence(voices: float, expected: float, relative_variance: float) -> float:
    """-log10 of the chance of so many voices or more; 0 when the number is nothing special."""
    more = voices - expected
    if voices < LEAST or more <= 0.0:
        return 0.0
    if more * more <= DULL * DULL * expected * (1.0 + relative_variance * expected):
        return 0.0
    return -volume_tail(voices, expected, 1.0 / relative_variance)


def learn(spread: Spread, window: int, voices: float, expected: float, lesson: Lesson) -> None:
    """Learns the window's spread from one of its sums."""
    if expected <= 0:
        return
    now = spread_of(spread, window)
    variance = expected + now * expected * expected
    away, most = abs(voices - expected), CLIP * sqrt(variance) + 1.5
    square = away * away if away < most else most * most
    sure = lesson.weight / (1.0 / expected + now) ** 2
    seen = (square - expected) / (expected * expected)
    spread.spreads[window] = spread.spreads[window] * lesson.keep + sure * seen
    spread.weights[window] = spread.weights[window] * lesson.keep + sure
