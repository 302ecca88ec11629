"""Commands about queries: query explain, query health, query preview."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.explaining import explain
from socwatch.cli.frame import Frame, command, group
from socwatch.cli.previewing import preview
from socwatch.errors import NothingMatched, UsageError

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.config.amend import ConfigFile
    from socwatch.engine.query_health import Checkup
    from socwatch.match.health import Proposal
    from socwatch.match.trial import Effect


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    query = group("The queries: what they keep, and how to keep noise out.")
    query.command("explain")(explain)
    query.command("health")(health)
    query.command("preview")(preview)
    app.add_typer(query, name="query")


@command
def health(
    frame: Frame,
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="Of the config; all when left out.")
    ] = None,
    apply: Annotated[
        str | None,
        typer.Option("--apply", metavar="N", help="Write proposal N into the config, or all."),
    ] = None,
) -> None:
    """What would keep noise out of a topic, measured on what is stored."""
    from socwatch.config import amend
    from socwatch.engine.query_health import checkup

    with frame.app() as app:
        topics = app.topics(topic)
        if apply is not None and len(topics) > 1:
            known = ", ".join(one.name for one in topics)
            raise UsageError("--apply changes one topic", hint=f"say which: {known}")
        file = None if apply is None else amend.read(app.config.path)
        for one in topics:
            found = checkup(app.store, one)
            if apply is None or file is None:
                _show(frame, found)
            else:
                _apply(frame, app, file, found, apply)


def _show(frame: Frame, found: Checkup) -> None:
    if frame.as_json:
        frame.answer({**document(found), "applied": None})
    else:
        show.lines(frame, words(found))


def document(found: Checkup) -> dict[str, object]:
    """socwatch.query_health/1."""
    context = found.diagnosis.context
    return {
        "schema": "socwatch.query_health/1",
        "topic": found.topic.name,
        "query": found.topic.query.text,
        "labelled": {"noise": found.noise, "relevant": found.relevant},
        "unlabelled": len(found.history.unlabelled),
        "proposals": [
            {
                "number": one.number,
                "exclude": one.exclude,
                "kind": one.kind.value,
                "applies": one.applies,
                "removes": asdict(one.removes),
                "says": one.says,
            }
            for one in found.diagnosis.proposals
        ],
        "held_back": list(found.diagnosis.held_back),
        "context": None
        if context is None
        else {
            "require": context.require,
            "removes": asdict(context.removes),
            "says": context.says,
        },
        "remarks": list(found.remarks),
    }


def words(found: Checkup) -> Iterator[str]:
    """The same for people."""
    name, proposals = found.topic.name, found.diagnosis.proposals
    if not found.noise:
        yield from _how_to_label(found)
        return
    yield (
        f"{name}: {found.noise} labelled noise, {found.relevant} labelled relevant, "
        f"{len(found.history.unlabelled)} not labelled"
    )
    for remark in found.remarks:
        yield f"  {remark}"
    for one in proposals:
        yield f"  {one.number}. {one.says}"
    for says in found.diagnosis.held_back:
        yield f"  not proposed: {says}"
    usable = [one for one in proposals if one.applies]
    if usable:
        yield f"  To use one: socwatch query health {name} --apply {usable[0].number} (or all)"
    elif not proposals and found.history.noise:
        yield "  Nothing tells the noise from the rest clearly enough. More labels would help."
    if found.diagnosis.context is not None:
        yield "  Or ask for one of these words as well, by hand:"
        yield f"     {found.diagnosis.context.says}"


def _how_to_label(found: Checkup) -> Iterator[str]:
    name = found.topic.name
    few = "nothing is labelled yet" if not found.relevant else "nothing is labelled noise"
    yield f"{name}: {few}, so there is nothing to learn from"
    yield f"  See what came in: socwatch mentions --topic {name} --keys"
    yield "  Say what it is: socwatch label KEY noise (or relevant)"
    yield "  A dozen of each are a beginning."


def _apply(frame: Frame, app: App, file: ConfigFile, found: Checkup, wanted: str) -> None:
    """Writes proposals into the config, and says what was written and how to undo it."""
    from socwatch.config import amend
    from socwatch.match.trial import effect, excluding

    chosen = _chosen(found, wanted)
    was = found.topic.query.text
    query = excluding(was, *(one.exclude for one in chosen))
    content = amend.with_query(file, found.topic.name, was=was, query=query)
    removes = effect(found.topic, query, found.history)
    backup = amend.put(file, content, app.clock.now())
    if frame.as_json:
        applied = {
            "numbers": [one.number for one in chosen],
            "query": query,
            "removes": asdict(removes),
            "file": str(file.path),
            "backup": str(backup),
        }
        frame.answer({**document(found), "applied": applied})
    elif not frame.quiet:
        show.lines(frame, _written(found, file.path, backup, query, removes))


def _written(
    found: Checkup, path: Path, backup: Path, query: str, removes: Effect
) -> Iterator[str]:
    yield f"The query of {found.topic.name} in {path} is now:"
    yield f"  {query}"
    yield f"It would have removed {removes}. What is stored stays."
    yield f"Undo: mv {shlex.quote(str(backup))} {shlex.quote(str(path))}"
    yield "A socwatch that is running takes it on when it is started anew."


def _chosen(found: Checkup, wanted: str) -> list[Proposal]:
    """The proposals of these numbers, such as 2 or 1,3; or all. Raises NothingMatched."""
    usable = {str(one.number): one for one in found.diagnosis.proposals if one.applies}
    if not usable:
        raise NothingMatched(f"there is no proposal for {found.topic.name} that can be applied")
    if wanted == "all":
        return list(usable.values())
    names = [name.strip() for name in wanted.split(",")]
    if not all(name.isdecimal() for name in names):
        raise UsageError(f'"{wanted}" is no number', hint="--apply 1, --apply 1,3 or --apply all")
    for name in names:
        if name not in usable:
            raise NothingMatched(
                f"there is no proposal {name} for {found.topic.name} that can be applied",
                hint=f"there is {', '.join(usable)}",
            )
    return [usable[name] for name in dict.fromkeys(names)]
