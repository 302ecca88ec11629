"""The commands about stories: list, show, merge, split, undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import acting, asked, forms, show
from socwatch.cli.frame import Frame, command, group
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.gathered import Gathered
    from socwatch.understand.spread import Spread
    from socwatch.watch.sample import Sample

#: Without --since, stories of this time are listed.
_LATELY = timedelta(days=7)
_EXAMPLES = 3

Story = Annotated[
    str, typer.Argument(metavar="STORY", help="Its name, or a mention that tells it.")
]


def add_to(app: typer.Typer) -> None:
    """Adds the group to the tree."""
    stories = group("Stories: what is told, how often it was copied, and by whom it was retold.")
    for name, function in (
        ("list", list_stories), ("show", show_story), ("merge", merge), ("split", split),
        ("undo", undo),
    ):  # fmt: skip
        stories.command(name)(function)
    app.add_typer(stories, name="stories")


@command
def list_stories(
    frame: Frame,
    topic: Annotated[str | None, typer.Option("--topic", help="Only of this topic.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Not older: 2h, 3d, or a time. Default: 7d.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many.")] = 20,
) -> None:
    """The stories that were told more than once, those with most mentions first."""
    with frame.app() as app:
        now = app.clock.now()
        begin = asked.since(since, now) or now - _LATELY
        shown, number, sample = _stories(app, topic, begin, now, limit)
        if frame.as_json:
            frame.answer(
                {
                    "schema": "socwatch.stories/1",
                    "sampled": sample.sampled,
                    "stories": [forms.story(one) for one in shown],
                }
            )
            return
        heads = (
            "Story", "Mentions", "Voices", "Copies", "Per hour", "Negative", "First", "Last",
            "Told first",
        )  # fmt: skip
        rows = [_row(one, app.config.timezone) for one in shown]
        if rows or not number:
            show.table(frame, heads, rows, nothing="nothing was told more than once")
        if number > len(shown):
            show.lines(frame, [f"{len(shown)} of {number} are shown; --limit shows more."])
        if sample.sampled:
            show.lines(frame, [show.of_the_latest(len(sample.said))])


def _stories(
    app: App, topic: str | None, since: datetime, now: datetime, limit: int
) -> tuple[list[Spread], int, Sample]:
    """The largest stories told more than once, how many there are, and what was looked at."""
    from socwatch.watch.sample import latest, told_again, told_in

    app.topics(topic)
    sample = latest(app.store, since, topic=topic)
    several = told_again(sample)
    shown = [told_in(app.store, sample, one, now) for one in several[:limit]]
    return shown, len(several), sample


def _row(one: Spread, timezone: str) -> tuple[str, ...]:
    return (
        one.story,
        str(len(one.mentions)),
        str(one.voices),
        str(len(one.copies)),
        f"{one.copies_per_hour} (peak {one.peak_per_hour})" if one.copies else "",
        f"{one.negative} of {one.scored}",
        glance.clock(one.first_at, timezone),
        glance.clock(one.last_at, timezone),
        show.safe(one.title, 80),
    )


@command
def show_story(frame: Frame, story: Story) -> None:
    """One story: its original, who retold it in other words, and how fast it was copied."""
    from socwatch.engine.stories import told
    from socwatch.watch.sample import whole_story

    with frame.app() as app:
        mentions = told(app.setup(sources=(), notifiers={}), story)
        one = whole_story(app.store, mentions, app.clock.now())
        if frame.as_json:
            frame.answer({"schema": "socwatch.story/1", **forms.story_in_full(one)})
        else:
            show.lines(frame, _in_full(one, app.config.timezone))


def _in_full(one: Spread, timezone: str) -> Iterator[str]:
    yield f"Story {one.story}: {show.safe(one.title, 160)}"
    yield f"Told {show.story_numbers(one)}."
    yield f"Negative: {one.negative} of {one.scored} that could be scored."
    yield "The original:"
    yield from _said([one.original], timezone)
    if one.retellings:
        yield "In other words:"
        yield from _said(one.retellings, timezone)
    if one.copies:
        yield f"Copies, such as ({min(_EXAMPLES, len(one.copies))} of {len(one.copies)}):"
        yield from _said(one.copies[:_EXAMPLES], timezone)


def _said(several: Iterable[Gathered], timezone: str) -> Iterator[str]:
    for one in several:
        mention = one.mention
        words = " — ".join(part for part in (mention.title, mention.text) if part)
        at = glance.clock(mention.counts_at, timezone)
        yield f"  {at} {show.safe(mention.key, 60)} {show.author(mention)}: {show.safe(words, 160)}"


@command
def merge(
    frame: Frame,
    story: Story,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The story that becomes part of it.")
    ],
    by: acting.By = None,
) -> None:
    """Say that two stories are one: the other one, and all that will join it, become part of it."""
    from socwatch.engine import stories

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        _say(frame, stories.merge(setup, story, other, by=who, now=app.clock.now()))


@command
def split(
    frame: Frame,
    story: Story,
    mentions: Annotated[
        list[str], typer.Argument(metavar="MENTION...", help="Those that tell something else.")
    ],
    by: acting.By = None,
) -> None:
    """Say that mentions tell another story: they, and all in their very words, leave this one."""
    from socwatch.engine import stories

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        _say(frame, stories.split(setup, story, mentions, by=who, now=app.clock.now()))


@command
def undo(frame: Frame, by: acting.By = None) -> None:
    """Take back the last merge or split; again, the one before."""
    from socwatch.engine import stories

    with frame.app() as app:
        who = acting.who(app, by)
        setup = app.setup(sources=(), notifiers={})
        _say(frame, stories.undo(setup, by=who, now=app.clock.now()))


def _say(frame: Frame, says: str) -> None:
    if frame.as_json:
        frame.answer({"schema": "socwatch.story_act/1", "says": says})
    elif not frame.quiet:
        show.lines(frame, [says])
