"""`audit verify` says whether the record is whole, and gives a head to note elsewhere."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.cli.world import Terminal, build


def test_whole_then_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A head that was noted proves the record; a changed line ends with 20 and is named."""
    terminal = Terminal(build(tmp_path), capsys)
    whole = terminal("audit", "verify", "--json")
    assert whole.code == 0
    head = str(whole.document["head"])
    assert terminal("audit", "verify", "--head", head).code == 0
    assert "whole" in terminal("audit", "verify").out
    connection = sqlite3.connect(tmp_path / "out" / "socwatch.db")
    connection.execute("DROP TRIGGER entry_is_final")
    connection.execute("UPDATE entry SET actor = 'mia' WHERE event = 'acknowledged'")
    connection.commit()
    connection.close()
    broken = terminal("audit", "verify")
    assert broken.code == 20
    assert broken.out.startswith("NOT WHOLE: entry ")


def test_the_record_without_what_people_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names issues and people of the plan, and holds no text and no author of a mention."""
    terminal = Terminal(build(tmp_path), capsys)
    listed = terminal("audit", "list", "--json")
    assert listed.code == 0
    assert len(listed.lines) > 5
    assert "abuela" not in listed.out
    assert "gone" not in listed.out
    assert "@tom" not in listed.out
    assert terminal("audit", "list", "--issue", "I-1", "--after", "3").code == 0


@pytest.mark.parametrize("head", ["7", "x:9f", "7:zz", "7:" + "0" * 63])
def test_no_head(tmp_path: Path, capsys: pytest.CaptureFixture[str], head: str) -> None:
    """Something else than a head is a mistake of usage."""
    assert Terminal(build(tmp_path), capsys)("audit", "verify", "--head", head).code == 2
