"""Issues, their timeline, and silences.

Invariants: one open issue for a topic and kind (a unique index says so); the timeline is only
ever appended to; a change based on an older revision of an issue is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from socwatch.errors import NothingMatched, StoreBusy
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.plan import Silence
from socwatch.stores.audit import Audit
from socwatch.stores.database import Database, from_ms, to_ms

#: Of an issue that only people change.
_NEVER = 2**62


class Ledger:
    """What people act on. Call every writing method inside a unit of work."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._db = database
        self._audit = audit

    def next_number(self, *, drill: bool = False) -> int:
        """The number of the next issue; drills have their own."""
        row = self._db.row("SELECT max(number) FROM issue WHERE drill = ?", (int(drill),))
        return 1 if row is None or row[0] is None else int(row[0]) + 1

    def issue(self, name: str) -> Issue:
        """The issue people call I-42 (also `42`, `i-42`). Raises NothingMatched."""
        letter, _, digits = name.strip().upper().rpartition("-")
        if digits.isdecimal() and letter in ("", "I", "D"):
            row = self._db.row(
                "SELECT body FROM issue WHERE drill = ? AND number = ?",
                (int(letter == "D"), int(digits)),
            )
            if row is not None:
                return msgspec.json.decode(row[0], type=Issue)
        raise NothingMatched(
            f"there is no issue {name}", hint="`socwatch issues` lists the ones there are"
        )

    def issues(self, *, only_open: bool = False, limit: int | None = None) -> tuple[Issue, ...]:
        """Issues, the latest first."""
        condition = "WHERE state <> 'closed'" if only_open else ""
        rows = self._db.rows(
            f"SELECT body FROM issue {condition} ORDER BY opened_at DESC, number DESC LIMIT ?",  # noqa: S608
            (-1 if limit is None else limit,),
        )
        return tuple(msgspec.json.decode(body, type=Issue) for (body,) in rows)

    def due(self, now: datetime) -> tuple[Issue, ...]:
        """The open issues that time may change by now, the latest first."""
        rows = self._db.rows(
            "SELECT body FROM issue WHERE state <> 'closed' AND (due_at <= ? OR due_at IS NULL)"
            " ORDER BY opened_at DESC, number DESC",
            (to_ms(now),),
        )
        return tuple(msgspec.json.decode(body, type=Issue) for (body,) in rows)

    def open_of(self, topic: str) -> tuple[Issue, ...]:
        """The open issues of a topic, drills too, the latest first."""
        rows = self._db.rows(
            "SELECT body FROM issue WHERE topic = ? AND state <> 'closed'"
            " ORDER BY opened_at DESC, number DESC",
            (topic,),
        )
        return tuple(msgspec.json.decode(body, type=Issue) for (body,) in rows)

    def holding(self) -> tuple[Issue, ...]:
        """The issues, open or closed, whose playbook holds something back; the earliest first."""
        rows = self._db.rows("SELECT body FROM issue WHERE holds > 0 ORDER BY number")
        return tuple(msgspec.json.decode(body, type=Issue) for (body,) in rows)

    def last_closed(self, topic: str, kind: str, *, drill: bool = False) -> Issue | None:
        """The issue of this topic and kind that was closed last."""
        row = self._db.row(
            "SELECT body FROM issue WHERE topic = ? AND kind = ? AND drill = ? AND state = 'closed'"
            " ORDER BY closed_at DESC LIMIT 1",
            (topic, kind, int(drill)),
        )
        return None if row is None else msgspec.json.decode(row[0], type=Issue)

    def save(self, issue: Issue, entries: Sequence[Entry] = ()) -> Issue:
        """Stores a new or changed issue with its timeline; returns it with its new revision.

        Raises StoreBusy when somebody else changed the issue since it was read.
        """
        saved = replace(issue, revision=issue.revision + 1)
        values = (
            saved.topic,
            saved.kind,
            saved.state.value,
            to_ms(saved.opened_at),
            None if saved.closed_at is None else to_ms(saved.closed_at),
            saved.revision,
            msgspec.json.encode(saved),
            _NEVER if saved.due_at is None else to_ms(saved.due_at),
            sum(task.held_at is not None for task in saved.tasks),
            int(saved.drill),
            saved.number,
        )
        if issue.revision == 0:
            self._db.execute(
                "INSERT INTO issue (topic, kind, state, opened_at, closed_at, revision, body,"
                " due_at, holds, drill, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        else:
            changed = self._db.execute(
                "UPDATE issue SET topic = ?, kind = ?, state = ?, opened_at = ?, closed_at = ?,"
                " revision = ?, body = ?, due_at = ?, holds = ? WHERE drill = ? AND number = ?"
                " AND revision = ?",
                (*values, issue.revision),
            )
            if changed.rowcount != 1:
                raise StoreBusy(f"{issue.id} was changed by somebody else meanwhile; look again")
        self.append(entries)
        return saved

    def append(self, entries: Sequence[Entry]) -> None:
        """Adds lines to the timeline."""
        for entry in entries:
            self._db.execute(
                "INSERT INTO entry (at, issue, event, actor, because, details)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    to_ms(entry.at),
                    entry.issue,
                    entry.event.value,
                    entry.actor,
                    entry.because,
                    msgspec.json.encode(dict(entry.details)).decode(),
                ),
            )
        if entries:
            self._audit.seal()

    def timeline(
        self, issue: str | None = None, *, after: int = 0
    ) -> tuple[tuple[int, Entry], ...]:
        """Entries with their numbers, oldest first; of one issue, or of all.

        `after` leaves out entries up to that number, for those who follow along.
        """
        rows = self._db.rows(
            "SELECT id, at, issue, event, actor, because, details FROM entry"
            " WHERE id > ?1 AND (?2 IS NULL OR issue = ?2) ORDER BY id",
            (after, issue),
        )
        return tuple(
            (
                number,
                Entry(
                    at=from_ms(at),
                    issue=of,
                    event=EventKind(event),
                    actor=actor,
                    because=because,
                    details=msgspec.json.decode(details, type=dict[str, object]),
                ),
            )
            for number, at, of, event, actor, because, details in rows
        )

    def last_entry(self) -> int:
        """The number of the latest entry; 0 when there is none."""
        row = self._db.row("SELECT max(id) FROM entry")
        return 0 if row is None or row[0] is None else int(row[0])

    def add_silence(self, silence: Silence) -> int:
        """Adds a silence made by a person, beside those of the plan; returns its number."""
        added = self._db.execute(
            "INSERT INTO silence (start, until, body) VALUES (?, ?, ?)",
            (to_ms(silence.start), to_ms(silence.end), msgspec.json.encode(silence)),
        )
        assert added.lastrowid is not None
        return added.lastrowid

    def end_silence(self, number: int, at: datetime) -> None:
        """Lets a silence made by a person end then; one that has not begun never does."""
        silence = dict(self.numbered_silences(at))[number]
        ended = replace(silence, end=max(silence.start, at))
        self._db.execute(
            "UPDATE silence SET until = ?, body = ? WHERE id = ?",
            (to_ms(ended.end), msgspec.json.encode(ended), number),
        )

    def numbered_silences(self, since: datetime) -> tuple[tuple[int, Silence], ...]:
        """The silences made by people that end later than this, with their numbers."""
        rows = self._db.rows(
            "SELECT id, body FROM silence WHERE until > ? AND until > start ORDER BY id",
            (to_ms(since),),
        )
        return tuple((number, msgspec.json.decode(body, type=Silence)) for number, body in rows)

    def silences(self, at: datetime) -> tuple[Silence, ...]:
        """The silences made by people that hold at this instant."""
        rows = self._db.rows(
            "SELECT body FROM silence WHERE start <= ?1 AND until > ?1 ORDER BY id", (to_ms(at),)
        )
        return tuple(msgspec.json.decode(body, type=Silence) for (body,) in rows)
