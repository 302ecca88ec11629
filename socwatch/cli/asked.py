"""Times and lengths of time given as flags."""

from __future__ import annotations

from datetime import datetime, timedelta

from socwatch.errors import UsageError
from socwatch.model import times


def instant(words: str) -> datetime:
    """An RFC 3339 time; without a zone it is UTC. Raises UsageError."""
    try:
        return times.instant(words)
    except ValueError as error:
        raise UsageError(str(error)) from None


def length(words: str) -> timedelta:
    """A length of time: 90s, 15m, 2h, 1d, 4w. Raises UsageError."""
    try:
        return times.length(words)
    except ValueError as error:
        raise UsageError(str(error)) from None
