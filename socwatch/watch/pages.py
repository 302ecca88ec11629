"""Looks whether pages that a playbook wants to be up are up, and ticks their steps off.

Invariant: a page is looked at while an issue is open and its step is not done, every few minutes and
never more often; a page that cannot be read is a sentence on the timeline, and stops nothing.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from socwatch.model.issue import Issue
from socwatch.model.task import Task
from socwatch.respond.playbook import page_seen
from socwatch.watch.setup import Setup
from socwatch.watch.take import take

EVERY = timedelta(minutes=5)


async def look_at_pages(setup: Setup, now: datetime) -> None:
    """One look at each page that is due."""
    if setup.look is None:
        return
    due = [
        (issue.id, number, task)
        for issue in setup.store.ledger.issues(only_open=True)
        if not issue.drill
        for number, task in enumerate(issue.tasks, start=1)
        if _is_due(task, now)
    ]
    # Two steps may want the same page: it is asked once.
    wanted = dict.fromkeys((task.page or "", task.shows, task.private) for _, _, task in due)
    faults = await asyncio.gather(*(setup.look(*one, now) for one in wanted))
    found = dict(zip(wanted, faults, strict=True))
    for name, number, task in due:
        fault = found[task.page or "", task.shows, task.private]
        with setup.store.unit():
            issue = setup.store.ledger.issue(name)
            if _still(issue, number, task):
                take(setup, page_seen(issue, number, fault, now), now)


def next_look(task: Task) -> datetime | None:
    """When the step's page is looked at again; None: at once, or never."""
    wanted = task.page is not None and task.done_at is None
    return task.looked_at + EVERY if wanted and task.looked_at else None


def _is_due(task: Task, now: datetime) -> bool:
    if task.page is None or task.done_at is not None:
        return False
    return task.looked_at is None or now - task.looked_at >= EVERY


def _still(issue: Issue, number: int, task: Task) -> bool:
    """Whether nobody ticked the step off, or changed the playbook, while the page was looked at."""
    if not issue.is_open or len(issue.tasks) < number:
        return False
    now_ = issue.tasks[number - 1]
    return now_.page == task.page and now_.done_at is None
