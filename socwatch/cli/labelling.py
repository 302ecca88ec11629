"""The command that teaches: label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import acting, forms, show
from socwatch.cli.frame import Frame, command
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.label import Label, Verdict

if TYPE_CHECKING:
    from socwatch.app import App


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("label")(label)


def by_mention(app: App) -> Mapping[str, Sequence[Label]]:
    """What people said of mentions, by the mention's key."""
    found: dict[str, list[Label]] = {}
    for one in app.store.labels.newest():
        found.setdefault(one.mention, []).append(one)
    return {key: sorted(labels, key=lambda one: one.topic) for key, labels in found.items()}


@command
def label(
    frame: Frame,
    mention: Annotated[
        str | None, typer.Argument(metavar="MENTION", help="Its key, or its own id.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="LABEL", help="relevant or noise.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="For which topic, when it belongs to several.")
    ] = None,
    by: acting.By = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the label back.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show the labels given so far.")] = False,
) -> None:
    """Say that a mention is noise, or relevant."""
    if listed:
        _only_one_wish(mention, verdict, remove=remove)
        _list(frame, topic)
    elif mention is None:
        raise UsageError("say which mention", hint="socwatch label MENTION noise, or --list")
    elif remove:
        if verdict is not None:
            raise UsageError("--remove takes any label away", hint=f"leave out {verdict}")
        _remove(frame, mention, topic)
    else:
        _give(frame, mention, _verdict(mention, verdict), topic, by)


def _only_one_wish(mention: str | None, verdict: str | None, *, remove: bool) -> None:
    if mention is not None or verdict is not None or remove:
        raise UsageError("--list shows labels and gives none", hint="leave the rest out")


def _verdict(mention: str, words: str | None) -> Verdict:
    if words is None:
        raise UsageError("say what it is", hint=f"socwatch label {mention} noise, or relevant")
    try:
        return Verdict(words)
    except ValueError:
        raise UsageError(f'"{words}" is no label', hint="it is relevant or noise") from None


def _give(frame: Frame, mention: str, verdict: Verdict, topic: str | None, by: str | None) -> None:
    from socwatch.engine import labelling

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        now = app.clock.now()
        given, says = labelling.label(setup, mention, verdict, topic=topic, by=who, now=now)
    if frame.as_json:
        frame.answer({"schema": "socwatch.label/1", **forms.label(given), "says": says})
    elif not frame.quiet:
        show.lines(frame, [says])


def _remove(frame: Frame, mention: str, topic: str | None) -> None:
    from socwatch.engine import labelling

    with frame.app() as app:
        setup = app.setup(sources=(), notifiers={})
        key, name, says = labelling.remove(setup, mention, topic=topic)
    if frame.as_json:
        gone = {"mention": key, "topic": name or topic, "label": None, "by": None, "at": None}
        frame.answer({"schema": "socwatch.label/1", **gone, "says": says})
    elif not frame.quiet:
        show.lines(frame, [says])


def _list(frame: Frame, topic: str | None) -> None:
    with frame.app() as app:
        if topic is not None and topic not in [one.name for one in app.config.topics]:
            known = ", ".join(one.name for one in app.config.topics)
            raise NothingMatched(f"there is no topic {topic}", hint=f"the config has {known}")
        found = app.store.labels.newest(topic=topic)
        if frame.as_json:
            frame.answer(
                {"schema": "socwatch.labels/1", "labels": [forms.label(one) for one in found]}
            )
            return
        show.table(
            frame,
            ("Label", "Topic", "By", "When", "Mention", "Text"),
            [_row(app, one) for one in found],
            nothing="no mention is labelled yet: socwatch label MENTION noise, or relevant",
        )


def _row(app: App, one: Label) -> tuple[str, ...]:
    said = app.store.mentions.by_key(one.mention)
    words = (
        "" if said is None else " — ".join(filter(None, (said.mention.title, said.mention.text)))
    )
    return (
        one.verdict.value,
        one.topic,
        app.names().get(one.by, one.by),
        show.clock(one.at, app.config.timezone),
        one.mention,
        show.safe(words, 80),
    )
