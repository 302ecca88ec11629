"""The dialects in which services ask us to slow down.

Invariant: a wait lies in the future and ends within the hour, whatever the header says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: No wait is longer: a service that says "a year" is asked again after this.
LONGEST_WAIT = timedelta(hours=1)
#: What we wait when the service asks for a wait but names none that makes sense.
USUAL_WAIT = timedelta(minutes=1)

_RESETS = ("x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset")
_REMAINING = ("x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining")


def asked_wait(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a service that refused will listen again (UTC): later than `now`, by at most 1 h."""
    for name in ("retry-after", *_RESETS):
        at = _instant(headers.get(name, ""), now)
        if at is not None:
            return min(at, now + LONGEST_WAIT)
    return now + USUAL_WAIT


def wait_of(seconds: float, now: datetime) -> datetime:
    """The end of a wait that a service asked for in so many seconds: in the future, within 1 h.

    For waits that stand in an answer's body (`backoff`, `wait_seconds`).
    """
    if not math.isfinite(seconds) or seconds <= 0:
        return now + USUAL_WAIT
    return now + min(timedelta(seconds=min(seconds, 1e6)), LONGEST_WAIT)


def exhausted_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When the service's allowance is filled again; None while something is left of it."""
    for name in _REMAINING:
        left = _number(headers.get(name, ""))
        if left is not None and left < 1:
            return asked_wait(headers, now)
    return None


def _instant(value: str, now: datetime) -> datetime | None:
    """The future instant meant by seconds, an epoch, ISO 8601 or an HTTP date; None for others."""
    number = _number(value)
    at = _date(value) if number is None else _from_number(number, now)
    return at if at is not None and at > now else None


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _from_number(number: float, now: datetime) -> datetime | None:
    """Small numbers are seconds from now (Reddit), large ones epoch seconds (X) or milliseconds."""
    if number <= 0:
        return None
    if number < 1e9:
        return now + min(timedelta(seconds=number), LONGEST_WAIT)
    if number < 1e11:
        return datetime.fromtimestamp(number, UTC)
    if number < 1e14:
        return datetime.fromtimestamp(number / 1000, UTC)
    return now + LONGEST_WAIT


def _date(value: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError:
        try:
            at = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
