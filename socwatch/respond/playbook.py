"""The steps of an issue's playbook: ticked off, undone, overdue, something held and lifted again.

Invariants: what is overdue is said once; whoever is told of it is named in the plan, or a line says why
nobody was; what is held back is shown until a person lifts it, also after the issue was closed. A
drill holds nothing back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.errors import NothingMatched, UsageError
from socwatch.model.delivery import DeliveryKind, Notice
from socwatch.model.issue import Entry, EventKind, Issue, IssueState
from socwatch.model.plan import CrisisPlan, PlaybookStep
from socwatch.model.task import Task
from socwatch.respond.change import Change, entry
from socwatch.respond.reach import reach, targets
from socwatch.respond.words import clock, level_of, listed, name_of, span

SOCWATCH = "socwatch"


def tasks_of(
    plan: CrisisPlan, scenario: str | None, since: datetime, before: Sequence[Task] = ()
) -> tuple[Task, ...]:
    """The scenario's playbook with deadlines from `since`; what was done in `before` stays done."""
    found = plan.scenario(scenario) if scenario else None
    old = {task.do: task for task in before}
    steps = found.playbook if found else ()
    fresh = tuple(_task(step, since, old.get(step.do)) for step in steps)
    names = {task.do for task in fresh}
    held = tuple(task for task in before if task.held_at is not None and task.do not in names)
    return (*fresh, *held)


def _task(step: PlaybookStep, since: datetime, before: Task | None) -> Task:
    task = Task(
        do=step.do,
        due_at=None if step.within is None else since + step.within,
        role=step.role,
        tell=step.tell,
        holds=step.holds,
        page=step.page,
        shows=step.shows,
        private=step.allow_private,
    )
    if before is None:
        return task
    kept = replace(task, held_at=before.held_at, seen=before.seen, looked_at=before.looked_at)
    return replace(kept, done_at=before.done_at, done_by=before.done_by)


def done(issue: Issue, number: int, by: str, plan: CrisisPlan, now: datetime) -> Change:
    """`by` did the step; one that holds something back asks its channel to do so now."""
    task = _numbered(issue, number)
    name = name_of(plan, by)
    if task.done_at is not None:
        who = name_of(plan, task.done_by or SOCWATCH)
        at = clock(task.done_at, plan.timezone, now=now)
        return Change(issue=issue, says=f'Step {number} was done by {who} at {at}: "{task.do}".')
    if not issue.is_open:
        return Change(issue=issue, says=f"{issue.id} is closed; its playbook is over.")
    late = "" if task.due_at is None or now <= task.due_at else f", {span(now - task.due_at)} late"
    ticked = replace(task, done_at=now, done_by=by)
    calls = task.holds is not None and not issue.drill
    if calls:
        ticked = replace(ticked, held_at=now)
    because = f"{name} did step {number} of the playbook{late}: {task.do}"
    held = f"; {task.holds} is asked to hold it back until somebody lifts it" if calls else ""
    if task.holds and issue.drill:
        held = f"; in an exercise {task.holds} is not asked to hold anything"
    return Change(
        issue=_with(issue, number, ticked),
        entries=(entry(issue, EventKind.TASK, by, now, because + held, step=number, done=True),),
        notices=(_call(issue, task, DeliveryKind.HOLD),) if calls else (),
        says=f"{issue.id}: {because}{held}. Undo: socwatch playbook {issue.id} --undo {number}",
    )


def undone(issue: Issue, number: int, by: str, plan: CrisisPlan, now: datetime) -> Change:
    """The step is not done after all; what it holds back stays held until it is lifted."""
    task = _numbered(issue, number)
    if task.done_at is None:
        return Change(issue=issue, says=f'Step {number} is not done yet: "{task.do}".')
    because = f"{name_of(plan, by)} took back that step {number} is done: {task.do}"
    again = replace(task, done_at=None, done_by=None)
    return Change(
        issue=_with(issue, number, again),
        entries=(entry(issue, EventKind.TASK, by, now, because, step=number, done=False),),
        says=f"{issue.id}: {because}.",
    )


def lifted(issue: Issue, number: int, by: str, plan: CrisisPlan, now: datetime) -> Change:
    """What the step held back may go on; works for closed issues too."""
    task = _numbered(issue, number)
    if task.held_at is None:
        return Change(issue=issue, says=f"Step {number} of {issue.id} holds nothing back.")
    long = span(now - task.held_at)
    because = f"{name_of(plan, by)} lifted what {task.holds} held back for {long}: {task.do}"
    return Change(
        issue=_with(issue, number, replace(task, held_at=None)),
        entries=(entry(issue, EventKind.TASK, by, now, because, step=number, held=False),),
        notices=(_call(issue, task, DeliveryKind.LIFT),),
        says=f"{issue.id}: {because}.",
    )


