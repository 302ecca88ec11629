"""Shifts as an iCalendar file (RFC 5545), for the calendars that people look at.

Invariant: pure and stable: the same shift has the same UID, so that a calendar that reads the file
again moves an entry and adds none. Times are UTC; lines are folded at 75 octets and end in CRLF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from socwatch.report.safe import plain

_LONGEST = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str
    contact: str = ""  # who it is, with an address; no ATTENDEE: nobody is invited by a file


def calendar(name: str, events: Sequence[Event], *, now: datetime) -> str:
    """The whole file."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//socwatch//on call//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for one in events for line in _event(one, now)),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for part in _folded(lines))


def _event(one: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(one.uid)}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(one.start)}"
    yield f"DTEND:{_instant(one.end)}"
    yield f"SUMMARY:{_text(one.summary)}"
    yield f"DESCRIPTION:{_text(one.description)}"
    if one.contact:
        yield f"CONTACT:{_text(one.contact)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A value of type TEXT: what has a meaning in it is escaped."""
    clean = plain(words)
    for letter in ("\\", ";", ","):
        clean = clean.replace(letter, f"\\{letter}")
    return clean


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """The lines at 75 octets at most, never cut inside a letter."""
    for line in lines:
        room, part = _LONGEST, ""
        for letter in line:
            size = len(letter.encode())
            if size > room:
                yield part
                room, part = _LONGEST - 1, " "
            room -= size
            part += letter
        yield part
