"""What one process works with, as app.py wired it. The steps take it and `now`, nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from socwatch.detect.novelty import Novelty
from socwatch.model.issue import Issue
from socwatch.model.mention import Mention
from socwatch.model.person import Person
from socwatch.model.plan import CrisisPlan
from socwatch.model.query import Match, Query, Topic
from socwatch.ports import Analyst, Detector, Mailbox, Notifier, Source, Store
from socwatch.report.letterhead import PLAIN, Letterhead
from socwatch.watch.placing import Placing


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestOrder:
    """A digest that is due at a local time on some weekdays."""

    name: str
    at: time  # local to the config's zone
    days: frozenset[int]  # 0 is Monday
    to: tuple[str, ...]  # ids of contacts, or addresses
    period: str = "day"  # day | week
    attach: tuple[str, ...] = ()  # csv, json


#: Why a page is not up, or does not show these words; "" when it is. The last but one argument
#: allows a private address, the last is now.
Look = Callable[[str, str | None, bool, datetime], Awaitable[str]]


def nothing_to_learn(now: datetime) -> None:
    """Of a store without labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Everything a tick needs."""

    store: Store
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    sieve: Callable[[Mention], tuple[Match, ...]]  # which topics a mention belongs to
    analyst: Analyst
    detector: Detector
    tick: timedelta
    plan: CrisisPlan
    timezone: str
    sender: str  # the From of every mail
    notifiers: Mapping[str, Notifier] = field(default_factory=dict)
    digests: tuple[DigestOrder, ...] = ()
    people: tuple[Person, ...] = ()  # who speaks with several accounts
    canaries: Mapping[str, Query] = field(default_factory=dict)  # by name of the source
    replies: Mailbox | None = None  # where people answer our mails
    reply_key: str = ""  # makes Message-IDs that nobody can guess; "": nobody may answer
    per_person: tuple[int, int] = (6, 12)  # most messages about issues, in 15 minutes and an hour
    novelty: Novelty | None = None  # None: new themes are not looked for
    marked: Callable[[str], str] = str  # a text with the names of what is watched marked in it
    learn: Callable[[datetime], None] = nothing_to_learn  # from labels; not in a unit of work
    link: Callable[[Issue, str, datetime], str] | None = None  # acknowledges; None: no pages
    letterhead: Letterhead = PLAIN  # how mails look
    look: Look | None = None  # at a page of ours; None: pages are not looked at
    placing: Placing = field(default_factory=Placing)  # which story a new mention tells

    @property
    def domain(self) -> str:
        """The right side of every Message-ID."""
        return self.sender.rpartition("@")[2].rstrip(">").strip() or "socwatch.invalid"

    def topic(self, name: str) -> Topic | None:
        """The topic of this name, if it is still watched."""
        return next((topic for topic in self.topics if topic.name == name), None)

    def readers_of(self, topic: Topic) -> tuple[str, ...]:
        """Names of the sources whose mentions can belong to the topic."""
        return tuple(source.name for source in self.sources if topic.reads(source.name))
