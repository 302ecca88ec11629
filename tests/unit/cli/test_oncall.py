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
