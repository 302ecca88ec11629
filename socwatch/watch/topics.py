"""How each topic stands: small or big data, whether it fell silent, what the next hours will bring.

Invariant: nothing is decided here; what could not be read counts neither as talk nor as silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.detect.forecast import Record, record
from socwatch.detect.hush import Hush, Tick, hush
from socwatch.detect.regime import Size, size
from socwatch.model.signal import Forecast
from socwatch.ports import Store
from socwatch.watch.agenda import floor
from socwatch.watch.sight import blind_sources

#: How far back the size of a topic, a silence and the record of forecasts are looked at.
LOOK_BACK = timedelta(days=14)
RECORD = timedelta(days=60)
NO_RECORD = Record(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One topic at one instant."""

    topic: str
    size: Size
    hush: Hush | None = None
    forecast: Forecast | None = None  # of the hours that are running
    record: Record = NO_RECORD


class Sight:
    """The blind spans of a topic's sources, to tell what was read."""

    def __init__(
        self, store: Store, readers: tuple[str, ...], since: datetime, until: datetime
    ) -> None:
        self._readers = readers
        self._spans = store.watching.blind_spans(since, until)

    def was_read(self, begin: datetime, end: datetime) -> bool:
        """Whether at least one source was read for all of [begin, end)."""
        dark = blind_sources(self._readers, self._spans, begin, end)
        return not self._readers or len(dark) < len(self._readers)


def standing(
    store: Store, topic: str, readers: tuple[str, ...], tick: timedelta, now: datetime
) -> Standing:
    """How the topic stands. `readers` are the names of its sources."""
    end = floor(now, tick)
    first = store.watching.judged_since(topic)
    if first is None or first >= end:
        return Standing(topic=topic, size=size(0, timedelta(0)))
    sight = Sight(store, readers, min(end - RECORD, first), end)
    ticks = _ticks(store, topic, sight, (max(first, end - LOOK_BACK), end), tick)
    read = [one for one in ticks if one.mentions is not None]
    made = _judged(store, topic, sight, end)
    running = [one for one in made if one.start <= now < one.end]
    return Standing(
        topic=topic,
        size=size(sum(one.mentions or 0 for one in read), len(read) * tick),
        hush=hush(ticks, end),
        forecast=running[-1] if running else None,
        record=record(made),
    )


def _ticks(
    store: Store, topic: str, sight: Sight, span: tuple[datetime, datetime], tick: timedelta
) -> list[Tick]:
    since, until = span
    counts = store.mentions.counts(topic, since, until)
    outlooks = store.watching.outlooks(topic, since, until)
    found = []
    for place in range((until - since) // tick):
        at = since + place * tick
        said = counts[at].mentions if at in counts else 0
        seen = said if sight.was_read(at, at + tick) else None
        expected = outlooks[at].expected if at in outlooks else 0.0
        found.append(Tick(at, expected, seen))
    return found


def _judged(store: Store, topic: str, sight: Sight, now: datetime) -> list[Forecast]:
    """The forecasts of the last weeks, those that are over with what came."""
    made = store.watching.forecasts(topic, now - RECORD)
    if not made:
        return []
    counts = store.mentions.counts(topic, made[0].start, now)
    return [
        replace(
            one,
            observed=sum(it.mentions for at, it in counts.items() if one.start <= at < one.end),
        )
        if one.end <= now and sight.was_read(one.start, one.end)
        else one
        for one in made
    ]
