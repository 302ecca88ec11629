"""The doors between the rooms and the world.

Every adapter and double satisfies one of these; the steps in `watch/` know nothing else of the
outside.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol, runtime_checkable

from socwatch.model.audit import Head, Verified
from socwatch.model.delivery import Delivery, DeliveryState
from socwatch.model.gathered import Counts, Gathered
from socwatch.model.issue import Entry, Issue
from socwatch.model.label import Label, Sort
from socwatch.model.mention import Cursor, Mention, Page
from socwatch.model.person import Answer
from socwatch.model.plan import Silence
from socwatch.model.query import Match, Topic
from socwatch.model.reading import Reading
from socwatch.model.signal import Bucket, Forecast, Outlook, Signal
from socwatch.model.story import MOST_OF_A_STORY, StoryAct, Telling
from socwatch.model.watching import BlindSpan, Heard, Sighting, SourceState

#: What a detector remembers of one topic, as text that it alone can read; versioned inside.
DetectorState = NewType("DetectorState", str)


class Clock(Protocol):
    """The only place where the time of day comes from."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC. Read once per tick."""


class Source(Protocol):
    """A service that is asked for mentions."""

    name: str  # the config's name for it
    kind: str
    every: timedelta  # how often it wants to be asked

    def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """Reads what is new for these topics, oldest cursor first.

        Yields pages; each may be stored before the next is asked for. Never raises for what the
        service does: a refusal, a wrong answer or a rejected login is the last page's outcome.
        What it brings may be a superset of what the queries mean; the matcher decides.
        """


class Mailbox(Protocol):
    """Where people answer our mails; read as a source is."""

    def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """The answers that came since the cursor, each with the Message-ID that it answers."""


@runtime_checkable
class Paced(Protocol):
    """A source whose rhythm may follow what happens."""

    fastest: timedelta  # the polite floor: while an issue of its topics is open
    slowest: timedelta  # at night and in quiet times


@runtime_checkable
class Budgeted(Protocol):
    """A source whose service counts, or charges for, what it is asked."""

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What is left, in a few words: "61 of 100 searches left today"; "" when unknown."""


@runtime_checkable
class Verifies(Protocol):
    """A source whose login can be tried more cheaply than by a poll."""

    async def verify(self, now: datetime) -> Page:
        """A page without mentions whose outcome says whether the login works."""


class Analyst(Protocol):
    """Reads language, tone and risk. Which story is told is found when a mention is stored."""

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a detector makes of one bucket."""

    state: DetectorState
    signals: tuple[Signal, ...]
    outlook: Outlook


class Detector(Protocol):
    """Sees what is unusual."""

    name: str

    def inspect(self, bucket: Bucket, state: DetectorState | None, now: datetime) -> Inspection:
        """Pure and O(1) per bucket. Buckets of a topic come in order of time, without gaps."""

    def walk(
        self, buckets: Sequence[Bucket], state: DetectorState | None, now: datetime
    ) -> tuple[DetectorState, tuple[tuple[tuple[Signal, ...], Outlook], ...]]:
        """The same for several buckets in a row; signals and outlook for each of them."""

    def ahead(
        self, topic: str, state: DetectorState | None, start: datetime, lifts: Sequence[float]
    ) -> Forecast | None:
        """What the ticks from `start` on will bring if nothing happens; None: nobody knows yet."""


class Retunes(Protocol):
    """A detector to which another reader of the tone can be announced."""

    def retuned(self, state: DetectorState, usual_negative: float | None) -> DetectorState:
        """The state, now taking this share of negative for usual; None: it is not known."""


class Notifier(Protocol):
    """A channel that carries messages."""

    channel: str

    async def send(self, delivery: Delivery) -> str:
        """Delivers the bytes as they are and returns a receipt.

        Raises DeliveryRefused when it will never work, DeliveryFailed when it may work later.
        """


