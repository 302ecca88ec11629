"""A message as it would be sent; it is neither sent nor stored.

Invariant: the words and bytes come from the code that writes the real ones; only the issue is
changed beforehand, in memory, into the state in which such a message is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.errors import NothingMatched, UsageError
from socwatch.model.delivery import Delivery, DeliveryKind, Notice
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue, IssueState
from socwatch.model.mention import Outcome
from socwatch.model.signal import Signal, SignalKind
from socwatch.model.watching import SourceState
from socwatch.report import words
from socwatch.report.digest import digest
from socwatch.respond import acts
from socwatch.respond.issues import Finding, open_issue
from socwatch.respond.ladder import due, ladder_for, start
from socwatch.respond.told import aware, notice_to
from socwatch.respond.words import name_of
from socwatch.watch.agenda import earlier
from socwatch.watch.digest import LENGTHS
from socwatch.watch.escalate import log_of
from socwatch.watch.facts import digest_facts
from socwatch.watch.outgoing import EMAIL, about_source, addressed, written
from socwatch.watch.rollcall import asked
from socwatch.watch.setup import Setup

#: What can be looked at beforehand.
KINDS = (
    DeliveryKind.ESCALATION,
    DeliveryKind.REMINDER,
    DeliveryKind.ACKNOWLEDGED,
    DeliveryKind.STAND_DOWN,
    DeliveryKind.DIGEST,
    DeliveryKind.SOURCE,
    DeliveryKind.TEST,
)
#: Those that are about an issue.
OF_ISSUES = KINDS[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be shown: of which issue, to whom, and when."""

    issue: Issue
    to: str | None
    now: datetime


def preview(
    setup: Setup, issue: Issue | None, kind: DeliveryKind, to: str | None, now: datetime
) -> Delivery:
    """The mail of this kind to this person, or to whoever would get it first."""
    others = {
        DeliveryKind.DIGEST: _digest, DeliveryKind.SOURCE: _source, DeliveryKind.TEST: _roll_call,
    }  # fmt: skip
    if kind in others:
        return others[kind](setup, to, now)
    asked = _Asked(issue=issue or example(setup, now), to=to, now=now)
    makers = {
        DeliveryKind.REMINDER: _reminder,
        DeliveryKind.ACKNOWLEDGED: _acknowledged,
        DeliveryKind.STAND_DOWN: _stand_down,
    }
    shown, notice = makers.get(kind, _call)(setup, asked)
    (mail,) = written(setup, shown, [replace(notice, channels=(EMAIL,), not_before=None)], now)
    return mail


def example(setup: Setup, now: datetime) -> Issue:
    """A made-up issue of the highest severity; it is no issue, and says DRILL in every place."""
    if not setup.topics:
        raise NothingMatched("there is no topic to make an example of", hint="add [[topics]]")
    plan, topic = setup.plan, setup.topics[0].name
    scenario = next(
        (one for one in plan.scenarios if one.severity_floor == plan.highest.name), None
    )
    because = (
        "a made-up example: 61 mentions in 1 h, usually 2 to 9; 52 of 60 scored ones are negative"
    )
    signal = Signal(
        topic=topic, kind=SignalKind.VOLUME, at=now, window=timedelta(hours=1), observed=61,
        expected=5.0, low=2, high=9, scored=60, negative=52, usual_negative=0.18, voices=48,
        copies=6, because=because,
    )  # fmt: skip
    found = Finding(
        topic=topic,
        kind=SignalKind.VOLUME,
        signal=signal,
        severity=plan.highest.name,
        title=f"{words.titled(topic)}: a made-up example",
        because=because,
        scenario=scenario.id if scenario else None,
    )
    opened = open_issue(0, found, plan, now, drill=True).issue
    assert opened is not None
    return opened


def _call(setup: Setup, asked: _Asked) -> tuple[Issue, Notice]:
    """The next step as if it were due now; of an issue that nobody has."""
    plan, now, issue = setup.plan, asked.now, asked.issue
    if issue.state is not IssueState.OPEN or issue.timer is None:
        ladder = ladder_for(
            plan, severity=issue.severity, topic=issue.topic, scenario=issue.scenario
        )
        issue = replace(
            issue, state=IssueState.OPEN, owner=None, acknowledged_at=None, closed_at=None,
            ladder=ladder, since=now, timer=start(ladder, now),
        )  # fmt: skip
    if issue.timer is None:
        raise UsageError(
            f"at {issue.severity} nobody is called", hint="it waits for the digest: --kind digest"
        )
    turn = due(plan, replace(issue, timer=replace(issue.timer, due_at=now)), (), (), now)
    shown = replace(issue, timer=turn.timer)
    at_once = [one for one in turn.notices if one.not_before is None] or list(turn.notices)
    notice = next((one for one in turn.notices if one.to == asked.to), None)
    if notice is None and asked.to is not None:
        notice = _notice(setup, DeliveryKind.ESCALATION, asked.to, shown, "")
    if notice is None and not at_once:
        raise NothingMatched("the plan would tell nobody", hint="socwatch plan check says why")
    return shown, notice or at_once[0]


