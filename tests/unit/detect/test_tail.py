"""Tails of count data."""

from __future__ import annotations

from itertools import pairwise
from math import comb, isfinite, lgamma, log, log10

import pytest

from socwatch.detect.tail import share_tail, usual_range, volume_tail


def summed(count: int, mean: float, size: float) -> float:
    """log10 P(Y >= count), by adding up the negative-binomial distribution term by term."""
    p = mean / (mean + size)
    terms = []
    for k in range(count, count + 4000):
        chance = lgamma(k + size) - lgamma(size) - lgamma(k + 1)
        terms.append(chance + size * log(1 - p) + k * log(p))
    most = max(terms)
    return (most + log(sum(2.718281828459045 ** (term - most) for term in terms))) / log(10)


@pytest.mark.parametrize(
    ("count", "mean", "size"),
    [(1, 0.1, 0.5), (3, 0.1, 2.0), (12, 3.0, 1.5), (60, 20.0, 8.0), (400, 300.0, 50.0)],
)
def test_volume_tail_is_the_sum_of_the_distribution(count: int, mean: float, size: float) -> None:
    """The saddlepoint agrees with adding up every term: to 7 % of the chance, closer when large."""
    close = 0.03 if count < 20 else 1e-3
    assert volume_tail(count, mean, size) == pytest.approx(summed(count, mean, size), abs=close)


def test_volume_tail_of_an_enormous_count_is_a_number() -> None:
    """A tail too small for a float is still told apart from a smaller one."""
    far, farther = volume_tail(50_000, 10, 20), volume_tail(10**7, 10, 20)
    assert isfinite(farther)
    assert farther < far < -300


def test_volume_tail_falls_from_zero_to_fifty_thousand() -> None:
    """More mentions are never said to be less rare."""
    for mean, size in ((0.02, 0.3), (5.0, 2.0), (900.0, 4.0), (20_000.0, 300.0)):
        tails = [volume_tail(count, mean, size) for count in range(0, 50_001, 250)]
        assert all(later <= earlier for earlier, later in pairwise(tails))


def test_no_mention_is_no_evidence() -> None:
    """At least zero mentions are certain."""
    assert volume_tail(0, 3.0, 2.0) == 0.0


def test_volume_tail_with_a_large_size_is_poisson() -> None:
    """Without spread, three or more at 0.1 expected has the chance that Poisson gives."""
    poisson = 1 - 2.718281828459045**-0.1 * (1 + 0.1 + 0.005)
    assert volume_tail(3, 0.1, 1e8) == pytest.approx(log10(poisson), abs=0.01)


def test_share_tail_without_overdispersion_is_binomial() -> None:
    """Nine or more of eleven at a usual share of 22 % has the binomial chance."""
    chance = sum(comb(11, k) * 0.22**k * 0.78 ** (11 - k) for k in (9, 10, 11))
    assert share_tail(9, 11, 0.22, 0.0) == pytest.approx(log10(chance), abs=0.02)


def test_mentions_that_go_together_are_weaker_evidence() -> None:
    """The same share among alike mentions is less rare than among independent ones."""
    assert share_tail(60, 100, 0.3, 0.0) < share_tail(60, 100, 0.3, 0.05) < -1


@pytest.mark.parametrize(("mean", "size"), [(0.3, 1.0), (6.0, 3.0), (39.0, 10.0)])
def test_usual_range_holds_99_of_100(mean: float, size: float) -> None:
    """At most about one count in 200 lies above the range, and one more is needed for that."""
    _, high = usual_range(mean, size)
    assert 10 ** volume_tail(high + 1, mean, size) <= 0.0056
    assert 10 ** volume_tail(high, mean, size) > 0.0046


def test_a_wildly_spread_count_is_exact() -> None:
    """Where the approximation fails, in the first hours of a topic, the exact tail stands in."""
    assert volume_tail(5, 0.3, 0.05) == pytest.approx(summed(5, 0.3, 0.05), abs=1e-6)


@pytest.mark.parametrize(("mean", "size"), [(1.0, 1e8), (300.0, 50.0), (5.0, 3.0)])
def test_the_tail_at_the_mean_is_no_guess(mean: float, size: float) -> None:
    """Where the tilt vanishes, the skewness decides."""
    exact = summed(round(mean), mean, size)
    assert volume_tail(mean, mean, size) == pytest.approx(exact, abs=1e-3)


def test_usual_range_of_a_large_topic_is_close_to_the_exact_one() -> None:
    """The approximation for large counts leaves about one in 200 above it."""
    low, high = usual_range(2000.0, 12.0)
    assert 0.003 < 10 ** volume_tail(high, 2000.0, 12.0) < 0.008
    assert 0.992 < 10 ** volume_tail(low, 2000.0, 12.0) < 0.998
