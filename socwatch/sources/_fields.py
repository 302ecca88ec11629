"""Reading the fields of a service's item, whatever they turn out to be.

Invariant: a field that is missing, null, empty or of the wrong type is None, never 0 and never an
error; only an item without an identity is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from socwatch.understand.text import clean, plain

_TITLE = 500
#: Google's ids of articles have hundreds of characters; cut, two could become one.
_IDENTITY = 4_000
#: From here on no database holds a whole number.
_UNSTORABLE = 2**63
_WHOLE = re.compile(r"\s*[+-]?\d{1,19}\s*")
#: Epoch seconds that were sent as a text; eight digits are a day.
_EPOCH = re.compile(r"\d{9,10}(\.\d+)?")


def row(value: object) -> Mapping[str, object]:
    """The item as a table of fields. Raises ValueError when it is none."""
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def part(item: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object in a field; empty when there is none."""
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def rows(value: object, key: str) -> list[object] | None:
    """The list in a field of an answer; None when the answer has no such list."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else None


def name(item: Mapping[str, object], key: str, *, limit: int = _TITLE) -> str | None:
    """A short text (an id, a handle, an address) cleaned; numbers count as their digits."""
    value = item.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    return clean(value, limit=limit) or None


def identity(item: Mapping[str, object], *keys: str) -> str:
    """The first of these fields that holds something. Raises ValueError when none does."""
    for key in keys:
        if found := name(item, key, limit=_IDENTITY):
            return found
    raise ValueError(f"no {keys[0]}")


def identity_or_none(item: Mapping[str, object], key: str) -> str | None:
    """The id in a field, whole; None when there is none."""
    return name(item, key, limit=_IDENTITY)


def words(item: Mapping[str, object], key: str) -> str:
    """The plain text of a field that holds HTML; "" when there is none."""
    value = item.get(key)
    return plain(value) if isinstance(value, str) else ""


def title(value: object) -> str | None:
    """A headline as one line of plain text; None when there is none."""
    if not isinstance(value, str):
        return None
    return clean(" ".join(plain(value).split()), limit=_TITLE) or None


def count(item: Mapping[str, object], key: str) -> int | None:
    """A number of replies, views and the like; None for one below zero, which nothing can have."""
    found = score(item, key)
    return None if found is None or found < 0 else found


def score(item: Mapping[str, object], key: str) -> int | None:
    """A number of likes, below zero where a service votes down.

    None for a number that no database holds, as for all that is no whole number.
    """
    value = item.get(key)
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and abs(value) < _UNSTORABLE else None


def amount(item: Mapping[str, object], key: str) -> float | None:
    """A number that need not be whole, such as a rating; None for NaN and infinity too."""
    value = item.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < _UNSTORABLE else None


def whole(digits: str) -> int | None:
    """An integer of a JSON document; None for one of thousands of digits, which Python refuses."""
    try:
        return int(digits)
    except ValueError:
        return None


def no_number(_name: str) -> None:
    """NaN and Infinity in a JSON document are no numbers anybody can mean."""


def instant(value: object) -> datetime | None:
    """The UTC instant of an RFC 3339 text or of epoch seconds; None for anything else.

    A text without a zone is in UTC.
    """
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, str) and _EPOCH.fullmatch(value.strip()):
            return datetime.fromtimestamp(float(value), UTC)
        if isinstance(value, str):
            at = datetime.fromisoformat(value.strip())
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def link(value: object) -> str | None:
    """An address that a person may follow: http or https with a host; None for anything else."""
    if not isinstance(value, str):
        return None
    address = clean(value, limit=_IDENTITY)
    return address if host_of(address) and "…" not in address[-1:] else None


def host_of(address: str | None) -> str | None:
    """The host of a web address in lower case; None when it is no web address."""
    try:
        parts = urlsplit(address or "")
        found = parts.hostname
    except ValueError:
        return None
    return found.lower() if found and parts.scheme in ("http", "https") else None
