"""A tone engine for tests that is made of one scoring function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from socwatch.understand.tone import Evidence, Scored

_MOST_WORDS = 200  # of one text
_WORD_OF_TEXT = re.compile(r"[^\W_]{2,40}|[!?]")
_LONGEST_TEXT = 20_000  # characters


class OfScores:
    """An English engine that gives a score from -1 to 1 and no log-odds.

    `limit` is where its labels begin: the likeliest tone is the engine's own label.
    """

    languages = frozenset({"en"})

    _STEEP = 4.0  # log-odds of a score of 1

    def __init__(self, shipped: Callable[[str], Scored], *, limit: float) -> None:
        self._shipped = shipped
        self._limit = limit

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The engine's own answer."""
        return self._shipped(text)

    def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
        """The words of a text, and log-odds made of its score."""
        scored = self(text, language)
        words = Counter(_WORD_OF_TEXT.findall(text[:_LONGEST_TEXT].lower())[:_MOST_WORDS])
        score, limit = self._STEEP * scored.score, self._STEEP * self._limit
        return scored, Evidence(features=words, negative=-score - limit, positive=score - limit)
