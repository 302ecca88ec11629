"""What a digest may say of the people who spoke: plain values, filled elsewhere.

Invariant: unknown is None and never 0; followers decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.model.rates import Compared
from socwatch.model.reading import Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFacts:
    """A voice that matters, and why."""

    name: str  # hostile text
    source: str
    topic: str
    mentions: int  # in the period
    score: float  # relevance, 0..1
    because: tuple[str, ...]  # holds others' words
    early: tuple[str, ...] = ()  # real issues that they spoke of before
    new: bool | None = None  # None: nobody can tell yet
    tags: tuple[str, ...] = ()  # the config's words
    followers: int | None = None  # a plain fact; it counts for nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdFacts:
    """Who spoke, in numbers."""

    mentions: int = 0
    voices: int = 0
    unnamed: int = 0  # mentions without an author
    busiest: str = ""  # hostile text; "" when nobody wrote more than one
    busiest_mentions: int = 0
    new: int | None = None  # voices not heard before; None: nobody can tell yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFacts:
    """How people responded on one channel: replies, shares and likes per post."""

    channel: str  # name of the source
    rates: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HollowFacts:
    """Spread or liked far beyond usual, in a bad tone."""

    topic: str
    title: str  # hostile text
    rates: tuple[Compared, ...]
    negative: int
    scored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFacts:
    """Questions of one owner without an answer that was seen."""

    owner: str  # a role; "" when nobody is named
    questions: int
    oldest: timedelta
    aim: timedelta | None = None  # the plan's shortest `within` for them
    late: int = 0  # older than their aim
    expected: int = 0  # of them the plan wants an answer, or it would have been seen


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedFacts:
    """How long people were waited for, beside what the plan promises."""

    what: str  # acknowledged | answered
    of: str  # the severity, or the class of mentions
    n: int  # so many were done
    wanted: int  # of so many
    median: timedelta | None = None  # until they were done; None: none was
    promised: timedelta | None = None  # by the plan; None: it says nothing
    late: int = 0  # done later than that, or not yet though it is over
    usual: timedelta | None = None  # the median of the 28 days before; None: there was nothing
    usual_n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """One question without an answer that was seen."""

    text: str  # hostile text
    author: str
    source: str
    at: datetime
    owner: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFacts:
    """All that a digest may say of people."""

    crowd: CrowdFacts = CrowdFacts()
    voices: tuple[VoiceFacts, ...] = ()  # the most relevant first
    response: tuple[ResponseFacts, ...] = ()
    hollow: tuple[HollowFacts, ...] = ()
    classes: tuple[tuple[Triage, int], ...] = ()  # mentions of each class, those that wait first
    without_class: int = 0  # mentions that were read before there were classes, and have none
    answered: tuple[SpeedFacts, ...] = ()  # of what was asked in the last 7 days
    waiting: tuple[WaitingFacts, ...] = ()  # the owner with the oldest question first
    questions: tuple[QuestionFacts, ...] = ()  # the most relevant of them
    unseen: tuple[str, ...] = ()  # sources with questions where no reply of ours was ever seen
    has_accounts: bool = True  # whether the config says which accounts are ours
