"""A topic's past judged again, one row for each bucket.

Invariant: pure; every bucket has its row, in the order of the buckets; a bucket that could not be
read has no score, for nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.detect.news import Told, news
from socwatch.detect.panel import Panel
from socwatch.detect.sentence import ordinary
from socwatch.model.signal import Bucket, Outlook, Signal

#: Alarms that are no further apart than this are one for the person whom they wake.
TOGETHER = timedelta(hours=1)
UNREAD = "not read: nothing is known of this time, so it is neither quiet nor unusual."
TOO_EARLY = "Not judged: the first hour is for learning."


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is said of one bucket."""

    at: datetime  # its start
    count: int | None  # None: it could not be read
    outlook: Outlook
    score: float | None  # log10 of the return period in ticks, where it is news; else 0
    strength: float | None  # the same, whether or not it is news
    alert: bool  # an alarm stands
    because: str
    signal: Signal | None = None  # what an alarm rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm from its first bucket to the end of its last."""

    begin: datetime
    end: datetime
    worst: Judged  # the bucket of the highest strength


def judged(panel: Panel, buckets: Iterable[Bucket]) -> Iterator[Judged]:
    """The buckets as the panel sees them, each when it ends; `buckets` are in order of time."""
    memory, told = panel.recall(None), None
    for bucket in buckets:
        signals, outlook, strength = panel.look(bucket, memory, bucket.end)
        fresh: Told | None = news(told, strength, bucket.start)
        told = fresh or told
        read = bucket.mentions is not None
        signal = signals[0] if signals else None
        yield Judged(
            at=bucket.start,
            count=bucket.mentions,
            outlook=outlook,
            score=None if not read else fresh.strength if fresh else 0.0,
            strength=strength if read else None,
            alert=memory.alarm > 0,
            because=signal.because if signal else _plainly(panel, bucket, outlook),
            signal=signal,
        )


def _plainly(panel: Panel, bucket: Bucket, outlook: Outlook) -> str:
    if bucket.mentions is None:
        return UNREAD
    said = ordinary(bucket, outlook)
    return said if outlook.learned >= panel.first else f"{said} {TOO_EARLY}"


def alarms(rows: Iterable[Judged], tick: timedelta) -> list[Alarm]:
    """The alarms among the rows, in order of time."""
    found: list[Alarm] = []
    for row in rows:
        if not row.alert:
            continue
        begin, worst = row.at, row
        if found and row.at - found[-1].end <= TOGETHER:
            last = found.pop()
            begin = last.begin
            worst = max(last.worst, row, key=lambda one: one.strength or 0.0)
        found.append(Alarm(begin=begin, end=row.at + tick, worst=worst))
    return found
