"""Every exit code of the table, with one plain sentence and what to do."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.engine.lease import lease
from tests.support.story import config
from tests.unit.cli.world import Terminal, write_config

UNUSABLE = [
    ("nonsense",), ("status", "--nonsense"), ("show",), ("status", "--color", "pink"),
    ("close", "I-2", "--by", "dana"), ("close", "I-2", "--by", "dana", "--reason", "bored"),
    ("snooze", "I-2", "soon", "--by", "dana"), ("mentions", "--since", "yesterday"),
    ("mentions", "--query", '("never closed'), ("mentions", "--limit", "-1"),
    ("issues", "--state", "odd"), ("issues", "--limit", "-3"), ("oncall", "--at", "soon"),
    ("health", "--max-age", "old"), ("replay", "no-such-file.jsonl"), ("completion", "tcsh"),
    ("digest", "--format", "pdf"), ("digest", "--period", "year"), ("ack", "I-2"),
    ("handover", "I-2", "--by", "dana"), ("handover", "I-2", "luis", "--to", "mia", "--by", "dana"),
    ("snooze", "I-2", "1h", "--for", "2h", "--by", "dana"), ("mail", "test", "dana", "--to", "mia"),
    ("plan", "--color", "pink", "check"),
]  # fmt: skip
UNKNOWN = [
    ("show", "I-99"), ("why", "no-such-mention"), ("ack", "I-99", "--by", "dana"),
    ("ack", "I-2", "--by", "zoe"), ("handover", "I-2", "--to", "zoe", "--by", "dana"),
    ("handover", "I-2", "zoe", "--by", "dana"), ("mail", "test", "zoe"),
    ("note", "I-99", "hello", "--by", "dana"), ("mentions", "--issue", "I-99"),
    ("mentions", "--topic", "bravo"), ("digest", "--to", "zoe"),
]  # fmt: skip


@pytest.mark.parametrize("words", UNUSABLE, ids=" ".join)
def test_a_command_that_makes_no_sense_ends_with_2(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    """Nothing on stdout, something useful on stderr."""
    called = terminal(*words)
    assert called.code == 2
    assert called.out == ""
    assert called.err.strip()


@pytest.mark.parametrize("words", UNKNOWN, ids=" ".join)
def test_what_does_not_exist_ends_with_5(terminal: Terminal, words: tuple[str, ...]) -> None:
    """The sentence names what was asked for."""
    called = terminal(*words)
    assert called.code == 5
    assert called.out == ""
    asked = ("I-99", "zoe", "bravo", "no-such-mention")
    assert any(name in called.err for name in asked if name in words)


def test_without_a_config_it_ends_with_10_and_says_how_to_get_one(
    terminal: Terminal, tmp_path: Path
) -> None:
    """`socwatch init` is the way out."""
    called = terminal.bare("status", "--config", str(tmp_path / "none.toml"))
    assert called.code == 10
    assert "none.toml" in called.err
    assert "socwatch init" in called.err


def test_three_mistakes_are_three_lines_with_file_line_key_and_suggestion(
    terminal: Terminal, tmp_path: Path
) -> None:
    """All at once, each where an editor can jump to it, and exit 11."""
    words = config().replace('owner = "pr"\n', 'ownr = "pr"\n', 1)
    words = words.replace("repeat = 0", 'repeat = "often"').replace('kind = "rss"', 'kind = "rsss"')
    path = write_config(tmp_path, words)

    called = terminal.bare("check", "--config", str(path))

    assert called.code == 11
    lines = called.err.splitlines()
    assert len(lines) >= 3
    numbered = [line for line in lines if line.startswith(str(path) + ":")]
    for key, suggestion in (("ownr", "owner"), ("repeat", ""), ("kind", "rss")):
        (line,) = [one for one in numbered if key in one.split(": ")[1]]
        number = int(line.removeprefix(f"{path}:").split(":")[0])
        assert key in words.splitlines()[number - 1]
        assert suggestion in line


def test_the_mistakes_are_data_with_json(terminal: Terminal, tmp_path: Path) -> None:
    """Editors and CI read file, line, key and suggestion."""
    path = write_config(tmp_path, config().replace('kind = "rss"', 'kind = "rsss"'))
    called = terminal.bare("check", "--json", "--config", str(path))
    error = json.loads(called.err)
    assert (called.code, called.out) == (11, "")
    assert (error["type"], error["code"]) == ("exit_error", 11)
    (problem,) = error["problems"]
    assert problem["file"] == str(path)
    assert words_at(path, problem["line"]) == 'kind = "rsss"'
    assert "rss" in problem["suggestion"]


def words_at(path: Path, line: int) -> str:
    """The line of a file that a problem points to."""
    return path.read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_secret_that_cannot_be_read_ends_with_12(terminal: Terminal, tmp_path: Path) -> None:
    """The variable is named, so that somebody can set it."""
    smtp = 'smtp = { host = "127.0.0.1", port = 9, tls = "none", user = "x", password_env = "NO_SUCH_WORD" }'
    path = write_config(tmp_path, config().replace('mbox = "mail.mbox"', smtp))
    called = terminal.bare("mail", "test", "--config", str(path))
    checked = terminal.bare("check", "--config", str(path))
    strictly = terminal.bare("check", "--strict", "--config", str(path))
    assert (called.code, checked.code, strictly.code) == (12, 12, 12)
    for one in (called, checked, strictly):
        assert "NO_SUCH_WORD" in one.err
        assert one.out == ""


def test_a_mail_server_that_is_not_there_ends_with_13(terminal: Terminal, tmp_path: Path) -> None:
    """Nobody could be told, and the sentence says why."""
    smtp = 'smtp = { host = "127.0.0.1", port = 9, tls = "none" }'
    path = write_config(tmp_path, config().replace('mbox = "mail.mbox"', smtp))
    called = terminal.bare("mail", "test", "--config", str(path))
    assert (called.code, called.out) == (13, "")
    assert "dana@acme.example was not taken" in called.err


def test_a_damaged_database_ends_with_20_and_stays_as_it_is(terminal: Terminal) -> None:
    """Whoever repairs it finds every byte where it was."""
    database = terminal.path.parent / "out" / "socwatch.db"
    database.write_bytes(b"this is no database" * 1000)
    called = terminal("status")
    assert (called.code, called.out) == (20, "")
    assert "socwatch.db" in called.err
    assert database.read_bytes() == b"this is no database" * 1000


def test_a_database_of_a_newer_socwatch_ends_with_20(terminal: Terminal) -> None:
    """An old program must not write what it does not understand."""
    with sqlite3.connect(terminal.path.parent / "out" / "socwatch.db") as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    called = terminal("issues")
    assert (called.code, called.out) == (20, "")
    assert "newer" in called.err


def test_a_second_poller_ends_with_75_and_names_the_first(terminal: Terminal) -> None:
    """Only one process polls; looking is free."""
    database = terminal.path.parent / "out" / "socwatch.db"
    with lease(database, purpose="run", now=datetime(2026, 11, 22, tzinfo=UTC)):
        called = terminal("poll")
        looked = terminal("status")
    assert (called.code, called.out) == (75, "")
    assert "socwatch run (process" in called.err
    assert looked.code == 0
    assert "socwatch run (process" in looked.out


def test_status_says_by_its_code_that_somebody_is_wanted(terminal: Terminal) -> None:
    """4 while the fire is nobody's, 0 once Dana has it."""
    assert terminal("status", "--exit-code").code == 4
    assert terminal("status").code == 0
    terminal("ack", "I-2", "--by", "dana")
    assert terminal("status", "--exit-code").code == 0


