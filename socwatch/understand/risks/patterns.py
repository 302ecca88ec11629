"""How a sign of harm is written, and what it becomes: rows of word sets, read from its rarest word.

A pattern is words in the order of a text. `a|b` is either, `burn~` all inflections of burn,
`PERSON` a class of words (see classes), `word?` may be missing, `#` a number, `..` up to three
words in between and `...` up to seven. Articles, possessives and the like may stand anywhere. A
mark at the end says how far the words can be trusted: `!` they mean it, `?` they are as often a
figure of speech.

Invariant: a pattern looks at a bounded number of words around the one that it is found by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from socwatch.understand.risks.beside import NEGATORS
from socwatch.understand.risks.classes import CLASSES, VERBS
from socwatch.understand.risks.forms import EVERYWHERE, FILLERS, IRREGULAR, USUAL

_GAPS = {"..": 3, "...": 7}
_MOST_FILLERS = 2
#: Between sentences; a pattern does not reach across.
BREAKS = frozenset(".!?;\n")
#: Passed over inside a sentence.
_PAUSES = frozenset(",:-")
_STOPS = BREAKS | NEGATORS
#: How much dearer than a rare word a frequent one is, as the word that a pattern is found by.
_USUAL, _EVERYWHERE = 40, 1_500
_NO_KEY = 10**9
_PRICES = {**dict.fromkeys(USUAL, _USUAL + 1), **dict.fromkeys(EVERYWHERE, _EVERYWHERE + 1)}
_NUMBER = "NUMBER"  # the class of words that are one, beside figures
_NO_COUNTS = ("st", "nd", "rd", "th")
_VOWELS = "aeiou"


class Trust(Enum):
    """How far the words of a pattern mean what they say."""

    DOUBTFUL = "?"
    USUAL = ""
    SURE = "!"


class _Part(NamedTuple):
    forms: frozenset[str]
    number: bool
    optional: bool
    gap: int  # words that may stand before it


class Pattern:
    """A sign as it is looked for. `found_by` are the words that it is looked for at.

    Most patterns are never tried in the life of a program, so the rest is read at the first try.
    """

    __slots__ = ("_found_by", "_further", "_key", "_pieces", "_prices", "_read", "trust")

    def __init__(self, written: str) -> None:
        pieces = written.split()
        last = pieces[-1]
        self.trust = Trust.SURE if last == "!" else Trust.DOUBTFUL if last == "?" else Trust.USUAL
        if self.trust is not Trust.USUAL:
            pieces.pop()
        self._pieces = pieces
        self._prices = [_price(piece) for piece in pieces]
        self._key = self._prices.index(min(self._prices))
        self._found_by: frozenset[str] | None = None
        self._further: list[frozenset[str]] | None = None
        self._read: tuple[tuple[_Part, ...], tuple[_Part, ...]] | None = None

    @property
    def found_by(self) -> frozenset[str]:
        """The words of its rarest part."""
        if self._found_by is None:
            self._found_by = _forms(self._pieces[self._key])
        return self._found_by

    @property
    def needed(self) -> list[list[str]]:
        """The names in each of its parts without which it is nowhere, the rarest part first.

        A text must have a word of each.
        """
        parts = [
            (price, names)
            for place, (piece, price) in enumerate(zip(self._pieces, self._prices, strict=True))
            for names in (_names(piece),)
            if place == self._key or (price != _NO_KEY and _NUMBER not in names)
        ]
        return [names for _, names in sorted(parts, key=itemgetter(0))]

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Whether its parts but the two rarest have a word among these."""
        if self._further is None:
            self._further = [_forms_of_any(names) for names in self.needed[2:]]
        for forms in self._further:
            if forms.isdisjoint(words):
                break
        else:
            return True
        return False

    def span(self, words: Sequence[str], at: int) -> tuple[int, int] | None:
        """First and last place of the pattern around the word at `at`; None when it is not there."""
        before, after = self._read or self._parts()
        last = _walk(words, at, after, 1)
        if last is None:
            return None
        first = _walk(words, at, before, -1)
        return None if first is None else (first, last)

    def _parts(self) -> tuple[tuple[_Part, ...], tuple[_Part, ...]]:
        """What stands before the key, nearest first, and what stands after it."""
        before = tuple(_parts(self._pieces[self._key - 1 :: -1] if self._key else ()))
        after = tuple(_parts(self._pieces[self._key + 1 :]))
        self._read = before, after
        return self._read


