"""Whether and how a screen is drawn: textual's escapes have no place in a pipe or a log."""

from __future__ import annotations

import os
import sys

from socwatch.cli.frame import Frame


def is_screen(frame: Frame) -> bool:
    """Whether a person sits at a terminal that can show one, and wants one."""
    plain = frame.plain or frame.as_json or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout.isatty() and sys.stdin.isatty()


def prepared(frame: Frame) -> None:
    """Lets nothing be written over the screen, and says whether it may have colours."""
    frame.mute_log()
    if frame.is_bare(sys.stdout):
        os.environ.setdefault("NO_COLOR", "1")
