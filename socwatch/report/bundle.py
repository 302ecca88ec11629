"""One message instead of many: what a person would have got beyond the most that is wanted.

Invariant: every merged message is named, the gravest first; nothing is only counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.issue import Issue
from socwatch.report import words
from socwatch.report.letter import Button, Command, Facts, Letter, Section, Words, filled, section
from socwatch.report.safe import plain, shortened
from socwatch.report.subject import subject

_NAMED = 4  # issues in the subject line
_IN_FULL = 20  # messages with their reason; mail services cut long ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A message that is told in another one."""

    issue: Issue
    subject: str
    written: datetime
    calls: bool  # it asks for an acknowledgement
    link: str = ""  # acknowledges it; "" when there is none


def bundle(  # noqa: PLR0913 (who reads it, and how it may be answered)
    merged: Sequence[Merged],
    *,
    to: str,
    contact: str,
    timezone: str,
    now: datetime,
    colour: str,
    by_reply: bool = False,
) -> Letter:
    """The message that stands for these; `contact` is the reader's id in the plan, or "".

    `by_reply` says whether an answer to it is read.
    """
    number, grave = len(merged), plain(merged[0].issue.severity).upper()
    merged = sorted(merged, key=lambda one: not one.calls)  # what waits for somebody comes first
    names = _listed(merged)
    waiting = sum(one.calls for one in merged)
    waits = "None of them waits for you."
    if waiting:
        waits = f"Waiting for somebody to acknowledge: {waiting} of {number}."
    rest = merged[_IN_FULL:]
    also = Facts(rows=tuple((one.issue.id, plain(one.subject)) for one in rest)) if rest else None
    return Letter(
        subject=subject(f"[{grave}] {words.several(number, 'more message')}: {names}"),
        heading=f"{words.several(number, 'more message')} in one",
        chip=grave,
        colour=colour,
        tag=names,
        preview=shortened(" · ".join(plain(one.subject) for one in merged[:_NAMED]), 140),
        lead=(f"So much happens, {plain(to)}, that these are told in one message. {waits}",),
        sections=filled(
            (
                section("Acknowledge by mail", _answer(merged) if by_reply and waiting else None),
                *(_section(one, contact, timezone, now) for one in merged[:_IN_FULL]),
                section("And these", also),
            )
        ),
        footer=(
            "You get this because the config limits how many messages one person gets "
            "([delivery] per_person). Nothing has been posted for you.",
            f"More: socwatch issues. Times are local to {timezone}.",
        ),
    )


def _answer(merged: Sequence[Merged]) -> Words:
    first = next(one.issue.id for one in merged if one.calls)
    return Words(
        lines=(
            f"Answer this mail with the word and the issue in the first line: ACK {first}. "
            "One answer for each issue.",
        )
    )


def _listed(merged: Sequence[Merged]) -> str:
    names = tuple(dict.fromkeys(one.issue.id for one in merged))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _section(one: Merged, contact: str, timezone: str, now: datetime) -> Section:
    at = words.Clock(timezone=timezone, now=now)
    rows = (("Written", at(one.written)), ("Why", plain(one.issue.because)))
    line = f"socwatch ack {one.issue.id} --by {contact or 'YOUR-ID'}"
    take = Command(line=line, before="To take it:") if one.calls else None
    button = Button(label=f"Acknowledge {one.issue.id} in the browser", url=one.link)
    return section(plain(one.subject), Facts(rows=rows), button if one.link else None, take)
