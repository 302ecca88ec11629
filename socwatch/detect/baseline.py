"""What is usual: a level that forgets, an hour-of-day shape and a weekday shape, all shrunk.

Invariant: only ticks that were read in full, without an event and without an alarm, teach; what
they teach is clipped, so that one wild tick moves the level by little. Learning from a tick costs
the same after a year as on the first day.

Each factor is the mean of a gamma distribution whose shape is the evidence behind it: 1 / shape is
the factor's relative variance, and the three add up to the doubt about an expected value. That is
what makes a cold start safe.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

LEVEL_HALF_LIFE = timedelta(days=5)
LONG_HALF_LIFE = timedelta(days=56)
SHAPE_HALF_LIFE = timedelta(days=28)
HOUR_PRIOR = 3.0  # an unseen hour may well be half or twice the level
DAY_PRIOR = 12.0
LEVEL_PRIOR = 0.3
SHARED = 3.0  # neighbouring ticks say much the same: a tick counts for a third
LONG_SHARE = 0.7  # of the level of the last months: what used to be usual is no surprise
CROWD_KEEP = 0.998


class Baseline(msgspec.Struct, array_like=True):
    """What was learnt of one topic's volume, in distinct voices."""

    level: list[float]  # counts, exposure
    long: list[float]  # the same with a long memory
    hour_counts: list[float]
    hour_exposure: list[float]
    day_counts: list[float]
    day_exposure: list[float]
    crowd: list[float]  # mentions, voices: how many mentions come with a voice
    learned: int = 0


class Slots(NamedTuple):
    """Where a local time stands: the two hours whose middles lie around it, and the weekday."""

    first: int
    second: int
    share: float  # the weight of the second hour
    weekday: int


class Usual(NamedTuple):
    """What is expected of one tick: its mean, and the relative variance of our guess of it."""

    mean: float
    doubt: float
    slots: Slots
    hour: float = 1.0  # the factors in it
    day: float = 1.0


class Pace(msgspec.Struct, frozen=True):
    """What is left of a lesson one tick later, by how long each part remembers."""

    level: float
    long: float
    hour: float  # an hour comes once a day, a weekday once a week
    day: float


def pace_of(tick: timedelta) -> Pace:
    """The pace of forgetting at this tick length."""
    return Pace(
        level=0.5 ** (tick / LEVEL_HALF_LIFE),
        long=0.5 ** (tick / LONG_HALF_LIFE),
        hour=0.5 ** (24.0 * tick / SHAPE_HALF_LIFE),
        day=0.5 ** (7.0 * tick / SHAPE_HALF_LIFE),
    )


def unknown() -> Baseline:
    """Nothing learnt."""
    return Baseline(
        level=[0.0, 0.0],
        long=[0.0, 0.0],
        hour_counts=[0.0] * 24,
        hour_exposure=[0.0] * 24,
        day_counts=[0.0] * 7,
        day_exposure=[0.0] * 7,
        crowd=[2.0, 2.0],
    )


def usual(baseline: Baseline, local: datetime, lift: float) -> Usual:
    """The expected voices of the tick that starts at this local time, with its doubt."""
    slots = _slots(local)
    counts, exposure = baseline.level
    if exposure <= 0:
        return Usual(0.0, 1.0, slots)
    hour, hour_doubt = _hour(baseline, slots)
    day, day_doubt = _day(baseline, slots.weekday)
    doubt = 1.0 / counts + hour_doubt + day_doubt
    level = max(counts / exposure, LONG_SHARE * baseline.long[0] / baseline.long[1])
    if lift != 1.0:
        doubt += (0.5 * (lift - 1.0) / max(lift, 1.0)) ** 2
    return Usual(level * hour * day * max(lift, 0.0), doubt, slots, hour, day)


def learn(baseline: Baseline, voices: float, spread: float, usual: Usual, pace: Pace) -> None:
    """Learns from one tick's voices. `spread` is the relative variance of a tick beyond chance."""
    if baseline.level[1] <= 0:
        first = voices + 0.5
        baseline.level = [LEVEL_PRIOR, LEVEL_PRIOR / first]
        baseline.long = [LEVEL_PRIOR, LEVEL_PRIOR / first]
    level = baseline.level[0] / baseline.level[1]
    hour, day, weekday = usual.hour, usual.day, usual.slots.weekday
    weight = 1.0 / (1.0 + SHARED * spread * max(level * hour * day, voices))
    counts, exposure = weight * voices, weight * hour * day
    _forget_and_add(baseline.level, counts, exposure, pace.level)
    _forget_and_add(baseline.long, counts, exposure, pace.long)
    _learn_hours(baseline, counts, weight * level * day, slots=usual.slots, keep=pace.hour)
    _keep_and_add(baseline.day_counts, weekday, pace.day, counts)
    _keep_and_add(baseline.day_exposure, weekday, pace.day, weight * level * hour)
    baseline.learned += 1


def learn_crowd(baseline: Baseline, *, mentions: float, voices: float) -> None:
    """Learns how many mentions come with a voice."""
    if voices <= 0:
        return
    weight = 1.0 / (1.0 + 0.05 * voices)
    crowd = baseline.crowd
    crowd[0] = crowd[0] * CROWD_KEEP + weight * min(mentions, 3.0 * voices)
    crowd[1] = crowd[1] * CROWD_KEEP + weight * voices


def crowd_of(baseline: Baseline) -> float:
    """Mentions for each distinct voice, 1 or more."""
    return max(1.0, baseline.crowd[0] / baseline.crowd[1])


def _forget_and_add(pair: list[float], counts: float, exposure: float, keep: float) -> None:
    pair[0] = max(pair[0] * keep + counts, 0.05)
    pair[1] = pair[1] * keep + exposure


def _slots(local: datetime) -> Slots:
    position = local.hour + local.minute / 60.0 - 0.5
    first = int(position // 1)
    return Slots(first % 24, (first + 1) % 24, position - first, local.weekday())


def _hour(baseline: Baseline, slots: Slots) -> tuple[float, float]:
    """The hour's factor and its relative variance."""
    first, second, share, _ = slots
    counts, exposure = baseline.hour_counts, baseline.hour_exposure
    one = (HOUR_PRIOR + counts[first]) / (HOUR_PRIOR + exposure[first])
    two = (HOUR_PRIOR + counts[second]) / (HOUR_PRIOR + exposure[second])
    shape = HOUR_PRIOR + (1 - share) * counts[first] + share * counts[second]
    return one + share * (two - one), 1.0 / shape


def _day(baseline: Baseline, weekday: int) -> tuple[float, float]:
    """The weekday's factor and its relative variance."""
    shape = DAY_PRIOR + baseline.day_counts[weekday]
    return shape / (DAY_PRIOR + baseline.day_exposure[weekday]), 1.0 / shape


def _learn_hours(
    baseline: Baseline, counts: float, exposure: float, *, slots: Slots, keep: float
) -> None:
    """Shares a tick's count between its two hours."""
    for slot, part in ((slots.first, 1 - slots.share), (slots.second, slots.share)):
        kept = keep**part
        _keep_and_add(baseline.hour_counts, slot, kept, part * counts)
        _keep_and_add(baseline.hour_exposure, slot, kept, part * exposure)


def _keep_and_add(values: list[float], place: int, keep: float, new: float) -> None:
    values[place] = values[place] * keep + new
