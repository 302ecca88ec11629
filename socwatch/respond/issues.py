"""What a finding does to the issues: open, raise, keep or re-open; and when one is calm.

Invariant: a decision carries the issue as it is to be stored together with the lines of its
timeline and a sentence that says why. Nothing here lowers a severity: people close issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from socwatch.model.delivery import DeliveryKind, Notice
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue, IssueState
from socwatch.model.plan import CrisisPlan
from socwatch.model.signal import Signal
from socwatch.respond.ladder import ladder_for, start
from socwatch.respond.playbook import tasks_of
from socwatch.respond.told import Sent, aware, notice_to, stand_downs
from socwatch.respond.weigh import severity_of
from socwatch.respond.words import level_of, listed, name_of, span

__all__ = ["Decision", "DecisionKind", "Finding", "calm", "decide", "open_issue", "severity_of"]

SOCWATCH = "socwatch"
CARRIED = 500  # keys of mentions that an issue keeps; its row must not grow with a storm
CLEARLY_MORE = 2  # times the evidence that a person judged
STANDING = timedelta(minutes=30)  # a signal that was seen since then has not ended in between


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A signal with what the plan makes of it. Topic and kind are the key of an issue."""

    topic: str
    kind: str
    signal: Signal
    severity: str
    title: str  # our words, safe for a subject line
    because: str
    scenario: str | None = None
    mentions: tuple[str, ...] = ()  # keys, first first
    tripwire: bool = False
    terms: tuple[str, ...] = ()  # of a new theme: the words that tell it, cut to their stems


