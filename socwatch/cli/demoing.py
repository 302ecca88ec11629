"""`demo`: the whole job on the bundled stream, told in plain words; a self-test by its exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, command, say
from socwatch.cli.progress import progress
from socwatch.model.issue import Entry

if TYPE_CHECKING:
    from socwatch.engine.scenario import Line


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("demo")(demo)


@command
def demo(
    frame: Frame,
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="Where mails and pages go.")
    ] = Path("socwatch-demo"),
    watch: Annotated[
        bool, typer.Option("--watch", help="Watch the night on the screen, and act in it.")
    ] = False,
    speed: Annotated[
        float, typer.Option("--speed", min=1, max=600, help="With --watch: so many times as fast.")
    ] = 60.0,
) -> None:
    """Play a bundled crisis through the real pipeline: no network, no config, under a minute."""
    if watch:
        from socwatch.cli.demo_screen import play

        play(frame, folder, speed)
        return
    from socwatch.app import App, load_config
    from socwatch.cli.staging import checked, pages, timeline_words, write_private
    from socwatch.demo.make_stream import END, START
    from socwatch.engine.replaying import replay

    began = time.perf_counter()
    bundle = resources.files("socwatch.demo")
    events: list[Entry] = []
    with resources.as_file(bundle / "demo.toml") as config, App(load_config(config)) as app:
        with (
            resources.as_file(bundle / "stream.jsonl.gz") as stream,
            progress(frame, "Playing three weeks") as told,
        ):

            def on_event(entry: Entry) -> None:
                events.append(entry)
                told((entry.at - START) / (END - START))

            replayed = replay(app, stream, folder, on_event)
        words = timeline_words(app, replayed, events)
        write_private(folder / "timeline.txt", "\n".join(words) + "\n")
        pages(replayed, folder)
        missing = checked(replayed, events, folder)
        took = time.perf_counter() - began
        replayed.store.close()
    if frame.as_json:
        for entry in events:
            frame.answer(forms.event(entry))
    elif not frame.quiet:
        show.lines(frame, [_extent(replayed.lines, took), *words, ""])
        say(f"The mails are in {folder / 'mail.mbox'}; open {folder / 'report.html'} in a browser.")
        say('Next: socwatch init --brand "Your Brand"')
    _end(missing)


def _end(missing: Sequence[str]) -> None:
    """With 1 when something is missing, each said."""
    for problem in missing:
        say(f"socwatch: the demo did not do what it must: {problem}")
    if missing:
        raise typer.Exit(1)


def _extent(lines: Sequence[Line], took: float) -> str:
    """How much was played, and in how many seconds."""
    posts = sum(line.mention is not None for line in lines)
    days = (lines[-1].at - lines[0].at).days
    return f"Replayed {posts:,} posts, {days} days, in {took:.1f} s."
