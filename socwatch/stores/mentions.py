"""Mentions, their readings, and the counts that are kept beside them.

Invariants: a mention is stored once, whatever found it how often; every count of it is written
in the same transaction; it counts at its publish time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from socwatch.model.gathered import Counts, Gathered
from socwatch.model.mention import Mention
from socwatch.model.query import Match
from socwatch.model.reading import Reading, Tone
from socwatch.model.story import MOST_OF_A_STORY
from socwatch.stores.database import Database, from_ms, to_ms
from socwatch.understand.address import canonical
from socwatch.understand.corrections import Corrections

#: Room for this many mentions in one millisecond.
_SLOTS = 4096
#: How many mentions are held at once while all of them are walked through.
_PIECE = 1000
#: Later than any row.
_BEYOND = 2**63 - 1
#: Of a story's mentions, so many are looked through for the first in each wording.
_FIRST_OF_A_STORY = 50_000
_HOUR = 3600
_DAY = 86_400

#: A stored mention in one statement, its topics included.
_COLUMNS = (
    "m.body, m.reading, (SELECT json_group_array(json_array(topic, json(because)))"
    " FROM hit WHERE mention = m.id)"
)
_SELECT = f"SELECT {_COLUMNS} FROM mention m"  # noqa: S608  only our own words
_WORDINGS = (
    "SELECT coalesce(nullif(json_extract(CAST(reading AS TEXT), '$.wording'), ''), ?) AS wording,"
    " min(id) FROM (SELECT m.id, m.reading FROM mention m"
)
_HITS = tuple[tuple[str, tuple[str, ...]], ...]
_ADD_COUNTS = """
INSERT INTO rollup (topic, grain, start, mentions, scored, negative, positive, voices, busiest, copies)
VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (topic, grain, start) DO UPDATE SET
    mentions = mentions + 1, scored = scored + ?4, negative = negative + ?5,
    positive = positive + ?6, voices = voices + ?7, busiest = max(busiest, ?8), copies = copies + ?9
