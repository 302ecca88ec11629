"""A made-up topic: counts with a day, a week and chance in them, from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import cos, exp, pi
from random import Random

from socwatch.detect.panel import Panel
from socwatch.model.signal import Bucket, Outlook, Signal

TICK = timedelta(minutes=15)
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = 96  # ticks
WEEK = 7 * DAY

Change = Callable[[Bucket], Bucket]


def drawn(random: Random, mean: float) -> int:
    """A Poisson count, from the gaps between arrivals (normal for large means)."""
    if mean > 200:
        return max(0, round(random.gauss(mean, mean**0.5)))
    count, left = 0, exp(-mean)
    product = random.random()
    while product > left:
        count += 1
        product *= random.random()
    return count


def shape(at: datetime, *, night: float = 0.2, weekend: float = 0.7) -> float:
    """The day's and the week's shape around 1."""
    day = 1 - (1 - night) * (0.5 + 0.5 * cos(2 * pi * (at.hour - 3) / 24))
    return day * (weekend if at.weekday() >= 5 else 1.0)


def bucket(at: datetime, count: int, *, negative: int = 0, tick: timedelta = TICK) -> Bucket:
    """So many mentions from as many people, all scored."""
    return Bucket(
        topic="acme",
        start=at,
        length=tick,
        mentions=count,
        scored=count,
        negative=negative,
        voices=count,
        busiest=min(1, count),
    )


def ordinary(rate: float, ticks: int, *, seed: int = 1, share: float = 0.2) -> list[Bucket]:
    """Buckets of a topic with about `rate` mentions a tick at noon."""
    random, buckets = Random(seed), []
    for tick in range(ticks):
        at = MONDAY + tick * TICK
        count = drawn(random, rate * shape(at) * random.gammavariate(20, 1 / 20))
        negative = sum(random.random() < share for _ in range(count))
        buckets.append(bucket(at, count, negative=negative))
    return buckets


def changed(buckets: list[Bucket], first: int, ticks: int, change: Change) -> list[Bucket]:
    """The same buckets, some of them changed."""
    return [
        change(each) if first <= index < first + ticks else each
        for index, each in enumerate(buckets)
    ]


def louder(times: float, *, share: float | None = None) -> Change:
    """A change to so many times the mentions, with this share of them negative."""

    def change(each: Bucket) -> Bucket:
        count = round((each.mentions or 0) * times + times / 2)
        negative = each.negative if share is None else round(count * share)
        return bucket(each.start, count, negative=min(negative, count))

    return change


def sourer(share: float) -> Change:
    """A change to this share of negative mentions, and no more mentions than before."""
    return lambda each: replace(each, negative=round((each.mentions or 0) * share))


def seen(
    buckets: list[Bucket], *, sensitivity: str = "balanced"
) -> Iterator[tuple[int, Signal | None, Outlook]]:
    """What the panel says of each bucket: its place, the signal or None, the outlook."""
    panel = Panel(TICK, sensitivity)
    _, said = panel.walk(buckets, None, buckets[-1].end)
    for place, (signals, outlook) in enumerate(said):
        yield place, (signals[0] if signals else None), outlook


def alarms(buckets: list[Bucket], *, sensitivity: str = "balanced") -> dict[int, Signal]:
    """Every signal by the place of its bucket."""
    said = seen(buckets, sensitivity=sensitivity)
    return {place: signal for place, signal, _ in said if signal}
