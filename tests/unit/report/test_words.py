"""The shared phrases: a number never stands alone, small ones are not made into percentages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from socwatch.report import words

NOW = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "says"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=15), "15 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=2, minutes=10), "2 h 10 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3, hours=4, minutes=9), "3 days 4 h"),
        (timedelta(minutes=-5), "less than a minute"),
    ],
)
def test_a_span_is_said_in_at_most_two_units(length: timedelta, says: str) -> None:
    """Short enough for a phone, exact enough to act on."""
    assert words.span(length) == says


def test_a_time_is_local_and_names_the_day_when_it_is_another() -> None:
    """The reader's midnight decides, not that of UTC."""
    at = words.Clock(timezone="Europe/Madrid", now=NOW)
    assert at(NOW + timedelta(minutes=20)) == "00:50"
    assert at(NOW - timedelta(minutes=40)) == "Wed 1 Jul 23:50"
    assert at(NOW - timedelta(days=365)) == "Wed 2 Jul 2025 00:30"


@pytest.mark.parametrize(
    ("observed", "expected", "says"),
    [
        (61, 5.1, "12x usual"),
        (12, 5.0, "2.4x usual"),
        (10, 5.0, "2x usual"),
        (6, 5.0, ""),
        (4, 1.0, ""),
        (50, 0.2, ""),
    ],
)
def test_a_ratio_is_given_only_where_it_means_something(
    observed: int, expected: float, says: str
) -> None:
    """Few mentions, or next to none expected, give no "times usual"."""
    assert words.times_usual(observed, expected) == says


def test_a_share_of_few_is_no_percentage() -> None:
    """Below twenty the two numbers are given, and that they are too few."""
    assert words.negative(3, 4, 0.2) == "3 of 4 scored are negative (too few for a percentage)"
    assert words.negative(10, 20, 0.2) == "50% negative (usual 20%, n = 20)"
    assert words.negative(10, 20, None) == "50% negative (usual not known yet, n = 20)"
    assert "could be scored" in words.negative(0, 0, 0.2)


def test_numbers_and_names_are_written_for_people() -> None:
    """Thousands are grouped, one is one, ids become words."""
    assert words.several(1, "mention") == "1 mention"
    assert words.several(1934, "mention") == "1,934 mentions"
    assert words.count(5.1) == "5.1"
    assert words.count(5.0) == "5"
    assert words.titled("acme-kettle") == "Acme kettle"
    assert words.kind("product_safety") == "product safety"
    assert words.kind("volume") == "more mentions than usual"
