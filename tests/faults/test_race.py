"""An acknowledgement races the timer of the next step: one of two outcomes, never a third."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.model.delivery import DeliveryKind, DeliveryState
from socwatch.model.issue import EventKind, IssueState
from tests.faults.rig import BEGIN, Rig, ended
from tests.support.smtp_server import SmtpServer

#: The instant at which the second step is due.
DUE = BEGIN + timedelta(hours=4)
CEO = "mia@acme.example"


def race(folder: Path, seed: int) -> str:
    """Runs `ack` and `poll` at once in the minute in which Mia is due; says which was first."""
    chance = random.Random(seed)
    with SmtpServer() as server:
        rig = Rig(folder, smtp=server.port)
        rig.drop([("m1", "my acme kettle caught fire")])
        assert rig.run("poll").code == 0
        commands = [("ack", "I-1", "--by", "dana"), ("poll",)]
        chance.shuffle(commands)
        first = rig.start(*commands[0], at=DUE)
        time.sleep(chance.uniform(0, 0.5))
        both = [ended(first), ended(rig.start(*commands[1], at=DUE))] if seed % 2 else None
        both = both or [ended(one) for one in (first, rig.start(*commands[1], at=DUE))]
        assert [one.code for one in both] == [0, 0], both
        assert rig.run("poll", at=DUE + timedelta(minutes=5)).code == 0
        return outcome(rig, server)


def outcome(rig: Rig, server: SmtpServer) -> str:
    """ "spared": Mia was never told; "crossed": she was, and hears who has it."""
    store = rig.store()
    try:
        issue = store.ledger.issue("I-1")
        assert issue.state is IssueState.ACKNOWLEDGED
        assert issue.timer is None
        taken = [
            entry for _, entry in store.ledger.timeline("I-1")
            if entry.event is EventKind.ACKNOWLEDGED
        ]  # fmt: skip
        assert len(taken) == 1
        rows = [one for one in store.outbox.of_issue("I-1") if one.to == "mia"]
    finally:
        store.close()
    calls = [one for one in rows if one.kind is DeliveryKind.ESCALATION]
    heard = [one for one in rows if one.kind is DeliveryKind.ACKNOWLEDGED]
    got = sum(mail.recipients == (CEO,) for mail in server.accepted)
    if not any(one.state is DeliveryState.SENT for one in calls):
        assert got == 0 or not calls
        assert not [one for one in heard if one.state is DeliveryState.SENT and not calls]
        return "spared"
    assert len(calls) == 1
    assert got == 1 + len(heard)
    return "crossed"


def test_an_acknowledgement_that_races_the_timer(tmp_path: Path) -> None:
    """Mia is spared, or she is told and the message crossed it; the issue is dana's either way."""
    outcomes = {race(tmp_path / str(seed), seed) for seed in range(2)}
    assert outcomes <= {"spared", "crossed"}


@pytest.mark.soak
def test_two_hundred_races(tmp_path: Path) -> None:
    """Both outcomes are met, and no third."""
    outcomes = {race(tmp_path / str(seed), seed) for seed in range(200)}
    assert outcomes == {"spared", "crossed"}
