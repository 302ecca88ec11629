"""The proof that the plan reaches a human being at every hour.

The plan is tried with the same code that tells people in the night, once for every stretch of
time in which nothing about anybody changes: between handovers, quiet hours, absences and clock
changes. It is tried with everybody there, and with each person absent in turn. A person counts
when told at once at the first step of the ladder: a mail that is held through quiet hours does
not, and the fallback does not either, unless its address is that of a contact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from socwatch.model.issue import Issue, IssueState, Ladder
from socwatch.model.plan import Absence, Contact, CrisisPlan, Notify, Severity
from socwatch.model.signal import Signal
from socwatch.respond.hours import Hours, Stretch, said
from socwatch.respond.ladder import due, ladder_for, policy_for, start
from socwatch.respond.reach import absence_at, quiet_until
from socwatch.respond.rota import edges, on_call
from socwatch.respond.words import listed, name_of, span

_ALWAYS = Absence(first=date.min, last=date.max)
#: Between two edges nothing about anybody changes; the second part is equal where it is alike.
Scene = tuple[Stretch, object]


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
    stretches = _stretches(bare, start, start + timedelta(days=days))
    problems: list[Hole] = []
    reaches: list[Reached] = []
    for level in plan.severities:
        if level.notify is not Notify.NOW:
            continue
        trials = _trials(bare, level)
        names: list[str] = []
        for trial in trials:
            found, who = _tried(bare, trial, stretches)
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
    plan: CrisisPlan, trial: _Trial, stretches: Sequence[Scene]
) -> tuple[list[Hole], list[str]]:
    """The holes of one ladder, and the names of who is told first when nobody is absent."""
    told: dict[object, frozenset[str]] = {}
    for (begin, _), scene in stretches:
        if scene not in told:
            told[scene] = _told_at(plan, trial, begin)
    walked = (stretches[0][0][0], stretches[-1][0][1])
    open_ = [stretch for stretch, scene in stretches if not told[scene]]
    holes = _holes(trial, _said(plan, open_, walked), None)
    for person in plan.contacts:
        alone = [one for one in stretches if told[one[1]] == {person.id}]
        further = _open_without(plan, trial, alone, person)
        if further and len(further) + len(open_) == len(stretches):
            further = [walked]
        holes += _holes(trial, _said(plan, further, walked), person.name)
    names = [name_of(plan, who) for people in told.values() for who in people]
    return holes, names


def _open_without(
    plan: CrisisPlan, trial: _Trial, alone: Sequence[Scene], person: Contact
) -> list[Stretch]:
    """Of the stretches in which only this person is told, those where nobody would stand in.

    Where somebody else is told as well, or instead, an absence of this person changes nothing.
    """
    people = tuple(_gone(one, person.id) for one in plan.contacts)
    gone = replace(plan, contacts=people)
    told: dict[object, frozenset[str]] = {}
    for (begin, _), scene in alone:
        if scene not in told:
            told[scene] = _told_at(gone, trial, begin)
    return [stretch for stretch, scene in alone if not told[scene]]


def _told_at(plan: CrisisPlan, trial: _Trial, at: datetime) -> frozenset[str]:
    """The contacts that an issue whose first step is due at this instant reaches at once."""
    signal = Signal(
        topic="", kind="", at=at, window=timedelta(0), observed=0, expected=0, low=0, high=0
    )
    since = at - _first(trial.ladder)
    issue = Issue(
        number=0,
        topic=trial.topic,
        kind="",
        severity=trial.severity.name,
        state=IssueState.OPEN,
        title="",
        because="",
        opened_at=since,
        since=since,
        last_signal_at=since,
        signal=signal,
        ladder=trial.ladder,
        timer=start(trial.ladder, since),
        scenario=trial.scenario,
    )
    told = {one.to for one in due(plan, issue, (), (), at).notices if one.not_before is None}
    return frozenset(
        person.id
        for person in plan.contacts
        if person.id in told or (person.email in told and not absence_at(person, at))
    )


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
    begin, end = stretches[0][0][0], stretches[-1][0][1]
    return Hole(severity=level.name, start=begin, end=end, says=says)


def _first(ladder: Ladder) -> timedelta:
    return ladder.steps[0].after if ladder.steps else timedelta(0)


def _gone(person: Contact, absent: str) -> Contact:
    return replace(person, away=(_ALWAYS,)) if person.id == absent else person


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for begin, end in stretches:
        if merged and merged[-1][1] == begin:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((begin, end))
    return merged


def _stretches(plan: CrisisPlan, start: datetime, end: datetime) -> list[Scene]:
    """The stretches between edges, each with all that decides who is reached in it."""
    found = {start, end}
    for rota in plan.rotas:
        found.update(takewhile(lambda edge: edge < end, edges(rota, start)))
    for person in plan.contacts:
        found.update(edge for edge in _edges_of(person, start, end) if start < edge < end)
    return [((a, b), _situation(plan, a)) for a, b in pairwise(sorted(found))]


def _situation(plan: CrisisPlan, at: datetime) -> object:
    """Equal at two instants at which the plan would tell the same people."""
    return (
        tuple(on_call(rota, at) for rota in plan.rotas),
        tuple(absence_at(person, at) is not None for person in plan.contacts),
        tuple(quiet_until(person, at) is not None for person in plan.contacts),
    )


def _edges_of(person: Contact, start: datetime, end: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(person.timezone)
    for absence in person.away:
        yield _instant(absence.first, time(), zone)
        yield _instant(absence.last + timedelta(days=1), time(), zone)
    if person.quiet_hours is None:
        return
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        for at in (person.quiet_hours.start, person.quiet_hours.end):
            yield from {_instant(day, at, zone), _instant(day, at.replace(fold=1), zone)}
        yield from _clock_change(day, zone)
        day += timedelta(days=1)


def _clock_change(day: date, zone: tzinfo) -> Iterator[datetime]:
    """The instant of this local day, to the minute, at which its zone's clock jumps."""
    begin, end = _instant(day, time(), zone), _instant(day + timedelta(days=1), time(), zone)
    before = begin.astimezone(zone).utcoffset()
    if before == end.astimezone(zone).utcoffset():
        return
    while end - begin > timedelta(minutes=1):
        middle = begin + (end - begin) / 2
        same = middle.astimezone(zone).utcoffset() == before
        begin, end = (middle, end) if same else (begin, middle)
    yield end.replace(second=0, microsecond=0)


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
