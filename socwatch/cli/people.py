"""The commands about people: triage (who waits for an answer) and voices (who matters)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import acting, asked, forms, show
from socwatch.cli.frame import Frame, command, rfc3339
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.gathered import Gathered
from socwatch.model.rates import Compared
from socwatch.model.reading import Triage
from socwatch.report import people as words
from socwatch.report.safe import plain

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.report.people_facts import VoiceFacts
    from socwatch.understand.relevance import Relevance
    from socwatch.watch.setup import Setup
    from socwatch.watch.triage import Advice

#: How far back is looked without --since.
USUALLY = timedelta(days=7)
#: More mentions than this are not ranked: the latest of them are.
_MOST = 2_000
_SAMPLE = 20_000

TopicName = Annotated[str | None, typer.Option("--topic", help="Only of this topic.")]
Since = Annotated[
    str | None, typer.Option("--since", help="Not older: 2h, 3d, or a time; default 7d.")
]


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    app.command("triage")(triage)
    app.command("voices")(voices)


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
        _known(app, topic)
        now = app.clock.now()
        begin = asked.since(since, now) or now - USUALLY
        found, several = _queue(app, topic, begin, now)
        counted = words.classes_of([one.triage for one in found])
        chosen = [one for one in found if one.triage is wanted or (wanted is None and one.asks)]
        if waiting:
            from socwatch.watch.triage import questions

            chosen = list(questions(chosen))
        if frame.as_json:
            rows = [forms.advice(one, now) for one in chosen[:limit]]
            frame.answer(
                {
                    "schema": "socwatch.triage/1",
                    "since": rfc3339(begin),
                    "mentions": len(several),
                    "classes": {name.value: number for name, number in counted},
                    "queue": rows,
                }
            )
            return
        _show_queue(frame, app, chosen[:limit], now)
        ours = any(one.own_accounts for one in app.config.topics)
        show.lines(frame, _below(chosen, limit, counted, has_accounts=ours))


def _class(named: str | None) -> Triage | None:
    if named is None:
        return None
    try:
        return Triage(named.replace("-", "_"))
    except ValueError:
        raise UsageError(f'"{named}" is no class', hint=f"it is {', '.join(Triage)}") from None


def _known(app: App, topic: str | None) -> None:
    if topic is not None and topic not in [one.name for one in app.config.topics]:
        known = ", ".join(one.name for one in app.config.topics)
        raise NothingMatched(f"there is no topic {topic}", hint=f"the config has {known}")


def _said(setup: Setup, topic: str | None, begin: datetime) -> list[Gathered]:
    return list(setup.store.mentions.newest(topic=topic, since=begin, limit=_SAMPLE))


def _queue(
    app: App, topic: str | None, begin: datetime, now: datetime
) -> tuple[list[Advice], Sequence[Gathered]]:
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.relevant import Relevant
    from socwatch.watch.triage import queue

    setup = app.setup(sources=(), notifiers={})
    said = _said(setup, topic, begin)
    relevant = Relevant(setup, backdrop(setup, said, begin, now))
    classed = [one for one in said if one.reading.triage is not None][:_MOST]
    return list(queue(setup, relevant, classed, topic=topic)), said


def _show_queue(frame: Frame, app: App, several: Sequence[Advice], now: datetime) -> None:
    zone = app.config.timezone
    rows = [
        (
            words.named(one.triage),
            one.owner or "nobody",
            _due(one, zone, now),
            show.span(now - one.gathered.mention.counts_at),
            one.gathered.mention.key,
            _what(one),
        )
        for one in several
    ]
    heads = ("Class", "Owner", "Until", "Age", "Mention", "What")
    show.table(frame, heads, rows, nothing="nothing asks for an answer")


def _due(one: Advice, zone: str, now: datetime) -> str:
    """What the plan says of it: until when, or that nobody answers."""
    if one.answer is not None:
        return f"answered {show.clock(one.answer.at, zone)}"
    if one.rule is None:
        return "no rule"
    if one.rule.do != "respond":
        return {"watch": "watch only", "never": "no answer"}[one.rule.do]
    if one.due_at is None:
        return "answer"
    return f"{show.clock(one.due_at, zone)}{' LATE' if one.due_at < now else ''}"


def _what(one: Advice) -> str:
    mention = one.gathered.mention
    said = show.safe(" — ".join(part for part in (mention.title, mention.text) if part), 160)
    why = "; ".join((one.because, *one.relevance.because))
    return f"{said} [{show.safe(why, 200)}]" if why else said


def _below(
    several: Sequence[Advice],
    limit: int,
    counted: Sequence[tuple[Triage, int]],
    *,
    has_accounts: bool,
) -> list[str]:
    if not several:
        return []
    said = [f"{words.counted(counted)}."]
    if len(several) > limit:
        said.append(f"{limit} of {len(several)} are shown; --limit shows more.")
    asked_there = [one for one in several if one.question and not one.answers_seen]
    unseen = sorted({one.gathered.mention.source for one in asked_there})
    if unseen:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a mention stands: what the plan advises, how relevant it is, how people respond."""

    now: datetime
    timezone: str
    advice: Sequence[Advice]  # one for each topic, or none when nothing asks for an answer
    relevance: Mapping[str, Relevance]  # by topic
    rates: Sequence[Compared]
    told: int = 0  # mentions that tell its story, with this one
    story: Sequence[Compared] = ()  # their rates per post

    def document(self) -> dict[str, object]:
        """For programs."""
        return {
            "advice": [forms.advice(one, self.now) for one in self.advice],
            "relevance": {
                topic: {"score": one.score, "because": list(one.because)}
                for topic, one in self.relevance.items()
            },
            "rates": words.rates_json(self.rates),
            "story": {"mentions": self.told, **words.rates_json(self.story)},
        }

    def lines(self) -> Iterable[str]:
        """For people."""
        for one in self.advice[:1]:
            yield f"Class: {words.named(one.triage)}, because it {show.safe(one.because)}"
            yield f"  {self._whose(one)}"
        for topic, score in self.relevance.items():
            why = show.safe("; ".join(score.because)) or "nothing makes it stand out"
            yield f"Relevance for {topic}: {score.score:.2f} ({why})"
        told = [words.beside(one) for one in self.rates if one.value is not None]
        if told:
            yield f"Responses: {'; '.join(told)}"
        story = [words.per_post(one) for one in self.story if one.value is not None]
        if story:
            yield f"Its story in {words.mentions(self.told)}: {'; '.join(story)}"

    def _whose(self, one: Advice) -> str:
        if one.answer is not None:
            return (
                f"answered {show.clock(one.answer.at, self.timezone)} by {show.safe(one.answer.by)}"
            )
        if one.rule is None:
            return "the plan has no rule for it in [engagement]; its topic belongs to " + (
                one.owner or "nobody"
            )
        if one.rule.do != "respond":
            return f"the plan says: {_due(one, self.timezone, self.now)}"
        until = "" if one.due_at is None else f" until {_due(one, self.timezone, self.now)}"
        seen = "" if one.answers_seen else "; none of ours was ever seen on this service"
        return f"the plan says: {one.owner or 'somebody'} answers{until}; no answer was seen{seen}"


