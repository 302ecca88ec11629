"""How often each source is asked: faster while something happens, more slowly when nothing does.

Invariant: never below the polite floor of the kind, and never more slowly than `every` says where
somebody wrote it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.watching import SourceState
from socwatch.ports import Paced, Source
from socwatch.watch.setup import Setup
from socwatch.watch.sight import pause

_NIGHT_ENDS = time(6)
#: A source that brought nothing new for so long is asked more slowly; one that is known for less
#: is not.
_LONG_AGO = timedelta(hours=24)


class Rhythm:
    """The rhythm of all sources at one instant."""

    def __init__(self, setup: Setup, now: datetime) -> None:
        self._now = now
        self._night = now.astimezone(ZoneInfo(setup.timezone)).time() < _NIGHT_ENDS
        open_issues = setup.store.ledger.issues(only_open=True)
        topics = {one.topic for one in open_issues if not one.drill}
        hot = [topic for topic in setup.topics if topic.name in topics]
        self._hot = {
            source.name for source in setup.sources if any(one.reads(source.name) for one in hot)
        }

    def of(self, source: Source, state: SourceState | None) -> timedelta:
        """The time between two polls of this source, as things are."""
        if not isinstance(source, Paced):
            return source.every
        if source.name in self._hot:
            return source.fastest
        if state is None or state.first_ok is None or self._now - state.first_ok < _LONG_AGO:
            return source.every  # nobody knows yet what its quiet times are
        calm = state.last_found is None or self._now - state.last_found > _LONG_AGO
        return source.slowest if self._night or calm else source.every

    def next_try(self, source: Source, state: SourceState) -> datetime | None:
        """When the source is asked next: never before a pause that its service asked for."""
        if state.last_try is None:
            return None
        due = state.last_try + pause(self.of(source, state), state)
        return max(due, state.retry_at or due)
