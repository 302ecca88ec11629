"""Finds signs of harm in a text.

Invariant: a text without a word that a sign is found by costs one look at its words, and no text
costs more than a bounded amount of work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socwatch.model.letters import fold
from socwatch.understand.risks import beside as company
from socwatch.understand.risks.category import Category
from socwatch.understand.risks.index import SERIOUS, Index
from socwatch.understand.risks.passage import Passage, Sign

_LONGEST = 8_000  # characters that are read
_ASKED, _MOST_ASKED = 80, 8  # characters and words of a question that are told
_SHORT = 60  # different words: all of them stand beside each other

_BARE = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TAG = re.compile(r"#(\w+)")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST_WORDS_OF_TAG = 8
_TAG_BEGINS = re.compile(r"(boycott|cancel|dump|delete|ban|stop|boycot)(?=\w{3})", re.IGNORECASE)
#: What separates words becomes a space. Of plain texts the bytes are looked up: that is quickest.
_PLAIN = bytes(at if chr(at).isalnum() or chr(at) == "'" else 32 for at in range(128)).ljust(256)


class Scanner:
    """The vocabulary, ready to be looked for in any number of texts."""

    def __init__(self, categories: Sequence[Category]) -> None:
        self._index = Index(categories)
        self._rank = {one.id: place for place, one in enumerate(categories)}

    def signs(self, text: str) -> tuple[Sign, ...]:
        """The heaviest sign of each category, the heaviest first; praise and questions last."""
        text = text[:_LONGEST]
        if "#" in text:
            text = _TAG.sub(_spelled, text)
        folded = fold(text)
        listed = _words(folded)
        harm = self._harm(text, folded, frozenset(listed))
        is_serious = bool(harm) and harm[0].level >= SERIOUS
        return (*harm, *self._remarks(text, listed, is_serious=is_serious))

    def literally(self, text: str, harm: frozenset[str]) -> str:
        """The text without figures of speech and without words of harm; as it is without either."""
        begun, rest = text[:_LONGEST], text[_LONGEST:]
        folded = fold(begun)
        bare = frozenset(_words(folded))
        if bare.isdisjoint(harm) and bare.isdisjoint(self._index.figure_words):
            return text
        left = Passage(self._index, text=begun, folded=folded, bare=bare).literally(harm)
        return text if left is None else left + rest

    def _harm(self, text: str, folded: str, bare: frozenset[str]) -> Sequence[Sign]:
        index = self._index
        rules = index.likely(bare)
        hints = index.hint_words & bare
        if not (rules or self._is_dark(hints, bare)):
            return ()
        found = Passage(index, text=text, folded=folded, bare=bare).signs(rules, hints)
        if len(found) > 1:
            found.sort(key=lambda sign: (-sign.level, self._rank[sign.category]))
        return found

    def _is_dark(self, hints: frozenset[str], bare: frozenset[str]) -> bool:
        """Whether hints alone may be a sign: two of them, or one of harm beside trouble."""
        if not hints or (not company.FUN.isdisjoint(bare) and len(bare) < _SHORT):
            return False
        if len(hints) > 1:
            return True
        return not (hints <= self._index.topics or company.TROUBLED.isdisjoint(bare))

    def _remarks(self, text: str, listed: Sequence[str], *, is_serious: bool) -> list[Sign]:
        praise = "" if is_serious else self._praise(listed)
        question = self._question(text, listed)
        if not (praise or question):
            return []
        said = (("praise", praise), ("question", question))
        return [
            Sign(category=category, level=0, term=term, sure=False)
            for category, term in said
            if term and category in self._rank
        ]

    def _praise(self, listed: Sequence[str]) -> str:
        """The first word of praise, unless it is denied."""
        praise = self._index.praise
        if praise.isdisjoint(listed):
            return ""
        for at, word in enumerate(listed):
            if word in praise:
                denied = not company.NEGATORS.isdisjoint(listed[max(0, at - 2) : at])
                return "" if denied else word
        return ""

    def _question(self, text: str, listed: Sequence[str]) -> str:
        """The last words before the question mark, or the word that begins a question."""
        if "?" in text and listed:
            end = text.index("?")
            return " ".join(text[max(0, end - _ASKED) : end + 1].split()[-_MOST_ASKED:])
        return listed[0] if listed and listed[0] in self._index.questions else ""


def _words(folded: str) -> list[str]:
    if folded.isascii():
        return folded.encode().translate(_PLAIN).decode().split()
    return _BARE.findall(folded)


def _spelled(tag: re.Match[str]) -> str:
    """A hashtag in words: BoycottAcme, boycottacme."""
    name = tag[1]
    if not (name.isascii() and name.islower() and name.isalpha()):  # else it is a single word
        words = _CAMEL.findall(name)
        if 1 < len(words) <= _MOST_WORDS_OF_TAG:
            return " ".join(words)
    return _TAG_BEGINS.sub(r"\1 ", name, count=1)
