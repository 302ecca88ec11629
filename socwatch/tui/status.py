"""The line that is always there: the worst issue, who is told next, who is on call, how old it is.

Invariant: nothing is called calm that could not be read, and a picture that is old says so first.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from socwatch.model.issue import IssueState
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.report import glance
from socwatch.report.safe import plain

if TYPE_CHECKING:
    from socwatch.engine.overview import Overview

#: A source's state in the room of a column; `refused` and `broken` are short enough.
_WORDS = {
    "ok": "ok", "silent": "SILENT", "partial": "IN PART", "unauthorised": "FAIL login",
    "misconfigured": "FAIL config",
}  # fmt: skip
#: On a screen that is less wide, the keys stand close together, so that all that matter fit.
SHORT_KEYS = 100


class Mood(StrEnum):
    """How the line is coloured; its words say the same."""

    ALARM = "alarm"  # somebody is called, and nobody has it
    BUSY = "busy"  # open, and in hand
    BLIND = "blind"  # something cannot be read, or the picture is old
    CALM = "calm"


def countdown(left: timedelta) -> str:
    """What is left: `04:12` within the hour, else in words."""
    seconds = max(0, int(left.total_seconds()))
    if seconds < 3600:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    return glance.span(left)


def stale(seen: Overview, now: datetime) -> str:
    """How old the picture is, when it is old; "" when a poller ticks."""
    ago = seen.stale(now)
    return "" if ago is None else f"STALE {glance.span(ago)}"


def status(seen: Overview, now: datetime, *, is_loud: bool = False) -> tuple[str, Mood]:
    """The line in words, and its mood. `is_loud`: the last hour brought more than usual."""
    said, mood = _standing(seen, now)
    if mood is Mood.CALM and is_loud:  # somebody has closed what is not over yet
        said, mood = "Nothing is open, though the last hour is above usual", Mood.BUSY
    duty = ", ".join(dict.fromkeys(plain(name) for _, name in seen.duty))
    if duty:
        said += f" · on call: {duty}"
    old = stale(seen, now)
    if old:
        said = f"{old} · {said}"
        mood = mood if mood is Mood.ALARM else Mood.BLIND
    return said, mood


def _standing(seen: Overview, now: datetime) -> tuple[str, Mood]:
    waits = [one for one in seen.issues if one.id in seen.following]
    calls = [one for one in waits if one.state is not IssueState.SNOOZED]
    if not calls and waits:
        who, at = seen.following[waits[0].id]
        return (
            f"{waits[0].severity.upper()} {waits[0].id} snoozed · {plain(who)} "
            f"{glance.is_or_are(who, seen.names)} told in {countdown(at - now)}"
        ), Mood.BUSY
    if calls:
        who, at = seen.following[calls[0].id]
        verb = glance.is_or_are(who, seen.names)
        more = f" · {len(calls) - 1} more not acknowledged" if len(calls) > 1 else ""
        return (
            f"▲ {calls[0].severity.upper()} {calls[0].id} not acknowledged · {plain(who)} {verb} "
            f"told in {countdown(at - now)}{more}"
        ), Mood.ALARM
    if seen.issues:
        alone = seen.is_waiting  # nobody has it, and nobody is told next
        number = len(seen.issues)
        hand = "NOBODY has it" if alone else "in hand" if number == 1 else "each in hand"
        return f"{number} open, {hand}", Mood.ALARM if alone else Mood.BUSY
    if seen.sight:
        return seen.sight, Mood.BLIND
    return "All calm", Mood.CALM


def trouble(seen: Overview) -> str:
    """The sources that cannot be read, in a line; "" when all can."""
    failing = [one for _, _, one in seen.sources if is_trouble(one)]
    told = [f"{one.name}: {word(one)}" for one in failing if one is not None]
    if seen.unheard:
        told.append("replies by mail CANNOT be read")
    return " · ".join(plain(one) for one in told)


def is_trouble(state: SourceState | None) -> bool:
    """Whether a source does not bring what it should."""
    return state is not None and state.word != Outcome.OK.value


def word(state: SourceState | None) -> str:
    """A source's state in a word or two."""
    if state is None:
        return "waiting"
    return _WORDS.get(state.word, f"FAIL {state.word}")
