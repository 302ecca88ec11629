"""Labels: what people said of mentions.

Invariant: a mention has at most one label of a sort for a topic, the latest.
"""

from __future__ import annotations

from socwatch.model.label import Label, Picked, Sort, Verdict
from socwatch.stores.database import Database, from_ms, to_ms


class Labels:
    """Satisfies ports.LabelStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def save(self, label: Label) -> None:
        """Remembers a label in place of an earlier one. Call it inside a unit of work."""
        self._db.execute(
            "INSERT OR REPLACE INTO label (topic, mention, sort, verdict, category, picked, at, who)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                label.topic, label.mention, label.sort.value, label.verdict.value, label.category,
                label.picked.value, to_ms(label.at), label.by,
            ),
        )  # fmt: skip

    def remove(self, mention: str, topic: str, sort: Sort) -> None:
        """Forgets what was said of the mention with this key. Call it inside a unit of work."""
        self._db.execute(
            "DELETE FROM label WHERE topic = ? AND mention = ? AND sort = ?",
            (topic, mention, sort.value),
        )

    def of(self, mention: str) -> tuple[Label, ...]:
        """The labels of the mention with this key, by topic and sort."""
        return self._labels({"mention": mention}, "topic, sort")

    def newest(self, *, topic: str | None = None, sort: Sort | None = None) -> tuple[Label, ...]:
        """All labels, or those of a topic or a sort; the latest first."""
        asked = {"topic": topic, "sort": None if sort is None else sort.value}
        return self._labels(asked, "at DESC, topic, mention, sort")

    def _labels(self, asked: dict[str, str | None], order: str) -> tuple[Label, ...]:
        given = {column: value for column, value in asked.items() if value is not None}
        which = " AND ".join(f"{column} = ?" for column in given) or "1"
        rows = self._db.rows(
            "SELECT mention, topic, verdict, who, at, picked, category"  # noqa: S608  our words
            f" FROM label WHERE {which} ORDER BY {order}",
            tuple(given.values()),
        )
        return tuple(
            Label(
                mention=mention, topic=topic, verdict=Verdict(verdict), by=who, at=from_ms(at),
                picked=Picked(picked), category=category,
            )
            for mention, topic, verdict, who, at, picked, category in rows
        )  # fmt: skip
