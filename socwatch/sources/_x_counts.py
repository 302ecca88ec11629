"""When a count of posts is worth buying them: clearly more than usual.

Invariant: pure, and never true of a topic whose usual is not known. The rule: the busier of the
hour that is running and the one before it has at least 10 posts, more than the median of the
week's hours by 4 deviations, and at least twice what is usual at that time of the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from statistics import median

from socwatch.errors import SourceBroken
from socwatch.sources._fields import count, instant, part, rows

#: Fewer posts in an hour are never a surge.
LEAST = 10
_DEVIATIONS = 4
#: Hours that must be known before anything is called usual.
_KNOWN_HOURS = 24
#: The median distance of normally spread numbers from their median, as a standard deviation.
_AS_DEVIATION = 1.4826
_LATEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """How many posts there were in the hour (or the part of one) that began at `start`."""

    start: datetime
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the counts mean."""

    observed: int  #: in the busier one of the last two hours
    usual: float | None  #: in an hour; None when too little is known
    threshold: float  #: a surge begins here

    @property
    def surge(self) -> bool:
        """Whether clearly more is said than usual."""
        return self.usual is not None and self.observed >= self.threshold


def verdict(hours: Sequence[Hour]) -> Verdict:
    """The rule, applied to a week's hours in any order."""
    ordered = sorted(hours, key=lambda one: one.start)
    latest, before = ordered[-_LATEST:], ordered[:-_LATEST]
    if len(before) < _KNOWN_HOURS:
        observed = max((one.posts for one in latest), default=0)
        return Verdict(observed=observed, usual=None, threshold=float(LEAST))
    busiest = max(latest, key=lambda one: one.posts)
    numbers = [one.posts for one in before]
    usual = float(median(numbers))
    spread = _AS_DEVIATION * float(median(abs(one - usual) for one in numbers))
    # Rare posts come in clumps by chance alone.
    deviation = max(spread, sqrt(usual), 1.0)
    then = _at_this_time(before, busiest.start)
    threshold = max(float(LEAST), usual + _DEVIATIONS * deviation, 2 * then)
    return Verdict(observed=busiest.posts, usual=usual, threshold=threshold)


def _at_this_time(hours: Sequence[Hour], start: datetime) -> float:
    """What is usual at this hour of the day, or at the one before or after it."""
    near = [(start + timedelta(hours=step)).hour for step in (-1, 0, 1)]
    days = [[one.posts for one in hours if one.start.hour == hour] for hour in near]
    return max((float(median(numbers)) for numbers in days if numbers), default=0.0)


def hours_of(answer: Mapping[str, object]) -> list[Hour]:
    """The hours of an answer of X. Raises SourceBroken when it is none."""
    listed = rows(answer, "data")
    total = count(part(answer, "meta"), "total_tweet_count")
    if listed is None and total != 0:
        raise SourceBroken("X sent no counts of posts")
    found = []
    for one in listed or ():
        fields = one if isinstance(one, dict) else {}
        start, posts = instant(fields.get("start")), count(fields, "tweet_count")
        if start is None or posts is None:
            raise SourceBroken("X counted posts in a form that is new to us")
        found.append(Hour(start=start, posts=posts))
    return found
