"""A letter as Markdown, for wikis and tickets.

Invariant: every word is escaped, so that what people wrote can neither notify anybody, nor link,
nor load, nor look like a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from socwatch.report.letter import (
    Block,
    Box,
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
from socwatch.report.words import count, usual

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)


def as_markdown(letter: Letter) -> str:
    """The letter as CommonMark with tables."""
    chip = " · ".join(part for part in (letter.chip, letter.tag) if part)
    top = [f"**{escaped(letter.banner)}**"] if letter.banner else []
    top += [f"# {escaped(letter.heading)}", escaped(chip)]
    parts = [*top, *map(escaped, letter.lead), *map(_section, letter.sections)]
    foot = ["---", *map(escaped, letter.footer)] if letter.footer else []
    return "\n\n".join(part for part in [*parts, *foot] if part) + "\n"


def escaped(text: str) -> str:
    """The text with everything that Markdown or a chat would act on made literal."""
    # A zero-width joiner after @ keeps chats from notifying people where escapes are ignored.
    return _SPECIAL.sub(r"\\\1", text).replace("\\@", "\\@\u200d")


def _section(section: Section) -> str:
    return "\n\n".join([f"## {escaped(section.title)}", *map(_block, section.blocks)])


def _block(block: Block) -> str:
    return _FORMS[block.form](block)


def _words(block: Words) -> str:
    return "\n\n".join(map(escaped, block.lines))


def _facts(block: Facts) -> str:
    return "\n".join(f"- **{escaped(label)}**: {escaped(says)}" for label, says in block.rows)


def _steps(block: Steps) -> str:
    return "\n".join(f"{n}. {escaped(item)}" for n, item in enumerate(block.items, 1))


def _command(block: Command) -> str:
    lines = [escaped(block.before), f"    {block.line}", escaped(block.after)]
    return "\n\n".join(line for line in lines if line)


def _quotes(block: Quotes) -> str:
    return "\n\n".join(map(_saying, block.sayings))


def _saying(saying: Saying) -> str:
    lines = [f"“{escaped(saying.text)}”", escaped(saying.byline)]
    if saying.link is not None:
        lines.append(f"<{saying.link.url}>")
        lines.append(escaped(saying.link.warning))
    lines.append(escaped(saying.note))
    return "  \n".join(f"> {line}" for line in lines if line)


def _box(block: Box) -> str:
    return "\n>\n".join(
        [f"> **{escaped(block.title)}**", *(f"> {escaped(x)}" for x in block.lines)]
    )


def _table(block: Table) -> str:
    rule = ["---", *("---" if block.log else "---:" for _ in block.head[1:])]
    rows = [block.head, *block.rows]
    lines = [_row(tuple(map(escaped, row))) for row in rows]
    return "\n".join([lines[0], _row(tuple(rule)), *lines[1:]])


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _usual(point: Point) -> str:
    if point.low is None or point.high is None:
        return "not known"
    return usual(point.low, point.high).removeprefix("usual ")


def _chart(block: Chart) -> str:
    head = f"{_row(block.head)}\n| --- | ---: | ---: |"
    rows = [
        _row(
            (
                escaped(point.label),
                block.gap if point.mentions is None else f"{count(point.mentions)}{block.unit}",
                point.beside or _usual(point),
            )
        )
        for point in block.points
    ]
    return "\n".join([escaped(block.finding), "", head, *rows])


_FORMS: Mapping[str, Callable[[Any], str]] = {
    Words.form: _words,
    Facts.form: _facts,
    Steps.form: _steps,
    Command.form: _command,
    Quotes.form: _quotes,
    Box.form: _box,
    Table.form: _table,
    Chart.form: _chart,
}
