"""How unusual the share of negative mentions in a window is.

Invariant: mentions that could not be scored are neither negative nor not; fewer than LEAST scored
ones say nothing. What is scored are the mentions of people who speak for themselves (see
`distinct`), so that a flood cannot turn the tone by itself.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from socwatch.detect.recent import Lesson
from socwatch.detect.tail import share_tail

LEAST = 3  # scored mentions, below which a share is no evidence
PRIOR_SHARE = 0.3
PRIOR_SCORED = 8.0
HALF_LIFE = timedelta(days=14)
MEMORY = 3000.0  # scored mentions beyond which the usual share is as sure as it gets
ALIKE_PRIOR = 0.02
ALIKE_WEIGHT = 12.0
LEAST_ALIKE = 0.002
CLIP = 2.0  # standard deviations beyond which a window teaches no more
DULL = 0.9  # standard deviations up to which a share is nothing special


class Share(msgspec.Struct, array_like=True):
    """The usual share, and for each window how alike mentions of one window are."""

    negative: float
    scored: float
    alike: list[float]
    weights: list[float]


def unknown(windows: int) -> Share:
    """Nothing learnt."""
    weight = ALIKE_WEIGHT / ALIKE_PRIOR**2
    return Share(
        negative=PRIOR_SHARE * PRIOR_SCORED,
        scored=PRIOR_SCORED,
        alike=[weight * ALIKE_PRIOR] * windows,
        weights=[weight] * windows,
    )


def usual_share(share: Share) -> float:
    """The usual share of negative among what could be scored."""
    return share.negative / share.scored


def expect(share: Share, usual: float | None) -> None:
    """Gives up the usual share for another, as unsure as a first guess; None is the first guess."""
    first = PRIOR_SHARE if usual is None else usual
    share.negative, share.scored = first * PRIOR_SCORED, PRIOR_SCORED


def learned(share: Share) -> bool:
    """Whether enough was scored to speak of a usual share."""
    return share.scored >= PRIOR_SCORED + 10.0


def alike_of(share: Share, window: int) -> float:
    """How strongly the tones of two mentions in one window go together, 0..1."""
    seen = share.alike[window] / share.weights[window]
    return seen if seen > LEAST_ALIKE else LEAST_ALIKE  # noqa: FURB136  a call costs more


def evidence(share: Share, window: int, *, scored: float, negative: float) -> float:
    """-log10 of the chance of so many negative ones or more; 0 when it is nothing special."""
    if scored < LEAST:
        return 0.0
    usual = share.negative / share.scored
    more = negative - scored * usual
    if more <= 0.0:
        return 0.0
    alike = alike_of(share, window) + 1.0 / (share.scored + 1.0)
    variance = scored * usual * (1.0 - usual) * (1.0 + (scored - 1.0) * alike)
    if more * more <= DULL * DULL * variance:
        return 0.0
    return -share_tail(negative, scored, usual, alike)


def learn_usual(share: Share, *, scored: float, negative: float, keep: float) -> None:
    """Learns the usual share from one tick; `keep` is what is left then of what was learnt."""
    if not scored:
        return
    alike = alike_of(share, 0)
    more = max(0.0, scored - 1.0)  # one mention alone is alike to itself
    weight = 1.0 / (1.0 + 3.0 * alike * more)
    keep = min(keep, MEMORY / (MEMORY + weight * scored))
    usual = usual_share(share)
    most = scored * usual + 3.0 * (scored * usual * (1 - usual) * (1 + alike * more)) ** 0.5
    share.negative = share.negative * keep + weight * min(negative, most)
    share.scored = share.scored * keep + weight * scored
    prior = 0.02 * (1 - keep)
    share.negative += prior * PRIOR_SHARE
    share.scored += prior


def learn_alike(share: Share, window: int, scored: float, negative: float, lesson: Lesson) -> None:
    """Learns from one window how alike its mentions are."""
    if scored < 2:
        return
    usual = usual_share(share)
    alone = usual * (1 - usual)
    alike = alike_of(share, window)
    chance = scored * alone * (1 + (scored - 1) * alike)
    square = min((negative - scored * usual) ** 2, CLIP * CLIP * chance)
    seen = (square / (scored * alone) - 1.0) / (scored - 1)
    sure = lesson.weight / (1.0 / (scored - 1) + alike) ** 2
    share.alike[window] = share.alike[window] * lesson.keep + sure * seen
    share.weights[window] = share.weights[window] * lesson.keep + sure
