"""Silences that people make: added, ended early, and what each of them has muted.

Invariant: a silence, its line on the timeline and the steps that its early end makes due are one
unit of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from socwatch.errors import NothingMatched
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.plan import Silence
from socwatch.respond.silence import lifted, muted_by, silent_until
from socwatch.respond.words import level_of, name_of
from socwatch.watch.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """An issue of which somebody was not told because of a silence."""

    issue: str
    to: tuple[str, ...]  # who was not told: contact ids, or the fallback's address


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A silence that runs or is to come, and what it has muted so far."""

    silence: Silence
    number: int | None  # None: it stands in the plan
    muted: tuple[Muted, ...]

    @property
    def id(self) -> str:
        """The name people use: S-3; "plan" for one that is changed in the plan only."""
        return "plan" if self.number is None else f"S-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A silence that was ended early, and the issues whose waiting step is due now."""

    kept: Kept
    freed: tuple[str, ...]  # ids of issues


def add(setup: Setup, wanted: Silence, now: datetime) -> int:
    """Adds a silence, on record with its reason; returns its number."""
    start = "" if wanted.start <= now else f" from {wanted.start:%Y-%m-%d %H:%M} UTC"
    says = (
        f"nobody is told of {about(wanted)}{start} until {wanted.end:%Y-%m-%d %H:%M} UTC: "
        f"{wanted.because}"
    )
    with setup.store.unit():
        number = setup.store.ledger.add_silence(wanted)
        setup.store.ledger.append([_line(None, wanted.by, now, says, number)])
    return number


def end(setup: Setup, name: str, by: str, now: datetime) -> Ended:
    """Ends a silence before its time. Raises NothingMatched when none of this name is left."""
    with setup.store.unit():
        kept = _named(setup, name, now)
        assert kept.number is not None
        freed = _freed(setup, kept.silence, now)
        setup.store.ledger.end_silence(kept.number, now)
        who = name_of(setup.plan, by)
        says = f"{who} ended the silence {kept.id} of {about(kept.silence)} early"
        setup.store.ledger.append([_line(None, by, now, says, kept.number)])
        for issue in freed:
            due = f"{says}: the step that waited for its end is due"
            setup.store.ledger.save(issue, [_line(issue.id, by, now, due, kept.number)])
    return Ended(kept=kept, freed=tuple(issue.id for issue in freed))


def kept(setup: Setup, now: datetime) -> tuple[Kept, ...]:
    """Those that run or are to come, the plan's and people's, by their start."""
    of_plan = [(None, one) for one in setup.plan.silences if one.end > now]
    several = (*of_plan, *setup.store.ledger.numbered_silences(now))
    found = (
        Kept(silence=one, number=number, muted=_muted(setup, one, now)) for number, one in several
    )
    return tuple(sorted(found, key=lambda one: (one.silence.start, one.id)))


def concerned(setup: Setup, wanted: Silence, now: datetime) -> tuple[tuple[Issue, bool], ...]:
    """The open issues of a silence's topics that tell people, and whether it mutes each."""
    return tuple(
        (issue, _mutes(setup, wanted, issue, max(now, wanted.start)))
        for issue in setup.store.ledger.issues(only_open=True)
        if _is_about(wanted, issue) and issue.timer is not None
    )


def about(one: Silence) -> str:
    """The topics in words."""
    return ", ".join(one.topics) or "all topics"


def _is_about(one: Silence, issue: Issue) -> bool:
    return not one.topics or issue.topic in one.topics


def _mutes(setup: Setup, one: Silence, issue: Issue, at: datetime) -> bool:
    level = level_of(setup.plan, issue.severity)
    return muted_by([one], issue.topic, level, replace(setup.plan, silences=()), at) is not None


def _named(setup: Setup, name: str, now: datetime) -> Kept:
    wanted = name.strip().upper().removeprefix("S-")
    several = kept(setup, now)
    for one in several:
        if one.number is not None and str(one.number) == wanted:
            return one
    left = ", ".join(one.id for one in several if one.number is not None)
    hint = f"there is {left}" if left else "`socwatch silence list` shows those of the plan"
    raise NothingMatched(f"no silence {name} runs or is to come", hint=hint)


def _freed(setup: Setup, ended: Silence, now: datetime) -> tuple[Issue, ...]:
    """The issues whose step waits for the end of this silence, with that step due now.

    Where another silence follows without a gap, the step waits for the end of that one; it is
    looked at again all the same, and muted again if the other one holds already.
    """
    people: Sequence[Silence] = setup.store.ledger.silences(now)
    found = []
    for issue in setup.store.ledger.issues(only_open=True):
        if not _mutes(setup, ended, issue, now):
            continue
        level = level_of(setup.plan, issue.severity)
        until = silent_until(people, issue.topic, level, setup.plan, now)
        for last in {ended.end, until or ended.end}:
            free = lifted(issue, replace(ended, end=last), now)
            if free != issue:
                found.append(free)
    return tuple(found)


def _muted(setup: Setup, one: Silence, now: datetime) -> tuple[Muted, ...]:
    """Told apart from other silences by the reason, which the timeline gives in these words."""
    if one.start > now:
        return ()
    because = f" by {name_of(setup.plan, one.by)}: {one.because}"
    found = []
    for issue in setup.store.ledger.issues():
        over = issue.closed_at is not None and issue.closed_at < one.start
        if over or not _is_about(one, issue):
            continue
        to = [
            str(entry.details.get("to", ""))
            for _, entry in setup.store.ledger.timeline(issue.id)
            if entry.event is EventKind.MUTED
            and entry.at >= one.start
            and entry.because.endswith(because)
        ]
        if to:
            found.append(Muted(issue=issue.id, to=tuple(dict.fromkeys(to))))
    return tuple(found)


def _line(issue: str | None, by: str, now: datetime, says: str, number: int) -> Entry:
    return Entry(
        at=now,
        issue=issue,
        event=EventKind.NOTE,
        actor=by,
        because=says,
        details={"silence": f"S-{number}"},
    )
