"""The command that says who matters: voices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked, show
from socwatch.cli.frame import Frame, command, rfc3339
from socwatch.cli.triaging import USUALLY, Since, TopicName

if TYPE_CHECKING:
    from socwatch.report.people_facts import VoiceFacts


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("voices")(voices)


@command
def voices(
    frame: Frame,
    topic: TopicName = None,
    since: Since = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many.")] = 10,
) -> None:
    """Who matters, by relevance and not by followers, and why."""
    from socwatch.report import people as words
    from socwatch.report.people_figures import crowd_json, voice_json
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.people import crowd, top_voices
    from socwatch.watch.relevant import Relevant
    from socwatch.watch.sample import latest

    with frame.app() as app:
        app.topics(topic)
        now = app.clock.now()
        begin = asked.since(since, now) or now - USUALLY
        setup = app.setup(sources=(), notifiers={})
        sample = latest(setup.store, begin, topic=topic)
        said = sample.said
        back = backdrop(setup, said, begin, now)
        found = top_voices(setup, Relevant(setup, back), back, said)
        chosen = [one for one in found if topic in (None, one.topic)][:limit]
        who = crowd(back, said)
    if frame.as_json:
        frame.answer(
            {
                "schema": "socwatch.voices/1",
                "since": rfc3339(begin),
                **crowd_json(who),
                "sampled": sample.sampled,
                "top_voices": [voice_json(one) for one in chosen],
            }
        )
        return
    if not said:
        show.lines(frame, ["nothing was said"])
        return
    nothing = "nobody stands out: no voice is relevant beyond a post or two"
    heads = ("Voice", "Source", "Topic", "Mentions", "Relevance", "Why")
    show.table(frame, heads, [_voice_row(one) for one in chosen], nothing=nothing)
    show.lines(frame, [words.crowd(who)])
    if sample.sampled:
        show.lines(frame, [show.of_the_latest(len(said))])


def _voice_row(one: VoiceFacts) -> tuple[str, ...]:
    from socwatch.report import people as words
    from socwatch.report.safe import plain

    followers = [] if one.followers is None else [f"({one.followers:,} followers, not counted)"]
    return (
        show.safe(one.name, 40),
        one.source,
        one.topic,
        str(one.mentions),
        f"{one.score:.2f}",
        "; ".join([*words.reasons(one), *map(plain, followers)]),
    )
