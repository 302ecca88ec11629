"""A proof of the owner's mail templates: a specimen with every kind of part, printed and read.

Invariant: what a reader at night needs (who has it, what to do, how to acknowledge, why this came
to them) is missed here, before such a night, and not by the reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from socwatch.report.as_html import as_html
from socwatch.report.letterhead import NAMES, Letterhead
from socwatch.report.printing import printed
from socwatch.report.specimen import ACK, FOUND, SPECIMEN, words

_TAG = re.compile(r"<(style|head|script)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
#: What makes a mail program fetch something: whoever sees the fetch knows who has read the mail.
_FETCHES = re.compile(
    r"""(?:\bsrc|\bbackground|\bsrcset)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import|<link\b""",
    re.IGNORECASE,
)
_RUNS = re.compile(r"<(script|iframe|object|embed|form)\b", re.IGNORECASE)
#: More than this on top of what our own page weighs is no frame any more.
_HEAVIEST = 20_000


def findings(letterhead: Letterhead) -> tuple[str, ...]:
    """What is wrong with the owner's templates, a sentence each; none when all is well."""
    if letterhead.unread:
        return (letterhead.unread,)
    if not letterhead.own:
        return ("it holds no template; `socwatch mail templates` writes ours to begin with",)
    told = [*_unused(letterhead)]
    page, problem = printed(SPECIMEN, letterhead)
    if problem:
        return (*told, f"mails keep our look, because: {problem}")
    return (*told, *_read(page))


def _unused(letterhead: Letterhead) -> Iterator[str]:
    texts = [text for _, text in letterhead.own]
    for name, _ in letterhead.own:
        if name not in NAMES and not any(name in text for text in texts):
            yield f"{name} is used by no template; those that can be replaced: {', '.join(NAMES)}"


def _read(page: str) -> Iterator[str]:
    seen = " ".join(html.unescape(_TAG.sub(" ", page)).split())
    lost = dict.fromkeys(what for what, said in _EXPECTED if said not in seen)
    if lost:
        yield f"left out of every mail, or changed: {'; '.join(lost)}"
    for what, address in (("the button", ACK), ("a quote's link", FOUND)):
        if f'href="{address}"' not in page:
            yield f"{what} does not lead anywhere"
    if fetched := _FETCHES.search(page):
        yield f"it loads something from elsewhere ({fetched[0]}…): mail programs block that"
    if runs := _RUNS.search(page):
        yield f"a mail cannot hold <{runs[1]}>: mail programs take it out"
    more = len(page.encode()) - len(as_html(SPECIMEN).encode())
    if more > _HEAVIEST:
        yield f"it adds {more // 1000} kB to every mail: phones are slow, and Gmail clips"


#: What must be there to read, as a person would name it.
_EXPECTED = (
    ("the heading", SPECIMEN.heading),
    ("the severity (letter.chip)", SPECIMEN.chip),
    ("the issue's number and step (letter.tag)", SPECIMEN.tag),
    ("DRILL (letter.banner)", SPECIMEN.banner),
    ("the preview of phones (letter.preview)", SPECIMEN.preview),
    *(("what happened (letter.lead)", one) for one in SPECIMEN.lead),
    *(("a section's title", one.title) for one in SPECIMEN.sections),
    ("a sentence (words)", words("sentence one")),
    ("a sentence (words)", words("sentence two")),
    ("a fact's name (facts)", words("label")),
    ("a fact (facts)", words("fact")),
    ("a step to do (steps)", words("step one")),
    ("a step to do (steps)", words("step two")),
    ("the command to acknowledge with", words("command")),
    ("what stands before a command", words("before")),
    ("what stands after a command", words("after")),
    ("the button", words("button")),
    ("a quote", words("quote")),
    ("who said it", words("author")),
    ("the warning beside a link", "(take care)"),
    ("why a quote has no link", words("no link")),
    ("the holding statement (box)", words("statement's text")),
    ("the statement's approval (box)", words("statement")),
    ("a table's head", words("head")),
    ("a table's row", words("row")),
    ("a table's number", "11,111"),
    ("a chart's finding", words("finding")),
    *(("why this came to the reader (letter.footer)", one) for one in SPECIMEN.footer),
)
