"""The replay: everything happens at the instant at which a running socwatch would have done it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.engine.replay import Replay, ScriptedSource
from socwatch.engine.scenario import Act, Line
from socwatch.model.issue import Entry, EventKind
from socwatch.model.mention import Outcome
from tests.support.world import HOUR, MINUTE, NOON, World, mention

PRESS = "press"


Play = Callable[..., tuple[list[Entry], World]]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Plays lines in a world of their own."""
    worlds: list[World] = []

    def played(*lines: Line) -> tuple[list[Entry], World]:
        sources = [ScriptedSource(PRESS, "rss", timedelta(minutes=5))]
        world = World(tmp_path / str(len(worlds)), sources=sources)
        worlds.append(world)
        return asyncio.run(_events(Replay(world.setup, sources), lines)), world

    yield played
    for world in worlds:
        world.store.close()


async def _events(replay: Replay, lines: Sequence[Line]) -> list[Entry]:
    return [entry async for entry in replay.run(lines)]


def _said(minute: float, text: str = "the acme kettle caught fire", name: str = "m1") -> Line:
    at = NOON + minute * MINUTE
    return Line(at=at, mention=mention(name, text, at=at, source=PRESS))


def _end(minute: float) -> Line:
    return Line(at=NOON + minute * MINUTE)


def _act(minute: float, name: str, **details: object) -> Line:
    return Line(at=NOON + minute * MINUTE, act=Act(name=name, details=details))


def _calls(events: Sequence[Entry]) -> list[tuple[timedelta, object]]:
    return [
        (entry.at - NOON, entry.details["to"])
        for entry in events
        if entry.event is EventKind.TOLD and entry.details["kind"] == "escalation"
    ]


def test_steps_happen_to_the_minute(play: Play) -> None:
    """A tripwire fires when it is fetched, and each step when its timer is due, between ticks."""
    events, _ = play(_said(2), _end(60))
    assert (events[0].event, events[0].at) == (EventKind.OPENED, NOON + 2 * MINUTE)
    assert _calls(events)[:3] == [
        (2 * MINUTE, "dana"), (17 * MINUTE, "luis"), (32 * MINUTE, "ops@acme.example"),
    ]  # fmt: skip


def test_events_come_in_order_of_time(play: Play) -> None:
    """Whatever happens at one instant, time never goes back."""
    lines = [_said(minute, name=f"m{minute}") for minute in range(2, 40, 3)]
    events, _ = play(*lines, _end(90))
    times = [entry.at for entry in events]
    assert times == sorted(times)
    assert len(times) > 3


def test_the_end_is_the_end(play: Play) -> None:
    """A step that is due later is not told; what is due at the very end is."""
    events, _ = play(_said(2), _end(17))
    assert _calls(events) == [(2 * MINUTE, "dana"), (17 * MINUTE, "luis")]
    again, _ = play(_said(2), _end(16.9))
    assert _calls(again) == [(2 * MINUTE, "dana")]


def test_an_acknowledgement_in_time(play: Play) -> None:
    """One minute before Luis would be called, he is not."""
    events, world = play(_said(2), _act(16, "ack", issue="latest", by="dana"), _end(60))
    assert _calls(events) == [(2 * MINUTE, "dana")]
    assert world.issues()[0].acknowledged_at == NOON + 16 * MINUTE


def test_an_act_that_finds_nothing_is_skipped(play: Play) -> None:
    """It leaves an event, and the replay goes on."""
    events, _ = play(
        _act(1, "ack", issue="latest", by="dana"),
        _act(1, "close", issue="I-9", by="dana", reason="real"),
        _said(2),
        _act(3, "ack", issue="latest", by="nobody"),
        _end(4),
    )
    skipped = [entry for entry in events if entry.event is EventKind.SKIPPED]
    assert [entry.because.partition(":")[0] for entry in skipped] == ["ack", "close", "ack"]
    assert _calls(events) == [(2 * MINUTE, "dana")]


def test_an_outcome_holds_until_the_next(play: Play) -> None:
    """What is said while a source is refused is fetched when it is back, at its own time."""
    refused = Line(at=NOON + MINUTE, source=PRESS, outcome=Outcome.REFUSED)
    back = Line(at=NOON + HOUR, source=PRESS, outcome=Outcome.OK)
    events, world = play(refused, _said(2), back, _end(61))
    assert _calls(events)[0][0] == HOUR
    kinds = [entry.event for entry in events]
    assert kinds.index(EventKind.SOURCE_FAILING) < kinds.index(EventKind.SOURCE_RECOVERED)
    (stored,) = world.store.mentions.newest()
    assert stored.mention.counts_at == NOON + 2 * MINUTE


def test_nothing_to_play(play: Play) -> None:
    """No line, no event."""
    assert play()[0] == []
