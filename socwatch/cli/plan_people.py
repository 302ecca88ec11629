"""The people of the plan in words: whose turn it is, who stands in, who is away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.model.plan import Contact, CrisisPlan, Rota
    from socwatch.respond.shifts import Shift


def rotas(plan: CrisisPlan, now: datetime, handovers: int) -> Iterator[str]:
    """Each rota with its members, and its next turns."""
    from socwatch.respond.shifts import shifts
    from socwatch.respond.words import name_of

    for rota in plan.rotas:
        members = ", ".join(name_of(plan, who) for who in rota.members)
        turns = f"in turn, {rota.rotate} at {rota.handover:%H:%M}{zone(plan, rota)}"
        yield f"{rota.name}: {members}; {turns if rota.calendar is None else 'by its calendar'}"
        for one in islice(shifts(rota, now), handovers):
            yield f"  {turn(plan, rota, one)}"
        today = now.astimezone(ZoneInfo(rota.timezone)).date()
        for swap in rota.overrides:
            if swap.last >= today:
                yield f"  Instead on {swap.first} to {swap.last}: {name_of(plan, swap.who)}"


def zone(plan: CrisisPlan, rota: Rota) -> str:
    """The rota's zone where it is another than the plan's."""
    return "" if rota.timezone == plan.timezone else f" ({rota.timezone})"


def turn(plan: CrisisPlan, rota: Rota, one: Shift) -> str:
    """One shift with its local times, and who is told when its person is away."""
    from socwatch.respond.words import name_of

    start = glance.clock(one.start, rota.timezone)
    when = f"{start} to {glance.clock(one.end, rota.timezone)}" if one.end else f"from {start} on"
    return f"{when}: {name_of(plan, one.who) if one.who else 'NOBODY'}{absent(plan, one)}"


def absent(plan: CrisisPlan, one: Shift) -> str:
    """Days of the shift on which its person is away, in brackets; "" when there are none."""
    from socwatch.respond.words import name_of

    person = next((each for each in plan.contacts if each.id == one.who), None)
    if person is None:
        return ""
    own = ZoneInfo(person.timezone)
    first = one.start.astimezone(own).date()
    last = one.end.astimezone(own).date() if one.end else None
    for away in person.away:
        if away.last >= first and (last is None or away.first <= last):
            deputy = (
                f"{name_of(plan, person.deputy)} stands in" if person.deputy else "NOBODY stands in"
            )
            return f" (away {away.first} to {away.last}: {deputy})"
    return ""


def people(plan: CrisisPlan, now: datetime) -> Iterator[str]:
    """Everybody, with how and when they can be reached."""
    for person in plan.contacts:
        roles = f", {', '.join(person.roles)}" if person.roles else ""
        yield f"{person.name} ({person.id}{roles})"
        yield f"  {'; '.join(_reached(plan, person))}"
        today = now.astimezone(ZoneInfo(person.timezone)).date()
        for away in person.away:
            if away.last >= today:
                yield f"  Away {away.first} to {away.last}"


def _reached(plan: CrisisPlan, person: Contact) -> Iterator[str]:
    from socwatch.respond.words import name_of

    ways = (person.email or "NO ADDRESS" if one == "email" else one for one in person.channels)
    yield ", then ".join(ways)
    if person.quiet_hours:
        yield f"quiet {person.quiet_hours.start:%H:%M} to {person.quiet_hours.end:%H:%M}"
    yield f"deputy {name_of(plan, person.deputy)}" if person.deputy else "no deputy"
    if person.timezone != plan.timezone:
        yield f"lives in {person.timezone}"