def standing(app: App, one: Gathered) -> Standing:
    """How a mention stands now."""
    from socwatch.understand.rates import of_many
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.relevant import Relevant
    from socwatch.watch.triage import advice

    setup, now = app.setup(sources=(), notifiers={}), app.clock.now()
    back = backdrop(setup, [one], now, now)
    relevant = Relevant(setup, back)
    name = one.reading.story
    told = [other.mention for other in back.past if name and other.reading.story == name]
    topics = [match.topic for match in one.matches]
    given = (advice(setup, relevant, one, topic) for topic in topics)
    return Standing(
        now=now,
        timezone=app.config.timezone,
        advice=[found for found in given if found is not None],
        relevance={topic: relevant.of_mention(one, topic) for topic in topics},
        rates=list(relevant.rates(one.mention).values()),
        told=len(told),
        story=list(of_many(told, back.channels).values()) if len(told) > 1 else (),
    )


@command
def voices(
    frame: Frame,
    topic: TopicName = None,
    since: Since = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="At most so many.")] = 10,
) -> None:
    """Who matters, by relevance and not by followers, and why."""
    from socwatch.watch.backdrop import backdrop
    from socwatch.watch.people import crowd, top_voices
    from socwatch.watch.relevant import Relevant

    with frame.app() as app:
        _known(app, topic)
        now = app.clock.now()
        begin = asked.since(since, now) or now - USUALLY
        setup = app.setup(sources=(), notifiers={})
        said = _said(setup, topic, begin)
        back = backdrop(setup, said, begin, now)
        found = top_voices(setup, Relevant(setup, back), back, said)
        chosen = [one for one in found if topic in (None, one.topic)][:limit]
        who = crowd(back, said)
    if frame.as_json:
        frame.answer(
            {
                "schema": "socwatch.voices/1",
                "since": rfc3339(begin),
                **words.crowd_json(who),
                "top_voices": [words.voice_json(one) for one in chosen],
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


def _voice_row(one: VoiceFacts) -> tuple[str, ...]:
    followers = [] if one.followers is None else [f"({one.followers:,} followers, not counted)"]
    return (
        show.safe(one.name, 40),
        one.source,
        one.topic,
        str(one.mentions),
        f"{one.score:.2f}",
        "; ".join([*words.reasons(one), *map(plain, followers)]),
    )
