"""How fast people acknowledged and answered, beside what the plan promises.

Invariants: time runs from when somebody was called for, not from when the issue was first seen; an
issue or a question that nobody took yet is late once its time is over, and is in no median; where
our answers cannot be seen nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median_high

from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.reading import Triage
from socwatch.report.people_facts import SpeedFacts
from socwatch.watch.setup import Setup
from socwatch.watch.triage import Advice

#: What was usual is learned from so long before the period.
BEFORE = timedelta(days=28)
#: Of a flood of issues, the latest are looked at.
_MOST = 500
_CALLS = (EventKind.OPENED, EventKind.RAISED, EventKind.REOPENED)
_ASKING = (Triage.QUESTION, Triage.UNHAPPY_CUSTOMER)


def acknowledged(
    setup: Setup, start: datetime, end: datetime, topic: str | None = None
) -> tuple[SpeedFacts, ...]:
    """By severity, the gravest first: of the issues of [start, end) that call people."""
    recent = [
        one
        for one in setup.store.ledger.issues()[:_MOST]
        if start - BEFORE <= one.opened_at < end
        and not one.drill
        and one.ladder.steps
        and topic in (None, one.topic)
    ]
    waits = {one.id: _waited(setup, one) for one in recent}
    found = []
    for level in sorted(setup.plan.severities, key=lambda one: -one.rank):
        of_level = [
            one
            for one in recent
            if one.severity == level.name and not _passed_by(one, waits[one.id], level.ack_within)
        ]
        now = [waits[one.id] for one in of_level if one.opened_at >= start]
        before = [waits[one.id][1] for one in of_level if one.opened_at < start]
        if now:
            found.append(_speed("acknowledged", level.name, now, level.ack_within, before, end))
    return tuple(found)


def answered(advice: Sequence[Advice], end: datetime) -> tuple[SpeedFacts, ...]:
    """By class, of what asks us something and should be answered, where an answer would be seen."""
    found = []
    for triage in _ASKING:
        asked = [one for one in advice if one.triage is triage and _is_wanted(one)]
        if asked:
            aims = [one.rule.within for one in asked if one.rule and one.rule.within]
            waits = [(one.gathered.mention.counts_at, _lag(one)) for one in asked]
            found.append(_speed("answered", triage.value, waits, min(aims, default=None), (), end))
    return tuple(found)


def _waited(setup: Setup, issue: Issue) -> tuple[datetime, timedelta | None]:
    """When somebody was called for, and how long it took until the first took it, or closed it."""
    return took(entry for _, entry in setup.store.ledger.timeline(issue.id)) or (
        issue.opened_at, None,
    )  # fmt: skip


def _passed_by(
    issue: Issue, waited: tuple[datetime, timedelta | None], within: timedelta | None
) -> bool:
    """Whether it was over by itself before anybody had to have it."""
    begin, taken = waited
    if taken is not None or issue.closed_at is None:
        return False
    return within is None or issue.closed_at - begin <= within


def took(timeline: Iterable[Entry]) -> tuple[datetime, timedelta | None] | None:
    """From a timeline in its order: the last call before somebody took it, and how long after it.

    The time is None while nobody has; the whole is None of a timeline in which nobody was called.
    """
    begin = None
    for entry in timeline:
        if entry.event in _CALLS:
            begin = entry.at
        by_a_person = entry.event is EventKind.CLOSED and entry.actor != "socwatch"
        if begin is not None and (entry.event is EventKind.ACKNOWLEDGED or by_a_person):
            return begin, entry.at - begin
    return None if begin is None else (begin, None)


def _is_wanted(one: Advice) -> bool:
    """Whether it asks, the plan does not say to leave it, and an answer would have been seen."""
    respond = one.rule is None or one.rule.do == "respond"
    return bool(one.question) and respond and (one.answers_seen or one.answer is not None)


def _lag(one: Advice) -> timedelta | None:
    if one.answer is None:
        return None
    return max(timedelta(0), one.answer.at - one.gathered.mention.counts_at)


def _speed(
    what: str, of: str, waits: Sequence[tuple[datetime, timedelta | None]],
    promised: timedelta | None, before: Iterable[timedelta | None], end: datetime,
) -> SpeedFacts:  # fmt: skip
    done = [length for _, length in waits if length is not None]
    usual = [length for length in before if length is not None]
    late = [begin for begin, length in waits
            if promised is not None and (end - begin if length is None else length) > promised]  # fmt: skip
    return SpeedFacts(
        what=what,
        of=of,
        n=len(done),
        wanted=len(waits),
        median=median_high(done) if done else None,
        promised=promised,
        late=len(late),
        usual=median_high(usual) if usual else None,
        usual_n=len(usual),
    )
