"""Sending: retried until the deadline, passed on to somebody else, dropped when nobody wants it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import EventKind, IssueState
from socwatch.respond.ladder import ladder_for, start
from socwatch.testing import MemoryNotifier
from socwatch.watch.deliver import Delivered, deliver
from socwatch.watch.escalate import escalate
from tests.support.world import HOUR, MINUTE, NOON, PLAN, World, delivery, issue

LADDER = ladder_for(PLAN, severity="red", topic="acme", scenario=None)
OPEN = issue(ladder=LADDER, timer=start(LADDER, NOON))


class Hanging(MemoryNotifier):
    """A channel that never answers."""

    async def send(self, delivery: Delivery) -> str:
        """Waits for ever."""
        await asyncio.Event().wait()
        raise AssertionError


class Broken(MemoryNotifier):
    """A channel with a mistake in it."""

    async def send(self, delivery: Delivery) -> str:
        """Divides by zero."""
        raise ZeroDivisionError


def _deliver(world: World) -> Delivered:
    return asyncio.run(deliver(world.setup, world.now, deadline=0.05))


def _escalated(world: World) -> None:
    """I-1 is open and Dana's mail waits."""
    with world.store.unit():
        world.store.ledger.save(OPEN)
    escalate(world.setup, world.now)


def _add(world: World, *several: Delivery) -> None:
    with world.store.unit():
        world.store.outbox.add(several)


def _mails(world: World, **channels: MemoryNotifier) -> None:
    object.__setattr__(world.setup, "notifiers", {**world.setup.notifiers, **channels})


def _stored(world: World, name: str | None = None) -> Delivery:
    rows = world.store.outbox.between(NOON - HOUR, NOON + 48 * HOUR)
    return next(one for one in rows if name is None or one.id == name)


class _Deferring(MemoryNotifier):
    """Defers one recipient for ever."""

    def __init__(self, who: str) -> None:
        super().__init__("email")
        self._who = who

    async def send(self, delivery: Delivery) -> str:
        if delivery.to == self._who:
            raise DeliveryFailed("greylisted")
        return await super().send(delivery)


def _deferring(who: str) -> MemoryNotifier:
    return _Deferring(who)


def _failing(*errors: DeliveryError, channel: str = "email") -> MemoryNotifier:
    return MemoryNotifier(channel, errors)


def test_what_is_due_is_sent_once(tmp_path: Path) -> None:
    """With its receipt, a line in the timeline, and nothing left for the next round."""
    with World(tmp_path) as world:
        _escalated(world)
        assert _deliver(world) == Delivered(sent=1)
        assert _deliver(world) == Delivered()
        sent = _stored(world)
        assert (sent.state, sent.attempts) == (DeliveryState.SENT, 1)
        assert sent.receipt == "kept as number 1"
        (entry,) = [
            entry for _, entry in world.store.ledger.timeline("I-1")
            if entry.event is EventKind.TOLD
        ]  # fmt: skip
        assert entry.details["outcome"] == "sent"
        assert entry.details["to"] == "dana"


def test_retries_wait_longer_and_longer(tmp_path: Path) -> None:
    """At least half of 15 s, 30 s, 1, 2, 5, 15 minutes, and never more than the whole."""
    waits = (15, 30, 60, 120, 300, 900, 900)
    with World(tmp_path) as world:
        _mails(world, email=_failing(*(DeliveryFailed("busy") for _ in waits)))
        _add(world, delivery("a"))
        for seconds in waits:
            assert _deliver(world) == Delivered(failed=1)
            waiting = _stored(world)
            assert waiting.next_try_at is not None
            wait = (waiting.next_try_at - world.now).total_seconds()
            assert seconds / 2 <= wait <= seconds
            world.now = waiting.next_try_at
        assert _deliver(world) == Delivered(sent=1)


def test_nothing_is_tried_before_its_time(tmp_path: Path) -> None:
    """A second round at the same instant leaves the failed mail alone."""
    with World(tmp_path) as world:
        _mails(world, email=_failing(DeliveryFailed("busy")))
        _add(world, delivery("a"))
        _deliver(world)
        assert _deliver(world) == Delivered()
        assert _stored(world).attempts == 1


def test_the_deadline_ends_it(tmp_path: Path) -> None:
    """Given up a day later, as failed, with the last error on record."""
    with World(tmp_path) as world:
        _mails(world, email=_failing(*(DeliveryFailed("busy") for _ in range(2))))
        _add(world, delivery("a"))
        _deliver(world)
        world.forward(timedelta(days=1))
        assert _deliver(world) == Delivered(failed=1)
        over = _stored(world)
        assert (over.state, over.last_error) == (DeliveryState.FAILED, "busy")
        assert world.store.outbox.waiting() == ()


@pytest.mark.parametrize(
    ("channel", "words"), [(Hanging(), "no answer within"), (Broken(), "failed unexpectedly")]
)
def test_a_channel_that_misbehaves(tmp_path: Path, channel: MemoryNotifier, words: str) -> None:
    """One that hangs or breaks costs the others nothing, and is tried again."""
    with World(tmp_path) as world:
        _mails(world, hook=channel)
        _add(world, delivery("a", channel="hook"), delivery("b"))
        assert _deliver(world) == Delivered(sent=1, failed=1)
        waiting = _stored(world, "a")
        assert waiting.state is DeliveryState.PENDING
        assert words in waiting.last_error


