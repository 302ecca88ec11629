"""What `status` shows: the picture of one instant, in lines or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from socwatch.cli import forms, show
from socwatch.cli.frame import rfc3339
from socwatch.engine.overview import Overview
from socwatch.model.issue import Issue
from socwatch.model.mention import Outcome
from socwatch.report import figures, glance, truth, words
from socwatch.respond import playbook

if TYPE_CHECKING:
    from socwatch.watch.topics import Standing


def lines(seen: Overview) -> Iterator[str]:
    """The picture in words."""
    if not seen.issues:
        yield "No issue is open" + (f"; {seen.sight}." if seen.sight else ".")
    for one in seen.issues:
        yield _issue(seen, one)
        yield from (f"  {reason}" for reason in reasons(one))
    for standing in seen.topics:
        yield of_topic(seen, standing)
    for rota, name in seen.duty:
        yield f"On call ({rota}): {name}"
    if truth.beside(seen.tone):
        yield f"Tone: {truth.beside(seen.tone)}"
    yield from _sources(seen)
    yield from _mail(seen)
    yield from _slow(seen)
    yield from _held_back(seen)
    yield _poller(seen)


def _mail(seen: Overview) -> Iterator[str]:
    """What does not arrive, or not as it was meant."""
    stuck = [one for one in seen.waiting if one.last_error]
    if stuck:
        yield f"Mail: {len(stuck)} not sent yet; the last error: {show.safe(stuck[-1].last_error)}"
    for lost in seen.refused:
        name = seen.names.get(lost.to, lost.to)
        yield f"Mail: {name} could not be told of {lost.issue}: {show.safe(lost.last_error)}"
    held = len(seen.waiting) - len(stuck)
    if held:
        yield f"Mail: {held} waiting for their time"
    if seen.unheard:
        yield f"Replies by mail CANNOT be read: {show.safe(seen.unheard)}"
    if seen.undressed:
        yield f"Mail: your templates are NOT used, ours are: {show.safe(seen.undressed)}"


def _slow(seen: Overview) -> Iterator[str]:
    """Whether a tick kept others from running."""
    if seen.skipped is not None:
        number, at = seen.skipped
        yield (
            f"SLOW: the tick of {glance.clock(at, seen.timezone)} took so long that "
            f"{words.several(number, 'other')} {'was' if number == 1 else 'were'} skipped"
        )


def _held_back(seen: Overview) -> Iterator[str]:
    """What programs hold back until a person lifts it."""
    for one in seen.holding:
        for number, task in playbook.held(one):
            since = glance.clock(task.held_at or seen.at, seen.timezone)
            yield (
                f"HELD BACK by {task.holds} since {since}: {show.safe(task.do)} · lift it: "
                f"socwatch playbook {one.id} --lift {number}"
            )


def of_topic(seen: Overview, one: Standing) -> str:
    """How a topic stands, in a line."""
    parts = [one.size.because]
    if one.hush is not None:
        parts.insert(0, f"SILENT: {one.hush.because}")
    if one.forecast is not None:
        ahead = one.forecast
        begin, end = (glance.clock(at, seen.timezone)[-5:] for at in (ahead.start, ahead.end))
        usual = words.span_of(ahead.low, ahead.high)
        parts.append(f"{begin} to {end}: {usual} mentions if nothing happens, {one.record.because}")
    return f"Topic {one.topic}: {'; '.join(parts)}"


def _sources(seen: Overview) -> Iterator[str]:
    known = [one for _, _, one in seen.sources if one is not None]
    failing = [one for one in known if one.outcome is not Outcome.OK]
    unasked = len(seen.sources) - len(known)
    if not failing:
        yield f"Sources: {len(known)} read" + (f", {unasked} not asked yet" if unasked else "")
    for state in failing:
        part = state.outcome is Outcome.PARTIAL
        what = "is read only IN PART" if part else f"FAILS ({state.outcome.value})"
        yield f"Source {state.name} {what}: {show.safe(state.because)}"
    for state in known:
        if state.word == "silent":
            yield f"Source {state.name} is SILENT: {show.safe(state.why)}"


def _issue(seen: Overview, one: Issue) -> str:
    line = f"{one.severity.upper()} {one.id} {one.state.value}: {one.title}"
    if one.owner is not None and one.acknowledged_at is not None:
        line += f" · {seen.names.get(one.owner, one.owner)} has it"
    following = seen.following.get(one.id)
    if following is not None:
        line += f" · {following[0]} {words.are(following[0])} told at {glance.clock(following[1], seen.timezone)}"
    late = sum(bool(task.overdue_at) and task.done_at is None for task in one.tasks)
    if late:
        line += f" · {words.several(late, 'step')} of the playbook OVERDUE"
    if one.id in seen.muted:
        line += f" · muted while {seen.muted[one.id]} is open"
    return line


def _poller(seen: Overview) -> str:
    if seen.last_good is None:
        last = "no good poll yet"
    else:
        last = f"last good poll {glance.span(seen.at - seen.last_good)} ago"
    return f"{last}; {seen.poller} is running" if seen.poller else f"{last}; no poller is running"


def document(seen: Overview) -> dict[str, object]:
    """socwatch.status/1."""
    return {
        "schema": "socwatch.status/1",
        "at": rfc3339(seen.at),
        "issues": [forms.issue(one) for one in seen.issues],
        "by_state": dict(forms.counts_by_state(seen.issues)),
        "waiting_for_somebody": seen.is_waiting,
        "next": {
            issue: {"who": who, "at": rfc3339(at)} for issue, (who, at) in seen.following.items()
        },
        "replies_unread": seen.unheard or None,
        "skipped_ticks": None if seen.skipped is None else {
            "skipped": seen.skipped[0], "at": rfc3339(seen.skipped[1]),
        },
        "muted": dict(seen.muted),
        "held_back": [
            {"issue": one.id, "step": number, "by": task.holds, "do": task.do,
             "since": rfc3339(task.held_at or seen.at)}
            for one in seen.holding for number, task in playbook.held(one)
        ],
        "on_call": dict(seen.duty),
        "sources": [
            forms.source(name, kind, state, None) for name, kind, state in seen.sources
        ],
        "mail": {
            "waiting": len(seen.waiting),
            "not_sent": sum(bool(one.last_error) for one in seen.waiting),
            "refused": len(seen.refused),
            "templates_unused": seen.undressed or None,
            "problems": [
                {"to": one.to, "channel": one.channel, "subject": one.subject,
                 "attempts": one.attempts, "because": one.last_error}
                for one in (*seen.waiting, *seen.refused) if one.last_error
            ],
        },
        "topics": [forms.standing(one) for one in seen.topics],
        "tone": figures.accuracy(seen.tone),
        "last_good_poll": None if seen.last_good is None else rfc3339(seen.last_good),
        "poller": seen.poller,
    }  # fmt: skip


def reasons(issue: Issue) -> tuple[str, ...]:
    """The sentence of an issue's latest evidence, and what could not be read meanwhile."""
    signal = issue.signal
    unread = f"Not read meanwhile: {', '.join(signal.unread)}" if signal.unread else ""
    return tuple(show.safe(one) for one in (signal.because or issue.because, unread) if one)
