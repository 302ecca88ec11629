"""Where a new text belongs: to a wording that is there, to a story that is there, or to neither.

Invariant: the same texts in the same order come to the same places, and the work for one text is
bounded: of its rarest terms a few stories each, of each story a few wordings. A wrong merge costs
more than a missed one, so all that is doubtful is a story of its own.

One pass, each text beside its nearest neighbour in a window of time, by the cosine of tf-idf, as
in first-story detection (Allan, Lavrenko and Jin: First story detection in TDT is hard, CIKM
2000; Petrović, Osborne and Lavrenko: Streaming first story detection with application to Twitter,
NAACL 2010). How common a term is, is counted by stories and not by texts, so that a story that
everybody tells does not make its own words worthless.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import log, sqrt

from socwatch.model.story import Telling
from socwatch.understand.common_words import COMPLAINTS
from socwatch.understand.likeness import Likeness
from socwatch.understand.stories import Said, stem
from socwatch.understand.wordings import Search, Wording

#: Wordings that are remembered.
MOST_TELLINGS = 5_000
#: Wordings of one story: that are remembered, and that new texts are compared with.
_MOST_OF_A_STORY = 200
_FIRST, _LATEST = 4, 8

_MOST_LOOKED_AT = 128  # stories that share a term with a text, the rarest term first
_COPIED = 0.6  # of the terms of the shorter text, that a copy has
_FEW_TERMS = 4  # of fewer, one that is shared makes a story worth a closer look
_MOST_CANDIDATES = 5
_MOST_ALIKE = 5  # wordings of these that are read word by word

#: Before anything is known of a term, it is thought to be in this share of so many stories.
_IMAGINED, _SHARE = 20.0, 1 / 400
#: What words of common complaint and small numbers weigh, squared, beside others as rare.
_SLIGHT = 0.2
#: How near two texts must be, by the number of own terms that they share: terms that hardly any
#: other story has. Two are enough only where one of them is a name or a large number.
_NEVER = 1.1
_COSINES = (_NEVER, _NEVER, _NEVER, 0.42, 0.36, 0.3)
#: The same where that is so.
_ANCHORED = (_NEVER, _NEVER, 0.5, 0.36, 0.3, 0.27)
#: Words that stand side by side in both texts may be one name: “Turbo Kettle 3000”.
_LONGEST_NAME = 3
_OWN_SHARE = 0.01
_SLIGHT_TERMS = frozenset(
    [*map(stem, COMPLAINTS), *map(str, range(100)), *(f"0{n}" for n in range(10))]
)
_LOGS = [log(number + _IMAGINED * _SHARE) for number in range(MOST_TELLINGS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a text belongs, and why."""

    wording: str
    story: str
    shared: tuple[str, ...] = ()  # the terms, or the address, that it shares with the story


#: How many stories have a term, the term, and the stories.
_Held = tuple[int, str, dict[str, None]]


