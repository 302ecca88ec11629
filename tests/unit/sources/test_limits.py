"""The dialects in which services ask for a wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from socwatch.sources._limits import asked_wait, exhausted_until

NOW = datetime(2026, 8, 1, 13, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-reset": "355"}, 355),
        ({"x-ratelimit-reset": "355.5"}, 355.5),
        ({"x-ratelimit-reset": "2026-08-01T13:50:00.500000Z"}, 600.5),
        ({"x-rate-limit-reset": "1785592200"}, 600),
        ({"ratelimit-reset": "1785592200000"}, 600),
        ({"retry-after": "10", "x-ratelimit-reset": "355"}, 10),
        ({"retry-after": "soon", "x-ratelimit-reset": "355"}, 355),
        ({"retry-after": "Sat, 01 Aug 2026 13:41:30 GMT"}, 90),
        ({"retry-after": "Sat, 01 Aug 2026 13:00:00 GMT"}, 60),
        ({"x-rate-limit-reset": "1785000000"}, 60),
        ({"retry-after": "31536000"}, 3600),
        ({"retry-after": "9" * 30}, 3600),
        ({"retry-after": "nan"}, 60),
        ({"retry-after": "inf"}, 60),
        ({}, 60),
    ],
)
def test_waits(headers: dict[str, str], seconds: float) -> None:
    """Seconds, epochs, milliseconds and dates, within the hour; what makes no sense is a minute."""
    assert asked_wait(headers, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("remaining", "used_up"),
    [("596.0", False), ("1", False), ("0.0", True), ("0", True), ("-1", True), ("some", False)],
)
def test_allowances(remaining: str, used_up: bool) -> None:
    """An allowance of less than one request is used up; the reset says until when."""
    headers = {"x-ratelimit-remaining": remaining, "x-ratelimit-reset": "300"}
    expected = NOW + timedelta(seconds=300) if used_up else None
    assert exhausted_until(headers, NOW) == expected


def test_no_header_is_no_limit() -> None:
    """Most services say nothing."""
    assert exhausted_until({}, NOW) is None