def test_a_refusal_is_passed_on(tmp_path: Path) -> None:
    """Dana's address is refused, nobody stands in for her: Luis is called at once, not in 15 min."""
    with World(tmp_path) as world:
        _mails(world, email=_failing(DeliveryRefused("no such user")))
        _escalated(world)
        assert _deliver(world) == Delivered(refused=1, sent=1)
        rows = {one.to: one.state for one in world.store.outbox.of_issue("I-1")}
        assert rows == {"dana": DeliveryState.REFUSED, "luis": DeliveryState.SENT}


def test_another_channel_after_three_minutes(tmp_path: Path) -> None:
    """Mail to Luis keeps failing: his push gets it, and the mail goes on being tried."""
    with World(tmp_path) as world:
        _mails(world, email=_failing(*(DeliveryFailed("greylisted") for _ in range(20))))
        _escalated(world)
        _add(world, delivery("I-1/to-luis", to="luis", issue="I-1", failover=("push",), step=1))
        while not world.push.told:
            assert world.now < NOON + 9 * MINUTE
            world.forward(timedelta(seconds=15))
            _deliver(world)
        assert world.now >= NOON + 3 * MINUTE
        assert world.push.told == ["luis"]
        assert _stored(world, "I-1/to-luis").state is DeliveryState.PENDING


def test_somebody_else_is_told_after_three_minutes(tmp_path: Path) -> None:
    """Dana has mail only and her server keeps deferring: Luis is told, hers goes on being tried."""
    with World(tmp_path) as world:
        _mails(world, email=_deferring("dana"))
        _escalated(world)
        while "luis" not in world.setup.notifiers["email"].told:
            assert world.now < NOON + 9 * MINUTE
            world.forward(timedelta(seconds=15))
            _deliver(world)
        assert world.now >= NOON + 3 * MINUTE
        states = {one.to: one.state for one in world.store.outbox.of_issue("I-1")}
        assert states["dana"] is DeliveryState.PENDING


def test_a_stand_down_of_an_issue_that_is_open_again_is_dropped(tmp_path: Path) -> None:
    """What was true when it was written and is not any more does not go out."""
    with World(tmp_path) as world:
        _mails(world)
        _escalated(world)
        _add(world, delivery("bye", issue="I-1", kind=DeliveryKind.STAND_DOWN))
        _deliver(world)
        assert _stored(world, "bye").state is DeliveryState.DROPPED
        assert "open again" in _stored(world, "bye").last_error


def test_what_was_acknowledged_meanwhile_is_dropped(tmp_path: Path) -> None:
    """With the reason in the timeline; for its owner too, who knows already."""
    with World(tmp_path) as world:
        _escalated(world)
        _add(world, delivery("to-luis", to="luis", issue="I-1"))
        saved = world.store.ledger.issue("I-1")
        with world.store.unit():
            taken = replace(saved, state=IssueState.ACKNOWLEDGED, owner="luis", timer=None)
            world.store.ledger.save(taken)
        assert _deliver(world) == Delivered(dropped=2)
        skipped = [
            entry.because for _, entry in world.store.ledger.timeline("I-1")
            if entry.event is EventKind.SKIPPED
        ]  # fmt: skip
        assert skipped == ["I-1 was acknowledged before it was sent"] * 2


def test_an_orphan_is_sent_again_even_when_acknowledged(tmp_path: Path) -> None:
    """It may have gone out already: the same message once more is better than none."""
    with World(tmp_path) as world:
        with world.store.unit():
            world.store.ledger.save(replace(OPEN, state=IssueState.CLOSED, timer=None))
        _add(world, delivery("a", issue="I-1", state=DeliveryState.SENDING, attempts=1))
        assert _deliver(world) == Delivered(sent=1)
        assert _stored(world).attempts == 2


def test_one_probe_of_a_channel_that_is_down(tmp_path: Path) -> None:
    """A server that takes nothing is asked once a round; the others wait without being tried."""
    down = _failing(*(DeliveryFailed("server is down", whole_channel=True) for _ in range(9)))
    with World(tmp_path) as world:
        _mails(world, email=down)
        _add(world, *(delivery(name) for name in "abc"), delivery("d", channel="push"))
        assert _deliver(world) == Delivered(sent=1, failed=3)
        assert len(down._fails) == 8
        errors = {one.last_error for one in world.store.outbox.waiting()}
        assert errors == {"server is down", "the channel does not take messages just now"}


def test_a_refused_login_is_not_the_recipients_fault(tmp_path: Path) -> None:
    """Nobody's address is given up because our password is wrong."""
    refusal = DeliveryRefused("login refused", whole_channel=True)
    with World(tmp_path) as world:
        _mails(world, email=_failing(refusal))
        _add(world, delivery("a"))
        assert _deliver(world) == Delivered(failed=1)
        assert _stored(world).state is DeliveryState.PENDING


def test_a_channel_that_is_gone_from_the_config(tmp_path: Path) -> None:
    """What was to go there is refused with the reason, not kept for ever."""
    with World(tmp_path) as world:
        _add(world, delivery("a", channel="pager"))
        assert _deliver(world) == Delivered(refused=1)
        assert '"pager" is no longer configured' in _stored(world).last_error


def test_urgent_ones_go_first(tmp_path: Path) -> None:
    """A red call does not wait for a digest that was written before it."""
    with World(tmp_path) as world:
        digest = delivery("digest", kind=DeliveryKind.DIGEST, to="mia", created_at=NOON - HOUR)
        _add(world, digest, delivery("red", urgent=True))
        _deliver(world)
        assert world.mail.told == ["dana", "mia"]
