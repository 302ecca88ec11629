"""Forecasts: a range for the next hours, and their record."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from socwatch.detect.forecast import AHEAD, record
from socwatch.detect.panel import Panel
from socwatch.model.signal import Bucket, Forecast
from socwatch.ports import DetectorState
from tests.support.world import NOON, TICK

TICKS = AHEAD // TICK


def _lived(last: int = 4) -> tuple[DetectorState, Panel]:
    """A week of about four mentions a tick; the last hour has `last` in each."""
    random, panel = Random(2), Panel(TICK)
    counts = [random.randint(2, 6) for _ in range(668)] + [last] * 4
    buckets = [
        Bucket(topic="acme", start=NOON + place * TICK, length=TICK, mentions=count, voices=count)
        for place, count in enumerate(counts)
    ]
    state, _ = panel.walk(buckets, None, buckets[-1].end)
    return state, panel


def test_the_next_hours_are_about_as_the_last_week() -> None:
    """Twelve ticks of four, and a range around it."""
    state, panel = _lived()

    found = panel.ahead("acme", state, NOON + 672 * TICK, [1.0] * TICKS)

    assert found is not None
    assert found.end - found.start == AHEAD
    assert 40 < found.expected < 56
    assert found.low < found.expected < found.high


def test_a_loud_hour_goes_on_for_a_while() -> None:
    """What is said now says something of what is said next, but not all."""
    calm, panel = _lived()
    loud, _ = _lived(last=40)
    at = NOON + 672 * TICK

    usual, after = (panel.ahead("acme", one, at, [1.0] * TICKS) for one in (calm, loud))

    assert usual is not None
    assert after is not None
    assert 1.5 * usual.expected < after.expected < 6 * usual.expected


def test_a_planned_event_lifts_it() -> None:
    """The plan knows of the sale."""
    state, panel = _lived()
    at = NOON + 672 * TICK

    usual = panel.ahead("acme", state, at, [1.0] * TICKS)
    sale = panel.ahead("acme", state, at, [3.0] * TICKS)

    assert usual is not None
    assert sale is not None
    assert sale.expected == pytest.approx(3 * usual.expected, rel=0.05)


def test_nobody_knows_before_anything_was_learned() -> None:
    """No forecast instead of a guess."""
    assert Panel(TICK).ahead("acme", None, NOON, [1.0] * TICKS) is None


def test_the_record_counts_what_could_be_judged() -> None:
    """Inside or outside; what was not read is neither, and few are given as counts."""
    one = Forecast(topic="acme", start=NOON, end=NOON + AHEAD, expected=5, low=2, high=9)
    told = [one, replace(one, observed=2), replace(one, observed=10), replace(one, observed=9)]

    few, many = record(told), record(told * 10)

    assert (few.held, few.judged) == (2, 3)
    assert few.because == "2 of 3 such forecasts held so far"
    assert many.because == "67% of 30 such forecasts held, 90% promised"
    assert record([one]).because == "no forecast has been judged yet"
