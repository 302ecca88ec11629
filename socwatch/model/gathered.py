"""A mention with all that socwatch made of it, and the counts of many."""

from __future__ import annotations

from dataclasses import dataclass

from socwatch.model.mention import Mention
from socwatch.model.query import Match
from socwatch.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A mention, its reading, and the topics it belongs to."""

    mention: Mention
    reading: Reading
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many mentions a bucket holds. `scored` are those whose tone could be told."""

    mentions: int = 0
    scored: int = 0
    negative: int = 0
    positive: int = 0
    voices: int = 0
    busiest: int = 0
    copies: int = 0
