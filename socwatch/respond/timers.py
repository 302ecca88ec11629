"""What time alone does to an issue: a snooze ends, nobody answers, an owner is asked.

Invariant: each looks at one due time of the issue, and answers None while it has not come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from socwatch.model.delivery import DeliveryKind
from socwatch.model.issue import EventKind, Issue, IssueState, Timer
from socwatch.model.plan import CrisisPlan
from socwatch.respond.change import Change, entry
from socwatch.respond.issues import SOCWATCH, opened_again
from socwatch.respond.reach import quiet_until, targets
from socwatch.respond.told import notice_to
from socwatch.respond.words import level_of, name_of, span


def wake(issue: Issue, now: datetime) -> Change | None:
    """The end of a snooze: the issue is what it was before; a step that fell inside is due now.

    None while it lasts.
    """
    until = issue.snoozed_until
    if issue.state is not IssueState.SNOOZED or until is None or until > now:
        return None
    timer = issue.timer
    if timer is not None:
        timer = replace(timer, due_at=max(timer.due_at, until))
    owned = issue.acknowledged_at is not None
    state = IssueState.ACKNOWLEDGED if owned else IssueState.OPEN
    woken = replace(issue, state=state, snoozed_until=None, timer=timer)
    because = "the snooze is over: its owner still has it" if owned else "the snooze is over"
    return Change(
        issue=woken,
        entries=(entry(issue, EventKind.NOTE, SOCWATCH, now, because),),
        says=f"{issue.id}: {because}.",
    )


def ack_overdue(issue: Issue, plan: CrisisPlan, now: datetime) -> Change | None:
    """A new owner who did not acknowledge in time: the issue is open again, from step 0."""
    due_at = issue.ack_due_at
    if issue.state is not IssueState.ACKNOWLEDGED or due_at is None or due_at > now:
        return None
    name = name_of(plan, issue.owner or "")
    because = f"{name} was handed it and did not acknowledge in time"
    return Change(
        issue=replace(opened_again(issue, now), because=because),
        entries=(entry(issue, EventKind.REOPENED, SOCWATCH, now, because),),
        says=f"{issue.id} is open again: {because}.",
    )


def unanswered_at(issue: Issue, plan: CrisisPlan) -> datetime | None:
    """When the owner loses the issue if "still yours?" goes unanswered; None: never."""
    if issue.state is not IssueState.ACKNOWLEDGED or issue.asked_at is None:
        return None
    return issue.asked_at + plan.ack_timeout if plan.ack_timeout else None


def unanswered(issue: Issue, plan: CrisisPlan, now: datetime) -> Change | None:
    """An owner who did not answer "still yours?" for `ack_timeout`: those after them are told.

    The ladder goes on at the step behind the last one that names the owner.
    """
    at = unanswered_at(issue, plan)
    if at is None or issue.asked_at is None or at > now:
        return None
    name, long = name_of(plan, issue.owner or ""), span(now - issue.asked_at)
    because = f"{name} did not answer for {long} whether it is still theirs"
    anew = replace(opened_again(issue, now), because=because)
    timer = Timer(round=0, step=_after(issue, plan, now), due_at=now)
    return Change(
        issue=replace(anew, timer=timer if anew.timer else None),
        entries=(entry(issue, EventKind.REOPENED, SOCWATCH, now, because),),
        says=f"{issue.id} is open again: {because}.",
    )


def _after(issue: Issue, plan: CrisisPlan, now: datetime) -> int:
    """The step behind the last one that names the owner; the first when none does."""
    named = [
        place
        for place, step in enumerate(issue.ladder.steps)
        if any(one.id == issue.owner for tell in step.tell for one in targets(plan, tell, now))
    ]
    return named[-1] + 1 if named else 0


def remind(issue: Issue, plan: CrisisPlan, now: datetime) -> Change | None:
    """ "Still yours?" for the owner of an acknowledged issue, every `ack_reminder`; else None.

    Like a step it waits for the end of quiet hours, unless the severity breaks them.
    """
    at = issue.remind_at
    if issue.state is not IssueState.ACKNOWLEDGED or at is None or at > now or not issue.owner:
        return None
    name = name_of(plan, issue.owner)
    since = span(now - (issue.acknowledged_at or at))
    notice = notice_to(
        plan, issue.owner, DeliveryKind.REMINDER, issue, f"acknowledged {since} ago: still yours?"
    )
    person = next((one for one in plan.contacts if one.id == issue.owner), None)
    quiet = quiet_until(person, now) if person else None
    if quiet and not level_of(plan, issue.severity).breaks_quiet_hours:
        notice = replace(notice, not_before=quiet)
    because = f"{name} is asked whether it is still theirs, {since} after acknowledging"
    return Change(
        issue=replace(
            issue,
            remind_at=(notice.not_before or now) + plan.ack_reminder,
            asked_at=issue.asked_at or notice.not_before or now,
        ),
        entries=(entry(issue, EventKind.NOTE, SOCWATCH, now, because),),
        notices=(notice,),
        says=f"{issue.id}: {because}.",
    )
