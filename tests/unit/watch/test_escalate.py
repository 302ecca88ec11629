"""Escalating: the plan's steps become mails, and who was not told is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

from socwatch.engine import acting, silencing
from socwatch.model.delivery import DeliveryKind
from socwatch.model.issue import CloseReason, EventKind, IssueState
from socwatch.model.plan import Silence
from tests.support.world import HOUR, MINUTE, NOON, PLAN, World


def _fire(world: World) -> None:
    world.shelf.put("my acme kettle caught fire", at=world.now)
    world.tick()


def _told(world: World) -> list[tuple[str, str]]:
    return [(one.to, one.kind.value) for one in world.mail.sent]


def test_step_by_step_down_to_the_fallback(tmp_path: Path) -> None:
    """Dana at once, Luis after 15 minutes, then the fallback; nobody twice in between."""
    with World(tmp_path) as world:
        _fire(world)
        while world.now < NOON + HOUR:
            world.forward(MINUTE)
            world.tick()
        assert _told(world)[:3] == [
            ("dana", "escalation"), ("luis", "escalation"), ("ops@acme.example", "escalation"),
        ]  # fmt: skip
        sent = [one.created_at - NOON for one in world.mail.sent][:3]
        assert sent == [0 * MINUTE, 15 * MINUTE, 30 * MINUTE]


def test_a_second_turn_at_the_same_instant_tells_nobody(tmp_path: Path) -> None:
    """Cron that runs twice in a minute wakes nobody twice."""
    with World(tmp_path) as world:
        _fire(world)
        before = world.issues()
        world.tick()
        assert _told(world) == [("dana", "escalation")]
        assert world.issues() == before


def test_acknowledging_stops_the_steps(tmp_path: Path) -> None:
    """Who was told hears who has it; Luis, who was not, is left in peace."""
    with World(tmp_path) as world:
        _fire(world)
        acting.acknowledge(world.setup, "I-1", "dana", world.forward(MINUTE))
        for _ in range(60):
            world.forward(MINUTE)
            world.tick()
        assert {to for to, _ in _told(world)} == {"dana"}
        assert world.issues()[0].state is IssueState.ACKNOWLEDGED


def test_closing_stands_everybody_down(tmp_path: Path) -> None:
    """Everybody who was told, whatever the hour, in the thread they already have."""
    with World(tmp_path) as world:
        _fire(world)
        world.forward(15 * MINUTE)
        world.tick()
        acting.close(world.setup, "I-1", "luis", CloseReason.REAL, world.forward(MINUTE))
        world.tick()
        stood_down = [one for one in world.mail.sent if one.kind is DeliveryKind.STAND_DOWN]
        assert "dana" in {one.to for one in stood_down}
        first = next(one for one in world.mail.sent if one.to == "dana")
        mail = message_from_bytes(
            next(one.body for one in stood_down if one.to == "dana"), policy=policy.default
        )
        assert mail["In-Reply-To"] == first.message_id
        assert mail["References"] == first.message_id


def test_a_restart_floods_nobody(tmp_path: Path) -> None:
    """After an hour's downtime one step is sent, the highest, and the others are on record."""
    with World(tmp_path) as world:
        _fire(world)
        world.forward(20 * MINUTE)
        world.tick()
        assert _told(world) == [("dana", "escalation"), ("luis", "escalation")]
        late = message_from_bytes(world.mail.sent[1].body, policy=policy.default)
        text = late.get_body(("plain",))
        assert text is not None
        assert "Delayed: this step is 5 min late" in text.get_content()


def test_a_silence_mutes_and_then_tells_once(tmp_path: Path) -> None:
    """While it holds, the step is muted on record; at its end the due step is sent."""
    silence = Silence(start=NOON, end=NOON + HOUR, because="site move", by="dana", include_red=True)
    with World(tmp_path) as world:
        silencing.add(world.setup, silence, NOON)
        _fire(world)
        assert _told(world) == []
        muted = [
            entry for _, entry in world.store.ledger.timeline("I-1")
            if entry.event is EventKind.MUTED
        ]  # fmt: skip
        assert [entry.details["to"] for entry in muted] == ["dana"]
        assert "site move" in muted[0].because
        world.now = silence.end
        world.tick()
        assert len(_told(world)) == 1


def test_quiet_hours_hold_a_mail(tmp_path: Path) -> None:
    """An amber issue at night: held until Dana's morning, and somebody awake is told instead."""
    night = NOON.replace(day=24, hour=2)
    amber = replace(PLAN.scenarios[0], severity_floor="amber")
    plan = replace(PLAN, scenarios=(amber,))
    with World(tmp_path, plan=plan) as world:
        world.now = night
        _fire(world)
        (held,) = [one for one in world.store.outbox.of_issue("I-1") if one.to == "dana"]
        assert held.not_before == night.replace(hour=7)
        assert "dana" not in [to for to, _ in _told(world)]
        assert _told(world)
        world.now = night.replace(hour=7)
        world.tick()
        assert "dana" in [to for to, _ in _told(world)]


def test_names_of_deliveries_tell_steps_apart(tmp_path: Path) -> None:
    """Issue, kind, start of the ladder, round and step, person, channel: a raise begins anew."""
    with World(tmp_path) as world:
        _fire(world)
        acting.acknowledge(world.setup, "I-1", "dana", world.forward(MINUTE))
        acting.reopen(world.setup, "I-1", "dana", world.forward(MINUTE))
        world.tick()
        names = [
            one.id for one in world.store.outbox.of_issue("I-1")
            if one.kind is DeliveryKind.ESCALATION
        ]  # fmt: skip
        stamps = [f"{at:%Y%m%dT%H%M%S.%f}" for at in (NOON, NOON + 2 * MINUTE)]
        assert names == [f"I-1/escalation/{stamp}/0.0/dana/email" for stamp in stamps]


def test_a_snooze_ends_by_itself(tmp_path: Path) -> None:
    """Then the steps go on where they were."""
    with World(tmp_path) as world:
        _fire(world)
        until: datetime = NOON + HOUR
        acting.snooze(world.setup, "I-1", "dana", until, world.forward(MINUTE))
        while world.now < until:
            assert [to for to, _ in _told(world) if to == "luis"] == []
            world.forward(timedelta(minutes=5))
            world.tick()
        world.forward(15 * MINUTE)
        world.tick()
        assert "luis" in [to for to, _ in _told(world)]
