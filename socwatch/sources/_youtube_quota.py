"""The hundred searches that YouTube allows a day, spread over the day.

Invariants: a search is on record before it is made; none is made that was not earned by the time
of the day, but for a small reserve for what cannot wait; the day is that of California. Facts:
https://developers.google.com/youtube/v3/determine_quota_cost.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.errors import SourceRefused
from socwatch.sources._limits import LONGEST_WAIT

_PACIFIC = ZoneInfo("America/Los_Angeles")
#: Further pages, and polls that somebody asks for by hand, may run ahead of the clock by so many.
_RESERVE = 4


class Quota:
    """The searches of one day; `notes` keep them from poll to poll."""

    def __init__(self, notes: MutableMapping[str, str], *, most: int, now: datetime) -> None:
        self._notes = notes
        self._most = most
        self._now = now
        local = now.astimezone(_PACIFIC)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        self._begin = midnight.astimezone(UTC)
        # In local time: two days a year have 23 and 25 hours.
        self._end = (midnight + timedelta(days=1)).astimezone(UTC)
        self._day = f"{midnight:%Y-%m-%d}"

    @property
    def used(self) -> int:
        """Searches since midnight in California."""
        known = self._notes.get("used", "")
        return int(known) if self._notes.get("day") == self._day and known.isdecimal() else 0

    @property
    def ready(self) -> int:
        """How many searches the time of the day has earned; at least 1, which may be refused."""
        return max(1, self._earned - self.used)

    def spend(self) -> None:
        """Notes one more search. Raises SourceRefused when it must wait."""
        if self.used >= self._most:
            raise self.exhausted()
        if self.used >= self._earned + _RESERVE:
            raise SourceRefused(
                f"{self.used} of the day's {self._most} searches are used already; the rest is"
                " spread over the day",
                retry_at=min(self.next_at, self._now + LONGEST_WAIT),
            )
        self._note(self.used + 1)

    def exhausted(self) -> SourceRefused:
        """Notes that nothing is left today; the refusal says until when."""
        self._note(self._most)
        return SourceRefused(
            f"today's {self._most} searches are used up; YouTube counts anew at"
            f" {self._end:%H:%M} UTC",
            retry_at=self.reset,
        )

    @property
    def reset(self) -> datetime:
        """When YouTube counts anew; in an hour at the latest."""
        return min(self._end, self._now + LONGEST_WAIT)

    @property
    def next_at(self) -> datetime:
        """When the next search will have been earned; now, when one is."""
        if self.used < self._earned:
            return self._now
        whole = self._end - self._begin
        return min(self._begin + whole * (self.used / self._most), self._end)

    @property
    def left(self) -> str:
        """What is left, for people."""
        return f"{self._most - self.used} of {self._most} searches left today"

    @property
    def _earned(self) -> int:
        passed = (self._now - self._begin) / (self._end - self._begin)
        return min(int(self._most * passed) + 1, self._most)

    def _note(self, used: int) -> None:
        self._notes["day"], self._notes["used"] = self._day, str(used)
