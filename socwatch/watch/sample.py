"""The mentions of a period, as many as are looked at: the latest, or some of each of its hours.

Invariant: whoever gets them learns whether there were more, so that no part is given as the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.model.gathered import Gathered
from socwatch.ports import Store
from socwatch.understand.spread import Spread, spread, wording
from socwatch.watch.agenda import floor
from socwatch.watch.setup import Setup

#: Of more mentions, the latest are looked at.
MOST = 20_000
#: When a period has more than that, so many are drawn from it: a share of them is right to within
#: a hundredth, 19 times in 20 (the normal approximation of the binomial, 1.96 · √(¼/n)).
DRAWN = 10_000
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Mentions of a period, the latest first."""

    said: tuple[Gathered, ...]
    begin: datetime  # the first of them may count from then on
    sampled: bool  # whether the period has more


def latest(
    store: Store, since: datetime, *, until: datetime | None = None, topic: str | None = None,
    most: int = MOST,
) -> Sample:  # fmt: skip
    """The latest mentions of [since, until), at most so many."""
    found = tuple(store.mentions.newest(topic=topic, since=since, until=until, limit=most + 1))
    if len(found) <= most:
        return Sample(said=found, begin=since, sampled=False)
    return Sample(said=found[:most], begin=found[most - 1].mention.counts_at, sampled=True)


def drawn(
    setup: Setup, since: datetime, until: datetime, *, topic: str | None = None,
    most: int = MOST, draw: int = DRAWN,
) -> Sample:  # fmt: skip
    """All mentions of [since, until), or, of more than `most`, about `draw` from its every part.

    Each part gives as many as its share of all is, so that the quiet morning of a loud day is in it
    and its night does not outweigh it.
    """
    parts = _parts(setup, since, until, topic)
    total = sum(number for _, _, number in parts)
    if total <= most:
        return latest(setup.store, since, until=until, topic=topic, most=most)
    said: list[Gathered] = []
    for begin, end, number in reversed(parts):
        share = max(1, draw * number // total)
        said += setup.store.mentions.newest(topic=topic, since=begin, until=end, limit=share)
    return Sample(said=tuple(said), begin=since, sampled=True)


def _parts(
    setup: Setup, since: datetime, until: datetime, topic: str | None
) -> list[tuple[datetime, datetime, int]]:
    """The ticks of a day or two, the hours or days of longer: from, to, and how many mentions."""
    grain = _grain(until - since, setup.tick)
    numbers: Counter[datetime] = Counter()
    for name in [topic] if topic else [one.name for one in setup.topics]:
        found = setup.store.mentions.counts(name, floor(since, grain), until, grain)
        numbers.update({begin: one.mentions for begin, one in found.items()})
    return [
        (max(since, begin), min(until, begin + grain), number)
        for begin, number in sorted(numbers.items())
        if begin + grain > since
    ]


def _grain(length: timedelta, tick: timedelta) -> timedelta:
    """One in which counts are kept, so that a period has no more than some 1,500 parts."""
    if length <= 48 * _HOUR:
        return tick
    return max(tick, _HOUR if length <= 1_440 * _HOUR else 24 * _HOUR)


def told_again(sample: Sample) -> list[list[Gathered]]:
    """What was told more than once, those told most first; each as it was told, the first first."""
    told: dict[str, list[Gathered]] = {}
    for one in reversed(sample.said):
        if one.reading.story:
            told.setdefault(one.reading.story, []).append(one)
    # The sort keeps the order of those that are equally large: the first told is first.
    several = (one for one in told.values() if len(one) > 1)
    return sorted(several, key=lambda one: -len(one))


def told_in(store: Store, sample: Sample, told: Sequence[Gathered], now: datetime) -> Spread:
    """How a story was told in a period: `told` are those of the sample that tell it.

    Whatever wording was there before the period is repeated in it, and nobody's own.
    """
    before = store.mentions.firsts(
        told[0].reading.story, {wording(one) for one in told}, before=sample.begin
    )
    return spread(told, now, before=before, sampled=sample.sampled)


def whole_story(store: Store, told: Sequence[Gathered], now: datetime) -> Spread:
    """How a story was told from its beginning; `told` are its mentions as the store gives them."""
    story = told[0].reading.story
    number = store.mentions.times_told(story)
    if number <= len(told):
        return spread(told, now)
    firsts = store.mentions.firsts(story, {wording(one) for one in told})
    return spread(told, now, before=firsts, in_all=number, sampled=True)
