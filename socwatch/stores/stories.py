"""Stories: the wordings that new mentions are compared with, and what people said of stories.

Invariants: there are never more wordings than the window holds, however long the history is; an
act is never deleted, only marked as undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from operator import itemgetter

import msgspec

from socwatch.model.story import StoryAct, StoryActKind, Telling
from socwatch.stores.database import Database, from_ms, to_ms
from socwatch.understand.corrections import Corrections, corrections_of

#: So many rows are dropped at once.
_CHUNK = 500
_COLUMNS = "wording, story, first_at, last_at, words, terms, names, links"
_MENTIONS = tuple[tuple[str, str], ...]
#: Another word after each act, in the same transaction, whichever process wrote it.
_MARK = "stories/acts"


class Stories:
    """Satisfies ports.StoryStore."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._corrections: tuple[str | None, Corrections] | None = None  # and the mark then

    def tellings(self, limit: int) -> tuple[Telling, ...]:
        """The wordings told last, at most so many; the longest ago told first."""
        # There are never many more than that, and the whole table is read faster than an index.
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM telling")  # noqa: S608  our own words
        rows.sort(key=itemgetter(3, 0))
        return tuple([_telling(*row) for row in rows[-limit:]])

    def save(self, tellings: Sequence[Telling], dropped: Sequence[str] = ()) -> None:
        """Remembers wordings and drops others. Call it inside a unit of work."""
        for wording in dropped:
            self._db.execute("DELETE FROM telling WHERE wording = ?", (wording,))
        for one in tellings:
            self._db.execute(
                "INSERT OR REPLACE INTO telling"
                " (wording, story, first_at, last_at, words, terms, names, links)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    one.wording,
                    one.story,
                    to_ms(one.first_at),
                    to_ms(one.last_at),
                    one.words,
                    one.terms,
                    one.names,
                    one.links,
                ),
            )

    def forget(self, before: datetime) -> None:
        """Drops some of the wordings not told since then. Call it inside a unit of work."""
        self._db.execute(
            "DELETE FROM telling WHERE wording IN"
            " (SELECT wording FROM telling WHERE last_at < ? LIMIT ?)",
            (to_ms(before), _CHUNK),
        )

    def acts(self) -> tuple[StoryAct, ...]:
        """What people said of stories, undone or not, in order."""
        return self._acts("mentions")

    def _acts(self, mentions: str) -> tuple[StoryAct, ...]:
        # Only our own words are put into the statement.
        rows = self._db.rows(
            f"SELECT number, kind, story, target, {mentions}, who, at, undone_by, undone_at"  # noqa: S608
            " FROM story_act ORDER BY number"
        )
        return tuple(
            StoryAct(
                number=number,
                kind=StoryActKind(kind),
                story=story,
                target=target,
                mentions=msgspec.json.decode(mentions, type=_MENTIONS),
                by=who,
                at=from_ms(at),
                undone_by=undone_by,
                undone_at=None if undone_at is None else from_ms(undone_at),
            )
            for number, kind, story, target, mentions, who, at, undone_by, undone_at in rows
        )

    def save_act(self, act: StoryAct) -> None:
        """Remembers an act; one with the same number is replaced. Inside a unit of work."""
        mentions = msgspec.json.encode(act.mentions).decode()
        row = (
            act.number,
            act.kind.value,
            act.story,
            act.target,
            mentions,
            act.by,
            to_ms(act.at),
            act.undone_by,
            None if act.undone_at is None else to_ms(act.undone_at),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO story_act"
            " (number, kind, story, target, mentions, who, at, undone_by, undone_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        words = f"{self._mark()}\n{row}".encode("utf-8", "replace")
        mark = blake2b(words, digest_size=16).hexdigest()
        self._db.execute("INSERT OR REPLACE INTO memo (name, value) VALUES (?, ?)", (_MARK, mark))

    def _mark(self) -> str | None:
        found = self._db.row("SELECT value FROM memo WHERE name = ?", (_MARK,))
        return None if found is None else str(found[0])

    def corrections(self) -> Corrections:
        """The acts that hold, ready to be applied to what is read; made anew after each act."""
        mark = self._mark()
        if self._corrections is None or self._corrections[0] != mark:
            # What an undone act had split off is of no interest any more.
            acts = self._acts("CASE WHEN undone_at IS NULL THEN mentions ELSE '[]' END")
            self._corrections = (mark, corrections_of(acts))
        return self._corrections[1]


def _telling(  # noqa: PLR0913, PLR0917  a row
    wording: str, story: str, first: int, last: int, words: str, terms: str, names: str, links: str
) -> Telling:
    last_at = from_ms(last)
    return Telling(
        wording=wording,
        story=story,
        first_at=last_at if first == last else from_ms(first),
        last_at=last_at,
        words=words,
        terms=terms,
        names=names,
        links=links,
    )
