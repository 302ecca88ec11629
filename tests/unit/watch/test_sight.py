"""What a poll's outcome means for what can be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.model.issue import EventKind
from socwatch.model.mention import Outcome
from socwatch.model.watching import BlindSpan, SourceState
from socwatch.watch.sight import (
    Glance,
    after_poll,
    awaited,
    blind_sources,
    is_due,
    is_paused,
    pause,
    silence_is_due,
)
from tests.support.world import HOUR, MINUTE, NOON

EVERY = 5 * MINUTE
NEW = SourceState(name="press", kind="rss")
READ = replace(NEW, since=NOON, last_try=NOON, first_ok=NOON, last_ok=NOON)


def _after(state: SourceState, outcome: Outcome, minutes: float, retry_at: object = None) -> Glance:
    return after_poll(
        state,
        outcome,
        because="" if outcome is Outcome.OK else "down",
        retry_at=retry_at,  # type: ignore[arg-type]
        now=NOON + minutes * MINUTE,
        every=EVERY,
    )


def test_a_first_good_poll_is_no_news() -> None:
    """Nothing is blind, nobody is told."""
    glance = _after(NEW, Outcome.OK, 0)
    assert glance == Glance(state=READ)


def test_a_failure_is_blind_since_the_last_good_poll() -> None:
    """What was said since then is unknown; one failure alone is not told to anybody."""
    glance = _after(READ, Outcome.BROKEN, 5)
    assert glance.blind == BlindSpan(source="press", since=NOON, until=None, because="down")
    assert glance.entry is None
    assert (glance.state.failures, glance.state.last_ok) == (1, NOON)


def test_the_second_failure_is_told_once() -> None:
    """The state keeps since when it holds; the third failure is not told again."""
    first = _after(READ, Outcome.BROKEN, 5).state
    second = _after(first, Outcome.BROKEN, 10)
    third = _after(second.state, Outcome.BROKEN, 20)
    assert second.entry is not None
    assert second.entry.event is EventKind.SOURCE_FAILING
    assert second.entry.details == {"source": "press", "outcome": "broken"}
    assert third.entry is None
    assert third.state.since == NOON + EVERY
    assert third.state.blind_since == NOON


@pytest.mark.parametrize("outcome", [Outcome.UNAUTHORISED, Outcome.MISCONFIGURED])
def test_what_only_a_person_can_mend_is_told_at_once(outcome: Outcome) -> None:
    """A rejected login does not get better by waiting."""
    assert _after(READ, outcome, 5).entry is not None


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.OK])
def test_whatever_is_not_ok_is_blind(outcome: Outcome) -> None:
    """Also a part is not the whole."""
    assert _after(READ, outcome, 5).blind is not None


def test_a_recovery_ends_the_blind_span() -> None:
    """The span that began with the failure ends now; it is told when the failure was."""
    failing = _after(_after(READ, Outcome.BROKEN, 5).state, Outcome.BROKEN, 10).state
    back = _after(failing, Outcome.OK, 20)
    ended = BlindSpan(source="press", since=NOON, until=NOON + 20 * MINUTE, because="down")
    assert back.blind == ended
    assert back.entry is not None
    assert back.entry.event is EventKind.SOURCE_RECOVERED
    expected = replace(READ, since=NOON + 20 * MINUTE, last_try=ended.until, last_ok=ended.until)
    assert back.state == replace(expected, fell=(NOON + 10 * MINUTE,))


def test_the_fourth_failure_in_a_day_is_told_when_it_stays() -> None:
    """A source that comes and goes is no news each time; that it stays away is."""
    fell = tuple(NOON - hour * HOUR for hour in (6, 4, 2))
    flapping = replace(READ, fell=fell)
    first = _after(_after(flapping, Outcome.BROKEN, 5).state, Outcome.BROKEN, 10)
    later = _after(first.state, Outcome.BROKEN, 121)
    assert first.entry is None
    assert later.entry is not None
    assert "failure 4 in 24 h" in later.entry.because
    assert later.state.fell == (*fell, NOON + 121 * MINUTE)


def test_a_single_failure_recovers_without_a_word() -> None:
    """Nobody was told of it, so nobody is told that it is over; but it was blind."""
    back = _after(_after(READ, Outcome.BROKEN, 5).state, Outcome.OK, 10)
    assert back.entry is None
    assert back.blind is not None


def test_a_long_pause_of_ours_is_a_gap() -> None:
    """Two good polls far apart: socwatch was not running, and did not see."""
    gap = _after(READ, Outcome.OK, 46).blind
    assert gap is not None
    assert (gap.since, gap.until) == (NOON, NOON + 46 * MINUTE)
    assert gap.because == "socwatch was not running"
    assert _after(READ, Outcome.OK, 45).blind is None


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 5), (1, 5), (2, 10), (3, 20), (4, 40), (5, 60), (500, 60)]
)
def test_pauses_grow_up_to_an_hour(failures: int, minutes: int) -> None:
    """The first failure is tried again at the usual time."""
    assert pause(EVERY, failing(failures)) == minutes * MINUTE


def test_a_slow_source_keeps_its_own_pace() -> None:
    """A source that is asked once a day is not asked more often because it fails."""
    assert pause(timedelta(days=1), failing(3)) == timedelta(days=1)


def test_due_a_little_early() -> None:
    """Cron's minute and our second never meet: up to a tenth of the interval, at most 30 s."""
    assert is_due(NEW, EVERY, NOON)
    assert is_due(None, EVERY, NOON)
    assert is_due(READ, EVERY, NOON + timedelta(seconds=270))
    assert not is_due(READ, EVERY, NOON + timedelta(seconds=269))
    assert is_due(READ, MINUTE, NOON + timedelta(seconds=54))
    assert not is_due(READ, MINUTE, NOON + timedelta(seconds=53))


