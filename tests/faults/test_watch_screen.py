"""The watch screen in a real terminal: it comes up, obeys keys and signals, and leaves no trace."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.rig import BEGIN, Rig

#: Leaves the alternate screen: what was in the terminal before is there again.
LEFT = "\x1b[?1049l"


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, rig: Rig, *words: str, **environment: str) -> None:
        self._near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 32, 100, 0, 0))
        given: Mapping[str, str] = {
            "PATH": "/usr/bin:/bin", "HOME": str(rig.folder), "TERM": "xterm-256color",
            "PYTHONPATH": str(Path(__file__).parents[2]), "LANG": "C.UTF-8",
            "SOCWATCH_NOW": BEGIN.isoformat(), **environment,
        }  # fmt: skip
        self.program = subprocess.Popen(
            [sys.executable, "-m", "socwatch", *words], cwd=rig.folder, env=given,
            stdin=far, stdout=far, stderr=far, start_new_session=True,
        )  # fmt: skip
        os.close(far)
        self.shown = ""

    def sees(self, words: str, patience: float = 30) -> None:
        """Waits until the program has written these words."""
        end = time.monotonic() + patience
        while words not in self.shown:
            assert time.monotonic() < end, f"{words!r} did not come: {self.shown[-3000:]!r}"
            self._read(0.2)

    def press(self, keys: str) -> None:
        """Types."""
        os.write(self._near, keys.encode())

    def ended(self, patience: float = 30) -> int:
        """The exit code, once the program has ended."""
        end = time.monotonic() + patience
        while self.program.poll() is None:
            assert time.monotonic() < end, f"it goes on: {self.shown[-2000:]!r}"
            self._read(0.2)
        self._read(0.2)
        return self.program.returncode

    def _read(self, patience: float) -> None:
        if not select.select([self._near], [], [], patience)[0]:
            return
        try:
            self.shown += os.read(self._near, 65536).decode(errors="replace")
        except OSError:  # Linux: the other side is closed
            time.sleep(0.05)

    def vanish(self) -> None:
        """The window is closed."""
        os.close(self._near)
        self._near = -1

    def close(self) -> None:
        """Ends the program where it still runs."""
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        if self._near >= 0:
            os.close(self._near)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """An installation with a report of a fire that nobody has read yet."""
    rig = Rig(tmp_path)
    rig.drop([("m1", "the acme kettle is on fire")])
    return rig


@pytest.fixture
def opened(rig: Rig) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals with the program in them; all are closed in the end, whatever happened."""
    with ExitStack() as every:

        def begun(*words: str, **environment: str) -> Terminal:
            screen = Terminal(rig, *words, **environment)
            every.callback(screen.close)
            return screen

        yield begun


@pytest.fixture
def terminal(opened: Callable[..., Terminal]) -> Terminal:
    """`socwatch watch` in a terminal; it has polled and opened the issue."""
    screen = opened("watch", "--by", "dana")
    screen.sees("not acknowledged")
    return screen


def test_it_polls_by_itself_and_q_leaves(terminal: Terminal, rig: Rig) -> None:
    """The drop is read, the issue comes up; acknowledged, q leaves at once with 0."""
    terminal.press("a")
    terminal.sees("in hand")
    terminal.press("q")
    assert terminal.ended() == 0
    assert LEFT in terminal.shown
    issues = rig.run("issues", "--json").document()["issues"]
    assert isinstance(issues, list)
    assert issues[0]["owner"] == "dana"


def test_leaving_while_somebody_is_waited_for_is_asked_back(terminal: Terminal) -> None:
    """Nobody would call anybody any more: q asks, and the second answer leaves."""
    terminal.press("q")
    terminal.sees("nobody polls when you leave")
    terminal.press("2")
    assert terminal.ended() == 0


def test_ctrl_c_leaves_with_130(terminal: Terminal) -> None:
    """As every interrupted command does, and the terminal is as it was."""
    terminal.press("\x03")
    assert terminal.ended() == 130
    assert LEFT in terminal.shown


def test_sigterm_is_a_usual_end(terminal: Terminal) -> None:
    """A service manager's stop ends with 0 and leaves the terminal as it was."""
    terminal.program.send_signal(signal.SIGTERM)
    assert terminal.ended() == 0
    assert LEFT in terminal.shown


@pytest.mark.parametrize("with_a_signal", [True, False])
def test_a_closed_window_ends_it(terminal: Terminal, *, with_a_signal: bool) -> None:
    """The terminal is gone: the program does not stay behind, with SIGHUP or without."""
    terminal.vanish()
    if with_a_signal:
        terminal.program.send_signal(signal.SIGHUP)
    assert terminal.program.wait(timeout=30) == 0


def test_the_window_is_named_after_the_red(terminal: Terminal) -> None:
    """The title says what is wrong, and is taken back at the end."""
    assert "\x1b]0;socwatch: ▲ RED I-1 not acknowledged" in terminal.shown
    terminal.press("\x03")
    terminal.ended()
    assert "\x1b]0;socwatch\x07" in terminal.shown


def test_beside_a_poller_it_looks_and_acts(rig: Rig, opened: Callable[..., Terminal]) -> None:
    """Another process polls: the screen says so, shows what it found, and can acknowledge."""
    other = rig.start("run")
    try:
        rig.wait_for_lease(other)
        screen = opened("watch", "--by", "luis")
        screen.sees("does not poll")
        screen.sees("not acknowledged")
        screen.press("a")
        screen.sees("in hand")
        screen.press("q")
        assert screen.ended() == 0
    finally:
        other.send_signal(signal.SIGTERM)
        other.communicate(timeout=30)


def test_no_color_draws_without_colours(opened: Callable[..., Terminal]) -> None:
    """NO_COLOR: no colour is set at all; the words say the same."""
    screen = opened("watch", NO_COLOR="1")
    screen.sees("not acknowledged")
    screen.press("\x03")
    screen.ended()
    for colour in ("38;2;", "48;2;", "38;5;", "48;5;"):
        assert colour not in screen.shown


@pytest.mark.parametrize("variable", [("TERM", "dumb"), ("SOCWATCH_ACCESSIBLE", "1")], ids="=".join)
def test_who_wants_no_screen_gets_lines(
    opened: Callable[..., Terminal], variable: tuple[str, str]
) -> None:
    """A terminal that can do nothing, and a screen reader: one line an event, no escape."""
    screen = opened("watch", **dict([variable]))
    screen.sees("told Luis")
    screen.program.send_signal(signal.SIGINT)
    assert screen.ended() == 130
    assert "opened RED" in screen.shown
    assert "\x1b" not in screen.shown