class DecisionKind(StrEnum):
    """What is to be done about an issue."""

    OPEN = "open"
    RAISE = "raise"
    KEEP = "keep"
    REOPEN = "reopen"
    CALM = "calm"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`issue` is to be stored with `entries`; None when it first needs a number."""

    kind: DecisionKind
    issue: Issue | None
    because: str
    entries: tuple[Entry, ...] = ()
    notices: tuple[Notice, ...] = ()


def decide(
    finding: Finding,
    current: Issue | None,
    recent: Issue | None,
    plan: CrisisPlan,
    now: datetime,
) -> Decision:
    """What this finding does, given the issue of its key that is open and the one closed last.

    OPEN means: take a number and call `open_issue`. KEEP with a closed issue means that the
    finding holds nothing that a person has not judged already.
    """
    if current is not None:
        return _to_open(finding, current, plan, now)
    if recent is None or recent.closed_at is None:
        return Decision(kind=DecisionKind.OPEN, issue=None, because=finding.because)
    stands = _stands_since_closed(finding, recent, now)
    if not stands and now - recent.closed_at >= plan.reopen_within:
        return Decision(kind=DecisionKind.OPEN, issue=None, because=finding.because)
    known = _nothing_new(finding, recent, plan, stands=stands)
    if known:
        judged = replace(recent, last_signal_at=now)
        return Decision(kind=DecisionKind.KEEP, issue=judged, because=known)
    ago = span(now - recent.closed_at)
    because = f"re-opened, closed only {ago} ago: {finding.because}"
    return _anew(finding, recent, plan, now, (DecisionKind.REOPEN, EventKind.REOPENED, because))


def open_issue(
    number: int, finding: Finding, plan: CrisisPlan, now: datetime, *, drill: bool = False
) -> Decision:
    """A new issue of this number, with its ladder started."""
    ladder = ladder_for(
        plan, severity=finding.severity, topic=finding.topic, scenario=finding.scenario
    )
    issue = Issue(
        number=number,
        topic=finding.topic,
        kind=finding.kind,
        severity=finding.severity,
        state=IssueState.OPEN,
        title=finding.title,
        because=finding.because,
        opened_at=now,
        since=now,
        last_signal_at=now,
        signal=finding.signal,
        ladder=ladder,
        timer=start(ladder, now),
        mentions=finding.mentions[:CARRIED],
        scenario=finding.scenario,
        drill=drill,
        tasks=tasks_of(plan, finding.scenario, now),
    )
    entry = _entry(issue, EventKind.OPENED, now, finding.because)
    return Decision(kind=DecisionKind.OPEN, issue=issue, because=finding.because, entries=(entry,))


def calm(
    issue: Issue,
    *,
    quiet_since: datetime,
    plan: CrisisPlan,
    now: datetime,
    told: Sequence[Sent] = (),
) -> Decision | None:
    """What follows when the signal has been gone since `quiet_since`; None: nothing (yet).

    After `calm_for` an issue closes by itself and everybody who knows is stood down. One of the
    highest severity never does: the owner, or else everybody who knows, is asked once.
    """
    if not issue.is_open or issue.calmed_at or now - quiet_since < plan.calm_for:
        return None
    because = f"back to usual for {span(now - quiet_since)}"
    calmed = _entry(issue, EventKind.CALMED, now, because)
    calm_issue = replace(issue, calmed_at=quiet_since)
    if level_of(plan, issue.severity).rank >= plan.highest.rank:
        return Decision(
            kind=DecisionKind.CALM,
            issue=calm_issue,
            because=because,
            entries=(calmed,),
            notices=_question(plan, issue, aware(told, now)),
        )
    closed = closed_by(calm_issue, SOCWATCH, CloseReason.CALM, now)
    line = _entry(issue, EventKind.CLOSED, now, because, reason=str(CloseReason.CALM))
    return Decision(
        kind=DecisionKind.CLOSE,
        issue=closed,
        because=because,
        entries=(calmed, line),
        notices=stand_downs(plan, closed, told, now, because),
    )


def closed_by(issue: Issue, who: str, reason: CloseReason, now: datetime) -> Issue:
    """The issue closed, with nothing due any more."""
    return replace(
        issue,
        state=IssueState.CLOSED,
        timer=None,
        ack_due_at=None,
        remind_at=None,
        asked_at=None,
        snoozed_until=None,
        closed_at=now,
        closed_by=who,
        close_reason=reason,
    )


def _question(plan: CrisisPlan, issue: Issue, known: Sequence[str]) -> tuple[Notice, ...]:
    words = "back to usual: stand down? Only a person closes an issue of this severity"
    asked = (issue.owner,) if issue.owner else known
    return tuple(notice_to(plan, who, DeliveryKind.REMINDER, issue, words) for who in asked)


def _to_open(finding: Finding, issue: Issue, plan: CrisisPlan, now: datetime) -> Decision:
    before, found = level_of(plan, issue.severity), level_of(plan, finding.severity)
    if found.rank > before.rank:
        return _anew(
            finding, issue, plan, now,
            (DecisionKind.RAISE, EventKind.RAISED, _raised(finding, issue, plan)),
        )  # fmt: skip
    kept = _with_evidence(issue, finding, now)
    because = f"{issue.id} holds it already, as {issue.severity}: {finding.because}"
    return Decision(kind=DecisionKind.KEEP, issue=kept, because=because)


def _anew(
    finding: Finding,
    issue: Issue,
    plan: CrisisPlan,
    now: datetime,
    how: tuple[DecisionKind, EventKind, str],
) -> Decision:
    """The issue open again from step 0: what anybody said of it before counts no more."""
    kind, event, because = how
    scenario = finding.scenario or issue.scenario
    ladder = ladder_for(plan, severity=finding.severity, topic=issue.topic, scenario=scenario)
    anew = replace(
        opened_again(_with_evidence(issue, finding, now), now),
        severity=finding.severity,
        title=finding.title,
        because=because,
        scenario=scenario,
        ladder=ladder,
        timer=start(ladder, now),
        tasks=tasks_of(plan, scenario, now, issue.tasks),
    )
    entry = _entry(anew, event, now, because, was=issue.severity)
    return Decision(kind=kind, issue=anew, because=because, entries=(entry,))


def opened_again(issue: Issue, now: datetime) -> Issue:
    """The issue open, as if nobody had acknowledged, snoozed or closed it; its ladder restarted."""
    return replace(
        issue,
        state=IssueState.OPEN,
        since=now,
        timer=start(issue.ladder, now),
        owner=None,
        acknowledged_at=None,
        acknowledged_by=(),
        ack_due_at=None,
        remind_at=None,
        asked_at=None,
        snoozed_until=None,
        calmed_at=None,
        closed_at=None,
        closed_by=None,
        close_reason=None,
    )


def _with_evidence(issue: Issue, finding: Finding, now: datetime) -> Issue:
    keys = tuple(dict.fromkeys((*issue.mentions, *finding.mentions)))
    # One mention that trips a wire must not make a burst of forty look like one.
    smaller = finding.tripwire and issue.is_open and _larger(issue.signal, finding.signal)
    # A theme says what a burst is about; how large the burst is, its own signal of this tick says.
    beside = bool(finding.terms) and issue.kind != finding.kind and issue.last_signal_at == now
    return replace(
        issue,
        signal=issue.signal if smaller or beside else finding.signal,
        last_signal_at=now,
        calmed_at=None,
        mentions=keys[:CARRIED],
    )


def _raised(finding: Finding, issue: Issue, plan: CrisisPlan) -> str:
    raised = f"raised from {issue.severity} to {finding.severity}"
    if issue.state is IssueState.SNOOZED:
        raised = f"{raised} while it was snoozed"
    if issue.acknowledged_by:
        names = listed(name_of(plan, who) for who in issue.acknowledged_by)
        raised = f"{raised} after {names} acknowledged"
    return f"{raised}: {finding.because}"


def _stands_since_closed(finding: Finding, closed: Issue, now: datetime) -> bool:
    """Whether it is still the signal that a person saw when they closed the issue.

    Windows of hours look back at what was judged already; a tripwire is always about now.
    """
    by_person = closed.close_reason is not CloseReason.CALM
    looks_back = max(STANDING, finding.signal.window)
    return by_person and not finding.tripwire and now - closed.last_signal_at <= looks_back


def _nothing_new(finding: Finding, closed: Issue, plan: CrisisPlan, *, stands: bool) -> str | None:
    """Why a closed issue stays closed; None when the finding says something new.

    New is a higher severity. Else it takes a mention that the issue did not carry when it was
    closed; and, while the judged signal stands or after a false alarm or a duplicate, clearly
    more mentions an hour than the person saw.
    """
    if level_of(plan, finding.severity).rank > level_of(plan, closed.severity).rank:
        return None
    fresh = not finding.mentions or bool(set(finding.mentions) - set(closed.mentions))
    who = name_of(plan, closed.closed_by or SOCWATCH)
    if not fresh:
        return f"{closed.id} was closed by {who}, and nothing was said since"
    judged = closed.close_reason in (CloseReason.FALSE_ALARM, CloseReason.DUPLICATE)
    if (stands or judged) and _rate(finding.signal) < CLEARLY_MORE * _rate(closed.signal):
        return f"{who} closed {closed.id} as {closed.close_reason}, and it has not grown clearly"
    return None


def _larger(signal: Signal, than: Signal) -> bool:
    return signal.observed > than.observed


def _rate(signal: Signal) -> float:
    """Mentions an hour."""
    return signal.observed / (signal.window.total_seconds() / 3600)


def _entry(issue: Issue, event: EventKind, now: datetime, because: str, **details: object) -> Entry:
    return Entry(
        at=now, issue=issue.id, event=event, actor=SOCWATCH, because=because, details=details
    )
