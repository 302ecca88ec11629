"""How unusual the number of voices in a window is.

Invariant: a window's own spread (its variance beyond chance) is learnt from its own past, never
from ticks of an alarm, and a wild window teaches no more than a merely unusual one.

Voices, not mentions, are evidence: one author's flood and a flood of copies add little.
"""

from __future__ import annotations

from math import sqrt

import msgspec

from socwatch.detect.tail import volume_tail

SPREAD_PRIOR = 0.12  # relative variance of a tick beyond chance, before anything was learnt
PRIOR_WINDOWS = 12.0
LEAST_SPREAD = 0.002
DULL = 0.9  # standard deviations up to which a count is nothing special
LEAST = 3  # voices below which there is no surge, however rare the topic
CLIP = 3.5  # standard deviations beyond which a window teaches no more
KEEP = 0.9993


class Spread(msgspec.Struct, array_like=True):
    """For each window: the sum of weighted spreads, and of the weights."""

    spreads: list[float]
    weights: list[float]


def unknown(windows: int) -> Spread:
    """Nothing learnt."""
    weight = PRIOR_WINDOWS / SPREAD_PRIOR**2
    return Spread(spreads=[weight * SPREAD_PRIOR] * windows, weights=[weight] * windows)


def heard(*, mentions: int, voices: int, copies: int, busiest: int) -> int:
    """How many of a tick's mentions are distinct voices saying something of their own."""
    excess = max(0, busiest - 1)
    own = min(mentions - min(copies, mentions), mentions - min(excess, mentions))
    if voices > 0:
        own = min(own, voices)
    return max(own, 0)


def spread_of(spread: Spread, window: int) -> float:
    """The relative variance of the window beyond chance."""
    return max(LEAST_SPREAD, spread.spreads[window] / spread.weights[window])


def evidence(voices: float, expected: float, relative_variance: float) -> float:
    """-log10 of the chance of so many voices or more; 0 when the number is nothing special."""
    if voices < LEAST or voices <= expected + DULL * sqrt(
        expected + relative_variance * expected * expected
    ):
        return 0.0
    return -volume_tail(voices, expected, 1.0 / relative_variance)


def learn(spread: Spread, window: int, *, voices: float, expected: float, weight: float) -> None:
    """Learns the window's spread from one of its sums, which counts for `weight` windows."""
    if expected <= 0:
        return
    now = spread_of(spread, window)
    variance = expected + now * expected * expected
    square = min(abs(voices - expected), CLIP * sqrt(variance) + 1.5) ** 2
    sure = weight / (1.0 / expected + now) ** 2
    seen = (square - expected) / (expected * expected)
    keep = 1.0 - (1.0 - KEEP) * weight
    spread.spreads[window] = spread.spreads[window] * keep + sure * seen
    spread.weights[window] = spread.weights[window] * keep + sure
