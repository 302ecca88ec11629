"""Time cut into scenes: stretches in which nothing about anybody changes.

The edges are handovers, quiet hours, absences and clock changes. What each person and each rota is
doing is looked up at their own edges only: that keeps a year of a large team a matter of seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from socwatch.model.plan import Contact, CrisisPlan
from socwatch.respond.hours import Stretch
from socwatch.respond.reach import absence_at, quiet_until
from socwatch.respond.rota import edges, on_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who is on duty, away and asleep from one edge to the next."""

    stretch: Stretch
    duty: tuple[str | None, ...]  # ids of contacts, by the plan's rotas
    away: frozenset[str]
    quiet: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Turn:
    """From this instant on, a rota or a person is like this."""

    at: datetime
    place: int  # of the rota; -1 for a person
    who: str | None
    away: bool = False
    quiet: bool = False


def scenes(plan: CrisisPlan, start: datetime, end: datetime) -> list[Scene]:
    """The scenes between these instants, in order, without a gap."""
    turns = sorted(_turns(plan, start, end), key=lambda one: one.at)
    duty: list[str | None] = [None] * len(plan.rotas)
    away: set[str | None] = set()
    quiet: set[str | None] = set()
    found: list[tuple[datetime, Scene]] = []
    for at, several in groupby(turns, key=lambda one: one.at):
        for turn in several:
            if turn.place >= 0:
                duty[turn.place] = turn.who
                continue
            (away.add if turn.away else away.discard)(turn.who)
            (quiet.add if turn.quiet else quiet.discard)(turn.who)
        found.append((at, _scene((at, end), duty, away, quiet)))
    following = [at for at, _ in found[1:]] + [end]
    return [
        Scene(stretch=(at, until), duty=one.duty, away=one.away, quiet=one.quiet)
        for (at, one), until in zip(found, following, strict=True)
    ]


def _scene(
    stretch: Stretch, duty: list[str | None], away: set[str | None], quiet: set[str | None]
) -> Scene:
    return Scene(
        stretch=stretch,
        duty=tuple(duty),
        away=frozenset(who for who in away if who),
        quiet=frozenset(who for who in quiet if who),
    )


def _turns(plan: CrisisPlan, start: datetime, end: datetime) -> Iterator[_Turn]:
    """How everything is at the start, and every change until the end."""
    yield _Turn(start, -1, None)  # a plan without anybody has one scene
    for place, rota in enumerate(plan.rotas):
        own = takewhile(lambda edge: edge < end, edges(rota, start))
        for at in dict.fromkeys((start, *own)):
            yield _Turn(at, place, on_call(rota, at))
    for person in plan.contacts:
        inside = (edge for edge in _edges_of(person, start, end) if start < edge < end)
        for at in {start, *inside}:
            away, quiet = absence_at(person, at), quiet_until(person, at)
            yield _Turn(at, -1, person.id, away=away is not None, quiet=quiet is not None)


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
