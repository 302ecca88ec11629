"""Short words for screens that are read at a glance: times, steps, and lines of a timeline.

Invariant: a share of few mentions is given as numbers, and every number beside what is usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.accuracy import Accuracy
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.report import truth, words
from socwatch.report.safe import plain

_OF_A_SOURCE = (EventKind.SOURCE_FAILING, EventKind.SOURCE_SILENT, EventKind.SOURCE_RECOVERED)


def span(length: timedelta) -> str:
    """A length of time as people say it: 38 s, 12 min, 2 h 10 min, 3 d."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86_400
    if minutes < 60:
        return f"{minutes} min"
    if hours < 48:
        return f"{hours} h {minutes % 60} min" if minutes % 60 else f"{hours} h"
    return f"{days} d"


def clock(at: datetime, timezone: str) -> str:
    """A local time with its weekday."""
    return f"{at.astimezone(ZoneInfo(timezone)):%a %d %b %H:%M}"


def is_or_are(who: str, names: Mapping[str, str]) -> str:
    """The verb for one name or several, as `next_told` lists them; a name may hold an "and"."""
    return "are" if " and " in who and who not in names.values() else "is"


def playbook(one: Issue, names: Mapping[str, str], zone: str, now: datetime) -> Iterable[str]:
    """The steps of an issue with their numbers, and how each stands."""
    for number, task in enumerate(one.tasks, start=1):
        notes = [] if task.role is None else [task.role]
        if task.done_at is not None:
            who = names.get(task.done_by or "", task.done_by or "")
            notes.append(f"done by {who} at {clock(task.done_at, zone)}")
        elif task.due_at is not None:
            late = "OVERDUE since" if one.is_open and task.due_at <= now else "by"
            notes.append(f"{late} {clock(task.due_at, zone)}")
        if task.held_at is not None:
            notes.append(f"{task.holds} HOLDS since {clock(task.held_at, zone)}")
        if task.seen and task.done_at is None:
            notes.append(f"page not up: {task.seen}")
        box = "x" if task.done_at else " "
        standing = f" ({'; '.join(notes)})" if notes else ""
        yield plain(f"{number}. [{box}] {task.do}{standing}")


def why_issue(one: Issue, measured: Accuracy | None = None) -> Iterable[str]:
    """Why an issue was opened: the sentence, and the numbers beside what is usual.

    `measured` is how right the topic's tone is read.
    """
    signal = one.signal
    yield one.because
    yield (
        f"Seen: {words.several(signal.observed, 'mention')} in {span(signal.window)} from "
        f"{words.several(signal.voices, 'person', 'people')}; "
        f"{words.usual(signal.low, signal.high)}."
    )
    if signal.negative_share is None:
        yield "Tone: nothing in it could be scored."
    elif signal.scored < 20:
        yield f"Tone: {signal.negative} of {signal.scored} negative (too few for a percentage)."
    else:
        usual = "" if signal.usual_negative is None else f"; usual {signal.usual_negative:.0%}"
        right = truth.accuracy(measured)
        yield f"Tone: {signal.negative_share:.0%} of {signal.scored} negative{usual}; {right}."
    if signal.unread:
        yield f"Not read meanwhile: {', '.join(signal.unread)}."


def happened(entry: Entry, names: Mapping[str, str]) -> str:
    """A line of a timeline in words."""
    details = entry.details
    who = names.get(entry.actor, entry.actor)
    to = names.get(str(details.get("to", "")), str(details.get("to", "")))
    if entry.event is EventKind.TOLD:
        done = {"sent": "told", "failed": "could not tell (will try again)"}
        verb = done.get(str(details.get("outcome")), "could not tell")
        why = f": {entry.because}" if entry.because else ""
        return f"{verb} {to} by {details.get('channel')} ({details.get('kind')}){why}"
    if entry.event in (EventKind.HELD, EventKind.MUTED, EventKind.SKIPPED):
        return f"{entry.event.value} {to}: {entry.because}".replace("  ", " ")
    if entry.event in _OF_A_SOURCE:
        return f"source {details.get('source')} {entry.event.value[7:]}: {entry.because}"
    if entry.event is EventKind.COORDINATED:
        return f"coordinated talk about {details.get('topic')}: {entry.because}"
    if entry.event is EventKind.TASK:
        return entry.because
    what = entry.event.value.removeprefix("issue_").replace("_", " ")
    by = "" if entry.actor == "socwatch" else f" by {who}"
    severity = f" {str(details['severity']).upper()}" if "severity" in details else ""
    return f"{what}{severity}{by}: {entry.because}".rstrip(": ")
