"""How unlikely a count is: tails of count data in plain Python.

Invariant: every tail is a number in (0, 1], falls (never rises) as the count rises, and is given
as its base-10 logarithm, so that one in 10^400 is still a number.

The negative-binomial tail is the regularised incomplete beta function: P(Y >= y) = I_p(y, size)
with p = mean / (mean + size). See NIST's Digital Library of Mathematical Functions, 8.17 (the
incomplete beta function) and 8.17.22 (its continued fraction).
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p, log10, sqrt

LN10 = log(10.0)
#: A size above this is a Poisson count for every purpose here.
POISSON = 1e9
_TINY = 1e-300
_CLOSE = 1e-9
_STEPS = 20_000


def volume_tail(count: float, mean: float, size: float) -> float:
    """log10 P(Y >= count) for a negative-binomial Y of this mean and size (its shape).

    The variance is mean + mean**2 / size. Exact for a whole count, and smooth between counts.
    """
    if count <= 0:
        return 0.0
    if mean <= 0:
        mean = 1e-12
    size = min(max(size, 1e-6), POISSON)
    return _beta_tail(mean / (mean + size), size / (mean + size), count, size)


def share_tail(negative: float, scored: float, share: float, overdispersion: float) -> float:
    """log10 P(at least `negative` of `scored`) when `share` is usual.

    `overdispersion` is the correlation between two mentions' tones (0: binomial; 1: all mentions
    say the same). It is taken into account as a smaller sample with the same share, which keeps
    the mean and the variance of the beta-binomial.
    """
    if negative <= 0 or scored <= 0:
        return 0.0
    share = min(max(share, 1e-6), 1 - 1e-6)
    scored = max(scored, negative)
    design = 1.0 + (scored - 1.0) * max(0.0, overdispersion) if scored > 1 else 1.0
    return _beta_tail(share, 1 - share, negative / design, (scored - negative) / design + 1.0)


def usual_range(mean: float, size: float) -> tuple[int, int]:
    """The counts between which 99 of 100 fall: low, high (both inclusive)."""
    if mean <= 0:
        return 0, 0
    if mean > 40:
        return _wilson_hilferty(mean, size) if size > 1 else _bisected(mean, size)
    return _walked(mean, min(max(size, 1e-6), POISSON))


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
    for m in range(1, _STEPS):
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


def _walked(mean: float, size: float) -> tuple[int, int]:
    """The range by adding up the distribution from zero."""
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
    variance = mean + mean * mean / max(size, 1e-6)
    shape = mean * mean / variance
    centre, spread = 1.0 - 1.0 / (9.0 * shape), 2.5758 / (3.0 * sqrt(shape))
    low = max(0.0, centre - spread)
    return int(mean * low**3), int(mean * (centre + spread) ** 3 + 0.999)
