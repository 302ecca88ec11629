"""Assessing: what becomes an issue, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.issue import EventKind
from socwatch.model.mention import Outcome
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.testing import PagesSource
from socwatch.watch.assess import assess
from tests.support.world import HOUR, MINUTE, NOON, TICK, World, gathered, mention, topic

DAYS = 6
START = NOON - timedelta(days=DAYS)


def _say(world: World, *said: tuple[str, datetime, str]) -> None:
    """Stores mentions as if they had been fetched when they were published."""
    with world.store.unit():
        world.store.mentions.add(
            [
                gathered(
                    replace(mention(f"{at:%d%H%M}-{number}", text, at=at, author=author),
                            fetched_at=at),
                    reading=world.setup.analyst.read([mention("m", text)])[0],
                )
                for number, (text, at, author) in enumerate(said)
            ]
        )  # fmt: skip


def _quiet_days(world: World, until: datetime = NOON) -> None:
    """Days with three mentions an hour, assessed as they went by."""
    at = START
    while at < until:
        if at.minute != 45:
            _say(world, (f"an ordinary word at {at}", at, f"@{at:%H%M}"))
        at += TICK
        assess(world.setup, at)


def _burst(world: World, at: datetime, words: str = "negative", count: int = 40) -> None:
    said = [(f"{words} {number}", at + MINUTE, f"@burst{number}") for number in range(count)]
    _say(world, *said)


def _events(world: World) -> list[str]:
    return [entry.event.value for _, entry in world.store.ledger.timeline()]


def test_a_cold_start_opens_nothing(tmp_path: Path) -> None:
    """A store full of mentions is no storm on its first day of being watched."""
    with World(tmp_path) as world:
        _burst(world, NOON - TICK)
        assess(world.setup, NOON)
        assess(world.setup, NOON + TICK)
        assert world.issues() == ()


def test_one_burst_is_one_issue(tmp_path: Path) -> None:
    """Volume and tone rise together and go on for an hour: one issue, with its first step due."""
    with World(tmp_path) as world:
        _quiet_days(world)
        for number in range(4):
            _burst(world, NOON + number * TICK)
            assess(world.setup, NOON + (number + 1) * TICK)
        (issue,) = world.issues()
        assert (issue.topic, issue.opened_at) == ("acme", NOON + TICK)
        assert issue.signal.observed >= 40
        assert issue.mentions
        assert issue.timer is not None
        assert _events(world).count("issue_opened") == 1


def test_quiet_days_open_nothing(tmp_path: Path) -> None:
    """What is usual is no issue."""
    with World(tmp_path) as world:
        _quiet_days(world)
        assert world.issues() == ()
        outlooks = world.store.watching.outlooks("acme", NOON - HOUR, NOON)
        assert len(outlooks) == 4
        assert all(outlook.expected < 3 for outlook in outlooks.values())


def test_judging_a_tick_again_changes_nothing(tmp_path: Path) -> None:
    """As after a crash: the same issue, the same outlook, no second line in the timeline."""
    with World(tmp_path) as world:
        _quiet_days(world)
        _burst(world, NOON)
        assess(world.setup, NOON + TICK)
        before, lines = world.issues()[0], _events(world)
        with world.store.unit():
            world.store.watching.save_memo("assessed_to", "")
        assess(world.setup, NOON + TICK)
        (after,) = world.issues()
        assert replace(after, revision=before.revision) == before
        assert _events(world) == lines


def test_late_mentions_are_judged_in_their_own_time(tmp_path: Path) -> None:
    """A burst that is fetched half an hour late is seen at the next tick, as what it was."""
    with World(tmp_path) as world:
        _quiet_days(world)
        assess(world.setup, NOON + TICK)
        assess(world.setup, NOON + 2 * TICK)
        before = world.store.watching.outlooks("acme", NOON, NOON + TICK)
        _burst(world, NOON + TICK)
        assess(world.setup, NOON + 3 * TICK)
        assert [issue.opened_at for issue in world.issues()] == [NOON + 3 * TICK]
        assert world.store.watching.outlooks("acme", NOON, NOON + TICK) == before


def test_a_blind_time_is_no_zero(tmp_path: Path) -> None:
    """Hours in which nothing could be read leave what is usual as it was."""
    with World(tmp_path) as world:
        _quiet_days(world)
        with world.store.unit():
            world.store.watching.save_blind(
                BlindSpan(source="shelf", since=NOON, until=None, because="down")
            )
        for number in range(1, 17):
            assess(world.setup, NOON + number * TICK)
        outlooks = world.store.watching.outlooks("acme", NOON, NOON + 16 * TICK)
        assert outlooks[NOON + 15 * TICK].learned == outlooks[NOON].learned
        assert world.issues() == ()


def test_a_source_that_was_never_read_is_not_waited_for(tmp_path: Path) -> None:
    """It fails from the first minute on: what the others say is learned all the same."""
    never = SourceState(name="broken", kind="rss", outcome=Outcome.BROKEN, failures=9)
    with World(tmp_path) as world:
        broken = PagesSource("broken", [])
        world.setup = replace(world.setup, sources=(*world.setup.sources, broken))
        with world.store.unit():
            world.store.watching.save_source(never)
            world.store.watching.save_blind(
                BlindSpan(source="broken", since=NOON - HOUR, until=None, because="down")
            )
        for number in range(12):
            assess(world.setup, NOON + number * TICK)
        outlooks = world.store.watching.outlooks("acme", NOON, NOON + 12 * TICK)
        assert outlooks[NOON + 10 * TICK].learned == 10


@pytest.mark.parametrize("blind", [True, False])
def test_blindness_does_not_calm_an_issue(tmp_path: Path, blind: bool) -> None:
    """Hours of silence end an amber issue; hours in which nothing could be read do not."""
    with World(tmp_path) as world:
        _quiet_days(world)
        _burst(world, NOON)
        assess(world.setup, NOON + TICK)
        if blind:
            with world.store.unit():
                world.store.watching.save_blind(
                    BlindSpan(source="shelf", since=NOON + TICK, until=None, because="down")
                )
        for number in range(2, 24):
            assess(world.setup, NOON + number * TICK)
        (issue,) = world.issues()
        assert issue.is_open is blind
        assert (issue.calmed_at is None) is blind


def test_a_tripwire_needs_one_mention(tmp_path: Path) -> None:
    """Also on the first day, also friendly in tone: red at once, and the reason is said."""
    with World(tmp_path) as world:
        world.shelf.put("my acme kettle caught fire", "acme is fine")
        world.tick()
        (issue,) = world.issues()
        assert (issue.kind, issue.severity) == ("product_safety", "red")
        assert issue.mentions == ("shelf:shelf-0",)
        assert '"fire"' in issue.because
        assert world.store.mentions.tripped() == ()


def test_a_tripwire_that_goes_on_is_the_same_issue(tmp_path: Path) -> None:
    """Further reports are evidence of the issue, not issues."""
    with World(tmp_path) as world:
        for number in range(3):
            world.shelf.put(f"another acme fire {number}", at=world.now)
            world.tick(force=True)
            world.forward(MINUTE)
        (issue,) = world.issues()
        assert len(issue.mentions) == 3


def test_an_old_article_does_not_trip(tmp_path: Path) -> None:
    """What a new source brings from last week is counted, but wakes nobody."""
    with World(tmp_path) as world:
        world.shelf.put("the acme fire of last week", at=NOON - timedelta(hours=25))
        world.tick()
        assert world.issues() == ()
        assert world.store.mentions.tripped() == ()


def test_a_tripwire_for_each_topic(tmp_path: Path) -> None:
    """One mention of two topics opens an issue for each of them."""
    with World(tmp_path, topics=(topic("acme"), topic("bravo"))) as world:
        world.shelf.put("acme and bravo are on fire")
        world.tick()
        assert sorted(issue.topic for issue in world.issues()) == ["acme", "bravo"]


def test_a_flood_by_one_author_is_said_once(tmp_path: Path) -> None:
    """One loud voice is on the timeline, once in a while, and opens no issue."""
    with World(tmp_path) as world:
        _quiet_days(world)
        for number in range(4):
            at = NOON + number * TICK
            _say(world, *((f"buy {n} {at}", at + MINUTE, "@loud") for n in range(30)))
            assess(world.setup, at + TICK)
        (entry,) = [
            entry
            for _, entry in world.store.ledger.timeline()
            if entry.event is EventKind.COORDINATED
        ]
        assert "30 of 30 mentions are by one author" in entry.because
        assert entry.details == {"topic": "acme", "mentions": 30, "voices": 1}
        assert world.issues() == ()


def test_an_issue_names_what_could_not_be_read(tmp_path: Path) -> None:
    """A source that is down while another one shows a burst is in the evidence."""
    down = PagesSource("press", [])
    with World(tmp_path) as world:
        object.__setattr__(world.setup, "sources", (world.shelf, down))
        _quiet_days(world)
        with world.store.unit():
            world.store.watching.save_source(
                SourceState(name="press", kind="rss", outcome=Outcome.BROKEN)
            )
            world.store.watching.save_blind(
                BlindSpan(source="press", since=NOON, until=None, because="down")
            )
        _burst(world, NOON)
        assess(world.setup, NOON + TICK)
        (issue,) = world.issues()
        assert issue.signal.unread == ("press",)
