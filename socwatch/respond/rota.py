"""Who is on duty.

From its first handover on, a rota with members has exactly one person on duty at every instant.
Shifts are counted in the rota's local time, so a clock change moves no handover: one that falls
into the hour that is skipped happens an hour later by the clock, and one in the hour that comes
twice happens the first time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from socwatch.model.plan import Rota, Turn

_PERIODS = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}
_FAR = 1000  # handovers looked ahead before we say that nothing changes any more


def on_call(rota: Rota, at: datetime) -> str | None:
    """The id of the contact who is on duty; None before the rota starts or without members.

    `start` is the day of the first handover: the rota begins then at its `handover` time. An
    override covers whole local days, from midnight to midnight; of several the last one listed
    counts.
    """
    today = _local(rota, at).date()
    starts = rota.calendar is not None or today >= rota.start
    if not rota.members or not starts:
        return None
    chosen = [one.who for one in rota.overrides if one.first <= today <= one.last]
    if chosen:
        return chosen[-1]
    if rota.calendar is not None:
        return _by_calendar(rota.calendar, at)
    shift = _shift(rota, at)
    return None if shift < 0 else rota.members[shift % len(rota.members)]


def _by_calendar(turns: Sequence[Turn], at: datetime) -> str | None:
    """Whose turn covers the instant; nobody's between two entries."""
    place = bisect_right(turns, at, key=lambda turn: turn.start) - 1
    return turns[place].who if place >= 0 and at < turns[place].end else None


def next_handover(rota: Rota, at: datetime) -> datetime | None:
    """When (UTC) somebody else is on duty than at `at`; None when nobody else ever is."""
    present = on_call(rota, at)
    coming = islice(edges(rota, at), _FAR)
    return next((edge for edge in coming if on_call(rota, edge) != present), None)


def edges(rota: Rota, after: datetime) -> Iterator[datetime]:
    """Every instant (UTC) after this one at which the person on duty may change, in order."""
    midnights = sorted(
        edge
        for one in rota.overrides
        for edge in (
            _instant(rota, datetime.combine(one.first, time())),
            _instant(rota, datetime.combine(one.last + timedelta(days=1), time())),
        )
        if edge > after
    )
    for handover in _handovers(rota, after):
        while midnights and midnights[0] <= handover:
            yield midnights.pop(0)
        yield handover
    yield from midnights


def rotation_problem(rotate: str, start: date) -> str | None:
    """What is wrong with a rota's `rotate`, in words; None when nothing is."""
    if rotate in _PERIODS:
        return None
    try:
        next(iter(_rule(rotate, datetime.combine(start, time()))), None)
    except (ValueError, TypeError, AttributeError) as error:
        return f"neither daily, weekly nor a recurrence rule of RFC 5545: {error}"
    return None


def _handovers(rota: Rota, after: datetime) -> Iterator[datetime]:
    """Handovers after this instant, in order, without end if the rotation has none."""
    if not rota.members:
        return iter(())
    if rota.calendar is not None:
        times = sorted({edge for turn in rota.calendar for edge in (turn.start, turn.end)})
        return iter(times[bisect_right(times, after) :])
    first = datetime.combine(rota.start, rota.handover)
    period = _PERIODS.get(rota.rotate)
    if period:
        shift = max(_shift(rota, after) + 1, 0)
        return (_instant(rota, first + k * period) for k in count(shift))
    return _ruled(rota).after(after)


def _shift(rota: Rota, at: datetime) -> int:
    """How many handovers came after the first one; -1 before that."""
    first = datetime.combine(rota.start, rota.handover)
    period = _PERIODS.get(rota.rotate)
    if period:
        # The local estimate is off by one at most, around a clock change.
        near = (_local(rota, at) - first) // period
        passed = (k for k in (near + 1, near) if _instant(rota, first + k * period) <= at)
        return max(next(passed, near - 1), -1)
    return _ruled(rota).passed(at) - 1


class _Ruled:
    """Handovers (UTC) of a rota that rotates by a rule, worked out once and only as far as asked.

    The first is the rota's start, whether or not the rule names it.
    """

    def __init__(self, rota: Rota) -> None:
        first = datetime.combine(rota.start, rota.handover)
        times = rruleset()
        times.rdate(first)
        times.rrule(_rule(rota.rotate, first))
        self._coming = (_instant(rota, naive) for naive in times)
        self._known: list[datetime] = []

    def passed(self, at: datetime) -> int:
        """How many handovers there are up to this instant."""
        while not self._known or self._known[-1] <= at:
            further = next(self._coming, None)
            if further is None:
                break
            self._known.append(further)
        return bisect_right(self._known, at)

    def after(self, at: datetime) -> Iterator[datetime]:
        """The handovers after this instant, in order."""
        place = self.passed(at)
        while place < len(self._known):
            yield self._known[place]
            place = self.passed(self._known[place])


@lru_cache(maxsize=64)
def _ruled(rota: Rota) -> _Ruled:
    return _Ruled(rota)


def _rule(text: str, first: datetime) -> rrule:
    rule = rrulestr(text, dtstart=first)
    if isinstance(rule, rruleset):
        raise ValueError("one rule is expected")
    return rule


def _local(rota: Rota, at: datetime) -> datetime:
    """The rota's wall clock, naive."""
    return at.astimezone(ZoneInfo(rota.timezone)).replace(tzinfo=None, fold=0)


def _instant(rota: Rota, naive: datetime) -> datetime:
    return naive.replace(tzinfo=ZoneInfo(rota.timezone)).astimezone(UTC)
