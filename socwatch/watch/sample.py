"""The latest mentions of a period, as many as are looked at.

Invariant: whoever gets them learns whether there were more, so that no part is given as the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.gathered import Gathered
from socwatch.ports import Store
from socwatch.understand.spread import Spread, spread, wording

#: Of more mentions, the latest are looked at.
MOST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Mentions of a period, the latest first."""

    said: tuple[Gathered, ...]
    begin: datetime  # they are all that count from then on
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
