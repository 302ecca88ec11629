"""The proof that somebody is reached at every hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from socwatch.model.plan import Absence, CrisisPlan, QuietHours
from socwatch.respond.cover import check
from tests.unit.respond.world import DANA, FALLBACK, LUIS, MIA, plan, step

START = datetime(2026, 2, 2, tzinfo=UTC)  # a Monday
LONE = plan(step(0, "contact:dana"))


def says(of: CrisisPlan, *, severity: str = "amber", days: int = 365) -> list[str]:
    found = check(of, start=START, days=days).problems
    return [one.says for one in found if one.severity == severity]


def test_a_plan_with_enough_people_is_proven() -> None:
    """Three people, a deputy: everybody is reached at once, whoever is absent."""
    cover = check(plan(), start=START)
    assert cover.ok
    assert cover.problems == ()
    assert [(one.severity, one.worst_minutes) for one in cover.reaches] == [
        ("amber", 0),
        ("red", 0),
    ]
    assert cover.reaches[0].who == "Dana Okafor or Luis Peña"


def test_a_night_without_a_deputy_is_one_sentence() -> None:
    """Dana alone at amber: the same hours of every night of the year are said once."""
    alone = replace(LONE, contacts=(replace(DANA, deputy=None, away=()),))
    assert (
        says(alone)[0]
        == f"Nobody covers every day 22:00-07:00: only the fallback {FALLBACK} is told"
    )
    red = says(alone, severity="red")
    assert len(red) == 1
    assert red[0].startswith("If Dana Okafor is absent, nobody covers any hour:")


def test_a_hole_on_sundays_is_named_by_its_day_and_hours() -> None:
    """Two people whose rules leave only the early Sunday open."""
    shift = replace(DANA, deputy=None, away=(), quiet_hours=QuietHours(start=time(2), end=time(8)))
    weekdays = replace(
        LONE,
        contacts=(shift, replace(LUIS, deputy=None)),
        policies=tuple(
            replace(one, steps=(step(0, "contact:dana", "rota:duty"),)) for one in LONE.policies
        ),
        rotas=(
            replace(
                LONE.rotas[0],
                members=("luis", "dana"),
                rotate="FREQ=WEEKLY;BYDAY=MO,SU;BYHOUR=0;BYMINUTE=0",
                handover=time(0),
            ),
        ),
    )
    assert f"Nobody covers Sunday 02:00-08:00: only the fallback {FALLBACK} is told" in says(
        weekdays
    )


def test_both_clock_changes_are_walked() -> None:
    """In a zone of its own Dana's night moves by an hour for the weeks between two changes."""
    abroad = replace(DANA, deputy=None, away=(), timezone="America/New_York")
    sentences = says(replace(LONE, contacts=(abroad,)))
    nights = [one for one in sentences if one.startswith("Nobody covers")]
    assert any("every day 03:00-12:00" in one for one in nights)
    assert any("every day 02:00-11:00" in one for one in nights)


def test_quiet_hours_that_begin_in_the_skipped_hour() -> None:
    """On the day on which 01:30 does not exist the night begins at the change itself."""
    window = QuietHours(start=time(1, 30), end=time(7))
    alone = replace(DANA, deputy=None, away=(), quiet_hours=window)
    found = check(replace(LONE, contacts=(alone,)), start=START).problems
    sunday = [one for one in found if "29 March 2026" in one.says and one.absent is None]
    assert [(one.start, one.end) for one in sunday] == [
        (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC))
    ]


def test_an_absence_without_a_deputy_is_dated() -> None:
    """Christmas stands there with its days, once."""
    away = (Absence(first=date(2026, 12, 24), last=date(2026, 12, 27)),)
    alone = replace(DANA, deputy=None, away=away, quiet_hours=None)
    assert says(replace(LONE, contacts=(alone,)))[0] == (
        "Nobody covers Thursday 24 December 2026 00:00 to Monday 28 December 2026 00:00: "
        f"only the fallback {FALLBACK} is told"
    )


def test_the_absence_of_one_person_is_tried() -> None:
    """Luis is Dana's only deputy: without him her nights are open at amber, and he is named."""
    pair = replace(LONE, contacts=(replace(DANA, away=()), LUIS))
    problems = check(pair, start=START).problems
    night = [one for one in problems if one.severity == "amber"]
    assert [one.absent for one in night] == ["Luis Peña"]
    assert "If Luis Peña is absent, nobody covers every day 22:00-07:00" in night[0].says


def test_a_rota_that_begins_later_is_a_hole_until_then() -> None:
    """Before its start a rota is empty, and the plan has nobody else."""
    begins = replace(plan().rotas[0], start=date(2026, 3, 2))
    later = replace(plan(step(0, "rota:duty")), rotas=(begins,), contacts=(
        replace(DANA, quiet_hours=None, away=()), replace(LUIS, deputy="mia"), MIA))  # fmt: skip
    assert says(later)[0].startswith(
        "Nobody covers Monday 2 February 2026 00:00 to Monday 2 March 2026 08:00"
    )


def test_a_fallback_that_is_a_contact_counts() -> None:
    """If the fallback's address is Mia's, a human being is reached."""
    same = plan(step(0, "contact:dana"), fallback=MIA.email, contacts=[DANA, LUIS, MIA])
    assert check(same, start=START, days=60).ok
    only = plan(step(0, "contact:mia"), fallback=MIA.email, contacts=[MIA])
    assert [one.absent for one in check(only, start=START).problems] == ["Mia Chen", "Mia Chen"]


def test_a_first_step_later_than_promised_is_a_problem() -> None:
    """Red is to be acknowledged within 15 minutes, so a first step after 20 is too late."""
    slow = plan(step(20, "contact:luis"), contacts=[LUIS, MIA])
    assert any("told after 20 min" in one for one in says(slow, severity="red"))
    assert not any("told after" in one for one in says(slow, severity="amber"))


def test_a_level_without_a_policy_is_said() -> None:
    """Amber without steps of its own is named, though it is not silent."""
    only_red = replace(plan(), policies=plan().policies[1:])
    assert any("No policy says who is told at amber" in one for one in says(only_red))
