"""How much is really negative, and when nobody can tell."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from socwatch.model.accuracy import Accuracy, Level, NoLevel, Rate
from socwatch.understand.level import level, level_of_counts

#: Of 80 negative ones 64 were found, of 120 others 12 were mistaken.
MEASURED = Accuracy(
    right=Rate(part=160, of=200),
    found=Rate(part=64, of=80),
    precise=Rate(part=64, of=76),
    mistaken=Rate(part=12, of=120),
    said_negative=Rate(part=80, of=200),
    read_negative=Rate(part=76, of=200),
    given=200,
)


def test_errors_of_counting_are_taken_out() -> None:
    """45 % read as negative = 0.8 of the negative half and 0.1 of the other half."""
    found = level_of_counts(450, 1000, MEASURED)
    assert isinstance(found, Level)
    assert found.share == pytest.approx(0.5, abs=0.01)
    assert found.low < 0.45
    assert found.high > 0.55


def test_a_share_is_never_below_0_or_above_1() -> None:
    """Chance alone may count fewer negative ones than are mistaken."""
    for negative, share in ((0, 0.0), (1000, 1.0)):
        found = level_of_counts(negative, 1000, MEASURED)
        assert isinstance(found, Level)
        assert found.share == share
        assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize(
    ("scored", "measured", "because"),
    [
        (19, MEASURED, "only 19 mentions were scored"),
        (100, replace(MEASURED, chosen=True), "not picked at random"),
        (100, replace(MEASURED, given=149), "150 tone labels are needed, there are 149"),
        (100, replace(MEASURED, found=Rate(part=9, of=9)), "10 random picks each"),
        (100, replace(MEASURED, mistaken=Rate(part=50, of=120)), "not told apart well enough"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_level_that_is_not_safe_is_not_told(
    scored: int, measured: Accuracy, because: str
) -> None:
    """The reason stands in its place, whichever way it would have been computed."""
    for found in (
        level_of_counts(scored // 2, scored, measured),
        level([0.5] * scored, 0.4, measured),
    ):
        assert isinstance(found, NoLevel)
        assert because in found.because


def chances(negative: int, others: int, seed: int = 1) -> list[float]:
    """What calibrated weights, taught at 40 % negative, say of such mentions."""
    rolls = random.Random(seed)
    drawn = []
    for is_negative, number in ((True, negative), (False, others)):
        for _ in range(number):
            lean = rolls.gauss(1.0 if is_negative else -1.0, 1.0)  # log-odds 2 x lean, by Bayes
            odds = 0.4 / 0.6 * 2.718281828 ** (2 * lean)
            drawn.append(odds / (1 + odds))
    return drawn


@pytest.mark.parametrize("negative", [5, 15, 40, 70, 95])
def test_a_shifted_share_is_found(negative: int) -> None:
    """The mean of the chances would lean to the 40 % that they were taught at."""
    errors, inside = [], 0
    for seed in range(30):
        drawn = chances(negative, 100 - negative, seed)
        found = level(drawn, 0.4, MEASURED)
        assert isinstance(found, Level)
        errors.append(abs(found.share * 100 - negative))
        inside += found.low - 0.005 <= negative / 100 <= found.high + 0.005
    assert sum(errors) / len(errors) < 7.5
    assert inside >= 25


def test_more_mentions_than_the_labels_bear_make_it_no_surer() -> None:
    """200 labels do not turn into a share that is known to the point."""
    few, many = (level(chances(n // 2, n // 2), 0.4, MEASURED) for n in (2_000, 20_000))
    assert isinstance(few, Level)
    assert isinstance(many, Level)
    assert many.high - many.low > 0.8 * (few.high - few.low) > 0.03


def test_one_tone_alone_teaches_no_level() -> None:
    """There is nothing to compare with."""
    assert isinstance(level([0.9] * 100, 1.0, MEASURED), NoLevel)
