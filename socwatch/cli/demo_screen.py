"""`demo --watch`: the night of the demo on the watch screen, for acting in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from socwatch.cli.frame import Frame, say
from socwatch.cli.progress import progress
from socwatch.cli.screen import ended, is_screen, prepared
from socwatch.errors import UsageError

if TYPE_CHECKING:
    from socwatch.engine.staging import Stage

#: Four minutes before the first report: the screen is calm, and not for long.
_CURTAIN = datetime(2026, 11, 22, 2, 20, tzinfo=UTC)


def play(frame: Frame, folder: Path, speed: float) -> None:
    """Plays the weeks before at once, then the night at this speed. Nobody is really called."""
    from socwatch.app import App, load_config
    from socwatch.engine.replaying import DATABASE
    from socwatch.engine.scenario import read_scenario
    from socwatch.engine.staging import Paced, Stage
    from socwatch.tui.desk import Desk
    from socwatch.tui.watch import WatchApp

    if not is_screen(frame):
        raise UsageError(
            "demo --watch needs a terminal", hint="without --watch, the demo tells it in words"
        )
    bundle = resources.files("socwatch.demo")
    with resources.as_file(bundle / "demo.toml") as path:
        config = replace(load_config(path), database=str((folder / DATABASE).resolve()))
    with resources.as_file(bundle / "stream.jsonl.gz") as path:
        # What Luis did that night is left out: whoever watches does it, or sees what follows.
        lines = [line for line in read_scenario(path) if line.act is None]
    clock = Paced(_CURTAIN, speed)
    stage = Stage(lambda: App(config, clock), lines, folder, clock, on_news=say)
    stage.start()
    _wait_for_the_past(frame, stage)
    prepared(frame)
    clock.begin()
    screen = WatchApp(
        lambda: Desk(App(config, clock)), clock=clock, poller=lambda _: stage,
        polling=f"a play, {speed:.0f} times as fast: nobody is really called",
    )  # fmt: skip
    try:
        ended(screen)
    finally:
        say(f"The mails of the night are in {folder / 'mail.mbox'}.")
        say('Next: socwatch init --brand "Your Brand"')


def _wait_for_the_past(frame: Frame, stage: Stage) -> None:
    """Three weeks of everyday talk are read first, from which it learns what is usual."""
    words = "Three everyday weeks first, from which it learns what is usual …"
    with progress(frame, words) as told:
        try:
            while not stage.past.wait(0.2):
                told(None)
        except KeyboardInterrupt:
            stage.stop()
            raise
