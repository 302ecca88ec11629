"""Commands that change an issue: ack, snooze, handover, close, reopen, note."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked
from socwatch.cli.frame import Frame, command
from socwatch.errors import NothingMatched, UsageError
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.setup import Setup

IssueName = Annotated[str, typer.Argument(metavar="ISSUE", help="Such as I-42.")]
By = Annotated[
    str | None,
    typer.Option("--by", "--as", help="Who you are: a contact of the plan."),
]


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    for name, function in (
        ("ack", ack), ("snooze", snooze), ("handover", handover), ("close", close),
        ("reopen", reopen), ("note", note), ("playbook", playbook), ("merge", merge), ("split", split),
    ):  # fmt: skip
        app.command(name)(function)


def _change(
    frame: Frame, by: str | None, issue: str, do: Callable[[Setup, str, datetime], str]
) -> None:
    """Carries out an act and says what changed and how to undo it."""
    with frame.app() as app:
        name = who(app, by)
        setup = app.setup(sources=())
        says = do(setup, name, app.clock.now())
        if frame.as_json:
            from socwatch.cli import forms
            from socwatch.engine.acting import named

            found = named(setup, issue)
            frame.answer({"schema": "socwatch.issue/1", **forms.issue(found), "says": says})
        elif not frame.quiet:
            print(says)


def who(app: App, by: str | None) -> str:
    """Who acts: the flag, else SOCWATCH_USER, else the login name when the plan knows it."""
    from socwatch.engine.acting import person

    setup = app.setup(sources=(), notifiers={})
    said = by or os.environ.get("SOCWATCH_USER")
    if said:
        return person(setup, said)
    try:
        return person(setup, getpass.getuser())
    except (NothingMatched, OSError, KeyError):
        known = ", ".join(app.names())
        raise UsageError(
            "who are you?", hint=f"say --by NAME, or set SOCWATCH_USER; the plan knows {known}"
        ) from None


def who_if_known(app: App, by: str | None) -> str | None:
    """The same, or None where nobody said it: the watch screen asks. Raises NothingMatched."""
    try:
        return who(app, by)
    except UsageError:
        return None


@command
def ack(frame: Frame, issue: IssueName, by: By = None) -> None:
    """Take an issue: nobody else is called, and everybody who knows hears that you have it."""
    from socwatch.engine import acting

    _change(frame, by, issue, lambda setup, who, now: acting.acknowledge(setup, issue, who, now))


@command
def snooze(
    frame: Frame,
    issue: IssueName,
    length: Annotated[
        str | None, typer.Argument(metavar="FOR", help="Such as 30m or 2h; 1h when left out.")
    ] = None,
    also: Annotated[
        str | None, typer.Option("--for", metavar="FOR", help="The same, as a flag.")
    ] = None,
    by: By = None,
) -> None:
    """Stop the calls about an issue for a while; then they go on."""
    from socwatch.engine import acting

    wait = asked.length(asked.either(length, also, flag="--for") or "1h")
    _change(
        frame, by, issue, lambda setup, who, now: acting.snooze(setup, issue, who, now + wait, now)
    )


@command
def handover(
    frame: Frame,
    issue: IssueName,
    to: Annotated[
        str | None, typer.Argument(metavar="WHO", help="Who is to have it: a contact of the plan.")
    ] = None,
    also: Annotated[
        str | None, typer.Option("--to", metavar="WHO", help="The same, as a flag.")
    ] = None,
    by: By = None,
) -> None:
    """Give an issue to somebody else, who is mailed and must acknowledge."""
    from socwatch.engine import acting

    new = asked.either(to, also, flag="--to")
    if new is None:
        raise UsageError("say who is to have it", hint=f"socwatch handover {issue} WHO")
    _change(frame, by, issue, lambda setup, who, now: acting.hand_over(setup, issue, who, new, now))


@command
def close(
    frame: Frame,
    issue: IssueName,
    reason: Annotated[str, typer.Option("--reason", help="real, false-alarm or duplicate.")] = "",
    by: By = None,
) -> None:
    """End an issue; everybody who was told hears of it."""
    from socwatch.engine import acting

    if not reason:
        raise UsageError("say why it is over", hint="--reason real, false-alarm or duplicate")
    why = acting.reason_of(reason)
    _change(frame, by, issue, lambda setup, who, now: acting.close(setup, issue, who, why, now))


@command
def reopen(frame: Frame, issue: IssueName, by: By = None) -> None:
    """Undo an acknowledgement or a close: the issue wants an owner again."""
    from socwatch.engine import acting

    _change(frame, by, issue, lambda setup, who, now: acting.reopen(setup, issue, who, now))


@command
def note(
    frame: Frame,
    issue: IssueName,
    text: Annotated[str, typer.Argument(help="What is to be remembered.")],
    by: By = None,
) -> None:
    """Add a line to an issue's timeline."""
    from socwatch.engine import acting

    if not text.strip():
        raise UsageError("an empty note says nothing")
    _change(frame, by, issue, lambda setup, who, now: acting.note(setup, issue, who, text, now))


