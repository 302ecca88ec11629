"""Step 4: send what is due in the outbox, and settle what became of it.

Invariants: a delivery is claimed before it is sent and settled after; a crash in between leaves
it claimed, and the next holder of the lease sends the same bytes again. What nobody wants any
more (acknowledged, closed) is dropped with its reason. A person who cannot be reached on one
channel is told on the next, then the step goes on: nothing waits on nobody.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import Entry, EventKind
from socwatch.watch.budget import within_budget
from socwatch.watch.circuit import Circuits
from socwatch.watch.escalate import escalate, passed_on
from socwatch.watch.setup import Setup
from socwatch.watch.wanted import unwanted

log = logging.getLogger(__name__)

#: One try at one message ends after this.
DEADLINE = 60.0
#: One message at a time, so that a crash leaves at most one whose fate is unknown; but one that
#: hangs must not hold up the others, so after this many seconds the next one starts beside it.
_HEAD_START = 5.0
#: Each round tells who comes next instead of those who could not be reached.
_MOST_ROUNDS = 20
#: Between two tries. The last one holds until the deadline.
_WAITS = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300, 900))
#: A delivery that keeps failing is tried on the person's next channel after this.
_FAILOVER_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A message that did not go out in this call, and why."""

    to: str
    subject: str
    because: str
    for_good: bool  # it will never go to this address; else it is tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one round of sending came to."""

    sent: int = 0
    failed: int = 0  # not sent now; tried again later
    refused: int = 0  # will never be
    dropped: int = 0
    unsent: tuple[Unsent, ...] = field(default=(), compare=False)  # the counts, in words

    @property
    def nobody_told(self) -> bool:
        """Something was due and nobody got it."""
        return self.sent == 0 and (self.failed + self.refused) > 0

    @property
    def partly(self) -> bool:
        """Some got it and some did not."""
        return self.sent > 0 and (self.failed + self.refused) > 0


async def deliver(setup: Setup, now: datetime, *, deadline: float = DEADLINE) -> Delivered:
    """Sends everything that is due, each within `deadline` seconds.

    Only the holder of the poller's lease may call it.
    """
    round = _Round(now=now, deadline=deadline, circuits=Circuits(setup, now))
    states: dict[str, DeliveryState] = {}
    for _ in range(_MOST_ROUNDS):
        due = [one for one in setup.store.outbox.due(now) if one.id not in states]
        due = list(within_budget(setup, due, now))
        if not due:
            break
        states |= await _sent_together(setup, due, round)
        if round.passed_on:  # whoever is next must not wait for the next tick
            round.passed_on = False
            escalate(setup, now)
    tally = Counter(states.values())
    return Delivered(
        sent=tally[DeliveryState.SENT],
        failed=tally[DeliveryState.PENDING] + tally[DeliveryState.FAILED],
        refused=tally[DeliveryState.REFUSED],
        dropped=tally[DeliveryState.DROPPED],
        unsent=tuple(round.unsent),
    )


async def _sent_together(
    setup: Setup, due: Sequence[Delivery], round: _Round
) -> dict[str, DeliveryState]:
    """The state in which each ends; urgent ones are all tried before the others."""
    states: dict[str, DeliveryState] = {}
    for urgent in (True, False):
        batch = [one for one in due if one.urgent is urgent]
        tries = [_Try(setup, delivery, round).run() for delivery in batch]
        ended = await asyncio.gather(*tries)
        states |= {one.id: state for one, state in zip(batch, ended, strict=True)}
    return states


@dataclass(slots=True, kw_only=True)
class _Round:
    """What the tries of one call share."""

    now: datetime
    deadline: float  # seconds for one try
    circuits: Circuits  # channels that would refuse every message now
    passed_on: bool = False  # somebody else is to be told instead
    unsent: list[Unsent] = field(default_factory=list)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))