def test_health_ends_with_4_without_a_good_poll(terminal: Terminal) -> None:
    """A replay is no poll."""
    called = terminal("health")
    assert called.code == 4
    assert "socwatch poll" in called.out


def test_errors_under_json_are_one_object_on_stderr(terminal: Terminal) -> None:
    """Wherever --json stands, and for typer's own errors too."""
    for words in (
        ("show", "I-99", "--json"), ("--json", "show", "I-99"), ("nonsense", "--json"),
        ("status", "--nonsense", "--json"), ("--json", "issues", "--limit", "-1"),
    ):  # fmt: skip
        called = terminal(*words)
        error = json.loads(called.err)
        assert called.out == ""
        assert (error["schema"], error["type"]) == ("socwatch.error/1", "exit_error")
        assert error["code"] == called.code
        assert error["message"]


def test_a_poll_of_which_a_part_fails_ends_with_3_and_one_line(
    terminal: Terminal, tmp_path: Path
) -> None:
    """The file is read; the press, where nobody listens, is named with its reason."""
    (tmp_path / "drop.jsonl").write_text('{"id": "1", "text": "The acme kettle"}\n')
    dead = 'url = "http://127.0.0.1:9/rss"\nallow_private = true'
    drop = '[[sources]]\nname = "drop"\nkind = "file"\npath = "drop.jsonl"\n'
    words = config(above=drop).replace('url = "https://news.example/rss"', dead)
    path = write_config(tmp_path, words)

    called = terminal.bare("poll", "--config", str(path))

    assert (called.code, called.out) == (3, "")
    (line,) = called.err.splitlines()
    assert line.startswith("socwatch: source press: broken: ")
    assert terminal.bare("mentions", "--config", str(path)).out.count("kettle") == 1


def test_a_good_poll_is_silent(terminal: Terminal, tmp_path: Path) -> None:
    """Cron mails whatever a job prints; there is nothing to say."""
    (tmp_path / "drop.jsonl").touch()
    words = config().replace('kind = "rss"', 'kind = "file"')
    words = words.replace('url = "https://news.example/rss"', 'path = "drop.jsonl"')
    path = write_config(tmp_path, words)
    called = terminal.bare("poll", "--config", str(path))
    assert (called.code, called.out, called.err) == (0, "", "")
    assert terminal.bare("health", "--config", str(path)).code == 0
