"""Two issues that are one, and one that is two: what merging and splitting make of them.

Invariants: nothing that carried an issue is lost: merged mentions go on in the issue that stays,
split ones leave for the new one, and both timelines say so; an issue is merged into one that is
at least as severe, so that joining never lowers an alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.gathered import Gathered
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue
from socwatch.model.plan import CrisisPlan
from socwatch.model.reading import Tone
from socwatch.model.signal import Signal
from socwatch.respond.acts import close
from socwatch.respond.change import Change
from socwatch.respond.issues import CARRIED
from socwatch.respond.told import Sent
from socwatch.respond.words import level_of, name_of


def refusal(source: Issue, into: Issue, plan: CrisisPlan) -> str:
    """Why the first cannot be merged into the second; "" when it can."""
    severer = level_of(plan, source.severity).rank > level_of(plan, into.severity).rank
    checks = (
        (source.id == into.id, f"{source.id} cannot be merged into itself"),
        (source.drill != into.drill, "a drill and an issue are never merged"),
        (
            source.topic != into.topic,
            f"{source.id} is about {source.topic}, {into.id} about {into.topic}",
        ),
        (not into.is_open, f"{into.id} is closed; re-open it first: socwatch reopen {into.id}"),
        (not source.is_open, f"{source.id} is closed already"),
        (severer, f"{source.id} is more severe: socwatch merge {into.id} --into {source.id}"),
    )
    return next((words for failed, words in checks if failed), "")


def merged(
    source: Issue, into: Issue, by: str, told: Sequence[Sent], plan: CrisisPlan, now: datetime
) -> tuple[Change, Change]:
    """The first closed as a duplicate, the second with the mentions of both.

    Call `refusal` before. `told` is who was told of the first.
    """
    name = name_of(plan, by)
    ended = close(source, by, CloseReason.DUPLICATE, told, now, plan)
    keys = tuple(dict.fromkeys((*into.mentions, *source.mentions)))
    more = len(keys) - len(into.mentions)
    gone_into = f"{name} merged it into {into.id}"
    came = f"{name} merged {source.id} into it: {more} more mentions carry it"
    joined = replace(
        into,
        mentions=keys[:CARRIED],
        scenario=into.scenario or source.scenario,
        opened_at=min(into.opened_at, source.opened_at),
        last_signal_at=max(into.last_signal_at, source.last_signal_at),
    )
    return (
        replace(ended, entries=(*ended.entries, _note(source, by, now, gone_into))),
        Change(
            issue=joined,
            entries=(_note(into, by, now, came),),
            says=(
                f"{source.id} merged into {into.id} by {name}: {more} more mentions. "
                f"Undo: socwatch reopen {source.id}"
            ),
        ),
    )


def parted(
    issue: Issue, gone: Sequence[Gathered], into: str, by: str, plan: CrisisPlan, now: datetime
) -> Change:
    """The issue without the mentions that left for the issue called `into`."""
    keys = {one.mention.key for one in gone}
    name = name_of(plan, by)
    because = f"{name} split {_mentions(len(gone))} off into {into}"
    return Change(
        issue=replace(
            issue,
            mentions=tuple(key for key in issue.mentions if key not in keys),
            signal=without(issue.signal, gone),
        ),
        entries=(_note(issue, by, now, because),),
        says=f"{_mentions(len(gone))} of {issue.id} split off into {into} by {name}.",
    )


def without(signal: Signal, gone: Sequence[Gathered]) -> Signal:
    """The signal's numbers without these mentions, as far as they lie in its window."""
    begin = signal.at - signal.window
    inside = [one for one in gone if begin <= one.mention.counts_at < signal.at]
    tones = Counter(one.reading.tone for one in inside)
    scored = signal.scored - (len(inside) - tones[Tone.UNSCORED])
    voices = len({one.mention.voice for one in inside})
    return replace(
        signal,
        observed=max(0, signal.observed - len(inside)),
        scored=max(0, scored),
        negative=max(0, min(scored, signal.negative - tones[Tone.NEGATIVE])),
        voices=max(0, signal.voices - voices),
    )


def signal_of(said: Sequence[Gathered], of: Signal, because: str) -> Signal:
    """The numbers of mentions that were put together by hand; what is usual of them nobody knows."""
    times = [one.mention.counts_at for one in said]
    tones = Counter(one.reading.tone for one in said)
    voices = Counter(one.mention.voice for one in said)
    wordings = {one.reading.wording or one.mention.key for one in said}
    return replace(
        of,
        at=max(of.at, *times),
        window=max(of.at, *times) - min(times),
        observed=len(said),
        expected=0.0,
        low=0,
        high=0,
        scored=len(said) - tones[Tone.UNSCORED],
        negative=tones[Tone.NEGATIVE],
        voices=len(voices),
        copies=len(said) - len(wordings),
        busiest=max(voices.values()),
        strength=0.0,
        because=because,
    )


def unknown(issue: Issue, keys: Collection[str]) -> list[str]:
    """Those of the keys that the issue does not carry."""
    return sorted(set(keys) - set(issue.mentions))


def _mentions(number: int) -> str:
    return "1 mention" if number == 1 else f"{number} mentions"


def _note(issue: Issue, by: str, now: datetime, because: str) -> Entry:
    return Entry(at=now, issue=issue.id, event=EventKind.NOTE, actor=by, because=because)
