"""Telling a step: from slots to notices, on to the next step when nobody can be reached.

What comes out names everybody: who is told now, who later, and who not and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.model.delivery import DeliveryKind, Notice, NotTold
from socwatch.model.issue import Issue, Timer
from socwatch.model.plan import Contact, CrisisPlan
from socwatch.respond.reach import reach, targets
from socwatch.respond.told import Sent, notice_to, of_ladder, of_step
from socwatch.respond.words import level_of, listed, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that decides who is reached at one instant."""

    plan: CrisisPlan
    issue: Issue
    told: Sequence[Sent]
    at: datetime
    delayed: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """`last` is the latest slot that was told or tried; `reached` whether anybody is told now."""

    notices: tuple[Notice, ...] = ()
    not_told: tuple[NotTold, ...] = ()
    reached: bool = False
    last: Timer | None = None


def fire(scene: Scene, groups: Sequence[Sequence[Timer]]) -> Fired:
    """Tells the groups of slots one after the other until somebody is told now."""
    sum_ = Fired()
    for group in groups:
        for slot in group:
            sum_ = _joined(sum_, _step(scene, slot))
        if sum_.reached:
            break
    return sum_


def tell_fallback(scene: Scene, slot: Timer, because: str) -> Fired:
    """Tells the fallback; in a ladder without one, everybody who is in any of its steps."""
    fallback = scene.issue.ladder.fallback
    if fallback:
        notice = replace(
            notice_to(scene.plan, fallback, DeliveryKind.ESCALATION, scene.issue, because),
            round=slot.round,
            step=slot.step,
            delayed=scene.delayed,
        )
        return Fired(notices=(notice,), reached=True, last=slot)
    tells = tuple(tell for step in scene.issue.ladder.steps for tell in step.tell)
    everybody = _told(scene, slot, tells)
    if everybody.reached:
        return everybody
    nobody = NotTold(
        to="fallback",
        outcome="skipped",
        because=f"{because}, and the plan names no fallback",
        issue=scene.issue.id,
    )
    return replace(everybody, not_told=(*everybody.not_told, nobody))


def would_be_told(scene: Scene, slots: Sequence[Timer]) -> tuple[tuple[Timer, str], ...]:
    """Whom these steps name at this instant: contact ids, or the target itself if it is empty."""
    found: dict[tuple[int, str], Timer] = {}
    for slot in slots:
        for tell in scene.issue.ladder.steps[slot.step].tell:
            people = targets(scene.plan, tell, scene.at)
            for who in [person.id for person in people] or [tell]:
                found[slot.step, who] = slot
    return tuple((slot, who) for (_, who), slot in found.items())


def _step(scene: Scene, slot: Timer) -> Fired:
    """One step. If it reaches nobody, one line says why and that the ladder goes on at once."""
    tells = scene.issue.ladder.steps[slot.step].tell
    fired = _told(scene, slot, tells)
    if fired.reached:
        return fired
    later = tuple(one for one in fired.not_told if one.outcome == "held")
    reasons = listed(one.because for one in fired.not_told) or "the step names nobody"
    nobody = NotTold(
        to=", ".join(tells),
        outcome="skipped",
        because=f"nobody on call for step {slot.step + 1}: {reasons}; going on at once",
        issue=scene.issue.id,
    )
    return replace(fired, not_told=(*later, nobody))


def _told(scene: Scene, slot: Timer, tells: Sequence[str]) -> Fired:
    fired = Fired(last=slot)
    for tell in tells:
        people = targets(scene.plan, tell, scene.at)
        if not people:
            fired = _joined(fired, Fired(not_told=(_empty(scene, tell),), last=slot))
        for person in people:
            fired = _joined(fired, _person(scene, slot, person, _reason(tell)))
    return fired


def _person(scene: Scene, slot: Timer, person: Contact, because: str) -> Fired:
    issue = scene.issue
    if person.id in issue.acknowledged_by:
        return Fired(reached=True, last=slot)
    severity = level_of(scene.plan, issue.severity)
    reached = reach(scene.plan, person, severity, scene.at, because=because)
    known = {
        *of_step(scene.told, issue, (slot.round, slot.step), scene.at),
        *issue.acknowledged_by,
    }
    waiting = {one.contact for one in of_ladder(scene.told, issue) if not one.is_known(scene.at)}
    notices = tuple(
        replace(one, issue=issue.id, round=slot.round, step=slot.step, delayed=scene.delayed)
        for one in reached.notices
        if one.to not in known and not (one.not_before and one.to in waiting)
    )
    not_told = tuple(replace(one, issue=issue.id) for one in reached.not_told)
    return Fired(notices=notices, not_told=not_told, reached=reached.at_once, last=slot)


def _joined(one: Fired, other: Fired) -> Fired:
    """Both, each person with the first notice and each reason once."""
    people = {notice.to for notice in one.notices}
    fresh = tuple(notice for notice in other.notices if notice.to not in people)
    return Fired(
        notices=one.notices + fresh,
        not_told=tuple(dict.fromkeys(one.not_told + other.not_told)),
        reached=one.reached or other.reached,
        last=_later(one.last, other.last),
    )


def _later(one: Timer | None, other: Timer | None) -> Timer | None:
    both = [slot for slot in (one, other) if slot]
    return max(both, key=lambda slot: (slot.round, slot.step), default=None)


def _empty(scene: Scene, tell: str) -> NotTold:
    sort, _, name = tell.partition(":")
    says = {
        "rota": f"nobody is on duty in rota {name}",
        "role": f"nobody has the role {name}",
    }.get(sort, f"{name_of(scene.plan, name)} is not in the plan")
    return NotTold(to=tell, outcome="skipped", because=says, issue=scene.issue.id)


def _reason(tell: str) -> str:
    sort, _, name = tell.partition(":")
    words = {"rota": f"on duty in rota {name}", "role": f"has the role {name}"}
    return words.get(sort, "named in the plan")
