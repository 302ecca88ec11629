"""One text, in which signs are looked for and weighed by what stands beside them.

Invariant: the work is bounded: so many places are looked at and no more, each in a window of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from socwatch.understand.risks import beside as company
from socwatch.understand.risks.index import MINOR, SERIOUS, Index, Rule
from socwatch.understand.risks.patterns import BREAKS, Trust

_MOST_TRIES = 300  # patterns tried on one text
_NEGATED_WITHIN = 3  # words between a negator and what it takes back
_BESIDE = 22  # words on either side that lower a sign
_ENOUGH_HINTS = 2
_TROUBLED_WITHIN = 7  # words
_CLOSE = 14  # words between two hints
#: Categories that stories, jokes and inventions belong to.
_OF_THE_UNREAL = frozenset(("misinformation",))
_PLAY = company.LAUGHTER | company.SPORT
_GOOD = company.PRAISED | company.OVER

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:\n\u2026]")
_LINK = re.compile(r"https?://\S+|www\.\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words of a text that speak of a risk."""

    category: str
    level: int
    term: str  # as the text has them
    sure: bool  # they mean nothing else, and nothing beside them takes anything away


class Passage:
    """One text with its words. What few texts need is found when it is needed."""

    def __init__(self, index: Index, *, text: str, folded: str, bare: frozenset[str]) -> None:
        self._index = index
        self._bare = bare
        self._written = text if text.isascii() and len(text) == len(folded) else folded
        if "http" in folded or "www." in folded:
            folded = _LINK.sub(lambda link: " " * len(link[0]), folded)
        self._folded = folded
        self._words = _WORD.findall(folded)

    @cached_property
    def _laughing(self) -> bool:
        return not self._written.isascii() and any(one in self._written for one in company.LAUGHING)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [one.span() for one in _WORD.finditer(self._folded)]

    def signs(self, rules: Mapping[str, Sequence[Rule]], hints: frozenset[str]) -> list[Sign]:
        """The heaviest sign of each category. `rules` by the words they are found by."""
        best = self._by_rules(rules) if rules else {}
        if hints and all(one.level < SERIOUS for one in best.values()):
            hinted = self._by_hints(hints)
            known = best.get(hinted.category) if hinted else None
            if hinted and (known is None or hinted.level > known.level):
                best[hinted.category] = hinted
        return list(best.values())

    def _by_rules(self, rules: Mapping[str, Sequence[Rule]]) -> dict[str, Sign]:
        found: dict[str, tuple[int, bool, tuple[int, int]]] = {}
        tries = 0
        for at, word in enumerate(self._words):
            if word not in rules:
                continue
            for rule in rules[word]:
                known = found.get(rule.category)
                if known is None or known[:2] < rule.weight:
                    tries += 1
                    self._try(rule, at, found)
            if tries > _MOST_TRIES:
                break
        return {
            category: Sign(category=category, level=level, sure=sure, term=self._term(span))
            for category, (level, sure, span) in found.items()
        }

    def _try(
        self, rule: Rule, at: int, found: dict[str, tuple[int, bool, tuple[int, int]]]
    ) -> None:
        span = rule.pattern.span(self._words, at)
        if span is None or self._is_negated(span[0]):
            return
        if not self._covered.isdisjoint(range(span[0], span[1] + 1)):
            return
        level, lowered = self._lowered(rule, span)
        sure = rule.pattern.trust is Trust.SURE and not lowered
        known = found.get(rule.category)
        if known is None or known[:2] < (level, sure):
            found[rule.category] = (level, sure, span)

    def _by_hints(self, hints: frozenset[str]) -> Sign | None:
        standing: dict[str, int] = {}
        for at, word in enumerate(self._words):
            if word not in hints or word in standing or at in self._covered:
                continue
            if not self._is_negated(at):
                standing[word] = at
        near = _closest(standing)
        if not near:
            return None
        votes = Counter(one for word in near for one in self._index.hints[word])
        category, most = votes.most_common(1)[0]
        harms = sum(word not in self._index.topics for word in near)
        first, last = standing[near[0]], standing[near[-1]]
        around = self._words[max(0, first - _TROUBLED_WITHIN) : last + _TROUBLED_WITHIN + 1]
        bitter = not company.TROUBLED.isdisjoint(around)
        if max(harms, most, harms + bitter) < _ENOUGH_HINTS:
            return None
        span = (first, last)
        light = _is_unreal(self._beside(span)) or self._is_light(span, SERIOUS, Trust.DOUBTFUL)
        level = MINOR if light else SERIOUS
        return Sign(category=category, level=level, term=", ".join(near[:3]), sure=False)

    @cached_property
    def _covered(self) -> frozenset[int]:
        """The places that figures of speech hold."""
        tries = 0
        covered: set[int] = set()
        for at, word in enumerate(self._words):
            for figure in self._index.figures.get(word, ()):
                if tries > _MOST_TRIES or not figure.may_be_in(self._bare):
                    continue
                tries += 1
                span = figure.span(self._words, at)
                if span is not None and (figure.trust is not Trust.DOUBTFUL or self._is_fun(span)):
                    covered.update(range(span[0], span[1] + 1))
        return frozenset(covered)

    def literally(self, harm: frozenset[str]) -> str:
        """The text without its figures of speech, and without these words."""
        hidden = [
            place
            for at, (word, place) in enumerate(zip(self._words, self._places, strict=True))
            if at in self._covered or word in harm
        ]
        kept, end = [], 0
        for first, last in hidden:
            kept.append(self._written[end:first])
            end = last
        return "".join((*kept, self._written[end:])) if hidden else self._written

    def _term(self, span: tuple[int, int]) -> str:
        return " ".join(self._written[self._places[span[0]][0] : self._places[span[1]][1]].split())

    def _is_negated(self, first: int) -> bool:
        words = self._words
        for at in range(first - 1, max(-1, first - 1 - _NEGATED_WITHIN), -1):
            word = words[at]
            if word in company.NEGATORS:
                return words[at + 1] not in company.TURNS and words[at - 1 : at] != ["net"]
            if word in BREAKS or word in company.ENDS:
                return False
        return False

    def _beside(self, span: tuple[int, int]) -> frozenset[str]:
        return frozenset(self._words[max(0, span[0] - _BESIDE) : span[1] + 1 + _BESIDE])

    def _is_fun(self, span: tuple[int, int]) -> bool:
        return self._laughing or not company.FUN.isdisjoint(self._beside(span))

    def _lowered(self, rule: Rule, span: tuple[int, int]) -> tuple[int, bool]:
        """The level that is left beside what else is said, and whether anything was taken."""
        if rule.level <= MINOR:
            return rule.level, True
        trust = rule.pattern.trust
        if rule.category not in _OF_THE_UNREAL and _is_unreal(self._beside(span)):
            return MINOR, True
        is_open = trust is not Trust.SURE or not company.HANDLING.isdisjoint(self._beside(span))
        if is_open and self._is_light(span, rule.level, trust):
            return MINOR, True
        return rule.level, False

    def _is_light(self, span: tuple[int, int], level: int, trust: Trust) -> bool:
        beside, doubtful = self._beside(span), trust is Trust.DOUBTFUL
        if doubtful and (self._laughing or not _PLAY.isdisjoint(beside)):
            return True
        if not company.BITTER.isdisjoint(beside) or (level > SERIOUS and not doubtful):
            return False
        return not _GOOD.isdisjoint(beside)


def _closest(places: Mapping[str, int]) -> list[str]:
    """The largest group of words that stand close together, of each word's kin only the first."""
    groups: list[dict[str, str]] = [{}]
    last = -_CLOSE
    for word, at in places.items():
        if at - last > _CLOSE:
            groups.append({})
        groups[-1].setdefault(word[:4], word)
        last = at
    return list(max(groups, key=len).values())


def _is_unreal(beside: frozenset[str]) -> bool:
    """Whether it is a thought, an exercise, a story, or long ago."""
    if "if" in beside and not beside.isdisjoint(company.THOUGHT):
        return True
    if not beside.isdisjoint(company.UNREAL) or {"false", "alarm"} <= beside:
        return True
    if not beside.isdisjoint(company.LONG_AGO):
        return True
    return not beside.isdisjoint(company.FICTION) and beside.isdisjoint(company.EXPOSES)
