"""The config that is in force: checked, complete, with every default filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from pydantic import BaseModel

from socwatch.config.settings import (
    EngagementTable,
    ObjectiveTable,
    PermissionTable,
    RetentionTable,
    UnderstandingTable,
    WebTable,
)
from socwatch.errors import Problem
from socwatch.model.person import Person
from socwatch.model.plan import CrisisPlan
from socwatch.model.query import Topic
from socwatch.secrets import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """A configured source; `options` is what its kind says it needs."""

    name: str
    kind: str
    options: BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionSettings:
    """How soon and how surely."""

    tick: timedelta
    sensitivity: str  # quiet | balanced | early


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The mail server. `tls` is starttls, implicit or none; none only on loopback."""

    host: str
    port: int
    tls: str
    user: str | None
    password: Secret | None
    ca_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings:
    """The mailbox in which acknowledgements by reply are read."""

    host: str
    port: int
    user: str
    password: Secret
    folder: str
    tls: str  # implicit | starttls | none
    ca_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mail is sent: exactly one of `smtp` and `mbox`."""

    sender: str  # "name <name@host>" or an address
    mbox: Path | None = None
    smtp: SmtpSettings | None = None
    imap_ack: ImapSettings | None = None
    template_dir: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How many mails one person gets at most."""

    per_15m: int
    per_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """How messages are delivered."""

    heartbeat_url: Secret | None
    per_person: Budget
    allow_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """A way to reach people besides mail."""

    name: str
    kind: str
    url: Secret
    token: Secret | None
    allow_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """A digest by mail."""

    name: str
    at: time  # local time of the config's zone
    days: frozenset[int]  # Monday is 0
    period: str  # day | week
    to: tuple[str, ...]  # ids of contacts, or mail addresses
    attach: tuple[str, ...] = ()  # csv, json


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that the config says. `warnings` are what is allowed, but hardly meant."""

    path: Path
    files: tuple[Path, ...]  # it was read from: the config, and the plan's own file
    folder: Path  # relative paths are relative to it
    timezone: str
    database: str  # an absolute path, or postgresql://…
    topics: tuple[Topic, ...]
    sources: tuple[SourceSettings, ...]
    people: tuple[Person, ...]
    detection: DetectionSettings
    plan: CrisisPlan
    mail: MailSettings | None
    delivery: DeliverySettings
    channels: tuple[ChannelSettings, ...]
    digests: tuple[DigestSettings, ...]
    objectives: tuple[ObjectiveTable, ...]
    permissions: tuple[PermissionTable, ...]
    retention: RetentionTable
    engagement: EngagementTable
    web: WebTable
    understanding: UnderstandingTable
    warnings: tuple[Problem, ...] = ()
