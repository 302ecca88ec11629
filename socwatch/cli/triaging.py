"""The command that says who should answer what: triage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import acting, asked, forms, show
from socwatch.cli.frame import Frame, command, rfc3339
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.reading import Triage
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.watch.triage import Advice

#: How far back is looked without --since.
USUALLY = timedelta(days=7)
#: More mentions than this are not ranked: the latest of them are.
_MOST = 2_000

TopicName = Annotated[str | None, typer.Option("--topic", help="Only of this topic.")]
Since = Annotated[
    str | None, typer.Option("--since", help="Not older: 2h, 3d, or a time; default 7d.")
]


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("triage")(triage)


@command
def triage(
    frame: Frame,
    topic: TopicName = None,
    named: Annotated[
        str | None,
        typer.Option(
            "--class", help="question, unhappy_customer, misguided, rager, troll or positive."
        ),
    ] = None,
    since: Since = None,
    waiting: Annotated[
        bool, typer.Option("--waiting", help="Only questions without an answer that we saw.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many.")] = 30,
    answered: Annotated[
        str | None, typer.Option("--answered", metavar="MENTION", help="Say that it was answered.")
    ] = None,
    unanswered: Annotated[
        str | None, typer.Option("--unanswered", metavar="MENTION", help="Take that back.")
    ] = None,
    by: acting.By = None,
) -> None:
    """Who should answer what, until when, and why. A person answers; socwatch never does."""
    wanted = _class(named)
    with frame.app() as app:
        if answered is not None or unanswered is not None:
            _mark(frame, app, answered, unanswered, by)
            return
        app.topics(topic)
        now = app.clock.now()
        begin = asked.since(since, now) or now - USUALLY
        queued = _queue(app, topic, begin, now)
        chosen = _chosen(queued.found, wanted, waiting=waiting)
        shown = chosen[:limit]
        if frame.as_json:
            frame.answer(_document(queued, shown, begin, now))
            return
        if shown or not chosen:
            _show_queue(frame, app, shown, now)
        show.lines(frame, _below(app, queued, chosen, limit))


def _document(
    queued: _Queue, shown: Sequence[Advice], begin: datetime, now: datetime
) -> dict[str, object]:
    return {
        "schema": "socwatch.triage/1",
        "since": rfc3339(begin),
        "mentions": queued.mentions,
        "sampled": queued.is_sampled,
        "not_classed": queued.without_class,
        "classes": {name.value: number for name, number in _classes(queued.found)},
        "queue": [forms.advice(one, now) for one in shown],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queue:
    """What asks for an answer, and among how many mentions it was found."""

    found: Sequence[Advice]
    mentions: int
    classed: int  # those of them with a class; only the latest are ranked
    is_of_the_latest: bool  # there are more mentions than were looked at
    without_class: int  # read before there were classes, and not classed now

    @property
    def is_sampled(self) -> bool:
        """Whether only the latest were looked at."""
        return self.classed > _MOST or self.is_of_the_latest


def _class(named: str | None) -> Triage | None:
    if named is None:
        return None
    try:
        return Triage(named.replace("-", "_"))
    except ValueError:
        raise UsageError(f'"{named}" is no class', hint=f"it is {', '.join(Triage)}") from None


def _queue(app: App, topic: str | None, begin: datetime, now: datetime) -> _Queue:
    """What asks for an answer."""
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.relevant import Relevant
    from socwatch.watch.sample import latest
    from socwatch.watch.triage import classed, queue

    setup = app.setup(sources=(), notifiers={})
    sample = latest(setup.store, begin, topic=topic)
    said = sample.said
    relevant = Relevant(setup, backdrop(setup, said, begin, now))
    read = classed(setup, said)
    asking = [one for one in read.mentions if one.reading.triage is not None]
    return _Queue(
        found=queue(setup, relevant, asking[:_MOST], topic=topic),
        mentions=len(said),
        is_of_the_latest=sample.sampled,
        classed=len(asking),
        without_class=read.without,
    )


def _chosen(found: Sequence[Advice], wanted: Triage | None, *, waiting: bool) -> list[Advice]:
    """Of one class, or all that belongs in a queue; perhaps only questions without an answer."""
    from socwatch.watch.triage import questions

    chosen = [one for one in found if one.triage is wanted or (wanted is None and one.asks)]
    return list(questions(chosen)) if waiting else chosen


def _classes(found: Sequence[Advice]) -> tuple[tuple[Triage, int], ...]:
    from socwatch.report import people as words

    return words.classes_of([one.triage for one in found])


def _show_queue(frame: Frame, app: App, several: Sequence[Advice], now: datetime) -> None:
    from socwatch.report import people as words

    zone = app.config.timezone
    rows = [
        (
            words.named(one.triage),
            one.owner or "nobody",
            due(one, zone, now),
            glance.span(now - one.gathered.mention.counts_at),
            one.gathered.mention.key,
            _what(one),
        )
        for one in several
    ]
    heads = ("Class", "Owner", "Until", "Age", "Mention", "What")
    show.table(frame, heads, rows, nothing="nothing asks for an answer")


def due(one: Advice, zone: str, now: datetime) -> str:
    """What the plan says of it: until when, or that nobody answers."""
    if one.answer is not None:
        return f"answered {glance.clock(one.answer.at, zone)}"
    if one.rule is None:
        return "no rule"
    if one.rule.do != "respond":
        return {"watch": "watch only", "never": "no answer"}[one.rule.do]
    if one.due_at is None:
        return "answer"
    return f"{glance.clock(one.due_at, zone)}{' LATE' if one.due_at < now else ''}"


def _what(one: Advice) -> str:
    mention = one.gathered.mention
    said = show.safe(" — ".join(part for part in (mention.title, mention.text) if part), 160)
    why = "; ".join((one.because, *one.relevance.because))
    return f"{said} [{show.safe(why, 200)}]" if why else said


def _below(app: App, queued: _Queue, chosen: Sequence[Advice], limit: int) -> list[str]:
    """What is said under the table: all classes, what is left out, what is not known."""
    from socwatch.report import people as words

    said = [f"{words.counted(_classes(queued.found))}."] if chosen else []
    if len(chosen) > limit:
        said.append(f"{limit} of {len(chosen)} are shown; --limit shows more.")
    if queued.is_sampled:
        among = f"{queued.mentions:,} mentions"
        if queued.classed > _MOST:
            among = f"{_MOST:,} of {queued.classed:,} mentions with a class"
        said.append(f"Only the latest {among} were looked at; --since can be shorter.")
    if queued.without_class:
        said.append(words.not_classed(queued.without_class))
    asking = [one for one in chosen if one.question and not one.answers_seen]
    unseen = sorted({one.gathered.mention.source for one in asking})
    if unseen:
        has_accounts = any(one.own_accounts for one in app.config.topics)
        said.append(words.never_seen(unseen, has_accounts=has_accounts))
    return said


def _mark(
    frame: Frame, app: App, answered: str | None, unanswered: str | None, by: str | None
) -> None:
    from socwatch.watch.answers import mark_answered, unmark_answered

    if answered is not None and unanswered is not None:
        raise UsageError("--answered and --unanswered are two things", hint="keep one of them")
    name = answered or unanswered or ""
    found = app.store.mentions.by_key(name)
    if found is None:
        raise NothingMatched(
            f"there is no mention {name}", hint="`socwatch triage` lists them with their keys"
        )
    setup, key = app.setup(sources=(), notifiers={}), found.mention.key
    if answered is not None:
        mark_answered(setup, found.mention, acting.who(app, by), app.clock.now())
        says = f"{key} is answered; to take it back: socwatch triage --unanswered {key}"
    else:
        had = unmark_answered(setup, found.mention)
        says = f"{key} waits for an answer again" if had else f"nobody had said so of {key}"
    if frame.as_json:
        done = answered is not None
        frame.answer(
            {"schema": "socwatch.answer/1", "mention": key, "answered": done, "says": says}
        )
    elif not frame.quiet:
        show.lines(frame, [says])
