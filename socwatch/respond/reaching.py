"""Whom a ladder reaches at once in a scene, by the same code that tells people in the night.

A step reaches whomever one of the people it names reaches, and whether a person is reached is
decided by their own absences and quiet hours and those of who stands in. So each person is tried
once for each such case, and a year of scenes is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby

from socwatch.model.issue import Issue, IssueState, Ladder
from socwatch.model.plan import Absence, Contact, CrisisPlan, Severity, Step
from socwatch.model.signal import Signal
from socwatch.respond.ladder import due, start
from socwatch.respond.reach import deputies
from socwatch.respond.scenes import Scene

_ALWAYS = Absence(first=date.min, last=date.max)


class Reaching:
    """Answers for one level of a plan; remembers what it has tried."""

    def __init__(self, plan: CrisisPlan, level: Severity) -> None:
        self._plan = plan
        self._level = level
        self._tried: dict[object, frozenset[str]] = {}
        self._named: dict[object, tuple[tuple[str, ...], ...]] = {}
        self._chains = {
            one.id: frozenset((one.id, *(other.id for other in deputies(plan, one))))
            for one in plan.contacts
        }

    def told(self, ladder: Ladder, scene: Scene, absent: str | None = None) -> frozenset[str]:
        """Ids of the contacts told at once when the first step is due; `absent` is away as well."""
        for people in self._groups(ladder, scene):
            reached: set[str] = set()
            for who in people:
                reached |= self._through(who, scene, absent)
            if reached:
                return frozenset(reached)
        return self._by_fallback(ladder, scene, absent)

    def _groups(self, ladder: Ladder, scene: Scene) -> tuple[tuple[str, ...], ...]:
        """Whom the steps name, those that stand at one time together, in order."""
        key = ladder.steps, scene.duty
        if key not in self._named:
            groups = groupby(ladder.steps, key=lambda step: step.after)
            self._named[key] = tuple(tuple(self._people(each, scene)) for _, each in groups)
        return self._named[key]

    def _people(self, steps: Iterator[Step], scene: Scene) -> Iterator[str]:
        for tell in (tell for step in steps for tell in step.tell):
            sort, _, name = tell.partition(":")
            if sort == "rota":
                on_duty = zip(self._plan.rotas, scene.duty, strict=True)
                yield from (who for rota, who in on_duty if rota.name == name and who)
            elif sort == "role":
                yield from (person.id for person in self._plan.in_role(name))
            else:
                yield name

    def _through(self, who: str, scene: Scene, absent: str | None) -> frozenset[str]:
        """Who is told when this person is to be told: the person, or who stands in."""
        chain = self._chains.get(who, frozenset())
        asleep = frozenset[str]() if self._level.breaks_quiet_hours else scene.quiet & chain
        away = scene.away & chain
        if absent in chain:
            away |= {absent}
        key = who, away, asleep
        if key not in self._tried:
            step = Step(after=timedelta(0), tell=(f"contact:{who}",))
            plan = self._plan if absent is None else without(self._plan, absent)
            told = told_at(plan, self._level, Ladder(steps=(step,)), scene.stretch[0])
            self._tried[key] = told
        return self._tried[key]

    def _by_fallback(self, ladder: Ladder, scene: Scene, absent: str | None) -> frozenset[str]:
        """The contacts whose address the fallback is, unless they are away."""
        return frozenset(
            person.id
            for person in self._plan.contacts
            if ladder.fallback and person.email == ladder.fallback
            and person.id not in scene.away and person.id != absent
        )  # fmt: skip


def told_at(plan: CrisisPlan, level: Severity, ladder: Ladder, at: datetime) -> frozenset[str]:
    """The contacts that an issue whose first step is due at this instant reaches at once.

    The fallback is told by its address, and is no contact here.
    """
    signal = Signal(
        topic="", kind="", at=at, window=timedelta(0), observed=0, expected=0, low=0, high=0
    )
    since = at - (ladder.steps[0].after if ladder.steps else timedelta(0))
    issue = Issue(
        number=0,
        topic="",
        kind="",
        severity=level.name,
        state=IssueState.OPEN,
        title="",
        because="",
        opened_at=since,
        since=since,
        last_signal_at=since,
        signal=signal,
        ladder=ladder,
        timer=start(ladder, since),
    )
    told = {one.to for one in due(plan, issue, (), (), at).notices if one.not_before is None}
    return frozenset(person.id for person in plan.contacts if person.id in told)


def without(plan: CrisisPlan, absent: str) -> CrisisPlan:
    """The plan as if this person were away on every day."""
    people = tuple(_gone(one, absent) for one in plan.contacts)
    return replace(plan, contacts=people)


def _gone(person: Contact, absent: str) -> Contact:
    return replace(person, away=(_ALWAYS,)) if person.id == absent else person
