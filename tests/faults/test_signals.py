"""Signals, a second poller, a reader that goes away: the program ends well, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.rig import Rig, ended
from tests.support.smtp_server import Behaviour, SmtpServer

#: The server is slow enough to be met at work.
SLOW = Behaviour(stall_stored=0.5)
PEOPLE = ["dana@acme.example", "luis@acme.example"]


def _burning(folder: Path, server: SmtpServer) -> Rig:
    rig = Rig(folder, smtp=server.port)
    rig.drop([("m1", "my acme kettle caught fire")], datetime.now(UTC))
    return rig


def _wait_for(holds: Callable[[], object], process: subprocess.Popen[str]) -> None:
    while not holds():
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


def _told(server: SmtpServer) -> list[str]:
    return [mail.recipients[0] for mail in server.accepted]


def test_interrupted_poll(tmp_path: Path) -> None:
    """Ctrl-C while a mail is on its way: 130, no traceback, and the next poll tells everybody."""
    with SmtpServer(SLOW) as server:
        rig = _burning(tmp_path, server)
        process = rig.start("poll", at=None)
        _wait_for(lambda: server.accepted, process)
        process.send_signal(signal.SIGINT)
        interrupted = ended(process)
        assert interrupted.code == 130
        assert "Traceback" not in interrupted.err
        assert rig.run("poll", at=None).code == 0
        assert sorted(set(_told(server))) == PEOPLE
        assert len(server.accepted) <= len(PEOPLE) + 1


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_stopped_run(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    """`run` finishes the mail that is on its way, then ends; nobody gets it twice afterwards."""
    with SmtpServer(SLOW) as server:
        rig = _burning(tmp_path, server)
        process = rig.start("run", at=None)
        _wait_for(lambda: server.accepted, process)
        process.send_signal(sent)
        stopped = ended(process)
        assert (stopped.code, "Traceback" in stopped.err) == (code, False)
        assert rig.run("poll", at=None).code == 0
        assert sorted(_told(server)) == PEOPLE


def test_two_polls_at_once(tmp_path: Path) -> None:
    """The second one ends with 75 and says who is polling; the first one is not disturbed."""
    with SmtpServer(SLOW) as server:
        rig = _burning(tmp_path, server)
        first = rig.start("poll", at=None)
        _wait_for(lambda: server.accepted, first)
        server.behaviour = Behaviour(stall_stored=3)
        second = rig.run("poll", at=None)
        assert second.code == 75
        assert f"process {first.pid} " in second.err
        server.closing.set()
        assert ended(first).code == 0


def test_hang_up_reloads_the_config_of_a_run(tmp_path: Path) -> None:
    """A wrong config is named and the old one goes on; a right one is taken up; then it ends well."""
    rig = Rig(tmp_path)
    path = tmp_path / "socwatch.toml"
    words = path.read_text(encoding="utf-8")
    process = rig.start("run", at=None)
    _ticked(rig, process, after=None)
    path.write_text(words + "\n[nonsense]\n", encoding="utf-8")
    _hang_up(rig, process)
    path.write_text(words + "\n[understanding]\nlearn = false\n", encoding="utf-8")
    _hang_up(rig, process)
    process.send_signal(signal.SIGTERM)
    stopped = ended(process)
    assert stopped.code == 0
    assert "the old one stays in force" in stopped.err
    assert "nonsense" in stopped.err
    assert "the changed config is in force" in stopped.err


def _hang_up(rig: Rig, process: subprocess.Popen[str]) -> None:
    """Sends SIGHUP and waits for the tick that follows."""
    before = _last_tick(rig)
    process.send_signal(signal.SIGHUP)
    _ticked(rig, process, after=before)


def _ticked(rig: Rig, process: subprocess.Popen[str], *, after: str | None) -> None:
    _wait_for(lambda: rig.database.exists() and _last_tick(rig) not in (None, after), process)


def _last_tick(rig: Rig) -> str | None:
    store = rig.store()
    try:
        return store.watching.memo("last_tick")
    finally:
        store.close()


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Rig:
    """A database with more mentions than a pipe holds."""
    rig = Rig(tmp_path_factory.mktemp("talkative"))
    rig.drop((f"m{number}", f"acme kettle {number}") for number in range(400))
    assert rig.run("poll").code == 0
    return rig


def test_a_reader_that_goes_away(talkative: Rig) -> None:
    """`mentions --json | head -1` ends without a word of complaint."""
    reader = talkative.start("mentions", "--json")
    assert reader.stdout is not None
    assert reader.stdout.readline().startswith("{")
    reader.stdout.close()
    assert reader.stderr is not None
    words = reader.stderr.read()
    reader.stderr.close()
    reader.wait()
    assert words == ""


def test_a_reader_that_never_was(talkative: Rig) -> None:
    """Nobody reads stdout, and the answer is so short that this shows only at the end: no words."""
    reader = talkative.start("mentions", "--json", "--limit", "1")
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    words = reader.stderr.read()
    reader.stderr.close()
    assert (reader.wait(), words) == (0, "")
