"""`drill` calls people as in the night, and says afterwards how it went."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.story import config
from tests.unit.cli.world import Called, Terminal, write_config

At = Callable[..., Called]


@pytest.fixture
def at(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> At:
    """Calls a command with the story's plan, so many minutes past two in the night."""
    terminal = Terminal(write_config(tmp_path, config()), capsys)

    def at_minute(minute: int, *words: str) -> Called:
        monkeypatch.setenv("SOCWATCH_NOW", f"2026-11-22T02:{minute:02}:00Z")
        return terminal(*words)

    return at_minute


def mails(folder: Path) -> list[tuple[str, str]]:
    """To whom, and under which subject."""
    box = mailbox.mbox(folder / "mail.mbox")
    found = [(str(one["To"]).partition("@")[0], str(one["Subject"])) for one in box]
    box.close()
    return found


def test_a_drill_is_told_at_once_and_graded(at: At, tmp_path: Path) -> None:
    """The first mail is out before the command ends; an acknowledgement in time passes it."""
    begun = at(0, "drill", "product_safety", "--by", "dana")
    assert begun.code == 0
    assert begun.out.startswith("D-1 is open")
    ((_, subject),) = mails(tmp_path)
    assert subject.startswith("[DRILL] ")
    assert at(3, "ack", "D-1", "--by", "dana").code == 0
    graded = at(9, "drill", "--grade", "D-1")
    assert graded.code == 0
    assert "PASSED" in graded.out
    assert "Dana Okafor acknowledged after 3 min" in graded.out


def test_a_drill_that_nobody_takes_ends_with_three(at: At) -> None:
    """For whoever rehearses from cron; and the list shows every drill."""
    at(0, "drill", "product_safety", "--by", "dana")
    graded = at(40, "drill", "--grade", "D-1", "--json")
    assert graded.code == 3
    assert graded.document["passed"] is False
    assert graded.document["schema"] == "socwatch.drill/1"
    assert "NOT PASSED" in at(41, "drill", "--grade", "all").out


def test_a_drill_in_a_hurry_calls_the_next_sooner(at: At, tmp_path: Path) -> None:
    """Ten times the speed: the second step is due after a minute and a half."""
    at(0, "drill", "product_safety", "--by", "dana", "--speed", "10")
    at(2, "poll")
    assert [to for to, _ in mails(tmp_path)] == ["dana", "luis"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("drill",), 2),
        (("drill", "nonsense", "--by", "dana"), 5),
        (("drill", "--grade", "D-9"), 5),
        (("drill", "product_safety", "--topic", "nothing", "--by", "dana"), 5),
    ],
)
def test_what_cannot_be_rehearsed(at: At, words: tuple[str, ...], code: int) -> None:
    """A mistake has its code, and starts nothing."""
    assert at(0, *words).code == code
