"""More searches than one poll may make: each has its turn.

Invariant: those that waited longest come first, and a wait that is too long is told, since what
was not asked for is not silence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from socwatch.model.mention import Outcome, Page
from socwatch.sources._search import Known, SearchState

#: A search that has waited longer than this was not read as people expect it.
_LONGEST_WAIT = timedelta(hours=1)

Wanted = Mapping[str, tuple[str, ...]]


def in_turn(wanted: Wanted, state: SearchState, most: int) -> tuple[Wanted, tuple[str, ...]]:
    """The searches of this poll, at most so many, and those that wait for later ones."""
    read = {query: state.queries.get(query, Known()).read for query in wanted}
    ordered = sorted(wanted, key=read.__getitem__)
    return {query: wanted[query] for query in ordered[:most]}, tuple(ordered[most:])


def overdue(waiting: Collection[str], state: SearchState, now: datetime) -> Page | None:
    """The last page of a poll that left searches waiting for too long; None when it did not."""
    latest = (now - _LONGEST_WAIT).timestamp()
    late = [query for query in waiting if state.queries[query].read < latest]
    if not late:
        return None
    because = f"{len(late)} searches did not fit into this poll and are made in the next ones"
    return Page(outcome=Outcome.PARTIAL, because=because)