def overdue(issue: Issue, plan: CrisisPlan, now: datetime, *, muted: str = "") -> Change | None:
    """What follows when deadlines have passed; None while there is nothing new, or in a snooze.

    `muted` says why nobody is told, when that is so.
    """
    late = [
        number
        for number, task in enumerate(issue.tasks, start=1)
        if task.waits_until is not None and task.waits_until <= now
    ]
    if not late or issue.state in (IssueState.SNOOZED, IssueState.CLOSED):
        return None
    entries: list[Entry] = []
    notices: dict[str, Notice] = {}
    for number in late:
        task = _numbered(issue, number)
        told, lines = ((), ()) if muted else _told(issue, task, plan, now)
        notices |= {one.to: one for one in told if one.to not in notices}
        entries += [_overdue_line(issue, number, muted or listed(_names(told, plan)), now), *lines]
        issue = _with(issue, number, replace(task, overdue_at=now))
    return Change(
        issue=issue,
        entries=tuple(entries),
        notices=tuple(notices.values()),
        says=f"{issue.id}: {len(late)} of its playbook overdue.",
    )


def page_seen(issue: Issue, number: int, fault: str, now: datetime) -> Change:
    """What a look at a step's page came to: up (`fault` is ""), and the step is done; or why not."""
    task = replace(_numbered(issue, number), looked_at=now)
    if not fault:
        because = f"the page of step {number} is up: {task.do}"
        ticked = replace(task, done_at=now, done_by=SOCWATCH, seen="")
        line = entry(issue, EventKind.TASK, SOCWATCH, now, because, step=number, done=True)
        return Change(issue=_with(issue, number, ticked), entries=(line,), says=f"{because}.")
    because = f"the page of step {number} is not up yet: {fault}"
    line = entry(issue, EventKind.TASK, SOCWATCH, now, because, step=number, done=False)
    return Change(
        issue=_with(issue, number, replace(task, seen=fault)),
        entries=() if fault == task.seen else (line,),
        says=f"{because}.",
    )


def held(issue: Issue) -> tuple[tuple[int, Task], ...]:
    """The steps that hold something back, with their numbers."""
    return tuple((number, task) for number, task in enumerate(issue.tasks, start=1) if task.held_at)


def _told(
    issue: Issue, task: Task, plan: CrisisPlan, now: datetime
) -> tuple[tuple[Notice, ...], tuple[Entry, ...]]:
    """Notices for whom the step names, and lines on who of them is not told."""
    level = level_of(plan, issue.severity)
    notices: list[Notice] = []
    lines: list[Entry] = []
    for tell in task.tell:
        people = targets(plan, tell, now)
        if not people:
            because = f"nobody is behind {tell} now, of an overdue step: {task.do}"
            lines.append(entry(issue, EventKind.SKIPPED, SOCWATCH, now, because, to=tell))
        for person in people:
            reached = reach(plan, person, level, now)
            notices += [
                replace(one, kind=DeliveryKind.TASK, issue=issue.id, because=f"overdue: {task.do}")
                for one in reached.notices
            ]
            lines += [
                entry(issue, EventKind(one.outcome), SOCWATCH, now, one.because, to=one.to)
                for one in reached.not_told
            ]
    return tuple(notices), tuple(lines)


def _overdue_line(issue: Issue, number: int, told: str, now: datetime) -> Entry:
    task = _numbered(issue, number)
    whose = f" ({task.role})" if task.role else ""
    tells = f"; {told}" if told else ""
    because = f"step {number} of the playbook is overdue{whose}: {task.do}{tells}"
    return entry(issue, EventKind.TASK, SOCWATCH, now, because, step=number, overdue=True)


def _names(notices: Sequence[Notice], plan: CrisisPlan) -> list[str]:
    return [f"{name_of(plan, one.to)} is told" for one in notices]


def _call(issue: Issue, task: Task, kind: DeliveryKind) -> Notice:
    name = task.holds or ""
    return Notice(kind=kind, to=name, issue=issue.id, channels=(name,), because=task.do)


def _numbered(issue: Issue, number: int) -> Task:
    if not issue.tasks:
        raise NothingMatched(
            f"{issue.id} has no playbook", hint="a scenario of the plan brings one"
        )
    if not 1 <= number <= len(issue.tasks):
        raise UsageError(
            f"{issue.id} has no step {number}", hint=f"its steps are 1 to {len(issue.tasks)}"
        )
    return issue.tasks[number - 1]


def _with(issue: Issue, number: int, task: Task) -> Issue:
    tasks = (*issue.tasks[: number - 1], task, *issue.tasks[number:])
    return replace(issue, tasks=tasks)


def sped_up(tasks: Sequence[Task], since: datetime, speed: float) -> tuple[Task, ...]:
    """The tasks of a drill whose waits are so many times shorter."""

    def sooner(due_at: datetime | None) -> datetime | None:
        return None if due_at is None else since + max(timedelta(0), due_at - since) / speed

    return tuple(replace(task, due_at=sooner(task.due_at)) for task in tasks)