def _parts(pieces: Sequence[str]) -> Iterator[_Part]:
    gap = 0
    for piece in pieces:
        if piece in _GAPS:
            gap = _GAPS[piece]
            continue
        yield _Part(_forms(piece), _NUMBER in _names(piece), piece.endswith("?"), gap)
        gap = 0


def _walk(words: Sequence[str], at: int, parts: Sequence[_Part], step: int) -> int | None:
    """Where the last of the parts is, each at the nearest place it may have."""
    gap = 0  # of a part that is left out, passed on to the next
    for number, part in enumerate(parts):
        gap = max(gap, part.gap)
        place = _nearest(words, at, part, gap=gap, step=step)
        if part.optional and place is not None:
            end = _walk(words, place, parts[number + 1 :], step)
            if end is not None:
                return end
        elif place is not None:
            at, gap = place, 0
        elif not part.optional:
            return None
    return at


def _nearest(words: Sequence[str], at: int, part: _Part, *, gap: int, step: int) -> int | None:
    others, fillers, end = gap, _MOST_FILLERS, len(words) if step > 0 else -1
    forms, number = part.forms, part.number
    for place in range(at + step, end, step):
        word = words[place]
        if word in forms or (number and _is_count(word)):
            return place
        if word in _STOPS:
            return None
        if word in _PAUSES:
            continue
        if word in FILLERS and fillers:
            fillers -= 1
        elif others:
            others -= 1
        else:
            return None
    return None


def _is_count(word: str) -> bool:
    return word[0].isdigit() and not word.endswith(_NO_COUNTS)


def _price(piece: str) -> int:
    """How frequent the words of a piece are; that of a piece that no pattern is found by is high."""
    if piece in _GAPS or piece[-1] == "?" or piece[0] == "#":
        return _NO_KEY
    return sum([_PRICES.get(name) or _price_of(name) for name in piece.split("|")])


def _price_of(name: str) -> int:
    price = _weight(forms_of(name))
    _PRICES[name] = price
    return price


def _weight(forms: frozenset[str]) -> int:
    return len(forms) + _USUAL * len(forms & USUAL) + _EVERYWHERE * len(forms & EVERYWHERE)


def _names(piece: str) -> list[str]:
    names = piece.removesuffix("?").split("|")
    return [_NUMBER if name == "#" else name for name in names] if "#" in piece else names


def _forms(piece: str) -> frozenset[str]:
    return _forms_of_any(_names(piece))


def _forms_of_any(names: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(forms_of, names))


@cache
def forms_of(name: str) -> frozenset[str]:
    """The words that a name in a pattern stands for."""
    if name.isupper() and len(name) > 1:
        written = CLASSES[name].split()
        if name in VERBS:
            return frozenset().union(*map(forms_of, written))
        return frozenset().union(*map(_named, written))
    if name.endswith("~"):
        return inflected(name[:-1])
    return frozenset((name,))


def _named(word: str) -> frozenset[str]:
    """The words that one of a class of things or people stands for: its plural too."""
    if not word.endswith("~"):
        return forms_of(word)
    return frozenset((word[:-1], f"{word[:-1]}s", f"{word[:-1]}es"))


def inflected(word: str) -> frozenset[str]:
    """A verb or noun with its endings; a form too many does no harm."""
    forms = {word, *IRREGULAR.get(word, "").split()}
    if word.endswith("e"):
        stem = word[:-1]
        forms |= {f"{word}s", f"{word}d", f"{stem}ing"}
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1]
        forms |= {f"{stem}ies", f"{stem}ied", f"{word}ing"}
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms |= {f"{word}es", f"{word}ed", f"{word}ing"}
    else:
        forms |= {f"{word}s", f"{word}ed", f"{word}ing"}
        if re.fullmatch(r".*[^aeiou][aeiou][^aeiouwxy]", word):
            forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return frozenset(forms)
