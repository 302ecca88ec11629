"""What socwatch knows of its own sight: source states, blind spans, and what was usual.

Invariant: a time in which a source was not read stays on record, also after it recovered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from socwatch.model.mention import Outcome
from socwatch.model.signal import Forecast, Outlook
from socwatch.model.watching import BlindSpan, Heard, Sighting, SourceState
from socwatch.ports import DetectorState, Learned
from socwatch.stores.database import Database, from_ms, to_ms

#: How the polls went is kept for so long: five weeks are compared.
KEPT = timedelta(days=60)
#: Milliseconds: a day that was not read for longer teaches nothing.
_MOSTLY_DARK = 2 * 3_600_000


class Watching:
    """Source states, blind spans, detector states and outlooks."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def source_states(self) -> dict[str, SourceState]:
        """The last known state of each source that was ever polled, by name."""
        rows = self._db.rows("SELECT name, body FROM source ORDER BY name")
        return {name: msgspec.json.decode(body, type=SourceState) for name, body in rows}

    def save_source(self, state: SourceState) -> None:
        """Remembers the state and the cursor."""
        self._db.execute(
            "INSERT INTO source (name, body) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET body = excluded.body",
            (state.name, msgspec.json.encode(state)),
        )

    def save_sighting(self, sighting: Sighting) -> None:
        """Remembers how a run of polls went; one with the same start is replaced."""
        since = to_ms(sighting.since)
        self._db.execute(
            "INSERT INTO sighting (source, since, until, outcome, found, polls, because)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, since) DO UPDATE SET"
            " until = excluded.until, found = excluded.found, polls = excluded.polls",
            (
                sighting.source,
                since,
                to_ms(sighting.until),
                sighting.outcome.value,
                sighting.found,
                sighting.polls,
                sighting.because,
            ),
        )
        if sighting.polls == 1:
            kept = since - int(KEPT.total_seconds() * 1000)
            self._db.execute(
                "DELETE FROM sighting WHERE source = ? AND since < ?", (sighting.source, kept)
            )

    def sightings(self, source: str, since: datetime) -> tuple[Sighting, ...]:
        """How the polls of a source went that ended after `since`, oldest first."""
        rows = self._db.rows(
            "SELECT since, until, outcome, found, polls, because FROM sighting"
            " WHERE source = ? AND until > ? ORDER BY since",
            (source, to_ms(since)),
        )
        return tuple(
            Sighting(
                source=source,
                since=from_ms(begin),
                until=from_ms(end),
                outcome=Outcome(outcome),
                found=found,
                polls=polls,
                because=because,
            )
            for begin, end, outcome, found, polls, because in rows
        )

    def heard(self, source: str, now: datetime, days: int) -> tuple[Heard, ...]:
        """What a source brought, by stretches of 24 h that end at `now`; the latest first."""
        end = to_ms(now)
        rows = self._db.rows(
            "SELECT (? - since) / 86400000, sum(found), sum(outcome = 'ok'),"
            " sum(CASE outcome WHEN 'ok' THEN 0 ELSE until - since + 600000 END)"
            " FROM sighting WHERE source = ? AND since > ? AND since <= ? GROUP BY 1",
            (end, source, end - days * 86_400_000, end),
        )
        found = {
            int(day): Heard(int(new), read=bool(good) and dark < _MOSTLY_DARK)
            for day, new, good, dark in rows
        }
        return tuple(found.get(day, Heard(0, read=False)) for day in range(days))

    def save_blind(self, span: BlindSpan) -> None:
        """Remembers a blind span; one with the same start is replaced."""
        since, until = to_ms(span.since), None if span.until is None else to_ms(span.until)
        known = self._db.row(
            "SELECT until FROM blind WHERE source = ? AND since = ?", (span.source, since)
        )
        if known is not None and known[0] == until:
            return
        self._db.execute(
            "INSERT OR REPLACE INTO blind (source, since, until, because) VALUES (?, ?, ?, ?)",
            (span.source, since, until, span.because),
        )
        # Buckets that the detector took for read were not.
        self._db.execute("UPDATE detector SET stale = 1 WHERE ahead_to > ?", (since,))

    def blind_spans(self, since: datetime, until: datetime) -> tuple[BlindSpan, ...]:
        """Every blind span that touches [since, until), in order of time."""
        rows = self._db.rows(
            "SELECT source, since, until, because FROM blind"
            " WHERE since < ? AND (until IS NULL OR until > ?) ORDER BY since, source",
            (to_ms(until), to_ms(since)),
        )
        return tuple(
            BlindSpan(
                source=source,
                since=from_ms(begin),
                until=None if end is None else from_ms(end),
                because=because,
            )
            for source, begin, end, because in rows
        )

    def learned(self, topic: str, grain: timedelta) -> Learned | None:
        """What the detector remembers of a topic; None when it is new or its buckets changed."""
        row = self._db.row(
            "SELECT body, stale FROM detector WHERE topic = ? AND grain = ?",
            (topic, int(grain.total_seconds())),
        )
        if row is None:
            return None
        return replace(msgspec.json.decode(row[0], type=Learned), stale=bool(row[1]))

    def save_learned(self, topic: str, grain: timedelta, learned: Learned) -> None:
        """Remembers it."""
        self._db.execute(
            "INSERT OR REPLACE INTO detector (topic, grain, ahead_to, stale, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                topic,
                int(grain.total_seconds()),
                to_ms(learned.ahead_to),
                int(learned.stale),
                msgspec.json.encode(learned),
            ),
        )

    def save_outlook(self, topic: str, start: datetime, outlook: Outlook) -> None:
        """Remembers what was usual for the bucket that starts then."""
        self._db.execute(
            "INSERT OR REPLACE INTO outlook"
            " (topic, start, expected, low, high, usual_negative, learned)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                topic,
                to_ms(start),
                outlook.expected,
                outlook.low,
                outlook.high,
                outlook.usual_negative,
                outlook.learned,
            ),
        )

    def outlooks(self, topic: str, since: datetime, until: datetime) -> dict[datetime, Outlook]:
        """What was usual, by the start of the bucket."""
        rows = self._db.rows(
            "SELECT start, expected, low, high, usual_negative, learned FROM outlook"
            " WHERE topic = ? AND start >= ? AND start < ?",
            (topic, to_ms(since), to_ms(until)),
        )
        return {
            from_ms(start): Outlook(
                expected=expected, low=low, high=high, usual_negative=negative, learned=learned
            )
            for start, expected, low, high, negative, learned in rows
        }

    def judged_since(self, topic: str) -> datetime | None:
        """The start of the first bucket that was judged; None before the first."""
        row = self._db.row("SELECT min(start) FROM outlook WHERE topic = ?", (topic,))
        return None if row is None or row[0] is None else from_ms(row[0])

    def save_forecast(self, forecast: Forecast) -> None:
        """Remembers what the next hours were thought to bring; the first one of a time stays."""
        self._db.execute(
            "INSERT OR IGNORE INTO forecast (topic, start, until, expected, low, high)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                forecast.topic,
                to_ms(forecast.start),
                to_ms(forecast.end),
                forecast.expected,
                forecast.low,
                forecast.high,
            ),
        )

    def forecasts(self, topic: str, since: datetime) -> tuple[Forecast, ...]:
        """Those that begin at `since` or later, in order of time, not judged yet."""
        rows = self._db.rows(
            "SELECT start, until, expected, low, high FROM forecast"
            " WHERE topic = ? AND start >= ? ORDER BY start",
            (topic, to_ms(since)),
        )
        return tuple(
            Forecast(
                topic=topic,
                start=from_ms(start),
                end=from_ms(until),
                expected=expected,
                low=low,
                high=high,
            )
            for start, until, expected, low, high in rows
        )

    def vocabulary(self, topic: str) -> DetectorState | None:
        """Which words are usual for a topic; None when nothing was learned yet."""
        row = self._db.row("SELECT state FROM vocabulary WHERE topic = ?", (topic,))
        return None if row is None else DetectorState(row[0])

    def save_vocabulary(self, topic: str, state: DetectorState) -> None:
        """Remembers it."""
        self._db.execute(
            "INSERT OR REPLACE INTO vocabulary (topic, state) VALUES (?, ?)", (topic, state)
        )

    def memo(self, name: str) -> str | None:
        """A remembered word."""
        row = self._db.row("SELECT value FROM memo WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def save_memo(self, name: str, value: str) -> None:
        """Remembers a word."""
        self._db.execute("INSERT OR REPLACE INTO memo (name, value) VALUES (?, ?)", (name, value))
