"""`query explain`: what a query means, what each service is asked, and why a text matches or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.frame import Frame, command

if TYPE_CHECKING:
    from socwatch.match.lint import Oddity
    from socwatch.match.query import Explanation
    from socwatch.match.translate import Plain
    from socwatch.model.query import Query


@command
def explain(
    frame: Frame,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="An expression, or the name of a topic.")
    ],
    text: Annotated[
        str | None, typer.Option("--text", help="A text to try it on; - reads it from stdin.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Only these kinds of sources.")
    ] = None,
) -> None:
    """Say what a query means, what is sent to each service, and why a text matches or not."""
    from socwatch.app import language_of
    from socwatch.match.lint import lint
    from socwatch.match.query import explain as explained
    from socwatch.match.syntax import parse, write
    from socwatch.match.translate import plain

    parsed = parse(_of_topic(frame, query) or query)
    said = sys.stdin.read() if text == "-" else text
    found = explained(parsed, said, language=language_of) if said is not None else None
    sent, plainly, odd = _sent(parsed, kind), plain(parsed), lint(parsed)
    if frame.as_json:
        frame.answer(_document(parsed, found, sent, plainly, odd))
    else:
        show.lines(frame, _lines(write(parsed), found, sent, plainly, odd))


def _of_topic(frame: Frame, name: str) -> str | None:
    """The query of the topic of this name; None when it is none, or there is no config."""
    import re

    from socwatch.errors import SocwatchError

    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    try:
        with frame.app() as app:
            topics = {topic.name: topic.query.text for topic in app.config.topics}
    except SocwatchError:
        return None
    return topics.get(name)


def _sent(query: Query, only: list[str] | None) -> Mapping[str, tuple[str, ...]]:
    """What each kind that searches is asked; kinds that are read whole are left out."""
    from socwatch.sources.registry import kinds, sent

    asked = {kind: sent(kind, query) for kind in (only or kinds())}
    return {kind: searches for kind, searches in asked.items() if searches}


def _document(
    query: Query,
    found: Explanation | None,
    sent: Mapping[str, tuple[str, ...]],
    plainly: Plain,
    odd: tuple[Oddity, ...],
) -> dict[str, object]:
    from socwatch.match.syntax import write

    return {
        "schema": "socwatch.query_explain/1",
        "query": write(query),
        "matches": None if found is None else found.matches,
        "because": [] if found is None else list(found.because),
        "sent": {kind: list(searches) for kind, searches in sent.items()},
        "widened": list(plainly.widened),
        "odd": [
            {"column": one.column, "says": one.says, "suggestion": one.suggestion} for one in odd
        ],
    }


def _lines(
    written: str,
    found: Explanation | None,
    sent: Mapping[str, tuple[str, ...]],
    plainly: Plain,
    odd: tuple[Oddity, ...],
) -> Iterator[str]:
    yield f"It means: {show.safe(written)}"
    for one in odd:
        yield f"Odd (column {one.column}): {show.safe(one.says)}; {show.safe(one.suggestion)}"
    if found is not None:
        yield "The text matches." if found.matches else "The text does not match."
        yield from (f"  {show.safe(line)}" for line in found.because)
    if sent:
        yield "Sent to the services (they may bring more; what you see is filtered here):"
    for kind, searches in sent.items():
        yield f"  {kind}: {show.safe(searches[0])}"
        yield from (f"    or {show.safe(one)}" for one in searches[1:])
    if plainly.widened:
        yield "No service can be asked for this, so it is decided here:"
        yield from (f"  {show.safe(line)}" for line in plainly.widened)
