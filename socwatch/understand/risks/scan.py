"""Finds signs of harm in a text, and weighs what stands beside them.

Invariant: the work for a text is bounded: a text without a word that a sign is found by costs one
look at its words; at others, so many places are looked at and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from socwatch.model.letters import fold
from socwatch.understand.risks import beside as company
from socwatch.understand.risks.category import Category
from socwatch.understand.risks.figures import FIGURES
from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.patterns import BREAKS, Pattern, Trust, forms_of

_LONGEST = 20_000  # characters that are read
_MOST_TRIES = 1_500  # patterns tried on one text
_NEGATED_WITHIN = 3  # words between a negator and what it takes back
_BESIDE = 22  # words on either side that lower a sign
_SERIOUS = 2
#: Words of one category that say little alone; two different ones are a serious sign.
_ENOUGH_HINTS = 2
_CLOSE = 14  # words between them

_BARE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:\n\u2026]")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_TAG = re.compile(r"#(\w+)")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TAG_BEGINS = re.compile(r"(boycott|cancel|dump|delete|ban|stop|boycot)(?=\w{3})", re.IGNORECASE)
#: One character each, so that the words can be told apart without a regular expression.
_PLAIN = str.maketrans(dict.fromkeys('.!?;,:\n\r\t"()[]{}<>/\\|-_+=*&^%$#@~`', " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words of a text that speak of a risk."""

    category: str
    level: int
    term: str  # as the text has them
    sure: bool  # they mean nothing else, and nothing beside them takes anything away


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: Pattern
    category: str
    level: int


