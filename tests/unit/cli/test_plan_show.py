"""`plan show`: the whole plan in words, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.world import Terminal

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
NOW = "2026-11-27T08:00:00Z"


@pytest.fixture
def shown(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> str:
    """The plan of the example config."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    return terminal.bare("plan", "show", "--config", str(EXAMPLE)).out


@pytest.mark.parametrize(
    "words",
    [
        "Kept by Dana Okafor and Luis Peña (pr); approved on 2026-09-01",
        "at once: whoever is on duty in rota duty, now Dana Okafor",
        "after 15 min: Dana Okafor and Luis Peña (pr); Luis Peña",
        "then ops@acme.example, every hour",
        "Mon 30 Nov 08:00 to Mon 07 Dec 08:00: Luis Peña",
        "Instead on 2026-12-31 to 2027-01-02: Luis Peña",
        "quiet 22:00 to 07:00; deputy Luis Peña",
        "Away 2026-12-24 to 2026-12-27",
        "HS-2 (en), approved by Luis Peña (legal); good until 2027-06-30",
        "troll: never answered",
        "4 times the usual is expected",
        "Read and approved by ____",
    ],
)
def test_it_says_who_is_told_by_name(shown: str, words: str) -> None:
    """Roles, rotas and deputies are people; dates and rules stand beside them."""
    assert words in " ".join(shown.split())


def test_no_line_is_wider_than_a_page(shown: str) -> None:
    """It can be printed and pages cleanly."""
    assert max(map(len, shown.splitlines())) <= 80


def test_plain_lines_are_whole(terminal: Terminal) -> None:
    """Each sentence stands on one line, for screen readers and grep."""
    plain = terminal("plan", "show", "--plain").out
    broken = terminal("plan", "show").out
    assert plain.split() == broken.split()
    assert len(plain.splitlines()) < len(broken.splitlines())


def test_programs_get_the_whole_plan(terminal: Terminal) -> None:
    """With as many turns of each rota as were asked for."""
    document = terminal("plan", "show", "--json", "--handovers", "2").document
    assert document["schema"] == "socwatch.plan/1"
    shifts = document["shifts"]
    assert isinstance(shifts, dict)
    assert [one["contact"] for one in shifts["duty"]] == ["dana", "luis"]
    assert shifts["duty"][0]["from"] == "2026-11-16T08:00:00Z"
    assert document["plan"]["contacts"][0]["deputy"] == "luis"  # type: ignore[index]
