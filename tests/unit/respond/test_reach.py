"""Away, quiet hours, deputies: who is told in whose place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from socwatch.model.plan import Absence, QuietHours
from socwatch.respond.reach import quiet_until, reach, targets
from tests.unit.respond.world import AMBER, DANA, LUIS, MIA, NIGHT, NOON, RED, plan

CHRISTMAS = datetime(2026, 12, 25, 12, tzinfo=UTC)


def test_targets_are_resolved_at_the_instant() -> None:
    """A rota gives who is on duty then, a role everybody in it, an unknown name nobody."""
    names = {
        tell: targets(plan(), tell, NOON) for tell in ("rota:duty", "role:ceo", "contact:luis")
    }
    assert names == {"rota:duty": (DANA,), "role:ceo": (MIA,), "contact:luis": (LUIS,)}
    assert targets(plan(), "rota:gone", NOON) == targets(plan(), "contact:gone", NOON) == ()


def test_somebody_who_is_there_is_told_on_all_channels_in_order() -> None:
    """By day the person is told, with the channels in the order of the plan."""
    result = reach(plan(), LUIS, AMBER, NOON, because="named in the plan")
    assert [(one.to, one.channels) for one in result.notices] == [("luis", ("email", "push"))]
    assert result.at_once
    assert result.not_told == ()


def test_the_deputy_stands_in_for_somebody_away() -> None:
    """On Christmas Day Luis is told for Dana, and it is said why."""
    result = reach(plan(), DANA, RED, CHRISTMAS)
    assert [one.to for one in result.notices] == ["luis"]
    assert "Dana Okafor is away until 27 December" in result.notices[0].because
    assert [(one.to, one.outcome) for one in result.not_told] == [("dana", "skipped")]


def test_quiet_hours_hold_the_mail_and_tell_the_deputy() -> None:
    """At amber Dana's mail waits for 07:00 and Luis is told at once."""
    result = reach(plan(), DANA, AMBER, NIGHT)
    held, now = result.notices
    assert (held.to, held.not_before) == ("dana", NIGHT.replace(hour=7, minute=0))
    assert (now.to, now.not_before) == ("luis", None)
    assert [(one.to, one.outcome) for one in result.not_told] == [("dana", "held")]
    assert "07:00" in result.not_told[0].because


def test_a_deputy_in_quiet_hours_is_passed_over() -> None:
    """Both are asleep: Dana's mail alone is held, and the deputy's deputy is told now."""
    sleepy = replace(LUIS, quiet_hours=DANA.quiet_hours, deputy="mia")
    result = reach(plan(contacts=[DANA, sleepy, MIA]), DANA, AMBER, NIGHT)
    assert [(one.to, one.not_before is None) for one in result.notices] == [
        ("dana", False),
        ("mia", True),
    ]
    assert [(one.to, one.outcome) for one in result.not_told] == [
        ("dana", "held"),
        ("luis", "skipped"),
    ]


def test_red_breaks_quiet_hours() -> None:
    """A severity that breaks quiet hours reaches Dana at 02:30."""
    result = reach(plan(), DANA, RED, NIGHT)
    assert [(one.to, one.not_before) for one in result.notices] == [("dana", None)]


def test_without_a_deputy_nobody_is_reached_at_once() -> None:
    """Quiet and no deputy: the mail is held, and nobody is told now."""
    alone = replace(DANA, deputy=None)
    result = reach(plan(contacts=[alone]), alone, AMBER, NIGHT)
    assert not result.at_once
    assert [one.not_before is not None for one in result.notices] == [True]


def test_a_circle_of_deputies_ends() -> None:
    """Everybody is away and each the deputy of another: nobody is told, everybody is named."""
    always = (Absence(first=date(2026, 1, 1), last=date(2026, 12, 31)),)
    people = [
        replace(DANA, away=always, deputy="luis"),
        replace(LUIS, away=always, deputy="mia"),
        replace(MIA, away=always, deputy="dana"),
    ]
    result = reach(plan(contacts=people), people[0], RED, NOON)
    assert result.notices == ()
    assert [one.to for one in result.not_told] == ["dana", "luis", "mia"]


def test_somebody_without_an_address_is_passed_over() -> None:
    """Who has only mail and no address counts as unreachable, and the deputy is told."""
    nowhere = replace(DANA, email=None)
    result = reach(plan(contacts=[nowhere, LUIS]), nowhere, RED, NOON)
    assert [one.to for one in result.notices] == ["luis"]
    assert "no address" in result.not_told[0].because


def test_quiet_hours_end_at_the_local_time_through_clock_changes() -> None:
    """07:00 in London is 06:00 UTC once summer time has begun, 07:00 once it has ended."""
    spring = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    autumn = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    assert quiet_until(DANA, spring) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert quiet_until(DANA, autumn) == datetime(2026, 10, 25, 7, tzinfo=UTC)
    assert quiet_until(DANA, NOON) is None


def test_quiet_hours_within_a_day_and_in_a_half_hour_zone() -> None:
    """A window that does not span midnight, on a clock five and a half hours ahead of UTC."""
    nap = replace(
        DANA, timezone="Asia/Kolkata", quiet_hours=QuietHours(start=time(13), end=time(14))
    )
    inside = datetime(2028, 2, 29, 7, 45, tzinfo=UTC)
    assert quiet_until(nap, inside) == datetime(2028, 2, 29, 8, 30, tzinfo=UTC)
    assert quiet_until(nap, inside.replace(hour=8, minute=30)) is None


def test_quiet_hours_that_end_in_the_doubled_hour_are_never_over_before_they_end() -> None:
    """At the second 01:10 a window until 01:30 ends at the second 01:30, not in the past."""
    early = replace(DANA, quiet_hours=QuietHours(start=time(22), end=time(1, 30)))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert quiet_until(early, second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
