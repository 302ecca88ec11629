"""Whether a source that is read well brings far less than it used to.

Invariant: a source is compared with its own past alone; few data are never called silence. Days
that were not read count for nothing. A past burst neither raises what is usual nor hides that it
stopped: days far above the median are cut down to size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, lgamma, log, log1p, log10
from statistics import median

from socwatch.model.watching import Heard

#: Days of the past that are compared.
DAYS = 35
#: A silence is called one when chance would bring it less often than this at one look.
CHANCE = 1e-6
#: Days that are looked at as one.
WINDOWS = (1, 2, 3, 7)
_LEAST_DAYS = 2
_LEAST_FOUND = 20
_SHRINK = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A source's last `days` brought `found` items where about `usual` are."""

    days: int
    found: int
    usual: float
    log_chance: float  # log10 of how likely that is by chance

    @property
    def because(self) -> str:
        """The finding in one sentence."""
        span = "24 hours" if self.days == 1 else f"{self.days} days"
        what = {0: "nothing new", 1: "only 1 new item"}.get(
            self.found, f"only {self.found} new items"
        )
        return (
            f"read without an error, but {what} in {span}, where about {self.usual:.0f} are usual"
        )


def quiet(
    heard: Sequence[Heard], now: datetime, *, windows: Sequence[int] = WINDOWS
) -> Quiet | None:
    """The most surprising silence that ends at `now`; None when there is none.

    `heard` are stretches of 24 hours that end at `now`, the latest first; each of `windows` is
    how many of them are looked at as one.

    >>> from datetime import UTC
    >>> steady = [Heard(0), *[Heard(24)] * 20]
    >>> quiet(steady, datetime(2026, 11, 22, tzinfo=UTC)).because
    'read without an error, but nothing new in 24 hours, where about 24 are usual'
    >>> quiet([Heard(0)] * 21, datetime(2026, 11, 22, tzinfo=UTC)) is None
    True
    """
    found = [one for days in windows if (one := _window(heard, days, now)) is not None]
    worst = min(found, key=lambda one: one.log_chance, default=None)
    return worst if worst is not None and worst.log_chance < log10(CHANCE) else None


def _window(heard: Sequence[Heard], days: int, now: datetime) -> Quiet | None:
    window = heard[:days]
    past = [(age, day.found) for age, day in enumerate(heard) if age >= days and day.read]
    if len(window) < days or not all(day.read for day in window):
        return None
    if len(past) < max(_LEAST_DAYS, days) or sum(found for _, found in past) < _LEAST_FOUND:
        return None
    if not all(_is_known(age, past, now) for age in range(days)):
        return None
    cut = _cut_down(past)
    usual = sum(_usual(cut, age, now) for age in range(days))
    found = sum(day.found for day in window)
    if usual <= 0 or found >= usual:
        return None
    chance = _lower_tail(found, usual, _size(cut, usual, now))
    return Quiet(days=days, found=found, usual=usual, log_chance=chance)


def _is_known(age: int, past: Sequence[tuple[int, int]], now: datetime) -> bool:
    """Whether such a day was seen before: many sources rest at the weekend."""
    weekday = _weekday(age, now)
    return weekday < 5 or any(_weekday(other, now) == weekday for other, _ in past)


def _weekday(age: int, now: datetime) -> int:
    """Of the middle of the stretch that ended `age` days ago."""
    return (now - timedelta(days=age, hours=12)).weekday()


def _cut_down(past: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
    most = 3 * median(found for _, found in past) + 3
    return [(age, min(float(found), most)) for age, found in past]


def _usual(past: Sequence[tuple[int, float]], age: int, now: datetime) -> float:
    """The mean of all days, drawn towards that of the same weekday as far as there are such."""
    mean = sum(found for _, found in past) / len(past)
    same = [found for other, found in past if _weekday(other, now) == _weekday(age, now)]
    return (sum(same) + _SHRINK * mean) / (len(same) + _SHRINK)


def _size(past: Sequence[tuple[int, float]], usual: float, now: datetime) -> float:
    """The shape of the negative binomial: from how days differ, and how few days were seen."""
    fits = [(found, _usual(past, age, now)) for age, found in past]
    rests = [(found - fit) ** 2 / max(fit, 0.5) for found, fit in fits]
    index = max(1.05, sum(rests) / max(1, len(rests) - 1))
    seen = sum(found for _, found in past) / index
    return max(0.05, min(usual / (index - 1), seen))


def _lower_tail(found: int, mean: float, size: float) -> float:
    """log10 P(Y <= found) for a negative-binomial Y of this mean and size."""
    base = size * -log1p(mean / size)
    step = log(mean / (mean + size))
    terms = [
        base + lgamma(n + size) - lgamma(size) - lgamma(n + 1) + n * step for n in range(found + 1)
    ]
    top = max(terms)
    return (top + log(sum(exp(one - top) for one in terms))) / log(10.0)
