"""Which mention is labelled next: two of three at random, one of three that socwatch is unsure of.

Invariants: the random ones are drawn from all mentions, whatever socwatch makes of them, so that
what is measured on them holds for all; what has a tone label or is noise does not come again.
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
        self._drawn: set[tuple[str, str]] = set()
        self._wordings: set[str] = set()
        self._turns = 0

    def draw(self) -> Pick | None:
        """The next one; None when every mention is labelled or was drawn. Writes: see `_known`."""
        at_random = self._turns % 3 != 1
        self._turns += 1
        found = self._next_random() if at_random else self._next_uncertain()
        if found is None and not at_random:
            found = self._next_random()
        if found is not None:
            self._drawn.add((found.topic, found.gathered.mention.key))
            self._wordings.add(_wording(found.gathered.reading))
        return found

    def _next_random(self) -> Pick | None:
        return next((one for one in self._random if not self._known(one)), None)

    def _next_uncertain(self) -> Pick | None:
        for one in self._uncertain:
            if self._is_done(one) or _wording(one.gathered.reading) in self._wordings:
                continue
            return replace(one, picked=Picked.UNCERTAIN)
        return None

    def _known(self, one: Pick) -> bool:
        """Whether it was labelled or drawn before. Its label then counts as a random one: it was
        drawn at random, if not for the first time; to pass it over would make the sample lean
        to what socwatch is sure of."""
        tone = self._label(one, Sort.TONE)
        if tone is not None and tone.picked is not Picked.RANDOM:
            with self._store.unit():
                self._store.labels.save(replace(tone, picked=Picked.RANDOM))
        return self._is_done(one)

    def _is_done(self, one: Pick) -> bool:
        if (one.topic, one.gathered.mention.key) in self._drawn:
            return True
        relevance = self._label(one, Sort.RELEVANCE)
        is_noise = relevance is not None and relevance.verdict is Verdict.NOISE
        return is_noise or self._label(one, Sort.TONE) is not None

    def _label(self, one: Pick, sort: Sort) -> Label | None:
        labels = self._store.labels.of(one.gathered.mention.key)
        return next((it for it in labels if it.topic == one.topic and it.sort is sort), None)


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


def _wording(reading: Reading) -> str:
    return reading.wording or reading.story
