"""A timeline that was touched after it was written does not pass for the one that was written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.errors import SocwatchError
from socwatch.model.audit import Head
from socwatch.model.issue import Entry, EventKind
from socwatch.stores.sqlite import SqliteStore
from tests.support.world import NOON, TICK

MANY = 12
FIELDS = ("at", "issue", "event", "actor", "because", "details")


def written(path: Path, number: int = MANY) -> SqliteStore:
    """A store with so many entries, each in a unit of its own."""
    store = SqliteStore(path, tick=TICK, durable=False)
    for place in range(number):
        with store.unit():
            store.ledger.append([
                Entry(
                    at=NOON, issue="I-1", event=EventKind.NOTE, actor="dana",
                    because=f"note {place}", details={"place": place},
                )
            ])  # fmt: skip
    return store


def tampered(path: Path, *statements: str) -> None:
    """Changes the file as somebody would who knows where the triggers are."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_was_written_is_whole(tmp_path: Path) -> None:
    """The head grows with each entry, and one that was noted is still in the trail later."""
    store = written(tmp_path / "a.db")
    first = store.audit.verify()
    assert (first.entries, first.broken) == (MANY, None)
    assert first.head is not None
    with store.unit():
        store.ledger.append(
            [Entry(at=NOON, issue=None, event=EventKind.NOTE, actor="dana", because="one more")]
        )
    later = store.audit.verify(first.head)
    assert (later.entries, later.broken) == (MANY + 1, None)
    assert later.head != first.head
    store.close()


@settings(max_examples=60, deadline=None)
@given(entry=st.integers(1, MANY), field=st.sampled_from(FIELDS))
def test_any_change_of_any_entry_is_found(
    tmp_path_factory: pytest.TempPathFactory, entry: int, field: str
) -> None:
    """Whatever is changed, the first entry that no longer fits is named."""
    path = tmp_path_factory.mktemp("audit") / "a.db"
    written(path).close()
    value = "1" if field == "at" else "'other'"
    tampered(path, f"UPDATE entry SET {field} = {value} WHERE id = {entry}")
    store = SqliteStore(path, tick=TICK, durable=False)
    broken = store.audit.verify().broken
    store.close()
    assert broken is not None
    assert broken.entry == entry


@pytest.mark.parametrize(
    ("statements", "entry", "words"),
    [
        (("DELETE FROM seal WHERE entry = 5", "DELETE FROM entry WHERE id = 5"), 6, "taken out"),
        (("DELETE FROM seal WHERE entry > 9", "DELETE FROM entry WHERE id > 9"), 10, "10 to 12"),
        (("DELETE FROM seal WHERE entry = 5",), 5, "no seal"),
        (("UPDATE seal SET hash = x'00' WHERE entry = 5",), 5, "changed"),
    ],
    ids=["taken out", "cut off", "unsealed", "another seal"],
)
def test_what_is_missing_is_named(
    tmp_path: Path, statements: tuple[str, ...], entry: int, words: str
) -> None:
    """In the middle, at the end, or its seal only."""
    written(tmp_path / "a.db").close()
    tampered(tmp_path / "a.db", *statements)
    store = SqliteStore(tmp_path / "a.db", tick=TICK, durable=False)
    broken = store.audit.verify().broken
    store.close()
    assert broken is not None
    assert broken.entry == entry
    assert words in broken.because


def test_a_new_chain_does_not_fit_a_head_that_was_noted(tmp_path: Path) -> None:
    """Who can write the file can seal anew; what was noted elsewhere they cannot change."""
    store = written(tmp_path / "a.db")
    noted = store.audit.verify().head
    store.close()
    tampered(
        tmp_path / "a.db", "UPDATE entry SET because = 'other' WHERE id = 3", "DELETE FROM seal"
    )
    store = SqliteStore(tmp_path / "a.db", tick=TICK, durable=False)
    with store.unit():
        store.audit.seal()
    assert store.audit.verify().broken is None
    broken = store.audit.verify(noted).broken
    assert broken is not None
    assert "not the one that was noted" in broken.because
    assert store.audit.verify(Head(entry=99, hash="0" * 64)).broken is not None
    store.close()


def test_entries_from_before_there_were_seals_are_sealed(tmp_path: Path) -> None:
    """After an update the first new entry seals all that stood there."""
    written(tmp_path / "a.db").close()
    tampered(tmp_path / "a.db", "DELETE FROM seal")
    store = written(tmp_path / "a.db", 1)
    assert store.audit.verify().broken is None
    store.close()


@pytest.mark.parametrize(
    "statement", ["DELETE FROM entry", "UPDATE entry SET actor = 'x'", "DELETE FROM seal"]
)
def test_the_file_itself_refuses(tmp_path: Path, statement: str) -> None:
    """A mistake in the program cannot change what was written."""
    store = written(tmp_path / "a.db")
    with pytest.raises(SocwatchError), store.unit():
        store._database.execute(statement)
    store.close()
