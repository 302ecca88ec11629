"""A tick that dies at any one of its SQL statements is made whole by the next tick."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from socwatch.errors import SocwatchError
from socwatch.model.delivery import Delivery
from socwatch.model.issue import Issue
from tests.support.world import MINUTE, NOON, PLAN, World, topic

TOPICS = (topic("acme", risk=2), topic("bravo"))
FAR = timedelta(days=1)


class Counting(sqlite3.Connection):
    """Breaks at the statement of the number it is told, and only there."""

    done = 0
    breaks_at = 0

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        """Runs a statement, unless it is the one."""
        Counting.done += 1
        if Counting.done == Counting.breaks_at:
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, values)


@dataclass(frozen=True)
class Outcome:
    """What a tick leaves behind, without what may differ after a second try."""

    mentions: Counter[str]
    counted: int
    issues: list[tuple[str, str, str, object]]
    written: set[str]
    sent: Counter[bytes]
    waiting: int
    cursor: object


def _world(folder: Path) -> World:
    """A world in which everything happens at once at the next tick."""
    world = World(folder, plan=PLAN, topics=TOPICS, connection=Counting)
    world.shelf.put(*(f"acme and bravo, post {number}" for number in range(2)))
    world.shelf.put("an acme kettle on fire", "a bravo kettle on fire", "neither")
    return world


def _outcome(world: World, sent: list[Delivery]) -> Outcome:
    mentions = world.store.mentions
    counted = [
        counts.mentions
        for one in TOPICS
        for counts in mentions.counts(one.name, NOON - FAR, NOON + FAR).values()
    ]
    issues: list[Issue] = sorted(world.issues(), key=lambda one: one.topic)
    return Outcome(
        mentions=Counter(one.mention.id for one in mentions.newest()),
        counted=sum(counted),
        issues=[(one.topic, one.kind, one.severity, one.timer) for one in issues],
        written={one.id for one in world.store.outbox.between(NOON - FAR, NOON + FAR)},
        sent=Counter(one.body for one in sent),
        waiting=len(world.store.outbox.waiting()),
        cursor=world.store.watching.source_states()["shelf"].cursor,
    )


def _undisturbed(folder: Path) -> tuple[Outcome, int]:
    """What should come of it, and of how many statements it is made."""
    Counting.breaks_at = 0
    with _world(folder) as world:
        Counting.done = 0
        world.now = NOON + MINUTE
        world.tick(force=True)
        statements = Counting.done
        return _outcome(world, world.mail.sent), statements


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A migrated database with nothing in it, to be copied."""
    with _world(tmp_path / "empty"):
        pass
    return tmp_path / "empty" / "socwatch.db"


def test_every_statement_may_fail_once(tmp_path: Path, empty: Path) -> None:
    """Whichever statement fails, the next tick ends where an undisturbed one does."""
    expected, statements = _undisturbed(tmp_path / "undisturbed")
    assert len(expected.written) == 2
    assert statements > 90
    for number in range(1, statements + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(empty, folder)
        sent = _broken(folder, number)
        with _world(folder) as world:
            world.now = NOON + MINUTE
            _no_cursor_ahead(world)
            world.tick(force=True)
            found = _outcome(world, sent + world.mail.sent)
        assert _bounded(found) == expected, f"statement {number}"
        assert found.sent.total() - expected.sent.total() <= 1, f"statement {number}"
        shutil.rmtree(folder)


def _broken(folder: Path, number: int) -> list[Delivery]:
    """A tick whose statement of this number fails; what was sent in it nevertheless."""
    Counting.breaks_at = 0
    with _world(folder) as world:
        world.now = NOON + MINUTE
        Counting.done, Counting.breaks_at = 0, number
        with pytest.raises(SocwatchError, match="disk I/O error"):
            world.tick(force=True)
        Counting.breaks_at = 0
        return world.mail.sent


def _no_cursor_ahead(world: World) -> None:
    """What the cursor has passed is stored, as far as it belongs to a topic."""
    state = world.store.watching.source_states().get("shelf")
    passed = world.shelf.items[: int((state and state.cursor) or 0)]
    stored = {one.mention.id for one in world.store.mentions.newest()}
    assert stored == {one.id for one in passed if one.text != "neither"}


def _bounded(found: Outcome) -> Outcome:
    """The same, with every mail counted once."""
    return replace(found, sent=Counter(set(found.sent)))
