"""A topic's stored past, counted and judged anew under the config at hand.

Invariants: nothing is written; mentions are matched by the queries of this config, so that another
query has another past; before the sources were first read there is no past, only what they had
lying about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from socwatch.detect.backtest import Alarm, Judged, alarms, judged
from socwatch.detect.panel import Panel
from socwatch.model.gathered import Counts, Gathered
from socwatch.model.issue import CloseReason, Issue
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.signal import Bucket
from socwatch.watch.agenda import floor
from socwatch.watch.buckets import Eyes
from socwatch.watch.setup import Setup

#: An alarm this long before an issue was opened, or after its last signal, is one of it.
NEAR = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What could be seen of a topic in [since, until)."""

    topic: str
    since: datetime
    until: datetime
    buckets: tuple[Bucket, ...]
    real: tuple[Issue, ...]  # issues that people closed as real
    false: tuple[Issue, ...]  # those that they closed as false alarms


@dataclass(slots=True)
class _Heard:
    """A bucket while it is counted."""

    mentions: int = 0
    scored: int = 0
    negative: int = 0
    positive: int = 0
    voices: Counter[str] = field(default_factory=Counter)
    wordings: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one setting would have done on a past."""

    past: Past
    rows: tuple[Judged, ...]
    alarms: tuple[Alarm, ...]
    found: tuple[Issue, ...]  # real issues with an alarm
    missed: tuple[Issue, ...]  # real issues without one
    wrong: tuple[Alarm, ...]  # alarms on what people called a false alarm

    @property
    def weeks(self) -> float:
        """How long the past is."""
        return (self.past.until - self.past.since) / timedelta(weeks=1)

    @property
    def right(self) -> tuple[Alarm, ...]:
        """Alarms on what people called real."""
        return tuple(one for one in self.alarms if any(_meets(one, it) for it in self.past.real))


def past_of(setup: Setup, topic: Topic, since: datetime | None, now: datetime) -> Past | None:
    """The topic's past up to now; None when nothing of it is stored.

    `since` of None: from when its sources were first read.
    """
    until = floor(now, setup.tick)
    said = [one for one in setup.store.mentions.newest(since=since, until=until)
            if any(match.topic == topic.name for match in setup.sieve(one.mention))]  # fmt: skip
    if not said:
        return None
    oldest = said[-1].mention.counts_at
    begin = floor(max(oldest, since) if since else _first_read(setup, topic) or oldest, setup.tick)
    counts = _counted(said, setup.tick)
    issues = [one for one in setup.store.ledger.issues() if _is_of(one, topic, begin)]
    return Past(
        topic=topic.name,
        since=begin,
        until=until,
        buckets=tuple(Eyes(setup, topic).buckets(counts, begin, until)),
        real=tuple(one for one in issues if one.close_reason is CloseReason.REAL),
        false=tuple(one for one in issues if one.close_reason is CloseReason.FALSE_ALARM),
    )


def verdict(panel: Panel, past: Past, buckets: Iterable[Bucket] | None = None) -> Verdict:
    """What the panel would have done. `buckets`: the past's own, for who counts them on the way."""
    rows = tuple(judged(panel, past.buckets if buckets is None else buckets))
    raised = tuple(alarms(rows, panel.tick))
    met = [any(_meets(alarm, issue) for alarm in raised) for issue in past.real]
    return Verdict(
        past=past,
        rows=rows,
        alarms=raised,
        found=tuple(one for one, seen in zip(past.real, met, strict=True) if seen),
        missed=tuple(one for one, seen in zip(past.real, met, strict=True) if not seen),
        wrong=tuple(one for one in raised if any(_meets(one, it) for it in past.false)),
    )


def _first_read(setup: Setup, topic: Topic) -> datetime | None:
    states = setup.store.watching.source_states()
    firsts = [states[name].first_ok for name in setup.readers_of(topic) if name in states]
    return min((at for at in firsts if at is not None), default=None)


def _is_of(issue: Issue, topic: Topic, begin: datetime) -> bool:
    """Whether it is one that a detector had to see: a tripwire fires without any."""
    seen = issue.signal.strength > 0
    return issue.topic == topic.name and not issue.drill and seen and issue.opened_at >= begin


def _meets(alarm: Alarm, issue: Issue) -> bool:
    return alarm.begin <= issue.last_signal_at + NEAR and alarm.end >= issue.opened_at - NEAR


def _counted(said: Iterable[Gathered], tick: timedelta) -> dict[datetime, Counts]:
    heard: defaultdict[datetime, _Heard] = defaultdict(_Heard)
    for one in said:
        bucket = heard[floor(one.mention.counts_at, tick)]
        tone = one.reading.tone
        bucket.mentions += 1
        bucket.scored += tone is not Tone.UNSCORED
        bucket.negative += tone is Tone.NEGATIVE
        bucket.positive += tone is Tone.POSITIVE
        bucket.voices[one.mention.voice] += 1
        wording = one.reading.wording or one.reading.story
        if wording:
            bucket.wordings[wording] += 1
    return {start: _counts(one) for start, one in heard.items()}


def _counts(heard: _Heard) -> Counts:
    return Counts(
        mentions=heard.mentions,
        scored=heard.scored,
        negative=heard.negative,
        positive=heard.positive,
        voices=len(heard.voices),
        busiest=max(heard.voices.values()),
        copies=sum(heard.wordings.values()) - len(heard.wordings),
    )
