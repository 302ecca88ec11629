"""A small replayed database for commands to look at, and a way to call them in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socwatch.cli.main import run
from tests.support.story import Story, config

#: Half an hour after the fire of 22 November.
NOW = "2026-11-22T03:00:00Z"

#: What a stranger may send: escapes, a title for the terminal, turned text, markup, a bare return.
HOSTILE = (
    "Acme \x1b[31mkettle\x1b[0m \x1b]0;owned\x07 \x9b2J [bold red]fire[/] [link=x]y[/link] "
    "\u202egnp.exe\u202c \u2066x\u2069 \rgone \x08\x7f <b>b</b> & \u200b{0} %s"
)

#: What the plan foresees for later.
TO_COME = """
[[plan.silences]]
topics = ["acme"]
from = 2026-12-01T00:00
to = 2026-12-01T06:00
because = "site move"
[[plan.events]]
name = "Winter sale"
from = 2026-12-27T09:00
to = 2026-12-28T23:00
expected_lift = 4
"""


def build(folder: Path) -> Path:
    """A night: an outage acknowledged, a fire that nobody has, a source that fails."""
    words = config(
        dana='quiet_hours = { from = 22:00, to = 07:00 }\ndeputy = "luis"', below=TO_COME
    )
    story = Story(folder, words.replace('"socwatch.db"', '"out/socwatch.db"'))
    story.post("01:10", "The Acme app has an outage", author="@tom", url="https://a.example/1")
    story.act("01:20", "ack", by="luis")
    story.post("02:24", HOSTILE, author="@\x1b[31mmal\u202e", url="https://a.example/2", likes=3)
    story.post("02:30", "El hervidor acme es de mi abuela y no funciona bien", lang="es")
    story.source("02:50", "unauthorised")
    story.run(until="02:55")
    return folder / "story.toml"


def write_config(folder: Path, words: str) -> Path:
    """A config file with these words."""
    path = folder / "socwatch.toml"
    path.write_text(words, encoding="utf-8")
    return path


class Called:
    """One call of the command line: its exit code, and what it wrote where."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def document(self) -> dict[str, object]:
        """stdout, when it is one JSON document."""
        return dict(json.loads(self.out))

    @property
    def lines(self) -> list[dict[str, object]]:
        """stdout, when it is JSON Lines."""
        return [dict(json.loads(line)) for line in self.out.splitlines()]


class Terminal:
    """Calls commands with one config, as a shell would, without the cost of a process."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def __call__(self, *words: str) -> Called:
        """The command with `--config` behind it."""
        return self.bare(*words, "--config", str(self.path))

    def bare(self, *words: str) -> Called:
        """The command as it stands."""
        self._capsys.readouterr()
        code = run(list(words))
        found = self._capsys.readouterr()
        return Called(code, found.out, found.err)
