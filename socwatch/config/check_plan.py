"""What must hold between the tables of the plan.

Only what is wrong on every day is an error here; holes in cover are the plan check's findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from socwatch.config.lines import Place
from socwatch.config.plan import instant, ladder, ladder_names
from socwatch.config.plan_tables import ContactTable, PolicyTable, SpanningTable
from socwatch.config.references import all_known, known, role_held, role_hoped_for, unique
from socwatch.config.sheet import Sheet
from socwatch.config.tables import Names, PlanTables
from socwatch.config.words import shown
from socwatch.match.syntax import QueryError, literal
from socwatch.model.plan import Notify


def check_plan(sheet: Sheet, plan: PlanTables, names: Names, timezone: str) -> None:
    """Blames what the plan's tables get wrong about each other."""
    _check_names(sheet, plan)
    for contact in plan.contacts:
        _check_contact(sheet, contact.place, contact.value, names)
    _check_deputies(sheet, plan)
    _check_rotas(sheet, plan, names)
    for policy in plan.policies:
        _check_policy(sheet, policy.place, policy.value, names)
    _check_scenarios(sheet, plan, names)
    _check_raci(sheet, plan, names)
    for event in plan.events:
        all_known(sheet, (*event.place, "topics"), event.value.topics, "topic", names.topics)
        _check_span(sheet, event.place, event.value, timezone)
    for silence in plan.silences:
        all_known(sheet, (*silence.place, "topics"), silence.value.topics, "topic", names.topics)
        _check_span(sheet, silence.place, silence.value, timezone)
    _warn_of_gaps(sheet, plan, names)


def _check_names(sheet: Sheet, plan: PlanTables) -> None:
    unique(sheet, (((*s.place, "name"), s.value.name) for s in plan.severities), "severity")
    unique(sheet, (((*c.place, "id"), c.value.id) for c in plan.contacts), "contact")
    unique(sheet, (((*r.place, "name"), r.value.name) for r in plan.rotas), "rota")
    unique(sheet, (((*s.place, "id"), s.value.id) for s in plan.scenarios), "scenario")
    unique(sheet, (((*s.place, "id"), s.value.id) for s in plan.statements), "statement")
    scopes = ((policy.place, _scope(policy.value)) for policy in plan.policies)
    unique(sheet, scopes, "policy for")


def _scope(policy: PolicyTable) -> str:
    words = [policy.severity, *sorted(policy.topics), *sorted(policy.scenarios)]
    return ", ".join(words)


def _check_contact(sheet: Sheet, place: Place, contact: ContactTable, names: Names) -> None:
    known(sheet, (*place, "deputy"), contact.deputy, "contact", names.contacts)
    ways = ("email", *names.channels)
    all_known(sheet, (*place, "channels"), contact.channels, "channel", ways)
    if "email" not in contact.channels:
        return
    if contact.email is None:
        sheet.blame((*place, "email"), "is missing", "write a mail address, or other channels")
    elif sheet.at(("mail",)) is None:
        sheet.blame(
            place,
            f"{contact.name} is told by mail, but there is no [mail]",
            'add [mail] with from and smtp, or mbox = "mail.mbox" to try it out',
        )


def _check_deputies(sheet: Sheet, plan: PlanTables) -> None:
    deputies = {person.value.id: person.value.deputy for person in plan.contacts}
    blamed: set[str] = set()
    for person in plan.contacts:
        circle = _circle(person.value.id, deputies)
        if circle and blamed.isdisjoint(circle):
            blamed.update(circle)
            way = " → ".join((*circle, circle[0]))
            sheet.blame(
                (*person.place, "deputy"), f"deputies in a circle: {way}", "end it somewhere"
            )


def _circle(start: str, deputies: Mapping[str, str | None]) -> list[str]:
    """The contacts from `start` back to it, by their deputies; empty when it is never reached."""
    path = [start]
    following = deputies.get(start)
    while following is not None and following not in path:
        path.append(following)
        following = deputies.get(following)
    return path if following == start else []


def _check_rotas(sheet: Sheet, plan: PlanTables, names: Names) -> None:
    for rota in plan.rotas:
        place = rota.place
        all_known(sheet, (*place, "members"), rota.value.members, "contact", names.contacts)
        for number, override in enumerate(rota.value.overrides):
            where = (*place, "overrides", number, "who")
            known(sheet, where, override.who, "contact", names.contacts)


def _check_policy(sheet: Sheet, place: Place, policy: PolicyTable, names: Names) -> None:
    levels = ladder_names(names.severities)
    known(sheet, (*place, "severity"), policy.severity, "severity", levels)
    all_known(sheet, (*place, "topics"), policy.topics, "topic", names.topics)
    all_known(sheet, (*place, "scenarios"), policy.scenarios, "scenario", names.scenarios)
    for number, step in enumerate(policy.steps):
        _check_tell(sheet, (*place, "steps", number, "tell"), step.tell, names)
    if policy.fallback and sheet.at(("mail",)) is None:
        sheet.blame((*place, "fallback"), "is told by mail, but there is no [mail]", "add [mail]")


