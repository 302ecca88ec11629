"""A source that brings far less than its own past is noticed; one that was always quiet is not."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from socwatch.detect import quiet as room
from socwatch.detect.quiet import quiet
from socwatch.model.watching import Heard

#: A Thursday, a day like the two before it.
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def days(*found: int) -> list[Heard]:
    """What was heard, today first."""
    return [Heard(one) for one in found]


def test_the_example_holds() -> None:
    """What the docstring shows is what comes out."""
    assert doctest.testmod(room).failed == 0


@pytest.mark.parametrize(
    ("found", "silent"),
    [
        (days(0, *[24] * 20), True),  # one day without what always came
        (days(1, *[40] * 20), True),  # far less, though not nothing
        (days(0, 0, 0, *[12] * 20), True),  # a smaller source takes longer
        (days(0, *[2] * 20), False),  # two a day: one day proves nothing
        (days(0, 0, 0, *[0, 0, 5, 0, 0, 30, 0] * 3), False),  # it always was like that
        (days(0, *[24]), False),  # known for one day only
        (days(5, 6, *[500, 400], *[5] * 20), False),  # a crisis is over
        (days(0, 0, *[200] * 5), True),  # a week of history is enough for a busy one
    ],
)
def test_few_or_nothing(found: Sequence[Heard], silent: bool) -> None:
    """Surprise is measured against the source's own days, and how few of them are known."""
    assert (quiet(found, NOW) is not None) is silent


def test_a_weekend_that_nobody_has_seen_is_no_silence() -> None:
    """The first Saturday of a business source is not compared with its Fridays."""
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert quiet(days(0, *[40] * 4), sunday) is None
    assert quiet(days(0, *[40] * 10), sunday) is not None


def test_a_day_that_was_not_read_is_no_evidence() -> None:
    """Blindness is told apart from silence."""
    assert quiet([Heard(0, read=False), *days(*[24] * 20)], NOW) is None


def test_says_what_was_found_and_what_is_usual() -> None:
    """One sentence with both numbers."""
    found = quiet(days(1, *[40] * 20), NOW)
    assert found is not None
    assert found.because == (
        "read without an error, but only 1 new item in 24 hours, where about 40 are usual"
    )
