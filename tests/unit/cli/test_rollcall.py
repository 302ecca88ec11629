"""A roll-call proves each way to each person, and a missing answer is a finding of the plan."""

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
    """Calls a command with the story's plan on this day of November at nine."""
    terminal = Terminal(write_config(tmp_path, config()), capsys)

    def on_day(day: int, *words: str) -> Called:
        monkeypatch.setenv("SOCWATCH_NOW", f"2026-11-{day:02}T09:00:00Z")
        return terminal(*words)

    return on_day


def test_everybody_is_asked_and_dana_confirms(at: At, tmp_path: Path) -> None:
    """Three mails that say that nothing has happened; who answered and who did not is told."""
    assert at(16, "rollcall").code == 0
    box = mailbox.mbox(tmp_path / "mail.mbox")
    subjects = [str(one["Subject"]) for one in box]
    box.close()
    assert len(subjects) == 3
    assert all("nothing has happened" in one for one in subjects)
    assert at(16, "rollcall", "--confirm", "--by", "dana").out.startswith("Thank you")
    early = at(16, "rollcall", "--result")
    assert early.code == 0
    assert "Dana Okafor by email: confirmed" in early.out
    assert "Luis Peña by email: not answered yet" in early.out
    late = at(18, "rollcall", "--result", "--json")
    assert late.code == 3
    missing = {row["contact"]: row["missing"] for row in late.document["answers"]}  # type: ignore[attr-defined]
    assert missing == {"dana": False, "luis": True, "mia": True}


def test_a_missing_answer_is_a_finding_of_the_plan(at: At) -> None:
    """`plan check` names who did not confirm; a new roll-call with answers mends it."""
    at(16, "rollcall")
    for who in ("dana", "luis"):
        at(16, "rollcall", "--confirm", "--by", who)
    checked = at(18, "plan", "check")
    assert "Mia Lindqvist did not confirm the last roll-call by email" in checked.out
    at(18, "rollcall", "--to", "mia")
    at(18, "rollcall", "--confirm", "--by", "mia", "--channel", "email")
    assert "roll-call" not in at(20, "plan", "check").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rollcall", "--confirm", "--by", "dana"), 5),
        (("rollcall", "--to", "nobody"), 5),
        (("rollcall", "--confirm", "--result"), 2),
        (("rollcall", "--result"), 0),
    ],
)
def test_what_cannot_be_asked(at: At, words: tuple[str, ...], code: int) -> None:
    """A mistake has its code; without a roll-call there is nothing to answer."""
    assert at(16, *words).code == code
