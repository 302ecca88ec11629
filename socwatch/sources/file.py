"""A file of JSON Lines to which somebody appends mentions: exports, bridges, own scripts.

Invariants: each line is read once, also when the file is renamed or copied; a line that is still
being written waits; a file that was cut or replaced is read from its start.
"""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from socwatch.errors import SourceMisconfigured
from socwatch.model.mention import Cursor, Mention
from socwatch.model.query import Query, Topic
from socwatch.sources._http import Http
from socwatch.sources._options import Duration, SourceOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, settled, state_of
from socwatch.sources.jsonl import mention_from_json, row_from_line

_LINES_A_PAGE = 500
_LONGEST_LINE = 1024 * 1024
_HEAD, _TAIL = 1024, 256


def _path(value: object, info: ValidationInfo) -> Path:
    """A path that is not absolute counts from the config file's folder."""
    if not isinstance(value, (str, Path)) or not str(value).strip():
        raise ValueError("write the path of a file")
    folder = (info.context or {}).get("folder", Path())
    return Path(folder) / Path(value).expanduser()


class Options(SourceOptions):
    """Which file."""

    every: Duration = timedelta(minutes=1)
    """How often the file is looked at."""

    path: Annotated[
        Path, BeforeValidator(_path), WithJsonSchema({"type": "string", "format": "path"})
    ]
    """The file; a relative path counts from the config file's folder."""


class _State(msgspec.Struct):
    """How far was read, and what the file was known by: its first and last bytes up to there."""

    v: int = 1
    offset: int = 0
    line: int = 0
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: bytes


class FileSource:
    """Mentions that are appended to a file."""

    kind = "file"
    OPTIONS = Options

    def __init__(self, name: str, options: Options, _http: Http) -> None:
        self.name = name
        self.every = options.interval
        self._path = options.path

    @staticmethod
    def sent(_query: Query) -> tuple[str, ...]:
        """Nothing: a file is read whole."""
        return ()

    def poll(self, _topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads the lines that were appended since the cursor."""
        return settled(self._read(state_of(since, _State), now))

    async def _read(self, state: _State, now: datetime) -> Pages:
        read = partial(self._mention, now=now)
        while True:
            lines, state = await asyncio.to_thread(_appended, self._path, state)
            harvest = gathered(lines, read, called=lambda _, line: f"line {line.number}")
            # A line that cannot be read today cannot be read tomorrow: the cursor goes on.
            yield replace(harvest.page(then=None), next=cursor_of(state))
            if not lines:
                return

    def _mention(self, line: _Line, *, now: datetime) -> Mention:
        row = row_from_line(line.raw)
        return mention_from_json(row, source=self.name, origin=self.name, fetched_at=now)


def _appended(path: Path, state: _State) -> tuple[list[_Line], _State]:
    """The next lines after the state, and the state after them.

    Raises SourceMisconfigured when there is no file that can be read.
    """
    try:
        # Without waiting: opening a pipe would wait for a writer.
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceMisconfigured(f"{path.name} is no file", hint="name a file in `path`")
        with path.open("rb") as file:
            return _lines(file, state if _goes_on(file, state) else _State())
    except FileNotFoundError:
        hint = "create it, or correct `path`"
        raise SourceMisconfigured(f"there is no file {path.name}", hint=hint) from None
    except OSError as error:
        raise SourceMisconfigured(f"{path.name} cannot be read: {error.strerror}") from error


def _lines(file: BinaryIO, state: _State) -> tuple[list[_Line], _State]:
    file.seek(state.offset)
    offset, number = state.offset, state.line
    lines: list[_Line] = []
    while len(lines) < _LINES_A_PAGE:
        raw, length = _line(file)
        if not raw:
            break
        offset, number = offset + length, number + 1
        if raw.strip():
            lines.append(_Line(number, raw))
    head, tail = _fingerprints(file, offset)
    return lines, _State(offset=offset, line=number, head=head, tail=tail)


def _line(file: BinaryIO) -> tuple[bytes, int]:
    """The next whole line (its start, when it is too long) and its length; empty when none is."""
    raw = file.readline(_LONGEST_LINE)
    length, last = len(raw), raw
    while last and not last.endswith(b"\n"):
        last = file.readline(_LONGEST_LINE)
        length += len(last)
    if last or not raw or _whole(raw):
        return raw, length
    return b"", 0


def _whole(raw: bytes) -> bool:
    """Whether a line without its end is whole: the beginning of an object never is an object."""
    try:
        return bool(row_from_line(raw))
    except ValueError:
        return False


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
