"""Times and lengths of time as people write them, everywhere in the same way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LENGTH = re.compile(r"(\d{1,6})\s*([smhdw])")


def instant(written: str) -> datetime:
    """An RFC 3339 time as an aware UTC instant; without a zone it is UTC. Raises ValueError."""
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        raise ValueError(f'"{written}" is no time; write 2026-11-22T02:24:00Z') from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def length(written: str) -> timedelta:
    """What "90s", "15m", "2h", "1d" or "4w" means. Raises ValueError."""
    found = _LENGTH.fullmatch(written.strip())
    if found is None:
        raise ValueError(f'"{written}" is no length of time; write 90s, 15m, 2h, 1d or 4w')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def spelt(span: timedelta) -> str:
    """A length in whole minutes as a config would write it: 15m, 12h, 1d."""
    minutes = int(span.total_seconds()) // 60
    for size, unit in ((1440, "d"), (60, "h")):
        if minutes >= size and minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"
