"""The hashtags that an Instagram account has asked for, of which 30 are allowed in 7 days.

Invariant: a hashtag is on record before it is asked for, and the 31st is not asked for. A hashtag
counts once in 7 days, however often it is asked for. Facts:
https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/hashtag-search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MOST = 30
_WINDOW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Hashtags:
    """`notes` of a cursor: each hashtag with when it began to count, and its number."""

    notes: dict[str, str]
    now: datetime

    def allowed(self, hashtags: Sequence[str]) -> tuple[list[str], list[str]]:
        """Those that may be asked for, and those that have to wait."""
        counted = self._counted()
        # Those that count already cost nothing more.
        order = sorted(dict.fromkeys(hashtags), key=lambda one: one not in counted)
        may = [one for one in order if one in counted]
        new = [one for one in order if one not in counted]
        room = max(0, MOST - len(counted))
        return may + new[:room], new[room:]

    def used(self, hashtag: str) -> str:
        """Notes that it is asked for; its number, "" when that is not known yet."""
        since, number = self._of(hashtag)
        if since is None:
            since = self.now
            self._forget_old()
        self.notes[hashtag] = f"{int(since.timestamp())} {number}"
        return number

    def note(self, hashtag: str, number: str) -> None:
        """Remembers the number of a hashtag in use, which never changes."""
        self.notes[hashtag] = f"{self.notes[hashtag].partition(' ')[0]} {number}"

    def left(self) -> str:
        """What is left, for people."""
        return f"{max(0, MOST - len(self._counted()))} of {MOST} hashtags left for these 7 days"

    def why_not(self, waiting: Sequence[str]) -> str:
        """Why some have to wait, for people, and until when."""
        first = min(self._counted().values(), default=self.now) + _WINDOW
        named = ", ".join(f"#{one}" for one in waiting[:3])
        rest = f" and {len(waiting) - 3} more" if len(waiting) > 3 else ""
        return (
            f"{named}{rest} cannot be read before {first:%d %B %H:%M} UTC: "
            f"Instagram allows {MOST} different hashtags in 7 days"
        )

    def _counted(self) -> dict[str, datetime]:
        found = {hashtag: self._of(hashtag)[0] for hashtag in self.notes}
        return {hashtag: since for hashtag, since in found.items() if since is not None}

    def _forget_old(self) -> None:
        for hashtag in set(self.notes) - set(self._counted()):
            del self.notes[hashtag]

    def _of(self, hashtag: str) -> tuple[datetime | None, str]:
        """Since when it counts, None when it does not any more; and its number."""
        epoch, _, number = self.notes.get(hashtag, "").partition(" ")
        since = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None
        return (since if since and since > self.now - _WINDOW else None), number