class Window:
    """The stories of the last days, and where a new text belongs among them."""

    def __init__(self, tellings: Iterable[Telling] = (), *, most: int = MOST_TELLINGS) -> None:
        """Takes up what was remembered, the longest ago told first."""
        self._most = most
        self._wordings: dict[str, Wording] = {}
        #: The story that was told last is the last one.
        self._stories: dict[str, list[Wording]] = {}
        self._holders: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._linked: dict[str, str] = {}
        self._changed: dict[str, Wording] = {}
        self._dropped: set[str] = set()
        for telling in tellings:
            self._enter(Wording.of(telling))

    def __len__(self) -> int:
        return len(self._wordings)

    def place(self, said: Said, at: datetime, brand: Collection[str] = ()) -> Placement:
        """Where the text belongs; it is remembered there.

        `brand` are the terms that its topic asks for: they tell no event from another.
        """
        known = self._wordings.get(said.exact)
        if known is not None and not known.is_near(at):
            self._drop(known)
            known = None
        if known is not None:
            return self._again(known, at)
        if not said.words and not said.links:
            return Placement(wording=said.exact, story=said.exact)
        search = Search(said, at, brand)
        candidates = self._candidates(search)
        for other in self._alike(search, candidates) if candidates else ():
            if search.likeness(other) is Likeness.COPY:
                return self._again(other, at)
        story, shared = self._by_link(said, at)
        if story is None and candidates:
            story, shared = self._nearest(search, candidates)
        return self._new(said, at, story or said.exact, shared)

    def forget(self, before: datetime) -> None:
        """Drops the stories at the head of the line that were not told since then."""
        while self._stories:
            told = next(iter(self._stories.values()))
            if any(one.last_at >= before for one in told):
                return
            for old in list(told):
                self._drop(old)

    def changes(self) -> tuple[tuple[Telling, ...], tuple[str, ...]]:
        """The tellings to store, and the wordings to forget, since this was asked last."""
        changed = tuple(one.told() for one in self._changed.values())
        dropped = tuple(sorted(self._dropped))
        self._changed, self._dropped = {}, set()
        return changed, dropped

    # Finding.

    def _weighed(self, search: Search) -> list[_Held]:
        """The stories that have a term of the text, the rarest term first; weighs the terms.

        A term weighs the more, the fewer stories have it besides the one that is compared.
        """
        norm = log(len(self._stories) + _IMAGINED)
        holders, most, brand = self._holders, len(_LOGS), search.brand
        held: list[_Held] = []
        for term in search.said.terms:
            if term in brand:
                continue
            stories = holders.get(term)
            number = len(stories) if stories else 1
            weight = norm - (_LOGS[number - 1] if number < most else log(number))
            weight *= weight * (_SLIGHT if term in _SLIGHT_TERMS else 1.0)
            search.weights[term] = weight
            if stories:
                held.append((number, term, stories))
        held.sort()
        return held

    def _candidates(self, search: Search) -> list[str]:
        """The stories that share most with the text, the nearest first."""
        held = self._weighed(search)
        weights = search.weights
        most = self._own_to()
        rare = [one for one in held if one[0] - 1 <= most and one[1] not in _SLIGHT_TERMS]
        looked_at: list[str] = []
        for number, _, stories in rare if len(rare) > 1 else held[:_FEW_TERMS]:
            room = _MOST_LOOKED_AT - len(looked_at)
            looked_at += stories if number <= room else islice(reversed(stories), room)
            if number >= room:
                break
        found = Counter(looked_at)
        least = 2 if len(weights) >= _FEW_TERMS else 1
        near = [(shared, name) for name, shared in found.items() if shared >= least]
        if len(near) <= _MOST_CANDIDATES:
            return [name for _, name in near]
        near.sort(reverse=True)
        weighed = [
            (sum([weights[term] for _, term, stories in held if name in stories]), name)
            for _, name in near[: 2 * _MOST_CANDIDATES]
        ]
        weighed.sort(reverse=True)
        return [name for _, name in weighed[:_MOST_CANDIDATES]]

    def _alike(self, search: Search, candidates: Sequence[str]) -> list[Wording]:
        """A few wordings that may be copies, those that share most first."""
        mine = set(search.said.terms)
        alike = []
        for name in candidates:
            for one in self._compared_of(name):
                shared = len(mine.intersection(one.terms))
                if shared >= _COPIED * min(len(mine), len(one.terms)) and one.is_near(search.at):
                    alike.append((-shared, one.name, one))
        alike.sort()
        return [one for _, _, one in alike[:_MOST_ALIKE]]

    def _compared_of(self, name: str) -> Sequence[Wording]:
        told = self._stories[name]
        return told if len(told) <= _FIRST + _LATEST else [*told[:_FIRST], *told[-_LATEST:]]

    def _by_link(self, said: Said, at: datetime) -> tuple[str | None, tuple[str, ...]]:
        """The story about a page that the text is about as well."""
        for link in said.links:
            known = self._wordings.get(self._linked.get(link, ""))
            if known is not None and known.is_near(at):
                return known.story, (link,)
        return None, ()

    def _nearest(
        self, search: Search, candidates: Sequence[str]
    ) -> tuple[str | None, tuple[str, ...]]:
        """The story with the wording nearest to the text, if that is near enough."""
        best: tuple[float, str | None, tuple[str, ...]] = (0.0, None, ())
        weights = search.weights
        whole = sum(weights.values())
        # A cosine is never larger than the root of the share of the text's own weight.
        lowest = _ANCHORED[-1] ** 2 * whole
        for name in candidates:
            for one in self._compared_of(name):
                shared = [term for term in one.terms if term in weights]
                both = sum([weights[term] for term in shared])
                if both < lowest:
                    continue
                least = max(self._least(search, shared, one, both / whole), best[0])
                if both <= least * least * whole or not one.is_near(search.at):
                    continue
                cosine = both / sqrt(whole * (both + self._rest(search, one)))
                if cosine <= least or search.names_differ(one):
                    continue
                if search.likeness(one) is Likeness.PATTERN:
                    break  # the same was said of something else
                best = (cosine, name, tuple(shared))
        return best[1], best[2]

    def _least(self, search: Search, shared: Sequence[str], one: Wording, part: float) -> float:
        """The least cosine at which two texts that share these terms tell one event.

        `part` is what they weigh of the text: when that is too little in any case, the least is
        not looked for any closer.
        """
        most = self._own_to()
        own = [
            term
            for term in shared
            if term not in _SLIGHT_TERMS and len(self._holders[term]) - 1 <= most
        ]
        lowest = _ANCHORED[min(len(own), len(_ANCHORED) - 1)]
        if part < lowest * lowest:
            return _NEVER
        apart = len(own) - min(search.in_names(own, one), _LONGEST_NAME - 1)
        least = _ANCHORED if search.is_anchored(own, one) else _COSINES
        return least[min(apart, len(least) - 1)]

    def _own_to(self) -> float:
        """In so many other stories a term may be that is still a story's own."""
        return 2 + _OWN_SHARE * len(self._stories)

    def _rest(self, search: Search, one: Wording) -> float:
        """What the terms of a wording weigh that the text does not have."""
        norm = log(len(self._stories) + _IMAGINED)
        rest = 0.0
        for term in one.terms:
            if term not in search.weights and term not in search.brand:
                number = len(self._holders[term])
                weight = norm - (_LOGS[number - 1] if number < len(_LOGS) else log(number))
                rest += weight * weight * (_SLIGHT if term in _SLIGHT_TERMS else 1.0)
        return rest

    # Remembering.

    def _again(self, known: Wording, at: datetime) -> Placement:
        known.first_at, known.last_at = min(known.first_at, at), max(known.last_at, at)
        self._changed[known.name] = known
        self._stories[known.story] = self._stories.pop(known.story)
        return Placement(wording=known.name, story=known.story)

    def _new(self, said: Said, at: datetime, story: str, shared: tuple[str, ...]) -> Placement:
        new = Wording(said.exact, story, at, at)
        new.words, new.terms, new.names, new.links = said.words, said.terms, said.names, said.links
        self._enter(new)
        self._changed[new.name] = new
        self._dropped.discard(new.name)
        told = self._stories[story]
        if len(told) > _MOST_OF_A_STORY:
            self._drop(told[_FIRST])
        while len(self._wordings) > self._most:
            for old in list(next(iter(self._stories.values()))):
                self._drop(old)
        return Placement(wording=new.name, story=story, shared=shared)

    def _enter(self, new: Wording) -> None:
        self._wordings[new.name] = new
        told = self._stories.pop(new.story, None)
        self._stories[new.story] = told = told or []
        told.append(new)
        holders, story = self._holders, new.story
        for term in new.terms:
            holders[term][story] = None
        for link in new.links:
            self._linked.setdefault(link, new.name)

    def _drop(self, old: Wording) -> None:
        del self._wordings[old.name]
        self._changed.pop(old.name, None)
        self._dropped.add(old.name)
        left = [one for one in self._stories.pop(old.story) if one is not old]
        if left:
            self._stories[old.story] = left
        kept = {term for one in left for term in one.terms}
        for term in set(old.terms) - kept:
            holders = self._holders[term]
            del holders[old.story]
            if not holders:
                del self._holders[term]
        for link in old.links:
            if self._linked.get(link) == old.name:
                del self._linked[link]
