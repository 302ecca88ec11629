"""Whether and how a screen is drawn: textual's escapes have no place in a pipe or a log."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from socwatch.cli.frame import Frame

if TYPE_CHECKING:
    from socwatch.tui.watch import WatchApp


def is_screen(frame: Frame) -> bool:
    """Whether a person sits at a terminal that can show one, and wants one."""
    plain = frame.plain or frame.as_json or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout.isatty() and sys.stdin.isatty()


def prepared(frame: Frame) -> None:
    """Lets nothing be written over the screen, and says whether it may have colours."""
    frame.mute_log()
    if frame.is_bare(sys.stdout):
        os.environ.setdefault("NO_COLOR", "1")


def ended(screen: WatchApp) -> None:
    """Runs the screen to its end. Raises what kept it from beginning, and typer.Exit."""
    code = screen.run() or 0
    if screen.failed is not None:
        raise screen.failed
    if code == 130:
        raise KeyboardInterrupt
    raise typer.Exit(code)
