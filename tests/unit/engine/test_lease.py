"""The poller's lease: one holder, and free at the instant the holder dies."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from socwatch.engine.lease import holder, is_held, lease
from socwatch.errors import LeaseHeld, SocwatchError
from tests.support.world import NOON

_HOLD = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from socwatch.engine.lease import lease
with lease(Path(sys.argv[1]), purpose="run", now=datetime(2026, 11, 23, 12, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held_by_another(database: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, database],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def _take(database: Path) -> None:
    with lease(database, purpose="poll", now=NOON):
        assert is_held(database)


def test_a_second_poller_is_told_who_holds_it(tmp_path: Path) -> None:
    """By command, process and host; and nothing about the first one changes."""
    database = tmp_path / "socwatch.db"
    with _held_by_another(database) as process:
        with pytest.raises(LeaseHeld, match=f"socwatch run .process {process.pid} on ") as refusal:
            _take(database)
        assert refusal.value.exit_code == 75
        assert is_held(database)
        assert process.poll() is None


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """SIGKILL frees the lease at once, though its file is still there."""
    database = tmp_path / "socwatch.db"
    with _held_by_another(database) as process:
        process.kill()
        process.wait()
        assert not is_held(database)
        _take(database)


def test_a_lease_ends_with_its_work(tmp_path: Path) -> None:
    """Also when the work fails."""
    database = tmp_path / "deep" / "socwatch.db"
    with pytest.raises(ZeroDivisionError), lease(database, purpose="poll", now=NOON):
        raise ZeroDivisionError
    assert not is_held(database)
    _take(database)


def test_nobody_has_ever_held_it(tmp_path: Path) -> None:
    """No holder, no file made by asking, and no complaint about a file of nonsense."""
    database = tmp_path / "socwatch.db"
    assert holder(database) is None
    assert not is_held(database)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "socwatch.db.lease").write_text("nonsense", encoding="utf-8")
    assert holder(database) is None


def test_only_its_owner_can_take_it(tmp_path: Path) -> None:
    """Mode 0600: no other user can keep us from polling."""
    database = tmp_path / "socwatch.db"
    _take(database)
    assert stat.S_IMODE((tmp_path / "socwatch.db.lease").stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Is named in a plain sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(SocwatchError, match="cannot be written"):
        _take(tmp_path / "file" / "socwatch.db")
