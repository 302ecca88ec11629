"""How right socwatch is on the mentions that a team labelled.

Invariant: a rate knows its n and its interval, so that it need never stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

#: Below this many, a percentage says more about chance than about socwatch.
TOO_FEW = 20

_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many of so many."""

    part: int
    of: int

    @property
    def share(self) -> float:
        """0..1; 0 when there is nothing to divide by."""
        return self.part / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies in 95 of 100 cases, after E.B. Wilson, "Probable Inference",
        JASA 22, 1927; recommended for small n too by L. Brown, T. Cai, A. DasGupta, "Interval
        Estimation for a Binomial Proportion", Statistical Science 16, 2001."""
        if not self.of:
            return 0.0, 1.0
        n, z2 = self.of, _Z * _Z
        middle = (self.share + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * sqrt(self.share * (1 - self.share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        low = 0.0 if self.part == 0 else max(0.0, middle - half)
        high = 1.0 if self.part == self.of else min(1.0, middle + half)
        return low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Readings of the tone beside what people said of the same mentions.

    A mention whose tone could not be told is in no rate; it is counted in `unscored`.
    """

    right: Rate  # the same tone, of all
    found: Rate  # read as negative, of those that people call negative (recall)
    precise: Rate  # called negative by people, of those read as negative (precision)
    mistaken: Rate  # read as negative, of those that people call something else
    said_negative: Rate  # called negative by people, of all
    read_negative: Rate  # read as negative, of all
    given: int = 0  # tone labels in all, also of mentions that were not picked at random
    chosen: bool = False  # not picked at random: they may not stand for all
    unscored: int = 0

    @property
    def labelled(self) -> int:
        """How many labels this rests on."""
        return self.right.of

    @property
    def is_measured(self) -> bool:
        """Whether there are enough for a percentage."""
        return self.labelled >= TOO_FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The negative share once the errors of reading are taken out, with its 95 % interval."""

    share: float  # 0..1
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLevel:
    """Why only a change can be told, not the level."""

    because: str
