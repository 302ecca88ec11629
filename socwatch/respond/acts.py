"""What people do with an issue: acknowledge, snooze, hand over, close, re-open, note.

Every act answers with one plain sentence for the person, and how to undo it. Acts repeat
safely: the same one again changes nothing, and one that comes too late says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.delivery import DeliveryKind, Notice
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from socwatch.model.plan import CrisisPlan
from socwatch.respond.change import Change, entry
from socwatch.respond.issues import closed_by, opened_again
from socwatch.respond.ladder import ladder_for, start
from socwatch.respond.owners import missing, spared, warning, was_closed
from socwatch.respond.playbook import held, tasks_of
from socwatch.respond.told import Sent, aware, notice_to, stand_downs
from socwatch.respond.words import clock, level_of, listed, name_of


def acknowledge(
    issue: Issue,
    by: str,
    told: Sequence[Sent],
    plan: CrisisPlan,
    now: datetime,
    via: str = "cli",
) -> Change:
    """`by` has it: the ladder stops, and everybody who knows of the issue hears who has it.

    A second person becomes a joint owner. Where the step that was told last needs everybody,
    the issue stays open until each of them has acknowledged.
    """
    if issue.state is IssueState.CLOSED:
        return Change(issue=issue, says=was_closed(issue, plan))
    if issue.state is IssueState.ACKNOWLEDGED:
        return _acknowledged_again(issue, by, plan, now, via)
    name = name_of(plan, by)
    everybody = tuple(dict.fromkeys((*issue.acknowledged_by, by)))
    others = missing(issue, told, everybody, now)
    if others:
        return _one_of_several(replace(issue, acknowledged_by=everybody), by, others, plan, now)
    left_out = spared(issue, told, plan, now)
    has_it = replace(
        issue,
        state=IssueState.ACKNOWLEDGED,
        owner=everybody[0],
        acknowledged_at=now,
        acknowledged_by=everybody,
        timer=None,
        snoozed_until=None,
        remind_at=now + plan.ack_reminder,
        asked_at=None,
    )
    return Change(
        issue=has_it,
        entries=(entry(issue, EventKind.ACKNOWLEDGED, by, now, f"{name} has it", via=via),),
        notices=_heard(plan, issue, aware(told, now), f"{name} acknowledged", but=(by,)),
        says=f"{issue.id} acknowledged by {name}.{left_out} Undo: socwatch reopen {issue.id}",
    )


def snooze(issue: Issue, by: str, until: datetime, now: datetime, plan: CrisisPlan) -> Change:
    """Nobody is told until then; afterwards the steps go on. Refused, in words, when too late."""
    if issue.state is IssueState.CLOSED:
        return Change(issue=issue, says=was_closed(issue, plan))
    ends = clock(until, plan.timezone, now=now)
    if until <= now:
        return Change(issue=issue, says=f"{issue.id} is not snoozed: {ends} is past.")
    if issue.state is IssueState.SNOOZED and issue.snoozed_until == until:
        return Change(issue=issue, says=f"{issue.id} is already snoozed until {ends}.")
    name = name_of(plan, by)
    return Change(
        issue=replace(issue, state=IssueState.SNOOZED, snoozed_until=until),
        entries=(
            entry(
                issue, EventKind.SNOOZED, by, now, f"{name} snoozed it until {ends}",
                until=until.isoformat(),
            ),
        ),
        says=(
            f"{issue.id} snoozed until {ends} by {name}. Nobody is told until then. "
            f"Undo: socwatch reopen {issue.id}"
        ),
    )  # fmt: skip


def hand_over(
    issue: Issue, by: str, to: str, plan: CrisisPlan, told: Sequence[Sent], now: datetime
) -> Change:
    """`to` is the new owner, is told, and must acknowledge within the severity's `ack_within`."""
    name, new = name_of(plan, by), name_of(plan, to)
    if issue.state is IssueState.CLOSED:
        return Change(issue=issue, says=was_closed(issue, plan))
    if issue.owner == to:
        return Change(issue=issue, says=f"{new} has {issue.id} already.")
    within = level_of(plan, issue.severity).ack_within
    deadline = now + within
    handed = replace(
        issue,
        state=IssueState.ACKNOWLEDGED,
        owner=to,
        acknowledged_at=issue.acknowledged_at or now,
        timer=None,
        snoozed_until=None,
        remind_at=None,
        ack_due_at=deadline,
    )
    until = clock(deadline, plan.timezone, now=now)
    because = f"{name} handed it over to {new}"
    asked = notice_to(plan, to, DeliveryKind.REMINDER, issue, f"{name} handed it over to you")
    unaware = aware(told, now) if issue.state is not IssueState.ACKNOWLEDGED else ()
    others = _heard(plan, issue, unaware, because, but=(by, to))
    return Change(
        issue=handed,
        entries=(entry(issue, EventKind.HANDED_OVER, by, now, because, to=to),),
        notices=(asked, *others),
        says=(
            f"{issue.id} handed over to {new}{warning(plan, to, now)}. If {new} does not "
            f"acknowledge by {until}, it is open again. Undo: socwatch reopen {issue.id}"
        ),
    )


