"""How a drill went, against what the plan promises: who was told when, and who took it when.

Invariant: only what was due is graded. A step behind the acknowledgement was not due; a drill that
still runs and is in time has no verdict yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import Issue, Timer
from socwatch.model.plan import CrisisPlan
from socwatch.respond.ladder import start
from socwatch.respond.slots import is_fallback, slots
from socwatch.respond.words import level_of, listed, name_of, span

#: A step that is told so much after its time is late; ticks come every minute or so.
LATE = timedelta(minutes=2)
_NOT_REACHED = (DeliveryState.REFUSED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGrade:
    """One step of the first round that was due before anybody acknowledged."""

    number: int  # from 1
    due_at: datetime
    told: tuple[tuple[str, datetime], ...]  # names, in order, and when their message was accepted
    not_reached: tuple[tuple[str, str], ...]  # names, and why

    @property
    def late(self) -> timedelta | None:
        """By how much the first of them was told late; None when nobody was told."""
        return self.told[0][1] - self.due_at if self.told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The whole drill. `problems` are sentences; `passed` is None while it runs in time."""

    issue: str
    began_at: datetime
    within: timedelta
    steps: tuple[StepGrade, ...]
    acknowledged_by: str | None
    acknowledged_after: timedelta | None
    problems: tuple[str, ...]
    passed: bool | None


def grade(
    drill: Issue,
    acknowledged: tuple[str, datetime] | None,
    deliveries: Sequence[Delivery],
    plan: CrisisPlan,
    now: datetime,
) -> Grade:
    """The grade at `now`; `acknowledged` is who took the drill first (contact id), and when."""
    within = level_of(plan, drill.severity).ack_within
    until = min(one for one in (acknowledged and acknowledged[1], drill.closed_at, now) if one)
    steps = tuple(_steps(drill, deliveries, plan, until))
    after = acknowledged[1] - drill.since if acknowledged else None
    running = after is None and drill.is_open and now - drill.since <= within
    problems = (*_of_steps(steps), *(() if running else _of_answer(after, within, drill, plan)))
    return Grade(
        issue=drill.id,
        began_at=drill.since,
        within=within,
        steps=steps,
        acknowledged_by=name_of(plan, acknowledged[0]) if acknowledged else None,
        acknowledged_after=after,
        problems=problems,
        passed=None if running and not problems else not problems,
    )


def _steps(
    drill: Issue, deliveries: Sequence[Delivery], plan: CrisisPlan, until: datetime
) -> Iterator[StepGrade]:
    """The steps that were due until then; one whose time has only just come is not graded yet."""
    first = start(drill.ladder, drill.since)
    for slot in slots(drill.ladder, first) if first else ():
        if slot.due_at > until or slot.round or is_fallback(drill.ladder, slot):
            return
        found = _step(slot, [one for one in deliveries if _tells(one, drill, slot)], plan)
        if found.told or until - slot.due_at >= LATE:
            yield found


def _tells(one: Delivery, drill: Issue, slot: Timer) -> bool:
    of_it = (one.round, one.step) == (slot.round, slot.step)
    return one.kind is DeliveryKind.ESCALATION and of_it and one.created_at >= drill.since


def _step(slot: Timer, calls: Sequence[Delivery], plan: CrisisPlan) -> StepGrade:
    got = sorted((one.settled_at, one.to) for one in calls if one.settled_at and _is_sent(one))
    refused = [one for one in calls if one.state in _NOT_REACHED]
    return StepGrade(
        number=slot.step + 1,
        due_at=slot.due_at,
        told=tuple((name_of(plan, to), at) for at, to in got),
        not_reached=tuple((name_of(plan, one.to), one.last_error) for one in refused),
    )


def _is_sent(one: Delivery) -> bool:
    return one.state is DeliveryState.SENT


def _of_steps(steps: Sequence[StepGrade]) -> list[str]:
    problems: list[str] = []
    for one in steps:
        problems += [
            f"Step {one.number}: {name} could not be reached: {why}."
            for name, why in one.not_reached
        ]
        if one.late is None:
            problems.append(f"Step {one.number} told nobody.")
        elif one.late >= LATE:
            problems.append(f"Step {one.number} was told {span(one.late)} late.")
    return problems


def _of_answer(
    after: timedelta | None, within: timedelta, drill: Issue, plan: CrisisPlan
) -> list[str]:
    promised = f"the plan wants it within {span(within)}"
    if after is None:
        ended = "" if drill.is_open else " before it was closed"
        return [f"Nobody acknowledged{ended}; {promised}."]
    if after > within:
        who = listed(name_of(plan, one) for one in drill.acknowledged_by) or "Somebody"
        return [f"{who} acknowledged after {span(after)}; {promised}."]
    return []
