"""Commands for planned mutes: silence add, silence list, silence end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked
from socwatch.cli.acting import By, who
from socwatch.cli.frame import Frame, command, group, rfc3339
from socwatch.cli.paragraphs import paragraphs
from socwatch.errors import UsageError
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.engine.silencing import Kept
    from socwatch.model.issue import Issue
    from socwatch.model.plan import Silence

_EVERY_TOPIC = "*"
#: A start that was typed as "now" may be a little while ago when it arrives.
_LATE = timedelta(minutes=5)


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    silences = group("Planned mutes: seen and on record, but nobody is told.")
    silences.command("add")(silence_add)
    silences.command("list")(silence_list)
    silences.command("end")(silence_end)
    app.add_typer(silences, name="silence")


@command
def silence_add(
    frame: Frame,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic", metavar="TOPIC", help="Which topic, or * for all; may be repeated."
        ),
    ] = None,
    length: Annotated[
        str | None, typer.Option("--for", metavar="FOR", help="How long: 30m, 2h, 1d.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help="Until when, instead of --for.")
    ] = None,
    begin: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help="From then on, instead of now.")
    ] = None,
    because: Annotated[
        str, typer.Option("--because", metavar="WORDS", help="Why; it stands wherever it mutes.")
    ] = "",
    by: By = None,
    include_red: Annotated[
        bool, typer.Option("--include-red", help="Mute the highest severity as well.")
    ] = False,
) -> None:
    """Tell nobody of some topics for a while; the highest severity still calls."""
    from socwatch.engine import silencing
    from socwatch.model.plan import Silence

    with frame.app() as app:
        now = app.clock.now()
        start, end = _span(begin, length, until, now)
        wanted = Silence(
            start=start,
            end=end,
            because=_reason(because),
            topics=_topics(app, topic or ()),
            by=who(app, by),
            include_red=include_red,
        )
        setup = app.setup(sources=(), notifiers={})
        touched = silencing.concerned(setup, wanted, now)
        number = silencing.add(setup, wanted, now)
        says = " ".join(_added(app, wanted, f"S-{number}", touched))
        one = silencing.Kept(silence=wanted, number=number, muted=())
        if frame.as_json:
            frame.answer({"schema": "socwatch.silence/1", **_form(one, now), "says": says})
        elif not frame.quiet:
            paragraphs(frame, [says])


def _span(
    begin: str | None, length: str | None, until: str | None, now: datetime
) -> tuple[datetime, datetime]:
    start = now if begin is None else asked.instant(begin)
    if (length is None) is (until is None):
        raise UsageError("say how long", hint="--for 2h, or --until 2026-12-01T06:00Z; one of them")
    end = start + asked.length(length) if length is not None else asked.instant(until or "")
    if start < now - _LATE:
        raise UsageError("a silence cannot begin in the past", hint="leave --from out for now")
    if end <= max(start, now):
        raise UsageError("the silence would be over before it begins", hint="a later --until")
    return start, end


def _reason(because: str) -> str:
    from socwatch.understand.text import clean

    reason = " ".join(clean(because).split())
    if not reason:
        raise UsageError("say why", hint='--because "site move": people read it at night')
    return reason


def _topics(app: App, wanted: Sequence[str]) -> tuple[str, ...]:
    """The topics to mute; none stands for all of them. Raises NothingMatched, UsageError."""
    if not wanted:
        known = ", ".join(one.name for one in app.config.topics)
        raise UsageError("say which topic", hint=f"--topic NAME, or --topic '*' for all: {known}")
    if _EVERY_TOPIC in wanted:
        return ()
    return tuple(dict.fromkeys(one.name for name in wanted for one in app.topics(name)))


def _added(
    app: App, one: Silence, name: str, touched: Sequence[tuple[Issue, bool]]
) -> Iterator[str]:
    from socwatch.engine.silencing import about
    from socwatch.respond.words import listed

    yield f"{name}: nobody is told of {about(one)} {_when(app, one)} ({one.because})."
    red = app.config.plan.highest.name.upper()
    if one.include_red:
        yield f"{red} IS MUTED AS WELL: nobody is woken, whatever happens."
    else:
        yield f"{red} still calls: only --include-red would mute it."
    muted = listed(f"{issue.id} ({issue.severity})" for issue, mutes in touched if mutes)
    loud = listed(f"{issue.id} ({issue.severity})" for issue, mutes in touched if not mutes)
    if muted:
        yield f"It mutes {muted}, open now; the step that is due by then is told at its end."
    if loud:
        yield f"It does not mute {loud}: `socwatch snooze` does."
    yield f"Undo: socwatch silence end {name}"


def _when(app: App, one: Silence) -> str:
    zone = app.config.timezone
    start = f"from {glance.clock(one.start, zone)} " if one.start > app.clock.now() else ""
    return f"{start}until {glance.clock(one.end, zone)}"


@command
def silence_list(frame: Frame) -> None:
    """The silences that run or are to come: who made them, why, what they muted so far."""
    from socwatch.engine.silencing import kept

    with frame.app() as app:
        now = app.clock.now()
        found = kept(app.setup(sources=(), notifiers={}), now)
        if frame.as_json:
            rows = [_form(one, now) for one in found]
            frame.answer({"schema": "socwatch.silences/1", "silences": rows})
            return
        nothing = ["No silence runs or is to come: everybody is told as the plan says."]
        paragraphs(frame, list(_listed(app, found, now)) or nothing)


def _listed(app: App, found: Sequence[Kept], now: datetime) -> Iterator[str]:
    from socwatch.engine.silencing import about

    red = app.config.plan.highest.name.upper()
    for one in found:
        silence = one.silence
        state = "running" if silence.start <= now else "to come"
        loud = f"{red} is muted as well" if silence.include_red else f"{red} still calls"
        yield f"{one.id}, {state}: {about(silence)} {_when(app, silence)}; {loud}"
        by = app.names().get(silence.by, silence.by)
        yield f"  {_by(one, by)}: {silence.because}"
        if silence.start <= now:
            yield f"  {_muted(app, one)}"
        plan = "change [[plan.silences]] in the plan"
        yield f"  To end it: {plan if one.number is None else f'socwatch silence end {one.id}'}"


def _by(one: Kept, name: str) -> str:
    return "By the plan" if one.number is None else f"By {name}"


def _muted(app: App, one: Kept) -> str:
    from socwatch.respond.words import listed

    names = app.names()
    if not one.muted:
        return "Has muted nothing so far."
    each = (
        f"{muted.issue} (not told: {listed(names.get(to, to) for to in muted.to)})"
        for muted in one.muted
    )
    return f"Has muted {', '.join(each)}."


@command
def silence_end(
    frame: Frame,
    silence: Annotated[str, typer.Argument(metavar="SILENCE", help="Such as S-3.")],
    by: By = None,
) -> None:
    """End a silence before its time; a step that waits for its end is told at once."""
    from socwatch.engine import silencing
    from socwatch.respond.words import listed

    with frame.app() as app:
        actor, now = who(app, by), app.clock.now()
        ended = silencing.end(app.setup(sources=(), notifiers={}), silence, actor, now)
        one = ended.kept
        verb = "ended" if one.silence.start <= now else "called off"
        says = f"{one.id} {verb} by {app.names()[actor]}: {silencing.about(one.silence)} is told again."
        if ended.freed:
            says += f" The step of {listed(ended.freed)} that waited is due now."
        says += f" Undo: {_again(one, now)}"
        if frame.as_json:
            freed = list(ended.freed)
            form = {**_form(one, now), "state": "ended", "to": now, "due": freed, "says": says}
            frame.answer({"schema": "socwatch.silence/1", **form})
        elif not frame.quiet:
            paragraphs(frame, [says])


def _again(one: Kept, now: datetime) -> str:
    """The command that makes the same silence again."""
    from shlex import join

    silence = one.silence
    words = ["socwatch", "silence", "add"]
    for topic in silence.topics or (_EVERY_TOPIC,):
        words += ["--topic", topic]
    if silence.start > now:
        words += ["--from", rfc3339(silence.start)]
    words += ["--until", rfc3339(silence.end), "--because", silence.because]
    return join([*words, *["--include-red"] * silence.include_red])


def _form(one: Kept, now: datetime) -> dict[str, object]:
    silence = one.silence
    return {
        "id": one.id,
        "state": "running" if silence.start <= now else "coming",
        "topics": list(silence.topics),
        "from": silence.start,
        "to": silence.end,
        "by": silence.by,
        "because": silence.because,
        "include_red": silence.include_red,
        "muted": [{"issue": muted.issue, "to": list(muted.to)} for muted in one.muted],
    }
