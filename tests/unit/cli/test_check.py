"""`check` says what would fail later: secrets, and the database's folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.story import config
from tests.unit.cli.world import Terminal, write_config

TWO_SECRETS = config(below='[delivery]\nheartbeat_url_env = "NO_SUCH_HEART"').replace(
    'mbox = "mail.mbox"',
    'smtp = { host = "127.0.0.1", port = 9, tls = "none", user = "x", '
    'password_env = "NO_SUCH_WORD" }',
)


def test_every_unreadable_secret_is_named(terminal: Terminal, tmp_path: Path) -> None:
    """Who sets the first variable must not learn of the second at the next try."""
    path = write_config(tmp_path, TWO_SECRETS)
    called = terminal.bare("check", "--config", str(path))
    assert (called.code, called.out) == (12, "")
    assert called.err.splitlines()[0] == "socwatch: 2 secrets cannot be read:"
    for name in ("NO_SUCH_WORD", "NO_SUCH_HEART"):
        assert f"  the environment variable {name} is not set; set {name}" in called.err


def test_unreadable_secrets_are_one_object_with_json(terminal: Terminal, tmp_path: Path) -> None:
    """On stderr; stdout stays empty."""
    path = write_config(tmp_path, TWO_SECRETS)
    called = terminal.bare("check", "--json", "--config", str(path))
    error = json.loads(called.err)
    assert (called.code, called.out) == (12, "")
    assert (error["schema"], error["code"]) == ("socwatch.error/1", 12)
    assert "NO_SUCH_WORD" in error["message"]
    assert "NO_SUCH_HEART" in error["message"]


def test_secrets_that_can_be_read_change_nothing(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The config is fine, and no value is shown."""
    monkeypatch.setenv("NO_SUCH_WORD", "hunter2")
    monkeypatch.setenv("NO_SUCH_HEART", "https://heart.example/hunter2")
    called = terminal.bare("check", "--config", str(write_config(tmp_path, TWO_SECRETS)))
    assert (called.code, called.err) == (0, "")
    assert "is fine" in called.out
    assert "hunter2" not in called.out


@pytest.mark.parametrize(
    ("database", "says"),
    [("nowhere/socwatch.db", "nowhere does not exist"), ("notes/socwatch.db", "is no folder")],
)
def test_a_database_without_a_folder_is_a_warning(
    terminal: Terminal, tmp_path: Path, database: str, says: str
) -> None:
    """A slip in the path would start an empty database; with --strict it is a mistake."""
    (tmp_path / "notes").touch()
    path = write_config(tmp_path, config().replace('"socwatch.db"', f'"{database}"'))
    called = terminal.bare("check", "--config", str(path))
    as_json = terminal.bare("check", "--json", "--config", str(path))
    assert called.code == 0
    (line,) = called.err.splitlines()
    assert line.startswith(f"warning: {path}: database: ")
    assert says in line
    assert as_json.document["warnings"] == [line.removeprefix("warning: ")]
    assert terminal.bare("check", "--strict", "--config", str(path)).code == 11


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_warning(terminal: Terminal, tmp_path: Path) -> None:
    """Better known now than at the first poll of the service."""
    (tmp_path / "sealed").mkdir(mode=0o500)
    path = write_config(tmp_path, config().replace('"socwatch.db"', '"sealed/socwatch.db"'))
    called = terminal.bare("check", "--config", str(path))
    assert called.code == 0
    assert "cannot write into" in called.err


def test_secrets_of_headers_are_looked_for_by_their_variable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header is no variable: the one that holds it is named, and when it is set all is well."""
    source = (
        '[[sources]]\nname = "api"\nkind = "json"\nurl = "https://a.example/x"\n'
        'fields = { id = "id", text = "t" }\nheaders_env = { "X-Session" = "NO_SUCH_SESSION" }\n'
    )
    terminal = Terminal(write_config(tmp_path, config(below=source)), capsys)
    called = terminal("check")
    assert called.code == 12
    assert "NO_SUCH_SESSION" in called.err
    monkeypatch.setenv("NO_SUCH_SESSION", "x")
    assert terminal("check").code == 0
