"""What labels say about the readings."""

from __future__ import annotations

import pytest

from socwatch.model.accuracy import Rate
from socwatch.model.label import Picked
from socwatch.model.reading import Tone
from socwatch.understand.accuracy import Judged, accuracy, drift

NEGATIVE, NEUTRAL, POSITIVE = Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE


def judged(number: int, read: Tone, said: Tone, picked: Picked = Picked.RANDOM) -> list[Judged]:
    """So many mentions that were read and labelled alike."""
    return [Judged(read=read, said=said, picked=picked)] * number


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [
        (8, 10, 0.490, 0.943),
        (0, 20, 0.0, 0.161),
        (20, 20, 0.839, 1.0),
        (100, 120, 0.756, 0.889),
        (0, 0, 0.0, 1.0),
    ],
)
def test_intervals_are_those_of_wilson(part: int, of: int, low: float, high: float) -> None:
    """As printed by other programs; nothing of nothing is not known at all."""
    assert Rate(part=part, of=of).interval == pytest.approx((low, high), abs=0.001)


def test_every_rate_has_its_own_n() -> None:
    """Right of all, found of the negative, precise of what was read so, mistaken of the others."""
    found = accuracy([
        *judged(30, NEGATIVE, NEGATIVE), *judged(10, NEUTRAL, NEGATIVE),
        *judged(5, NEGATIVE, NEUTRAL), *judged(45, NEUTRAL, NEUTRAL),
        *judged(10, POSITIVE, NEUTRAL),
    ])  # fmt: skip
    assert found.right == Rate(part=75, of=100)
    assert found.found == Rate(part=30, of=40)
    assert found.precise == Rate(part=30, of=35)
    assert found.mistaken == Rate(part=5, of=60)
    assert found.said_negative == Rate(part=40, of=100)
    assert found.read_negative == Rate(part=35, of=100)
    assert found.is_measured
    assert not found.chosen


def test_only_random_picks_count_where_there_are_enough() -> None:
    """The uncertain ones are harder, those that people chose are of their choice."""
    random = judged(20, NEGATIVE, NEGATIVE)
    others = judged(30, NEUTRAL, NEGATIVE, Picked.UNCERTAIN) + judged(
        5, NEUTRAL, POSITIVE, Picked.OWN
    )
    found = accuracy([*random, *others])
    assert found.right == Rate(part=20, of=20)
    assert (found.given, found.chosen) == (55, False)


def test_what_people_chose_counts_only_with_a_warning() -> None:
    """19 random ones are too few."""
    found = accuracy([*judged(19, NEGATIVE, NEGATIVE), *judged(21, NEUTRAL, NEGATIVE, Picked.OWN)])
    assert found.right == Rate(part=19, of=40)
    assert found.chosen


def test_fewer_than_20_are_too_few() -> None:
    """Whoever picked them."""
    assert not accuracy(judged(19, NEGATIVE, NEGATIVE)).is_measured
    assert accuracy([]).labelled == 0


def test_a_drift_is_told_when_chance_does_not_explain_it() -> None:
    """40 of 50 and then 25 of 50; the same the other way round; not 40 and then 35."""
    good, bad = judged(40, NEGATIVE, NEGATIVE), judged(10, NEUTRAL, NEGATIVE)
    poor = judged(25, NEGATIVE, NEGATIVE) + judged(25, NEUTRAL, NEGATIVE)
    worse = drift([*good, *bad, *poor])
    assert worse is not None
    assert (worse.before, worse.lately) == (Rate(part=40, of=50), Rate(part=25, of=50))
    assert worse.is_worse
    better = drift([*poor, *good, *bad])
    assert better is not None
    assert not better.is_worse
    fair = judged(35, NEGATIVE, NEGATIVE) + judged(15, NEUTRAL, NEGATIVE)
    assert drift([*good, *bad, *fair]) is None


def test_a_drift_needs_40_random_picks() -> None:
    """Those that people chose change with what they look for."""
    chosen = judged(50, NEUTRAL, NEGATIVE, Picked.OWN)
    assert drift([*judged(19, NEGATIVE, NEGATIVE), *judged(19, NEUTRAL, NEGATIVE), *chosen]) is None


def test_what_could_not_be_scored_is_in_no_rate() -> None:
    """But it is counted."""
    found = accuracy([*judged(20, NEUTRAL, NEUTRAL), *judged(7, Tone.UNSCORED, NEGATIVE)])
    assert found.right == Rate(part=20, of=20)
    assert found.unscored == 7