def _acknowledged(setup: Setup, asked: _Asked) -> tuple[Issue, Notice]:
    """To somebody else who knows of it, as a person takes it."""
    who, other = _people(setup, asked)
    shown = _taken(setup, asked.issue, who, asked.now)
    because = f"{name_of(setup.plan, who)} acknowledged"
    return shown, _notice(setup, DeliveryKind.ACKNOWLEDGED, asked.to or other, shown, because)


def _reminder(setup: Setup, asked: _Asked) -> tuple[Issue, Notice]:
    """To its owner, when they have had it for as long as the plan lets them."""
    who, _ = _people(setup, asked)
    had_since = max(asked.now - setup.plan.ack_reminder, asked.issue.opened_at)
    shown = _taken(setup, asked.issue, who, had_since)
    shown = replace(shown, ack_due_at=None, calmed_at=None)
    since = words.span(asked.now - (shown.acknowledged_at or asked.now))
    because = f"acknowledged {since} ago: still yours?"
    return shown, _notice(setup, DeliveryKind.REMINDER, asked.to or who, shown, because)


def _stand_down(setup: Setup, asked: _Asked) -> tuple[Issue, Notice]:
    """To somebody else who knows of it, as a person closes it."""
    who, other = _people(setup, asked)
    shown = asked.issue
    if shown.is_open:
        shown = acts.close(shown, who, CloseReason.REAL, (), asked.now, setup.plan).issue
    because = f"{name_of(setup.plan, shown.closed_by or who)} closed it"
    return shown, _notice(setup, DeliveryKind.STAND_DOWN, asked.to or other, shown, because)


def _taken(setup: Setup, issue: Issue, who: str, at: datetime) -> Issue:
    """The issue as somebody has it."""
    if issue.state is IssueState.ACKNOWLEDGED:
        return issue
    nobodys = replace(issue, state=IssueState.OPEN, closed_at=None)
    return acts.acknowledge(nobodys, who, (), setup.plan, at).issue


def _people(setup: Setup, asked: _Asked) -> tuple[str, str]:
    """Who acts, and another one who hears of it: those who know, else those whom the plan calls."""
    ids = [one.id for one in setup.plan.contacts]
    knows = [one for one in aware(log_of(setup, asked.issue), asked.now) if one in ids]
    called = [] if knows else [_call(setup, replace(asked, to=None))[1].to]
    several = [*knows, *(one for one in called if one in ids), *ids]
    if not several:
        raise NothingMatched("the plan has no contacts", hint="add [[plan.contacts]]")
    who = asked.issue.owner or several[0]
    return who, next((one for one in several if one != who), who)


def _notice(setup: Setup, kind: DeliveryKind, to: str, issue: Issue, because: str) -> Notice:
    return notice_to(setup.plan, to, kind, issue, because)


def _source(setup: Setup, to: str | None, now: datetime) -> Delivery:
    """To the plan's owner, on a source that fails now, else on one that is made up."""
    states = setup.store.watching.source_states().values()
    failing = (one for one in states if one.outcome is not Outcome.OK)
    hour_ago = now - timedelta(hours=1)
    made_up = SourceState(
        name="press", kind="rss", outcome=Outcome.UNAUTHORISED, since=hour_ago, last_ok=hour_ago,
        because="a made-up example: the login was refused", failures=3,
    )  # fmt: skip
    state = next(failing, made_up)
    entry = Entry(
        at=now, issue=None, event=EventKind.SOURCE_FAILING, actor="socwatch", because=state.because
    )
    mails = about_source(setup, state, now, entry)
    found = next((one for one in mails if to in (None, one.to)), None)
    if found is None:
        raise NothingMatched("such a mail goes to the plan's owner alone", hint="leave --to out")
    return found


def _roll_call(setup: Setup, to: str | None, now: datetime) -> Delivery:
    """The question whether this reaches somebody."""
    person = next((one for one in setup.plan.contacts if to in (None, one.id)), None)
    if person is None:
        raise NothingMatched("the plan has no such contact", hint="socwatch plan show lists them")
    return asked(setup, person, EMAIL, now)


def _digest(setup: Setup, to: str | None, now: datetime) -> Delivery:
    """Today's, as it would be written now."""
    order = next(iter(setup.digests), None)
    readers = [*(order.to if order else ()), *(one.id for one in setup.plan.contacts)]
    if to is None and not readers:
        raise NothingMatched("the plan has nobody to write to", hint="say --to ADDRESS")
    reader, period = to or readers[0], order.period if order else "day"
    begin = earlier(now, LENGTHS[period], setup.timezone)
    name = order.name if order else period
    facts = digest_facts(setup, name, begin, now, now, timezone=setup.timezone)
    return addressed(
        setup,
        Notice(kind=DeliveryKind.DIGEST, to=reader, channels=(EMAIL,)),
        digest(facts, to=name_of(setup.plan, reader)),
        name=f"preview/{name}/{now:%Y%m%dT%H%M%S}/{reader}",
        now=now,
    )
