"""Polls beside a screen: the loop of `run` in a thread of its own, with a store of its own.

Invariant: nothing that happens here can hold up the screen or end it; what went wrong is told.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from socwatch.app import App
from socwatch.engine.local import Local
from socwatch.errors import LeaseHeld, SocwatchError
from socwatch.watch.tick import Ticked


class Background:
    """The poller of a screen."""

    def __init__(
        self,
        open_app: Callable[[], App],
        *,
        on_tick: Callable[[Ticked], None],
        on_news: Callable[[str], None],  # in a sentence; both are called in the poller's thread
    ) -> None:
        self._open = open_app
        self._on_tick = on_tick
        self._on_news = on_news
        self._loop: asyncio.AbstractEventLoop | None = None
        self._local: Local | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="poller", daemon=True)
        self.polls = False  # False as well where another process polls

    def start(self) -> None:
        """Begins to poll; where another process does, that is told and nothing more happens."""
        self._thread.start()

    def nudge(self) -> None:
        """Ticks now, so that what a person did just now is told at once."""
        self._call(lambda local: local.reload())

    def stop(self, patience: float = 6.0) -> bool:
        """Lets the running tick finish; whether it did within so many seconds."""
        if not self._thread.is_alive():
            return True
        self._ready.wait(patience)
        self._call(lambda local: local.stop())
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _call(self, do: Callable[[Local], None]) -> None:
        loop, local = self._loop, self._local
        if loop is None or local is None:
            return
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(do, local)

    def _run(self) -> None:
        try:
            with self._open() as app:
                asyncio.run(self._poll(app))
        except LeaseHeld as error:
            self._on_news(f"{error.message}; this screen looks and acts, and does not poll")
        except SocwatchError as error:
            self._on_news(f"not polling: {error.message}")
        finally:
            self.polls = False
            self._ready.set()

    async def _poll(self, app: App) -> None:
        self._local = Local(app, on_tick=self._ticked, on_news=self._on_news)
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        await self._local.run(purpose="watch")

    def _ticked(self, ticked: Ticked) -> None:
        self.polls = True
        self._on_tick(ticked)
