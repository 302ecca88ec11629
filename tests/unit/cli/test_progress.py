"""How far it is: for a person at a terminal, on stderr, and for nobody else."""

from __future__ import annotations

import asyncio
import io
import signal
import sys

import pytest

from socwatch.cli import progress as shown
from socwatch.cli.frame import Frame
from socwatch.errors import UsageError


class Watched(io.StringIO):
    """A stream that says a person reads it."""

    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, frame: Frame) -> str:
    """What is written while something is half done."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(shown, "_SOON", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with shown.progress(frame, "Importing") as told:
        told(0.5)
    return stream.getvalue()


def test_a_person_sees_it_and_it_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words come, and the line is cleared at the end."""
    assert "Importing" in drawn(monkeypatch, Watched(), Frame())


@pytest.mark.parametrize("frame", [Frame(quiet=True), Frame(plain=True), Frame(color="never")])
def test_who_wants_none_gets_none(monkeypatch: pytest.MonkeyPatch, frame: Frame) -> None:
    """Not one byte."""
    assert drawn(monkeypatch, Watched(), frame) == ""


def test_a_pipe_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cron's mail is for problems."""
    assert drawn(monkeypatch, io.StringIO(), Frame()) == ""


def test_what_is_counted_on_the_way_is_all_there() -> None:
    """Every item comes, and the shares told rise from nothing towards one."""
    shares: list[float | None] = []
    assert list(shown.each(shares.append, range(200))) == list(range(200))
    assert shares == [0.0, 0.32, 0.64, 0.96]


async def slow(result: str) -> str:
    """Takes long enough to be seen."""
    await asyncio.sleep(0.6)
    return result


def test_who_waits_sees_what_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words stand there until it is done, and what it came to is given back."""
    stream = Watched()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(shown, "_SOON", 0.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert shown.waited_for(Frame(), "Asking the sources", slow("done")) == "done"
    assert "Asking the sources" in stream.getvalue()


def test_a_failure_while_waiting_is_the_works_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is raised as it is, at a terminal and without one."""

    async def wrong() -> None:
        raise UsageError("no such thing")

    for stream in (Watched(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with pytest.raises(UsageError, match="no such thing"):
            shown.waited_for(Frame(), "Asking", wrong())


def test_ctrl_c_ends_what_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cleaning up is done, and the interruption goes on."""
    monkeypatch.setattr(sys, "stderr", Watched())
    cleaned = []

    async def hangs() -> None:
        asyncio.get_running_loop().call_later(0.2, signal.raise_signal, signal.SIGINT)
        try:
            await asyncio.sleep(30)
        finally:
            cleaned.append("yes")

    with pytest.raises(KeyboardInterrupt):
        shown.waited_for(Frame(), "Asking", hangs())
    assert cleaned == ["yes"]
