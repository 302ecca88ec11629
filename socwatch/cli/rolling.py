"""The command that proves that people can be reached: rollcall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.acting import By, who
from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.progress import waited_for
from socwatch.errors import LeaseHeld, NothingMatched, UsageError
from socwatch.report import glance
from socwatch.report.words import several

if TYPE_CHECKING:
    from datetime import datetime

    from socwatch.app import App
    from socwatch.watch.rollcall import Answer


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("rollcall")(rollcall)


@command
def rollcall(
    frame: Frame,
    to: Annotated[str | None, typer.Option("--to", help="Only this contact.")] = None,
    result: Annotated[
        bool, typer.Option("--result", help="Ask nobody; say who has confirmed.")
    ] = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="You got it: say so.")] = False,
    channel: Annotated[
        str | None, typer.Option("--channel", help="With --confirm: by which channel.")
    ] = None,
    by: By = None,
) -> None:
    """Ask everybody on every channel to confirm that it reaches them; or see who did."""
    if result and confirm:
        raise UsageError("--result and --confirm are two different questions")
    with frame.app() as app:
        if confirm:
            _confirm(frame, app, who(app, by), channel)
        elif result:
            _result(frame, app)
        else:
            _call(frame, app, to)


def _call(frame: Frame, app: App, to: str | None) -> None:
    from socwatch.engine.acting import person
    from socwatch.engine.local import deliver_once
    from socwatch.watch.rollcall import call_the_roll

    setup = app.setup(sources=())
    only = None if to is None else person(setup, to)
    asked = call_the_roll(setup, app.clock.now(), only=only)
    try:
        waited_for(frame, "Calling the roll", deliver_once(app))
        when = "now"
    except LeaseHeld:
        when = "within a minute, by the socwatch that is running"
    if frame.as_json:
        frame.answer({"schema": "socwatch.rollcall/1", "asked": list(asked)})
        return
    print(
        f"{several(len(asked), 'message')} asked for {when}. Who confirmed: socwatch rollcall --result"
    )


def _confirm(frame: Frame, app: App, by: str, channel: str | None) -> None:
    from socwatch.watch.rollcall import confirm

    setup = app.setup(sources=(), notifiers={})
    with setup.store.unit():
        found = confirm(setup, by, channel, app.clock.now())
    if not found:
        raise NothingMatched(
            "nothing waits for your answer", hint="`socwatch rollcall --result` shows the last one"
        )
    channels = ", ".join(one.channel for one in found)
    if frame.as_json:
        frame.answer({"schema": "socwatch.rollcall/1", "confirmed": [one.channel for one in found]})
    elif not frame.quiet:
        print(f"Thank you: you can be reached by {channels}.")


def _result(frame: Frame, app: App) -> None:
    from socwatch.watch.rollcall import results

    now = app.clock.now()
    found = results(app.setup(sources=(), notifiers={}), now)
    if frame.as_json:
        rows = [_row(one, now) for one in found]
        frame.answer({"schema": "socwatch.rollcall/1", "answers": rows})
    elif not found:
        say("There was no roll-call yet: socwatch rollcall")
    else:
        show.lines(frame, [_line(app, one, now) for one in found])
    if any(one.is_missing(now) for one in found):
        raise typer.Exit(3)


def _row(one: Answer, now: datetime) -> dict[str, object]:
    return {
        "contact": one.who,
        "channel": one.channel,
        "asked_at": rfc3339(one.asked_at),
        "answered_at": None if one.answered_at is None else rfc3339(one.answered_at),
        "missing": one.is_missing(now),
        "because": one.problem,
    }


def _line(app: App, one: Answer, now: datetime) -> str:
    zone, name = app.config.timezone, app.names().get(one.who, one.who)
    asked = glance.clock(one.asked_at, zone)
    if one.answered_at is not None:
        return f"{name} by {one.channel}: confirmed {glance.clock(one.answered_at, zone)}"
    if one.problem:
        return f"{name} by {one.channel}: NOT REACHED: {show.safe(one.problem)}"
    word = "NO ANSWER" if one.is_missing(now) else "not answered yet"
    return f"{name} by {one.channel}: {word}, asked {asked}"
