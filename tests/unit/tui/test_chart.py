"""The chart: what was not read is a question mark, what is usual stands behind it, it always fits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from socwatch.engine.snapshot import LastHour
from socwatch.report.facts import Slot
from socwatch.report.words import DASH
from socwatch.tui.chart import chart, last_hour
from socwatch.tui.palette import DARK, palette
from socwatch.tui.rows import age, share, sparks

COLOURS = palette(DARK)
HOUR = timedelta(hours=1)
BEGIN = datetime(2026, 11, 20, tzinfo=UTC)


def bars(*numbers: int | None, low: int | None = 1, high: int | None = 9) -> list[Slot]:
    """An hour each."""
    return [
        Slot(start=BEGIN + place * HOUR, length=HOUR, mentions=number, low=low, high=high)
        for place, number in enumerate(numbers)
    ]


def hour(mentions: int | None, scored: int = 0, negative: int = 0) -> LastHour:
    """The last hour, with a usual of 2 to 9."""
    return LastHour(
        mentions=mentions, low=2, high=9, expected=5.0, scored=scored, negative=negative,
        positive=0, usual_negative=0.2,
    )  # fmt: skip


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 100_000)), min_size=1, max_size=60),
    st.integers(20, 200),
    st.integers(3, 20),
)
def test_it_always_fits(numbers: list[int | None], width: int, height: int) -> None:
    """Whatever the numbers and the size: so many rows, none of them too wide."""
    drawn = chart(bars(*numbers), width, height, COLOURS).plain.splitlines()
    assert len(drawn) == height
    assert all(cell_len(line.rstrip()) <= max(width, 20) for line in drawn)


@given(st.integers(1, 5), st.integers(1_000, 100_000))
def test_one_mention_is_never_drawn_as_none(few: int, many: int) -> None:
    """Beside a huge bar a small one keeps a trace."""
    bottom = chart(bars(few, many), 40, 6, COLOURS).plain.splitlines()[-2]
    assert "▁" in bottom


def test_what_was_not_read_is_a_question_mark() -> None:
    """None is no zero."""
    bottom = chart(bars(None, 0, 4), 20, 5, COLOURS).plain.splitlines()[-2]
    assert bottom.count("?") == 6 or "?" in bottom
    assert "?" not in chart(bars(0, 0, 4), 20, 5, COLOURS).plain


def test_the_usual_range_stands_behind_quiet_hours() -> None:
    """Where it is known; before that, nothing is claimed."""
    assert "░" in chart(bars(0, 1, 0), 30, 6, COLOURS).plain
    assert "░" not in chart(bars(0, 1, 0, low=None, high=None), 30, 6, COLOURS).plain


def test_above_usual_has_its_colour_and_only_that() -> None:
    """Ten against nine at most is above; nine is not."""
    above = {str(one.style) for one in chart(bars(10), 20, 5, COLOURS).spans}
    usual = {str(one.style) for one in chart(bars(9), 20, 5, COLOURS).spans}
    assert COLOURS.above in above
    assert COLOURS.above not in usual


def test_the_last_hour_says_what_is_usual() -> None:
    """A number never stands alone."""
    shown = last_hour(hour(60, 40, 30), 34, COLOURS).plain
    for words in (
        "60 mentions",
        "12x usual",
        f"usual 2{DASH}9",
        "75%",
        "usual neg 20%",
        "tone unknown: 20",
    ):
        assert words in shown


def test_of_few_there_are_no_shares() -> None:
    """Nineteen scored are given as numbers, without a bar."""
    shown = last_hour(hour(19, 19, 10), 34, COLOURS).plain
    assert "10 of 19 negative" in shown
    assert "%" not in shown
    assert "█" not in shown


def test_an_hour_that_was_not_read_is_no_quiet_hour() -> None:
    """It says so and gives no number."""
    assert last_hour(hour(None), 34, COLOURS).plain.strip() == "Nothing could be read."


def test_short_forms() -> None:
    """Ages in a few characters, shares of few as numbers, sparks for two hours each."""
    assert [age(timedelta(minutes=one)) for one in (0, 38, 130, 4320)] == [
        "0m",
        "38m",
        "2h10",
        "3d",
    ]
    assert [share(3, 0), share(3, 19), share(5, 20)] == ["n/a", "3/19", "25%"]
    assert sparks((0,) * 22 + (4, 4)) == " " * 11 + "█"
