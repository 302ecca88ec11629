"""finished: an interruption ends what is under way, also where a task does not let itself end."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from socwatch.cli.ending import finished


async def _stubborn() -> None:
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue


async def _interrupted(*, beside_it: bool) -> None:
    stubborn = asyncio.create_task(_stubborn()) if beside_it else None
    await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(3600)
    del stubborn


@pytest.mark.parametrize("beside_it", [True, False])
def test_an_interruption_ends_within_the_grace(beside_it: bool) -> None:
    """Whoever presses Ctrl-C gets their prompt back."""
    begun = time.monotonic()

    with pytest.raises(KeyboardInterrupt):
        finished(_interrupted(beside_it=beside_it), grace=0.2)

    assert time.monotonic() - begun < 10


def test_what_is_not_interrupted_gives_its_answer_and_its_errors() -> None:
    """As asyncio.run does."""

    async def fails() -> None:
        raise RuntimeError("its own")

    async def answers() -> int:
        return 7

    assert finished(answers()) == 7
    with pytest.raises(RuntimeError, match="its own"):
        finished(fails())
