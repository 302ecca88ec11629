"""A service that allows so many requests a day, counted in the notes of a cursor.

Invariant: a request is on record before it is made; when the day has none left, nothing is asked
and the outcome says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.errors import SourceRefused
from socwatch.model.mention import Cursor
from socwatch.sources._limits import LONGEST_WAIT
from socwatch.sources._pages import state_of
from socwatch.sources._search import SearchState

_DAY, _SPENT = "day", "spent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What one service allows from midnight to midnight UTC."""

    service: str
    most: int

    def spend(self, notes: dict[str, str], now: datetime) -> None:
        """Notes one more request. Raises SourceRefused when the day has none left."""
        spent = self._spent(notes, now)
        if spent >= self.most:
            midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            raise SourceRefused(
                f"today's {self.most} requests to {self.service} are used up",
                retry_at=min(midnight, now + LONGEST_WAIT),
                hint="the count begins again at midnight UTC",
            )
        notes[_DAY], notes[_SPENT] = _day(now), str(spent + 1)

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What is left, for people: "61 of 100 requests left today"."""
        spent = self._spent(state_of(since, SearchState).notes, now)
        return f"{max(self.most - spent, 0)} of {self.most} requests left today"

    def searches(self, every: timedelta) -> int:
        """How many requests one poll may make if the day's are to last for the day; at least 1."""
        return max(1, int(self.most * every / timedelta(days=1)))

    @staticmethod
    def _spent(notes: dict[str, str], now: datetime) -> int:
        spent = notes.get(_SPENT, "")
        return int(spent) if notes.get(_DAY) == _day(now) and spent.isdecimal() else 0


def _day(now: datetime) -> str:
    return now.date().isoformat()
