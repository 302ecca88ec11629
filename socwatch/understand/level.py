"""How much is really negative: the share of a period once the errors of reading are taken out.

Invariant: a level comes with an interval and is only told where the errors are known well enough
to be taken out; else the reason why not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import exp, lgamma, log, sqrt

from socwatch.model.accuracy import TOO_FEW, Accuracy, Level, NoLevel, Rate

#: A level needs so many labels; and of those that were picked at random so many that people call
#: negative, and something else.
ENOUGH, OF_EACH = 150, 10
#: And so much more readiness to read negative ones as negative than others.
SLOPE = 0.5

_Z = 1.959964  # of a 95 % interval
_STEPS = 200  # shares that are compared
_BINS = 50  # chances that are told apart
#: How likely the share is about that of the labelled mentions; else it may be anything.
_AS_LABELLED = 0.7
_STRONGEST = 100  # the labelled share weighs no more than so many mentions


def level(chances: Sequence[float], taught: float, measured: Accuracy) -> Level | NoLevel:
    """The negative share of mentions, by their chances of negative, where it is safe to tell.

    See `estimate` for how.
    """
    why_not = unsafe(len(chances), measured)
    if why_not or not 0 < taught < 1:
        return NoLevel(because=why_not or "only one tone was labelled")
    return estimate(chances, taught, measured)


def estimate(chances: Sequence[float], taught: float, measured: Accuracy) -> Level:
    """The negative share of mentions whose chances of negative are calibrated on labels.

    `taught` is the negative share among the labels that the chances were learned from. Chances
    that are right at that share are made right at every other by Bayes' rule; which share makes
    them likeliest is asked of all shares: M. Saerens, P. Latinne, C. Decaestecker, "Adjusting the
    Outputs of a Classifier to New a Priori Probabilities", Neural Computation 14, 2002. Before
    the mentions are seen, the share is about that of the labelled ones, or has changed to
    anything. So many labels bear no more than about as many mentions: beyond that, more mentions
    make the interval no narrower.
    """
    bins = Counter(min(_BINS - 1, int(chance * _BINS)) for chance in chances)
    borne = 1 / (1 + len(chances) / (1.5 * measured.given))
    shares = [(step + 0.5) / _STEPS for step in range(_STEPS)]
    found = [
        borne * _likelihood(bins, share, taught) + log(_expected(share, measured))
        for share in shares
    ]
    top = max(found)
    weights = [exp(one - top) for one in found]
    total = sum(weights)
    sums = [one / total for one in accumulate(weights)]
    return Level(
        share=sum(share * one for share, one in zip(shares, weights, strict=True)) / total,
        low=next(share for share, one in zip(shares, sums, strict=True) if one >= 0.025),
        high=next(share for share, one in zip(shares, sums, strict=True) if one >= 0.975),
    )


def _likelihood(bins: Counter[int], share: float, taught: float) -> float:
    more, less = share / taught, (1 - share) / (1 - taught)
    return sum(
        number * log(more * chance + less * (1 - chance))
        for chance, number in ((((one + 0.5) / _BINS), number) for one, number in bins.items())
    )


def _expected(share: float, measured: Accuracy) -> float:
    """How likely a share is before the mentions are seen."""
    strength = min(_STRONGEST, measured.labelled)
    middle = _smoothed(measured.said_negative)
    a, b = strength * middle, strength * (1 - middle)
    same = lgamma(a + b) - lgamma(a) - lgamma(b) + (a - 1) * log(share) + (b - 1) * log(1 - share)
    return _AS_LABELLED * exp(same) + 1 - _AS_LABELLED


def level_of_counts(negative: int, scored: int, measured: Accuracy) -> Level | NoLevel:
    """The negative share of `scored` mentions of which `negative` were read as negative.

    For readings without chances of the team's own. The observed share is what is found of the
    truly negative ones plus what is mistaken of the others; solved for the true share: W. Rogan,
    B. Gladen, "Estimating Prevalence from the Results of a Screening Test", American Journal of
    Epidemiology 107, 1978; the "adjusted count" of G. Forman, "Quantifying Counts and Costs via
    Classification", Data Mining and Knowledge Discovery 17, 2008. The interval is their delta
    method: chance in the counted mentions and in both rates.
    """
    why_not = unsafe(scored, measured)
    if why_not:
        return NoLevel(because=why_not)
    found, mistaken = _smoothed(measured.found), _smoothed(measured.mistaken)
    slope, observed = found - mistaken, negative / scored
    share = (observed - mistaken) / slope
    inside = min(1.0, max(0.0, share))
    variance = (
        observed * (1 - observed) / scored
        + inside**2 * found * (1 - found) / measured.found.of
        + (1 - inside) ** 2 * mistaken * (1 - mistaken) / measured.mistaken.of
    ) / slope**2
    half = _Z * sqrt(variance)
    low, high = (min(1.0, max(0.0, edge)) for edge in (share - half, share + half))
    return Level(share=inside, low=low, high=high)


def unsafe(scored: int, measured: Accuracy) -> str:
    """Why the errors cannot be taken out; "" when they can."""
    if scored < TOO_FEW:
        return f"only {scored} mentions were scored"
    if measured.chosen:
        return "the labelled mentions were not picked at random"
    if measured.given < ENOUGH:
        return f"{ENOUGH} tone labels are needed, there are {measured.given}"
    if min(measured.found.of, measured.mistaken.of) < OF_EACH:
        return f"{OF_EACH} random picks each that are negative, and that are not, are needed"
    if _smoothed(measured.found) - _smoothed(measured.mistaken) < SLOPE:
        return "negative and other mentions are not told apart well enough"
    return ""


def _smoothed(rate: Rate) -> float:
    """The share with half a success and half a failure more, so that chance gives no 0 or 1."""
    return (rate.part + 0.5) / (rate.of + 1)
