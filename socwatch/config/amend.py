"""Changes one query in a config file that somebody wrote by hand.

Invariants: every other byte stays as it is, comments and layout included; the file is replaced as
a whole or not at all, with its permissions; one that was changed since it was read is left alone;
what it was before stands beside it.
"""

from __future__ import annotations

import copy
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli
import tomlkit
from tomlkit.exceptions import TOMLKitError

from socwatch.config.lines import line_of, lines_of
from socwatch.errors import SocwatchError
from socwatch.match.syntax import parse

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A config file as it was read."""

    path: Path  # of the file itself, also where a link was named
    content: bytes


def read(path: Path) -> ConfigFile:
    """The file as it is now."""
    real = path.resolve()
    try:
        return ConfigFile(path=real, content=real.read_bytes())
    except OSError as error:
        raise SocwatchError(f"{path} cannot be read: {error.strerror}") from error


def with_query(file: ConfigFile, topic: str, *, was: str, query: str) -> bytes:
    """The file's content with another query for the topic.

    Raises QueryError when the query cannot be understood, SocwatchError when the file does not say
    (any more) what it is to be changed from, or cannot be changed without touching other things.
    """
    parse(query)
    text = file.content.removeprefix(_BOM).decode("utf-8")
    try:
        tables = tomli.loads(text)
        number = _number(tables, topic, was)
        written = _written(text, number)
    except (tomli.TOMLDecodeError, TOMLKitError, LookupError) as error:
        raise _changed(file.path) from error
    wanted = copy.deepcopy(tables)
    wanted["topics"][number]["query"] = query
    new = _quoted(query, "\r\n" if "\r\n" in text else "\n")
    for at in _occurrences(text, written, number):
        candidate = text[:at] + new + text[at + len(written) :]
        if _says(candidate, wanted):
            bom = _BOM if file.content.startswith(_BOM) else b""
            return bom + candidate.encode("utf-8")
    raise SocwatchError(
        f"the query of {topic} in {file.path} cannot be changed without touching other lines",
        hint=f"write it there yourself: query = {new}",
    )


def _number(tables: dict[str, Any], topic: str, was: str) -> int:
    """The place of the topic in the file; LookupError when it does not stand there so."""
    for number, table in enumerate(tables["topics"]):
        if table.get("name") == topic and table.get("query") == was:
            return number
    raise LookupError(topic)


def _written(text: str, number: int) -> str:
    """The query as it is spelt, quotes included."""
    document: Any = tomlkit.parse(text)
    return str(document["topics"][number]["query"].as_string())


def _occurrences(text: str, written: str, number: int) -> Iterator[int]:
    """Where the query may stand: from the line of its key on."""
    line = line_of(lines_of(text), ("topics", number, "query"))
    at = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    while (at := text.find(written, at)) >= 0:
        yield at
        at += 1


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomli.loads(text) == wanted
    except tomli.TOMLDecodeError:
        return False


def _quoted(query: str, newline: str) -> str:
    """In single quotes where possible: queries are full of double ones."""
    several = "\n" in query
    literal = "'" not in query
    return (
        tomlkit.string(query, literal=literal, multiline=several).as_string().replace("\n", newline)
    )


def put(file: ConfigFile, content: bytes, now: datetime) -> Path:
    """Puts the content in the file's place, and returns where the old one is kept.

    Raises SocwatchError, and changes nothing, when the file was changed since it was read.
    """
    folder, name = file.path.parent, file.path.name
    fresh = folder / f".{name}.{os.getpid()}.new"
    try:
        about = file.path.stat()
        backup = _backup(file, now, about)
        try:
            _write(fresh, content, about)
            if file.path.read_bytes() != file.content:
                backup.unlink()
                raise _changed(file.path)
            fresh.replace(file.path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SocwatchError(
            f"{file.path} cannot be changed: {error.strerror}",
            hint="check the permissions of the folder; nothing was changed",
        ) from error
    return backup


def _backup(file: ConfigFile, now: datetime, about: os.stat_result) -> Path:
    stem = f"{file.path.name}.{now:%Y%m%dT%H%M%SZ}"
    for place in range(1, 100):
        path = file.path.with_name(f"{stem}.bak" if place == 1 else f"{stem}-{place}.bak")
        with suppress(FileExistsError):
            _write(path, file.content, about)
            return path
    raise SocwatchError(f"there are a hundred copies of {file.path.name} of this second")


def _write(path: Path, content: bytes, about: os.stat_result) -> None:
    """A new file with the permissions of another one, on the disk when this returns."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as stream:
        if os.name == "posix":
            with suppress(PermissionError):  # only an administrator gives files to others
                os.fchown(number, about.st_uid, about.st_gid)
            os.fchmod(number, stat.S_IMODE(about.st_mode))
        stream.write(content)
        stream.flush()
        os.fsync(number)


def _changed(path: Path) -> SocwatchError:
    return SocwatchError(
        f"{path} was changed meanwhile; nothing was written",
        hint="run the command again: it reads the file anew",
    )
