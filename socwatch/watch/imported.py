"""Mentions that a person brings in from a file, instead of a source that was polled.

Invariants: they count when they were said, not when they are brought; what is old trips no wire,
for a backlog is no evidence about now; a trial run walks the same way and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.gathered import Gathered
from socwatch.model.mention import Mention
from socwatch.model.watching import SourceState
from socwatch.watch.findings import FRESH
from socwatch.watch.setup import Setup
from socwatch.watch.taking import Taken, taken

#: The kind of a source that is known from imports alone.
KIND = "import"


class _Undone(Exception):
    """Ends a trial run's unit of work."""


def take_in(setup: Setup, mentions: Sequence[Mention], now: datetime, *, trial: bool) -> Taken:
    """Takes a batch in one unit of work; a trial is undone when all is counted."""
    came = Taken()
    try:
        with setup.store.unit():
            came = taken(setup, mentions, now)
            setup.store.mentions.assessed([one for one in came.kept if _is_old(one, now)])
            if trial:
                raise _Undone
    except _Undone:
        pass
    return came


def remember(setup: Setup, names: Iterable[str], now: datetime) -> None:
    """Notes the sources that no config has: they are of the kind `import`, and read till now."""
    watching = setup.store.watching
    with setup.store.unit():
        known = watching.source_states()
        for name in sorted(names):
            state = known.get(name) or SourceState(name=name, kind=KIND, since=now)
            if state.kind == KIND:
                watching.save_source(replace(state, last_try=now, last_ok=now, last_found=now))


def _is_old(one: Gathered, now: datetime) -> bool:
    """Whether it would trip a wire too late: said long ago, or nobody knows when."""
    trips = any(risk.tripwire for risk in one.reading.risks)
    undated = one.mention.published_at is None
    return trips and (undated or one.mention.counts_at < now - FRESH)
