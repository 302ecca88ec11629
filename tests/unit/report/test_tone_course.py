"""The negative share over time: bars that can be told, joined where there is too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.report.as_markdown import as_markdown
from socwatch.report.facts import Slot
from socwatch.report.letter import Letter
from socwatch.report.tone_course import tone_chart, tone_course
from tests.golden.report.world import DAY, DIGEST, TOPIC

HOUR = timedelta(hours=1)


def slots(*numbers: tuple[int, int]) -> tuple[Slot, ...]:
    """An hour each: how many were scored, and how many of these are negative."""
    return tuple(
        Slot(start=DAY + place * HOUR, length=HOUR, mentions=scored, scored=scored, negative=bad)
        for place, (scored, bad) in enumerate(numbers)
    )


def shares(*numbers: tuple[int, int]) -> list[int | None] | None:
    """What is drawn of such hours."""
    chart = tone_chart(replace(TOPIC, slots=slots(*numbers)), "UTC")
    return None if chart is None else [point.mentions for point in chart.points]


def test_an_hour_with_enough_has_its_own_bar() -> None:
    """Twenty scored are enough for a share; nineteen are a gap and no zero."""
    assert shares((20, 5), (40, 30), (19, 19), (100, 1)) == [25, 75, None, 1]


def test_hours_with_too_few_are_joined_as_little_as_it_takes() -> None:
    """Ten an hour: two hours make a bar; an hour without any mention spoils nothing."""
    assert shares(*[(10, 5)] * 5, (0, 0), *[(10, 1)] * 2) == [50, 50, None, 10]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_of_few_there_is_no_course(number: int) -> None:
    """A day with a mention an hour has a share, and no course of it."""
    assert shares(*[(number, 0)] * 18) is None


def test_the_finding_names_the_worst_bar_and_what_is_usual() -> None:
    """With its n, how long a bar is, and how many could not be told."""
    told = replace(TOPIC, slots=slots((20, 5), (40, 30), (19, 19), (100, 1)), usual_negative=0.18)
    chart = tone_chart(told, "UTC")
    assert chart is not None
    assert chart.finding == (
        "Acme: most negative at 01:00 with 75% of 40 (usual 18%); a bar is 1 h; "
        "1 of 4 bars had fewer than 20 scored"
    )


def test_every_form_has_the_numbers() -> None:
    """The table names what it is of, and a gap says why it is one."""
    facts = replace(
        DIGEST, topics=(replace(TOPIC, slots=slots((20, 5), (40, 30), (2, 0), (99, 1))),)
    )
    part = tone_course(facts)
    text = as_markdown(Letter(subject="", heading="x", sections=(part,)))
    assert "| Time | Negative | Scored |" in text
    assert "| 01:00 | 75% | 40 |" in text
    assert "| 02:00 | too few scored | 2 |" in text
    assert tone_course(replace(facts, topics=())).blocks == ()
