"""Answers: which mentions were answered by us, as far as that can be seen.

Invariant: that no answer is stored means that none was seen, not that there was none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socwatch.model.person import Answer
from socwatch.stores.database import Database, from_ms, to_ms


class Answers:
    """Satisfies ports.AnswerStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, answer: Answer) -> None:
        """Remembers an answer, once. Call it inside a unit of work."""
        self._db.execute(
            "INSERT OR IGNORE INTO answer (asked, reply, at, who) VALUES (?, ?, ?, ?)",
            (answer.to, answer.reply, to_ms(answer.at), answer.by),
        )

    def remove(self, mention: str) -> bool:
        """Forgets that a person said it was answered; whether anybody had. In a unit of work."""
        said = self._db.row("SELECT 1 FROM answer WHERE asked = ? AND reply = ''", (mention,))
        self._db.execute("DELETE FROM answer WHERE asked = ? AND reply = ''", (mention,))
        return said is not None

    def to(self, asked: Sequence[str]) -> tuple[Answer, ...]:
        """The answers to these mentions or accounts, the earliest first."""
        rows = [
            row
            for one in dict.fromkeys(asked)
            for row in self._db.rows(
                "SELECT asked, reply, at, who FROM answer WHERE asked = ?", (one,)
            )
        ]
        found = (Answer(to=to, reply=reply, at=from_ms(at), by=who) for to, reply, at, who in rows)
        return tuple(sorted(found, key=lambda one: one.at))

    def seen_from(self, origin: str) -> bool:
        """Whether any reply of ours was ever seen on this service."""
        # ";" follows ":": all replies of the service stand between the two, and none is looked at.
        row = self._db.row(
            "SELECT 1 FROM answer WHERE reply >= ? AND reply < ? LIMIT 1",
            (f"{origin}:", f"{origin};"),
        )
        return row is not None

    def forget(self, before: datetime) -> None:
        """Drops what was answered before then. Call it inside a unit of work."""
        self._db.execute("DELETE FROM answer WHERE at < ?", (to_ms(before),))
