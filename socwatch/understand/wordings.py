"""A wording as later texts are compared with it, and how two sets of terms agree.

Invariant: what is compared is bounded by `MOST_TERMS` and `MOST_WORDS`; nothing here remembers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from socwatch.model.story import Telling
from socwatch.understand.likeness import Likeness, likeness
from socwatch.understand.stories import Said, stem

#: A story that was not told for so long is over; who tells the same later begins another.
WINDOW = timedelta(hours=72)


class Wording:
    """A telling as the window knows it: its strings are taken apart when they are needed."""

    __slots__ = ("first_at", "last_at", "links", "name", "names", "story", "terms", "words")

    def __init__(self, name: str, story: str, first_at: datetime, last_at: datetime) -> None:
        self.name = name
        self.story = story
        self.first_at = first_at
        self.last_at = last_at
        self.words: Sequence[str] | str = ()
        self.terms: Sequence[str] = ()
        self.names: Sequence[str] = ()
        self.links: Sequence[str] = ()

    @classmethod
    def of(cls, telling: Telling) -> Wording:
        """A stored telling taken up."""
        one = cls(telling.wording, telling.story, telling.first_at, telling.last_at)
        one.words = telling.words  # most are never looked at
        one.terms = telling.terms.split()
        if telling.names or telling.links:
            one.names, one.links = telling.names.split(), telling.links.split()
        return one

    def told(self) -> Telling:
        """The same as it is stored."""
        return Telling(
            wording=self.name,
            story=self.story,
            first_at=self.first_at,
            last_at=self.last_at,
            words=self.words if isinstance(self.words, str) else " ".join(self.words),
            terms=" ".join(self.terms),
            names=" ".join(self.names),
            links=" ".join(self.links),
        )

    def taken_apart(self) -> Sequence[str]:
        """Its words."""
        if isinstance(self.words, str):
            self.words = tuple(self.words.split())
        return self.words

    def is_near(self, at: datetime) -> bool:
        """Whether it was told at most a window's length before or after."""
        return self.first_at - WINDOW <= at <= self.last_at + WINDOW


@dataclass(slots=True)
class Search:
    """A text for which a place is sought."""

    said: Said
    at: datetime
    brand: Collection[str]
    weights: dict[str, float] = field(default_factory=dict)  #: squared, of the terms that count
    _known: dict[str, Likeness] = field(default_factory=dict)

    def likeness(self, one: Wording) -> Likeness:
        """What the text and a wording are to one another; found out once."""
        found = self._known.get(one.name)
        if found is None:
            names = {*self.said.names, *one.names}
            found = likeness(self.said.words, one.taken_apart(), names=names, brand=self.brand)
            self._known[one.name] = found
        return found

    def names_differ(self, one: Wording) -> bool:
        """Whether both name somebody, or some place, and not one of these is in the other."""
        mine = set(self.said.names).difference(self.brand)
        theirs = set(one.names).difference(self.brand)
        if not mine or not theirs:
            return False
        return not mine.intersection(one.terms) and not theirs.intersection(self.said.terms)

    def is_anchored(self, terms: Sequence[str], one: Wording) -> bool:
        """Whether one of the shared terms is surely a name, or a large number."""
        names = {*self.said.names, *one.names}
        return any(term in names or (len(term) > 2 and term.isdigit()) for term in terms)

    def in_names(self, terms: Sequence[str], one: Wording) -> int:
        """How many of the shared terms only continue a name: that of a product has several words.

        They stand right behind another one in both texts, and one of both is a name where names
        are known at all.
        """
        names = {*self.said.names, *one.names}.difference(self.brand)
        together = _neighbours(self.said.words) & _neighbours(one.taken_apart())
        return sum(
            before in terms and after in terms and (not names or before in names or after in names)
            for before, after in together
        )


def _neighbours(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(map(stem, words)))
