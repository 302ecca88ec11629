"""Buckets as a detector sees them: what was counted, and what could be read meanwhile.

Invariant: a bucket that no source could be read in has no number; one that a source was missing in
which used to be read is incomplete.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from socwatch.detect.planned import lift
from socwatch.model.gathered import Counts
from socwatch.model.query import Topic
from socwatch.model.signal import Bucket
from socwatch.model.watching import BlindSpan
from socwatch.watch.setup import Setup
from socwatch.watch.sight import awaited, blind_sources


class Eyes:
    """The sources of one topic: which there are, and which of them were ever read."""

    def __init__(self, setup: Setup, topic: Topic) -> None:
        self._setup = setup
        self._topic = topic
        self.readers = setup.readers_of(topic)
        states = setup.store.watching.source_states()
        self._known = tuple(
            name for name in self.readers if name not in states or states[name].last_ok
        )

    def buckets(
        self, counts: Mapping[datetime, Counts], since: datetime, until: datetime
    ) -> list[Bucket]:
        """The buckets that begin in [since, until); `since` is the start of one."""
        if since >= until:
            return []
        spans = self._setup.store.watching.blind_spans(since, until)
        number = (until - since) // self._setup.tick
        starts = [since + place * self._setup.tick for place in range(number)]
        return [self._bucket(start, counts.get(start, Counts()), spans) for start in starts]

    def unread(self, begin: datetime, end: datetime) -> tuple[str, ...]:
        """The sources that could not be read for some part of [begin, end)."""
        spans = self._setup.store.watching.blind_spans(begin, end)
        return blind_sources(self.readers, spans, begin, end)

    def _bucket(self, start: datetime, counted: Counts, spans: tuple[BlindSpan, ...]) -> Bucket:
        end = start + self._setup.tick
        dark = blind_sources(self.readers, spans, start, end)
        waited_for = awaited(self._known, spans, start)
        blind = bool(self.readers) and len(dark) == len(self.readers)
        return Bucket(
            topic=self._topic.name,
            start=start,
            length=self._setup.tick,
            mentions=None if blind else counted.mentions,
            scored=counted.scored,
            negative=counted.negative,
            voices=counted.voices,
            busiest=counted.busiest,
            copies=counted.copies,
            complete=not set(dark) & set(waited_for),
            lift=lift(self._setup.plan.events, self._topic.name, start, end),
        )
