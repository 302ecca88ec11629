"""Finds signs of harm in a text, and weighs what stands beside them.

Invariant: the work for a text is bounded: a text without a word that a sign is found by costs one
look at its words; at others, so many places are looked at and no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from socwatch.model.letters import fold
from socwatch.understand.risks import beside as company
from socwatch.understand.risks.category import Category, word_set
from socwatch.understand.risks.figures import FIGURES
from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.patterns import BREAKS, Pattern, Trust, forms_of

_LONGEST = 10_000  # characters that are read
_MOST_TRIES = 500  # patterns tried on one text
_NEGATED_WITHIN = 3  # words between a negator and what it takes back
_BESIDE = 22  # words on either side that lower a sign
_SERIOUS = 2
#: Categories that stories, jokes and inventions belong to.
_OF_THE_UNREAL = frozenset(("misinformation",))
#: Words of one category that say little alone; two different ones are a serious sign.
_ENOUGH_HINTS = 2
_ASKED, _MOST_ASKED = 80, 8  # characters and words of a question that are told
_CLOSE = 14  # words between them

_BARE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,:\n\u2026]")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_TAG = re.compile(r"#(\w+)")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_TAG_BEGINS = re.compile(r"(boycott|cancel|dump|delete|ban|stop|boycot)(?=\w{3})", re.IGNORECASE)
#: What separates words becomes a space. A table of all 128 characters: a smaller one costs tenfold.
_PLAIN = "".join(chr(at) if chr(at).isalnum() or chr(at) == "'" else " " for at in range(128))


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
        remarks = {one.id: word_set(one.remarks) for one in categories}
        self._praise = remarks.get("praise", frozenset())
        self._questions = remarks.get("question", frozenset())
        self._keys = frozenset(self._rules)
        self._hint_words = frozenset(self._hints)

    def signs(self, text: str) -> tuple[Sign, ...]:
        """The heaviest sign of each category, the heaviest first."""
        if len(text) > _LONGEST:
            text = text[:_LONGEST]
        if "#" in text:
            text = _TAG.sub(_spelled, text)
        folded = fold(text)
        listed = _bare_words(folded)
        words = frozenset(listed)
        harm = self._harm(text, folded, words)
        is_serious = bool(harm) and harm[0].level >= _SERIOUS
        praise = "" if is_serious else self._praise_in(listed, words)
        asked = self._question_in(text, listed)
        remarks = (("praise", praise), ("question", asked))
        return (
            *harm,
            *(Sign(category=one, level=0, term=term, sure=False) for one, term in remarks if term),
        )

    def _praise_in(self, listed: Sequence[str], words: frozenset[str]) -> str:
        for word in listed if not self._praise.isdisjoint(words) else ():
            if word in self._praise:
                at = listed.index(word)
                negated = not company.NEGATORS.isdisjoint(listed[max(0, at - 2) : at])
                return "" if negated else word
        return ""

    def _question_in(self, text: str, listed: Sequence[str]) -> str:
        end = text.find("?")
        if end >= 0:
            return " ".join(text[max(0, end - _ASKED) : end + 1].split()[-_MOST_ASKED:])
        return listed[0] if listed and listed[0] in self._questions else ""

    def _harm(self, text: str, folded: str, words: frozenset[str]) -> tuple[Sign, ...]:
        rules: dict[str, list[_Rule]] = {}
        for word in self._keys & words:
            likely = [one for one in self._rules[word] if one.pattern.may_be_in(words)]
            if likely:
                rules[word] = likely
        hints = self._hint_words & words
        if not rules and len(hints) < _ENOUGH_HINTS:
            return ()
        return _Reading(self, text, folded, rules, hints).signs()

    def in_order(self, signs: Iterator[Sign]) -> tuple[Sign, ...]:
        """The heaviest first; among equals, in the order of the categories."""
        return tuple(sorted(signs, key=lambda sign: (-sign.level, self._rank[sign.category])))

    def figures_at(self, word: str) -> Sequence[Pattern]:
        """The figures of speech that are found by a word."""
        return self._figures.get(word, ())

    def hints_at(self, word: str) -> Sequence[str]:
        """The categories that a word hints at."""
        return self._hints.get(word, ())


def _bare_words(folded: str) -> list[str]:
    if folded.isascii():
        return folded.translate(_PLAIN).split()
    return _BARE.findall(folded)


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
    """One text with its words. What few texts need is found when it is needed."""

    def __init__(
        self,
        scanner: Scanner,
        text: str,
        folded: str,
        rules: Mapping[str, Sequence[_Rule]],
        hints: frozenset[str],
    ) -> None:
        self._scanner = scanner
        self._rules = rules
        self._hints = hints
        self._written = text if text.isascii() and len(text) == len(folded) else folded
        if "http" in folded or "www." in folded:
            folded = _LINK.sub(lambda link: " " * len(link[0]), folded)
        self._folded = folded
        self._words = _WORD.findall(folded)
        self._tries = 0

    @cached_property
    def _laughing(self) -> bool:
        return not self._written.isascii() and any(one in self._written for one in company.LAUGHING)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [one.span() for one in _WORD.finditer(self._folded)]

    def signs(self) -> tuple[Sign, ...]:
        best: dict[str, Sign] = {}
        rules = self._rules
        if rules:
            for at, word in enumerate(self._words):
                if word in rules:
                    for rule in rules[word]:
                        self._try(rule, at, best)
                    if self._tries > _MOST_TRIES:
                        break
        if len(self._hints) >= _ENOUGH_HINTS and all(one.level < _SERIOUS for one in best.values()):
            self._hinted(best)
        return self._scanner.in_order(iter(best.values()))

    def _try(self, rule: _Rule, at: int, best: dict[str, Sign]) -> None:
        known = best.get(rule.category)
        is_sure = rule.pattern.trust is Trust.SURE
        if known is not None and (known.level, known.sure) >= (rule.level, is_sure):
            return
        self._tries += 1
        span = rule.pattern.span(self._words, at)
        if span is None or not self._covered.isdisjoint(range(span[0], span[1] + 1)):
            return
        if self._is_negated(span[0]):
            return
        level, lowered = self._lowered(rule.level, span, rule.pattern.trust, rule.category)
        sign = Sign(
            category=rule.category,
            level=level,
            term=self._term(span),
            sure=is_sure and not lowered,
        )
        if known is None or (sign.level, sign.sure) > (known.level, known.sure):
            best[rule.category] = sign

    def _hinted(self, best: dict[str, Sign]) -> None:
        standing: dict[str, int] = {}
        for at, word in enumerate(self._words):
            if (
                word in self._hints
                and word not in standing
                and not (at in self._covered or self._is_negated(at))
            ):
                standing[word] = at
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

    @cached_property
    def _covered(self) -> frozenset[int]:
        """The places that figures of speech hold."""
        tries = 0
        covered: set[int] = set()
        for at, word in enumerate(self._words):
            for pattern in self._scanner.figures_at(word):
                tries += 1
                span = pattern.span(self._words, at)
                if span is not None and (pattern.trust is not Trust.DOUBTFUL or self._is_fun(span)):
                    covered.update(range(span[0], span[1] + 1))
            if tries > _MOST_TRIES:
                break
        return frozenset(covered)

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
        beside = self._beside(span)
        return self._laughing or not (
            beside.isdisjoint(company.LAUGHTER)
            and beside.isdisjoint(company.PRAISED)
            and beside.isdisjoint(company.SPORT)
            and beside.isdisjoint(company.FICTION)
        )

    def _lowered(
        self, level: int, span: tuple[int, int], trust: Trust, category: str = ""
    ) -> tuple[int, bool]:
        """The level that is left beside what else is said, and whether anything was taken."""
        if level <= 1:
            return level, True
        beside = self._beside(span)
        is_unreal = category not in _OF_THE_UNREAL and _is_unreal(beside)
        if is_unreal or (trust is not Trust.SURE and self._is_light(beside, level, trust)):
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
