"""Labels: what people said of mentions.

Invariant: a mention has at most one label for a topic, the latest.
"""

from __future__ import annotations

from socwatch.model.label import Label, Verdict
from socwatch.stores.database import Database, from_ms, to_ms


class Labels:
    """Satisfies ports.LabelStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, label: Label) -> None:
        """Remembers a label in place of an earlier one. Call it inside a unit of work."""
        self._db.execute(
            "INSERT OR REPLACE INTO label (topic, mention, verdict, at, who)"
            " VALUES (?, ?, ?, ?, ?)",
            (label.topic, label.mention, label.verdict.value, to_ms(label.at), label.by),
        )

    def remove(self, mention: str, topic: str) -> None:
        """Forgets what was said of the mention with this key. Call it inside a unit of work."""
        self._db.execute("DELETE FROM label WHERE topic = ? AND mention = ?", (topic, mention))

    def of(self, mention: str) -> tuple[Label, ...]:
        """The labels of the mention with this key, by topic."""
        return self._labels("WHERE mention = ? ORDER BY topic", mention)

    def newest(self, *, topic: str | None = None) -> tuple[Label, ...]:
        """All labels, or those of a topic; the latest first."""
        order = "ORDER BY at DESC, topic, mention"
        return (
            self._labels(order)
            if topic is None
            else self._labels(f"WHERE topic = ? {order}", topic)
        )

    def _labels(self, which: str, *values: str) -> tuple[Label, ...]:
        rows = self._db.rows(
            f"SELECT mention, topic, verdict, who, at FROM label {which}",  # noqa: S608  our words
            values,
        )
        return tuple(
            Label(mention=mention, topic=topic, verdict=Verdict(verdict), by=who, at=from_ms(at))
            for mention, topic, verdict, who, at in rows
        )
