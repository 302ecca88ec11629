"""How far it is: for a person at a terminal, on stderr, and for nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from socwatch.cli import progress as shown
from socwatch.cli.frame import Frame


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
