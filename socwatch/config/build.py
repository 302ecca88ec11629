"""Makes the config of tables that are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from socwatch.config.letterhead import templates_in
from socwatch.config.mail_tables import (
    ChannelTable,
    DeliveryTable,
    DigestTable,
    ImapTable,
    MailTable,
    SmtpTable,
)
from socwatch.config.plan import crisis_plan, engagements
from socwatch.config.result import (
    Budget,
    ChannelSettings,
    Config,
    DeliverySettings,
    DetectionSettings,
    DigestSettings,
    ImapSettings,
    MailSettings,
    SmtpSettings,
    SourceSettings,
)
from socwatch.config.secrets import Referring
from socwatch.config.settings import PersonTable, TopicTable
from socwatch.config.tables import Tables
from socwatch.errors import Problem
from socwatch.model.person import Person
from socwatch.model.plan import Turn
from socwatch.model.query import Query, Topic
from socwatch.secrets import Secret, secret_of

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


def config_of(
    path: Path,
    tables: Tables,
    *,
    sources: tuple[SourceSettings, ...],
    queries: Mapping[str, Query],
    turns: Mapping[str, tuple[Turn, ...]],
    warnings: tuple[Problem, ...],
) -> Config:
    """The config that is in force; `path` is absolute."""
    head, folder = tables.head, path.parent
    plan = replace(
        crisis_plan(tables.plan, head.timezone, turns), engagements=engagements(tables.engagement)
    )
    topics = (_topic(one.value, queries[one.value.name], plan.owner) for one in tables.topics)
    detection = tables.detection
    return Config(
        path=path,
        files=(path, *_further_files(tables, folder)),
        folder=folder,
        timezone=head.timezone,
        database=_database(head.database, folder),
        topics=tuple(topics),
        sources=sources,
        people=tuple(_person(one.value) for one in tables.people),
        detection=DetectionSettings(tick=detection.tick, sensitivity=detection.sensitivity),
        plan=plan,
        mail=_mail(tables.mail, folder) if tables.mail else None,
        delivery=_delivery(tables.delivery, folder),
        channels=tuple(_channel(one.value, folder) for one in tables.channels),
        digests=tuple(_digest(one.value) for one in tables.digests),
        objectives=tuple(one.value for one in tables.objectives),
        permissions=tuple(one.value for one in tables.permissions),
        retention=tables.retention,
        engagement=tables.engagement,
        web=tables.web,
        understanding=tables.understanding,
        warnings=warnings,
    )


def _further_files(tables: Tables, folder: Path) -> Iterator[Path]:
    """Those that a running socwatch takes up again when they change."""
    calendars = (rota.value.ical for rota in tables.plan.rotas)
    for written in (tables.head.plan_file, *calendars):
        if written is not None:
            yield folder / Path(written).expanduser()
    if tables.mail is not None and tables.mail.template_dir is not None:
        templates = _file(tables.mail.template_dir, folder)
        yield templates  # whose own time changes when a file comes or goes
        yield from templates_in(templates)


def _database(written: str, folder: Path) -> str:
    return written if "://" in written else str(_file(written, folder))


def _file(written: str, folder: Path) -> Path:
    return folder / Path(written).expanduser()


def _topic(table: TopicTable, query: Query, plan_owner: str) -> Topic:
    return Topic(
        name=table.name,
        query=query,
        owner=table.owner or plan_owner,
        risk=table.risk,
        competitors=table.competitors,
        own_accounts=table.own_accounts,
        sources=table.sources,
    )


def _person(table: PersonTable) -> Person:
    return Person(id=table.id, name=table.name, accounts=table.accounts, tags=table.tags)


def _mail(table: MailTable, folder: Path) -> MailSettings:
    return MailSettings(
        sender=table.sender,
        mbox=_file(table.mbox, folder) if table.mbox else None,
        smtp=_smtp(table.smtp, folder) if table.smtp else None,
        imap_ack=_imap(table.imap_ack, folder) if table.imap_ack else None,
        template_dir=_file(table.template_dir, folder) if table.template_dir else None,
    )


def _smtp(table: SmtpTable, folder: Path) -> SmtpSettings:
    return SmtpSettings(
        host=table.host,
        port=table.port or _PORTS[table.tls],
        tls=table.tls,
        user=table.user,
        password=secret_of(table, "password", folder),
        ca_file=_file(table.ca_file, folder) if table.ca_file else None,
    )


def _imap(table: ImapTable, folder: Path) -> ImapSettings:
    return ImapSettings(
        host=table.host,
        port=table.port or (993 if table.tls == "implicit" else 143),
        user=table.user,
        password=_required(table, "password", folder),
        folder=table.folder,
        tls=table.tls,
        ca_file=_file(table.ca_file, folder) if table.ca_file else None,
    )


def _required(table: Referring, name: str, folder: Path) -> Secret:
    secret = secret_of(table, name, folder)
    assert secret is not None, f"the table was accepted without {name}"
    return secret


def _delivery(table: DeliveryTable, folder: Path) -> DeliverySettings:
    budget = table.per_person
    return DeliverySettings(
        heartbeat_url=secret_of(table, "heartbeat_url", folder),
        per_person=Budget(per_15m=budget.per_15m, per_hour=budget.per_hour),
        allow_private=table.allow_private,
    )


def _channel(table: ChannelTable, folder: Path) -> ChannelSettings:
    return ChannelSettings(
        name=table.name,
        kind=table.kind,
        url=_required(table, "url", folder),
        token=secret_of(table, "token", folder),
        allow_private=table.allow_private,
    )


def _digest(table: DigestTable) -> DigestSettings:
    usual = "week" if len(table.days) == 1 else "day"
    return DigestSettings(
        name=table.name,
        at=table.at,
        days=table.days,
        period=table.period or usual,
        to=table.to,
        attach=tuple(dict.fromkeys(table.attach)),
    )
