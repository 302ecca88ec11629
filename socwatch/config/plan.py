"""Makes the crisis plan of its tables.

Invariant: what comes in is right in itself and its references are checked; nothing here refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.config.plan_tables import (
    AbsenceTable,
    ContactTable,
    EventTable,
    PolicyTable,
    RaciTable,
    RotaTable,
    ScenarioTable,
    SeverityTable,
    SilenceTable,
    StatementTable,
)
from socwatch.config.settings import EngagementTable
from socwatch.config.tables import PlanTables
from socwatch.model.plan import (
    Absence,
    Contact,
    CrisisPlan,
    Engagement,
    Need,
    Notify,
    Override,
    PlannedEvent,
    PlaybookStep,
    Policy,
    QuietHours,
    Raci,
    Rota,
    Scct,
    Scenario,
    Severity,
    Silence,
    Statement,
    Step,
    Turn,
)
from socwatch.model.reading import Triage

#: The ladder of a plan that names none, and the defaults of levels with these names.
DEFAULT_LADDER = (
    Severity(name="green", rank=0, means="worth knowing", notify=Notify.DIGEST),
    Severity(name="amber", rank=1, means="needs somebody within the hour"),
    Severity(
        name="red",
        rank=2,
        means="threat to safety, law or survival",
        ack_within=timedelta(minutes=15),
        breaks_quiet_hours=True,
    ),
)


#: Of a rota whose calendar is empty: it has no turn.
_NO_START = date(2000, 1, 1)


def ladder_names(given: Iterable[str]) -> tuple[str, ...]:
    """The levels of a plan that writes down these, lowest first.

    Green, amber and red change the default level of that name and leave the others; as soon as
    another name is given, what is given is the whole ladder, in its order.
    """
    names, default = tuple(given), tuple(level.name for level in DEFAULT_LADDER)
    return default if set(names) <= set(default) else names


def crisis_plan(
    tables: PlanTables, timezone: str, turns: Mapping[str, tuple[Turn, ...]] | None = None
) -> CrisisPlan:
    """The plan, with instants in UTC; local ones were meant in `timezone`.

    `turns` are those of the rotas that have a calendar, by name.
    """
    head = tables.head
    return CrisisPlan(
        name=head.name,
        owner=head.owner or "",
        timezone=timezone,
        severities=ladder(tuple(level.value for level in tables.severities)),
        contacts=tuple(_contact(one.value, timezone) for one in tables.contacts),
        rotas=tuple(_rota(one.value, timezone, turns or {}) for one in tables.rotas),
        policies=tuple(_policy(one.value) for one in tables.policies),
        scenarios=tuple(_scenario(one.value) for one in tables.scenarios),
        statements=tuple(_statement(one.value) for one in tables.statements),
        events=tuple(_event(one.value, timezone) for one in tables.events),
        silences=tuple(_silence(one.value, timezone) for one in tables.silences),
        racis=tuple(_raci(one.value) for one in tables.raci),
        approved_on=head.approved_on,
        review_due=head.review_due,
        reopen_within=head.reopen_within,
        calm_for=head.calm_for,
        ack_reminder=head.ack_reminder,
        ack_timeout=head.ack_timeout,
    )


def engagements(table: EngagementTable) -> tuple[Engagement, ...]:
    """The rules of [engagement], those that are written."""
    written = ((triage, getattr(table, triage.value)) for triage in Triage)
    return tuple(
        Engagement(triage=triage, do=rule.do, owner=rule.owner, within=rule.within)
        for triage, rule in written
        if rule is not None
    )


def ladder(given: tuple[SeverityTable, ...]) -> tuple[Severity, ...]:
    """The levels, lowest first, with what is not given taken from the default of that name."""
    written = {level.name: level for level in given}
    default = {level.name: level for level in DEFAULT_LADDER}
    return tuple(
        _severity(
            written.get(name, SeverityTable(name=name)),
            default.get(name, Severity(name=name, rank=rank)),
            rank,
        )
        for rank, name in enumerate(ladder_names(written))
    )


def _severity(given: SeverityTable, default: Severity, rank: int) -> Severity:
    return Severity(
        name=given.name,
        rank=rank,
        means=default.means if given.means is None else given.means,
        notify=Notify(given.notify or default.notify),
        ack_within=given.ack_within or default.ack_within,
        breaks_quiet_hours=(
            default.breaks_quiet_hours
            if given.breaks_quiet_hours is None
            else given.breaks_quiet_hours
        ),
    )


def instant(written: datetime, timezone: str) -> datetime:
    """A written day and time as an instant in UTC; without an offset it is local to the zone."""
    local = written if written.tzinfo else written.replace(tzinfo=ZoneInfo(timezone))
    return local.astimezone(UTC)


def _contact(table: ContactTable, timezone: str) -> Contact:
    quiet = table.quiet_hours
    return Contact(
        id=table.id,
        name=table.name,
        timezone=table.timezone or timezone,
        roles=table.roles,
        email=table.email,
        quiet_hours=QuietHours(start=quiet.start, end=quiet.end) if quiet else None,
        deputy=table.deputy,
        away=tuple(_absence(days) for days in table.away),
        channels=table.channels,
    )


def _absence(table: AbsenceTable) -> Absence:
    return Absence(first=table.first, last=table.last)


def _rota(table: RotaTable, timezone: str, turns: Mapping[str, tuple[Turn, ...]]) -> Rota:
    calendar = turns.get(table.name)
    return Rota(
        name=table.name,
        members=table.members,
        rotate=table.rotate,
        handover=table.handover,
        start=table.start or (calendar[0].start.date() if calendar else _NO_START),
        timezone=table.timezone or timezone,
        calendar=calendar,
        overrides=tuple(
            Override(first=one.first, last=one.last, who=one.who) for one in table.overrides
        ),
    )


def _raci(table: RaciTable) -> Raci:
    return Raci(
        accountable=table.accountable[0],
        topics=table.topics,
        responsible=table.responsible,
        consulted=table.consulted,
        informed=table.informed,
    )


def _policy(table: PolicyTable) -> Policy:
    return Policy(
        severity=table.severity,
        steps=tuple(
            Step(after=step.after, tell=step.tell, need=Need(step.need)) for step in table.steps
        ),
        topics=table.topics,
        scenarios=table.scenarios,
        repeat=table.repeat,
        fallback=table.fallback,
    )


def _scenario(table: ScenarioTable) -> Scenario:
    return Scenario(
        id=table.id,
        terms=table.terms,
        exclude=table.exclude,
        extends=table.extends,
        severity_floor=table.severity_floor,
        owner=table.owner,
        tripwire=table.tripwire,
        playbook=tuple(
            PlaybookStep(
                do=step.do,
                within=step.within,
                role=step.role,
                tell=step.tell,
                holds=step.holds,
                page=step.page,
                shows=step.shows,
                allow_private=step.allow_private,
            )
            for step in table.playbook
        ),
        statements=table.statements,
        scct=Scct(table.scct) if table.scct else None,
    )


def _statement(table: StatementTable) -> Statement:
    return Statement(
        id=table.id,
        text=table.text,
        language=table.language,
        approved_by=table.approved_by,
        expires=table.expires,
    )


def _event(table: EventTable, timezone: str) -> PlannedEvent:
    return PlannedEvent(
        name=table.name,
        start=instant(table.start, timezone),
        end=instant(table.end, timezone),
        topics=table.topics,
        expected_lift=table.expected_lift,
    )


def _silence(table: SilenceTable, timezone: str) -> Silence:
    return Silence(
        start=instant(table.start, timezone),
        end=instant(table.end, timezone),
        because=table.because,
        topics=table.topics,
        include_red=table.include_red,
    )
