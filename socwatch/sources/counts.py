"""Counts in a table: how much was said of one topic, an interval a row.

Invariant: the file is read whole and checked whole before anything is judged; each row keeps its
place in the file; an empty count is a time that could not be read, and never zero.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import isfinite
from statistics import mode

from socwatch.errors import UsageError
from socwatch.model import times
from socwatch.model.signal import Bucket

#: The columns by the names that they go by; the first one is ours.
COLUMNS = {
    "timestamp": ("timestamp", "time", "date", "start", "at"),
    "count": ("count", "mentions", "value"),
    "negative": ("negative",),
    "authors": ("authors", "voices"),
    "busiest_author": ("busiest_author", "busiest"),
    "largest_copies": ("largest_copies", "copies"),
}
_NEEDED = ("timestamp", "count")
_EMPTY = ("", "-", "na", "n/a", "nan", "null", "none")
_DELIMITERS = (",", ";", "\t", "|")
_EPOCH = 10**8  # a number of this size is seconds since 1970; years are shorter
_SHOWN = 3  # of the problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One interval as the file has it; None is what the file does not say."""

    line: int
    at: datetime  # its start
    count: int | None  # None: it could not be read
    negative: int | None = None
    authors: int | None = None
    busiest: int | None = None  # mentions by the busiest author
    largest: int | None = None  # size of the largest group of near copies


def read(raw: bytes, name: str) -> list[Row]:
    """The rows in order of time. Raises UsageError, which names the file and the lines."""
    text = raw.decode("utf-8-sig", errors="replace")
    lines = text.splitlines()
    if not lines:
        raise UsageError(f"{name} is empty", hint=_hint())
    delimiter = max(_DELIMITERS, key=lines[0].count)
    table = csv.reader(lines, delimiter=delimiter)
    places = _places(next(table), name)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                row = _row(cells, places, table.line_num)
                if isinstance(row, Row):
                    rows.append(row)
                else:
                    problems.append(row)
    except csv.Error as error:
        problems.append(f"line {table.line_num}: {error}")
    _complain(problems, name)
    if not rows:
        raise UsageError(f"{name} has no row below its header", hint=_hint())
    return sorted(rows, key=lambda row: row.at)


def interval_of(rows: Sequence[Row], name: str) -> timedelta:
    """The interval at which most rows follow each other. Raises UsageError with fewer than two."""
    steps = [after.at - row.at for row, after in pairwise(rows)]
    steps = [step for step in steps if step]
    if not steps:
        raise UsageError(
            f"{name} does not show how long an interval is", hint="say it: --interval 15m"
        )
    return mode(steps)


def placed(rows: Sequence[Row], interval: timedelta, name: str) -> list[Row]:
    """The rows with starts that are whole intervals apart, counted from the first.

    Raises UsageError when two fall into one interval.
    """
    first, taken = rows[0].at, dict[int, int]()
    problems: list[str] = []
    moved: list[Row] = []
    for row in rows:
        place = round((row.at - first) / interval)
        if place in taken:
            problems.append(
                f"line {row.line}: the interval of {times.spelt(interval)} from {row.at:%F %T} on "
                f"has a row already, in line {taken[place]}"
            )
            continue
        taken[place] = row.line
        moved.append(replace(row, at=first + place * interval))
    _complain(problems, name, hint="one row for each interval; --interval says how long one is")
    return moved


def bucket_of(row: Row, topic: str, interval: timedelta, lift: float) -> Bucket:
    """The row as a detector sees it. Without authors, each mention is a voice of its own."""
    count = row.count or 0
    authors = count if row.authors is None else row.authors
    busiest = min(count, 1) if row.busiest is None else row.busiest
    return Bucket(
        topic=topic,
        start=row.at,
        length=interval,
        mentions=row.count,
        scored=0 if row.negative is None else count,
        negative=row.negative or 0,
        voices=authors,
        busiest=busiest,
        copies=max(0, min(count, (row.largest or 0) - 1)),
        lift=lift,
    )


def inconsistent(rows: Sequence[Row]) -> list[int]:
    """The lines in which a part is larger than the count; the detector takes no more than that."""
    return [
        row.line
        for row in rows
        if row.count is not None
        and max(row.negative or 0, row.authors or 0, row.busiest or 0) > row.count
    ]


def _places(header: Sequence[str], name: str) -> dict[str, int]:
    written = [cell.strip().casefold().replace(" ", "_") for cell in header]
    found = {
        ours: written.index(known[0])
        for ours, names in COLUMNS.items()
        if (known := [one for one in names if one in written])
    }
    missing = [ours for ours in _NEEDED if ours not in found]
    if missing:
        columns = " and ".join(missing)
        raise UsageError(f"{name}, line 1: there is no column {columns}", hint=_hint())
    return found


def _row(cells: Sequence[str], places: dict[str, int], line: int) -> Row | str:
    """The row, or what is wrong with it."""
    said = {ours: cells[at].strip() if at < len(cells) else "" for ours, at in places.items()}
    try:
        numbers = {ours: _number(cell, ours) for ours, cell in said.items() if ours != "timestamp"}
        return Row(
            line=line,
            at=_instant(said["timestamp"]),
            count=numbers["count"],
            negative=numbers.get("negative"),
            authors=numbers.get("authors"),
            busiest=numbers.get("busiest_author"),
            largest=numbers.get("largest_copies"),
        )
    except ValueError as error:
        return f"line {line}: {error}"


def _instant(cell: str) -> datetime:
    if cell.isdecimal() and int(cell) >= _EPOCH:
        try:
            return datetime.fromtimestamp(int(cell), UTC)
        except (OverflowError, OSError, ValueError):
            raise ValueError(f'"{cell}" is no time in seconds since 1970') from None
    return times.instant(cell)


def _number(cell: str, column: str) -> int | None:
    if cell.casefold() in _EMPTY:
        return None
    try:
        number = float(cell)
    except ValueError:
        number = -1.0
    if not isfinite(number) or number < 0 or number != int(number):
        raise ValueError(f'{column} is "{cell}", and no whole number from 0 on')
    return int(number)


def _complain(problems: Sequence[str], name: str, hint: str = "") -> None:
    if not problems:
        return
    shown = "; ".join(problems[:_SHOWN])
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    raise UsageError(f"{name}, {shown}{more}", hint=hint)


def _hint() -> str:
    return f"a table with the columns {', '.join(_names())}"


def _names() -> Iterator[str]:
    for ours in COLUMNS:
        yield ours if ours in _NEEDED else f"[{ours}]"
