"""A bundle is one message and many: what becomes of it becomes of each that it tells."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from socwatch.errors import DeliveryFailed, DeliveryRefused
from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import EventKind, IssueState
from socwatch.respond.ladder import ladder_for, start
from socwatch.testing import MemoryNotifier
from socwatch.watch.deliver import Delivered, deliver
from socwatch.watch.escalate import escalate
from tests.support.world import HOUR, MINUTE, NOON, PLAN, World, delivery, issue

LADDER = ladder_for(PLAN, severity="red", topic="acme", scenario=None)
OPEN = issue(ladder=LADDER, timer=start(LADDER, NOON))
MANY = 9


class _Picky(MemoryNotifier):
    """Takes all but what begins so."""

    def __init__(self, error: Exception, times: int = 10**6) -> None:
        super().__init__("email")
        self._error = error
        self._left = times

    async def send(self, delivery: Delivery) -> str:
        if delivery.is_bundle and delivery.to == "dana" and self._left:
            self._left -= 1
            raise self._error
        return await super().send(delivery)


def _storm(world: World, email: MemoryNotifier) -> None:
    object.__setattr__(world.setup, "notifiers", {**world.setup.notifiers, "email": email})
    with world.store.unit():
        for number in range(1, MANY + 1):
            world.store.ledger.save(replace(OPEN, number=number, topic=f"t{number}"))
    escalate(world.setup, world.now)


def _states(world: World, to: str) -> dict[DeliveryState, int]:
    found: dict[DeliveryState, int] = {}
    for number in range(1, MANY + 1):
        for one in world.store.outbox.of_issue(f"I-{number}"):
            if one.to == to:
                found[one.state] = found.get(one.state, 0) + 1
    return found


def _deliver(world: World) -> Delivered:
    return asyncio.run(deliver(world.setup, world.now, deadline=0.5))


def test_five_and_one_that_tells_four(tmp_path: Path) -> None:
    """All nine issues are told by six messages, each with a line in its timeline."""
    with World(tmp_path) as world:
        _storm(world, MemoryNotifier("email"))
        assert _deliver(world) == Delivered(sent=6)
        assert _states(world, "dana") == {DeliveryState.SENT: MANY}
        for number in range(1, MANY + 1):
            told = [
                entry
                for _, entry in world.store.ledger.timeline(f"I-{number}")
                if entry.event is EventKind.TOLD
            ]
            assert [one.details["outcome"] for one in told] == ["sent"]
        assert _deliver(world) == Delivered()


def test_a_refused_bundle_is_passed_on_for_each_that_it_tells(tmp_path: Path) -> None:
    """Dana's server refuses it: Luis is told of its four issues at once."""
    with World(tmp_path) as world:
        _storm(world, _Picky(DeliveryRefused("no such user")))
        _deliver(world)
        assert _states(world, "dana") == {DeliveryState.SENT: 5, DeliveryState.REFUSED: 4}
        assert _states(world, "luis") == {DeliveryState.SENT: 4}


def test_a_bundle_that_fails_goes_on_being_tried_and_others_are_told(tmp_path: Path) -> None:
    """After three minutes Luis hears of its issues, and Dana's message still goes out later."""
    with World(tmp_path) as world:
        _storm(world, _Picky(DeliveryFailed("greylisted"), times=12))
        while DeliveryState.SENT not in _states(world, "luis"):
            assert world.now < NOON + 9 * MINUTE
            _deliver(world)
            world.forward(timedelta(seconds=15))
        assert _states(world, "luis") == {DeliveryState.SENT: 4}
        assert _states(world, "dana") == {DeliveryState.SENT: 5, DeliveryState.MERGED: 4}
        world.forward(timedelta(hours=3))
        for _ in range(12):
            _deliver(world)
            world.forward(timedelta(minutes=15))
        assert DeliveryState.MERGED not in _states(world, "dana")


def test_a_bundle_that_was_being_sent_in_a_crash_is_sent_again_the_same(tmp_path: Path) -> None:
    """The next process finds it claimed and sends the same bytes; nothing is bundled anew."""
    with World(tmp_path) as world:
        email = MemoryNotifier("email")
        _storm(world, _Picky(DeliveryFailed("the cable"), times=1))
        _deliver(world)
        (whole,) = [one for one in world.store.outbox.waiting() if one.is_bundle]
        with world.store.unit():
            claimed = replace(whole, state=DeliveryState.SENDING, next_try_at=None)
            assert world.store.outbox.settle(claimed, DeliveryState.PENDING)
        object.__setattr__(world.setup, "notifiers", {"email": email})
        assert _deliver(world) == Delivered(sent=1)
        assert email.sent[0].body == whole.body
        assert _states(world, "dana") == {DeliveryState.SENT: MANY}


def test_news_of_others_hold_no_red_back(tmp_path: Path) -> None:
    """After eight all-clears in a minute the call about a fire goes out at once."""
    with World(tmp_path) as world:
        with world.store.unit():
            for number in range(1, MANY):
                known = delivery(f"I-{number}/call", issue=f"I-{number}", state=DeliveryState.SENT,
                                 settled_at=NOON - 2 * HOUR, created_at=NOON - 2 * HOUR)  # fmt: skip
                over = delivery(f"I-{number}/over", issue=f"I-{number}",
                                kind=DeliveryKind.STAND_DOWN, urgent=True)  # fmt: skip
                closed = replace(
                    OPEN, number=number, topic=f"t{number}", state=IssueState.CLOSED, timer=None
                )
                world.store.ledger.save(closed)
                world.store.outbox.add([known, over])
        assert _deliver(world).sent == 6
        with world.store.unit():
            world.store.ledger.save(replace(OPEN, number=MANY))
        world.forward(MINUTE)
        escalate(world.setup, world.now)
        assert _deliver(world) == Delivered(sent=1)
        assert world.mail.sent[-1].issue == f"I-{MANY}"


def test_a_bundle_has_a_link_for_each_issue_that_waits(tmp_path: Path) -> None:
    """Each in the name of its reader, and for the issue it stands beside."""
    with World(tmp_path) as world:
        object.__setattr__(
            world.setup, "link", lambda issue, who, _: f"https://watch.example/a/{issue.id}-{who}"
        )
        email = MemoryNotifier("email")
        _storm(world, email)
        _deliver(world)
        (whole,) = (one for one in email.sent if one.is_bundle)
        text = message_from_bytes(whole.body, policy=policy.default).get_body(("plain",))
    assert text is not None
    told = text.get_content()
    for number in range(6, MANY + 1):
        assert f"socwatch ack I-{number} --by dana" in told
        assert f"https://watch.example/a/I-{number}-dana" in told
