"""A rota that is kept in a calendar: whose turn it is, where nobody's is, and files that are none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.errors import ConfigWrong
from socwatch.model.plan import CrisisPlan
from socwatch.respond.rota import next_handover, on_call
from socwatch.sources.registry import kinds, options_of
from tests.support.story import config

TODAY = date(2026, 11, 22)


def ics(*entries: str) -> bytes:
    """A calendar with these entries, each of lines between its begin and end."""
    inner = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{inner}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def entry(start: str, end: str, summary: str, *more: str) -> str:
    """An entry in London time, such as 20261123T080000."""
    zone = "TZID=Europe/London"
    head = (f"UID:{start}{summary}", f"DTSTART;{zone}:{start}", f"DTEND;{zone}:{end}")
    return "\n".join([*head, f"SUMMARY:{summary}", *more])


WEEK = entry(
    "20261123T080000", "20261130T080000", "Duty: Dana Okafor", "RRULE:FREQ=WEEKLY;INTERVAL=2"
)
OTHER = entry("20261130T080000", "20261207T080000", "luis", "RRULE:FREQ=WEEKLY;INTERVAL=2")


class Calendar:
    """A config whose rota is in a calendar beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "socwatch.toml").write_text(config(duty='ical = "duty.ics"'), encoding="utf-8")
        self.warnings: list[str] = []

    def plan(self, content: bytes) -> CrisisPlan:
        """The plan with this file for a calendar."""
        (self.folder / "duty.ics").write_bytes(content)
        path = self.folder / "socwatch.toml"
        loaded = load(path, kinds=kinds, options_of=options_of, today=TODAY)
        self.warnings = [one.says for one in loaded.warnings]
        return loaded.plan


@pytest.fixture
def calendar(tmp_path: Path) -> Calendar:
    """Not written yet."""
    return Calendar(tmp_path)


def who(plan: CrisisPlan, *at: int) -> str | None:
    """Who is on duty at this instant (UTC)."""
    return on_call(plan.rota("duty"), datetime(*at, tzinfo=UTC))  # type: ignore[arg-type, misc]


def test_turns_come_from_the_calendar(calendar: Calendar) -> None:
    """Every second week, by the name or the id in the title, with the hour of the handover."""
    plan = calendar.plan(ics(WEEK, OTHER))
    assert who(plan, 2026, 11, 29, 12) == "dana"
    assert who(plan, 2026, 11, 30, 7, 59) == "dana"
    assert who(plan, 2026, 11, 30, 8) == "luis"
    assert who(plan, 2027, 6, 14, 6, 59) == "dana"  # summer time: 07:59 in London
    assert who(plan, 2027, 6, 14, 7) == "luis"
    assert next_handover(plan.rota("duty"), datetime(2026, 11, 24, tzinfo=UTC)) == datetime(
        2026, 11, 30, 8, tzinfo=UTC
    )


def test_hours_without_an_entry_are_nobodys(calendar: Calendar) -> None:
    """The turns of the plan do not fill them, so that the plan check can name the hole."""
    plan = calendar.plan(ics(WEEK))
    assert who(plan, 2026, 11, 22, 12) is None
    assert who(plan, 2026, 12, 1, 12) is None


def test_of_two_entries_the_later_counts(calendar: Calendar) -> None:
    """A swap for one night, and then the week goes on."""
    swap = entry("20261125T180000", "20261126T080000", "Swap: Luis Peña for Dana Okafor")
    plan = calendar.plan(ics(WEEK, swap))
    assert [who(plan, 2026, 11, day, hour) for day, hour in ((25, 17), (25, 20), (26, 9))] == [
        "dana", "luis", "dana",
    ]  # fmt: skip


def test_whom_an_entry_invites_counts_before_its_title(calendar: Calendar) -> None:
    """Calendars of a team often carry one title for everybody."""
    invited = entry(
        "20261123T080000", "20261130T080000", "Duty, not Dana Okafor",
        "ATTENDEE;CN=Luis:MAILTO:Luis@acme.example",
    )  # fmt: skip
    assert who(calendar.plan(ics(invited)), 2026, 11, 24) == "luis"


def test_whole_days_are_those_of_the_rota(calendar: Calendar) -> None:
    """Midnight to midnight in its zone; without an end it is one day."""
    day = "UID:1\nDTSTART;VALUE=DATE:20260601\nSUMMARY:Luis Peña"
    plan = calendar.plan(ics(day))
    assert who(plan, 2026, 5, 31, 22, 59) is None
    assert who(plan, 2026, 5, 31, 23) == "luis"
    assert who(plan, 2026, 6, 1, 23) is None


def test_an_entry_that_names_nobody_is_a_warning(calendar: Calendar) -> None:
    """It is no turn; and neither is one that was called off."""
    off = entry("20261123T080000", "20261130T080000", "Dana Okafor", "STATUS:CANCELLED")
    party = entry("20261201T180000", "20261201T230000", "Danaë's party")
    plan = calendar.plan(ics(off, party))
    assert who(plan, 2026, 11, 24) is None
    assert any("Danaë's party" in says and "names no member" in says for says in calendar.warnings)


def test_overrides_of_the_plan_count_before_the_calendar(tmp_path: Path) -> None:
    """Whoever changes the plan at the last minute means it."""
    words = 'ical = "duty.ics"\noverrides = [{ from = 2026-11-24, to = 2026-11-24, who = "mia" }]'
    calendar = Calendar(tmp_path)
    (tmp_path / "socwatch.toml").write_text(config(duty=words), encoding="utf-8")
    assert who(calendar.plan(ics(WEEK)), 2026, 11, 24, 12) == "mia"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a calendar",
        b"\xff\xfe\x00",
        b"<html>please log in</html>",
        ics("UID:1\nDTSTART:soon\nSUMMARY:Dana"),
        ics(entry("20261123T080000", "20261130T080000", "Dana", "RRULE:FREQ=SOMETIMES")),
        ics("UID:1\nSUMMARY:Dana"),
    ],
)
def test_a_file_that_is_no_calendar(calendar: Calendar, content: bytes) -> None:
    """It is a mistake with its line, never an empty rota that nobody notices."""
    with pytest.raises(ConfigWrong) as caught:
        calendar.plan(content)
    (problem,) = caught.value.problems
    assert problem.key == "plan.rotas[0].ical"
    assert problem.line is not None
    assert "cannot be read" in problem.says


def test_a_file_that_is_not_there(calendar: Calendar) -> None:
    """The system's own words say why."""
    path = calendar.folder / "socwatch.toml"
    with pytest.raises(ConfigWrong, match="No such file"):
        load(path, kinds=kinds, options_of=options_of, today=TODAY)


def test_the_calendar_is_one_of_the_configs_files(calendar: Calendar) -> None:
    """So that a running socwatch takes it up again when it changes."""
    calendar.plan(ics(WEEK))
    path = calendar.folder / "socwatch.toml"
    loaded = load(path, kinds=kinds, options_of=options_of, today=TODAY)
    assert calendar.folder / "duty.ics" in loaded.files
