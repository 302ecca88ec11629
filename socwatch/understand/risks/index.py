"""The vocabulary, by the words that its signs are found by.

Invariant: every sign, figure and hint stands under each of the words that it may be found by, so
that a text is compared with the few that one of its own words brings up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socwatch.understand.risks.category import Category, word_set
from socwatch.understand.risks.figures import FIGURES
from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.patterns import Pattern, Trust, forms_of

GRAVE, SERIOUS, MINOR = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what it is a sign of."""

    pattern: Pattern
    category: str
    level: int

    @property
    def weight(self) -> tuple[int, bool]:
        """By how much one sign of a category is heavier than another."""
        return self.level, self.pattern.trust is Trust.SURE


class Index:
    """All that is looked for; made once, and the same for every text."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self.rules: dict[str, list[Rule]] = {}
        self.figures: dict[str, list[Pattern]] = {}
        self.hints: dict[str, list[str]] = {}
        for rule in sorted(_rules(categories), key=lambda rule: rule.level, reverse=True):
            for word in rule.pattern.found_by:
                self.rules.setdefault(word, []).append(rule)
        for figure in map(Pattern, _lines(FIGURES)):
            for word in figure.found_by:
                self.figures.setdefault(word, []).append(figure)
        for category in categories:
            hints = frozenset().union(*map(forms_of, HINTS.get(category.id, "").split()))
            for word in hints:
                self.hints.setdefault(word, []).append(category.id)
        remarks = {one.id: word_set(one.remarks) for one in categories}
        self.praise = remarks.get("praise", frozenset())
        self.questions = remarks.get("question", frozenset())
        self.topics = frozenset().union(*map(forms_of, TOPICS.split()))
        self.rule_words = frozenset(self.rules)
        self._ready: dict[str, list[tuple[frozenset[str], Rule]]] = {}
        self.hint_words = frozenset(self.hints)

    def likely(self, word: str, bare: frozenset[str]) -> list[Rule]:
        """The rules found by a word that a text of these words may hold, the heaviest first."""
        ready = self._ready.get(word)
        if ready is None:
            ready = [(rule.pattern.required[0], rule) for rule in self.rules[word]]
            self._ready[word] = ready
        return [
            rule
            for rarest, rule in ready
            if not rarest.isdisjoint(bare) and rule.pattern.may_be_in(bare)
        ]


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
                yield Rule(Pattern(line), category.id, level)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
