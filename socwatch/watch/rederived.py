"""The decision behind an issue, worked out again from what is stored.

Invariant: nothing is written; the panel starts from nothing and sees the same buckets in the same
order, so that what it says now follows from the store and the config alone. Where it cannot be done
the reason is returned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.detect.panel import Panel
from socwatch.model.issue import Issue
from socwatch.model.query import Topic
from socwatch.model.signal import Signal, SignalKind
from socwatch.respond.issues import Finding
from socwatch.watch.agenda import floor
from socwatch.watch.buckets import Eyes
from socwatch.watch.findings import evidence_of, finding
from socwatch.watch.setup import Setup

#: How far back the panel starts: what is older has long been forgotten.
FAR = timedelta(weeks=26)
EVIDENCE = 500  # mentions of the window that are looked at, the latest
NOT_WATCHED = "the topic is not watched any more"
NO_COUNTS = "nothing of that time is stored any more"
DRILL = "it is a drill: nothing was said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rederived:
    """What follows from the store today."""

    ticks: int = 0  # that were judged on the way
    since: datetime | None = None  # the first of them
    finding: Finding | None = None  # None: no alarm follows, or it was not worked out
    because: str = ""  # why it was not worked out


def rederived(setup: Setup, panel: Panel, issue: Issue) -> Rederived:
    """What follows today for the tick of the issue's latest evidence, or why nothing can."""
    signal, topic = issue.signal, setup.topic(issue.topic)
    if issue.drill:
        return Rederived(because=DRILL)
    if topic is None:
        return Rederived(because=NOT_WATCHED)
    if signal.kind not in (SignalKind.VOLUME, SignalKind.TONE):
        return Rederived(because=_by_hand(setup, issue))
    end = floor(signal.at, setup.tick)
    first = setup.store.watching.judged_since(issue.topic)
    since = None if first is None else max(first, floor(end - FAR, setup.tick))
    if since is None or since >= end:
        return Rederived(because=NO_COUNTS)
    found, ticks = _walked(setup, panel, topic, since, end)
    if found is None:
        return Rederived(ticks=ticks, since=since)
    return Rederived(ticks=ticks, since=since, finding=_finding(setup, topic, found))


def _walked(
    setup: Setup, panel: Panel, topic: Topic, since: datetime, end: datetime
) -> tuple[Signal | None, int]:
    """The signal of the last tick before `end`, and the number of ticks."""
    counts = setup.store.mentions.counts(topic.name, since, end)
    memory, signals = panel.recall(None), tuple[Signal, ...]()
    buckets = Eyes(setup, topic).buckets(counts, since, end)
    for bucket in buckets:
        signals, _, _ = panel.look(bucket, memory, end)
    return (signals[0] if signals else None), len(buckets)


def _finding(setup: Setup, topic: Topic, signal: Signal) -> Finding:
    begin = signal.at - signal.window
    said = setup.store.mentions.newest(
        topic=topic.name, since=begin, until=signal.at, limit=EVIDENCE
    )
    unread = Eyes(setup, topic).unread(begin, signal.at)
    return finding(setup, topic, replace(signal, unread=unread), evidence_of(setup, list(said)))


def _by_hand(setup: Setup, issue: Issue) -> str:
    """For what rests on single mentions: which of them are still there to be read."""
    held = setup.store.mentions.by_keys(issue.mentions)
    what = "a theme" if issue.signal.kind == SignalKind.STORY else "single mentions"
    return (
        f"it rests on {what}, not on counts; of its {len(issue.mentions)} mentions "
        f"{len(held)} are stored: socwatch mentions --issue {issue.id}"
    )
