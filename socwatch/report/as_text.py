"""A letter as plain text: complete on its own, for a phone, a pager or `less`.

Lines are at most 76 wide but for addresses and commands, which must stay whole.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from socwatch.report.letter import (
    Block,
    Box,
    Button,
    Chart,
    Command,
    Facts,
    Letter,
    Point,
    Quotes,
    Saying,
    Section,
    Steps,
    Table,
    Words,
)
from socwatch.report.safe import isolated
from socwatch.report.words import count, usual

WIDTH = 76
_WIDEST_LABEL = 24
_QUOTE = "> "  # every mail program and reader of replies knows it: these words are not ours


def as_text(letter: Letter) -> str:
    """The letter's text, ending in a line feed."""
    top = [letter.banner] if letter.banner else []
    chip = " · ".join(part for part in (letter.chip, letter.tag) if part)
    opening = _paragraph("\n".join(line for line in (chip, letter.heading) if line))
    parts = [*map(_wrapped, top), opening, *map(_wrapped, letter.lead)]
    parts += [_section(section) for section in letter.sections]
    if letter.footer:
        parts.append("--\n" + "\n".join(_wrapped(line) for line in letter.footer))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: Section) -> str:
    blocks = [_FORMS[block.form](block) for block in section.blocks]
    return "\n".join([section.title.upper(), *blocks])


def _wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _paragraph(text: str) -> str:
    return "\n".join(_wrapped(line) for line in text.split("\n"))


def _words(block: Words) -> str:
    return "\n".join(_wrapped(line) for line in block.lines)


def _facts(block: Facts) -> str:
    wide = max(len(label) for label, _ in block.rows) + 2
    if wide > _WIDEST_LABEL:
        return "\n".join(
            f"{_wrapped(label)}\n{_wrapped(says, '    ')}" for label, says in block.rows
        )
    return "\n".join(_wrapped(says, f"{label:<{wide}}", " " * wide) for label, says in block.rows)


def _steps(block: Steps) -> str:
    return "\n".join(_wrapped(item, f"{n}. ", "   ") for n, item in enumerate(block.items, 1))


def _command(block: Command) -> str:
    lines = [_wrapped(block.before), f"    {block.line}", _wrapped(block.after)]
    return "\n".join(line for line in lines if line)


def _button(block: Button) -> str:
    return f"{_wrapped(block.label)}\n    {block.url}"


def _quotes(block: Quotes) -> str:
    return "\n\n".join(_saying(saying) for saying in block.sayings)


def _saying(saying: Saying) -> str:
    lines = [_wrapped(isolated(f"“{saying.text}”"), _QUOTE), _wrapped(saying.byline, _QUOTE)]
    if saying.link is not None:
        lines.append(_QUOTE + saying.link.url)
    note = saying.note or (saying.link.warning if saying.link else "")
    if note:
        lines.append(_wrapped(f"({note})", _QUOTE))
    return "\n".join(lines)


def _box(block: Box) -> str:
    return "\n".join([_wrapped(block.title), *(_wrapped(line, "    ") for line in block.lines)])


def _table(block: Table) -> str:
    rows = [block.head, *block.rows]
    wide = [max(len(row[column]) for row in rows) for column in range(len(block.head))]
    wide[0] = min(wide[0], max(WIDTH - sum(wide[1:]) - 2 * len(wide), 16))
    side = "<" if block.log else ">"
    return "\n".join(_table_row(row, wide, side) for row in rows)


def _table_row(row: tuple[str, ...], wide: list[int], side: str) -> str:
    head = textwrap.wrap(row[0], wide[0], break_long_words=True) or [""]
    cells = zip(row[1:], wide[1:], strict=True)
    numbers = "".join(f"  {cell:{side}{width}}" for cell, width in cells)
    return "\n".join([*head[:-1], f"{head[-1]:<{wide[0]}}{numbers}".rstrip()])


def _chart(block: Chart) -> str:
    wide = max(len(point.label) for point in block.points)
    return "\n".join([_wrapped(block.finding), *(_bar(p, wide, block) for p in block.points)])


def _bar(point: Point, wide: int, chart: Chart) -> str:
    if point.mentions is None:
        return f"{point.label:<{wide}}       ?  {chart.gap}"
    known = "" if point.low is None or point.high is None else usual(point.low, point.high)
    beside = f"{chart.head[2].lower()} {point.beside}" if point.beside else known
    drawn = "#" * round(20 * point.mentions / chart.top)
    marked = " above" if point.above else ""
    value = f"{count(point.mentions)}{chart.unit}"
    line = f"{point.label:<{wide}}  {value:>6}  {drawn:<20}  {beside}{marked}"
    return line.rstrip()


_FORMS: Mapping[str, Callable[[Any], str]] = {
    Words.form: _words,
    Facts.form: _facts,
    Steps.form: _steps,
    Command.form: _command,
    Quotes.form: _quotes,
    Box.form: _box,
    Button.form: _button,
    Table.form: _table,
    Chart.form: _chart,
}


def block_text(block: Block) -> str:
    """One block as text, for those who put their own frame around it."""
    return _FORMS[block.form](block)
