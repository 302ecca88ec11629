"""One text, in which signs are looked for and weighed by what stands beside them.

Invariant: the work is bounded: so many places are looked at and no more, each in a window of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from socwatch.understand.risks import beside as company
from socwatch.understand.risks.index import MINOR, SERIOUS, Index, Rule, weight_of
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
#: One of these is beside whatever is not real; most texts have none.
_OF_NO_HARM = company.UNREAL | company.LONG_AGO | company.FICTION | {"if", "alarm"}

WORD_OR_SIGN = r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:\n\u2026]"
_WORD = re.compile(WORD_OR_SIGN)
_SIGNS = ".!?;,:"
#: For plain texts: what is no word and no sign becomes a space, and a new line the sign it equals.
_PLAIN = bytes(
    ord(";") if chr(at) == "\n" else at if chr(at).isalnum() or chr(at) in f"'{_SIGNS}" else 32
    for at in range(128)
).ljust(256)
_LINK = re.compile(r"https?://\S+|www\.\S+")


class Sign(NamedTuple):
    """Words of a text that speak of a risk. A tuple, because one is made for most texts."""

    category: str
    level: int
    term: str  # as the text has them
    sure: bool  # they mean nothing else, and nothing beside them takes anything away


class _Found(NamedTuple):
    """The heaviest sign of a category so far."""

    weight: int
    span: tuple[int, int]


class Passage:
    """One text with its words. What few texts need is found when it is needed."""

    def __init__(self, index: Index, *, text: str, folded: str, bare: frozenset[str]) -> None:
        self._index = index
        self._bare = bare
        self._written = text if text.isascii() and len(text) == len(folded) else folded
        if "http" in folded or "www." in folded:
            folded = _LINK.sub(lambda link: " " * len(link[0]), folded)
        self._folded = folded
        self._words = words_and_signs(folded)

    @cached_property
    def _laughing(self) -> bool:
        return not self._written.isascii() and any(one in self._written for one in company.LAUGHING)

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
        found: dict[str, _Found] = {}
        tries = 0
        for at, word in enumerate(self._words):
            if word not in rules:
                continue
            for rule in rules[word]:
                known = found.get(rule.category)
                if known is None or known.weight < rule.weight:
                    tries += 1
                    self._try(rule, at, found)
            if tries > _MOST_TRIES:
                break
        return {category: self._sign(category, one) for category, one in found.items()}

    def _sign(self, category: str, found: _Found) -> Sign:
        level, sure = divmod(found.weight, 2)
        return Sign(category=category, level=level, term=self._term(found.span), sure=bool(sure))

    def _try(self, rule: Rule, at: int, found: dict[str, _Found]) -> None:
        span = rule.pattern.span(self._words, at)
        if span is None or self._is_negated(span[0]):
            return
        if self._covered and not self._covered.isdisjoint(range(span[0], span[1] + 1)):
            return
        weight = self._weight(rule, span)
        known = found.get(rule.category)
        if known is None or known.weight < weight:
            found[rule.category] = _Found(weight, span)

    def _by_hints(self, hints: frozenset[str]) -> Sign | None:
        if len(hints) == 1 and self._are_few(hints):
            return None
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
        beside = self._beside(span)
        light = _is_unreal(beside) or self._is_light(beside, SERIOUS, Trust.DOUBTFUL)
        level = MINOR if light else SERIOUS
        return Sign(category=category, level=level, term=", ".join(near[:3]), sure=False)

    def _are_few(self, hints: frozenset[str]) -> bool:
        """Whether a single hint says too little, which is told before places are looked at."""
        return hints <= self._index.topics or company.TROUBLED.isdisjoint(self._words)

    @cached_property
    def _covered(self) -> frozenset[int]:
        """The places that figures of speech hold."""
        figures = self._index.likely_figures(self._bare)
        if not figures:
            return frozenset()
        tries = 0
        covered: set[int] = set()
        for at, word in enumerate(self._words):
            for figure in figures.get(word, ()):
                tries += 1
                if tries > _MOST_TRIES:
                    break
                span = figure.span(self._words, at)
                if span is not None and (figure.trust is not Trust.DOUBTFUL or self._is_fun(span)):
                    covered.update(range(span[0], span[1] + 1))
        return frozenset(covered)

    def literally(self, harm: frozenset[str]) -> str | None:
        """The text without its figures of speech, and without these words; None without either."""
        covered = self._covered
        hidden = [
            one.span()
            for at, one in enumerate(_WORD.finditer(self._folded))
            if at in covered or one[0] in harm
        ]
        if not hidden:
            return None
        kept, end = [], 0
        for first, last in hidden:
            kept.append(self._written[end:first])
            end = last
        return "".join((*kept, self._written[end:]))

    def _term(self, span: tuple[int, int]) -> str:
        held = list(islice(_WORD.finditer(self._folded), span[0], span[1] + 1))
        first, last = held[0], held[-1]
        return " ".join(self._written[first.start() : last.end()].split())

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

    def _weight(self, rule: Rule, span: tuple[int, int]) -> int:
        """The weight that is left to a sign of the rule beside what else is said."""
        lowered = weight_of(MINOR, is_sure=False)
        if rule.level <= MINOR:
            return lowered
        beside = self._beside(span)
        if rule.category not in _OF_THE_UNREAL and _is_unreal(beside):
            return lowered
        trust = rule.pattern.trust
        is_open = trust is not Trust.SURE or not company.HANDLING.isdisjoint(beside)
        return lowered if is_open and self._is_light(beside, rule.level, trust) else rule.weight

    def _is_light(self, beside: frozenset[str], level: int, trust: Trust) -> bool:
        doubtful = trust is Trust.DOUBTFUL
        if doubtful and (self._laughing or not _PLAY.isdisjoint(beside)):
            return True
        if _GOOD.isdisjoint(beside) or (level > SERIOUS and not doubtful):
            return False
        return company.BITTER.isdisjoint(beside)


def words_and_signs(folded: str) -> list[str]:
    """The words, and the signs between them as words of their own; a new line may be a ";"."""
    if folded.isascii():
        spaced = folded.encode().translate(_PLAIN).decode()
        for sign in _SIGNS:
            if sign in spaced:
                spaced = spaced.replace(sign, f" {sign} ")
        spaced = f" {spaced} "
        if not ("'" in spaced and (" '" in spaced or "' " in spaced or "''" in spaced)):
            return spaced.split()
    return _WORD.findall(folded)


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
    if _OF_NO_HARM.isdisjoint(beside):
        return False
    if "if" in beside and not beside.isdisjoint(company.THOUGHT):
        return True
    if not beside.isdisjoint(company.UNREAL) or {"false", "alarm"} <= beside:
        return True
    if not beside.isdisjoint(company.LONG_AGO):
        return True
    return not beside.isdisjoint(company.FICTION) and beside.isdisjoint(company.EXPOSES)
