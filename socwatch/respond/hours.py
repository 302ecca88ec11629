"""Stretches of time in words: what comes back every week is said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from socwatch.respond.words import listed

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = timedelta(weeks=1)
_SEVERAL = 2  # comes back at least as often


Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Stretches that are one sentence, and the first of them (UTC)."""

    words: str
    first: Stretch


def said(
    stretches: Sequence[Stretch], zone: ZoneInfo, *, walked: Stretch | None = None
) -> tuple[Hours, ...]:
    """The stretches in words of this zone, those of the same local hours together.

    `walked` is all the time that was looked at: what it cuts off from hours that come back is
    not said on its own.
    """
    if walked in stretches:
        return (Hours(words="any hour", first=stretches[0]),)
    whole = [one for one in stretches if not _is_remnant(one, stretches, zone, walked)]
    alike: dict[tuple[time, time, int], list[Stretch]] = {}
    for begin, end in whole:
        a, b = begin.astimezone(zone), end.astimezone(zone)
        key = (a.time(), b.time(), (b.date() - a.date()).days)
        alike.setdefault(key, []).append((begin, end))
    found = (hours for group in alike.values() for hours in _of_group(group, zone))
    return tuple(sorted(found, key=lambda hours: hours.first))


def _is_remnant(
    one: Stretch, stretches: Sequence[Stretch], zone: ZoneInfo, walked: Stretch | None
) -> bool:
    """Whether the stretch begins or ends with the walk, and a longer one has its other edge."""
    if walked is None:
        return False
    edge = 1 if one[0] == walked[0] else 0 if one[1] == walked[1] else None
    if edge is None:
        return False
    at = one[edge].astimezone(zone).time()
    longer = (other for other in stretches if other[1] - other[0] > one[1] - one[0])
    return any(other[edge].astimezone(zone).time() == at for other in longer)


def _of_group(group: Sequence[Stretch], zone: ZoneInfo) -> Iterator[Hours]:
    by_day: dict[int, list[Stretch]] = {}
    for stretch in group:
        by_day.setdefault(stretch[0].astimezone(zone).weekday(), []).append(stretch)
    weekly = {
        day: each
        for day, each in by_day.items()
        if len(each) >= _SEVERAL and each[0][1] - each[0][0] < _WEEK
    }
    for day, each in by_day.items():
        if day not in weekly:
            yield from (Hours(words=_once(*one, zone), first=one) for one in each)
    if not weekly:
        return
    first = min(each[0] for each in weekly.values())
    yield Hours(words=_weekly(sorted(weekly), first, zone), first=first)


def _once(begin: datetime, end: datetime, zone: ZoneInfo) -> str:
    a, b = begin.astimezone(zone), end.astimezone(zone)
    day = f"{_NAMES[a.weekday()]} {a.day} {a:%B %Y}"
    if end - begin <= timedelta(days=1) and (a.date() == b.date() or b.time() == time()):
        return f"{day} {a:%H:%M}-{_end(b)}"
    return f"{day} {a:%H:%M} to {_NAMES[b.weekday()]} {b.day} {b:%B %Y} {b:%H:%M}"


def _weekly(days: Sequence[int], first: Stretch, zone: ZoneInfo) -> str:
    a, b = (one.astimezone(zone) for one in first)
    if first[1] - first[0] > timedelta(days=1):
        names = listed(_NAMES[day] for day in days)
        return f"{names} {a:%H:%M} to {_NAMES[b.weekday()]} {b:%H:%M}"
    return f"{_day_words(days)} {a:%H:%M}-{_end(b)}"


def _end(at: datetime) -> str:
    return "24:00" if at.time() == time() else f"{at:%H:%M}"


def _day_words(days: Sequence[int]) -> str:
    if len(days) == len(_NAMES):
        return "every day"
    runs = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    if runs:
        return f"{_NAMES[days[0]]} to {_NAMES[days[-1]]}"
    return listed(_NAMES[day] for day in days)
