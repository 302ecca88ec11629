"""How people respond to posts: a rate beside what is usual for it on its channel.

Invariant: what a service does not tell is None and never 0, and a number comes with its n.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: At so many times the usual, something spreads.
SPREADS = 2.0
FEWEST_SHARES = 10  # below, twice as many says nothing


class Rate(StrEnum):
    """What people do with a post."""

    CONVERSATION = "conversation"
    AMPLIFICATION = "amplification"
    APPLAUSE = "applause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A rate beside what is usual for it."""

    rate: Rate
    value: float | None  # per post; None: the service does not tell
    n: int = 0  # posts whose number is known
    usual: float | None = None  # None: not known yet
    usual_n: int = 0  # mentions behind it; of several posts: days
    high: float | None = None  # above it is rare on the channel: 1 in 20 mentions, 1 in 10 days

    @property
    def total(self) -> float:
        """All replies, shares or likes together."""
        return (self.value or 0.0) * self.n

    @property
    def lift(self) -> float | None:
        """How many times the usual it is; None when either is not known.

        A usual of next to nothing counts as one for a single post, as a tenth for several: nobody
        is helped by "40 times nothing".
        """
        if self.value is None or self.usual is None:
            return None
        return self.value / max(self.usual, 1.0 if self.n == 1 else 0.1)

    @property
    def spreads(self) -> bool:
        """Whether it is far above the usual and rare, in numbers that chance does not make.

        Few posts get most of the likes of any channel: twice the median alone is nothing.
        """
        if self.value is None or self.high is None or self.total < FEWEST_SHARES:
            return False
        return self.value > self.high and (self.lift or 0.0) >= SPREADS
