"""Reading a scenario file: JSON Lines, in order of `at`.

Invariant: a line that is not understood is an error that names its number; nothing is skipped.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from socwatch.errors import UsageError
from socwatch.model.mention import Mention, Outcome
from socwatch.model.times import instant
from socwatch.sources.jsonl import mention_from_json

#: What a person (or the scenario on their behalf) can do in a line.
ACTS = ("ack", "close", "snooze", "handover", "silence", "note", "drill")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a person does to an issue, or a silence they set."""

    name: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: exactly one of mention, source, act, or the end."""

    at: datetime
    mention: Mention | None = None
    source: str | None = None
    outcome: Outcome | None = None
    act: Act | None = None
    is_end: bool = False


def read_scenario(path: Path) -> tuple[Line, ...]:
    """The lines of a scenario, plain or gzipped.

    Raises UsageError with the file's name and the line's number.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    return tuple(_in_order(path, _parsed(path, text.splitlines())))


def _parsed(path: Path, rows: Iterable[str]) -> Iterable[tuple[int, Line]]:
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            yield number, line_of(json.loads(row))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise UsageError(f"{path}:{number}: {_plain(error)}") from error


def _in_order(path: Path, lines: Iterable[tuple[int, Line]]) -> Iterable[Line]:
    before: datetime | None = None
    for number, line in lines:
        if before is not None and line.at < before:
            raise UsageError(
                f"{path}:{number}: at {line.at:%Y-%m-%dT%H:%M:%SZ} is before the line above it",
                hint="sort the lines by `at`",
            )
        before = line.at
        yield line
        if line.is_end:
            return  # whatever comes after it is not played


def line_of(row: object) -> Line:
    """One parsed line. Raises ValueError in plain words."""
    if not isinstance(row, dict) or "at" not in row:
        raise ValueError("a line is an object with `at` and what happens then")
    at = instant_of(row["at"])
    what = [key for key in row if key != "at"]
    if len(what) != 1:
        raise ValueError(f"a line says one thing beside `at`, not {', '.join(what) or 'nothing'}")
    name, value = what[0], row[what[0]]
    if name == "end":
        return Line(at=at, is_end=True)
    if not isinstance(value, dict):
        raise ValueError(f"`{name}` must be an object")
    if name == "mention":
        return Line(at=at, mention=_mention(value, at))
    if name == "source":
        return _source(value, at)
    if name in ACTS:
        return Line(at=at, act=Act(name=name, details=value))
    known = ", ".join(("mention", "source", *ACTS, "end"))
    raise ValueError(f"`{name}` is not known; a line can say {known}")


def _mention(value: Mapping[str, object], at: datetime) -> Mention:
    source = _name(value, "source")
    # Within a scenario an id is unique for its source, whatever kind that is.
    mention = mention_from_json(value, source=source, origin=source, fetched_at=at)
    return mention if mention.published_at else replace(mention, published_at=at)


def _source(value: Mapping[str, object], at: datetime) -> Line:
    try:
        outcome = Outcome(str(value.get("outcome")))
    except ValueError:
        known = ", ".join(Outcome)
        raise ValueError(f"outcome {value.get('outcome')!r} is not one of {known}") from None
    return Line(at=at, source=_name(value, "name"), outcome=outcome)


def _name(value: Mapping[str, object], key: str) -> str:
    name = value.get(key)
    if not isinstance(name, str) or not name:
        raise ValueError(f"`{key}` must name a source")
    return name


def instant_of(value: object) -> datetime:
    """An RFC 3339 time in a scenario, in UTC. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no time; write 2026-11-22T02:24:00Z")
    return instant(value)


def _plain(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON ({error.msg} at column {error.colno})"
    return str(error) or type(error).__name__
