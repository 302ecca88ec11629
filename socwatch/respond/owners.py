"""Who still has to acknowledge, who is spared, and what to say to those who come too late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.model.issue import Issue
from socwatch.model.plan import CrisisPlan, Need
from socwatch.respond.reach import absence_at, quiet_until, targets
from socwatch.respond.told import Sent, aware, of_ladder, of_step
from socwatch.respond.words import clock, listed, name_of


def missing(
    issue: Issue, told: Sequence[Sent], acknowledged: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """Who still has to acknowledge by the steps that were told last and need everybody."""
    places = {(one.round, one.step) for one in of_ladder(told, issue) if one.is_known(now)}
    if not places:
        return ()
    round_, step = max(places)
    steps = issue.ladder.steps
    if step >= len(steps) or steps[step].need is not Need.ALL:
        return ()
    wanted = of_step(told, issue, (round_, step), now)
    return tuple(who for who in wanted if who not in acknowledged)


def spared(issue: Issue, told: Sequence[Sent], plan: CrisisPlan, now: datetime) -> str:
    """Who would have been told next and now will not be, as a sentence; "" when nobody."""
    timer = issue.timer
    if timer is None:
        return ""
    known = aware(told, now)
    coming = [
        person
        for step in issue.ladder.steps[timer.step :]
        for tell in step.tell
        for person in targets(plan, tell, now)
    ]
    names = [one.name for one in coming if one.id not in known]
    fallback = issue.ladder.fallback
    if fallback and fallback not in known:
        names.append(fallback)
    return f" {listed(names)} will not be told." if names else ""


def warning(plan: CrisisPlan, to: str, now: datetime) -> str:
    """What is to be said when this person may not answer now; "" when nothing is."""
    person = next((one for one in plan.contacts if one.id == to), None)
    if person is None:
        return ""
    if absence_at(person, now):
        return ", who is away by the plan"
    return ", who is in quiet hours" if quiet_until(person, now) else ""


def was_closed(issue: Issue, plan: CrisisPlan) -> str:
    """The answer to an act that comes after the close."""
    name = name_of(plan, issue.closed_by or "socwatch")
    at = clock(issue.closed_at, plan.timezone) if issue.closed_at else "an unknown time"
    return (
        f"{issue.id} was already closed by {name} at {at} ({issue.close_reason}). "
        f"Open it again: socwatch reopen {issue.id}"
    )