class _Try:
    """One try at one delivery."""

    def __init__(self, setup: Setup, delivery: Delivery, round: _Round) -> None:
        self._setup = setup
        self._delivery = delivery
        self._round = round
        self._now = round.now

    async def run(self) -> DeliveryState:
        """The state in which the delivery ends this round."""
        async with self._turn():
            claimed = self._claim()
            if claimed is None:
                return DeliveryState.DROPPED
            until = self._round.circuits.until(claimed.channel)
            if until is not None:
                return self._later(claimed, "the channel does not take messages just now", until)
            return await self._send(claimed)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Waits for the message before to be done, or to have had its head start."""
        await self._round.gate.acquire()
        let_next = _Once(self._round.gate.release)
        timer = asyncio.get_running_loop().call_later(_HEAD_START, let_next)
        try:
            yield
        finally:
            timer.cancel()
            let_next()

    def _claim(self) -> Delivery | None:
        """The delivery marked as being sent; None when it is no longer wanted."""
        before = self._delivery
        with self._setup.store.unit():
            why_not = unwanted(self._setup, before)
            state = DeliveryState.DROPPED if why_not else DeliveryState.SENDING
            claimed = replace(
                before,
                state=state,
                attempts=before.attempts + (0 if why_not else 1),
                last_error=why_not or before.last_error,
                settled_at=self._now if why_not else None,
            )
            if not self._setup.store.outbox.settle(claimed, before.state):
                return None
            if why_not:
                self._setup.store.ledger.append([_not_sent(claimed, self._now)])
        return None if why_not else claimed

    async def _send(self, claimed: Delivery) -> DeliveryState:
        try:
            receipt = await self._carried(claimed)
        except (DeliveryRefused, DeliveryFailed) as error:
            refused = isinstance(error, DeliveryRefused)
            if error.whole_channel:
                # A refused login or sender is our fault, not the person's: it is tried again later.
                circuits = self._round.circuits
                circuits.failed(claimed.channel, refused=refused)
                return self._later(claimed, error.message, circuits.until(claimed.channel))
            if refused:
                return self._over(claimed, DeliveryState.REFUSED, error.message)
            return self._later(claimed, error.message)
        self._round.circuits.worked(claimed.channel)
        return self._sent(claimed, receipt)

    async def _carried(self, claimed: Delivery) -> str:
        """The channel's receipt; whatever goes wrong is a DeliveryError."""
        notifier = self._setup.notifiers.get(claimed.channel)
        if notifier is None:
            raise DeliveryRefused(f'the channel "{claimed.channel}" is no longer configured')
        try:
            async with asyncio.timeout(self._round.deadline):
                return await notifier.send(claimed)
        except DeliveryError:
            raise
        except TimeoutError as error:
            raise DeliveryFailed(f"no answer within {self._round.deadline:.0f} s") from error
        except Exception as error:  # a broken notifier must not cost the others their mail
            log.exception("a channel failed unexpectedly", extra={"delivery": claimed.id})
            raise DeliveryFailed("it failed unexpectedly; the log has it") from error

    def _sent(self, claimed: Delivery, receipt: str) -> DeliveryState:
        done = replace(
            claimed,
            state=DeliveryState.SENT,
            receipt=receipt,
            last_error="",
            next_try_at=None,
            settled_at=self._now,
        )
        with self._setup.store.unit():
            if self._setup.store.outbox.settle(done, DeliveryState.SENDING):
                for one in self._those_of(done):
                    self._setup.store.ledger.append([told(one, "sent", self._now)])
        return done.state

    def _those_of(self, whole: Delivery) -> tuple[Delivery, ...]:
        """The delivery itself; for a bundle what it tells, settled as the bundle was."""
        if not whole.is_bundle:
            return (whole,)
        members = tuple(
            replace(
                one,
                state=whole.state,
                message_id=whole.message_id,
                last_error=whole.last_error,
                settled_at=whole.settled_at,
            )
            for one in self._setup.store.outbox.merged_into(whole.id)
        )
        if whole.state is not DeliveryState.PENDING:
            for one in members:
                self._setup.store.outbox.settle(one, DeliveryState.MERGED)
        return members

    def _later(self, claimed: Delivery, error: str, until: datetime | None = None) -> DeliveryState:
        """Waits for another try, unless its time is up; meanwhile another way may be taken.

        `until` is when the channel is tried again, for whichever message.
        """
        if self._now >= claimed.deadline:
            return self._over(claimed, DeliveryState.FAILED, error)
        first = claimed.first_failed_at or self._now
        # Waiting does not mend a wrong password: whoever can be told otherwise is told now.
        hopeless = until is not None and self._round.circuits.is_refused(claimed.channel)
        fail_over = not claimed.passed_on and (hopeless or self._now - first >= _FAILOVER_AFTER)
        waiting = replace(
            claimed,
            state=DeliveryState.PENDING,
            last_error=error,
            first_failed_at=first,
            next_try_at=until or self._now + _pause(claimed.attempts),
            passed_on=claimed.passed_on or fail_over,
        )
        with self._setup.store.unit():
            self._setup.store.outbox.settle(waiting, DeliveryState.SENDING)
            those = self._those_of(waiting) if claimed.first_failed_at is None or fail_over else ()
            for one in those:
                if claimed.first_failed_at is None:
                    self._setup.store.ledger.append([told(one, "failed", self._now)])
                if fail_over:
                    self._pass_on(one)
        self._note_unsent(waiting, for_good=False)
        return waiting.state

    def _over(self, claimed: Delivery, state: DeliveryState, error: str) -> DeliveryState:
        """Given up: whoever comes next is told instead."""
        ended = replace(
            claimed, state=state, last_error=error, next_try_at=None, settled_at=self._now
        )
        with self._setup.store.unit():
            if self._setup.store.outbox.settle(ended, DeliveryState.SENDING):
                for one in self._those_of(ended):
                    self._setup.store.ledger.append([told(one, state.value, self._now)])
                    self._pass_on(one)
        self._note_unsent(ended, for_good=True)
        return state

    def _pass_on(self, delivery: Delivery) -> None:
        passed_on(self._setup, delivery, self._now)
        self._round.passed_on = True

    def _note_unsent(self, delivery: Delivery, *, for_good: bool) -> None:
        self._round.unsent.append(
            Unsent(
                to=delivery.to,
                subject=delivery.subject,
                because=delivery.last_error,
                for_good=for_good,
            )
        )


