"""How unlikely a count is: tails of count data in plain Python.

Invariant: every tail is a number in (0, 1], falls (never rises) as the count rises, and is given
as its base-10 logarithm, so that one in 10^400 is still a number.

The tails are saddlepoint approximations with the correction for whole numbers, a few per cent off
at three mentions and exact to four digits at a hundred, at the same cost from 1 to 10^7. See
R. Lugannani and S. Rice, "Saddle point approximation for the distribution of the sum of independent
random variables" (1980), and H. E. Daniels, "Tail probability approximations" (1987). Where counts
are so wildly spread, or mentions so few, that the approximation fails (a size below one half: the
first hours of a topic), the tail is the regularised incomplete beta function, I_p(count, size) with
p = mean / (mean + size): NIST's Digital Library of Mathematical Functions, 8.17.5 and 8.17.22.
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, expm1, lgamma, log, log1p, log10, pi, sqrt

LN10 = log(10.0)
#: A size above this is a Poisson count for every purpose here.
POISSON = 1e9
_ROOT_2 = sqrt(2.0)
_ROOT_2PI = sqrt(2.0 * pi)
_FLAT = 3e-3  # this near to the mean the correction is lost in rounding
_FAR = 35.0  # standard deviations from which the normal tail is its first term
_WILD = 0.5  # sizes below which the saddlepoint is no good
_FEW = 3.0  # mentions that go their own ways, below which it is no good either
_NEAR_ALL = 1.0  # effective mentions that are not negative, below which the saddlepoint goes astray
_TINY = 1e-300
_CLOSE = 1e-9
_TERMS = 20_000
_STEP = 0.02  # relative step in which sizes and means are told apart by `usual_range`


def volume_tail(count: float, mean: float, size: float) -> float:
    """log10 P(Y >= count) for a negative-binomial Y of this mean and size (its shape).

    The variance is mean + mean**2 / size. Smooth between whole counts.
    """
    if count <= 0:
        return 0.0
    mean = max(mean, 1e-12)
    size = min(max(size, 1e-6), POISSON)
    if size < _WILD:
        return _beta_tail(mean / (mean + size), size / (mean + size), count, size)
    more, apart = log(count / mean), log1p((count - mean) / (size + mean))
    tilt, deviance = more - apart, count * more - (count + size) * apart
    skew = 1.0 + 2.0 * count / size
    return _saddlepoint(tilt, deviance, count + count * count / size, skew)


def share_tail(negative: float, scored: float, share: float, overdispersion: float) -> float:
    """log10 P(at least `negative` of `scored`) when `share` is usual.

    `overdispersion` is the correlation between two mentions' tones (0: binomial; 1: all mentions
    say the same). It is taken into account as a smaller sample with the same share, which keeps
    the mean and the variance of the beta-binomial.
    """
    if negative <= 0 or scored <= 0:
        return 0.0
    share = min(max(share, 1e-6), 1 - 1e-6)
    design = 1.0 + (scored - 1.0) * max(0.0, overdispersion) if scored > 1 else 1.0
    most, count = scored / design, min(negative, scored) / design
    rest = most - count
    if most < _FEW or rest < _NEAR_ALL:
        return _beta_tail(share, 1 - share, count, rest + 1.0)
    if rest < 1e-9 * most:
        return most * log10(share)
    tilt = log(count / rest * (1 - share) / share)
    deviance = count * log(count / (most * share)) + rest * log(rest / (most * (1 - share)))
    tail = _saddlepoint(tilt, deviance, count * rest / most, 1.0 - 2.0 * count / most)
    return max(tail, most * log10(share))


def _saddlepoint(tilt: float, deviance: float, variance: float, skew: float) -> float:
    """log10 of the upper tail: by the tilt that makes the count usual, and the variance then.

    `skew` is the third cumulant over the second; it decides alone next to the mean.
    """
    if deviance <= 0.5 * _FLAT * _FLAT:
        correction = (0.5 - skew / 6.0) / sqrt(variance)
        return log10(min(1.0, max(0.5 + correction / _ROOT_2PI, 0.05)))
    root = sqrt(2.0 * deviance) if tilt > 0 else -sqrt(2.0 * deviance)
    lattice = -expm1(-tilt) * sqrt(variance)
    correction = 1.0 / lattice - 1.0 / root
    if root < _FAR:
        tail = 0.5 * erfc(root / _ROOT_2) + exp(-deviance) / _ROOT_2PI * correction
        return min(0.0, log10(tail)) if tail > 0 else -deviance / LN10
    return min(0.0, (-deviance - log(_ROOT_2PI * abs(lattice))) / LN10)


def _beta_tail(x: float, rest: float, a: float, b: float) -> float:
    """log10 of the regularised incomplete beta function I_x(a, b); rest = 1 - x, given exactly."""
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest)
    if x < (a + 1.0) / (a + b + 2.0):
        return min(0.0, (front - log(a) + log(_fraction(x, a, b))) / LN10)
    below = exp(min(0.0, front - log(b) + log(_fraction(rest, b, a))))
    return log1p(-min(below, 1.0 - 1e-12)) / LN10


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's rule."""
    c, d = 1.0, 1.0 / (1.0 - (a + b) * x / (a + 1.0) or _TINY)
    value = d
    for m in range(1, _TERMS):
        a2m = a + 2 * m
        term = m * (b - m) * x / ((a2m - 1.0) * a2m)
        d = 1.0 / (1.0 + term * d or _TINY)
        c = 1.0 + term / c or _TINY
        value *= c * d
        term = -(a + m) * (a + b + m) * x / (a2m * (a2m + 1.0))
        d = 1.0 / (1.0 + term * d or _TINY)
        c = 1.0 + term / c or _TINY
        step = c * d
        value *= step
        if -_CLOSE < step - 1.0 < _CLOSE:
            break
    return max(value, _TINY)


