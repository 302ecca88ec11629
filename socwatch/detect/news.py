"""When a strength says something that was not yet told.

Invariant: an episode is told once, and again only when it has become notably worse; an alarm that
merely goes on is not news.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

EPISODE = timedelta(hours=6)  # after which the same strength is news again
HIGHER = 0.2  # powers of ten by which a strength must have risen
STRONG = 5.0  # beyond this nobody asks by how much: only twice as much is news


@dataclass(frozen=True, slots=True)
class Told:
    """What was told last: how strong it was, and of when."""

    at: datetime
    strength: float


def news(told: Told | None, strength: float, at: datetime) -> Told | None:
    """What is told at this time; None when it is nothing, or no more than was told already."""
    if strength <= 0.0:
        return None
    if told is None or at - told.at > EPISODE:
        return Told(at, strength)
    enough = told.strength + HIGHER if told.strength < STRONG else 2.0 * told.strength
    return Told(at, strength) if strength > enough else None
