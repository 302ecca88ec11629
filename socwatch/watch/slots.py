"""The bars of a chart, each with its usual range.

Invariant: a bar in which no source was read, or that lies before socwatch began, is None and
never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil, sqrt

from socwatch.model.gathered import Counts
from socwatch.model.signal import Outlook
from socwatch.model.watching import BlindSpan
from socwatch.ports import Store
from socwatch.report.facts import Slot
from socwatch.watch.sight import blind_sources


def slots(
    store: Store, topic: str, readers: tuple[str, ...], period: tuple[datetime, datetime],
    length: timedelta,
) -> tuple[Slot, ...]:  # fmt: skip
    """The bars of [start, end), each of this length; `readers` are the topic's sources."""
    start, end = period
    counts = store.mentions.counts(topic, start, end)
    outlooks = store.watching.outlooks(topic, start, end)
    spans = store.watching.blind_spans(start, end)
    began = watching_since(store) or end  # before that, nothing is known
    found = []
    at = start
    while at < end:
        until = min(at + length, end)
        dark = until <= began or all_dark(readers, spans, at, until)
        inside = added(counts, at, until)
        slot = Slot(
            start=at,
            length=until - at,
            mentions=inside.mentions or (None if dark else 0),
            scored=inside.scored,
            negative=inside.negative,
        )
        usual = [one for when, one in outlooks.items() if at <= when < until]
        found.append(_with_range(slot, usual))
        at = until
    return tuple(found)


def watching_since(store: Store) -> datetime | None:
    """When this store was first used; None before the first tick."""
    known = store.watching.memo("watching_since")
    return None if known is None else datetime.fromisoformat(known)


def added(counts: Mapping[datetime, Counts], start: datetime, end: datetime) -> Counts:
    """The counts of [start, end) together."""
    inside = [one for at, one in counts.items() if start <= at < end]
    return Counts(
        mentions=sum(one.mentions for one in inside),
        scored=sum(one.scored for one in inside),
        negative=sum(one.negative for one in inside),
        positive=sum(one.positive for one in inside),
        voices=sum(one.voices for one in inside),
        busiest=max((one.busiest for one in inside), default=0),
        copies=sum(one.copies for one in inside),
    )


def _with_range(slot: Slot, usual: Sequence[Outlook]) -> Slot:
    """Ranges of independent ticks add up by their squares."""
    if not usual:
        return slot
    expected = sum(one.expected for one in usual)
    below = sqrt(sum((one.expected - one.low) ** 2 for one in usual))
    above = sqrt(sum((one.high - one.expected) ** 2 for one in usual))
    return replace(slot, low=max(0, int(expected - below)), high=ceil(expected + above))


def all_dark(
    readers: tuple[str, ...], spans: Sequence[BlindSpan], start: datetime, end: datetime
) -> bool:
    """Whether not one of the sources was read at any time in [start, end)."""
    return bool(readers) and all(
        dark_for((name,), spans, start, end) >= end - start for name in readers
    )


def dark_for(
    readers: tuple[str, ...], spans: Sequence[BlindSpan], start: datetime, end: datetime
) -> timedelta:
    """For how long at most one of the sources was not read in [start, end)."""
    dark = blind_sources(readers, tuple(spans), start, end)
    longest = timedelta(0)
    for name in dark:
        total = sum(
            (
                min(span.until or end, end) - max(span.since, start)
                for span in spans
                if span.source == name and span.since < end and (span.until or end) > start
            ),
            timedelta(0),
        )
        longest = max(longest, total)
    return longest