@command
def playbook(
    frame: Frame,
    issue: IssueName,
    done: Annotated[
        int | None, typer.Option("--done", metavar="STEP", help="This step is done.")
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="STEP", help="This step is not done after all.")
    ] = None,
    lift: Annotated[
        int | None,
        typer.Option("--lift", metavar="STEP", help="What this step holds back may go on."),
    ] = None,
    by: By = None,
) -> None:
    """What is to be done about an issue: look at its steps, or tick one off."""
    from socwatch.engine import acting

    wanted = [
        (act, step)
        for act, step in (
            (acting.step_done, done), (acting.step_undone, undo), (acting.step_lifted, lift),
        )
        if step is not None
    ]  # fmt: skip
    if len(wanted) > 1:
        raise UsageError("one thing at a time", hint="--done, --undo or --lift")
    if not wanted:
        _look(frame, issue)
        return
    act, step = wanted[0]
    _change(frame, by, issue, lambda setup, who, now: act(setup, issue, step, who, now))


def _look(frame: Frame, issue: str) -> None:
    from socwatch.cli import forms, show
    from socwatch.engine.acting import named

    with frame.app() as app:
        found = named(app.setup(sources=(), notifiers={}), issue)
        if frame.as_json:
            frame.answer({"schema": "socwatch.issue/1", **forms.issue(found)})
            return
        if not found.tasks:
            print(f"{found.id} has no playbook: a scenario of the plan brings one.")
            return
        zone, now = app.config.timezone, app.clock.now()
        show.lines(frame, [f"{found.id}: {found.title}"])
        show.lines(frame, glance.playbook(found, app.names(), zone, now))
        if found.is_open:
            show.lines(frame, [f"Tick one off: socwatch playbook {found.id} --done STEP --by NAME"])


@command
def merge(
    frame: Frame,
    issue: IssueName,
    into: Annotated[
        str, typer.Option("--into", metavar="ISSUE", help="The issue that stays.")
    ] = "",
    by: By = None,
) -> None:
    """Put an issue into another one that is about the same; its mentions go on there."""
    from socwatch.engine import joining

    if not into:
        raise UsageError("say which issue stays", hint=f"socwatch merge {issue} --into I-42")
    _change(frame, by, into, lambda setup, who, now: joining.merge(setup, issue, into, who, now))


@command
def split(
    frame: Frame,
    issue: IssueName,
    mentions: Annotated[
        list[str], typer.Argument(metavar="MENTION", help="Ids of those that belong elsewhere.")
    ],
    by: By = None,
) -> None:
    """Make an issue of its own of some mentions; you have it, and nobody is called."""
    from socwatch.engine import joining

    _change(
        frame, by, issue, lambda setup, who, now: joining.split(setup, issue, mentions, who, now)
    )
