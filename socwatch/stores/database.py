"""One SQLite file, opened with care.

Invariants: a file that is damaged, no database, or newer than this program is refused and never
written to; the file is readable by its owner only; a unit of work is one transaction, so that a
crash leaves all of it or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from socwatch.errors import SocwatchError, StoreBusy, StoreUnusable
from socwatch.stores.migrate import migrate

#: How long another program may hold the database before we give up.
PATIENCE = timedelta(seconds=30)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 UTC, rounded down."""
    return (at - EPOCH) // MILLISECOND


def from_ms(ms: int) -> datetime:
    """The aware UTC instant."""
    return EPOCH + ms * MILLISECOND


class Database:
    """A connection that speaks in socwatch's errors. Not for use by two threads."""

    def __init__(
        self,
        path: Path,
        *,
        durable: bool = True,
        patience: timedelta = PATIENCE,
        connection: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        """Opens and, where needed, creates or migrates the file.

        `durable=False` skips waiting for the disk: for replays, which can be run again.
        `patience` is how long another program may hold the file; `connection` is what speaks
        to SQLite.

        Raises StoreUnusable (damaged, no database, newer), StoreBusy (held by another program).
        """
        self.path = path
        self._patience = patience
        self._depth = 0
        with self._translated():
            self._create()
            # Checked before any pragma: switching to WAL would already write into the file.
            self._connection = sqlite3.connect(
                path, timeout=patience.total_seconds(), isolation_level=None, factory=connection
            )
            try:
                self._prepare(durable="FULL" if durable else "OFF")
            except BaseException:
                self._connection.close()
                raise

    def _create(self) -> None:
        if self.path.exists():
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
        except OSError as error:
            raise SocwatchError(
                f"{self.path} cannot be written: {error.strerror}",
                hint="check the folder's permissions",
            ) from error

    def _prepare(self, durable: str) -> None:
        """Tries until patience ends: SQLite does not wait by itself where two programs that open
        a new file at once would wait for each other."""
        until = monotonic() + self._patience.total_seconds()
        while True:
            try:
                self._set_up(durable)
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or monotonic() >= until:
                    raise
                sleep(0.02)

    def _set_up(self, durable: str) -> None:
        migrate(self._connection, self.path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"PRAGMA synchronous = {durable}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA secure_delete = FAST")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path, self._patience) from error

    @contextmanager
    def unit(self) -> Iterator[None]:
        """One transaction. Inside another it is a savepoint: undone alone, kept with the outer."""
        inner = f"inner_{self._depth}" if self._depth else ""
        begin = f"SAVEPOINT {inner}" if inner else "BEGIN IMMEDIATE"
        keep = f"RELEASE {inner}" if inner else "COMMIT"
        undo = f"ROLLBACK TO {inner}; RELEASE {inner}" if inner else "ROLLBACK"
        with self._translated():
            self._connection.execute(begin)
            self._depth += 1
            try:
                yield
                self._connection.execute(keep)
            except BaseException:
                for statement in undo.split("; ") if self._connection.in_transaction else ():
                    self._connection.execute(statement)
                raise
            finally:
                self._depth -= 1

    # The three below spell the translation out: as a context manager it would cost as much as a
    # small statement itself, and a tick has hundreds of those.

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Runs one statement."""
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path, self._patience) from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path, self._patience) from error

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if it has one."""
        try:
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise _in_our_words(error, self.path, self._patience) from error
        return found

    def version(self) -> tuple[int, int]:
        """Another pair after every change, whoever made it; it costs no reading of the file's rows.

        https://www.sqlite.org/pragma.html#pragma_data_version
        """
        others = self.row("PRAGMA data_version")
        return (others[0] if others else 0, self._connection.total_changes)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def _is_busy(error: sqlite3.Error) -> bool:
    words = str(error)
    return isinstance(error, sqlite3.OperationalError) and ("locked" in words or "busy" in words)


def _in_our_words(error: sqlite3.Error, path: Path, patience: timedelta) -> SocwatchError:
    words = str(error)
    if _is_busy(error):
        return StoreBusy(
            f"{path} has been held by another program for {patience.total_seconds():.0f} s",
            hint="find out who holds it, then try again; nothing was lost",
        )
    if isinstance(error, sqlite3.OperationalError) and "full" in words:
        return SocwatchError(f"{path} cannot grow: the disk is full", hint="make room, then retry")
    if isinstance(error, sqlite3.OperationalError) and (
        "unable to open" in words or "readonly" in words
    ):
        return SocwatchError(
            f"{path} cannot be written: {words}", hint="check the folder's permissions"
        )
    if isinstance(error, sqlite3.IntegrityError | sqlite3.OperationalError):
        return SocwatchError(f"{path}: {words}", hint="nothing was changed; please report it")
    return StoreUnusable(
        f"{path} is damaged ({words}); it was left as it is",
        hint=f"put a backup in its place, or move it away to start anew: mv {path.name} {path.name}.damaged",
    )
