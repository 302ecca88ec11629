"""The seals of the timeline: a chain of hashes, so that a change of what was written shows.

Invariant: an entry is sealed in the transaction that writes it; a seal is the SHA-256 of the seal
before it and everything that the entry says. Entries from before there were seals are sealed when
the next one is written. Whoever can write the file can make a new chain: a head that was noted
elsewhere is what proves the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import msgspec

from socwatch.model.audit import Broken, Head, Verified
from socwatch.stores.database import Database, from_ms

_FIELDS = "e.id, e.at, e.issue, e.event, e.actor, e.because, e.details"
_PIECE = 5_000
_Row = tuple[int, int, str | None, str, str, str, str]


class Audit:
    """Seals entries, and finds out whether the seals still fit."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def seal(self) -> None:
        """Seals every entry that has no seal yet. Inside the unit of work that wrote it."""
        last = self._db.row("SELECT entry, hash FROM seal ORDER BY entry DESC LIMIT 1")
        number, before = last or (0, b"")
        rows = self._db.rows(
            f"SELECT {_FIELDS} FROM entry e WHERE e.id > ? ORDER BY e.id",  # noqa: S608
            (number,),
        )
        for row in rows:
            before = _sealed(before, row)
            self._db.execute("INSERT INTO seal (entry, hash) VALUES (?, ?)", (row[0], before))

    def verify(self, noted: Head | None = None) -> Verified:
        """Walks the whole trail. `noted` is a head from earlier that must still be in it."""
        entries, first, before = 0, None, b""
        last: int | None = None
        for row, hash_ in self._entries():
            entries += 1
            first = row[1] if first is None else first
            before = _sealed(before, row)
            because = _amiss(row, hash_, before, noted)
            if because:
                broken = Broken(entry=row[0], at=from_ms(row[1]), because=because)
                return _found(entries, first, None, broken)
            last = row[0]
        head = None if last is None else Head(entry=last, hash=before.hex())
        return _found(entries, first, head, self._cut_off(last or 0, noted))

    def _entries(self) -> Iterator[tuple[_Row, bytes | None]]:
        after = 0
        while True:
            rows = self._db.rows(
                f"SELECT {_FIELDS}, s.hash FROM entry e LEFT JOIN seal s ON s.entry = e.id"  # noqa: S608
                " WHERE e.id > ? ORDER BY e.id LIMIT ?",
                (after, _PIECE),
            )
            for *fields, hash_ in rows:
                after = fields[0]
                yield (*fields,), hash_
            if len(rows) < _PIECE:
                return

    def _cut_off(self, last: int, noted: Head | None) -> Broken | None:
        """Whether entries at the end are gone: SQLite remembers the highest number it gave."""
        row = self._db.row("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
        given = 0 if row is None else int(row[0])
        expected = max(given, noted.entry if noted else 0)
        if expected <= last:
            return None
        return Broken(
            entry=last + 1, at=None, because=f"the entries {last + 1} to {expected} are gone"
        )


def _sealed(before: bytes, row: _Row) -> bytes:
    return sha256(before + msgspec.json.encode(row)).digest()


def _amiss(row: _Row, hash_: bytes | None, expected: bytes, noted: Head | None) -> str:
    """What is wrong with an entry; "" when nothing is."""
    if hash_ is None:
        return "it has no seal"
    if hash_ != expected:
        return "it, or an entry before it, was changed or taken out after it was written"
    if noted is not None and noted.entry == row[0] and noted.hash != expected.hex():
        return "its seal is not the one that was noted"
    return ""


def _found(entries: int, first: int | None, head: Head | None, broken: Broken | None) -> Verified:
    since = None if first is None else from_ms(first)
    return Verified(entries=entries, since=since, head=head, broken=broken)
