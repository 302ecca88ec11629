"""The proof that the plan reaches a human being at every hour.

The plan is tried with the same code that tells people in the night, once for every stretch of
time in which nothing about anybody changes: between handovers, quiet hours, absences and clock
changes. It is tried with everybody there, and with each person absent in turn. A person counts
when told at once at the first step of the ladder: a mail that is held through quiet hours does
not, and the fallback does not either, unless its address is that of a contact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.issue import Ladder
from socwatch.model.plan import CrisisPlan, Notify, Severity
from socwatch.respond.hours import Hours, Stretch, said
from socwatch.respond.ladder import ladder_for, policy_for
from socwatch.respond.reaching import Reaching
from socwatch.respond.scenes import Scene, scenes
from socwatch.respond.words import listed, name_of, span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A problem, from `start` to `end` (UTC; the first time, when it recurs), in words.

    `absent` is the name of the person whose absence makes the hole; None: nobody need be absent.
    """

    severity: str
    start: datetime
    end: datetime
    says: str
    absent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """After how many minutes at most a person is told, and who that may be."""

    severity: str
    worst_minutes: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the trial showed; `ok` when there is no hole at all."""

    ok: bool
    problems: tuple[Hole, ...]
    reaches: tuple[Reached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """One ladder of one severity, and what to call it."""

    severity: Severity
    ladder: Ladder
    topic: str
    scenario: str | None

    @property
    def scope(self) -> str:
        topic = f" for topic {self.topic}" if self.topic else ""
        return f"{topic} in scenario {self.scenario}" if self.scenario else topic


def check(plan: CrisisPlan, *, start: datetime, days: int = 365) -> Cover:
    """Tries every severity that tells people at once, over so many days from `start` on.

    Silences of the plan are left out: who mutes knows it.
    """
    bare = replace(plan, silences=())
    stretches = scenes(bare, start, start + timedelta(days=days))
    problems: list[Hole] = []
    reaches: list[Reached] = []
    for level in plan.severities:
        if level.notify is not Notify.NOW:
            continue
        trials, reaching = _trials(bare, level), Reaching(bare, level)
        names: list[str] = []
        for trial in trials:
            found, who = _tried(bare, trial, stretches, reaching)
            problems += (*_slow(trial, stretches), *found)
            names += who
        problems += _without_policy(bare, level, stretches)
        if names:
            first = max((_first(trial.ladder) for trial in trials), default=timedelta(0))
            minutes = int(first.total_seconds()) // 60
            anybody = listed(sorted(set(names)), last="or")
            reaches.append(Reached(severity=level.name, worst_minutes=minutes, who=anybody))
    return Cover(ok=not problems, problems=tuple(problems), reaches=tuple(reaches))


def _trials(plan: CrisisPlan, level: Severity) -> tuple[_Trial, ...]:
    """The ladder without any narrowing, and each that a narrower policy gives."""
    narrow: list[tuple[str, str | None]] = [("", None)]
    for policy in plan.policies:
        if policy.severity == level.name:
            narrow += [(t, s) for t in policy.topics or ("",) for s in policy.scenarios or (None,)]
    trials = (
        _Trial(
            severity=level,
            ladder=ladder_for(plan, severity=level.name, topic=topic, scenario=scenario),
            topic=topic,
            scenario=scenario,
        )
        for topic, scenario in dict.fromkeys(narrow)
    )
    return tuple({trial.ladder: trial for trial in reversed(tuple(trials))}.values())[::-1]


def _tried(
    plan: CrisisPlan, trial: _Trial, stretches: Sequence[Scene], reaching: Reaching
) -> tuple[list[Hole], list[str]]:
    """The holes of one ladder, and the names of who is told first when nobody is absent."""
    by_people: dict[frozenset[str], list[Scene]] = {}
    for scene in stretches:
        by_people.setdefault(reaching.told(trial.ladder, scene), []).append(scene)
    walked = (stretches[0].stretch[0], stretches[-1].stretch[1])
    open_ = [scene.stretch for scene in by_people.get(frozenset(), ())]
    holes = _holes(trial, _said(plan, open_, walked), None)
    for person in plan.contacts:
        # Where somebody else is told as well, or instead, an absence changes nothing.
        alone = by_people.get(frozenset({person.id}), ())
        further = [
            scene.stretch for scene in alone if not reaching.told(trial.ladder, scene, person.id)
        ]
        if further and len(further) + len(open_) == len(stretches):
            further = [walked]
        holes += _holes(trial, _said(plan, further, walked), person.name)
    names = [name_of(plan, who) for people in by_people for who in people]
    return holes, names


def _said(plan: CrisisPlan, uncovered: Sequence[Stretch], walked: Stretch) -> tuple[Hours, ...]:
    return said(_merged(uncovered), ZoneInfo(plan.timezone), walked=walked)


def _holes(trial: _Trial, open_hours: Sequence[Hours], absent: str | None) -> list[Hole]:
    fallback = trial.ladder.fallback
    rest = f": only the fallback {fallback} is told" if fallback else ": no mail goes out at all"
    who = f"If {absent} is absent, nobody covers" if absent else "Nobody covers"
    return [
        Hole(
            severity=trial.severity.name,
            start=hours.first[0],
            end=hours.first[1],
            says=f"{who} {hours.words}{trial.scope}{rest}",
            absent=absent,
        )
        for hours in open_hours
    ]


def _slow(trial: _Trial, stretches: Sequence[Scene]) -> list[Hole]:
    first, within = _first(trial.ladder), trial.severity.ack_within
    if first <= within:
        return []
    says = (
        f"The first person{trial.scope} is told after {span(first)}, "
        f"but {trial.severity.name} is to be acknowledged within {span(within)}"
    )
    return [_throughout(trial.severity, stretches, says)]


def _without_policy(plan: CrisisPlan, level: Severity, stretches: Sequence[Scene]) -> list[Hole]:
    if policy_for(plan, severity=level.name, topic="", scenario=None):
        return []
    says = f"No policy says who is told at {level.name} in general: the nearest level's is used"
    return [_throughout(level, stretches, says)]


def _throughout(level: Severity, stretches: Sequence[Scene], says: str) -> Hole:
    begin, end = stretches[0].stretch[0], stretches[-1].stretch[1]
    return Hole(severity=level.name, start=begin, end=end, says=says)


def _first(ladder: Ladder) -> timedelta:
    return ladder.steps[0].after if ladder.steps else timedelta(0)


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for begin, end in stretches:
        if merged and merged[-1][1] == begin:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return merged