def close(
    issue: Issue,
    by: str,
    reason: CloseReason,
    told: Sequence[Sent],
    now: datetime,
    plan: CrisisPlan,
) -> Change:
    """The end: nothing more is told, and everybody who knows gets exactly one stand-down."""
    if issue.state is IssueState.CLOSED:
        return Change(issue=issue, says=was_closed(issue, plan))
    name = name_of(plan, by)
    closed = closed_by(issue, by, reason, now)
    because = f"{name} closed it ({reason})"
    notices = stand_downs(plan, closed, told, now, because)
    names = listed(name_of(plan, one.to) for one in notices)
    tells = f" Stood down: {names}." if names else " Nobody had been told."
    tells += "".join(
        f" Still held back by {task.holds}; lift it: socwatch playbook {issue.id} --lift {number}."
        for number, task in held(issue)
    )
    return Change(
        issue=closed,
        entries=(entry(issue, EventKind.CLOSED, by, now, because, reason=str(reason)),),
        notices=notices,
        says=f"{issue.id} closed by {name} ({reason}).{tells} Undo: socwatch reopen {issue.id}",
    )


def reopen(issue: Issue, by: str, plan: CrisisPlan, now: datetime) -> Change:
    """Open again from step 0, by the plan of today: undoes an acknowledgement, snooze or close.

    The caller makes sure that no other issue of the same key is open.
    """
    if issue.state is IssueState.OPEN and not issue.acknowledged_by:
        return Change(issue=issue, says=f"{issue.id} is open already.")
    name = name_of(plan, by)
    because = f"{name} re-opened it"
    ladder = ladder_for(plan, severity=issue.severity, topic=issue.topic, scenario=issue.scenario)
    anew = replace(opened_again(issue, now), because=because, ladder=ladder)
    tasks = tasks_of(plan, issue.scenario, now, issue.tasks)
    anew = replace(anew, timer=start(ladder, now), tasks=tasks)
    return Change(
        issue=anew,
        entries=(entry(issue, EventKind.REOPENED, by, now, because, was=issue.severity),),
        says=(
            f"{issue.id} re-opened by {name}: the steps begin again. "
            f"Undo: socwatch close {issue.id}"
        ),
    )


def note(issue: Issue, by: str, text: str, now: datetime) -> Change:
    """A person's own words in the timeline; an owner who writes has answered "still yours?"."""
    answered = replace(issue, asked_at=None) if by == issue.owner else issue
    return Change(
        issue=answered,
        entries=(entry(issue, EventKind.NOTE, by, now, text),),
        says=f"Noted on {issue.id}. The timeline keeps it; add another note to correct it.",
    )


def _heard(
    plan: CrisisPlan, issue: Issue, known: Sequence[str], because: str, *, but: Sequence[str]
) -> tuple[Notice, ...]:
    """Those who know of the issue hear who has it, but for the people of the act."""
    return tuple(
        notice_to(plan, who, DeliveryKind.ACKNOWLEDGED, issue, because)
        for who in known
        if who not in but
    )


def _acknowledged_again(issue: Issue, by: str, plan: CrisisPlan, now: datetime, via: str) -> Change:
    """A new owner's answer, a joint owner, an answer to "still yours?", or nothing new."""
    name = name_of(plan, by)
    awaited = issue.owner == by and issue.ack_due_at is not None
    joint = by not in issue.acknowledged_by
    if not (awaited or joint or _answers(issue, plan, now)):
        since = clock(issue.acknowledged_at or now, plan.timezone, now=now)
        return Change(issue=issue, says=f"{name} has {issue.id} already, since {since}.")
    because = (
        f"{name} has it" if awaited else f"{name} has it too" if joint else f"{name} still has it"
    )
    kept = replace(
        issue,
        acknowledged_by=tuple(dict.fromkeys((*issue.acknowledged_by, by))),
        ack_due_at=None if awaited else issue.ack_due_at,
        asked_at=None,
        remind_at=issue.remind_at if issue.ack_due_at and not awaited else now + plan.ack_reminder,
    )
    return Change(
        issue=kept,
        entries=(entry(issue, EventKind.ACKNOWLEDGED, by, now, because, via=via),),
        says=f"{issue.id}: {because}. Undo: socwatch reopen {issue.id}",
    )


def _answers(issue: Issue, plan: CrisisPlan, now: datetime) -> bool:
    """Whether another "ack" of the owner says something: "still yours?" was asked, or soon is."""
    if issue.remind_at is None or issue.acknowledged_at is None:
        return False
    left = issue.remind_at - now
    asked = issue.remind_at - plan.ack_reminder > issue.acknowledged_at
    return left < plan.ack_reminder / 2 or (asked and left < plan.ack_reminder)


def _one_of_several(
    issue: Issue, by: str, others: Sequence[str], plan: CrisisPlan, now: datetime
) -> Change:
    name, names = name_of(plan, by), listed(name_of(plan, who) for who in others)
    because = f"{name} has acknowledged; the step needs {names} as well"
    return Change(
        issue=issue,
        entries=(entry(issue, EventKind.ACKNOWLEDGED, by, now, because, waiting_for=list(others)),),
        says=(
            f"{issue.id}: noted that {name} has it. This step needs everybody: it stays open "
            f"until {names} acknowledged too. Undo: socwatch reopen {issue.id}"
        ),
    )