"""
_ADD_TALLY = """
INSERT INTO tally (start, topic, grain, what, n) VALUES (?, ?, ?, ?, 1)
ON CONFLICT (start, topic, grain, what) DO UPDATE SET n = n + 1 RETURNING n
"""


class Mentions:
    """What was said. `tick` is the grain at which voices and copies are counted."""

    def __init__(
        self, database: Database, tick: timedelta, corrections: Callable[[], Corrections]
    ) -> None:
        self._db = database
        self._corrections = corrections  # what people said of stories; asked for at each reading
        self._tick = int(tick.total_seconds())

    def unseen(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Those that are not stored yet, each once, in the same order."""
        fresh: dict[str, Mention] = {}
        for mention in mentions:
            if mention.key not in fresh and self._id_of(mention) is None:
                fresh[mention.key] = mention
        return tuple(fresh.values())

    def add(self, gathered: Sequence[Gathered]) -> None:
        """Stores mentions with their readings, topics and counts. Call it inside a unit of work."""
        for one in gathered:
            row = self._insert(one)
            for match in one.matches:
                self._hit(row, match)
                self._count(one, match.topic)
            self._trip(row, one)

    def also_found(self, mention: Mention, matches: Sequence[Match]) -> None:
        """Notes that a stored mention was found by a further source, or for a further topic."""
        row = self._id_of(mention)
        found = None if row is None else self._db.row(
            f"{_SELECT} WHERE m.id = ?", (row,)
        )  # fmt: skip
        if row is None or found is None:
            return
        stored = _stored(Corrections(), *found)  # counts are of what was found
        self._add_source(row, stored.mention, mention.source)
        known = {match.topic for match in stored.matches}
        for match in matches:
            if match.topic not in known:
                self._hit(row, match)
                self._count(stored, match.topic)
                self._trip(row, stored)

    def _id_of(self, mention: Mention) -> int | None:
        found = self._db.row("SELECT id FROM mention WHERE key = ?", (mention.key,))
        if found is None and (url := canonical(mention.url)):
            # Only another source's: within one service, two items of one address are two items.
            found = self._db.row(
                "SELECT id FROM mention WHERE url_key = ? AND source <> ? AND key NOT LIKE ? LIMIT 1",
                (url, mention.source, f"{mention.origin}:%"),
            )
        return None if found is None else int(found[0])

    def _add_source(self, row: int, stored: Mention, source: str) -> None:
        names = stored.sources or (stored.source,)
        if source in names:
            return
        named = replace(stored, sources=(*names, source))
        self._db.execute(
            "UPDATE mention SET body = ? WHERE id = ?", (msgspec.json.encode(named), row)
        )

    def _insert(self, one: Gathered) -> int:
        mention, reading = one.mention, one.reading
        row = self._free_row(to_ms(mention.counts_at) * _SLOTS)
        self._db.execute(
            "INSERT INTO mention (id, key, url_key, source, voice, tone, language, story, body,"
            " reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row,
                mention.key,
                canonical(mention.url),
                mention.source,
                mention.author.voice if mention.author else None,
                reading.tone.value,
                reading.language,
                reading.story,
                msgspec.json.encode(mention),
                msgspec.json.encode(reading),
            ),
        )
        return row

    def _free_row(self, first: int) -> int:
        """The next free id at this millisecond; at a later one when a bulk of rows has filled it."""
        while True:
            last = self._db.row(
                "SELECT max(id) FROM mention WHERE id BETWEEN ? AND ?", (first, first + _SLOTS - 1)
            )
            if last is None or last[0] is None:
                return first
            if last[0] < first + _SLOTS - 1:
                return int(last[0]) + 1
            first += _SLOTS

    def _hit(self, row: int, match: Match) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO hit (topic, mention, because) VALUES (?, ?, ?)",
            (match.topic, row, msgspec.json.encode(match.because).decode()),
        )

    def _count(self, one: Gathered, topic: str) -> None:
        seconds = to_ms(one.mention.counts_at) // 1000
        tone = one.reading.tone
        tones = (
            int(tone is not Tone.UNSCORED),
            int(tone is Tone.NEGATIVE),
            int(tone is Tone.POSITIVE),
        )
        start = seconds // self._tick * self._tick * 1000
        spoken = self._tally(start, topic, f"v:{one.mention.voice}")
        wording = one.reading.wording or one.reading.story
        copies = int(bool(wording)) and self._tally(start, topic, f"s:{wording}")
        self._db.execute(
            _ADD_COUNTS,
            (topic, self._tick, start, *tones, int(spoken == 1), spoken, int(copies > 1)),
        )
        # A late mention: the detector has seen its bucket without it.
        self._db.execute(
            "UPDATE detector SET stale = 1 WHERE topic = ? AND ahead_to > ?", (topic, start)
        )
        for grain in {_HOUR, _DAY} - {self._tick}:
            start = seconds // grain * grain * 1000
            self._db.execute(_ADD_COUNTS, (topic, grain, start, *tones, 0, 0, int(copies > 1)))

    def _tally(self, start: int, topic: str, what: str) -> int:
        found = self._db.row(_ADD_TALLY, (start, topic, self._tick, what))
        assert found is not None
        return int(found[0])

    def _trip(self, row: int, one: Gathered) -> None:
        if any(risk.tripwire for risk in one.reading.risks):
            self._db.execute("INSERT OR IGNORE INTO tripped (mention) VALUES (?)", (row,))

    def tripped(self) -> tuple[Gathered, ...]:
        """Mentions that trip a scenario's wire and were not assessed yet, oldest first."""
        condition = "WHERE m.id IN (SELECT mention FROM tripped) ORDER BY m.id"
        rows = self._db.rows(f"{_SELECT} {condition}")
        corrections = self._corrections()
        return tuple(_stored(corrections, *row) for row in rows)

    def assessed(self, mentions: Sequence[Gathered]) -> None:
        """Takes mentions off the list of those that tripped a wire. Inside a unit of work."""
        for one in mentions:
            self._db.execute(
                "DELETE FROM tripped WHERE mention = (SELECT id FROM mention WHERE key = ?)",
                (one.mention.key,),
            )

    def forget_tallies(self, before: datetime) -> None:
        """Drops what only unsettled buckets need. Late mentions then count as new voices."""
        self._db.execute("DELETE FROM tally WHERE start < ?", (to_ms(before),))

    def counts(
        self, topic: str, since: datetime, until: datetime, grain: timedelta | None = None
    ) -> dict[datetime, Counts]:
        """Counts by the start of their bucket; buckets without any mention are absent.

        Voices, busiest and copies are kept at the tick's grain only.
        """
        seconds = self._tick if grain is None else int(grain.total_seconds())
        rows = self._db.rows(
            "SELECT start, mentions, scored, negative, positive, voices, busiest, copies"
            " FROM rollup WHERE topic = ? AND grain = ? AND start >= ? AND start < ?",
            (topic, seconds, to_ms(since), to_ms(until)),
        )
        return {from_ms(row[0]): Counts(*row[1:]) for row in rows}

    def newest(
        self,
        *,
        topic: str | None = None,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> Iterator[Gathered]:
        """Gathered mentions, the latest first. `since` is inclusive, `until` is not."""
        table = "mention m" if topic is None else "hit h JOIN mention m ON m.id = h.mention"
        column = "m.id" if topic is None else "h.mention"
        asked: list[tuple[str, Any]] = [
            ("h.topic = ?", topic),
            (f"{column} >= ?", None if since is None else to_ms(since) * _SLOTS),
            (f"{column} < ?", None if until is None else to_ms(until) * _SLOTS),
            ("m.source = ?", source),
        ]
        conditions = [words for words, value in asked if value is not None] or ["1"]
        values = [value for _, value in asked if value is not None]
        # Only our own words are put into the statement; values are bound.
        sql = (
            f"SELECT {column}, {_COLUMNS} FROM {table} WHERE {' AND '.join(conditions)}"  # noqa: S608
            f" AND {column} < ? ORDER BY {column} DESC LIMIT ?"
        )
        # Piece by piece: a year of mentions does not fit into memory.
        before, left = _BEYOND, limit
        corrections = self._corrections()
        while left is None or left > 0:
            piece = _PIECE if left is None else min(left, _PIECE)
            rows = self._db.rows(sql, [*values, before, piece])
            for row, *stored in rows:
                before = row
                yield _stored(corrections, *stored)
            if len(rows) < piece:
                return
            left = None if left is None else left - piece

    def by_key(self, key: str) -> Gathered | None:
        """The stored mention of this key (`origin:id`), or whose own id is `key`."""
        found = self._db.row(f"{_SELECT} WHERE m.key = ?", (key,))
        if found is None:
            found = self._db.row(
                f"{_SELECT} WHERE m.key LIKE '%:' || ? ESCAPE '\\'"
                " AND json_extract(body, '$.id') = ?",
                (key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"), key),
            )
        return None if found is None else _stored(self._corrections(), *found)

    def by_keys(self, keys: Sequence[str]) -> tuple[Gathered, ...]:
        """The stored mentions of these keys, in the same order, without those that are gone."""
        found = (self._db.row(f"{_SELECT} WHERE m.key = ?", (key,)) for key in keys)
        corrections = self._corrections()
        return tuple(_stored(corrections, *row) for row in found if row is not None)

    def of_story(self, story: str, *, limit: int = MOST_OF_A_STORY) -> tuple[Gathered, ...]:
        """The mentions that tell a story, as people corrected it; in order of time.

        Of more than `limit`, the first of all and the latest.
        """
        corrections = self._corrections()
        gone, values = _gone(corrections)
        found: dict[str, Gathered] = {}
        for name in corrections.parts(story):
            for order, number in (("", 1), (" DESC", limit)):
                rows = self._db.rows(
                    f"{_SELECT} WHERE m.story = ?{gone} ORDER BY m.id{order} LIMIT ?",
                    [name, *values, number],
                )
                for row in rows:
                    one = _stored(corrections, *row)
                    found[one.mention.key] = one
        for one in self.by_keys(corrections.moved_to(story)):
            found[one.mention.key] = one
        told = [one for one in found.values() if one.reading.story == story]
        told.sort(key=lambda one: one.mention.counts_at)
        return tuple(told if len(told) <= limit else [told[0], *told[len(told) - limit + 1 :]])

    def times_told(self, story: str) -> int:
        """How many mentions tell a story, as people corrected it; all are counted."""
        corrections = self._corrections()
        if corrections.name(story) != story:
            return 0
        gone, values = _gone(corrections)
        asked = [
            (f"m.story = ?{gone}", [name, *values]) for name in corrections.parts(story)
        ]  # fmt: skip
        moved = msgspec.json.encode(corrections.moved_to(story)).decode()
        asked.append(("m.key IN (SELECT value FROM json_each(?))", [moved]))
        found = (
            self._db.row(f"SELECT count(*) FROM mention m WHERE {words}", bound)  # noqa: S608
            for words, bound in asked
        )
        return sum(row[0] for row in found if row is not None)

    def firsts(
        self, story: str, wordings: Collection[str], *, before: datetime | None = None
    ) -> tuple[Gathered, ...]:
        """The first mention of all that tell a story, and the first in each of these wordings.

        `before`: only of those that count before this instant. In order of time. A story's first
        50,000 mentions are looked through.
        """
        corrections = self._corrections()
        gone, values = _gone(corrections)
        end = _BEYOND if before is None else to_ms(before) * _SLOTS
        rows: list[int] = []
        for name in corrections.parts(story):
            # Old readings have no wording: there, a story was a wording.
            found = self._db.rows(
                f"{_WORDINGS} WHERE m.story = ? AND m.id < ?{gone} ORDER BY m.id LIMIT ?)"
                " GROUP BY wording ORDER BY 2",
                [story, name, end, *values, _FIRST_OF_A_STORY],
            )
            rows += [row for at, (said, row) in enumerate(found) if not at or said in wordings]
        moved = self._moved(corrections, story, end)
        rows += [row for at, (said, row) in enumerate(moved) if not at or said in wordings]
        stored = [self._db.row(f"{_SELECT} WHERE m.id = ?", (row,)) for row in rows]
        return _first_of_each(
            (_stored(corrections, *one) for one in stored if one is not None), wordings
        )

    def _moved(self, corrections: Corrections, story: str, end: int) -> list[tuple[str, int]]:
        """The first row in each wording of those that people moved to a story, in order."""
        found = self._db.rows(
            "SELECT key, id FROM mention WHERE key IN (SELECT value FROM json_each(?)) AND id < ?"
            " ORDER BY id",
            (msgspec.json.encode(corrections.moved_to(story)).decode(), end),
        )
        firsts: dict[str, int] = {}
        for key, row in found:
            firsts.setdefault(corrections.moved[key][0], row)
        return list(firsts.items())


def _gone(corrections: Corrections) -> tuple[str, list[str]]:
    """A condition that leaves out what people moved to other stories, and the value it needs."""
    if not corrections.moved:
        return "", []
    keys = msgspec.json.encode(list(corrections.moved)).decode()
    return " AND m.key NOT IN (SELECT value FROM json_each(?))", [keys]


def _first_of_each(said: Iterable[Gathered], wordings: Collection[str]) -> tuple[Gathered, ...]:
    firsts: dict[str, Gathered] = {}
    ordered = sorted(said, key=lambda one: (one.mention.counts_at, one.mention.key))
    for place, one in enumerate(ordered):
        wording = one.reading.wording or one.reading.story
        if not place or wording in wordings:
            firsts.setdefault(wording, one)
    return tuple(firsts.values())


def _stored(corrections: Corrections, body: bytes, reading: bytes, hits: str) -> Gathered:
    mention = msgspec.json.decode(body, type=Mention)
    read = msgspec.json.decode(reading, type=Reading)
    return Gathered(
        mention=mention,
        reading=corrections.applied(mention.key, read) if corrections else read,
        matches=tuple(
            Match(topic=topic, because=because)
            for topic, because in msgspec.json.decode(hits, type=_HITS)
        ),
    )
