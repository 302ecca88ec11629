"""`replay`: rehearse a scenario on a virtual clock."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, command, say
from socwatch.model.issue import Entry
from socwatch.report import glance


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("replay")(replay)


@command
def replay(
    frame: Frame,
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A .jsonl or .jsonl.gz.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep mails and database here.")
    ] = None,
) -> None:
    """Play a scenario through the real pipeline on a virtual clock: no network, no waiting."""
    from socwatch.engine.replaying import replay as play

    with frame.app() as app:
        names, zone = app.names(), app.config.timezone

        def on_event(entry: Entry) -> None:
            if frame.as_json:
                frame.answer(forms.event(entry))
            elif not frame.quiet:
                issue = f"{entry.issue} " if entry.issue else ""
                print(
                    show.safe(
                        f"{glance.clock(entry.at, zone)}  {issue}{glance.happened(entry, names)}"
                    )
                )

        with tempfile.TemporaryDirectory(prefix="socwatch-replay-") as scratch:
            replayed = play(app, scenario, out or Path(scratch), on_event)
            replayed.store.close()
        if out is not None and frame.verbose:
            say(f"mails and database are in {out}")
