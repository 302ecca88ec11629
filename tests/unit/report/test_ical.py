"""Shifts as iCalendar: what RFC 5545 asks of the lines, whatever is in a name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from socwatch.report.ical import Event, calendar

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def written(words: str) -> str:
    """A calendar with one shift of somebody of this name."""
    event = Event(
        uid="duty-1@acme.example", start=AT, end=AT + timedelta(days=7), summary=words,
        description=words, contact=words,
    )  # fmt: skip
    return calendar("Acme; crisis, plan", [event], now=AT)


def unfolded(text: str) -> list[str]:
    """The lines as a calendar reads them."""
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def read(value: str) -> str:
    """A TEXT value as it was meant."""
    return re.sub(r"\\(.)", r"\1", value)


def test_a_calendar_says_what_it_is_and_when() -> None:
    """In UTC, with the properties that every calendar must have."""
    lines = unfolded(written("Dana"))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//socwatch//on call//EN"]
    assert "X-WR-CALNAME:Acme\\; crisis\\, plan" in lines
    assert "DTSTART:20261123T080000Z" in lines
    assert "DTEND:20261130T080000Z" in lines
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


@given(st.text(max_size=200))
def test_any_name_keeps_the_form(words: str) -> None:
    """No line is longer than 75 octets, none is added by a name, and the name can be read back."""
    text = written(words)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = unfolded(text)
    names = [line.partition(":")[0] for line in lines]
    assert names.count("SUMMARY") == names.count("BEGIN") - 1 == 1
    shown = next(line for line in lines if line.startswith("SUMMARY:"))
    plain = written("x" + words)
    assert read(shown.removeprefix("SUMMARY:")) in read(plain.replace("\r\n ", ""))
