"""Commands that do the work: poll, deliver, run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.progress import waited_for
from socwatch.cli.show import safe
from socwatch.errors import NobodyTold, NothingMatched
from socwatch.report.words import several

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.deliver import Delivered
    from socwatch.watch.tick import Ticked


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("poll")(poll)
    app.command("deliver")(deliver)
    app.command("run")(run)


@command
def poll(
    frame: Frame,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source, due or not.")
    ] = None,
) -> None:
    """One round for cron: read the sources that are due, assess, escalate, send."""

    from socwatch.engine.local import poll_once

    with frame.app() as app:
        only = _known(app, source)
        ticked = waited_for(
            frame, "Asking the sources", poll_once(app, only=only, force=only is not None)
        )
        if frame.as_json:
            frame.answer(_document(ticked))
        elif frame.verbose or frame.is_watched:
            say(_summary(ticked))
        _end(app, ticked)


def _known(app: App, names: list[str] | None) -> set[str] | None:
    if not names:
        return None
    known = {one.name for one in app.config.sources}
    for name in names:
        if name not in known:
            raise NothingMatched(
                f"there is no source {name}", hint=f"the config has {', '.join(sorted(known))}"
            )
    return set(names)


def _document(ticked: Ticked) -> dict[str, object]:
    return {
        "schema": "socwatch.poll/1",
        "mentions": ticked.collected.mentions,
        "sources": [
            {"name": one.name, "state": one.outcome.value, "because": one.because}
            for one in (*ticked.collected.polled, *ticked.collected.paused)
        ],
        **_counts(ticked.delivered),
        "replies": ticked.heard.replies,
        "failed": list(ticked.failed),
    }


def _counts(delivered: Delivered) -> dict[str, object]:
    return {
        "sent": delivered.sent,
        "not_sent": delivered.failed,
        "refused": delivered.refused,
        "dropped": delivered.dropped,
    }


def _summary(ticked: Ticked) -> str:
    collected = ticked.collected
    asked = several(len(collected.polled), "source") + " asked"
    return (
        f"{asked if collected.polled else 'no source was due'}, "
        f"{several(collected.mentions, 'new mention')}, "
        f"{several(ticked.delivered.sent, 'message')} sent"
    )


def _end(app: App, ticked: Ticked) -> None:
    """One line a problem on stderr; the exit code says how it went."""
    failing = ticked.collected.failing
    for state in failing:
        say(f"socwatch: source {state.name}: {state.outcome.value}: {safe(state.because)}")
    if len(failing) > 1 and all("could not be reached" in one.because for one in failing):
        say("socwatch: none of them could be reached: is this computer on the internet?")
    for state in ticked.collected.paused:
        until = "" if state.retry_at is None else f" before {rfc3339(state.retry_at)}"
        say(f"socwatch: source {state.name}: not asked: its service wants no request{until}")
    for words in ticked.failed:
        say(f"socwatch: {words}")
    if ticked.heard.problem:
        say(f"socwatch: replies by mail cannot be read: {safe(ticked.heard.problem)}")
    _say_unsent(app, ticked.delivered)
    if ticked.failed:
        raise typer.Exit(1)
    _end_delivery(ticked.delivered)
    if ticked.collected.failing or ticked.collected.paused or ticked.heard.problem:
        raise typer.Exit(3)


def _say_unsent(app: App, delivered: Delivered) -> None:
    """Who did not get what, why, and what happens now: one line each."""
    names = app.names()
    for one in delivered.unsent:
        after = "it will not be tried there again" if one.for_good else "it is tried again"
        say(
            f"socwatch: {names.get(one.to, one.to)} has not got {one.subject!r}: "
            f"{safe(one.because)}; {after}"
        )


def _end_delivery(delivered: Delivered) -> None:
    if delivered.nobody_told:
        raise NobodyTold(
            "something was due and nobody got it",
            hint="`socwatch status` shows what waits, and who could not be told",
        )
    if delivered.partly:
        raise typer.Exit(3)


@command
def deliver(frame: Frame) -> None:
    """Send what is due, once."""

    from socwatch.engine.local import deliver_once

    with frame.app() as app:
        delivered = waited_for(frame, "Sending what is due", deliver_once(app))
        if frame.as_json:
            frame.answer({"schema": "socwatch.deliver/1", **_counts(delivered)})
        elif frame.verbose or frame.is_watched:
            say(f"{several(delivered.sent, 'message')} sent")
        _say_unsent(app, delivered)
        _end_delivery(delivered)


@command
def run(frame: Frame) -> None:
    """Poll, escalate and send until stopped: for systemd and containers."""
    import asyncio

    with frame.app() as app:
        asyncio.run(_run(frame, app))


async def _run(frame: Frame, app: App) -> None:
    from socwatch.cli.follow import Follower
    from socwatch.engine.local import Local, ended_by_signals

    follower = Follower(frame, app)
    local = Local(app, on_tick=follower.after_tick, on_news=lambda news: say(f"socwatch: {news}"))
    with ended_by_signals(local):
        await local.run(purpose="run")
    if local.interrupted:
        raise KeyboardInterrupt
