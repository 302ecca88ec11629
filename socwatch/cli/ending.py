"""What a SIGTERM does to a command that runs once: the same as Ctrl-C.

Invariant: whatever Ctrl-C lets finish or leaves undone, a SIGTERM does too, even where a shell
started us in the background and Ctrl-C is ignored.
"""

from __future__ import annotations

import signal
from types import FrameType


def as_ctrl_c() -> None:
    """From now on a SIGTERM ends the process as Ctrl-C would. For the main thread only."""
    signal.signal(signal.SIGTERM, _interrupt)


def leave_to_command() -> None:
    """Takes `as_ctrl_c` back, for commands that listen to SIGTERM themselves."""
    if signal.getsignal(signal.SIGTERM) is _interrupt:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Passes the signal on to whoever waits for Ctrl-C just now: an event loop has its own way."""
    del number
    waiting = signal.getsignal(signal.SIGINT)
    if callable(waiting):
        waiting(signal.SIGINT, frame)
        return
    raise KeyboardInterrupt
