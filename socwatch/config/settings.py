"""Every table of the config as it is written; the whole of it is `Settings`."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from socwatch.config.mail_tables import (
    ChannelTable,
    DeliveryTable,
    DigestTable,
    MailTable,
    is_loopback,
    is_web_address,
)
from socwatch.config.plan_tables import PlanTable
from socwatch.config.values import (
    Day,
    Line,
    Many,
    Name,
    Slug,
    Some,
    Span,
    Table,
    Tick,
    Zone,
    wrong,
)


class TopicTable(Table):
    """What is watched."""

    name: Slug
    """Its name: a-z, 0-9 and -."""
    query: str
    """The expression that says what belongs to the topic."""
    owner: Name | None = None
    """Role of the plan that it belongs to; default the plan's owner."""
    risk: int = Field(default=1, ge=0, le=3)
    """How much is at stake: 0 little, 3 most."""
    competitors: Many[Name] = ()
    """Other topics, for share of voice."""
    own_accounts: Many[Line] = ()
    """Accounts of ours: for replies and rates, never counted as mentions."""
    sources: Some[Line] = ("*",)
    """Names of sources; "*" is all."""


class PersonTable(Table):
    """Somebody with several accounts: one voice. Declared here, never guessed."""

    id: Slug
    """Its name in the config: a-z, 0-9 and -."""
    name: Line
    """How people call them."""
    accounts: Some[Line]
    """Their accounts: "@handle" of any service, or "origin:@handle" of one."""
    tags: Many[Line] = ()
    """Words of yours, such as "customer"."""


class SourceTable(Table):
    """A service that is asked for mentions. The further keys are those of its kind."""

    model_config = ConfigDict(extra="allow")

    name: Name
    """Its name."""
    kind: Line
    """What it is."""


class DetectionTable(Table):
    """How soon and how surely."""

    tick: Tick = timedelta(minutes=15)
    """The step of detection; at least a minute, and a day is a whole number of them."""
    sensitivity: Literal["quiet", "balanced", "early"] = "balanced"
    """False alarms a topic: quiet about 1 in 30 weeks, balanced 1 in 10, early 1 in 2."""


class UnderstandingTable(Table):
    """How mentions are read."""

    learn: bool = True
    """Whether the tones that people labelled change how later mentions are read."""


class ObjectiveTable(Table):
    """What the listening is for."""

    name: Name
    """Its name."""
    metric: Line
    """What is measured."""
    target: float = Field(strict=False, allow_inf_nan=False)
    """The number to reach."""
    frequency: Literal["daily", "weekly", "monthly", "quarterly"] = "weekly"
    """How often it is looked at."""
    method: Literal["hard", "qualitative"] = "hard"
    """hard is counted, qualitative is judged by a person."""
    topics: Many[Name] = ()
    """Only these topics; default all."""
    review: Day | None = None
    """When the objective itself is looked at again."""


class PermissionTable(Table):
    """Why data of a source may be kept, which fields, and for how long."""

    source: Name
    """Name of a source."""
    basis: Line
    """Legal basis, or the terms that allow it."""
    terms: Line | None = None
    """Where the terms stand."""
    fields: Many[Line] = ()
    """Fields that may be kept; default the public fields of the kind."""
    retention: Span | None = None
    """How long; default that of [retention]."""
    reviewed: Day | None = None
    """When somebody last looked at it."""
    expires: Day | None = None
    """After this day nothing is collected any more."""


class RetentionTable(Table):
    """How long things are kept."""

    mentions: Span = timedelta(days=90)
    """Mentions and their readings."""
    authors: Span = timedelta(days=30)
    """Names of authors; after it they are replaced by pseudonyms."""
    issues: Span = timedelta(days=730)
    """Issues and their timeline."""
    legal_basis: Line | None = None
    """Printed in reports."""
    erase_deleted_posts: bool = True
    """Whether what was deleted at the source is deleted here."""


class EngagementRule(Table):
    """What people do with mentions of a class."""

    do: Literal["respond", "watch", "never"]
    """Whether somebody answers. A person does; socwatch never posts."""
    owner: Name | None = None
    """Role that does it."""
    within: Span | None = None
    """How soon."""


class EngagementTable(Table):
    """Whether and how we take part, by the class of the mention."""

    positive: EngagementRule | None = None
    """Praise."""
    troll: EngagementRule | None = None
    """Wants a quarrel."""
    rager: EngagementRule | None = None
    """Rants or jokes at our cost."""
    misguided: EngagementRule | None = None
    """Has the facts wrong."""
    unhappy_customer: EngagementRule | None = None
    """Had a bad experience with us."""
    question: EngagementRule | None = None
    """Asks us something that can be answered."""


class WebTable(Table):
    """Pages for a browser, with the extra [serve] and `socwatch serve`."""

    host: Line = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8080, ge=1, le=65535)
    """Port to listen on."""
    allow_remote: bool = False
    """Whether host may be reached from other computers."""
    public_url: Line | None = None
    """How people reach the pages; calls by mail then carry a link that acknowledges."""
    wall: Literal["local", "key", "off"] = "local"
    """Who sees the wall: this computer alone while there is no public_url, or who has its key."""

    @model_validator(mode="after")
    def _local_unless_allowed(self) -> Self:
        if not self.allow_remote and not is_loopback(self.host):
            raise wrong(
                f"{self.host} is reached from other computers",
                "write allow_remote = true if you mean it",
            )
        if self.public_url is not None and not is_web_address(self.public_url):
            raise wrong("public_url is no address of a site", "such as https://watch.acme.example")
        return self


class Settings(Table):
    """A whole config file."""

    version: Literal[1] = 1
    """Version of this format."""
    timezone: Zone = "UTC"
    """Zone of all local times that name no other."""
    database: Line = "socwatch.db"
    """SQLite file, or postgresql://… with the extra [postgres]."""
    plan_file: Line | None = None
    """File of its own for the plan."""
    topics: Many[TopicTable] = ()
    """What is watched."""
    sources: Many[SourceTable] = ()
    """Where to look."""
    people: Many[PersonTable] = ()
    """Who speaks with several accounts."""
    detection: DetectionTable = DetectionTable()
    """How soon and how surely."""
    understanding: UnderstandingTable = UnderstandingTable()
    """How mentions are read."""
    plan: PlanTable | None = None
    """The crisis plan."""
    mail: MailTable | None = None
    """How mail is sent."""
    delivery: DeliveryTable = DeliveryTable()
    """How messages are delivered."""
    channels: Many[ChannelTable] = ()
    """Ways to reach people besides mail."""
    digests: Many[DigestTable] = ()
    """Digests by mail."""
    objectives: Many[ObjectiveTable] = ()
    """What the listening is for."""
    permissions: Many[PermissionTable] = ()
    """Why data may be kept."""
    retention: RetentionTable = RetentionTable()
    """How long things are kept."""
    engagement: EngagementTable = EngagementTable()
    """Whether and how we take part."""
    web: WebTable = WebTable()
    """The optional pages."""
