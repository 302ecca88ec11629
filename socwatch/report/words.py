"""The phrases that every message shares: times, spans, numbers beside what is usual.

Invariant: a number never stands alone, and a share of fewer than 20 is not given as a percentage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.signal import Signal, SignalKind

#: Below this many, a percentage says more about chance than about people.
TOO_FEW = 20

#: Between the ends of a range.
DASH = "\u2013"

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS = {
    SignalKind.VOLUME: "more mentions than usual",
    SignalKind.TONE: "more negative than usual",
    SignalKind.STORY: "a new theme",
}


#: How a risk's level is called, 0 to 3.
RISK_LEVELS = ("no risk", "minor", "serious", "grave")


def spoken(name: str) -> str:
    """An id of the config in words: `product_safety` is "product safety"."""
    return name.replace("_", " ").replace("-", " ").strip()


def titled(topic: str) -> str:
    """The topic's name as a person would write it: `acme-kettle` is "Acme kettle"."""
    words = spoken(topic)
    return words[:1].upper() + words[1:]


def kind(name: str) -> str:
    """What is unusual: our words for a signal's kind, a scenario's name for itself."""
    return _KINDS[SignalKind(name)] if name in set(SignalKind) else spoken(name)


def day(at: date) -> str:
    """`Sat 21 Nov 2026`, in English whatever the machine's language is."""
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"


def short_day(at: date) -> str:
    """`Sat 21 Nov`."""
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]}"


def local(at: datetime, timezone: str) -> datetime:
    """The instant as the clock of that IANA zone shows it."""
    return at.astimezone(ZoneInfo(timezone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Times as one reader's clock shows them: `02:46` today, else `Sun 22 Nov 02:46`."""

    timezone: str  # IANA
    now: datetime

    def __call__(self, at: datetime) -> str:
        here, today = local(at, self.timezone), local(self.now, self.timezone)
        time = f"{here:%H:%M}"
        if here.date() == today.date():
            return time
        named = short_day(here) if here.year == today.year else day(here)
        return f"{named} {time}"


def moment(at: datetime, timezone: str) -> str:
    """`Sun 22 Nov 2026 02:46`, for where the day is not clear from elsewhere."""
    here = local(at, timezone)
    return f"{day(here)} {here:%H:%M}"


def span(length: timedelta) -> str:
    """`15 min`, `2 h 10 min`, `3 days`: at most two units, cut down to the minute."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        named = f"{days} day" if days == 1 else f"{days} days"
        return f"{named} {hours} h" if hours else named
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def count(number: float) -> str:
    """`1,934`; one decimal below ten when there is something behind it."""
    if number < 10 and round(number, 1) != int(number):
        return f"{number:.1f}"
    return f"{round(number):,}"


def several(number: int, one: str, many: str = "") -> str:
    """`1 mention`, `2 mentions`."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def are(names: str) -> str:
    """The verb for a list of names: "Dana is", "Dana and Luis are"."""
    return "are" if " and " in names else "is"


def span_of(low: int, high: int) -> str:
    """A range of counts, as one number where its ends are the same."""
    return count(low) if low == high else f"{count(low)}{DASH}{count(high)}"


def usual(low: int, high: int) -> str:
    """The usual range, as `usual 0` or with a dash between its two ends."""
    return f"usual {span_of(low, high)}"


def times_usual(observed: int, expected: float) -> str:
    """`12x usual`, or "" where a ratio would mislead: few mentions, or next to none expected."""
    if expected < 1 or observed < 5 or observed < 1.5 * expected:
        return ""
    times = observed / expected
    return f"{times:.0f}x usual" if times >= 10 else f"{times:.1f}".removesuffix(".0") + "x usual"


def percent(share: float) -> str:
    """`86%`."""
    return f"{share * 100:.0f}%"


def negative(part: int, scored: int, usual_share: float | None, measured: str = "") -> str:
    """The negative share with its n and what is usual; numbers only when there are too few.

    `measured` says how right such readings are, in a few words.
    """
    if not scored:
        return "tone unknown: none of the mentions could be scored"
    if scored < TOO_FEW:
        return f"{part} of {scored} scored are negative (too few for a percentage)"
    beside = f"usual {percent(usual_share)}" if usual_share is not None else "usual not known yet"
    known = f"{beside}, n = {count(scored)}" + (f"; {measured}" if measured else "")
    return f"{percent(part / scored)} negative ({known})"


def loudness(signal: Signal) -> str:
    """The signal's volume: `61 mentions in 15 min, 12x usual`, and the usual range behind it."""
    if not signal.expected and not signal.high:  # a tripwire or a drill: nothing to compare with
        return several(signal.observed, "mention") if signal.observed else "No mentions"
    said = f"{several(signal.observed, 'mention')} in {span(signal.window)}"
    times = times_usual(signal.observed, signal.expected)
    beside = usual(signal.low, signal.high)
    return f"{said}, {times} ({beside})" if times else f"{said} ({beside})"
