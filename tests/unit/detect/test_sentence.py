"""The sentence that says why, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log10

import pytest

from socwatch.detect.sentence import because, span
from socwatch.model.signal import Signal

TICK = timedelta(minutes=15)
YEAR = timedelta(days=365)
LOUD = Signal(
    topic="acme",
    kind="volume",
    at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    window=TICK,
    observed=38,
    expected=3.0,
    low=0,
    high=9,
    scored=38,
    negative=30,
    usual_negative=0.22,
    voices=33,
    strength=log10(11 * 7 * 96),
)


def said(signal: Signal, history: timedelta = YEAR) -> str:
    """The sentence for a topic with 15-minute ticks."""
    return because(signal, tick=TICK, history=history)


def test_every_number_stands_beside_its_usual() -> None:
    """The house sentence, word for word."""
    assert said(LOUD) == (
        "38 mentions in 15 min from 33 people, usual 0\u20139 at this hour; "
        "79 % negative, usual 22 %; about once in 11 weeks for this topic."
    )


def test_few_scored_mentions_are_counted() -> None:
    """Below twenty scored mentions there is no percentage of them."""
    few = replace(LOUD, observed=11, voices=11, scored=11, negative=9)
    assert said(few) == (
        "11 mentions in 15 min from 11 people, usual 0\u20139 at this hour; "
        "9 of 11 negative, usual 22 %; about once in 11 weeks for this topic."
    )


def test_a_short_history_is_said_to_be_short() -> None:
    """Six hours after the start there is no word of weeks, nor of a usual tone."""
    young = replace(LOUD, usual_negative=None)
    assert said(young, timedelta(hours=6)) == (
        "38 mentions in 15 min from 33 people, usual 0\u20139 at this hour; "
        "79 % negative, usual not known yet; only 6 h of history."
    )


def test_what_was_not_scored_is_not_called_positive() -> None:
    """Without a scored mention the sentence says nothing of tone."""
    mute = replace(LOUD, scored=0, negative=0, window=timedelta(hours=3), observed=1200)
    assert said(mute) == (
        "1,200 mentions in 3 h from 33 people, usual 0\u20139 in 3 h; "
        "about once in 11 weeks for this topic."
    )


def test_one_person_is_one_person() -> None:
    """Singular where there is one, and nothing of people where no author is known."""
    lone = replace(LOUD, observed=1, voices=1, scored=0, low=0, high=0)
    assert said(lone).startswith("1 mention in 15 min from 1 person, usual 0 at this hour;")
    assert said(replace(lone, voices=0)).startswith("1 mention in 15 min, usual 0")


def test_a_strength_beyond_all_experience_has_a_limit() -> None:
    """Nobody is told of millions of years."""
    assert said(replace(LOUD, strength=400.0)).endswith(
        "less than once in 100 years for this topic."
    )


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=12), "12 h"),
        (timedelta(days=3), "3 days"),
        (timedelta(weeks=30), "30 weeks"),
        (4 * YEAR, "4 years"),
    ],
)
def test_spans_are_told_in_their_natural_unit(length: timedelta, text: str) -> None:
    """A length of time as people say it."""
    assert span(length) == text
