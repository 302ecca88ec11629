"""Sits in front of the watch screen: presses keys, reads what is drawn."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console
from textual.pilot import Pilot

from socwatch.app import App
from socwatch.tui.desk import Desk
from socwatch.tui.watch import WatchApp

#: As many tries at a sight as a slow machine may need.
_TRIES = 100


class Sitter:
    """A person at the screen."""

    def __init__(self, app: WatchApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        await self._pilot.press(*keys)

    async def write(self, words: str) -> None:
        """Types a text."""
        names = {" ": "space", ":": "colon", "/": "slash", ".": "full_stop", "-": "minus"}
        await self._pilot.press(*(names.get(one, one) for one in words))

    async def click(self, selector: str) -> None:
        """Clicks on a widget."""
        await self._pilot.click(selector)

    async def resize(self, width: int, height: int) -> None:
        """Makes the terminal so large."""
        await self._pilot.resize_terminal(width, height)
        await self._pilot.pause()

    async def sees(self, words: str) -> str:
        """Waits until these words are on the screen; returns all of it."""
        for _ in range(_TRIES):
            if words in self.screen:
                return self.screen
            await self._pilot.pause(0.05)
        raise AssertionError(f"{words!r} did not come up:\n{self.screen}")

    async def loses(self, words: str) -> str:
        """Waits until these words have gone from the screen."""
        for _ in range(_TRIES):
            if words not in self.screen:
                return self.screen
            await self._pilot.pause(0.05)
        raise AssertionError(f"{words!r} stayed:\n{self.screen}")

    @property
    def said(self) -> list[str]:
        """What the screen has told in its notes."""
        return [str(one.message) for one in self.app._notifications]

    async def hears(self, words: str) -> str:
        """Waits for a note with these words."""
        for _ in range(_TRIES):
            for one in self.said:
                if words in one:
                    return one
            await self._pilot.pause(0.05)
        raise AssertionError(f"{words!r} was not said: {self.said}")

    @property
    def screen(self) -> str:
        """What is drawn, as characters."""
        app = self.app
        width, height = app.size
        console = Console(
            width=width, height=height, file=io.StringIO(), force_terminal=True, record=True,
            color_system="truecolor", legacy_windows=False,
        )  # fmt: skip
        drawn = app.screen._compositor.render_update(
            full=True,
            screen_stack=app._background_screens,
        )
        console.print(drawn)
        return "\n".join(line.rstrip() for line in console.export_text().splitlines())


def sit(
    config: Path,
    scene: Callable[[Sitter], Awaitable[None]],
    *,
    size: tuple[int, int] = (130, 40),
    me: str | None = "dana",
    light: bool = False,
) -> WatchApp:
    """Plays a scene in front of the screen of this config; returns the program afterwards."""
    app = WatchApp(lambda: Desk(App.open(config), me=me), light=light)

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            sitter = Sitter(app, pilot)
            await sitter.loses("Reading …")
            await pilot.pause()
            await scene(sitter)

    asyncio.run(play())
    return app
