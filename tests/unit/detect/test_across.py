"""across: many topics share a budget of false alarms."""

from __future__ import annotations

import pytest

from socwatch.detect.across import FAMILY, across
from socwatch.detect.panel import Panel
from socwatch.model.signal import Bucket
from tests.support.world import NOON, TICK


@pytest.mark.parametrize(("topics", "more"), [(1, 0.0), (FAMILY, 0.0), (10 * FAMILY, 1.0)])
def test_beyond_a_family_the_threshold_rises_with_the_number(topics: int, more: float) -> None:
    """Ten times the topics, a tenth of the false alarms each."""
    assert across(topics) == pytest.approx(more)


def test_the_same_burst_may_be_nothing_among_thousands_of_topics() -> None:
    """Somewhere among them such a thing happens every day."""
    counts = [4] * 400 + [25]
    buckets = [
        Bucket(topic="acme", start=NOON + place * TICK, length=TICK, mentions=count, voices=count)
        for place, count in enumerate(counts)
    ]
    one, many = Panel(TICK, "early"), Panel(TICK, "early", topics=10**6 * FAMILY)

    alone, among = (panel.walk(buckets, None, buckets[-1].end)[1][-1][0] for panel in (one, many))

    assert alone
    assert not among