class MentionStore(Protocol):
    """What was said, and the counts kept beside it. Writing happens inside a unit of work."""

    def unseen(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Those that are not stored yet, each once, in the same order."""

    def add(self, gathered: Sequence[Gathered]) -> None:
        """Stores mentions with their readings, topics and counts."""

    def also_found(self, mention: Mention, matches: Sequence[Match]) -> None:
        """Notes that a stored mention was found by a further source, or for a further topic."""

    def tripped(self) -> tuple[Gathered, ...]:
        """Mentions that trip a scenario's wire and were not assessed yet, oldest first."""

    def assessed(self, mentions: Sequence[Gathered]) -> None:
        """Takes mentions off the list of those that tripped a wire."""

    def forget_tallies(self, before: datetime) -> None:
        """Drops what only unsettled buckets need."""

    def counts(
        self, topic: str, since: datetime, until: datetime, grain: timedelta | None = None
    ) -> Mapping[datetime, Counts]:
        """Counts by the start of their bucket; buckets without any mention are absent."""

    def newest(
        self,
        *,
        topic: str | None = None,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> Iterator[Gathered]:
        """Stored mentions, the latest first. `since` is inclusive, `until` is not."""

    def by_key(self, key: str) -> Gathered | None:
        """The stored mention of this key (`origin:id`), or whose own id is `key`."""

    def by_keys(self, keys: Sequence[str]) -> tuple[Gathered, ...]:
        """The stored mentions of these keys, in the same order, without those that are gone."""

    def of_story(self, story: str, *, limit: int = MOST_OF_A_STORY) -> tuple[Gathered, ...]:
        """The mentions that tell a story, in order of time; of a huge one, the first and the
        latest."""

    def times_told(self, story: str) -> int:
        """How many mentions tell a story, however many there are."""

    def firsts(
        self, story: str, wordings: Collection[str], *, before: datetime | None = None
    ) -> tuple[Gathered, ...]:
        """The first mention of all that tell a story, and the first in each of these wordings."""


class StoryStore(Protocol):
    """What stories there are, and what people said of them. Writing happens in a unit of work."""

    def tellings(self, limit: int) -> tuple[Telling, ...]:
        """The wordings told last, at most so many; the longest ago told first."""

    def save(self, tellings: Sequence[Telling], dropped: Sequence[str] = ()) -> None:
        """Remembers wordings, in place of earlier ones of the same name, and drops others."""

    def forget(self, before: datetime) -> None:
        """Drops some of the wordings that were not told since then."""

    def acts(self) -> tuple[StoryAct, ...]:
        """What people said of stories, undone or not, in order."""

    def save_act(self, act: StoryAct) -> None:
        """Remembers an act; one with the same number is replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A detector's memory of one topic.

    Buckets before `settled` are final. Those after it may still gain late mentions: `ahead` is
    the state at `ahead_to`, and `next_state` the one at `next_settled` in between; both are good
    until one of the buckets before them changes (`stale`).
    """

    settled: datetime
    ahead_to: datetime
    state: DetectorState | None = None
    next_settled: datetime | None = None
    next_state: DetectorState | None = None
    ahead: DetectorState | None = None
    stale: bool = False


class WatchingStore(Protocol):
    """Source states, blind spans, detector states and outlooks."""

    def source_states(self) -> Mapping[str, SourceState]:
        """The last known state of each source that was ever polled, by name."""

    def save_source(self, state: SourceState) -> None:
        """Remembers the state and the cursor."""

    def save_sighting(self, sighting: Sighting) -> None:
        """Remembers how a run of polls went; one with the same start is replaced."""

    def sightings(self, source: str, since: datetime) -> tuple[Sighting, ...]:
        """How the polls of a source went that ended after `since`, oldest first."""

    def heard(self, source: str, now: datetime, days: int) -> tuple[Heard, ...]:
        """What a source brought, by stretches of 24 h that end at `now`; the latest first."""

    def save_blind(self, span: BlindSpan) -> None:
        """Remembers a blind span; one with the same start is replaced."""

    def blind_spans(self, since: datetime, until: datetime) -> tuple[BlindSpan, ...]:
        """Every blind span that touches [since, until), in order of time."""

    def learned(self, topic: str, grain: timedelta) -> Learned | None:
        """What the detector remembers of a topic; None when it is new or its buckets changed."""

    def save_learned(self, topic: str, grain: timedelta, learned: Learned) -> None:
        """Remembers it."""

    def save_outlook(self, topic: str, start: datetime, outlook: Outlook) -> None:
        """Remembers what was usual for the bucket that starts then."""

    def outlooks(self, topic: str, since: datetime, until: datetime) -> Mapping[datetime, Outlook]:
        """What was usual, by the start of the bucket."""

    def judged_since(self, topic: str) -> datetime | None:
        """The start of the first bucket that was judged; None before the first."""

    def save_forecast(self, forecast: Forecast) -> None:
        """Remembers what the next hours were thought to bring; the first one of a time stays."""

    def forecasts(self, topic: str, since: datetime) -> tuple[Forecast, ...]:
        """Those that begin at `since` or later, in order of time, not judged yet."""

    def vocabulary(self, topic: str) -> DetectorState | None:
        """Which words are usual for a topic; None when nothing was learned yet."""

    def save_vocabulary(self, topic: str, state: DetectorState) -> None:
        """Remembers it."""

    def memo(self, name: str) -> str | None:
        """A remembered word."""

    def save_memo(self, name: str, value: str) -> None:
        """Remembers a word."""


class Ledger(Protocol):
    """Issues, their timeline, and silences. Writing happens inside a unit of work."""

    def next_number(self, *, drill: bool = False) -> int:
        """The number of the next issue; drills have their own."""

    def issue(self, name: str) -> Issue:
        """The issue people call I-42. Raises NothingMatched."""

    def issues(self, *, only_open: bool = False, limit: int | None = None) -> tuple[Issue, ...]:
        """Issues, the latest first."""

    def due(self, now: datetime) -> tuple[Issue, ...]:
        """The open issues that time may change by now, the latest first."""

    def open_of(self, topic: str) -> tuple[Issue, ...]:
        """The open issues of a topic, drills too, the latest first."""

    def holding(self) -> tuple[Issue, ...]:
        """The issues, open or closed, whose playbook holds something back; the earliest first."""

    def last_closed(self, topic: str, kind: str, *, drill: bool = False) -> Issue | None:
        """The issue of this topic and kind that was closed last."""

    def save(self, issue: Issue, entries: Sequence[Entry] = ()) -> Issue:
        """Stores an issue with its timeline; StoreBusy when it was changed meanwhile."""

    def append(self, entries: Sequence[Entry]) -> None:
        """Adds lines to the timeline."""

    def timeline(
        self, issue: str | None = None, *, after: int = 0
    ) -> tuple[tuple[int, Entry], ...]:
        """Entries with their numbers, oldest first; of one issue, or of all."""

    def last_entry(self) -> int:
        """The number of the latest entry; 0 when there is none."""

    def add_silence(self, silence: Silence) -> int:
        """Adds a silence made by a person, beside those of the plan; returns its number."""

    def end_silence(self, number: int, at: datetime) -> None:
        """Lets a silence made by a person end then; one that has not begun never does."""

    def numbered_silences(self, since: datetime) -> tuple[tuple[int, Silence], ...]:
        """The silences made by people that end later than this, with their numbers."""

    def silences(self, at: datetime) -> tuple[Silence, ...]:
        """The silences made by people that hold at this instant."""


class LabelStore(Protocol):
    """What people said of mentions. Writing happens inside a unit of work."""

    def save(self, label: Label) -> None:
        """Remembers a label in place of an earlier one of the same mention, topic and sort."""

    def remove(self, mention: str, topic: str, sort: Sort) -> None:
        """Forgets what was said of the mention with this key, if anything was."""

    def of(self, mention: str) -> tuple[Label, ...]:
        """The labels of the mention with this key, by topic and sort."""

    def newest(self, *, topic: str | None = None, sort: Sort | None = None) -> tuple[Label, ...]:
        """All labels, or those of a topic or a sort; the latest first."""


class AnswerStore(Protocol):
    """Which mentions we answered, as far as it can be seen. Writing is in a unit of work."""

    def save(self, answer: Answer) -> None:
        """Remembers an answer, once."""

    def remove(self, mention: str) -> bool:
        """Forgets that a person said it was answered; whether anybody had."""

    def to(self, asked: Sequence[str]) -> tuple[Answer, ...]:
        """The answers to these mentions or accounts, the earliest first."""

    def seen_from(self, origin: str) -> bool:
        """Whether any reply of ours was seen on this service, as far as answers are kept."""

    def forget(self, before: datetime) -> None:
        """Drops what was answered before then."""


class Outbox(Protocol):
    """Deliveries. Writing happens inside a unit of work."""

    def add(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """Stores those that are not stored yet, and returns them."""

    def due(self, now: datetime, limit: int = 200) -> tuple[Delivery, ...]:
        """What is to be sent now, urgent first. Only for the holder of the lease."""

    def settle(self, delivery: Delivery, expected: DeliveryState) -> bool:
        """Stores the delivery's new state if it still is in the expected one; says whether."""

    def of_issue(self, issue: str) -> tuple[Delivery, ...]:
        """Every delivery about an issue, oldest first."""

    def waiting(self) -> tuple[Delivery, ...]:
        """Everything that has not been settled yet, oldest first."""

    def named(self, message_id: str) -> tuple[Delivery, ...]:
        """The deliveries that went out under this Message-ID: one, or all that a bundle told."""

    def merged_into(self, delivery_id: str) -> tuple[Delivery, ...]:
        """The deliveries that this one tells, as long as it has not been settled."""

    def between(self, since: datetime, until: datetime) -> tuple[Delivery, ...]:
        """Deliveries written in [since, until), oldest first."""

    def has(self, delivery_id: str) -> bool:
        """Whether the delivery was ever written."""


class AuditTrail(Protocol):
    """Whether the timeline is still what was written."""

    def verify(self, noted: Head | None = None) -> Verified:
        """Walks the whole trail. `noted` is a head from earlier that must still be in it."""


class Store(Protocol):
    """All that is remembered. `unit()` spans its rooms."""

    @property
    def mentions(self) -> MentionStore:
        """What was said."""

    @property
    def stories(self) -> StoryStore:
        """Which of it tells the same."""

    @property
    def labels(self) -> LabelStore:
        """What people said of it."""

    @property
    def answers(self) -> AnswerStore:
        """What we answered."""

    @property
    def watching(self) -> WatchingStore:
        """How well socwatch sees."""

    @property
    def ledger(self) -> Ledger:
        """What people act on."""

    @property
    def audit(self) -> AuditTrail:
        """Whether what people act on is still what was written."""

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""

    def unit(self) -> AbstractContextManager[None]:
        """One transaction over all rooms."""

    def close(self) -> None:
        """Lets go of what it holds open."""
