"""Which mention is labelled next: two of three at random, one of three that socwatch is unsure of.

Invariants: the random ones are drawn from all mentions, whatever socwatch makes of them, so that
what is measured on them holds for all; what has a tone label or is noise does not come again, nor
does a copy of it, which would only say the same again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from socwatch.model.gathered import Gathered
from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.model.reading import Reading
from socwatch.ports import Store
from socwatch.understand.spread import wording
from socwatch.watch.learned import MOST_LABELS, keys_of

#: At most so many mentions are looked at, the newest.
MOST_MENTIONS = 20_000

_UNSCORED = 0.25  # as doubtful as one that is read as a quarter one, three quarters the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A mention to be labelled for a topic, and how it came to be picked."""

    gathered: Gathered
    topic: str
    picked: Picked


class Picking:
    """Draws one pick after the other: two at random, one by doubt, and so on."""

    def __init__(
        self, store: Store, topics: Sequence[str], *, since: datetime | None = None
    ) -> None:
        """Looks at the newest mentions of these topics."""
        self._store = store
        found = list(_candidates(store, topics, since))
        self._random = iter(sorted(found, key=_chance))
        self._uncertain = iter(sorted(found, key=lambda one: _doubt(one.gathered.reading)))
        self._came_up: set[tuple[str, str]] = set()  # at random
        self._done: set[tuple[str, str]] = set()  # shown, or found to be labelled
        self._copies = _labelled(store)
        self._turns = 0

    def draw(self) -> Pick | None:
        """The next one; None when every text is labelled or was drawn. Writes: see `_known`."""
        at_random = self._turns % 3 != 1
        self._turns += 1
        found = self._next_random() if at_random else self._next_uncertain()
        if found is None and not at_random:
            found = self._next_random()
        if found is not None:
            self._done.add(_text(found))
            self._copies.setdefault(_text(found), set()).add(found.gathered.mention.key)
        return found

    def _next_random(self) -> Pick | None:
        return next((one for one in self._random if not self._known(one)), None)

    def _next_uncertain(self) -> Pick | None:
        found = next((one for one in self._uncertain if not self._is_done(one)), None)
        return None if found is None else replace(found, picked=Picked.UNCERTAIN)

    def _known(self, one: Pick) -> bool:
        """Whether it, or a copy, was labelled or drawn before. Its label then counts as a random
        one: its text was drawn at random, if not for the first time; to pass it over would make
        the sample lean to what socwatch is sure of."""
        if _text(one) in self._came_up:
            return True
        self._came_up.add(_text(one))
        for tone in self._labels(one, Sort.TONE):
            if tone.picked is not Picked.RANDOM:
                with self._store.unit():
                    self._store.labels.save(replace(tone, picked=Picked.RANDOM))
        return self._is_done(one)

    def _is_done(self, one: Pick) -> bool:
        if _text(one) in self._done:
            return True
        relevance = self._labels(one, Sort.RELEVANCE)
        is_noise = any(label.verdict is Verdict.NOISE for label in relevance)
        if is_noise or self._labels(one, Sort.TONE):
            self._done.add(_text(one))
        return _text(one) in self._done

    def _labels(self, one: Pick, sort: Sort) -> list[Label]:
        """What was said of it, and of copies of it, as it is now."""
        keys = {one.gathered.mention.key, *self._copies.get(_text(one), ())}
        return [
            label
            for key in sorted(keys)
            for label in self._store.labels.of(key)
            if label.topic == one.topic and label.sort is sort
        ]


def _labelled(store: Store) -> dict[tuple[str, str], set[str]]:
    """The keys of the mentions that people labelled, by topic and wording."""
    labels = [one for one in store.labels.newest() if one.sort is not Sort.RISK][:MOST_LABELS]
    known = {one.mention.key: one for one in store.mentions.by_keys(keys_of(labels))}
    found: dict[tuple[str, str], set[str]] = {}
    for one in labels:
        if one.mention in known:
            found.setdefault((one.topic, wording(known[one.mention])), set()).add(one.mention)
    return found


def _candidates(store: Store, topics: Sequence[str], since: datetime | None) -> Iterator[Pick]:
    only = topics[0] if len(topics) == 1 else None
    for one in store.mentions.newest(topic=only, since=since, limit=MOST_MENTIONS):
        for match in one.matches:
            if match.topic in topics:
                yield Pick(gathered=one, topic=match.topic, picked=Picked.RANDOM)


def _chance(one: Pick) -> bytes:
    """A random place in the row that stays the same from session to session."""
    name = f"{one.topic}\n{one.gathered.mention.key}"
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _doubt(reading: Reading) -> float:
    """How far from a coin toss the reading is: 0 is the greatest doubt."""
    if reading.p_negative is not None:
        return abs(reading.p_negative - 0.5)
    return _UNSCORED if reading.score is None else abs(reading.score) / 2


def _text(one: Pick) -> tuple[str, str]:
    """Equal for copies of one text, which are shown once for a topic."""
    return one.topic, wording(one.gathered)
