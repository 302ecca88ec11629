"""What is remembered between two ticks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socwatch.detect.panel import Panel
from socwatch.ports import DetectorState
from tests.unit.detect.brand import TICK, WEEK, bucket, ordinary


def test_the_state_is_small() -> None:
    """Below 10 kB, also with five-minute ticks at 5,000 mentions an hour."""
    tick = timedelta(minutes=5)
    loud = ordinary(417.0, WEEK)
    buckets = [
        bucket(loud[0].start + place * tick, each.mentions or 0, negative=each.negative, tick=tick)
        for place, each in enumerate(loud)
    ]
    state, _ = Panel(tick).walk(buckets, None, buckets[-1].end)
    assert len(state) < 10_000


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '[1,900,"x"]', "[99,900,0,0,0,0,0]"])
def test_text_of_no_use_is_a_fresh_start(text: str) -> None:
    """Broken text and other versions lose what was learnt, and nothing else."""
    panel, first = Panel(TICK), ordinary(5.0, 1)
    now = first[0].end
    assert panel.walk(first, DetectorState(text), now) == panel.walk(first, None, now)


def test_a_state_of_another_tick_length_is_a_fresh_start() -> None:
    """After the tick was changed in the config, nothing old is mistaken for the new."""
    buckets = ordinary(5.0, WEEK)
    state, _ = Panel(timedelta(minutes=5)).walk(buckets, None, buckets[-1].end)
    _, ((_, outlook),) = Panel(TICK).walk(buckets[-1:], state, buckets[-1].end)
    assert outlook.learned == 0