def _pause(attempts: int) -> timedelta:
    """Between two tries at one message, a little different for each."""
    wait = _WAITS[min(attempts, len(_WAITS)) - 1]
    return wait / 2 + wait * random.random() / 2  # noqa: S311  spreads retries, keeps no secret


class _Once:
    """Calls something the first time only."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call: Callable[[], None] | None = call

    def __call__(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()


def _not_sent(delivery: Delivery, now: datetime) -> Entry:
    return Entry(
        at=now,
        issue=delivery.issue,
        event=EventKind.SKIPPED,
        actor="socwatch",
        because=delivery.last_error,
        details={"to": delivery.to, "kind": delivery.kind.value},
    )


def told(delivery: Delivery, outcome: str, now: datetime) -> Entry:
    """The timeline's line on what became of a delivery; only a call has a step."""
    is_call = delivery.kind is DeliveryKind.ESCALATION
    return Entry(
        at=now,
        issue=delivery.issue,
        event=EventKind.TOLD,
        actor="socwatch",
        because=delivery.last_error,
        details={
            "kind": delivery.kind.value,
            "step": delivery.step if is_call else None,
            "round": delivery.round if is_call else None,
            "to": delivery.to,
            "channel": delivery.channel,
            "subject": delivery.subject,
            "message_id": delivery.message_id,
            "outcome": outcome,
        },
    )
