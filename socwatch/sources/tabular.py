"""Mentions in a file: JSON Lines, or a table as vendors export it.

Invariants: a file is read as a stream, a row at a time, and every row says where it ends, so that
reading goes on there; a row that cannot be read costs no other; the header decides the columns,
the delimiter and the encoding, and nothing is read as a table without a header that we know.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Literal

from socwatch.sources._cells import Columns, columns_of, fields_of
from socwatch.sources._dates import Ambiguous, Calendar
from socwatch.sources.jsonl import row_from_line

UNKNOWN = "is neither JSON Lines nor a table with a header that is known"
WHAT_IS_KNOWN = (
    "a table needs a line of headers with at least Text (or Title) and one of Date, Url, Author"
)

Format = Literal["auto", "jsonl", "csv"]

#: How much of a file is looked at to tell what it is.
HEAD = 64 * 1024
#: Lines that may stand above the header, as a report's name and period do.
_PREAMBLE = 40
_LONGEST_LINE = 1024 * 1024
#: A cell with more lines than this is a quote that nobody closed.
_MOST_LINES = 500
_DELIMITERS = (",", ";", "\t", "|")
_UTF8, _LATIN = "utf-8", "cp1252"
_MARKS = {b"\xef\xbb\xbf": _UTF8, b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UNCLOSED = "a quote is opened and never closed, or a cell is too long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What sort of file it is, and where its first row begins."""

    form: Literal["jsonl", "csv"]
    encoding: str = _UTF8
    delimiter: str = ""
    start: int = 0  #: in bytes
    line: int = 0  #: how many lines stand above the first row
    columns: Columns = field(default_factory=lambda: Columns(places={}, number=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the form that `mention_from_json` reads, or why there is none."""

    line: int  #: the number of its first line
    last: int  #: the number of its last line
    end: int  #: where the next row begins, in bytes
    whole: bool  #: False for the last one of a file when it may still be written to
    fields: Mapping[str, object] | None = None
    because: str = ""
    ambiguous: bool = False  #: it can be read once somebody says how its date is meant


def layout_of(head: bytes, form: Format = "auto") -> Layout | None:
    """The layout of a file that begins so; None when nothing in it is known.

    `head` is the file's first `HEAD` bytes. An empty beginning is that of JSON Lines.
    """
    encoding, mark = _encoding(head)
    text = head[mark:].decode(encoding, "ignore")
    objects = Layout(form="jsonl", encoding=encoding, start=mark)
    # A file that begins with an object is no table, whatever its lines are.
    if form == "jsonl" or (form == "auto" and text.lstrip()[:1] in ("", "{")):
        return objects
    table = _table(head, text, encoding, mark)
    return objects if table is None and form == "auto" and "\n{" in text else table


def rows(
    file: BinaryIO, layout: Layout, calendar: Calendar, *, start: int = 0, line: int = 0
) -> Iterator[Row]:
    """The rows from `start` on, which is where a row ended; `line` is how many lines that was.

    Rows without anything in them are left out. What is read can be forgotten at once.
    """
    if start < layout.start:
        start, line = layout.start, layout.line
    if layout.form == "jsonl":
        yield from _objects(_Lines(file, layout, start, line))
    else:
        yield from _records(file, layout, calendar, start, line)


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding, and how many bytes announce it."""
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name, len(mark)
    sample = head[: HEAD // 2 * 2]
    if sample[1:200:2].count(0) > len(sample[1:200:2]) // 2:
        return "utf-16-le", 0
    if sample[0:200:2].count(0) > len(sample[0:200:2]) // 2:
        return "utf-16-be", 0
    try:
        head[:-4].decode(_UTF8)  # the last letter may be cut
    except UnicodeDecodeError as error:
        return (_UTF8 if error.start >= len(head) - 8 else _LATIN), 0
    return _UTF8, 0


def _table(head: bytes, text: str, encoding: str, mark: int) -> Layout | None:
    best: Layout | None = None
    for delimiter in _DELIMITERS:
        lines = _Counted(text)
        for cells in _tolerated(csv.reader(lines, delimiter=delimiter)):
            found = columns_of(cells)
            if found is None:
                continue
            if best is None or len(found.places) > len(best.columns.places):
                best = Layout(
                    form="csv",
                    encoding=encoding,
                    delimiter=delimiter,
                    line=lines.number,
                    columns=found,
                )
            break
    if best is None:
        return None
    above = _Lines(io.BytesIO(head), best, mark, 0)
    for _ in range(best.line):
        above.raw()
    return replace(best, start=above.offset)


def _tolerated(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for _ in range(_PREAMBLE):
        try:
            yield next(reader)
        except csv.Error:
            continue
        except StopIteration:
            return


class _Counted:
    """The lines of a text, and how many of them were read."""

    def __init__(self, text: str) -> None:
        self._lines = iter(text.split("\n"))
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return f"{line}\n"


class _Runaway(Exception):
    """A row that goes on for longer than any row can."""


class _Lines:
    """The decoded lines of a file from a place on, and how far was read."""

    def __init__(self, file: BinaryIO, layout: Layout, start: int, line: int) -> None:
        self._file = file
        self._encoding = layout.encoding
        self._end = "\n".encode(layout.encoding)
        self._width = len(self._end)
        self.offset = start
        self.number = line
        self.ended = True  #: whether the last line had its end
        self.drained = False  #: whether more was asked for than there is
        self._spent = 0
        self.settle()
        file.seek(start)

    def settle(self) -> None:
        """Notes that everything up to here was whole rows."""
        self.good, self.good_number = self.offset, self.number
        self._spent = 0

    def raw(self) -> bytes:
        """The next line (its start, when it is too long); empty when there is none."""
        pieces: list[bytes] = []
        length, last = 0, b""
        while not self._is_ended(last):
            last = self._file.readline(_LONGEST_LINE)
            if self._width == 2 and len(last) % 2:
                last += self._file.read(1)  # the other half of the last letter
            if not last:
                break
            if length < _LONGEST_LINE:
                pieces.append(last)
            length += len(last)
        self.ended = self._is_ended(last)
        self.offset += length
        self.number += bool(length)
        return b"".join(pieces)

    def _is_ended(self, piece: bytes) -> bool:
        return piece.endswith(self._end) and len(piece) % self._width == 0

    def in_utf8(self, raw: bytes) -> bytes:
        """The line in the encoding that JSON has."""
        if self._width == 1:
            return raw
        return raw.decode(self._encoding, "replace").encode()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self._spent += 1
        if self._spent > _MOST_LINES:
            raise _Runaway
        raw = self.raw()
        if not raw:
            self.drained = True
            raise StopIteration
        return self._text(raw).replace("\r\n", "\n").replace("\r", " ")

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError:  # a table that two programs wrote into
            return raw.decode(_LATIN if self._width == 1 else self._encoding, "replace")


def _objects(lines: _Lines) -> Iterator[Row]:
    while raw := lines.raw():
        if not raw.strip(b" \t\r\n\0"):
            continue
        number = lines.number
        place = Row(line=number, last=number, end=lines.offset, whole=lines.ended)
        try:
            # The beginning of an object never is an object: one that can be read is whole.
            yield replace(place, whole=True, fields=row_from_line(lines.in_utf8(raw)))
        except ValueError as error:
            yield replace(place, because=str(error))


def _records(
    file: BinaryIO, layout: Layout, calendar: Calendar, start: int, line: int
) -> Iterator[Row]:
    while True:
        lines = _Lines(file, layout, start, line)
        yield from _until_trouble(lines, layout, calendar)
        if lines.good == lines.offset:
            return
        # The row that begins here does not end: its first line is named, and reading goes on.
        first = _Lines(file, layout, lines.good, lines.good_number)
        first.raw()
        start, line = first.offset, first.number
        yield Row(line=line, last=line, end=start, whole=not lines.drained, because=_UNCLOSED)


def _until_trouble(lines: _Lines, layout: Layout, calendar: Calendar) -> Iterator[Row]:
    """The rows up to the end, or to one whose quotes do not close."""
    reader = csv.reader(lines, delimiter=layout.delimiter)
    while True:
        try:
            cells = next(reader)
        except (StopIteration, _Runaway, csv.Error):
            return
        if lines.drained:
            return  # more was asked for in the middle of a row
        begin = lines.good_number + 1
        lines.settle()
        if any(cell.strip() for cell in cells):
            yield _row(cells, begin, lines, layout, calendar)


def _row(cells: list[str], begin: int, lines: _Lines, layout: Layout, calendar: Calendar) -> Row:
    place = Row(line=begin, last=lines.number, end=lines.offset, whole=lines.ended)
    try:
        return replace(place, fields=fields_of(cells, layout.columns, calendar))
    except ValueError as error:
        return replace(place, because=str(error), ambiguous=isinstance(error, Ambiguous))
