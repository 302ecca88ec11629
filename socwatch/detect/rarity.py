"""How rarely this topic reaches such a score: from evidence to a return period.

Invariant: a higher score is never said to be more frequent. A cluster of high scores, however long,
is one peak, and its excess is clipped, so that a crisis does not hide the next one.

A topic's own high scores (peaks over a threshold that one tick in fifty exceeds) say how fast its
tail falls; before it has shown any, the tail that the model promises stands in. See S. Coles,
An Introduction to Statistical Modeling of Extreme Values, chapter 4.
"""

from __future__ import annotations

from math import log10, sqrt

import msgspec

from socwatch.detect.tail import LN10

EXCEEDED = 0.02  # share of ticks above the threshold
PRIOR_THRESHOLD = 1.9
LEAST_THRESHOLD = 1.0
PRIOR_SLOPE = 0.18  # mean excess, in roots of powers of ten
PRIOR_PEAKS = 10.0
LEAST_SLOPE, MOST_SLOPE = 0.1, 4.0
KEEP = 0.995  # of what the earlier peaks said
CLIP = 2.5  # mean excesses beyond which a peak teaches no more
WIDER = 1.15  # makes up for the clipping; set so that simulated topics keep their budget
STEP = 0.05
ECHO = 3.0  # ticks that one peak lasts
APART = 8  # ticks below the threshold that end a cluster of high scores


class Rarity(msgspec.Struct, array_like=True):
    """The threshold, the sum and number of excesses over it, and the cluster under way.

    Scores are compared by their square roots: the evidence of real topics has a heavier tail than
    the model promises, and a lighter one than its logarithm would have.
    """

    threshold: float = PRIOR_THRESHOLD
    excess: float = PRIOR_SLOPE * PRIOR_PEAKS
    peaks: float = PRIOR_PEAKS
    highest: float = 0.0
    over: int = 0  # ticks of the cluster above the threshold
    since: int = 0  # ticks since the last one of them


def slope_of(rarity: Rarity) -> float:
    """By how much the root of a peak exceeds the threshold's, on average."""
    return min(max(WIDER * rarity.excess / rarity.peaks, LEAST_SLOPE), MOST_SLOPE)


def strength(rarity: Rarity, score: float) -> float:
    """log10 of the number of ticks between two such scores; 0 for an ordinary score."""
    often = log10(ECHO / EXCEEDED)
    if score <= rarity.threshold:
        return max(0.0, often * score / rarity.threshold)
    return often + _excess(rarity, score) / (slope_of(rarity) * LN10)


def learn(rarity: Rarity, score: float) -> None:
    """Learns from one tick's score."""
    if score > rarity.threshold:
        rarity.over += 1
        rarity.since = 0
        rarity.highest = max(rarity.highest, score)
        if rarity.over <= APART:
            rarity.threshold += STEP * (1.0 - EXCEEDED)
        return
    rarity.threshold = max(LEAST_THRESHOLD, rarity.threshold - STEP * EXCEEDED)
    rarity.since += 1
    if rarity.over and rarity.since >= APART:
        mean = rarity.excess / rarity.peaks
        rarity.excess = rarity.excess * KEEP + min(_excess(rarity, rarity.highest), CLIP * mean)
        rarity.peaks = rarity.peaks * KEEP + 1.0
        rarity.over, rarity.highest = 0, 0.0


def _excess(rarity: Rarity, score: float) -> float:
    return max(0.0, sqrt(score) - sqrt(rarity.threshold))
