"""Many topics are many tests: what that does to a threshold."""

from __future__ import annotations

from math import log10

#: So many topics may each have their own budget of false alarms; more of them share it.
FAMILY = 20


def across(topics: int) -> float:
    """By how much a threshold rises (powers of ten) when so many topics are tested at every tick.

    Bonferroni's rule beyond FAMILY: together they cost no more false alarms than FAMILY would.
    """
    return log10(max(1.0, topics / FAMILY))
