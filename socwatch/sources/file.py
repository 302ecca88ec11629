"""A file to which somebody appends mentions: bridges, own scripts, exports of vendors.

Invariants: each row is read once, also when the file is renamed or copied; a row that is still
being written waits, and so does one whose date nobody can read yet; a file that was cut or
replaced is read from its start.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, BinaryIO
from zoneinfo import ZoneInfo

import msgspec
from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from socwatch.errors import SourceMisconfigured
from socwatch.model.mention import Cursor, Mention
from socwatch.model.query import Query, Topic
from socwatch.sources._dates import Calendar, Order
from socwatch.sources._http import Http
from socwatch.sources._options import Duration, SourceOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, settled, state_of
from socwatch.sources.jsonl import mention_from_json
from socwatch.sources.tabular import HEAD, UNKNOWN, WHAT_IS_KNOWN, Format, Row, layout_of, rows

_ROWS_A_PAGE = 500
_HEAD, _TAIL = 1024, 256


def _path(value: object, info: ValidationInfo) -> Path:
    """A path that is not absolute counts from the config file's folder."""
    if not isinstance(value, (str, Path)) or not str(value).strip():
        raise ValueError("write the path of a file")
    folder = (info.context or {}).get("folder", Path())
    return Path(folder) / Path(value).expanduser()


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError('there is no such time zone; write one such as "Europe/London"') from None
    return value


class Options(SourceOptions):
    """Which file, and how it is meant."""

    every: Duration = timedelta(minutes=1)
    """How often the file is looked at."""

    path: Annotated[
        Path, BeforeValidator(_path), WithJsonSchema({"type": "string", "format": "path"})
    ]
    """The file; a relative path counts from the config file's folder."""

    format: Format = "auto"
    """What is in it: "jsonl", "csv" (tables with any delimiter), or "auto": its beginning tells."""

    dates: Order | None = None
    """How dates such as 03/04/2026 are meant: "day-first" or "month-first"."""

    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    """The zone of times that name none."""

    @property
    def calendar(self) -> Calendar:
        """How the dates of the file are read."""
        return Calendar(order=self.dates, zone=ZoneInfo(self.timezone))


class _State(msgspec.Struct):
    """How far was read, and what the file was known by: its first and last bytes up to there."""

    v: int = 1
    offset: int = 0
    line: int = 0
    head: str = ""
    tail: str = ""
    waiting: int = 0  #: how large the file was when its last row had no end yet


class FileSource:
    """Mentions that are appended to a file."""

    kind = "file"
    OPTIONS = Options

    def __init__(self, name: str, options: Options, _http: Http) -> None:
        self.name = name
        self.every = options.interval
        self._path = options.path
        self._format = options.format
        self._calendar = options.calendar

    @staticmethod
    def sent(_query: Query) -> tuple[str, ...]:
        """Nothing: a file is read whole."""
        return ()

    def poll(self, _topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads the rows that were appended since the cursor."""
        return settled(self._read(state_of(since, _State), now))

    async def _read(self, state: _State, now: datetime) -> Pages:
        read = partial(self._mention, now=now)
        waited = state.waiting
        while True:
            found, state = await asyncio.to_thread(self._appended, state, waited)
            harvest = gathered(found, read, called=lambda _, row: f"line {row.line}")
            # A row that cannot be read today cannot be read tomorrow: the cursor goes on.
            yield replace(harvest.page(then=None), next=cursor_of(state))
            if not found:
                return

    def _mention(self, row: Row, *, now: datetime) -> Mention:
        if row.fields is None:
            raise ValueError(row.because)
        return mention_from_json(row.fields, source=self.name, origin=self.name, fetched_at=now)

    def _appended(self, state: _State, waited: int) -> tuple[list[Row], _State]:
        """The next rows after the state, and the state after them.

        Raises SourceMisconfigured when there is no file that can be read.
        """
        path = self._path
        try:
            # Without waiting: opening a pipe would wait for a writer.
            if not stat.S_ISREG(path.stat().st_mode):
                raise SourceMisconfigured(f"{path.name} is no file", hint="name a file in `path`")
            with path.open("rb") as file:
                return self._rows(file, state if _goes_on(file, state) else _State(), waited)
        except FileNotFoundError:
            hint = "create it, or correct `path`"
            raise SourceMisconfigured(f"there is no file {path.name}", hint=hint) from None
        except OSError as error:
            raise SourceMisconfigured(f"{path.name} cannot be read: {error.strerror}") from error

    def _rows(self, file: BinaryIO, state: _State, waited: int) -> tuple[list[Row], _State]:
        file.seek(0)
        layout = layout_of(file.read(HEAD), self._format)
        if layout is None:
            raise SourceMisconfigured(f"{self._path.name} {UNKNOWN}", hint=WHAT_IS_KNOWN)
        size = file.seek(0, os.SEEK_END)
        offset, number, waiting = state.offset, state.line, 0
        found: list[Row] = []
        for row in rows(file, layout, self._calendar, start=offset, line=number):
            # The last row of a table may lack its end for good: nothing was added since the
            # last look. Half an object never becomes one by waiting.
            if not row.whole and (layout.form == "jsonl" or waited != size):
                waiting = size
                break
            # It stays where it is, with all behind it, until the config says how it is meant.
            if row.ambiguous and found:
                break
            if row.ambiguous:
                raise SourceMisconfigured(
                    f"line {row.line} of {self._path.name}: {row.because}",
                    hint='write dates = "day-first" (or "month-first") for this source',
                )
            found.append(row)
            offset, number = row.end, row.last
            if len(found) == _ROWS_A_PAGE:
                break
        head, tail = _fingerprints(file, offset)
        return found, _State(offset=offset, line=number, head=head, tail=tail, waiting=waiting)


def _goes_on(file: BinaryIO, state: _State) -> bool:
    """Whether the file is the one that was read, grown at most at its end."""
    return (state.head, state.tail) == _fingerprints(file, state.offset)


def _fingerprints(file: BinaryIO, offset: int) -> tuple[str, str]:
    file.seek(0)
    head = file.read(min(offset, _HEAD))
    file.seek(max(offset - _TAIL, 0))
    tail = file.read(min(offset, _TAIL))
    return _print(head), _print(tail)


def _print(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()
