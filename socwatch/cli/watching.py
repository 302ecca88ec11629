"""`watch`: the screen that stays on, or one line an event where no terminal is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.acting import By, who_if_known
from socwatch.cli.frame import Frame, command, say
from socwatch.cli.screen import ended, is_screen, prepared
from socwatch.errors import LeaseHeld

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.cli.follow import Follower
    from socwatch.engine.background import Background
    from socwatch.engine.local import Local
    from socwatch.tui.desk import Desk
    from socwatch.tui.watch import WatchApp

#: How often somebody else's news are looked for.
_REFRESH = 1.0


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("watch")(watch)


@command
def watch(
    frame: Frame,
    once: Annotated[bool, typer.Option("--once", help="Print what is open, and end.")] = False,
    attach: Annotated[
        bool, typer.Option("--attach", help="Only look and act; let another process poll.")
    ] = False,
    light: Annotated[bool, typer.Option("--light", help="For a light terminal.")] = False,
    no_bell: Annotated[bool, typer.Option("--no-bell", help="No bell at a new red.")] = False,
    by: By = None,
) -> None:
    """Watch: poll, and show what is open, who is told next, and what people say."""
    import asyncio

    if not once and is_screen(frame):
        _screen(frame, by, attach=attach, light=light, bell=not no_bell)
        return
    with frame.app() as app:
        if once:
            _print_once(frame, app)
        else:
            asyncio.run(_lines(frame, app, attach=attach))


def _print_once(frame: Frame, app: App) -> None:
    from socwatch.cli.overview import document, lines
    from socwatch.engine.overview import overview

    seen = overview(app, app.clock.now())
    if frame.as_json:
        frame.answer(document(seen))
    else:
        show.lines(frame, lines(seen))


def _screen(frame: Frame, by: str | None, *, attach: bool, light: bool, bell: bool) -> None:
    """Runs the screen. What takes long to load is loaded once its frame stands."""
    from socwatch.tui.watch import WatchApp

    def desk() -> Desk:
        from socwatch.tui.desk import Desk

        app = frame.app()
        return Desk(app, me=who_if_known(app, by))

    def poller(screen: WatchApp) -> Background:
        from socwatch.engine.background import Background

        return Background(
            frame.app,
            on_tick=lambda ticked: screen.call_from_thread(screen.poller_ticked, ticked.failed),
            on_news=lambda news: screen.call_from_thread(screen.poller_says, news),
        )

    prepared(frame)
    ended(WatchApp(desk, poller=None if attach else poller, light=light, bell=bell))


async def _lines(frame: Frame, app: App, *, attach: bool) -> None:
    """One line an event, until it is stopped."""
    import asyncio

    from socwatch.cli.follow import Follower
    from socwatch.engine.local import Local, ended_by_signals

    follower = Follower(frame, app)
    local = Local(app, on_tick=follower.after_tick, on_news=lambda news: say(f"socwatch: {news}"))
    with ended_by_signals(local, reloads=False):
        polling = None if attach else asyncio.create_task(_poll(local))
        try:
            await _follow(local, follower)
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


async def _follow(local: Local, follower: Follower) -> None:
    import asyncio

    while not local.stopped.is_set():
        follower.news()
        with suppress(TimeoutError):
            async with asyncio.timeout(_REFRESH):
                await local.stopped.wait()
