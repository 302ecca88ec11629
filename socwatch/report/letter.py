"""A message before it has a form: headings and blocks, rendered once as text and once as HTML.

Invariant: both forms say the same, because both are made of the same letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from socwatch.report.safe import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sentences, one paragraph each."""

    form: ClassVar[str] = "words"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Pairs of a label and what there is to say about it."""

    form: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Things to do, in order."""

    form: ClassVar[str] = "steps"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to type, and a sentence before and after it."""

    form: ClassVar[str] = "command"
    line: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A mention as it is shown: already cleaned."""

    text: str
    byline: str
    link: Link | None = None
    note: str = ""  # in place of a link that is not given


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """What people say; always set off, so that it cannot pass for our words."""

    form: ClassVar[str] = "quotes"
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A text of the plan, set apart from the rest."""

    form: ClassVar[str] = "box"
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head; `bars` are shares 0..1 of the longest.

    The columns after the first are numbers, aligned right, unless it is a log of words.
    """

    form: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[float, ...] = ()
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One bar of a chart. `mentions` is None when nothing is known: that is not zero."""

    at: datetime  # local to the reader
    label: str
    mentions: int | None
    low: int | None = None  # the usual range; None while it is not known
    high: int | None = None
    beside: str = ""  # stands beside the value in place of the usual range

    @property
    def above(self) -> bool:
        """Whether it is more than usual."""
        return self.mentions is not None and self.high is not None and self.mentions > self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Mentions, or a share, over time beside what is usual, and the finding in a sentence."""

    form: ClassVar[str] = "chart"
    finding: str
    points: tuple[Point, ...]
    head: tuple[str, str, str] = ("Time", "Mentions", "Usual")  # of its table
    unit: str = ""  # behind each value
    gap: str = "not read"  # why a value is not there

    @property
    def top(self) -> int:
        """The highest value to be drawn, at least 1."""
        drawn = [p.mentions or 0 for p in self.points] + [p.high or 0 for p in self.points]
        return max([1, *drawn])


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An address of ours that is opened in a browser."""

    form: ClassVar[str] = "button"
    label: str
    url: str


Block = Button | Words | Facts | Steps | Command | Quotes | Box | Table | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The whole of it, from the top down."""

    subject: str
    heading: str
    chip: str = ""  # the severity's name
    colour: str = "#414141"  # of the chip; white on it is readable
    tag: str = ""  # beside the chip: "I-42 · Acme · step 1 of 3"
    banner: str = ""  # first of all: DRILL
    preview: str = ""  # what a phone shows beside the subject
    lead: tuple[str, ...] = ()
    button: Button | None = None  # on the page, right under the lead; the text has it below
    sections: tuple[Section, ...] = ()
    footer: tuple[str, ...] = ()


def section(title: str, *blocks: Block | None) -> Section:
    """A section of the blocks that there are."""
    return Section(title=title, blocks=tuple(block for block in blocks if block is not None))


def filled(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple(one for one in sections if one.blocks)