def test_a_requested_pause_is_obeyed_to_the_second() -> None:
    """Also after a good poll."""
    waiting = _after(READ, Outcome.OK, 5, NOON + HOUR).state
    assert not is_due(waiting, EVERY, NOON + HOUR - timedelta(seconds=1))
    assert is_due(waiting, EVERY, NOON + HOUR)


def test_a_clock_that_was_ahead_does_not_blind_us() -> None:
    """A last try in the future is no reason to wait until then."""
    assert is_due(replace(READ, last_try=NOON + timedelta(days=365)), EVERY, NOON)


def test_a_pause_counted_from_a_clock_that_was_ahead_is_none() -> None:
    """It would last until then; a clock that is put right by a second changes no pause."""
    later = NOON + timedelta(days=30)
    ahead = replace(READ, last_try=later, retry_at=later + HOUR)
    assert not is_paused(ahead, NOON)
    assert is_paused(ahead, later - timedelta(seconds=1))
    assert not silence_is_due(replace(READ, silence_checked=NOON), NOON)
    assert silence_is_due(replace(READ, silence_checked=later), NOON)


SPANS = (
    BlindSpan(source="press", since=NOON, until=NOON + HOUR, because="down"),
    BlindSpan(source="forum", since=NOON - timedelta(days=2), until=None, because="down"),
)


def test_blind_sources_of_a_bucket() -> None:
    """Those with a span that touches it; the ends of spans are outside."""
    names = ("press", "forum", "shelf")
    assert blind_sources(names, SPANS, NOON, NOON + EVERY) == ("press", "forum")
    assert blind_sources(names, SPANS, NOON + HOUR, NOON + 2 * HOUR) == ("forum",)
    assert blind_sources(names, SPANS, NOON - HOUR, NOON) == ("forum",)


def test_nobody_waits_for_ever() -> None:
    """What has been dark for a day is no longer missed from what is usual."""
    names = ("press", "forum", "shelf")
    assert awaited(names, SPANS, NOON) == ("press", "shelf")
    assert awaited(names, SPANS, NOON - timedelta(hours=25)) == names


def failing(times: int, outcome: Outcome = Outcome.BROKEN) -> SourceState:
    """The state of a source that failed so many times in a row."""
    return SourceState(name="press", kind="rss", outcome=outcome, failures=times)


def test_a_part_is_no_reason_to_look_away() -> None:
    """A source that has more than one poll can carry is asked as often as ever."""
    assert pause(EVERY, failing(9, Outcome.PARTIAL)) == EVERY
