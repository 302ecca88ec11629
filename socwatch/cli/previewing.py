"""`query preview`: what a topic's query would catch just now; nothing is stored.

Invariant: each source is asked once, for ten seconds at most, and a source that charges for what it
is asked is left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import ending, forms, show
from socwatch.cli.frame import Frame, command
from socwatch.report.words import several

if TYPE_CHECKING:
    from datetime import datetime

    from socwatch.app import App
    from socwatch.model.mention import Mention
    from socwatch.model.query import Topic
    from socwatch.ports import Source
    from socwatch.watch.trial import Trial

_PATIENCE = 10.0
_ENOUGH = 100
_SHOWN = 3


@command
def preview(
    frame: Frame,
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="Of the config; all when left out.")
    ] = None,
) -> None:
    """Ask every source once what the queries would catch just now; nothing is stored."""
    with frame.app() as app:
        found = caught(app, app.topics(topic))
    if frame.as_json:
        frame.answer([_document(*one) for one in found])
    else:
        show.lines(frame, lines(found))
    if not any(trial.outcome.value == "ok" for _, trial, _ in found):
        raise typer.Exit(3)


Caught = tuple["Source", "Trial", list["Mention"]]


def caught(app: App, topics: Sequence[Topic]) -> list[Caught]:
    """Each source, how asking it went, and those of its items that belong to the topics."""
    from socwatch.match.query import compile_topics
    from socwatch.ports import Budgeted

    now = app.clock.now()
    matches = compile_topics(topics).matches
    asked = [one for one in app.setup().sources if not isinstance(one, Budgeted)]
    trials = ending.finished(_all(asked, topics, now))
    return [
        (source, trial, [one for one in trial.mentions if matches(one)])
        for source, trial in zip(asked, trials, strict=True)
    ]


async def _all(sources: Sequence[Source], topics: Sequence[Topic], now: datetime) -> list[Trial]:
    from socwatch.watch.trial import tried

    return list(
        await asyncio.gather(
            *(
                tried(
                    source,
                    [one for one in topics if one.reads(source.name)],
                    now,
                    seconds=_PATIENCE,
                    enough=_ENOUGH,
                )
                for source in sources
            )
        )
    )


def lines(found: Sequence[Caught]) -> Iterator[str]:
    """What each source brought, in words, with a few examples."""
    for source, trial, kept in found:
        if trial.outcome.value != "ok":
            yield f"{source.name}: {trial.outcome.value}: {show.safe(trial.because)}"
            continue
        read = several(len(trial.mentions), "item")
        yield f"{source.name}: {len(kept)} of {read} would be kept"
        for one in sorted(kept, key=lambda one: one.counts_at, reverse=True)[:_SHOWN]:
            said = " - ".join(part for part in (one.title, one.text) if part)
            yield f"    {show.safe(said, 100)}"


def _document(source: Source, trial: Trial, kept: Sequence[Mention]) -> dict[str, object]:
    return {
        "schema": "socwatch.query_preview/1",
        "source": source.name,
        "kind": source.kind,
        "state": trial.outcome.value,
        "because": trial.because,
        "read": len(trial.mentions),
        "kept": len(kept),
        "mentions": [forms.bare(one) for one in kept[:_SHOWN]],
    }
