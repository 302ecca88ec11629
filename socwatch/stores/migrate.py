"""Brings a database to this program's schema, forward only.

Invariants: `user_version` is the number of the last migration; each migration and its number are
one transaction, so a crash leaves the old version whole; a copy is made before an existing
database is changed; a newer one is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from socwatch.errors import StoreUnusable


def migrations() -> tuple[str, ...]:
    """The scripts in order; the first brings an empty file to version 1."""
    folder = resources.files("socwatch.stores") / "schema"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Applies what is missing. Raises StoreUnusable for a damaged, foreign or newer file."""
    scripts = migrations()
    version = _version(connection, path)
    if version > len(scripts):
        raise StoreUnusable(
            f"{path} was written by a newer socwatch (schema {version}, this program knows "
            f"{len(scripts)})",
            hint="update socwatch; nothing was changed",
        )
    if 0 < version < len(scripts):
        _copy(connection, path.with_name(f"{path.name}.before-{len(scripts)}"))
    for number, script in enumerate(scripts[version:], start=version + 1):
        _apply(connection, script, number)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """`user_version`, once the file is known to be ours and readable."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if version == 0 and tables and "memo" not in tables:
        raise StoreUnusable(
            f"{path} is another program's database; it was left as it is",
            hint="choose another `database` in the config",
        )
    if version and "memo" not in tables:
        raise StoreUnusable(
            f"{path} is damaged (its tables are missing); it was left as it is",
            hint="put a backup in its place, or move it away to start anew",
        )
    return version


def _apply(connection: sqlite3.Connection, script: str, number: int) -> None:
    """Applies one script, unless another program that opened the file at once was quicker."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < number:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """One by one: a script as a whole could not ask first whether it is still wanted."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()
