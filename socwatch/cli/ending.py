"""What a SIGTERM does to a command that runs once: the same as Ctrl-C.

Invariant: whatever Ctrl-C lets finish or leaves undone, a SIGTERM does too, even where a shell
started us in the background and Ctrl-C is ignored.
"""

from __future__ import annotations

import signal
from collections.abc import Coroutine
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

#: Seconds that what is under way has to end after an interruption.
GRACE = 2.0


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


def finished(work: Coroutine[Any, Any, T], grace: float = GRACE) -> T:
    """What the coroutine returns; an interruption ends it within the grace, whatever hangs.

    A library below may try for ever to cancel a task that cannot be cancelled (anyio's issue 1257),
    and asyncio.run would wait for it. Raises KeyboardInterrupt.
    """
    import asyncio

    interrupted = False

    async def watched() -> T:
        nonlocal interrupted
        try:
            return await work
        except asyncio.CancelledError:
            interrupted = True
            loop = asyncio.get_running_loop()
            loop.call_later(grace, loop.stop)
            raise

    try:
        return asyncio.run(watched())
    except RuntimeError:  # "stopped before Future completed": the grace is over
        if interrupted:
            raise KeyboardInterrupt from None
        raise
