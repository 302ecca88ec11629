"""Commands about the sources: sources list, sources test, sources log, sources try."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, command, group, rfc3339
from socwatch.cli.progress import waited_for
from socwatch.errors import NothingMatched
from socwatch.report import glance
from socwatch.report.words import several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from socwatch.app import App
    from socwatch.model.mention import Page
    from socwatch.model.watching import Sighting, SourceState
    from socwatch.ports import Source

#: Seconds that one source has to show what it can.
_PATIENCE = 20.0


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    from socwatch.cli.trying import try_

    sources = group("The sources: how they are doing, and whether they can be read.")
    sources.command("list")(list_)
    sources.command("test")(asked_once)
    sources.command("log")(log)
    sources.command("try")(try_)
    app.add_typer(sources, name="sources")


@command
def list_(frame: Frame) -> None:
    """Each source: is it read, since when, when next, what is left."""
    from socwatch.watch.rhythm import Rhythm

    with frame.app() as app:
        setup, now = app.setup(), app.clock.now()
        rhythm, states = Rhythm(setup, now), app.store.watching.source_states()
        rows = []
        for source in setup.sources:
            state = _state(states, source)
            following = None if state is None else rhythm.next_try(source, state)
            left = _left(source, state, now)
            # A first poll that was cut off has stored something, but says nothing yet.
            asked = state if state is not None and state.last_try is not None else None
            rows.append(forms.source(source.name, source.kind, asked, following, left))
        if frame.as_json:
            frame.answer(rows)
        else:
            show.sources(frame, rows, app.config.timezone, now)


def _state(states: Mapping[str, SourceState], source: Source) -> SourceState | None:
    """What is known of a source; another kind of the same name was another."""
    state = states.get(source.name)
    return state if state is not None and state.kind == source.kind else None


def _left(source: Source, state: SourceState | None, now: datetime) -> str:
    from socwatch.ports import Budgeted

    if not isinstance(source, Budgeted):
        return ""
    return source.left(None if state is None else state.cursor, now)


@command
def asked_once(
    frame: Frame,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Only these sources.")
    ] = None,
) -> None:
    """Ask each source once: are login and answer right? Stores nothing."""

    with frame.app() as app:
        setup, now = app.setup(), app.clock.now()
        known = {source.name: source for source in setup.sources}
        asked = [known[name] for name in _known(names or list(known), known)]
        rows = waited_for(frame, "Asking each source", _tested(app, asked, now))
    if frame.as_json:
        frame.answer(rows)
    else:
        heads = ("Source", "Kind", "State", "What it says")
        shown = [(str(r["name"]), str(r["kind"]), str(r["state"]), str(r["because"])) for r in rows]
        show.table(frame, heads, shown, nothing="the config has no sources")
    if any(row["state"] != "ok" for row in rows):
        raise typer.Exit(3)


def _known(names: list[str], known: dict[str, Source]) -> list[str]:
    for name in names:
        if name not in known:
            raise NothingMatched(
                f"there is no source {name}", hint=f"the config has {', '.join(sorted(known))}"
            )
    return names


async def _tested(app: App, sources: list[Source], now: datetime) -> list[dict[str, object]]:
    import asyncio

    return list(await asyncio.gather(*(_one_tested(app, source, now) for source in sources)))


async def _one_tested(app: App, source: Source, now: datetime) -> dict[str, object]:
    from socwatch.watch.sight import is_paused
    from socwatch.watch.trial import tried, verified

    state = _state(app.store.watching.source_states(), source)
    if state is not None and state.retry_at is not None and is_paused(state, now):
        until = glance.clock(state.retry_at, app.config.timezone)
        return _row(source, state.word, f"not asked: the service wants no request before {until}")
    page = await verified(source, now, seconds=_PATIENCE)
    if page is not None:
        return _row(source, page.outcome.value, page.because or "the login works")
    topics = [one for one in app.config.topics if one.reads(source.name)]
    trial = await tried(source, topics, now, seconds=_PATIENCE, enough=1)
    return _row(source, trial.outcome.value, trial.because or _brought(trial.pages))


def _row(source: Source, state: str, because: str) -> dict[str, object]:
    return {
        "schema": "socwatch.source_test/1",
        "name": source.name,
        "kind": source.kind,
        "state": state,
        "because": because,
    }


def _brought(pages: tuple[Page, ...]) -> str:
    found = sum(len(page.mentions) for page in pages)
    if not found:
        return "it answers; there is nothing just now"
    return f"it answers, and brings {several(found, 'item')} at once"


@command
def log(
    frame: Frame,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A source of the config.")],
    days: Annotated[int, typer.Option("--days", help="How far back.", min=1, max=60)] = 7,
) -> None:
    """How a source's polls went: when it was read, when not, what was new."""
    with frame.app() as app:
        known = {one.name for one in app.config.sources}
        if name not in known:
            raise NothingMatched(
                f"there is no source {name}", hint=f"the config has {', '.join(sorted(known))}"
            )
        since = app.clock.now() - timedelta(days=days)
        runs = app.store.watching.sightings(name, since)
        if frame.as_json:
            frame.answer([_run(one) for one in runs])
            return
        heads = ("From", "To", "State", "Polls", "New", "Why")
        zone = app.config.timezone
        shown = [
            (
                glance.clock(one.since, zone),
                glance.clock(one.until, zone),
                one.outcome.value,
                str(one.polls),
                str(one.found),
                one.because,
            )
            for one in runs
        ]
        show.table(frame, heads, shown, nothing=f"{name} was not asked in this time")


def _run(one: Sighting) -> dict[str, object]:
    return {
        "schema": "socwatch.sighting/1",
        "source": one.source,
        "since": rfc3339(one.since),
        "until": rfc3339(one.until),
        "state": one.outcome.value,
        "polls": one.polls,
        "new": one.found,
        "because": one.because,
    }
