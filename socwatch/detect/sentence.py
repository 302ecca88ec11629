"""The one sentence that says why.

Invariant: no number stands without what is usual, fewer than FEW scored mentions are counted and
never turned into a percentage, and a short history is said to be short.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from socwatch.model.signal import Bucket, Outlook, Signal

FEW = 20
_TO = "\u2013"  # the dash of a range
SHORT = timedelta(days=7)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_YEAR = timedelta(days=365)


def because(signal: Signal, *, tick: timedelta, history: timedelta) -> str:
    """Why the signal is one. A usual share of None: too few were scored to know it."""
    parts = (_volume(signal), _tone(signal), _rarity(signal, tick, history))
    return "; ".join(part for part in parts if part) + "."


def of_theme(
    signal: Signal,
    words: Sequence[str],
    *,
    complaint: bool,
    tick: timedelta,
    history: timedelta,
) -> str:
    """Why a new theme is one; `words` are those that go together in it."""
    named = ", ".join(f"\u201c{word}\u201d" for word in words)
    theme = f"a new theme, {named}" if named else "a new theme"
    noun = ("complaint", "complaints") if complaint else ("mention", "mentions")
    told = f"{_count(signal.observed, *noun)} in {span(signal.window)}"
    usual = f"usual {_range(signal.low, signal.high)}"
    tone = f"of all that speak of it {_tone(signal)}" if signal.scored else ""
    volume = f"{theme}: {told}{_people(signal)}, {usual}"
    parts = (volume, tone, _rarity(signal, tick, history))
    return "; ".join(part for part in parts if part) + "."


def ordinary(bucket: Bucket, outlook: Outlook) -> str:
    """What is said of a bucket that raises no alarm. Not for one that could not be read."""
    told = f"{_count(bucket.mentions or 0, 'mention', 'mentions')} in {span(bucket.length)}"
    if not outlook.learned:
        return f"{told}; what is usual is not known yet."
    return f"{told}, usual {_range(outlook.low, outlook.high)} {_when(bucket.length)}."


def _volume(signal: Signal) -> str:
    usual = _range(signal.low, signal.high)
    told = f"{_count(signal.observed, 'mention', 'mentions')} in {span(signal.window)}"
    return f"{told}{_people(signal)}, usual {usual} {_when(signal.window)}"


def _range(low: int, high: int) -> str:
    return f"{low:,}{_TO}{high:,}" if low != high else f"{low:,}"


def _when(window: timedelta) -> str:
    return "at this hour" if window <= _HOUR else f"in {span(window)}"


def _people(signal: Signal) -> str:
    if not signal.voices:
        return ""
    return f" from {_count(min(signal.voices, signal.observed), 'person', 'people')}"


def _tone(signal: Signal) -> str:
    if not signal.scored:
        return ""
    if signal.scored < FEW:
        told = f"{signal.negative} of {signal.scored} negative"
    else:
        told = f"{_percent(signal.negative / signal.scored)} negative"
    if signal.usual_negative is None:
        return f"{told}, usual not known yet"
    return f"{told}, usual {_percent(signal.usual_negative)}"


def _rarity(signal: Signal, tick: timedelta, history: timedelta) -> str:
    if history < SHORT:
        return f"only {span(history)} of history"
    if signal.strength >= 7.5 or 10**signal.strength * tick > 100 * _YEAR:
        return "less than once in 100 years for this topic"
    return f"about once in {span(10**signal.strength * tick)} for this topic"


def span(length: timedelta) -> str:
    """A length of time in its natural unit: 15 min, 6 h, 3 days, 11 weeks, 4 years."""
    if length < timedelta(minutes=90):
        minutes = max(1, round(length / timedelta(minutes=1)))
        return "1 h" if minutes == 60 else f"{minutes} min"
    if length < 2 * _DAY:
        return f"{round(length / _HOUR)} h"
    if length < 3 * _WEEK:
        return f"{round(length / _DAY)} days"
    if length < 2 * _YEAR:
        return f"{round(length / _WEEK)} weeks"
    return f"{round(length / _YEAR)} years"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
