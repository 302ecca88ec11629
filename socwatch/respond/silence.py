"""Planned mutes: what is evaluated and not told.

The highest severity is never muted, unless the silence says so itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.issue import Issue
from socwatch.model.plan import CrisisPlan, Severity, Silence


def muted_by(
    silences: Sequence[Silence], topic: str, severity: Severity, plan: CrisisPlan, at: datetime
) -> Silence | None:
    """The silence that mutes this topic at this instant: the one that ends last, or None.

    The plan's own silences always count; `silences` are those that people made.
    """
    holding = [
        one
        for one in (*plan.silences, *silences)
        if one.start <= at < one.end
        and (not one.topics or topic in one.topics)
        and (one.include_red or severity.rank < plan.highest.rank)
    ]
    return max(holding, key=lambda one: one.end, default=None)


def silent_until(
    silences: Sequence[Silence], topic: str, severity: Severity, plan: CrisisPlan, at: datetime
) -> datetime | None:
    """When the last of the silences that follow each other without a gap ends; None: not muted."""
    until: datetime | None = None
    holding = muted_by(silences, topic, severity, plan, at)
    while holding:
        until = holding.end
        holding = muted_by(silences, topic, severity, plan, until)
    return until


def lifted(issue: Issue, ended: Silence, now: datetime) -> Issue:
    """The issue after a person ended this silence early: a step that waited for its end is due."""
    timer = issue.timer
    if timer is None or timer.due_at != ended.end or timer.due_at <= now:
        return issue
    return replace(issue, timer=replace(timer, due_at=now))
