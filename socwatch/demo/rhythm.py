"""When things are said: rates in mentions an hour, and the instants that follow from them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

Rate = Callable[[datetime], float]

#: Share of the day's mean that each hour (UTC) brings.
_HOURS = (
    *(0.5, 0.45, 0.4, 0.4, 0.45, 0.55, 0.8, 1.0, 1.2, 1.3, 1.3, 1.3),
    *(1.4, 1.3, 1.2, 1.2, 1.3, 1.4, 1.5, 1.5, 1.4, 1.2, 0.95, 0.7),
)
_WEEKEND = 0.65


def everyday(mean: float) -> Rate:
    """The rhythm of the day around a weekday's mean, and the lull of the weekend."""

    def rate(at: datetime) -> float:
        return mean * _HOURS[at.hour] * (_WEEKEND if at.weekday() >= 5 else 1.0)

    return rate


def along(start: datetime, points: Sequence[tuple[int, int]]) -> Rate:
    """Straight lines between (minutes since start, mentions an hour); nothing outside them."""

    def rate(at: datetime) -> float:
        minute = (at - start) / timedelta(minutes=1)
        for (left, low), (right, high) in pairwise(points):
            if left <= minute < right:
                return low + (high - low) * (minute - left) / (right - left)
        return 0.0

    return rate


def arrivals(
    rng: random.Random, rate: Rate, start: datetime, end: datetime, *, step: timedelta
) -> Iterator[datetime]:
    """Instants of a Poisson process, to the second; the rate is looked up once a step."""
    while start < end:
        for _ in range(_poisson(rng, rate(start) * (step / timedelta(hours=1)))):
            yield start + timedelta(seconds=int(rng.random() * step.total_seconds()))
        start += step


def _poisson(rng: random.Random, expected: float) -> int:
    limit, product, count = math.exp(-expected), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
