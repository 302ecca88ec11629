"""What holds for every count and every sequence of buckets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import inf, nan

from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.detect.panel import Panel
from socwatch.detect.tail import share_tail, usual_range, volume_tail
from socwatch.model.signal import Bucket

TICK = timedelta(minutes=15)
ROUNDING = 0.002  # powers of ten
START = datetime(2026, 3, 2, tzinfo=UTC)
counts = st.one_of(st.integers(0, 30), st.integers(0, 10**7))
means = st.floats(1e-6, 1e6)
sizes = st.floats(1e-3, 1e6)
junk = st.one_of(st.integers(-5, 60), st.integers(-(10**9), 10**9))


@given(count=counts, more=counts, mean=means, size=sizes)
def test_a_higher_count_is_never_less_rare(count: int, more: int, mean: float, size: float) -> None:
    """The tail lies in (0, 1] and falls as the count rises, but for the rounding at the mean."""
    near, far = volume_tail(count, mean, size), volume_tail(count + more, mean, size)
    assert -inf < far <= near + ROUNDING
    assert near <= 0


@given(scored=counts, part=st.floats(0, 1), share=st.floats(0, 1), alike=st.floats(0, 1))
def test_more_negative_ones_are_never_less_rare(
    scored: int, part: float, share: float, alike: float
) -> None:
    """The share's tail lies in (0, 1] and falls as the negative ones rise."""
    negative = int(scored * part)
    near = share_tail(negative, scored, share, alike)
    far = share_tail(min(scored, negative + 1), scored, share, alike)
    assert -inf < far <= near + ROUNDING
    assert near <= 0


@given(mean=means, size=sizes)
def test_the_usual_range_is_a_range(mean: float, size: float) -> None:
    """Low is not above high, and neither is below zero."""
    low, high = usual_range(mean, size)
    assert 0 <= low <= high


@st.composite
def sequences(draw: st.DrawFn) -> list[Bucket]:
    """Buckets with any counts, gaps, repeats and jumps of the clock."""
    at, buckets = START, []
    for _ in range(draw(st.integers(1, 25))):
        jump = st.sampled_from([1, 1, 1, 1, 0, 2, 50, -1, -500, 100_000])
        at += draw(jump) * TICK + timedelta(seconds=draw(st.sampled_from([0, 0, 0, 61])))
        buckets.append(
            Bucket(
                topic="acme",
                start=at,
                length=TICK,
                mentions=draw(st.one_of(st.none(), junk)),
                scored=draw(junk),
                negative=draw(junk),
                voices=draw(junk),
                busiest=draw(junk),
                copies=draw(junk),
                complete=draw(st.booleans()),
                lift=draw(st.sampled_from([1.0, 1.0, 3.0, 0.0, -2.0, 1e9, inf, nan])),
            )
        )
    return buckets


@settings(deadline=None)
@given(buckets=sequences(), ahead=st.integers(-100_000, 200_000))
def test_walking_is_inspecting_one_after_the_other(buckets: list[Bucket], ahead: int) -> None:
    """No sequence raises, and the state's text in between changes nothing."""
    panel, now, state = Panel(TICK), START + ahead * TICK, None
    said = []
    for each in buckets:
        inspection = panel.inspect(each, state, now)
        state = inspection.state
        said.append((inspection.signals, inspection.outlook))
    assert panel.walk(buckets, None, now) == (state, tuple(said))
