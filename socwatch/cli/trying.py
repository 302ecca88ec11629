"""`sources try`: what a source would bring, in ten seconds, without a config and without a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import forms, show
from socwatch.cli.frame import Frame, command
from socwatch.cli.progress import waited_for
from socwatch.errors import UsageError
from socwatch.report import glance
from socwatch.report.words import several

if TYPE_CHECKING:
    from socwatch.model.mention import Mention
    from socwatch.model.query import Topic
    from socwatch.ports import Source
    from socwatch.watch.trial import Trial

_PATIENCE = 10.0
_ENOUGH = 100
_SETTINGS = "write KEY=VALUE, such as country=gb; what to look for goes behind --query"


@command
def try_(
    frame: Frame,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="A kind of source, or the address of a feed.")
    ],
    settings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY=VALUE", help='Keys of the kind: country=gb \'tags=["a","b"]\'.'
        ),
    ] = None,
    query: Annotated[
        str | None, typer.Option("--query", "-Q", help="What to look for, as in a topic.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many to show.", min=1)] = 5,
) -> None:
    """Show in ten seconds what a source would bring; nothing is stored."""
    from socwatch.app import SystemClock, source_on_trial
    from socwatch.watch.trial import tried

    name, written = _meant(kind, settings or [])
    source = source_on_trial(name, written, folder=Path.cwd())
    topic = _topic(name, query)
    now = SystemClock().now()
    trial = waited_for(
        frame, "Asking the source", tried(source, [topic], now, seconds=_PATIENCE, enough=_ENOUGH)
    )
    kept = _kept(trial.mentions, topic if query else None)
    if frame.as_json:
        frame.answer(_document(source, topic, trial, kept[:limit], len(kept)))
    else:
        show.lines(frame, _lines(trial, kept, limit, now, searched=query is not None))
    if trial.outcome.value != "ok":
        raise typer.Exit(3)


def _meant(kind: str, settings: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The kind and its keys. An address alone is a feed."""
    pairs = dict(_pair(one) for one in settings)
    if kind.startswith(("http://", "https://")):
        return "rss", {"url": kind, **pairs}
    if "." in kind:
        raise UsageError(
            f"{kind} is no kind of source", hint=f"if it is a feed, write https://{kind}"
        )
    return kind, pairs


def _pair(written: str) -> tuple[str, object]:
    import tomli

    key, sign, value = written.partition("=")
    if not sign or not key.strip():
        raise UsageError(f"{written!r} is no setting", hint=_SETTINGS)
    try:
        return key.strip(), tomli.loads(f"value = {value.strip()}")["value"]
    except tomli.TOMLDecodeError:
        return key.strip(), value.strip()


def _topic(kind: str, query: str | None) -> Topic:
    from socwatch.match.syntax import parse
    from socwatch.model.query import Topic
    from socwatch.sources.registry import sent

    parsed = parse(query or "anything")
    if query is None and sent(kind, parsed):
        raise UsageError(
            f"{kind} has to be told what to look for", hint="add --query '\"your brand\"'"
        )
    return Topic(name="tried", query=parsed, owner="")


def _kept(mentions: Sequence[Mention], topic: Topic | None) -> list[Mention]:
    """What the query really means, the latest first."""
    from socwatch.match.query import compile_topics

    found = list(mentions)
    if topic is not None:
        matches = compile_topics((topic,)).matches
        found = [one for one in found if matches(one)]
    return sorted(found, key=lambda one: one.counts_at, reverse=True)


def _lines(
    trial: Trial, kept: Sequence[Mention], limit: int, now: datetime, *, searched: bool
) -> Iterator[str]:
    if trial.outcome.value != "ok":
        yield f"{trial.outcome.value}: {show.safe(trial.because)}"
    for one in kept[:limit]:
        said = " - ".join(part for part in (one.title, one.text) if part)
        yield f"{_when(one, now)}  {_who(one)}: {show.safe(said, 200)}"
        yield f"    {show.safe(one.url or 'no link')}{_counts(one)}"
    many = len(trial.mentions)
    skipped = [one for page in trial.pages for one in page.skipped]
    if many:
        words = f"{several(many, 'item')} read" + (f", {len(kept)} match" if searched else "")
        yield words + ("; there is more, but the time was up" if trial.hurried else "")
    elif trial.outcome.value == "ok" and not skipped:
        yield "it answers; there is nothing just now"
    if skipped:
        many = len(skipped)
        yield f"{several(many, 'item')} not taken; the first because: {skipped[0].because}"


def _when(one: Mention, now: datetime) -> str:
    return (
        f"{glance.span(max(now - one.counts_at, now - now))} ago" if one.published_at else "undated"
    )


def _who(one: Mention) -> str:
    author = one.author
    name = (author.handle or author.name or author.id) if author else None
    return show.safe(name or one.domain or "unknown", 40)


def _counts(one: Mention) -> str:
    pairs = {"likes": one.likes, "reposts": one.reposts, "replies": one.replies, "views": one.views}
    known = [f"{value} {name}" for name, value in pairs.items() if value is not None]
    known += [f"rated {one.rating:g}"] if one.rating is not None else []
    return f"  ({', '.join(known)})" if known else ""


def _document(
    source: Source, topic: Topic, trial: Trial, shown: Sequence[Mention], matched: int
) -> Mapping[str, object]:
    from socwatch.sources.registry import sent

    return {
        "schema": "socwatch.source_try/1",
        "kind": source.kind,
        "state": trial.outcome.value,
        "because": trial.because,
        "complete": not trial.hurried,
        "sent": list(sent(source.kind, topic.query)),
        "read": len(trial.mentions),
        "matched": matched,
        "mentions": [forms.bare(one) for one in shown],
    }
