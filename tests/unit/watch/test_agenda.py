"""When something is next due, across steps, held mails and the changes of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from socwatch.model.issue import IssueState, Timer
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.watch.agenda import after_tick, earlier, floor, following, latest, next_due
from socwatch.watch.setup import DigestOrder
from tests.support.world import HOUR, MINUTE, NOON, TICK, World, delivery, issue

LONDON = "Europe/London"
DAILY = frozenset(range(7))


def _order(at: time, days: frozenset[int] = DAILY) -> DigestOrder:
    return DigestOrder(name="daily", at=at, days=days, to=("dana",))


def _utc(day: str, at: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day}T{at}:00+00:00")


def test_steps_of_detection() -> None:
    """An instant on a step is its own floor, and the step after it is a whole one away."""
    assert floor(NOON, TICK) == NOON
    assert floor(NOON + timedelta(minutes=14, seconds=59), TICK) == NOON
    assert after_tick(NOON, TICK) == NOON + TICK
    assert after_tick(NOON + MINUTE, TICK) == NOON + TICK


def test_next_due_is_the_earliest_of_all(tmp_path: Path) -> None:
    """A timer, a held mail, a retry, a reminder: whatever comes first; what is past is not due."""
    with World(tmp_path) as world, world.store.unit():
        assert next_due(world.setup, NOON + MINUTE) == NOON + TICK
        world.store.outbox.add([delivery("held", not_before=NOON + 9 * MINUTE)])
        assert next_due(world.setup, NOON) == NOON + 9 * MINUTE
        timer = Timer(round=0, step=1, due_at=NOON + 8 * MINUTE)
        saved = world.store.ledger.save(issue(timer=timer))
        assert next_due(world.setup, NOON) == NOON + 8 * MINUTE
        taken = replace(saved, timer=None, remind_at=NOON + 7 * MINUTE)
        world.store.ledger.save(replace(taken, state=IssueState.ACKNOWLEDGED))
        assert next_due(world.setup, NOON) == NOON + 7 * MINUTE
        world.store.outbox.add([delivery("again", next_try_at=NOON + 6 * MINUTE)])
        assert next_due(world.setup, NOON) == NOON + 6 * MINUTE
        assert next_due(world.setup, NOON + 9 * MINUTE) == NOON + TICK


def test_a_failing_source_is_due_after_its_pause(tmp_path: Path) -> None:
    """And never before the service will listen again."""
    state = SourceState(
        name="shelf", kind="shelf", outcome=Outcome.REFUSED, last_try=NOON, failures=1
    )
    with World(tmp_path) as world, world.store.unit():
        world.store.watching.save_source(state)
        assert next_due(world.setup, NOON) == NOON + 5 * MINUTE
        world.store.watching.save_source(replace(state, retry_at=NOON + 11 * MINUTE))
        assert next_due(world.setup, NOON) == NOON + 11 * MINUTE


def test_a_digest_at_the_same_local_time_all_year() -> None:
    """06:30 in London is 06:30 UTC in winter and 05:30 in summer; only on its days."""
    order = _order(time(6, 30), frozenset({0}))
    assert following(order, LONDON, _utc("11-23", "06:29")) == _utc("11-23", "06:30")
    assert following(order, LONDON, _utc("11-23", "06:30")) == _utc("11-30", "06:30")
    assert following(order, LONDON, _utc("06-01", "00:00")) == _utc("06-01", "05:30")
    assert latest(order, LONDON, _utc("11-23", "06:29")) == _utc("11-16", "06:30")
    assert latest(order, LONDON, _utc("11-23", "06:30")) == _utc("11-23", "06:30")


def test_a_digest_without_days_is_never_due() -> None:
    """None, and not an endless search."""
    order = _order(time(6, 30), frozenset())
    assert following(order, LONDON, NOON) is None
    assert latest(order, LONDON, NOON) is None


@pytest.mark.parametrize(
    ("day", "at", "due"),
    [
        ("03-29", "02:30", "00:30"),  # Berlin goes from 02:00 to 03:00: 03:30 is meant
        ("10-25", "02:30", "00:30"),  # Berlin has 02:30 twice: the first of them
    ],
)
def test_times_that_the_clocks_skip_or_repeat(day: str, at: str, due: str) -> None:
    """A local time that does not exist, or comes twice, is due exactly once that day."""
    order = _order(time.fromisoformat(at))
    midnight = _utc(day, "00:00") - 3 * HOUR
    expected = _utc(day, due) + (HOUR if day == "03-29" else timedelta(0))
    assert following(order, "Europe/Berlin", midnight) == expected
    after = following(order, "Europe/Berlin", expected)
    assert after is not None
    assert after.date() > expected.date()
    assert latest(order, "Europe/Berlin", expected + 5 * HOUR) == expected


@pytest.mark.parametrize(("day", "hours"), [("03-29", 23), ("10-25", 25), ("11-23", 24)])
def test_a_day_earlier_is_the_same_local_time(day: str, hours: int) -> None:
    """A day on which the clocks change has 23 or 25 hours, and none is lost or doubled."""
    order = _order(time(6, 30))
    at = following(order, LONDON, _utc(day, "00:00"))
    assert at is not None
    start = earlier(at, timedelta(days=1), LONDON)
    assert at - start == timedelta(hours=hours)
    assert start == latest(order, LONDON, at - MINUTE)
    assert start.tzinfo is UTC
