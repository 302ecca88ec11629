"""A mention as one JSON object: the form of imports, exports, replays and dropped files.

Invariant: what a row does not say is None, and so is a number that cannot be one: no count is
worth losing a mention for. Any other value of the wrong sort is named, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import amount, count, instant, link, no_number, score, whole
from socwatch.understand.text import clean

_SHORT = 500


def mention_from_json(
    row: Mapping[str, object], *, source: str, origin: str, fetched_at: datetime
) -> Mention:
    """The mention that a row describes; the row's own `source` is for the caller to look at.

    Raises ValueError with a plain reason. Times without a zone are UTC; a publish time and a
    number that cannot be read are None, as if they were not there.
    """
    text, headline = _string(row, "text"), _string(row, "title")
    if text is None and headline is None:
        raise ValueError("neither text nor title")
    return Mention(
        origin=origin,
        id=_identity(row),
        source=source,
        kind=_kind(row),
        url=link(row.get("url")),
        title=clean(headline, limit=_SHORT) or None if headline else None,
        text=clean(text or ""),
        lang=_short(row, "lang"),
        published_at=_time(row.get("published_at")),
        fetched_at=fetched_at,
        author=_author(row),
        likes=score(row, "likes"),
        reposts=count(row, "reposts"),
        replies=count(row, "replies"),
        quotes=count(row, "quotes"),
        views=count(row, "views"),
        rating=amount(row, "rating"),
        in_reply_to=_short(row, "in_reply_to"),
        domain=_short(row, "domain"),
        country=_short(row, "country"),
    )


def row_from_line(line: bytes) -> Mapping[str, object]:
    """The object on one line of a file. Raises ValueError with a plain reason."""
    try:
        text = line.decode("utf-8-sig")
        value = json.loads(text, parse_constant=no_number, parse_int=whole)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _identity(row: Mapping[str, object]) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    found = clean(value, limit=2_000) if isinstance(value, str) else ""
    if not found:
        raise ValueError("no id")
    return found


def _kind(row: Mapping[str, object]) -> MentionKind:
    value = row.get("kind")
    if value is None:
        return MentionKind.POST
    try:
        return MentionKind(str(value))
    except ValueError:
        known = ", ".join(MentionKind)
        raise ValueError(f"kind is none of {known}") from None


def _author(row: Mapping[str, object]) -> Author | None:
    """A handle alone, or an object; `followers` may also stand beside it."""
    value = row.get("author")
    beside = count(row, "followers")
    if isinstance(value, str):
        handle = clean(value, limit=_SHORT) or None
        return _known(Author(handle=handle, followers=beside))
    if value is None:
        return _known(Author(followers=beside))
    if not isinstance(value, dict):
        raise ValueError("author is neither a handle nor an object")
    followers = count(value, "followers")
    return _known(
        Author(
            id=_short(value, "id"),
            handle=_short(value, "handle"),
            name=_short(value, "name"),
            followers=beside if followers is None else followers,
        )
    )


def _known(author: Author) -> Author | None:
    return None if author == Author() else author


def _short(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    found = _string(row, key)
    return clean(found, limit=_SHORT) or None if found else None


def _string(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is not text")
    return value


def _time(value: object) -> datetime | None:
    return instant(value) if isinstance(value, str) else None
