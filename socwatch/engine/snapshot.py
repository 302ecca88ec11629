"""All that a screen shows of one instant: how things stand, a chart, the last hour, stories, voices.

Invariant: plain values only, so that a snapshot can be made in one thread and drawn in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from socwatch.engine.overview import Overview, overview
from socwatch.model.gathered import Gathered
from socwatch.model.reading import Tone
from socwatch.report.facts import Slot
from socwatch.watch.agenda import floor
from socwatch.watch.sample import Sample, latest, told_again, told_in
from socwatch.watch.slots import added, slots

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.understand.spread import Spread

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: How far the chart looks back.
BACK = timedelta(hours=48)
#: So many mentions are at hand for scrolling; `socwatch mentions` has the others.
LATEST = 300
#: Stories are looked for in so many of the latest mentions of a day.
_LOOKED_AT = 5_000
_STORIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class LastHour:
    """The sixty minutes that end now, of one topic, beside what is usual for them."""

    mentions: int | None  # None: nothing could be read
    low: int | None  # the usual range; None while it is not known
    high: int | None
    expected: float | None
    scored: int
    negative: int
    positive: int
    usual_negative: float | None  # share 0..1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story of the last 24 hours."""

    story: str
    title: str  # hostile text
    mentions: int
    scored: int
    negative: int
    hours: tuple[int, ...]  # mentions in each of the last 24 hours, the last one last


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One instant."""

    seen: Overview
    topic: str  # of the chart and the last hour
    bars: tuple[Slot, ...]  # an hour each, or a tick where that is longer
    hour: LastHour
    stories: tuple[StoryLine, ...]
    sampled: bool  # whether the stories are of the latest mentions of the day only
    said: tuple[Gathered, ...]  # the latest first

    @property
    def is_loud(self) -> bool:
        """Whether the last hour of the topic brought more than usual."""
        hour = self.hour
        return hour.mentions is not None and hour.high is not None and hour.mentions > hour.high


def snapshot(
    app: App, now: datetime, *, topic: str, stories: tuple[tuple[StoryLine, ...], bool]
) -> Snapshot:
    """The picture of this instant; `stories` as `stories_of_the_day` gave them lately."""
    bars, hour = charted(app, topic, now)
    return Snapshot(
        seen=overview(app, now),
        topic=topic,
        bars=bars,
        hour=hour,
        stories=stories[0],
        sampled=stories[1],
        said=tuple(app.store.mentions.newest(limit=LATEST)),
    )


def charted(app: App, topic: str, now: datetime) -> tuple[tuple[Slot, ...], LastHour]:
    """The bars of a topic's chart, and its last hour."""
    readers = _readers(app, topic)
    grain = max(_HOUR, app.config.detection.tick)
    end = floor(now, grain) + grain
    bars = slots(app.store, topic, readers, (end - BACK, end), grain)
    return bars, _last_hour(app, topic, readers, now)


def _readers(app: App, topic: str) -> tuple[str, ...]:
    found = next(one for one in app.config.topics if one.name == topic)
    return tuple(one.name for one in app.config.sources if found.reads(one.name))


def _last_hour(app: App, topic: str, readers: tuple[str, ...], now: datetime) -> LastHour:
    """Whole ticks, so that they can be compared with the usual; at least an hour of them."""
    tick = app.config.detection.tick
    end = floor(now, tick) + tick
    length = max(_HOUR, tick)
    (slot,) = slots(app.store, topic, readers, (end - length, end), length)
    counts = added(app.store.mentions.counts(topic, end - length, end), end - length, end)
    usual = app.store.watching.outlooks(topic, end - length, end).values()
    shares = [one.usual_negative for one in usual if one.usual_negative is not None]
    return LastHour(
        mentions=slot.mentions,
        low=slot.low,
        high=slot.high,
        expected=sum(one.expected for one in usual) if usual else None,
        scored=counts.scored,
        negative=counts.negative,
        positive=counts.positive,
        usual_negative=sum(shares) / len(shares) if shares else None,
    )


def stories_of_the_day(app: App, now: datetime) -> tuple[tuple[StoryLine, ...], bool]:
    """The stories told most in the last 24 hours; and whether only a part was looked at."""
    sample = latest(app.store, now - _DAY, most=_LOOKED_AT)
    largest = told_again(sample)[:_STORIES]
    return tuple(_line(app, sample, one, now) for one in largest), sample.sampled


def _line(app: App, sample: Sample, told: Sequence[Gathered], now: datetime) -> StoryLine:
    spread: Spread = told_in(app.store, sample, told, now)
    hours = [0] * 24
    for one in told:
        ago = (now - one.mention.counts_at) // _HOUR
        hours[23 - min(23, max(0, ago))] += 1
    return StoryLine(
        story=spread.story,
        title=spread.title,
        mentions=len(told),
        scored=spread.scored,
        negative=sum(one.reading.tone is Tone.NEGATIVE for one in told),
        hours=tuple(hours),
    )
