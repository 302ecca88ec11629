"""A red in an hour in which everybody is away: the last resort is told, and the plan was warned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.story import Story, config
from tests.unit.cli.world import Terminal, write_config

AWAY = "away = [{ from = 2026-11-20, to = 2026-11-25 }]"
NOBODY = config(dana=AWAY, luis=AWAY, mia=AWAY)
ASLEEP = "quiet_hours = { from = 22:00, to = 07:00 }"
#: The highest severity lets people sleep.
GENTLE = '[[plan.severities]]\nname = "red"\nbreaks_quiet_hours = false\n'


def test_everybody_is_away_at_a_red(tmp_path: Path) -> None:
    """The fallback is told in the same minute, and the timeline says of each step why nobody was."""
    story = Story(tmp_path, NOBODY)
    story.post("02:24", "My Acme kettle caught fire")

    played = story.run(until="02:26")

    played.expect_email("ops@acme.example", "02:24")
    skipped = [str(one["because"]) for one in played.events if one["event"] == "skipped"]
    assert any("Dana Okafor is away until 25 November" in because for because in skipped)
    played.expect_nobody_else_told()


def test_everybody_is_asleep_at_a_red_that_lets_them_sleep(tmp_path: Path) -> None:
    """Their mails wait for seven o'clock, and the fallback is told at once."""
    story = Story(tmp_path, config(dana=ASLEEP, luis=ASLEEP, mia=ASLEEP, above=GENTLE))
    story.post("02:24", "My Acme kettle caught fire")

    played = story.run(until="02:26")

    played.expect_email("ops@acme.example", "02:24")
    held = played.expect("held", "02:24", to="dana")
    assert "quiet hours until 07:00" in str(held["because"])


def test_the_plan_was_warned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`plan check` names the days in which nobody would be told."""
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-16T09:00:00Z")
    terminal = Terminal(write_config(tmp_path, NOBODY), capsys)
    checked = terminal("plan", "check", "--json")
    assert checked.code == 3
    said = json.dumps(checked.document["problems"])
    assert "Nobody covers" in said
    assert "only the fallback ops@acme.example is told" in said
