"""The crisis plan: who is told what, when, in which order.

Local times (quiet hours, handover, dates) are in the zone of the person or rota they belong to;
events and silences are UTC instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from socwatch.model.reading import Triage


class Notify(StrEnum):
    """How a severity reaches people."""

    NOW = "now"
    DIGEST = "digest"


class Need(StrEnum):
    """Whose acknowledgement a step waits for."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """A level of the plan. `rank` orders them, lowest 0."""

    name: str
    rank: int
    means: str = ""
    notify: Notify = Notify.NOW
    ack_within: timedelta = timedelta(hours=1)
    breaks_quiet_hours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Local times; `start` after `end` spans midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Both days inclusive, local."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who can be told."""

    id: str
    name: str
    timezone: str  # IANA
    roles: tuple[str, ...] = ()
    email: str | None = None
    quiet_hours: QuietHours | None = None
    deputy: str | None = None  # id of a contact
    away: tuple[Absence, ...] = ()
    channels: tuple[str, ...] = ("email",)  # in order of preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """`who` is on duty on these days (both inclusive, local) whatever the rotation says."""

    first: date
    last: date
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch of a calendar in which one member is on duty."""

    start: datetime  # UTC
    end: datetime
    who: str  # contact id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Who is on duty: members take turns from `start` on, handing over at a local time."""

    name: str
    members: tuple[str, ...]  # ids of contacts
    rotate: str  # daily | weekly | an RFC 5545 RRULE
    handover: time
    start: date
    timezone: str
    overrides: tuple[Override, ...] = ()
    calendar: tuple[Turn, ...] | None = None  # in place of the rotation: in order, no overlaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`after` counts from the opening or the last raise of the issue."""

    after: timedelta
    tell: tuple[str, ...]  # rota:NAME | role:NAME | contact:ID
    need: Need = Need.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The steps for a severity, perhaps only for some topics or scenarios."""

    severity: str
    steps: tuple[Step, ...]
    topics: tuple[str, ...] = ()  # empty: all
    scenarios: tuple[str, ...] = ()  # empty: all
    repeat: int = 0  # rounds after the first
    fallback: str | None = None  # a mail address


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookStep:
    """Something a person does, and by when."""

    do: str
    within: timedelta | None = None
    role: str | None = None
    tell: tuple[str, ...] = ()  # when it is overdue: rota:NAME | role:NAME | contact:ID
    holds: str | None = None  # name of a channel that is asked to hold something back
    page: str | None = None  # address that must be up; then the step is done
    shows: str | None = None  # words that the page must show
    allow_private: bool = False  # whether the page may have a private address


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A kind of crisis the plan foresees."""

    id: str  # of a risk that socwatch knows by itself: these terms are added to what it knows
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()  # phrases that are no sign of it
    extends: bool = True  # False: only these terms, whatever the id
    severity_floor: str | None = None
    owner: str | None = None  # a role
    tripwire: bool = False
    playbook: tuple[PlaybookStep, ...] = ()
    statements: tuple[str, ...] = ()
    scct: Scct | None = None


class Scct(StrEnum):
    """How much people hold us responsible, after Coombs (2007): an aid to think, never a rule."""

    VICTIM = "victim"
    ACCIDENTAL = "accidental"
    PREVENTABLE = "preventable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raci:
    """Which roles do, answer for, advise on and hear of what concerns some topics."""

    accountable: str  # exactly one
    topics: tuple[str, ...] = ()  # empty: all that have no table of their own
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A holding statement: shown to people, never sent by socwatch."""

    id: str
    text: str
    language: str = "en"
    approved_by: str | None = None  # a role; None: not approved
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """What people do with mentions of a class; socwatch never answers."""

    triage: Triage
    do: str  # respond | watch | never
    owner: str | None = None  # a role
    within: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """Lifts the expected volume while it lasts; disarms nothing."""

    name: str
    start: datetime
    end: datetime
    topics: tuple[str, ...] = ()  # empty: all
    expected_lift: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A planned mute: evaluated, not told."""

    start: datetime
    end: datetime
    because: str
    topics: tuple[str, ...] = ()  # empty: all
    by: str = "plan"
    include_red: bool = False  # also the highest severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisPlan:
    """The whole plan. Lookups by id are the caller's right: ids are unique, references checked."""

    name: str
    owner: str  # a role
    timezone: str
    severities: tuple[Severity, ...]  # lowest first
    contacts: tuple[Contact, ...] = ()
    rotas: tuple[Rota, ...] = ()
    policies: tuple[Policy, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[PlannedEvent, ...] = ()
    silences: tuple[Silence, ...] = ()
    racis: tuple[Raci, ...] = ()  # at most one for a topic
    engagements: tuple[Engagement, ...] = ()  # at most one for a class
    approved_on: date | None = None
    review_due: date | None = None
    reopen_within: timedelta = timedelta(hours=2)
    calm_for: timedelta = timedelta(minutes=60)
    ack_reminder: timedelta = timedelta(hours=4)
    ack_timeout: timedelta | None = None  # without an answer to it; None: the owner keeps it

    def severity(self, name: str) -> Severity:
        """The level of this name; KeyError when the plan has none."""
        return {level.name: level for level in self.severities}[name]

    def contact(self, contact_id: str) -> Contact:
        """The contact of this id; KeyError when the plan has none."""
        return {person.id: person for person in self.contacts}[contact_id]

    def rota(self, name: str) -> Rota:
        """The rota of this name; KeyError when the plan has none."""
        return {rota.name: rota for rota in self.rotas}[name]

    def scenario(self, scenario_id: str) -> Scenario | None:
        """The scenario of this id, if the plan has one."""
        return next((one for one in self.scenarios if one.id == scenario_id), None)

    def engagement(self, triage: Triage | None) -> Engagement | None:
        """What is done with mentions of this class, if the plan says so."""
        return next((one for one in self.engagements if one.triage is triage), None)

    def raci(self, topic: str) -> Raci | None:
        """Who decides about a topic: its own table, else the one for all."""
        own = next((one for one in self.racis if topic in one.topics), None)
        return own or next((one for one in self.racis if not one.topics), None)

    def in_role(self, role: str) -> tuple[Contact, ...]:
        """Everybody who has the role, in the plan's order."""
        return tuple(person for person in self.contacts if role in person.roles)

    @property
    def highest(self) -> Severity:
        """The most severe level."""
        return self.severities[-1]
