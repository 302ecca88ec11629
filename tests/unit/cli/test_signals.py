"""Ctrl-C and SIGTERM end every command cleanly, each command in its own way."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from socwatch.engine.lease import is_held
from tests.support.story import config
from tests.unit.cli.world import write_config


def started(*words: str, as_background: bool = False) -> subprocess.Popen[bytes]:
    """A socwatch of its own; as a background job of a shell it does not hear Ctrl-C."""
    return subprocess.Popen(
        [sys.executable, "-m", "socwatch", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_ignore_ctrl_c if as_background else None,  # noqa: PLW1509
    )


def _ignore_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def wait_for(condition: Callable[[], bool]) -> None:
    """Until it holds, 20 seconds at most."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(("sort", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_signal_ends_a_run_without_a_traceback(
    tmp_path: Path, sort: signal.Signals, code: int
) -> None:
    """Ctrl-C is somebody's interruption, SIGTERM the usual end of a service."""
    (tmp_path / "drop.jsonl").touch()
    words = config().replace('kind = "rss"', 'kind = "file"')
    words = words.replace('url = "https://news.example/rss"', 'path = "drop.jsonl"')
    with started("run", "--config", str(write_config(tmp_path, words))) as child:
        lock = tmp_path / "socwatch.db.lease"
        wait_for(lambda: lock.exists() and is_held(tmp_path / "socwatch.db"))
        time.sleep(0.3)
        child.send_signal(sort)
        out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert (b"nothing is lost" in err) == (code == 130)


@pytest.mark.parametrize(
    ("sort", "as_background"),
    [(signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGTERM, True)],
)
def test_a_signal_ends_a_poll_with_130_and_one_line(
    tmp_path: Path, sort: signal.Signals, as_background: bool
) -> None:
    """The poll waits for a server that never answers; the lease is free afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        address = f'url = "http://127.0.0.1:{server.getsockname()[1]}/rss"\nallow_private = true'
        words = config().replace('url = "https://news.example/rss"', address)
        path = write_config(tmp_path, words)
        with started("poll", "--config", str(path), as_background=as_background) as child:
            connection, _ = server.accept()
            with connection:
                child.send_signal(sort)
                out, err = child.communicate(timeout=20)
    assert (child.returncode, out) == (130, b"")
    assert err == b"interrupted; nothing is lost\n"
    assert not is_held(tmp_path / "socwatch.db")
