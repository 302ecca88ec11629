"""The [plan] tables as they are written; `plan.py` makes the crisis plan of them."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from socwatch.config.values import (
    Address,
    Day,
    Duration,
    Identifier,
    Instant,
    Line,
    Many,
    Name,
    Rotation,
    Some,
    Span,
    Table,
    Zone,
    wrong,
)


class SeverityTable(Table):
    """A level of the plan, lowest first."""

    name: Name
    """Its name: green, amber and red, or a ladder of your own."""
    means: str | None = None
    """What it means, in a sentence for the people who are told."""
    notify: Literal["now", "digest"] | None = None
    """now: people are told at once; digest: it waits for the digest."""
    ack_within: Span | None = None
    """How soon somebody should own an issue of this level."""
    breaks_quiet_hours: bool | None = None
    """Whether people are told during their quiet hours."""


class QuietHoursTable(Table):
    """Local times of the contact; from after to spans midnight."""

    start: time = Field(alias="from")
    """Begin, local time of the contact."""
    end: time = Field(alias="to")
    """End, local time of the contact."""

    @model_validator(mode="after")
    def _some_length(self) -> Self:
        if self.start == self.end:
            raise wrong("begins and ends at the same time", "leave it out, or change one of them")
        return self


class AbsenceTable(Table):
    """Days off; both days inclusive."""

    first: Day = Field(alias="from")
    """First day, local to the contact."""
    last: Day = Field(alias="to")
    """Last day, inclusive."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise wrong(f"from {self.first} is after to {self.last}", "swap them")
        return self


class ContactTable(Table):
    """Somebody who can be told."""

    id: Identifier
    """Short name, used in the rest of the plan and on the command line."""
    name: Line
    """The person's name, as others know it."""
    roles: Many[Name] = ()
    """What the person stands for: pr, legal, care, ceo …"""
    email: Address | None = None
    """Mail address."""
    timezone: Zone | None = None
    """Where the person lives; default the config's."""
    quiet_hours: QuietHoursTable | None = None
    """When the person is not to be woken."""
    deputy: Identifier | None = None
    """Id of the contact who is told instead."""
    away: Many[AbsenceTable] = ()
    """Days on which the deputy is told instead."""
    channels: Some[Name] = ("email",)
    """How to reach the person, in order: email, or names of [[channels]]."""


class OverrideTable(AbsenceTable):
    """Somebody is on duty on these days, whatever the rotation says."""

    who: Identifier
    """Id of the contact."""


class RotaTable(Table):
    """People who take turns."""

    name: Name
    """Its name, for rota:NAME in a step."""
    members: Some[Identifier]
    """Ids of contacts, in order."""
    rotate: Rotation = "weekly"
    """daily, weekly, or an RFC 5545 rule such as FREQ=WEEKLY;INTERVAL=2."""
    handover: time = time(9)
    """Local time at which the turn changes."""
    start: Day | None = None
    """Day of the first member's first turn; before it nobody is on duty. Needed without ical."""
    ical: Line | None = None
    """An iCalendar file whose entries name who is on duty, in place of the turns; needs the extra [ical]."""
    timezone: Zone | None = None
    """Zone of handover and start; default the config's."""
    overrides: Many[OverrideTable] = ()
    """Days on which somebody else is on duty."""

    @model_validator(mode="after")
    def _turns_from_somewhere(self) -> Self:
        if self.start is None and self.ical is None:
            raise wrong("has no start", "write start = 2026-01-05, the day of the first turn")
        return self


class StepTable(Table):
    """Who is told, and when."""

    after: Duration
    """Time since the issue was opened or was raised."""
    tell: Some[Line]
    """rota:NAME, role:NAME or contact:ID."""
    need: Literal["any", "all"] = "any"
    """Whose acknowledgement the step waits for: anybody's, or everybody's."""


class PolicyTable(Table):
    """The steps for a severity."""

    severity: Name
    """Name of the severity."""
    topics: Many[Name] = ()
    """Only for these topics; default all."""
    scenarios: Many[Name] = ()
    """Only for these scenarios; default all."""
    steps: Some[StepTable]
    """Who is told, in order of after."""
    repeat: int = Field(default=0, ge=0, le=100)
    """Rounds after the first."""
    fallback: Address | None = None
    """Mail address for when every step has been waited out, or nobody can be reached."""

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        times = [step.after for step in self.steps]
        if any(later <= earlier for earlier, later in pairwise(times)):
            raise wrong("each step must be later than the one before", "sort them by after")
        return self


