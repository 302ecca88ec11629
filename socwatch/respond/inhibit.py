"""An open issue of the highest severity mutes the lesser ones of its topic.

Whoever handles a red looks at the topic anyway; a second call about it would only be noise. The
lesser issue stays open with its timer, is looked at again every few minutes, and its steps go on
once the red is closed: nothing waits on what nobody handles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.model.delivery import NotTold
from socwatch.model.issue import Issue, IssueState
from socwatch.model.plan import CrisisPlan
from socwatch.respond.firing import Scene, would_be_told
from socwatch.respond.ladder import Turn
from socwatch.respond.slots import is_fallback, pick
from socwatch.respond.words import level_of

#: How soon after the end of the red the steps of the lesser issue go on.
LOOK_AGAIN = timedelta(minutes=5)


def inhibitor(issue: Issue, beside: Iterable[Issue], plan: CrisisPlan) -> Issue | None:
    """The open issue of the topic that mutes this one, the oldest of several; None: not muted."""
    if level_of(plan, issue.severity).rank >= plan.highest.rank:
        return None
    reds = [
        one
        for one in beside
        if one.is_open
        and one.id != issue.id
        and (one.topic, one.drill) == (issue.topic, issue.drill)
        and one.severity == plan.highest.name
    ]
    return min(reds, key=lambda one: one.opened_at, default=None)


def inhibited(issue: Issue, red: Issue, plan: CrisisPlan, now: datetime) -> Turn:
    """The turn of an issue that `red` mutes: who is not told, and when it is looked at again."""
    timer = issue.timer
    if issue.state is not IssueState.OPEN or timer is None or timer.due_at > now:
        return Turn(timer=timer)
    chosen = pick(issue.ladder, timer, now)
    scene = Scene(plan=plan, issue=issue, told=(), at=now)
    whom = (
        [issue.ladder.fallback or "fallback"]
        if is_fallback(issue.ladder, chosen.fire[0])
        else [who for _, who in would_be_told(scene, chosen.fire)]
    )
    because = f"{red.id} ({red.severity}) of this topic is open: its people look at it already"
    return Turn(
        not_told=tuple(
            NotTold(to=who, outcome="muted", because=because, issue=issue.id)
            for who in dict.fromkeys(whom)
        ),
        timer=replace(chosen.fire[0], due_at=now + LOOK_AGAIN),
    )