def _check_tell(sheet: Sheet, place: Place, tell: Sequence[str], names: Names) -> None:
    by_kind = {"rota": names.rotas, "role": names.roles, "contact": names.contacts}
    for number, told in enumerate(tell):
        kind, colon, name = told.partition(":")
        if not colon or kind not in by_kind:
            sheet.blame((*place, number), f"{shown(told)} names nobody", _meant(told, by_kind))
        elif kind == "role":
            role_held(sheet, (*place, number), name, names.roles)
        else:
            known(sheet, (*place, number), name, kind, by_kind[kind])


def _meant(told: str, by_kind: Mapping[str, tuple[str, ...]]) -> str:
    for kind, names in by_kind.items():
        if told in names:
            return f'write "{kind}:{told}"'
    return 'write "rota:NAME", "role:NAME" or "contact:ID"'


def _check_scenarios(sheet: Sheet, plan: PlanTables, names: Names) -> None:
    levels = ladder_names(names.severities)
    for one in plan.scenarios:
        place, scenario = one.place, one.value
        floor = scenario.severity_floor
        known(sheet, (*place, "severity_floor"), floor, "severity", levels)
        role_held(sheet, (*place, "owner"), scenario.owner, names.roles)
        where = (*place, "statements")
        all_known(sheet, where, scenario.statements, "statement", names.statements)
        for number, step in enumerate(scenario.playbook):
            role_hoped_for(sheet, (*place, "playbook", number, "role"), step.role, names.roles)
            _check_tell(sheet, (*place, "playbook", number, "tell"), step.tell, names)
            known(
                sheet, (*place, "playbook", number, "holds"), step.holds, "channel", names.channels
            )
        for number, term in enumerate(scenario.terms):
            _check_term(sheet, (*place, "terms", number), term)
    for statement in plan.statements:
        approver = statement.value.approved_by
        role_hoped_for(sheet, (*statement.place, "approved_by"), approver, names.roles)


def _check_raci(sheet: Sheet, plan: PlanTables, names: Names) -> None:
    taken = ((raci.place, name) for raci in plan.raci for name in raci.value.topics or ("all",))
    unique(sheet, taken, "raci for")
    for raci in plan.raci:
        all_known(sheet, (*raci.place, "topics"), raci.value.topics, "topic", names.topics)
        for key in ("responsible", "accountable", "consulted", "informed"):
            for number, role in enumerate(getattr(raci.value, key)):
                role_held(sheet, (*raci.place, key, number), role, names.roles)
    covered = {name for raci in plan.raci for name in raci.value.topics}
    if plan.raci and all(raci.value.topics for raci in plan.raci):
        for name in names.topics:
            if name not in covered:
                sheet.warn(("plan", "raci"), f"nobody is accountable for {name}", "add its raci")


def _check_term(sheet: Sheet, place: Place, term: str) -> None:
    try:
        literal(term)
    except QueryError as error:
        sheet.blame(place, f"{shown(term)} is no term: {error.message}", error.suggestion)


def _check_span(sheet: Sheet, place: Place, table: SpanningTable, timezone: str) -> None:
    if instant(table.start, timezone) >= instant(table.end, timezone):
        sheet.blame((*place, "to"), "is not after from", "swap them, or change one")


def _warn_of_gaps(sheet: Sheet, plan: PlanTables, names: Names) -> None:
    """Plans that are right in themselves, but leave people without a message."""
    if sheet.at(("plan",)) is None:
        sheet.warn((), "there is no plan, so nobody will be told", "add [plan]")
        return
    if not names.contacts:
        sheet.warn(("plan",), "the plan has no contacts, so nobody will be told")
        return
    if plan.head.owner is None:
        sheet.warn(("plan",), "nobody owns the plan", 'write owner = "pr", a role')
    role_hoped_for(sheet, ("plan", "owner"), plan.head.owner, names.roles)
    _warn_of_policies(sheet, plan)


def _warn_of_policies(sheet: Sheet, plan: PlanTables) -> None:
    levels = ladder(tuple(level.value for level in plan.severities))
    served = {policy.value.severity for policy in plan.policies}
    for level in levels:
        if level.notify is Notify.NOW and level.name not in served:
            sheet.warn(
                ("plan", "policies"),
                f"no policy for {level.name}: the steps of another level are used",
                f'add [[plan.policies]] with severity = "{level.name}"',
            )
    quiet = {level.name for level in levels if level.notify is Notify.DIGEST}
    for policy in plan.policies:
        if policy.value.severity in quiet:
            sheet.warn(policy.place, f"{policy.value.severity} waits for the digest; never used")
