"""The embedded store: one SQLite file with all rooms on one connection.

Invariant: `unit()` spans all rooms, so that an issue, its timeline and its mails are written
together or not at all.
"""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from socwatch.stores.answers import Answers
from socwatch.stores.audit import Audit
from socwatch.stores.database import PATIENCE, Database
from socwatch.stores.labels import Labels
from socwatch.stores.ledger import Ledger
from socwatch.stores.mentions import Mentions
from socwatch.stores.outbox import Outbox
from socwatch.stores.stories import Stories
from socwatch.stores.watching import Watching


class SqliteStore:
    """Satisfies ports.Store."""

    def __init__(
        self,
        path: Path,
        *,
        tick: timedelta,
        durable: bool = True,
        patience: timedelta = PATIENCE,
        connection: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        """Opens or creates the file; see Database for what else it takes, and for the errors."""
        self._database = Database(path, durable=durable, patience=patience, connection=connection)
        self.path = path
        self.stories = Stories(self._database)
        self.mentions = Mentions(self._database, tick, self.stories.corrections)
        self.labels = Labels(self._database)
        self.answers = Answers(self._database)
        self.watching = Watching(self._database)
        self.audit = Audit(self._database)
        self.ledger = Ledger(self._database, self.audit)
        self.outbox = Outbox(self._database)

    def unit(self) -> AbstractContextManager[None]:
        """One transaction over all rooms."""
        return self._database.unit()

    def version(self) -> tuple[int, int]:
        """Another pair after every change of what is stored, by this program or another."""
        return self._database.version()

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()
