"""`watch`: the picture that stays on, or one line an event where no terminal is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.frame import Frame, command, say
from socwatch.errors import LeaseHeld

if TYPE_CHECKING:
    from collections.abc import Callable

    from socwatch.app import App
    from socwatch.engine.local import Local
    from socwatch.watch.tick import Ticked

#: How often the picture is drawn anew, and how often somebody else's news are looked for.
_REFRESH = 1.0


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("watch")(watch)


@command
def watch(
    frame: Frame,
    once: Annotated[bool, typer.Option("--once", help="Print what is open, and end.")] = False,
    attach: Annotated[
        bool, typer.Option("--attach", help="Only look; let another process poll.")
    ] = False,
) -> None:
    """Watch: poll, and show what is open, who is told next, and what people say."""
    import asyncio

    with frame.app() as app:
        if once:
            _print_once(frame, app)
        else:
            asyncio.run(_watch(frame, app, attach=attach))


def _print_once(frame: Frame, app: App) -> None:
    from socwatch.cli.overview import document, lines
    from socwatch.engine.overview import overview

    seen = overview(app, app.clock.now())
    if frame.as_json:
        frame.answer(document(seen))
    else:
        show.lines(frame, lines(seen))


def _is_screen(frame: Frame) -> bool:
    """Whether a picture can be drawn: textual escapes have no place in a pipe or a log."""
    plain = frame.plain or frame.as_json or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout.isatty() and sys.stdin.isatty()


async def _watch(frame: Frame, app: App, *, attach: bool) -> None:
    import asyncio

    from socwatch.cli.follow import Follower
    from socwatch.engine.local import Local, ended_by_signals

    follower = Follower(frame, app)
    on_tick: Callable[[Ticked], None] = (
        (lambda _: None) if _is_screen(frame) else follower.after_tick
    )
    on_news = None if _is_screen(frame) else lambda news: say(f"socwatch: {news}")
    local = Local(app, on_tick=on_tick, on_news=on_news)
    with ended_by_signals(local, reloads=False):
        polling = None if attach else asyncio.create_task(_poll(local))
        try:
            await _show(frame, app, local, follower)
        finally:
            local.stop()
            if polling is not None:
                await polling
    if local.interrupted:
        raise KeyboardInterrupt


async def _poll(local: Local) -> None:
    """Polls by itself; or only looks, when another process does."""
    import asyncio

    with suppress(asyncio.CancelledError):
        try:
            await local.run(purpose="watch")
        except LeaseHeld as error:
            say(f"{error.message}; this screen only looks")


async def _show(frame: Frame, app: App, local: Local, follower: object) -> None:
    from socwatch.cli.follow import Follower

    assert isinstance(follower, Follower)
    if not _is_screen(frame):
        while not local.stopped.is_set():
            follower.news()
            await _pause(local)
        return
    from rich.live import Live

    from socwatch.cli.picture import picture

    console = frame.console()
    with Live(console=console, screen=True, auto_refresh=False) as live:
        while not local.stopped.is_set():
            live.update(picture(app, console.width, console.height), refresh=True)
            await _pause(local)


async def _pause(local: Local) -> None:
    import asyncio

    with suppress(TimeoutError):
        async with asyncio.timeout(_REFRESH):
            await local.stopped.wait()
