"""Mentions into the store: what is new, belongs to a topic, and was understood.

Invariant: a poll and an import take mentions in the same way, so that neither knows a mention that
the other would not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.gathered import Gathered
from socwatch.model.mention import Mention
from socwatch.watch.answers import note_answers
from socwatch.watch.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a number of mentions."""

    new: int = 0  #: were not stored before
    kept: tuple[Gathered, ...] = ()  #: of the new ones, those that belong to a topic


def taken(setup: Setup, mentions: Sequence[Mention], now: datetime) -> Taken:
    """Stores those that are new and belong to a topic. Call it inside a unit of work."""
    store = setup.store
    fresh = store.mentions.unseen(mentions)
    keys = {mention.key for mention in fresh}
    for one in mentions:
        if one.key not in keys:
            store.mentions.also_found(one, setup.sieve(one))
    note_answers(setup, mentions)
    kept = setup.placing.placed(store, _understood(setup, fresh), now)
    store.mentions.add(kept)
    return Taken(new=len(fresh), kept=kept)


def _understood(setup: Setup, mentions: Sequence[Mention]) -> tuple[Gathered, ...]:
    matched = [(one, setup.sieve(one)) for one in mentions]
    belonging = [(one, matches) for one, matches in matched if matches]
    readings = setup.analyst.read([one for one, _ in belonging])
    return tuple(
        Gathered(mention=one, reading=reading, matches=matches)
        for (one, matches), reading in zip(belonging, readings, strict=True)
    )
