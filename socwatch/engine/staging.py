"""A scenario played live beside a screen: its past at once, its night at a pace one can follow.

Invariant: the clock that the screen looks at is the one that the play waits for, so that what a
person does at the screen happens in the play, at the instant they see.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from socwatch.app import App
from socwatch.engine.replay import Replay
from socwatch.engine.replaying import staged
from socwatch.engine.scenario import Line
from socwatch.errors import SocwatchError

#: How often the play looks whether its clock has come to what happens next.
_GLANCE = 0.1


class Paced:
    """A clock that stands still until it is started, then runs so many times as fast."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start = start
        self._speed = speed
        self._began: float | None = None

    def begin(self) -> None:
        """From now on it runs."""
        self._began = monotonic()

    def now(self) -> datetime:
        """Satisfies ports.Clock."""
        gone = 0.0 if self._began is None else monotonic() - self._began
        return self._start + timedelta(seconds=gone * self._speed)


class Stage:
    """Plays the night in a thread of its own; to a screen it looks like a poller."""

    def __init__(
        self,
        open_app: Callable[[], App],
        lines: Sequence[Line],
        folder: Path,
        clock: Paced,
        *,
        on_news: Callable[[str], None],
    ) -> None:
        self._open = open_app
        self._lines = lines
        self._folder = folder
        self._clock = clock
        self._on_news = on_news
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="stage", daemon=True)
        self.past = threading.Event()  # what lies before the clock's start has been played
        self.polls = False  # nobody is really called, so nobody is warned on leaving

    def start(self) -> None:
        """Plays what lies before the clock's start at once; the rest follows the clock.

        Once is enough: called again, it does nothing.
        """
        if self._thread.ident is None:
            self._thread.start()

    def nudge(self) -> None:
        """Nothing to do: the play looks at every minute anyway."""

    def stop(self, patience: float = 6.0) -> bool:
        """Ends the play; whether it ended within so many seconds."""
        self._stopped.set()
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._open() as app:
                run, replayed = staged(app, self._lines, self._folder)
                try:
                    asyncio.run(self._play(run))
                finally:
                    replayed.store.close()
        except _Ended:
            return
        except SocwatchError as error:
            self._on_news(f"the play has stopped: {error.message}")
        finally:
            self.past.set()

    async def _play(self, run: Replay) -> None:
        start = self._clock.now()
        # A line without anything in it: so that the picture is not old when the curtain rises.
        before = [*(line for line in self._lines if line.at <= start), Line(at=start)]
        async for _ in run.run(before):
            if self._stopped.is_set():
                raise _Ended
        self.past.set()
        await run.follow([line for line in self._lines if line.at > start], self._reached)

    async def _reached(self, at: datetime) -> datetime:
        while self._clock.now() < at:
            if self._stopped.is_set():
                raise _Ended
            await asyncio.sleep(_GLANCE)
        return self._clock.now()


class _Ended(Exception):
    """Somebody left the screen."""
