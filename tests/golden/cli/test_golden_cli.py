"""What the commands print, word for word.

`SOCWATCH_UPDATE_GOLDEN=1 pytest tests/golden/cli` writes them anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.cli.world import NOW, Terminal, build

EXPECTED = Path(__file__).parent / "expected"
ANSWERS: dict[str, tuple[str, ...]] = {
    "status": ("status",),
    "issues": ("issues",),
    "issues_all": ("issues", "--state", "all"),
    "issues_plain": ("issues", "--plain"),
    "issues_json": ("issues", "--json"),
    "show": ("show", "I-2"),
    "show_closed": ("show", "I-1"),
    "why_issue": ("why", "I-2"),
    "why_mention": ("why", "m1"),
    "sources_list": ("sources", "list"),
    "sources_list_plain": ("sources", "list", "--plain"),
    "oncall": ("oncall",),
    "oncall_later": ("oncall", "--at", "2026-11-23T08:00:00Z"),
    "oncall_next": ("oncall", "--next", "3"),
    "oncall_calendar": ("oncall", "--calendar"),
    "oncall_gaps": ("oncall", "--gaps"),
    "oncall_ical": ("oncall", "--ical", "-", "--days", "10"),
    "plan_check": ("plan", "check"),
    "plan_show": ("plan", "show"),
    "plan_show_plain": ("plan", "show", "--plain"),
    "silence_list": ("silence", "list"),
    "mail_queue": ("mail", "queue"),
    "mail_queue_all": ("mail", "queue", "--all"),
    "mentions": ("mentions",),
    "mentions_json": ("mentions", "--json"),
    "watch_once": ("watch", "--plain", "--once"),
    "health": ("health",),
    "check": ("check",),
    "replay": ("replay", "{folder}/story.jsonl"),
    "replay_json": ("replay", "{folder}/story.jsonl", "--json"),
}
#: These say something on stderr as well.
PREVIEWS: dict[str, tuple[str, ...]] = {
    "mail_preview": ("mail", "preview", "--to", "dana"),
    "mail_preview_stand_down": ("mail", "preview", "I-2", "--kind", "stand_down"),
}
HELP: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "help_watch": ("watch", "--help"),
    "help_ack": ("ack", "--help"),
    "help_silence_add": ("silence", "add", "--help"),
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The replayed world; none of these commands changes it."""
    return build(tmp_path_factory.mktemp("golden"))


@pytest.fixture
def terminal(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """Three in the morning, on eighty columns."""
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SOCWATCH_CONFIG", raising=False)
    return Terminal(config, capsys)


def compare(name: str, found: str) -> None:
    """The text as approved; written anew when asked for."""
    path = EXPECTED / f"{name}.txt"
    if os.environ.get("SOCWATCH_UPDATE_GOLDEN"):
        EXPECTED.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ANSWERS)
def test_a_command_answers_as_approved(terminal: Terminal, name: str) -> None:
    """The same world at the same instant gives the same words, and nothing on stderr."""
    words = (one.format(folder=terminal.path.parent) for one in ANSWERS[name])
    called = terminal(*words)
    assert called.err == ""
    compare(name, "\n".join(line.rstrip() for line in called.out.split("\n")))


@pytest.mark.parametrize("name", PREVIEWS)
def test_a_preview_reads_as_approved(terminal: Terminal, name: str) -> None:
    """The mail stands on stdout, and on stderr that nothing was sent."""
    called = terminal(*PREVIEWS[name])
    assert called.err.startswith("nothing was sent")
    compare(name, called.out)


@pytest.mark.parametrize("name", HELP)
def test_help_reads_as_approved(terminal: Terminal, name: str) -> None:
    """Every command has a line that says what it is for."""
    called = terminal.bare(*HELP[name])
    assert called.code == 0
    compare(name, called.out)


def test_every_approved_text_belongs_to_a_test() -> None:
    """No golden file is left over from a command that is gone."""
    assert {path.stem for path in EXPECTED.glob("*.txt")} == {*ANSWERS, *PREVIEWS, *HELP}
