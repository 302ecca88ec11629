"""hush: silence is what could be heard and was not there."""

from __future__ import annotations

from socwatch.detect.hush import HUSH, Tick, hush
from tests.support.world import NOON, TICK


def _ticks(*said: int | None, expected: float = 2.0) -> list[Tick]:
    return [Tick(NOON + place * TICK, expected, one) for place, one in enumerate(said)]


def test_a_silence_has_its_beginning_and_what_was_expected() -> None:
    """From the first tick without a mention on."""
    ticks = _ticks(3, 1, 0, 0, 0, 0, 0)

    found = hush(ticks, NOON + 7 * TICK)

    assert found is not None
    assert found.since == NOON + 2 * TICK
    assert found.expected == 10.0
    assert "nothing was said for 75 min, where about 10 mentions are usual" in found.because


def test_too_little_was_expected_for_a_silence() -> None:
    """A topic with a mention a day is quiet most of the time."""
    assert hush(_ticks(1, 0, 0, 0, expected=HUSH / 4), NOON + 4 * TICK) is None


def test_what_could_not_be_read_is_no_silence() -> None:
    """Hours of blindness add nothing, and end nothing."""
    assert hush(_ticks(1, None, None, None, None, None, 0), NOON + 7 * TICK) is None
    found = hush(_ticks(1, 0, None, 0, 0, 0), NOON + 6 * TICK)
    assert found is not None
    assert found.expected == 8.0


def test_one_mention_ends_it() -> None:
    """However small."""
    assert hush(_ticks(0, 0, 0, 0, 0, 0, 1), NOON + 7 * TICK) is None


def test_nothing_judged_is_nothing_silent() -> None:
    """Before the first tick."""
    assert hush([], NOON) is None