class PlaybookTable(Table):
    """Something that a person does."""

    do: Line
    """What is to be done."""
    within: Span | None = None
    """By when, since the issue was opened."""
    role: Name | None = None
    """Whose task it is."""
    tell: Many[Line] = ()
    """Who is told when it is not done in time: rota:NAME, role:NAME or contact:ID."""
    holds: Name | None = None
    """Name of a webhook of [[channels]] that is asked to hold something back, such as posts that are scheduled, when the step is ticked off."""
    page: Line | None = None
    """Address of a page of ours that must be up; once it is, the step ticks itself off."""
    shows: Line | None = None
    """Words that the page must show."""
    allow_private: bool = False
    """Whether the page may have a loopback or private address."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.tell and self.within is None:
            raise wrong("has tell but no within", "write within, so that it can be overdue")
        if self.page is not None and not self.page.startswith(("https://", "http://")):
            raise wrong("page is no address of a page", "it begins with https://")
        if self.shows is not None and self.page is None:
            raise wrong("has shows but no page", "write page, the address that must show it")
        return self


class ScenarioTable(Table):
    """A kind of crisis that the plan foresees."""

    id: Identifier
    """Short name."""
    terms: Some[Line]
    """Words that mean it: word, prefix*, "two words", #tag, @account."""
    exclude: Many[Line] = ()
    """Phrases that are no sign of it, though a term stands in them."""
    extends: bool = True
    """Whether a scenario named like a risk that socwatch knows, such as product_safety, adds its terms to it; false: only its terms count."""
    severity_floor: Name | None = None
    """An issue of this scenario is never below this severity."""
    owner: Name | None = None
    """Role that leads it."""
    tripwire: bool = False
    """Whether the first matching mention opens an issue."""
    playbook: Many[PlaybookTable] = ()
    """What to do, in order."""
    statements: Many[Name] = ()
    """Ids of holding statements that fit."""
    scct: Literal["victim", "accidental", "preventable"] | None = None
    """How responsible people will hold us (SCCT): brings advice on the tone of an answer, never a rule."""


class RaciTable(Table):
    """Who decides about some topics. All are roles."""

    topics: Many[Name] = ()
    """Only these topics; default all that no other table names."""
    responsible: Many[Name] = ()
    """Who does the work."""
    accountable: Some[Name]
    """Who answers for it and has the last word: exactly one."""
    consulted: Many[Name] = ()
    """Who is asked before."""
    informed: Many[Name] = ()
    """Who hears of it after."""

    @model_validator(mode="after")
    def _one_accountable(self) -> Self:
        if len(set(self.accountable)) != 1:
            names = ", ".join(self.accountable)
            raise wrong(f"{names} are accountable", "exactly one is: who has the last word?")
        return self


class StatementTable(Table):
    """A holding statement: shown to people, never sent."""

    id: Name
    """Short name, such as HS-2."""
    text: str = Field(min_length=1)
    """The words."""
    language: Line = "en"
    """Language code."""
    approved_by: Name | None = None
    """Role that approved it; without one it counts as not approved."""
    expires: Day | None = None
    """Last day on which it may be used."""


class SpanningTable(Table):
    """Something that lasts from one instant to another."""

    start: Instant = Field(alias="from")
    """Begin, in the config's time zone unless it has an offset."""
    end: Instant = Field(alias="to")
    """End."""


class EventTable(SpanningTable):
    """A planned event: lifts the expected volume, disarms nothing."""

    name: Line
    """Its name."""
    topics: Many[Name] = ()
    """Only these topics; default all."""
    expected_lift: float = Field(default=1.0, gt=0, le=1000, strict=False, allow_inf_nan=False)
    """How many times the usual volume is expected."""


class SilenceTable(SpanningTable):
    """A planned mute: evaluated, not told."""

    topics: Many[Name] = ()
    """Only these topics; default all."""
    because: Line
    """Why, shown wherever something was not told."""
    include_red: bool = False
    """Whether the highest severity is muted too."""


class PlanTable(Table):
    """The crisis plan."""

    name: Line = "Crisis plan"
    """Its name, shown in messages."""
    owner: Name | None = None
    """Role that keeps it up to date."""
    approved_on: Day | None = None
    """When it was approved."""
    review_due: Day | None = None
    """When it is to be looked at again."""
    reopen_within: Span = timedelta(hours=2)
    """A closed issue that comes back within this time is the same issue."""
    calm_for: Span = timedelta(minutes=60)
    """How long it must be quiet before an issue calms."""
    ack_reminder: Span = timedelta(hours=4)
    """How often the owner of an acknowledged issue is reminded."""
    ack_timeout: Span | None = None
    """An owner who does not answer a reminder within this time has lost it: the next are told."""
    severities: Many[SeverityTable] = ()
    """Levels, lowest first; default green, amber, red."""
    contacts: Many[ContactTable] = ()
    """People."""
    rotas: Many[RotaTable] = ()
    """Who is on duty."""
    policies: Many[PolicyTable] = ()
    """Who is told, by severity."""
    scenarios: Many[ScenarioTable] = ()
    """Kinds of crisis."""
    statements: Many[StatementTable] = ()
    """Holding statements."""
    events: Many[EventTable] = ()
    """Planned events."""
    silences: Many[SilenceTable] = ()
    """Planned mutes."""
    raci: Many[RaciTable] = ()
    """Who decides about what."""
