"""Tells from the words of a text which of many patterns may be in it, for all of them at once.

Invariant: a pattern that is in a text is never sifted out. The cost is a few operations on long
numbers for a text, whatever the number of patterns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import repeat
from operator import or_

from socwatch.understand.risks.patterns import Pattern, forms_of

_NOTHING = repeat(0)  # the mask of a word that is in no pattern


class Sieve:
    """Patterns, ready to be sifted by the words of a text.

    Every pattern has one bit in each of two rows, for the two rarest parts that a text must have;
    the rows stand one behind the other in one number. A word's mask has the bits of the parts that
    it may stand for, so that the masks of all words together tell which parts a text has.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._width = len(patterns)
        self._all = (1 << self._width) - 1
        self._missing = 0  # the bits of second parts of patterns that have only one
        named: dict[str, int] = {}
        for place, pattern in enumerate(patterns):
            first, second = 1 << place, 1 << (self._width + place)
            rarest, *others = pattern.needed
            for name in rarest:
                named[name] = named.get(name, 0) | first
            for name in others[0] if others else ():
                named[name] = named.get(name, 0) | second
            self._missing |= 0 if others else second
        self._masks = _by_word(named)
        self._mask_of = self._masks.get

    def passed(self, words: frozenset[str]) -> list[int]:
        """The places of the patterns of whose every part one of the words is, in their order."""
        parts = reduce(or_, map(self._mask_of, words, _NOTHING), self._missing)
        left = parts & (parts >> self._width) & self._all
        places = []
        while left:
            lowest = left & -left
            place = lowest.bit_length() - 1
            if self._patterns[place].may_be_in(words):
                places.append(place)
            left ^= lowest
        return places


def _by_word(named: Mapping[str, int]) -> dict[str, int]:
    """The masks of words, from those of the names that stand for them.

    Words of equal masks share one number, which keeps what a text looks at small.
    """
    names_of: defaultdict[str, list[str]] = defaultdict(list)
    for name in named:
        for word in forms_of(name):
            names_of[word].append(name)
    shared: dict[tuple[str, ...], int] = {}
    masks: dict[str, int] = {}
    for word, names in names_of.items():
        if len(names) == 1:
            masks[word] = named[names[0]]
            continue
        kind = tuple(names)
        if kind not in shared:
            shared[kind] = reduce(or_, map(named.__getitem__, names))
        masks[word] = shared[kind]
    return masks
