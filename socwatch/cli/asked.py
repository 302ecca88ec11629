"""What is given as arguments and flags: times, lengths of time, one thing in two ways."""

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


def since(words: str | None, now: datetime) -> datetime | None:
    """Where a look back begins: so long before now, or at a time. Raises UsageError."""
    if words is None:
        return None
    if words[:-1].isdecimal():
        return now - length(words)
    try:
        return instant(words)
    except UsageError as error:
        raise UsageError(error.message, hint="or so long before now: 2h, 3d") from None


def either(argument: str | None, option: str | None, *, flag: str) -> str | None:
    """What was given in one of two ways, or None. Raises UsageError when they contradict."""
    if argument is not None and option is not None and argument != option:
        raise UsageError(
            f'"{argument}" and {flag} {option} are two different things', hint="keep one of them"
        )
    return option if argument is None else argument
