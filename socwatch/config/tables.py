"""All right tables of a sheet, typed, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from socwatch.config.mail_tables import ChannelTable, DeliveryTable, DigestTable, MailTable
from socwatch.config.plan_tables import (
    ContactTable,
    EventTable,
    PlanTable,
    PolicyTable,
    RaciTable,
    RotaTable,
    ScenarioTable,
    SeverityTable,
    SilenceTable,
    StatementTable,
)
from socwatch.config.settings import (
    DetectionTable,
    EngagementTable,
    ObjectiveTable,
    PermissionTable,
    PersonTable,
    RetentionTable,
    Settings,
    SourceTable,
    TopicTable,
    UnderstandingTable,
    WebTable,
)
from socwatch.config.sheet import Placed, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTables:
    """The tables of the plan. `head` has only its plain keys."""

    head: PlanTable
    severities: tuple[Placed[SeverityTable], ...]
    contacts: tuple[Placed[ContactTable], ...]
    rotas: tuple[Placed[RotaTable], ...]
    policies: tuple[Placed[PolicyTable], ...]
    scenarios: tuple[Placed[ScenarioTable], ...]
    statements: tuple[Placed[StatementTable], ...]
    events: tuple[Placed[EventTable], ...]
    silences: tuple[Placed[SilenceTable], ...]
    raci: tuple[Placed[RaciTable], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables. `head` has only the plain keys of the file."""

    head: Settings
    plan: PlanTables
    topics: tuple[Placed[TopicTable], ...]
    sources: tuple[Placed[SourceTable], ...]
    people: tuple[Placed[PersonTable], ...]
    detection: DetectionTable
    understanding: UnderstandingTable
    mail: MailTable | None
    delivery: DeliveryTable
    channels: tuple[Placed[ChannelTable], ...]
    digests: tuple[Placed[DigestTable], ...]
    objectives: tuple[Placed[ObjectiveTable], ...]
    permissions: tuple[Placed[PermissionTable], ...]
    retention: RetentionTable
    engagement: EngagementTable
    web: WebTable


def tables_of(sheet: Sheet) -> Tables:
    """Reads every table; mistakes are in the sheet afterwards."""
    return Tables(
        head=sheet.head(Settings),
        plan=_plan_tables(sheet),
        topics=sheet.tables(TopicTable, "topics"),
        sources=sheet.tables(SourceTable, "sources"),
        people=sheet.tables(PersonTable, "people"),
        detection=sheet.table(DetectionTable, "detection") or DetectionTable(),
        understanding=sheet.table(UnderstandingTable, "understanding") or UnderstandingTable(),
        mail=sheet.table(MailTable, "mail"),
        delivery=sheet.table(DeliveryTable, "delivery") or DeliveryTable(),
        channels=sheet.tables(ChannelTable, "channels"),
        digests=sheet.tables(DigestTable, "digests"),
        objectives=sheet.tables(ObjectiveTable, "objectives"),
        permissions=sheet.tables(PermissionTable, "permissions"),
        retention=sheet.table(RetentionTable, "retention") or RetentionTable(),
        engagement=sheet.table(EngagementTable, "engagement") or EngagementTable(),
        web=sheet.table(WebTable, "web") or WebTable(),
    )


def _plan_tables(sheet: Sheet) -> PlanTables:
    return PlanTables(
        head=sheet.head(PlanTable, "plan"),
        severities=sheet.tables(SeverityTable, "plan", "severities"),
        contacts=sheet.tables(ContactTable, "plan", "contacts"),
        rotas=sheet.tables(RotaTable, "plan", "rotas"),
        policies=sheet.tables(PolicyTable, "plan", "policies"),
        scenarios=sheet.tables(ScenarioTable, "plan", "scenarios"),
        statements=sheet.tables(StatementTable, "plan", "statements"),
        events=sheet.tables(EventTable, "plan", "events"),
        silences=sheet.tables(SilenceTable, "plan", "silences"),
        raci=sheet.tables(RaciTable, "plan", "raci"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Every name that is written, also in tables that are wrong: a reference to one is no mistake."""

    topics: tuple[str, ...]
    sources: tuple[str, ...]
    channels: tuple[str, ...]
    contacts: tuple[str, ...]
    roles: tuple[str, ...]
    rotas: tuple[str, ...]
    scenarios: tuple[str, ...]
    statements: tuple[str, ...]
    severities: tuple[str, ...]


def names_of(sheet: Sheet) -> Names:
    """Collects the names without asking whether the rest of their tables is right."""
    roles = _written(sheet, ("plan", "contacts"), "roles")
    return Names(
        topics=_texts(_written(sheet, ("topics",), "name")),
        sources=_texts(_written(sheet, ("sources",), "name")),
        channels=_texts(_written(sheet, ("channels",), "name")),
        contacts=_texts(_written(sheet, ("plan", "contacts"), "id")),
        roles=_texts([role for some in roles if isinstance(some, list) for role in some]),
        rotas=_texts(_written(sheet, ("plan", "rotas"), "name")),
        scenarios=_texts(_written(sheet, ("plan", "scenarios"), "id")),
        statements=_texts(_written(sheet, ("plan", "statements"), "id")),
        severities=_texts(_written(sheet, ("plan", "severities"), "name")),
    )


def _written(sheet: Sheet, place: tuple[str, ...], key: str) -> list[Any]:
    return [table.get(key) for _, table in sheet.raw(*place)]


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))
