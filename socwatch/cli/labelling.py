"""The command that teaches: label."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import acting, asked, forms, show
from socwatch.cli.frame import Frame, command
from socwatch.errors import UsageError
from socwatch.model.label import Label, Sort, Verdict
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App

_WORDS = "noise, relevant, negative, neutral, positive, risk-right or risk-wrong"


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("label")(label)


def by_mention(app: App) -> Mapping[str, Sequence[Label]]:
    """What people said of mentions, by the mention's key."""
    found: dict[str, list[Label]] = {}
    for one in app.store.labels.newest():
        found.setdefault(one.mention, []).append(one)
    return {
        key: sorted(labels, key=lambda one: (one.topic, one.sort)) for key, labels in found.items()
    }


@command
def label(
    frame: Frame,
    mention: Annotated[
        str | None, typer.Argument(metavar="MENTION", help="Its key, or its own id.")
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Argument(metavar="LABEL", help=f"{_WORDS}; with --remove: relevance, tone or risk."),
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="For which topic, when it belongs to several.")
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", help="Which risk is right or wrong.")
    ] = None,
    by: acting.By = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the label back; all of them if no sort is named.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show the labels given so far.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", help="One by one: not older than 2h, 3d, or a time.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="One by one: so many; 40 when left out.")
    ] = None,
) -> None:
    """Say what mentions are: noise or relevant, their tone, their risk; alone: one by one."""
    if mention is not None and (since, limit) != (None, None):
        raise UsageError("--since and --limit are for going through mentions one by one")
    if listed:
        _only_one_wish(mention, verdict, remove=remove)
        _list(frame, topic)
    elif mention is None and not remove and _is_attended(frame):
        _go_through(frame, topic, since, limit or 40, by)
    elif mention is None:
        raise UsageError(
            "say which mention; only at a terminal they come one by one",
            hint="socwatch label MENTION negative, or noise, or --list; "
            "`socwatch mentions --keys` shows the key of each",
        )
    elif remove:
        _remove(frame, mention, _sort(verdict), topic)
    else:
        _give(frame, mention, _verdict(mention, verdict), category, topic, by)


def _is_attended(frame: Frame) -> bool:
    return frame.wants_words and not frame.no_input and sys.stdin.isatty() and sys.stdout.isatty()


def _only_one_wish(mention: str | None, verdict: str | None, *, remove: bool) -> None:
    if mention is not None or verdict is not None or remove:
        raise UsageError("--list shows labels and gives none", hint="leave the rest out")


def _verdict(mention: str, words: str | None) -> Verdict:
    if words is None:
        raise UsageError("say what it is", hint=f"socwatch label {mention} noise; or {_WORDS}")
    try:
        return Verdict(words)
    except ValueError:
        raise UsageError(f'"{words}" is no label', hint=f"it is {_WORDS}") from None


def _sort(words: str | None) -> Sort | None:
    try:
        return None if words is None else Sort(words)
    except ValueError:
        raise UsageError(
            "--remove takes a sort of label: relevance, tone or risk",
            hint=f"leave out {words}, or name the sort",
        ) from None


def _go_through(
    frame: Frame, topic: str | None, since: str | None, limit: int, by: str | None
) -> None:
    from socwatch.cli.one_by_one import go_through
    from socwatch.engine.session import Session

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        app.topics(topic)
        begin = asked.since(since, app.clock.now())
        session = Session(setup, by=who, topic=topic, since=begin, limit=limit)
        go_through(frame, app, session)


def _give(
    frame: Frame, mention: str, verdict: Verdict, category: str | None, topic: str | None,
    by: str | None,
) -> None:  # fmt: skip
    from socwatch.engine import labelling

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        said = labelling.Said(verdict=verdict, by=who, topic=topic, category=category or "")
        given, says = labelling.label(setup, mention, said, now=app.clock.now())
    if frame.as_json:
        frame.answer({"schema": "socwatch.label/1", **forms.label(given), "says": says})
    elif not frame.quiet:
        show.lines(frame, [says])


def _remove(frame: Frame, mention: str, sort: Sort | None, topic: str | None) -> None:
    from socwatch.engine import labelling

    with frame.app() as app:
        setup = app.setup(sources=(), notifiers={})
        key, name, says = labelling.remove(setup, mention, topic=topic, sort=sort)
    if frame.as_json:
        gone = {
            "mention": key, "topic": name or topic, "label": None, "by": None, "at": None,
            "sort": None if sort is None else sort.value,
        }  # fmt: skip
        frame.answer({"schema": "socwatch.label/1", **gone, "says": says})
    elif not frame.quiet:
        show.lines(frame, [says])


def _list(frame: Frame, topic: str | None) -> None:
    with frame.app() as app:
        app.topics(topic)
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
            nothing="no mention is labelled yet: socwatch label MENTION noise, or negative; "
            "or `socwatch label` to go through them one by one",
        )


def _row(app: App, one: Label) -> tuple[str, ...]:
    said = app.store.mentions.by_key(one.mention)
    words = (
        "" if said is None else " — ".join(filter(None, (said.mention.title, said.mention.text)))
    )
    return (
        f"{one.verdict.value} ({one.category})" if one.category else one.verdict.value,
        one.topic,
        app.names().get(one.by, one.by),
        glance.clock(one.at, app.config.timezone),
        one.mention,
        show.safe(words, 80),
    )
