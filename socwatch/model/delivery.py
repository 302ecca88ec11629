"""A delivery: one message for one person on one channel, and what became of it.

Invariant: what is sent is fixed when the delivery is written (`body`, Date and Message-ID are
inside), so that every copy, however often it is tried, is the same message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from socwatch.model.accuracy import Accuracy
from socwatch.model.issue import Issue

#: How the ids of messages begin that tell several others.
BUNDLE = "bundle/"


class DeliveryKind(StrEnum):
    """Why somebody is written to."""

    ESCALATION = "escalation"
    REMINDER = "reminder"
    ACKNOWLEDGED = "acknowledged"
    STAND_DOWN = "stand_down"
    SOURCE = "source"
    DIGEST = "digest"
    TEST = "test"
    TASK = "task"  # a step of the playbook is overdue
    HOLD = "hold"  # a channel is asked to hold something back
    LIFT = "lift"  # … and that it may go on


class DeliveryState(StrEnum):
    """Where a delivery stands in the outbox."""

    PENDING = "pending"
    SENDING = "sending"  # claimed; found again after a crash
    SENT = "sent"
    REFUSED = "refused"  # will never work for this address
    FAILED = "failed"  # given up at its deadline
    DROPPED = "dropped"  # no longer wanted: acknowledged or closed meanwhile
    MERGED = "merged"  # told in another message, which is on its way


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That somebody is to be told: what the rooms of thought return, before there are words."""

    kind: DeliveryKind
    to: str  # contact id, or the fallback's mail address
    issue: str | None = None
    round: int = 0
    step: int = 0
    channels: tuple[str, ...] = ("email",)  # the first is tried first
    not_before: datetime | None = None  # held until then (quiet hours)
    because: str = ""  # why this person: "on duty in rota duty", "deputy of Dana, who is away"
    delayed: timedelta = timedelta(0)  # how late the step is, when socwatch was not running


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """That somebody is not told (now), and why: held, muted or skipped."""

    to: str
    outcome: str  # held | muted | skipped
    because: str
    issue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A text that goes along with a mail as a file."""

    name: str  # digest-2026-11-22.csv
    kind: str  # its media type: text/csv
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The words of a message. `text` is complete on its own; `html` may be empty."""

    subject: str
    text: str
    html: str = ""
    attached: tuple[Attachment, ...] = ()
    fallback: str = ""  # why it is not in the owner's own look; "" when it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox."""

    id: str  # issue/kind/round.step/contact/channel: unique, so a step is never told twice
    kind: DeliveryKind
    to: str  # contact id, or an address that belongs to no contact
    channel: str  # "email", or the name of a configured channel
    address: str  # where the channel delivers: a mail address, or "" for a webhook
    subject: str
    body: bytes  # the exact bytes: an RFC 5322 message, or a JSON document
    message_id: str
    created_at: datetime
    deadline: datetime  # given up after this
    issue: str | None = None
    round: int = 0
    step: int = 0
    not_before: datetime | None = None
    urgent: bool = False  # the highest severity: tried first
    failover: tuple[str, ...] = ()  # the person's further channels, in order
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_try_at: datetime | None = None
    first_failed_at: datetime | None = None
    passed_on: bool = False  # somebody else is told instead; this one goes on trying
    last_error: str = ""
    receipt: str = ""
    settled_at: datetime | None = None
    over_budget: bool = False  # waits because the person has had the most that is wanted
    merged_into: str = ""  # id of the message that tells it

    @property
    def is_bundle(self) -> bool:
        """Whether it tells several others."""
        return self.id.startswith(BUNDLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A mention as a message shows it, and why it was chosen."""

    text: str
    author: str
    source: str
    at: datetime
    url: str | None = None
    why: str = ""  # "first report", "most shared", "asks us directly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a message about an issue may say."""

    issue: Issue
    to: str  # the person's name
    because: str  # why this person gets it
    timezone: str  # of the person; every time in the message is local to it
    now: datetime
    round: int = 0
    step: int = 0
    steps: int = 1
    next_told: str | None = None  # who is told next if nobody acknowledges
    next_at: datetime | None = None
    owner: str | None = None  # name of who has it
    told: tuple[tuple[datetime, str], ...] = ()  # who knows, since when
    quotes: tuple[Quote, ...] = ()
    unread: tuple[str, ...] = ()  # sources that could not be read, in words
    delayed: timedelta = timedelta(0)
    accuracy: Accuracy | None = None  # of the topic's tone
    by_reply: bool = False  # whether an answer to the mail is read
    link: str = ""  # an address that acknowledges, for this person alone; "" when there is none
