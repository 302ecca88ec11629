"""The ladder as a row of slots in time: each step of each round, then the fallback for ever.

Slots are strictly ordered and never end, so an open issue always has a next one. Only the times
of the slots are known here, nothing of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, takewhile

from socwatch.model.issue import Ladder, Timer

#: How often the fallback is told again while nobody acknowledges.
FALLBACK_EVERY = timedelta(hours=1)
_MOST = 10_000  # overdue slots looked at: more than a year of hourly ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What to do about overdue slots.

    `fire` is a group of slots that stand at one time; `passed` are overdue ones that are left
    out in its favour; `last` is the slot after which the ladder goes on.
    """

    fire: tuple[Timer, ...]
    passed: tuple[Timer, ...]
    last: Timer


def is_fallback(ladder: Ladder, slot: Timer) -> bool:
    """Whether the slot stands behind the last step."""
    return slot.step >= len(ladder.steps)


def following(ladder: Ladder, slot: Timer) -> Timer:
    """The slot after this one, at the ladder's own distance from it."""
    steps = ladder.steps
    if is_fallback(ladder, slot):
        return Timer(round=slot.round + 1, step=len(steps), due_at=slot.due_at + FALLBACK_EVERY)
    if slot.step + 1 < len(steps):
        gap = max(steps[slot.step + 1].after - steps[slot.step].after, timedelta(0))
        return Timer(round=slot.round, step=slot.step + 1, due_at=slot.due_at + gap)
    begins = slot.due_at + ladder.interval
    if slot.round < ladder.repeat:
        return Timer(round=slot.round + 1, step=0, due_at=begins)
    return Timer(round=slot.round, step=len(steps), due_at=begins)


def slots(ladder: Ladder, timer: Timer) -> Iterator[Timer]:
    """The timer's slot and all that follow it, without end."""
    slot = timer
    while True:
        yield slot
        slot = following(ladder, slot)


def rest_of_round(ladder: Ladder, slot: Timer) -> tuple[tuple[Timer, ...], ...]:
    """The later steps of the slot's round, as groups that stand at one time."""
    later = takewhile(
        lambda one: one.round == slot.round and not is_fallback(ladder, one),
        islice(slots(ladder, slot), 1, None),
    )
    return _grouped(tuple(later))


def pick(ladder: Ladder, timer: Timer, now: datetime) -> Pick:
    """Of all that is overdue, the highest step: the others would only be noise.

    The fallback is no step: it is picked only when the ladder had come to it before, since
    nobody can have been waited for while nothing was sent.
    """
    overdue = tuple(takewhile(lambda slot: slot.due_at <= now, islice(slots(ladder, timer), _MOST)))
    steps = tuple(slot for slot in overdue if not is_fallback(ladder, slot))
    if not steps:
        return Pick(fire=overdue[-1:], passed=(), last=overdue[-1])
    top = max(steps, key=lambda slot: (slot.step, slot.round))
    fire = tuple(s for s in steps if s.round == top.round and s.due_at == top.due_at)
    passed = tuple(slot for slot in steps if slot not in fire)
    last = steps[-1]
    if len(steps) < len(overdue):
        last = replace(last, due_at=now)  # the fallback comes one interval from now
    return Pick(fire=fire, passed=passed, last=last)


def groups_of(passed: tuple[Timer, ...]) -> tuple[tuple[Timer, ...], ...]:
    """The passed slots as groups, the highest step first and of each step the latest round."""
    latest = {slot.step: slot for slot in passed}
    return tuple((latest[step],) for step in sorted(latest, reverse=True))


def _grouped(row: tuple[Timer, ...]) -> tuple[tuple[Timer, ...], ...]:
    groups: dict[datetime, list[Timer]] = {}
    for slot in row:
        groups.setdefault(slot.due_at, []).append(slot)
    return tuple(tuple(group) for group in groups.values())
