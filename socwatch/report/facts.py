"""What a digest or a report is about, in plain values; whoever fills them does the reading.

Invariant: unknown is None and never 0. Times are aware and in UTC; shares are computed here
nowhere, so that their n is always at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from socwatch.model.accuracy import Accuracy, Level, NoLevel
from socwatch.model.delivery import Delivery, Quote
from socwatch.model.issue import CloseReason, Entry, IssueState
from socwatch.model.signal import Signal
from socwatch.model.task import Task
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.report.people_facts import PeopleFacts, SpeedFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One bar of a chart: an hour of a day, a day of a week."""

    start: datetime
    length: timedelta
    mentions: int | None  # None: nothing could be read
    low: int | None = None  # the usual range; None while it is not known
    high: int | None = None
    scored: int = 0  # of the mentions, those whose tone could be told
    negative: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    """A topic's numbers over the period, beside what is usual for such a period."""

    topic: str
    mentions: int | None  # None: no source could be read at all
    expected: float | None = None  # None: what is usual is not known yet
    low: int | None = None
    high: int | None = None
    scored: int = 0
    negative: int = 0
    usual_negative: float | None = None
    voices: int = 0
    copies: int = 0
    slots: tuple[Slot, ...] = ()
    accuracy: Accuracy | None = None  # of the tone; None: nothing is labelled
    level: Level | NoLevel | None = None  # negative share without errors of reading
    size: str = ""  # small or big data, in words
    hush: str = ""  # that nothing was said until the end of the period, in words
    record: str = ""  # how right the forecasts of this topic were, in words

    @property
    def above(self) -> bool:
        """Whether there are more mentions than usual."""
        return self.mentions is not None and self.high is not None and self.mentions > self.high

    @property
    def below(self) -> bool:
        """Whether there are fewer mentions than usual."""
        return self.mentions is not None and self.low is not None and self.mentions < self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """An issue that was opened, open or closed in the period. Drills are left out by the caller."""

    id: str
    topic: str
    kind: str
    title: str
    severity: str
    state: IssueState
    opened_at: datetime
    owner: str | None = None  # name of who has it
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    because: str = ""  # why it was opened or raised, with what is usual
    unread: tuple[str, ...] = ()  # sources that could not be read meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """Mentions that tell the same, counted together."""

    topic: str
    title: str  # the first mention's words; hostile text
    mentions: int
    copies: int = 0  # mentions that repeat words of another one
    voices: int = 0  # authors who told it in their own words
    retold_by: int = 0  # of these, those other than the first
    peak_per_hour: int = 0  # copies within the busiest hour
    scored: int = 0
    negative: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """One of those who share what is said."""

    topic: str
    mentions: int | None  # None: nothing could be read
    expected: float | None  # the usual number; None while it is not known
    stories: int | None = None  # different ones that were told; None: not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    """A topic's share of voice."""

    topic: str
    lines: tuple[ShareLine, ...]  # its own first, then its competitors


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts:
    """All that a digest may say."""

    name: str  # the config's name of the digest: daily
    start: datetime
    end: datetime  # the first instant after the period
    timezone: str  # IANA; of the reader, and of the period's edges
    now: datetime
    topics: tuple[TopicFacts, ...] = ()
    shares: tuple[ShareFacts, ...] = ()
    issues: tuple[IssueFacts, ...] = ()
    acknowledged: tuple[SpeedFacts, ...] = ()
    messages_sent: int = 0  # about issues, in the period
    stories: tuple[StoryFacts, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[SourceState, ...] = ()
    blind: tuple[BlindSpan, ...] = ()  # those that touch the period
    unscored: tuple[tuple[str, int], ...] = ()  # language ("" unknown) and number of mentions
    #: Of so many mentions, from all its hours, are stories, voices, people and languages; None: of all.
    sampled: int | None = None
    people: PeopleFacts = field(default_factory=PeopleFacts)
    plan_name: str = ""
    review_due: date | None = None  # of the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReport:
    """An issue with all that happened in it."""

    issue: IssueFacts
    because: str  # why it was opened
    signal: Signal  # the evidence
    timeline: tuple[Entry, ...] = ()
    deliveries: tuple[Delivery, ...] = ()  # their words and bytes are not shown
    quotes: tuple[Quote, ...] = ()
    tasks: tuple[Task, ...] = ()  # the playbook as it stands in the issue
    ack_within: timedelta | None = None  # what the plan asks for; None: nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """All that a report may say: a digest's facts, and each issue in full."""

    digest: DigestFacts
    issues: tuple[IssueReport, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # contact id and name
