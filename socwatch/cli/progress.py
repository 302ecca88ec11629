"""How far something has come, on stderr, for whoever waits at a terminal.

Invariant: stdout is never touched, and where nobody looks (a pipe, cron, --quiet, --plain) not one
byte is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

from socwatch.cli import ending
from socwatch.cli.frame import Frame

#: What is over sooner shows nothing.
_SOON = 1.0
_NOW_AND_THEN = 64  # items
_BEAT = 0.25  # seconds
_Item = TypeVar("_Item")


@contextmanager
def progress(frame: Frame, words: str) -> Iterator[Callable[[float | None], None]]:
    """Shows the words with a bar, and takes it away at the end.

    What it yields is told the share that is done, 0 to 1; None where that is not known.
    """
    if frame.quiet or frame.is_bare(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    drawn = Progress(*columns, console=Console(stderr=True), transient=True)
    task = drawn.add_task(words, total=None)
    began = monotonic()

    def told(share: float | None) -> None:
        if monotonic() - began >= _SOON:
            drawn.start()
        drawn.update(task, total=None if share is None else 1.0, completed=share or 0.0)

    try:
        yield told
    finally:
        drawn.stop()


def waited_for(frame: Frame, words: str, work: Coroutine[Any, Any, _Item]) -> _Item:
    """What the work returns; the words stand there while it takes longer than a second.

    Raises KeyboardInterrupt as `ending.finished` does.
    """
    if frame.quiet or frame.is_bare(sys.stderr):
        return ending.finished(work)
    with progress(frame, words) as told:
        return ending.finished(_telling(told, work))


async def _telling(told: Callable[[float | None], None], work: Coroutine[Any, Any, _Item]) -> _Item:
    import asyncio

    task = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({task}, timeout=_BEAT))[0]:
            told(None)
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait({task}, timeout=ending.GRACE)
        raise
    return task.result()


def each(told: Callable[[float | None], None], several: Sequence[_Item]) -> Iterator[_Item]:
    """The items, telling now and then how many of them were taken."""
    for number, one in enumerate(several):
        if number % _NOW_AND_THEN == 0:
            told(number / len(several))
        yield one
