"""Lines of words for people: broken between words, the rest of a line a little further in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from socwatch.cli import show
from socwatch.cli.frame import Frame


def paragraphs(frame: Frame, lines: Iterable[str]) -> None:
    """On a terminal at its width; in a pipe and with --plain each line stays whole."""
    if frame.plain or not sys.stdout.isatty():
        show.lines(frame, lines)
        return
    show.lines(frame, wrapped(lines, frame.console().width))


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines at no more than this width."""
    from textwrap import wrap

    for line in lines:
        clean = show.safe_line(line)
        indent = " " * (len(clean) - len(clean.lstrip(" ")) + 4)
        broken = wrap(
            clean, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        yield from broken or [""]
