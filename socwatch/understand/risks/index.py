"""The vocabulary, by the words that its signs are found by.

Invariant: every sign, figure and hint stands under each of the words that it may be found by, so
that a text is compared with the few that one of its own words brings up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from socwatch.understand.risks.category import Category, word_set
from socwatch.understand.risks.figures import FIGURES
from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.patterns import Pattern, Trust, forms_of
from socwatch.understand.risks.sieve import Sieve

GRAVE, SERIOUS, MINOR = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what it is a sign of."""

    pattern: Pattern
    category: str
    level: int
    weight: int  # how much a sign of it weighs beside others of its category


def weight_of(level: int, *, is_sure: bool) -> int:
    """The level weighs most; of two signs of a level the sure one is the heavier."""
    return 2 * level + is_sure


class Index:
    """All that is looked for; made once, and the same for every text."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.rules = sorted(_rules(categories), key=lambda rule: rule.level, reverse=True)
        self.figures = [Pattern(line) for line in _lines(FIGURES)]
        self.hints: dict[str, list[str]] = {}
        self._rules_sieve = Sieve([rule.pattern for rule in self.rules])
        for category in categories:
            hints = frozenset().union(*map(forms_of, HINTS.get(category.id, "").split()))
            for word in hints:
                self.hints.setdefault(word, []).append(category.id)
        remarks = {one.id: word_set(one.remarks) for one in categories}
        self.praise = remarks.get("praise", frozenset())
        self.questions = remarks.get("question", frozenset())
        self.topics = frozenset().union(*map(forms_of, TOPICS.split()))
        self.hint_words = frozenset(self.hints)

    @cached_property
    def figure_words(self) -> frozenset[str]:
        """The words that figures of speech are found by."""
        return frozenset().union(*(figure.found_by for figure in self.figures))

    @cached_property
    def _figures_sieve(self) -> Sieve:
        return Sieve(self.figures)

    def likely(self, words: frozenset[str]) -> dict[str, list[Rule]]:
        """The rules that a text of these words may hold, by the words they are found by.

        Those of a word stand with the heaviest first.
        """
        found: dict[str, list[Rule]] = {}
        for place in self._rules_sieve.passed(words):
            rule = self.rules[place]
            for word in rule.pattern.found_by & words:
                found.setdefault(word, []).append(rule)
        return found

    def likely_figures(self, words: frozenset[str]) -> dict[str, list[Pattern]]:
        """The figures of speech that a text of these words may hold, by what they are found by."""
        found: dict[str, list[Pattern]] = {}
        for place in self._figures_sieve.passed(words):
            figure = self.figures[place]
            for word in figure.found_by & words:
                found.setdefault(word, []).append(figure)
        return found


def _rules(categories: Sequence[Category]) -> Iterator[Rule]:
    for category in categories:
        written = (
            (GRAVE, category.grave),
            (SERIOUS, category.serious),
            (SERIOUS, FRAMES.get(category.id, "")),
            (SERIOUS, IDIOMS.get(category.id, "")),
            (MINOR, category.slight),
        )
        for level, lines in written:
            for line in _lines(lines):
                pattern = Pattern(line)
                weight = weight_of(level, is_sure=pattern.trust is Trust.SURE)
                yield Rule(pattern, category.id, level, weight)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