class Scanner:
    """The vocabulary, ready to be looked for in any number of texts."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._figures: dict[str, list[Pattern]] = {}
        self._hints: dict[str, list[str]] = {}
        self._rank = {one.id: place for place, one in enumerate(categories)}
        for category in categories:
            for rule in (*_rules(category), *_frames(category)):
                for word in rule.pattern.found_by:
                    self._rules.setdefault(word, []).append(rule)
            for word in HINTS.get(category.id, "").split():
                for form in forms_of(word):
                    self._hints.setdefault(form, []).append(category.id)
        for line in _lines(FIGURES):
            pattern = Pattern(line)
            for word in pattern.found_by:
                self._figures.setdefault(word, []).append(pattern)
        self.topics = frozenset().union(*map(forms_of, TOPICS.split()))
        self._wanted = frozenset(self._rules) | frozenset(self._hints)

    def signs(self, text: str) -> tuple[Sign, ...]:
        """The heaviest sign of each category, the heaviest first."""
        if len(text) > _LONGEST:
            text = text[:_LONGEST]
        if "#" in text:
            text = _TAG.sub(_spelled, text)
        folded = fold(text)
        if "http" in folded or "www." in folded:
            folded = _LINK.sub(lambda link: " " * len(link[0]), folded)
        words = self._wanted & _bare_words(folded)
        if not words:
            return ()
        return self._read(text, folded, words)

    def _read(self, text: str, folded: str, found: Set[str]) -> tuple[Sign, ...]:
        words = _bare_words(folded)
        rules: dict[str, list[_Rule]] = {}
        hints = 0
        for word in found:
            likely = [one for one in self._rules.get(word, ()) if one.pattern.may_be_in(words)]
            if likely:
                rules[word] = likely
            hints += word in self._hints
        if not rules and hints < _ENOUGH_HINTS:
            return ()
        return _Reading(self, text, folded, rules).signs()

    def in_order(self, signs: Iterator[Sign]) -> tuple[Sign, ...]:
        """The heaviest first; among equals, in the order of the categories."""
        return tuple(sorted(signs, key=lambda sign: (-sign.level, self._rank[sign.category])))

    def figures_at(self, word: str) -> Sequence[Pattern]:
        """The figures of speech that are found by a word."""
        return self._figures.get(word, ())

    def hints_at(self, word: str) -> Sequence[str]:
        """The categories that a word hints at."""
        return self._hints.get(word, ())


def _bare_words(folded: str) -> frozenset[str]:
    if folded.isascii():
        return frozenset(folded.translate(_PLAIN).split())
    return frozenset(_BARE.findall(folded))


def _rules(category: Category) -> Iterator[_Rule]:
    for level, lines in ((3, category.grave), (2, category.serious), (1, category.slight)):
        for line in _lines(lines):
            yield _Rule(Pattern(line), category.id, level)


def _frames(category: Category) -> Iterator[_Rule]:
    for name, level, lines in FRAMES:
        if name == category.id:
            yield from (_Rule(Pattern(line), name, level) for line in _lines(lines))
    for line in _lines(IDIOMS.get(category.id, "")):
        yield _Rule(Pattern(line), category.id, _SERIOUS)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _spelled(tag: re.Match[str]) -> str:
    """A hashtag in words: BoycottAcme, boycottacme."""
    words = _CAMEL.findall(tag[1])
    if len(words) > 1 and len(words) <= 8:
        return " ".join(words)
    return _TAG_BEGINS.sub(r"\1 ", tag[1], count=1)


class _Reading:
    """One text with its words; `_covered` are the places that figures of speech hold."""

    def __init__(
        self, scanner: Scanner, text: str, folded: str, rules: Mapping[str, Sequence[_Rule]]
    ) -> None:
        self._scanner = scanner
        self._rules = rules
        self._written = text if len(text) == len(folded) and text.isascii() else folded
        found = list(_WORD.finditer(folded))
        self._places = [(one.start(), one.end()) for one in found]
        self._words = [one[0] for one in found]
        self._laughing = not text.isascii() and any(face in text for face in company.LAUGHING)
        self._tries = 0
        self._covered = self._figures()

    def signs(self) -> tuple[Sign, ...]:
        best: dict[str, Sign] = {}
        hints: dict[str, int] = {}
        for at, word in enumerate(self._words):
            if at in self._covered:
                continue
            if self._scanner.hints_at(word):
                hints.setdefault(word, at)
            for rule in self._rules.get(word, ()):
                self._try(rule, at, best)
            if self._tries > _MOST_TRIES:
                break
        if all(sign.level < _SERIOUS for sign in best.values()):
            self._hinted(hints, best)
        return self._scanner.in_order(iter(best.values()))

    def _try(self, rule: _Rule, at: int, best: dict[str, Sign]) -> None:
        known = best.get(rule.category)
        if known is not None and known.level >= rule.level and (known.sure or rule.level < 3):
            return
        self._tries += 1
        span = rule.pattern.span(self._words, at)
        if span is None or not self._covered.isdisjoint(range(span[0], span[1] + 1)):
            return
        if self._is_negated(span[0]):
            return
        level, lowered = self._lowered(rule.level, span, rule.pattern.trust)
        sign = Sign(
            category=rule.category,
            level=level,
            term=self._term(span),
            sure=rule.pattern.trust is Trust.SURE and not lowered,
        )
        if known is None or (sign.level, sign.sure) > (known.level, known.sure):
            best[rule.category] = sign

    def _hinted(self, hints: Mapping[str, int], best: dict[str, Sign]) -> None:
        standing = {word: at for word, at in hints.items() if not self._is_negated(at)}
        near = _closest(standing)
        if len(near) < _ENOUGH_HINTS:
            return
        votes = Counter(one for word in near for one in self._scanner.hints_at(word))
        category, most = votes.most_common(1)[0]
        harms = sum(word not in self._scanner.topics for word in near)
        if harms < _ENOUGH_HINTS and most < _ENOUGH_HINTS:
            return
        places = [standing[word] for word in near]
        level, _ = self._lowered(_SERIOUS, (min(places), max(places)), Trust.DOUBTFUL)
        known = best.get(category)
        if known is None or level > known.level:
            term = ", ".join(near[:3])
            best[category] = Sign(category=category, level=level, term=term, sure=False)

    def _figures(self) -> frozenset[int]:
        covered: set[int] = set()
        for at, word in enumerate(self._words):
            for pattern in self._scanner.figures_at(word):
                self._tries += 1
                span = pattern.span(self._words, at)
                if span is not None and (pattern.trust is not Trust.DOUBTFUL or self._is_fun(span)):
                    covered.update(range(span[0], span[1] + 1))
            if self._tries > _MOST_TRIES:
                break
        self._tries = 0
        return frozenset(covered)

    def _term(self, span: tuple[int, int]) -> str:
        return " ".join(self._written[self._places[span[0]][0] : self._places[span[1]][1]].split())

    def _is_negated(self, first: int) -> bool:
        words = self._words
        for at in range(first - 1, max(-1, first - 2 - _NEGATED_WITHIN), -1):
            word = words[at]
            if word in BREAKS or word in (",", ":"):
                return False
            if word in company.NEGATORS:
                return words[at + 1] not in company.TURNS
        return False

    def _beside(self, span: tuple[int, int]) -> frozenset[str]:
        return frozenset(self._words[max(0, span[0] - _BESIDE) : span[1] + 1 + _BESIDE])

    def _is_fun(self, span: tuple[int, int]) -> bool:
        beside = self._beside(span)
        return self._laughing or not (
            beside.isdisjoint(company.LAUGHTER)
            and beside.isdisjoint(company.PRAISED)
            and beside.isdisjoint(company.SPORT)
            and beside.isdisjoint(company.FICTION)
        )

    def _lowered(self, level: int, span: tuple[int, int], trust: Trust) -> tuple[int, bool]:
        """The level that is left beside what else is said, and whether anything was taken."""
        if level <= 1:
            return level, True
        beside = self._beside(span)
        if _is_unreal(beside) or (trust is not Trust.SURE and self._is_light(beside, level, trust)):
            return 1, True
        return level, False

    def _is_light(self, beside: frozenset[str], level: int, trust: Trust) -> bool:
        doubtful = trust is Trust.DOUBTFUL
        if doubtful and (self._laughing or not beside.isdisjoint(company.LAUGHTER | company.SPORT)):
            return True
        if not beside.isdisjoint(company.BITTER) or (level > _SERIOUS and not doubtful):
            return False
        return not beside.isdisjoint(company.PRAISED | company.OVER)


def _closest(places: Mapping[str, int]) -> list[str]:
    """The largest group of words that stand close together, each kin of one word once."""
    groups: list[list[str]] = [[]]
    last = -_CLOSE
    for word, at in places.items():
        if at - last > _CLOSE:
            groups.append([])
        if all(word[:4] != other[:4] for other in groups[-1]):
            groups[-1].append(word)
        last = at
    return max(groups, key=len)


def _is_unreal(beside: frozenset[str]) -> bool:
    """Whether it is a thought, an exercise, a story, or long ago."""
    if "if" in beside and not beside.isdisjoint(company.THOUGHT):
        return True
    if not beside.isdisjoint(company.UNREAL) or {"false", "alarm"} <= beside:
        return True
    if not beside.isdisjoint(company.LONG_AGO):
        return True
    return not beside.isdisjoint(company.FICTION) and beside.isdisjoint(company.EXPOSES)
