"""The volume chart and the last hour, drawn with characters.

Invariant: an hour that nobody read is a question mark and never an empty place; the usual range
stands behind every bar for which it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text

from socwatch.report import words
from socwatch.report.facts import Slot
from socwatch.tui.palette import Palette

if TYPE_CHECKING:
    from socwatch.engine.snapshot import LastHour

_BLOCKS = " ▁▂▃▄▅▆▇█"
_RANGE = "░"


def chart(bars: Sequence[Slot], width: int, height: int, colours: Palette) -> Text:
    """So many columns and rows, the scale on the left and the time below."""
    if width < 20 or height < 3 or not bars:
        return Text("")
    top = max(max((bar.mentions or 0, bar.high or 0)) for bar in bars) or 1
    scale = len(words.count(top)) + 1
    rows = height - 1
    shown = bars[-(width - scale) :]
    widths = _widths(len(shown), width - scale)
    drawn = Text()
    for row in range(rows - 1, -1, -1):
        label = words.count(top) if row == rows - 1 else "0" if row == 0 else ""
        drawn.append(f"{label:>{scale - 1}} ", style=colours.faint)
        for bar, wide in zip(shown, widths, strict=True):
            drawn.append_text(_cell(bar, row, rows, top, wide, colours))
        drawn.append("\n")
    drawn.append(_times(shown, scale, sum(widths)), style=colours.faint)
    return drawn


def _widths(number: int, room: int) -> list[int]:
    """So many bars over so many columns, as even as it goes."""
    ends = [place * room // number for place in range(number + 1)]
    return [end - begin for begin, end in pairwise(ends)]


def _cell(bar: Slot, row: int, rows: int, top: int, each: int, colours: Palette) -> Text:
    """One bar's part of one row."""
    if bar.mentions is None:
        return Text(("?" if row == 0 else " ") * each, style=colours.faint)
    filled = bar.mentions * rows * 8 / top - row * 8
    eighths = max(0, min(8, round(filled)))
    if bar.mentions and row == 0:
        eighths = max(1, eighths)
    if eighths:
        is_above = bar.high is not None and bar.mentions > bar.high
        return Text(_BLOCKS[eighths] * each, style=colours.above if is_above else colours.bar)
    if bar.low is None or bar.high is None:
        return Text(" " * each)
    usual = bar.low * rows / top < row + 1 and bar.high * rows / top > row
    return Text((_RANGE if usual else " ") * each, style=colours.faint)


def _times(bars: Sequence[Slot], scale: int, width: int) -> str:
    ago = round((bars[-1].start - bars[0].start).total_seconds() / 3600) + 1
    left, right = f"{ago} h ago", "now"
    room = width - len(left) - len(right)
    return " " * scale + left + " " * max(1, room) + right


def last_hour(hour: LastHour, width: int, colours: Palette) -> Text:
    """What the last hour brought, beside what is usual for it."""
    drawn = Text()
    if hour.mentions is None:
        drawn.append("Nothing could be read.\n", style=colours.bad)
        return drawn
    above = hour.high is not None and hour.mentions > hour.high
    drawn.append(words.several(hour.mentions, "mention"), style=colours.bad if above else "bold")
    times = words.times_usual(hour.mentions, hour.expected or 0)
    drawn.append(f"  {times}" if times and above else "", style=colours.bad)
    usual = (
        "not known yet"
        if hour.low is None or hour.high is None
        else words.span_of(hour.low, hour.high)
    )
    drawn.append(f"\nusual {usual}\n", style=colours.faint)
    unscored = hour.mentions - hour.scored
    drawn.append_text(_tone(hour, width, colours))
    if unscored:
        drawn.append(f"tone unknown: {unscored}", style=colours.faint)
    return drawn


def _tone(hour: LastHour, width: int, colours: Palette) -> Text:
    """Bars of the shares; of a few, only how many: a bar would look like more than it is."""
    drawn = Text()
    neutral = hour.scored - hour.negative - hour.positive
    if hour.scored < words.TOO_FEW:
        drawn.append(f"{hour.negative} of {hour.scored} negative\n", style="bold")
        drawn.append(f"{hour.positive} positive, {neutral} neutral\n")
        drawn.append("too few for shares\n", style=colours.faint)
        return drawn
    for name, number, style in (
        ("neg", hour.negative, colours.above),
        ("pos", hour.positive, colours.good),
        ("neu", neutral, colours.faint),
    ):
        drawn.append_text(_share(name, number, hour.scored, width, style))
    if hour.usual_negative is not None:
        drawn.append(f"usual neg {words.percent(hour.usual_negative)}\n", style=colours.faint)
    return drawn


def _share(name: str, number: int, whole: int, width: int, style: str) -> Text:
    said = words.percent(number / whole)
    room = max(4, width - 10)
    filled = round(room * number / whole)
    bar = Text(f"{name} ")
    bar.append("█" * filled, style=style)
    bar.append("░" * (room - filled) + f" {said}\n", style="dim")
    return bar
