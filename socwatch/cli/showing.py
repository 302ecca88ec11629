"""Commands that only look: status, health, issues, show, mentions, why, sources."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked, forms, show, standing
from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.labelling import by_mention
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue, IssueState
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.understand.spread import Spread


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("status")(status)
    app.command("health")(health)
    app.command("issues")(issues)
    app.command("show")(show_issue)
    app.command("mentions")(mentions)
    app.command("why")(why)


@command
def status(
    frame: Frame,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 4 when an issue waits for somebody.")
    ] = False,
) -> None:
    """What is open, who is on call, how the sources and the mail are doing."""
    from socwatch.cli.overview import document, lines
    from socwatch.engine.overview import overview

    with frame.app() as app:
        seen = overview(app, app.clock.now())
        if frame.as_json:
            frame.answer(document(seen))
        else:
            show.lines(frame, lines(seen))
        if exit_code and seen.is_waiting:
            raise typer.Exit(4)


@command
def health(
    frame: Frame,
    max_age: Annotated[
        str, typer.Option("--max-age", metavar="AGE", help="How old the last good poll may be.")
    ] = "10m",
) -> None:
    """Whether socwatch itself is alive: ends with 4 when the last good poll is too old."""
    longest = asked.length(max_age)
    with frame.app() as app:
        now = app.clock.now()
        words = app.store.watching.memo("last_good_tick")
        last = datetime.fromisoformat(words) if words else None
    age = None if last is None else now - last
    alive = age is not None and age <= longest
    if frame.as_json:
        frame.answer(
            {
                "schema": "socwatch.health/1",
                "ok": alive,
                "last_good_poll": None if last is None else rfc3339(last),
                "age_seconds": None if age is None else int(age.total_seconds()),
                "max_age_seconds": int(longest.total_seconds()),
            }
        )
    elif age is None:
        print("no good poll yet: run `socwatch poll` or `socwatch run`")
    else:
        verdict = "fine" if alive else f"too old, {glance.span(longest)} is allowed"
        print(f"last good poll {glance.span(age)} ago: {verdict}")
    if not alive:
        raise typer.Exit(4)


@command
def issues(
    frame: Frame,
    state: Annotated[
        str | None,
        typer.Option("--state", help="open, acknowledged, snoozed, closed, or all."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many.")] = 50,
) -> None:
    """The issues: those that are open first, then the closed ones, the latest first."""
    wanted = _wanted(state)
    with frame.app() as app:
        found = sorted(app.store.ledger.issues(), key=lambda one: not one.is_open)
        chosen = [one for one in found if wanted is None or one.state is wanted][:limit]
        if frame.as_json:
            frame.answer(forms.issues(chosen))
            return
        nothing = "there is no issue yet" if wanted is None else f"no issue is {state}"
        now, zone = app.clock.now(), app.config.timezone
        show.issues(frame, chosen, zone, now, app.names(), nothing=nothing)


def _wanted(state: str | None) -> IssueState | None:
    if state in (None, "all"):
        return None
    try:
        return IssueState(state)
    except ValueError:
        raise UsageError(
            f'"{state}" is no state', hint="it is open, acknowledged, snoozed, closed or all"
        ) from None


@command
def show_issue(
    frame: Frame,
    issue: Annotated[str, typer.Argument(metavar="ISSUE", help="Such as I-42.")],
    count: Annotated[int, typer.Option("--mentions", min=0, help="How many mentions to show.")] = 5,
) -> None:
    """One issue: why it was opened, what people say, who was told, what to do."""
    with frame.app() as app:
        found = app.store.ledger.issue(issue)
        timeline = [entry for _, entry in app.store.ledger.timeline(found.id)]
        said = app.store.mentions.by_keys(found.mentions)[:count]
        if frame.as_json:
            frame.answer(
                {
                    "schema": "socwatch.issue/1",
                    **forms.issue(found),
                    "timeline": [forms.event(entry) for entry in timeline],
                    "examples": [
                        forms.mention(one, app.store.labels.of(one.mention.key)) for one in said
                    ],
                }
            )
            return
        show.lines(frame, show.issue(app, found, timeline, said))


@command
def mentions(
    frame: Frame,
    query: Annotated[
        str | None, typer.Option("--query", help="Only those that this query matches.")
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Only of this topic.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only of this source.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Not older: 2h, 3d, or a time.")
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", help="Only those that carry this issue.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="At most so many.")] = None,
    keys: Annotated[
        bool, typer.Option("--keys", help="With the key of each, for `label` and `why`.")
    ] = False,
) -> None:
    """What was said, the latest first, with how socwatch read it."""
    with frame.app() as app:
        now = app.clock.now()
        matches = app.query(query)
        found = _searched(
            app, topic=topic, source=source, since=asked.since(since, now), issue=issue
        )
        labels = by_mention(app)
        shown = 0
        limit = limit if limit is not None else (None if frame.as_json else 50)
        for one in found:
            if shown == limit:
                break
            if not matches(one.mention):
                continue
            shown += 1
            if frame.as_json:
                frame.answer(forms.mention(one, labels.get(one.mention.key, ())))
            else:
                show.mention(frame, one, app.config.timezone, with_key=keys)
    if not shown and frame.wants_words:
        say("nothing matches")


def _searched(
    app: App, *, topic: str | None, source: str | None, since: datetime | None, issue: str | None
) -> list[Gathered]:
    app.topics(topic)
    if issue is None:
        return list(app.store.mentions.newest(topic=topic, source=source, since=since))
    keys = app.store.ledger.issue(issue).mentions
    found = sorted(
        app.store.mentions.by_keys(keys), key=lambda one: one.mention.counts_at, reverse=True
    )
    return [
        one
        for one in found
        if (source is None or one.mention.source == source)
        and (since is None or one.mention.counts_at >= since)
        and (topic is None or any(match.topic == topic for match in one.matches))
    ]


@command
def why(
    frame: Frame,
    what: Annotated[str, typer.Argument(metavar="ISSUE|MENTION", help="I-42, or a mention's id.")],
) -> None:
    """Why an issue was opened, or why a mention was read as it was."""
    from socwatch.watch.accuracy import measured
    from socwatch.watch.rederived import rederived

    with frame.app() as app:
        found = _issue_named(app, what)
        if found is not None:
            again = rederived(app.setup(), app.panel(), found)
            right = measured(app.store, found.topic, at=found.signal.at)
            document = {
                "schema": "socwatch.why/1",
                **forms.issue(found),
                "rederived": forms.rederived(again),
            }
            lines = (
                *glance.why_issue(found, right),
                *show.rederived(found, again, app.config.timezone),
            )
        else:
            one = app.store.mentions.by_key(what)
            if one is None:
                raise NothingMatched(
                    f"there is no issue and no mention {what}",
                    hint="`socwatch issues` and `socwatch mentions --json` list what there is",
                )
            labels = app.store.labels.of(one.mention.key)
            stands, story = standing.standing(app, one), _story_of(app, one)
            document = {
                **forms.mention(one, labels),
                **stands.document(),
                **forms.told(one, story),
                "schema": "socwatch.why/1",
            }
            lines = (
                *show.why_mention(one, labels, app.names(), app.config.timezone, story),
                *stands.lines(),
            )
        if frame.as_json:
            frame.answer(document)
        else:
            show.lines(frame, lines)


def _story_of(app: App, one: Gathered) -> Spread | None:
    """How the story of a mention was told; None when it tells none."""
    from socwatch.watch.sample import whole_story

    told = app.store.mentions.of_story(one.reading.story) if one.reading.story else ()
    return whole_story(app.store, told, app.clock.now()) if told else None


def _issue_named(app: App, name: str) -> Issue | None:
    try:
        return app.store.ledger.issue(name)
    except NothingMatched:
        return None
