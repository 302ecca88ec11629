"""Opening a SQLite file: ours is made or brought up to date, anybody else's is left as it is."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.errors import SocwatchError, StoreBusy, StoreUnusable
from socwatch.model.label import Picked, Sort, Verdict
from socwatch.stores.migrate import migrations
from socwatch.stores.sqlite import SqliteStore
from tests.support.world import TICK, gathered, mention


def _open(path: Path, patience: timedelta = timedelta(seconds=30)) -> SqliteStore:
    return SqliteStore(path, tick=TICK, durable=False, patience=patience)


def _filled(path: Path, mentions: int = 500) -> None:
    store = _open(path)
    with store.unit():
        store.mentions.add([gathered(mention(f"m{number}")) for number in range(mentions)])
    store.close()


def _refused(path: Path) -> StoreUnusable:
    """Why the file is not taken; proves that not one byte of it changes, and no file appears."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(StoreUnusable) as refusal:
        _open(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert refusal.value.exit_code == 20
    assert refusal.value.hint
    return refusal.value


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """The database and what SQLite keeps beside it have mode 0600, whatever the umask."""
    store = _open(tmp_path / "deep" / "socwatch.db")
    with store.unit():
        store.watching.save_memo("a", "b")
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "deep").iterdir()}
    store.close()
    assert modes == {"socwatch.db": 0o600, "socwatch.db-wal": 0o600, "socwatch.db-shm": 0o600}


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    """It is brought to the latest schema, and opening it again changes nothing."""
    path = tmp_path / "socwatch.db"
    path.touch()
    _open(path).close()
    before = path.read_bytes()
    _open(path).close()
    assert path.read_bytes() == before
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
    connection.close()


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    """Also when they begin as a database does."""
    path = tmp_path / "socwatch.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    assert "is damaged" in _refused(path).message


def test_a_truncated_database_is_refused(tmp_path: Path) -> None:
    """A copy that stopped halfway is noticed before anything is written to it."""
    path = tmp_path / "socwatch.db"
    _filled(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "is damaged" in _refused(path).message


def test_an_overwritten_middle_is_noticed(tmp_path: Path) -> None:
    """Reading what is damaged says so, with what to do; it is never taken for "nothing said"."""
    path = tmp_path / "socwatch.db"
    _filled(path)
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(whole[:half] + b"\xa5" * 65_536 + whole[half + 65_536 :])
    store = _open(path)
    with pytest.raises(StoreUnusable, match="is damaged") as refusal:
        list(store.mentions.newest())
    store.close()
    assert "mv socwatch.db socwatch.db.damaged" in refusal.value.hint


def test_a_text_file_is_refused(tmp_path: Path) -> None:
    """A config in the wrong place is not overwritten."""
    path = tmp_path / "socwatch.db"
    path.write_text("version = 1\n" * 200, encoding="utf-8")
    assert "is damaged" in _refused(path).message


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_programs_database_is_refused(tmp_path: Path, journal: str) -> None:
    """Somebody's bookmarks stay what they are."""
    path = tmp_path / "socwatch.db"
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.execute("CREATE TABLE bookmark (url TEXT)")
    other.commit()
    other.close()
    assert "another program's" in _refused(path).message


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """What a later socwatch wrote is not touched by an older one."""
    path = tmp_path / "socwatch.db"
    _filled(path, 1)
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    newer.close()
    assert "newer socwatch" in _refused(path).message


def test_a_database_that_somebody_else_holds(tmp_path: Path) -> None:
    """Writing waits for as long as our patience goes, then says so; reading goes on meanwhile."""
    path = tmp_path / "socwatch.db"
    _filled(path, 3)
    holding = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE')"
    with subprocess.Popen(
        [sys.executable, "-c", f"{holding}; print(flush=True); input()", path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        store = _open(path, timedelta(milliseconds=50))
        assert len(list(store.mentions.newest())) == 3
        with pytest.raises(StoreBusy, match="held by another program"), store.unit():
            pass
        holder.communicate(b"\n")
        with store.unit():
            store.watching.save_memo("free", "again")
        store.close()


def test_two_that_open_a_new_database_at_once(tmp_path: Path) -> None:
    """Both get it; neither takes the other's half-made tables for damage."""
    for number in range(10):
        failed: list[SocwatchError] = []
        path = tmp_path / f"{number}.db"
        path.touch(mode=0o600)
        start = threading.Barrier(2)
        both = [threading.Thread(target=_race, args=(path, start, failed)) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert failed == []


def _race(path: Path, start: threading.Barrier, failed: list[SocwatchError]) -> None:
    start.wait()
    try:
        _open(path).close()
    except SocwatchError as error:
        failed.append(error)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where a folder should be is named in a plain sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(SocwatchError, match="cannot be written") as refusal:
        _open(tmp_path / "file" / "socwatch.db")
    assert "permissions" in refusal.value.hint


def test_labels_of_an_older_schema_stay(tmp_path: Path) -> None:
    """They were about relevance, and of mentions that somebody chose."""
    path = tmp_path / "socwatch.db"
    older = sqlite3.connect(path)
    for script in migrations()[:3]:
        older.executescript(script)
    older.execute("INSERT INTO label VALUES ('acme', 'shelf:1', 'noise', 1700000000000, 'dana')")
    older.execute("PRAGMA user_version = 3")
    older.commit()
    older.close()
    store = _open(path)
    (kept,) = store.labels.newest()
    store.close()
    assert (kept.topic, kept.mention, kept.by) == ("acme", "shelf:1", "dana")
    assert (kept.verdict, kept.sort) == (Verdict.NOISE, Sort.RELEVANCE)
    assert (kept.picked, kept.category) == (Picked.OWN, "")
    assert kept.at.timestamp() == 1_700_000_000
    assert path.with_name(f"{path.name}.before-{len(migrations())}").exists()


def test_no_migration_can_run_twice(tmp_path: Path) -> None:
    """Of two programs that open a file at once, the slower one must fail before it changes it."""
    path = tmp_path / "socwatch.db"
    _open(path).close()
    connection = sqlite3.connect(path)
    for script in migrations():
        with pytest.raises(sqlite3.OperationalError, match=r"already exists|duplicate column"):
            connection.executescript(f"BEGIN;\n{script}")
        connection.execute("ROLLBACK")
    connection.close()
