"""`oncall` says who would really be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.story import config
from tests.unit.cli.world import Called, Terminal, write_config

AWAY = "away = [{ from = 2026-11-20, to = 2026-11-25 }]"
QUIET = "quiet_hours = { from = 22:00, to = 07:00 }"
DEPUTY = 'deputy = "luis"'
#: The highest severity lets people sleep.
GENTLE = '[[plan.severities]]\nname = "red"\nbreaks_quiet_hours = false'


def on_call(terminal: Terminal, folder: Path, words: str, *flags: str) -> Called:
    """Who is on call at three in the morning, by this plan."""
    return terminal.bare("oncall", *flags, "--config", str(write_config(folder, words)))


@pytest.mark.parametrize(
    ("words", "remark", "away", "told"),
    [
        (config(), "", False, ["dana"]),
        (config(dana=f"{AWAY}\n{DEPUTY}"), " (away; Luis Peña is told instead)", True, ["luis"]),
        (config(dana=AWAY), " (away; nobody stands in)", True, []),
        (config(dana=f"{AWAY}\n{DEPUTY}", luis=AWAY), " (away; nobody stands in)", True, []),
        (config(dana=f"{QUIET}\n{DEPUTY}"), "", False, ["dana"]),
        (
            config(dana=f"{QUIET}\n{DEPUTY}", above=GENTLE),
            " (in quiet hours; Luis Peña is told instead)",
            False,
            ["luis"],
        ),
    ],
    ids=["there", "away", "alone", "both away", "red breaks quiet hours", "quiet hours"],
)
def test_who_is_told_instead_is_said(
    terminal: Terminal, tmp_path: Path, words: str, remark: str, away: bool, told: list[str]
) -> None:
    """In words and as data, for the highest severity."""
    said = on_call(terminal, tmp_path, words).out
    assert said == f"duty: Dana Okafor{remark} until Mon 23 Nov 08:00, then Luis Peña\n"
    (row,) = on_call(terminal, tmp_path, words, "--json").document["rotas"]  # type: ignore[misc]
    assert (row["contact"], row["away"], row["told"]) == ("dana", away, told)


def test_a_rota_that_has_not_begun_tells_nobody(terminal: Terminal) -> None:
    """Nobody is on call, so nobody is away."""
    called = terminal("oncall", "--at", "2026-01-01T00:00:00Z", "--json")
    (row,) = called.document["rotas"]  # type: ignore[misc]
    assert (row["contact"], row["away"], row["told"]) == (None, False, [])
    assert "nobody" in terminal("oncall", "--at", "2026-01-01T00:00:00Z").out


def test_the_away_are_those_of_the_day_that_was_asked_for(
    terminal: Terminal, tmp_path: Path
) -> None:
    """Before the absence the person herself is told."""
    words = config(dana=f"{AWAY}\n{DEPUTY}")
    before = on_call(terminal, tmp_path, words, "--at", "2026-11-19T12:00:00Z")
    assert before.out.startswith("duty: Dana Okafor until ")


def test_more_handovers_are_shown_when_asked_for(terminal: Terminal) -> None:
    """The first stands where it always did; as data they are all in one list."""
    said = terminal("oncall", "--next", "3").out.splitlines()
    assert said[0] == "duty: Dana Okafor until Mon 23 Nov 08:00, then Luis Peña"
    assert said[1:] == [
        "  from Mon 30 Nov 08:00: Dana Okafor",
        "  from Mon 07 Dec 08:00: Luis Peña",
    ]
    (row,) = terminal("oncall", "--next", "3", "--json").document["rotas"]  # type: ignore[misc]
    assert [one["contact"] for one in row["handovers"]] == ["luis", "dana", "luis"]
    assert row["handovers"][0]["at"] == row["until"]


def test_the_calendar_has_one_line_a_shift(terminal: Terminal, tmp_path: Path) -> None:
    """With overrides, and who stands in for somebody who is away."""
    words = config(
        dana=f"{AWAY}\n{DEPUTY}",
        duty='overrides = [{ from = 2026-11-26, to = 2026-11-26, who = "mia" }]',
    )
    said = on_call(terminal, tmp_path, words, "--calendar", "--days", "7").out.splitlines()
    assert said == [
        "duty: Mon 16 Nov 08:00 to Mon 23 Nov 08:00: Dana Okafor "
        "(away 2026-11-20 to 2026-11-25: Luis Peña stands in)",
        "duty: Mon 23 Nov 08:00 to Thu 26 Nov 00:00: Luis Peña",
        "duty: Thu 26 Nov 00:00 to Fri 27 Nov 00:00: Mia Lindqvist",
        "duty: Fri 27 Nov 00:00 to Mon 30 Nov 08:00: Luis Peña",
    ]
    shifts = on_call(terminal, tmp_path, words, "--calendar", "--json").document["shifts"]
    assert isinstance(shifts, list)
    assert [one["contact"] for one in shifts[:3]] == ["dana", "luis", "mia"]


def test_gaps_are_named_as_plan_check_names_them(terminal: Terminal, tmp_path: Path) -> None:
    """They end with 3; without any the answer says so."""
    assert terminal("oncall", "--gaps", "--days", "30").out == (
        "Somebody is reached at every hour of the next 30 days.\n"
    )
    words = config(dana=AWAY).replace('{ after = "30m", tell = ["role:ceo"] },', "")
    called = on_call(terminal, tmp_path, words, "--gaps", "--days", "30")
    assert called.code == 3
    (line,) = called.out.splitlines()
    assert line.startswith("AMBER: Nobody covers Sunday 22 November 2026 03:00 to Monday")
    checked = terminal.bare(
        "plan", "check", "--days", "30", "--config", str(tmp_path / "socwatch.toml")
    )
    assert line in checked.out
    as_data = on_call(terminal, tmp_path, words, "--gaps", "--json").document["gaps"]
    assert isinstance(as_data, list)
    assert as_data[0]["severity"] == "amber"


def test_the_calendar_as_a_file(terminal: Terminal, tmp_path: Path) -> None:
    """What is written to a file is what stands on stdout; the same shift keeps its UID."""
    target = tmp_path / "duty.ics"
    assert terminal("oncall", "--ical", str(target)).out == f"{target}\n"
    written = target.read_bytes()
    assert b"\r\nUID:duty-20261123T080000Z@acme.example\r\n" in written
    assert b"\r\nDTEND:20261130T080000Z\r\n" in written
    shown = terminal("oncall", "--ical", "-").out
    assert shown == written.decode().replace("\r\n", "\n")
    later = terminal("oncall", "--ical", "-", "--at", "2026-11-24T00:00Z").out
    assert "UID:duty-20261123T080000Z@acme.example" in later


def test_a_file_that_cannot_be_written(terminal: Terminal, tmp_path: Path) -> None:
    """One plain sentence, no traceback."""
    called = terminal("oncall", "--ical", str(tmp_path / "no" / "folder.ics"))
    assert called.code == 1
    assert "cannot be written" in called.err


def test_one_answer_at_a_time(terminal: Terminal) -> None:
    """Two of them would not fit into one document."""
    assert terminal("oncall", "--gaps", "--calendar").code == 2
    assert terminal("oncall", "--days", "30").code == 2
