"""Dates as people and exports write them.

Invariant: no date is guessed. One that reads in two ways is refused until somebody says which way
it is meant; a date that names its month, or begins with its year, needs nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

Order = Literal["day-first", "month-first"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]+([a-z]{3,9})\.?[\s,.\-/]+(\d{4})", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?(?:m\.?)?"
    r"\s*(?:(z|utc|gmt)?\s*([+-]\d{2}:?\d{2})?)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.0+)?")
#: Two digits of a year are of this century; nobody imports posts of the last one.
_CENTURY = 2000


class Ambiguous(ValueError):
    """A date that reads in two ways; somebody has to say which one is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How the dates of a file are meant: which of day and month is first, and in which zone."""

    order: Order | None = None
    zone: ZoneInfo | timezone = UTC

    def instant(self, written: str, clock: str = "") -> datetime:
        """The UTC instant. `clock` is the time of day where it stands in a cell of its own.

        Raises ValueError, saying what to write when the date is ambiguous.
        """
        words = _WEEKDAY.sub("", " ".join(written.split()))
        if _EPOCH.fullmatch(words):
            seconds = float(words)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        at = _iso(words) if not clock else None
        if at is None:
            day, rest = self._day(words)
            at = _at(day, rest or clock) if rest or clock else day
        try:
            return (at if at.tzinfo else at.replace(tzinfo=self.zone)).astimezone(UTC)
        except OverflowError:
            raise _no_date(written) from None

    def _day(self, words: str) -> tuple[datetime, str]:
        """The date at the beginning, and what stands behind it."""
        for pattern, place in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_MONTH, (3, 2, 1))):
            if found := pattern.match(words):
                return _date(words, *(found[one] for one in place)), _behind(words, found)
        if found := _MONTH_DAY.match(words):
            return _date(words, found[3], found[1], found[2]), _behind(words, found)
        if found := _NUMBERS.match(words):
            year = found[4] if len(found[4]) == 4 else str(_CENTURY + int(found[4]))
            day, month = self._ordered(found[0], found[1], found[3])
            return _date(words, year, month, day), _behind(words, found)
        raise _no_date(words)

    def _ordered(self, date: str, first: str, second: str) -> tuple[str, str]:
        """Day and month."""
        if self.order == "day-first":
            return first, second
        if self.order == "month-first":
            return second, first
        if int(first) > 12:
            return first, second
        if int(second) > 12 or first == second:
            return second, first
        raise Ambiguous(f"{date} is ambiguous: the day or the month may come first")


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words) if words[4:5] == "-" else None
    except ValueError:
        return None


def _date(words: str, year: str, month: str, day: str) -> datetime:
    named = month[:3].lower()
    number = _MONTHS.index(named) + 1 if named in _MONTHS else month
    try:
        return datetime(int(year), int(number), int(day))  # noqa: DTZ001  its zone comes last
    except ValueError:
        raise _no_date(words) from None


def _behind(words: str, found: re.Match[str]) -> str:
    return words[found.end() :].lstrip(" ,T").removeprefix("at ")


def _at(day: datetime, clock: str) -> datetime:
    """The day at a time of day, with the zone that is written there."""
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        raise ValueError(f'"{clock[:40]}" is no time of day')
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = day.replace(hour=hour, minute=int(found[2]), second=min(int(found[3] or 0), 59))
    except ValueError:
        raise ValueError(f'"{clock[:40]}" is no time of day') from None
    if found[6]:
        hours, minutes = int(found[6][1:3]), int(found[6][-2:])
        offset = timedelta(hours=hours, minutes=minutes)
        return at.replace(tzinfo=timezone(-offset if found[6][0] == "-" else offset))
    return at.replace(tzinfo=UTC) if found[5] else at


def _no_date(written: str) -> ValueError:
    return ValueError(f'"{written[:40]}" is no date; 2026-11-22 02:24 is always understood')