def usual_range(mean: float, size: float) -> tuple[int, int]:
    """The counts between which 99 of 100 fall: low, high (both inclusive).

    Means below 40 and sizes are taken in steps of 2 %, so that the ranges of quiet hours need not
    be worked out again and again.
    """
    if mean <= 0:
        return 0, 0
    size = min(max(size, 1e-6), POISSON)
    if mean > 40 and size > 1:
        return _wilson_hilferty(mean, size)
    if mean > 40:
        return _bisected(mean, size)
    return _walked(round(log(max(mean, 1e-6)) / _STEP), round(log(size) / _STEP))


@lru_cache(maxsize=16_384)
def _walked(mean_step: int, size_step: int) -> tuple[int, int]:
    """The range by adding up the distribution from zero."""
    mean, size = exp(mean_step * _STEP), exp(size_step * _STEP)
    chance = exp(-size * log1p(mean / size))
    p = mean / (mean + size)
    total, count, low = chance, 0, None
    stop = int(mean + 60 * sqrt(mean + mean * mean / size)) + 20
    while total < 0.995 and count < stop:
        if low is None and total > 0.005:
            low = count
        chance *= (count + size) / (count + 1) * p
        count += 1
        total += chance
    return (count if low is None else low), count


def _bisected(mean: float, size: float) -> tuple[int, int]:
    """The range of a large and wildly spread count, by halving."""
    ends = []
    for above in (0.995, 0.005):
        low, high, rare = 0, int(20 * mean / min(1.0, size)) + 1, log10(above)
        while high - low > 1:
            middle = (low + high) // 2
            if volume_tail(middle, mean, size) > rare:
                low = middle
            else:
                high = middle
        ends.append(low)
    return ends[0], ends[1]


def _wilson_hilferty(mean: float, size: float) -> tuple[int, int]:
    """The range of a large count: a gamma of the same mean and variance, its cube root normal."""
    variance = mean + mean * mean / size
    shape = mean * mean / variance
    centre, spread = 1.0 - 1.0 / (9.0 * shape), 2.5758 / (3.0 * sqrt(shape))
    low = max(0.0, centre - spread)
    return int(mean * low**3), int(mean * (centre + spread) ** 3 + 0.999)
