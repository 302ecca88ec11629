"""An issue: what people handle, from its opening to its close.

Invariant: at most one issue that is not closed exists for a topic and kind (drills apart);
every change of an issue comes with an entry of its timeline, in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from socwatch.model.plan import Step
from socwatch.model.signal import Signal
from socwatch.model.task import Task


class IssueState(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why an issue was closed. CALM is the only one that socwatch gives by itself."""

    REAL = "real"
    FALSE_ALARM = "false-alarm"
    DUPLICATE = "duplicate"
    CALM = "calm"


class EventKind(StrEnum):
    """What can stand in a timeline."""

    OPENED = "issue_opened"
    RAISED = "issue_raised"
    CALMED = "issue_calmed"
    CLOSED = "issue_closed"
    REOPENED = "issue_reopened"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    HANDED_OVER = "handed_over"
    NOTE = "note"
    TOLD = "delivery"
    HELD = "held"
    MUTED = "muted"
    SKIPPED = "skipped"
    SOURCE_FAILING = "source_failing"
    SOURCE_SILENT = "source_silent"
    SOURCE_RECOVERED = "source_recovered"
    COORDINATED = "coordinated"
    TASK = "playbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The steps of the policy as they stood when the issue was opened or raised."""

    steps: tuple[Step, ...] = ()
    repeat: int = 0
    fallback: str | None = None

    @property
    def interval(self) -> timedelta:
        """From the last step of a round to the first of the next: the last gap, 15 min or more."""
        gaps = [b.after - a.after for a, b in zip(self.steps, self.steps[1:], strict=False)]
        return max(gaps[-1] if gaps else timedelta(0), timedelta(minutes=15))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """The next step of the ladder and when it is due. `step` == len(steps): the fallback."""

    round: int
    step: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What people handle."""

    number: int
    topic: str
    kind: str  # a SignalKind or a scenario's id
    severity: str
    state: IssueState
    title: str  # our words, safe for a subject line
    because: str  # one sentence: why it was opened or raised
    opened_at: datetime
    since: datetime  # when the ladder started: opened, raised or re-opened
    last_signal_at: datetime  # when the evidence last held
    signal: Signal  # the latest evidence
    ladder: Ladder = field(default_factory=Ladder)
    timer: Timer | None = None  # None: nothing is due (digest only, acknowledged, closed)
    mentions: tuple[str, ...] = ()  # keys of the mentions that carry the signal, first first
    scenario: str | None = None  # the plan's scenario it falls under
    owner: str | None = None  # contact id of who has it
    acknowledged_at: datetime | None = None
    acknowledged_by: tuple[str, ...] = ()  # contact ids, first first
    ack_due_at: datetime | None = None  # a new owner must acknowledge by then
    remind_at: datetime | None = None  # the owner is asked "still yours?"
    asked_at: datetime | None = None  # that question waits for an answer since then
    snoozed_until: datetime | None = None
    calmed_at: datetime | None = None  # since when the signal is gone
    closed_at: datetime | None = None
    closed_by: str | None = None
    close_reason: CloseReason | None = None
    revision: int = 0  # raised by one at every stored change: a stale writer is refused
    drill: bool = False
    tasks: tuple[Task, ...] = ()  # the playbook of its scenario

    @property
    def due_at(self) -> datetime | None:
        """When time alone may next change it; None while only people do."""
        timer = None if self.timer is None else self.timer.due_at
        tasks = (task.waits_until for task in self.tasks)
        times = (
            timer, self.remind_at, self.asked_at, self.ack_due_at, self.snoozed_until, *tasks,
        )  # fmt: skip
        return min((at for at in times if at is not None), default=None)

    @property
    def id(self) -> str:
        """The name people use: I-42, or D-3 for a drill."""
        return f"{'D' if self.drill else 'I'}-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it still wants somebody's attention in any way."""
        return self.state is not IssueState.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a timeline. Append-only, and without any mention's text."""

    at: datetime
    issue: str | None  # None for what concerns no issue, such as a source
    event: EventKind
    actor: str  # a contact id, or "socwatch"
    because: str = ""
    details: Mapping[str, object] = field(default_factory=dict)  # JSON values only
