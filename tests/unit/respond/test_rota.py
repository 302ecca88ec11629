"""Who is on duty, and when somebody else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from socwatch.model.plan import Override
from socwatch.respond.rota import next_handover, on_call, rotation_problem
from tests.unit.respond.world import DUTY


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_a_week_changes_hands_at_the_local_hour() -> None:
    """A weekly rota hands over at 08:00 on the weekday of its start, to the second."""
    assert on_call(DUTY, utc(2026, 1, 5, 8, 0)) == "dana"
    assert on_call(DUTY, utc(2026, 1, 12, 7, 59, 59)) == "dana"
    assert on_call(DUTY, utc(2026, 1, 12, 8, 0)) == "luis"
    assert next_handover(DUTY, utc(2026, 1, 6, 0, 0)) == utc(2026, 1, 12, 8, 0)


def test_before_its_first_handover_a_rota_is_empty() -> None:
    """Nobody is on duty before start at the handover time, and the first handover is announced."""
    assert on_call(DUTY, utc(2025, 12, 31, 12)) is None
    assert on_call(DUTY, utc(2026, 1, 5, 7, 59)) is None
    assert next_handover(DUTY, utc(2025, 12, 31, 12)) == utc(2026, 1, 5, 8, 0)
    assert on_call(replace(DUTY, members=()), utc(2026, 6, 1)) is None
    assert next_handover(replace(DUTY, members=()), utc(2026, 6, 1)) is None


def test_summer_time_keeps_the_handover_at_eight() -> None:
    """After both clock changes the handover is 08:00 in London: 07:00 UTC in summer."""
    daily = replace(DUTY, rotate="daily")
    spring = on_call(daily, utc(2026, 3, 29, 6, 59)), on_call(daily, utc(2026, 3, 29, 7, 0))
    autumn = on_call(daily, utc(2026, 10, 25, 7, 59)), on_call(daily, utc(2026, 10, 25, 8, 0))
    assert set(spring) == set(autumn) == {"dana", "luis"}
    assert next_handover(daily, utc(2026, 3, 28, 9)) == utc(2026, 3, 29, 7)
    assert next_handover(daily, utc(2026, 10, 24, 9)) == utc(2026, 10, 25, 8)


def test_a_handover_in_the_skipped_or_doubled_hour_happens_once() -> None:
    """01:30 is skipped in spring (then 02:30) and comes twice in autumn (then the first)."""
    early = replace(DUTY, rotate="daily", handover=time(1, 30))
    assert next_handover(early, utc(2026, 3, 28, 12)) == utc(2026, 3, 29, 1, 30)
    assert next_handover(early, utc(2026, 10, 24, 12)) == utc(2026, 10, 25, 0, 30)
    assert next_handover(early, utc(2026, 10, 25, 0, 30)) == utc(2026, 10, 26, 1, 30)
    assert on_call(early, utc(2026, 10, 25, 1, 15)) == on_call(early, utc(2026, 10, 25, 0, 45))


def test_a_zone_with_half_hours_and_a_leap_day() -> None:
    """In Kolkata 08:00 is 02:30 UTC; the 29th of February is a day like any other."""
    kolkata = replace(DUTY, rotate="daily", timezone="Asia/Kolkata", start=date(2028, 2, 28))
    assert on_call(kolkata, utc(2028, 2, 28, 2, 30)) == "dana"
    assert on_call(kolkata, utc(2028, 2, 29, 2, 30)) == "luis"
    assert on_call(kolkata, utc(2028, 3, 1, 2, 29)) == "luis"
    assert on_call(kolkata, utc(2028, 3, 1, 2, 30)) == "dana"


def test_a_rule_gives_uneven_shifts() -> None:
    """With an RRULE the week is split on Monday and Friday, in local time."""
    split = replace(DUTY, rotate="FREQ=WEEKLY;BYDAY=MO,FR")
    assert on_call(split, utc(2026, 1, 9, 7, 59)) == "dana"
    assert on_call(split, utc(2026, 1, 9, 8, 0)) == "luis"
    assert on_call(split, utc(2026, 1, 12, 8, 0)) == "dana"
    assert next_handover(split, utc(2026, 7, 1, 12)) == utc(2026, 7, 3, 7)
    assert on_call(split, utc(2026, 1, 5, 7)) is None


def test_an_override_covers_whole_local_days_and_the_last_one_counts() -> None:
    """Both dates are inclusive from midnight to midnight; of two that collide the last counts."""
    first = Override(first=date(2026, 1, 6), last=date(2026, 1, 7), who="luis")
    second = Override(first=date(2026, 1, 7), last=date(2026, 1, 7), who="mia")
    rota = replace(DUTY, overrides=(first, second))
    assert on_call(rota, utc(2026, 1, 5, 23, 59)) == "dana"
    assert on_call(rota, utc(2026, 1, 6, 0, 0)) == "luis"
    assert on_call(rota, utc(2026, 1, 7, 23, 59)) == "mia"
    assert on_call(rota, utc(2026, 1, 8, 0, 0)) == "dana"
    assert next_handover(rota, utc(2026, 1, 5, 12)) == utc(2026, 1, 6)
    assert next_handover(rota, utc(2026, 1, 7, 12)) == utc(2026, 1, 8)


def test_one_member_never_hands_over() -> None:
    """A rota of one person has no next handover, rather than a handover to the same person."""
    assert next_handover(replace(DUTY, members=("dana",)), utc(2026, 6, 1)) is None


@pytest.mark.parametrize("rotate", ["fortnightly", "FREQ=SOMETIMES", "", "FREQ=WEEKLY;BYDAY=XX"])
def test_a_wrong_rotation_is_named(rotate: str) -> None:
    """What is no rotation is said to be none; the three good forms are not complained about."""
    assert rotation_problem(rotate, date(2026, 1, 5))
    assert rotation_problem("daily", date(2026, 1, 5)) is None
    assert rotation_problem("RRULE:FREQ=WEEKLY;INTERVAL=2", date(2026, 1, 5)) is None
