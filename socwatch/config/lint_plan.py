"""What a plan owner should look at: right in itself, and yet hardly meant, today or soon.

Unlike the mistakes of `check_plan` these depend on the date, and none of them keeps socwatch from
running. Holes in cover are not looked for here: `respond/cover.py` finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from socwatch.config.lines import Place
from socwatch.config.read import sheet_of
from socwatch.config.references import role_hoped_for
from socwatch.config.sheet import Sheet
from socwatch.errors import Problem
from socwatch.model.plan import Absence, Contact, CrisisPlan, Notify, Override, Policy, Rota
from socwatch.respond.rota import edges, on_call
from socwatch.respond.words import listed, name_of, span

#: So early a statement or a plan that ends is named.
_SOON = timedelta(days=30)
_CEO = "ceo"


def lint_plan(path: Path, plan: CrisisPlan, now: datetime, *, days: int) -> tuple[Problem, ...]:
    """The findings by file and line. `plan` is what the config at `path` was read to."""
    sheet = sheet_of(path)
    sheet.warnings.clear()  # those of the files themselves are `check`'s
    today = now.astimezone(ZoneInfo(plan.timezone)).date()
    _of_dates(sheet, plan, today)
    _of_roles(sheet, plan)
    _of_statements(sheet, plan, today)
    for number, policy in enumerate(plan.policies):
        _of_policy(sheet, ("plan", "policies", number), plan, policy)
    for number, rota in enumerate(plan.rotas):
        place = ("plan", "rotas", number)
        _of_overrides(sheet, place, plan, rota, today)
        _of_members(sheet, place, plan, rota, (now, now + timedelta(days=days)))
    return tuple(dict.fromkeys(sheet.warnings))


def _of_dates(sheet: Sheet, plan: CrisisPlan, today: date) -> None:
    due = plan.review_due
    if due is not None and due < today:
        says = f"the plan should have been looked at by {due}"
        sheet.warn(("plan", "review_due"), says, "go through it, then set a new date")


def _of_roles(sheet: Sheet, plan: CrisisPlan) -> None:
    roles = tuple(dict.fromkeys(role for person in plan.contacts for role in person.roles))
    role_hoped_for(sheet, ("plan", "owner"), plan.owner or None, roles)
    for number, one in enumerate(plan.scenarios):
        for place, step in enumerate(one.playbook):
            within: Place = ("plan", "scenarios", number, "playbook", place, "role")
            role_hoped_for(sheet, within, step.role, roles)
    for number, statement in enumerate(plan.statements):
        where: Place = ("plan", "statements", number, "approved_by")
        role_hoped_for(sheet, where, statement.approved_by, roles)


def _of_statements(sheet: Sheet, plan: CrisisPlan, today: date) -> None:
    for number, one in enumerate(plan.statements):
        place = ("plan", "statements", number)
        users = listed(scenario.id for scenario in plan.scenarios if one.id in scenario.statements)
        of = f", which {users} shows," if users else ""
        if one.approved_by is None:
            sheet.warn(
                place, f"statement {one.id}{of} is not approved", "set approved_by to a role"
            )
        if one.expires is not None and one.expires < today:
            says = f"statement {one.id}{of} expired on {one.expires}"
            sheet.warn((*place, "expires"), says, "approve it anew, or take it out")
        elif one.expires is not None and one.expires < today + _SOON:
            says = f"statement {one.id}{of} expires on {one.expires}"
            sheet.warn((*place, "expires"), says, "approve it anew before then")


def _of_policy(sheet: Sheet, place: Place, plan: CrisisPlan, policy: Policy) -> None:
    level = plan.severity(policy.severity)
    if level.notify is not Notify.NOW:
        return
    order = sorted(range(len(policy.steps)), key=lambda number: policy.steps[number].after)
    for before, number in pairwise(order):
        gap = policy.steps[number].after - policy.steps[before].after
        if gap > level.ack_within:
            says = (
                f"the next are told only {span(gap)} after those before them, but {level.name} "
                f"is to be acknowledged within {span(level.ack_within)}"
            )
            where = (*place, "steps", number, "after")
            sheet.warn(where, says, "a shorter wait, or a longer ack_within")
    _of_few(sheet, place, plan, policy)
    first = order[0]
    if f"role:{_CEO}" in policy.steps[first].tell and len(policy.steps) > 1:
        says = f"the CEO is told first of every {level.name}, true or false alarm"
        sheet.warn((*place, "steps", first, "tell"), says, "begin with who is on duty")


def _of_few(sheet: Sheet, place: Place, plan: CrisisPlan, policy: Policy) -> None:
    """A level of which only one person ever hears: one flat battery, and nobody does."""
    rotas = {rota.name: rota for rota in plan.rotas}
    people: set[str] = set()
    for step in policy.steps:
        for tell in step.tell:
            sort, _, name = tell.partition(":")
            if sort == "rota" and name in rotas:
                people |= {*rotas[name].members, *(one.who for one in rotas[name].overrides)}
            elif sort == "role":
                people |= {person.id for person in plan.in_role(name)}
            else:
                people.add(name)
    deputies = {plan.contact(who).deputy for who in people} - {None}
    if len(people | deputies) == 1:
        (only,) = people
        says = f"nobody but {name_of(plan, only)} is ever called for {policy.severity}"
        sheet.warn((*place, "steps"), says, "add a step for somebody else, or a deputy")


def _of_overrides(sheet: Sheet, place: Place, plan: CrisisPlan, rota: Rota, today: date) -> None:
    coming = [(number, one) for number, one in enumerate(rota.overrides) if one.last >= today]
    for (_, one), (number, other) in combinations(coming, 2):
        both = _both(one, other)
        if both and one.who != other.who:
            says = (
                f"two overrides of rota {rota.name} for {_days(*both)}: "
                f"{name_of(plan, other.who)} counts, not {name_of(plan, one.who)}"
            )
            sheet.warn((*place, "overrides", number), says, "let them follow each other")
    for number, one in coming:
        person = plan.contact(one.who)
        for absence in person.away:
            both = _both(one, absence)
            if both:
                says = f"{person.name} is put on duty for {_days(*both)} and is away then"
                where = (*place, "overrides", number, "who")
                sheet.warn(where, f"{says}: {_instead(plan, person)}", "put somebody else on duty")


def _of_members(
    sheet: Sheet, place: Place, plan: CrisisPlan, rota: Rota, span_: tuple[datetime, datetime]
) -> None:
    """Members whose absence falls on their duty while nobody stands in."""
    for number, who in enumerate(rota.members):
        person = plan.contact(who)
        if person.deputy is not None:
            continue
        zone = ZoneInfo(rota.timezone)
        for absence in person.away:
            days = list(_duty_days(rota, who, absence, span_, zone))
            if days:
                says = (
                    f"{person.name} is on duty in rota {rota.name} on {_days(days[0], days[-1])}, "
                    "is away then, and has no deputy"
                )
                sheet.warn((*place, "members", number), says, "add an override, or a deputy")


def _duty_days(
    rota: Rota, who: str, absence: Absence, within: tuple[datetime, datetime], zone: ZoneInfo
) -> Iterator[date]:
    """The days of the absence on which the rotation puts them on duty; overrides are said apart."""
    day = max(absence.first, within[0].astimezone(zone).date())
    last = min(absence.last, within[1].astimezone(zone).date())
    while day <= last:
        morning = datetime(day.year, day.month, day.day, tzinfo=zone)
        overridden = any(one.first <= day <= one.last for one in rota.overrides)
        ends = morning + timedelta(days=1)
        on_duty = any(on_call(rota, at) == who for at in _moments(rota, morning, ends))
        if on_duty and not overridden:
            yield day
        day += timedelta(days=1)


def _moments(rota: Rota, begin: datetime, end: datetime) -> Iterator[datetime]:
    yield begin
    for edge in edges(rota, begin):
        if edge >= end:
            return
        yield edge


def _both(one: Override, other: Override | Absence) -> tuple[date, date] | None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    return (first, last) if first <= last else None


def _instead(plan: CrisisPlan, person: Contact) -> str:
    if person.deputy is None:
        return "nobody stands in"
    return f"{name_of(plan, person.deputy)}, the deputy, is told instead"


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
