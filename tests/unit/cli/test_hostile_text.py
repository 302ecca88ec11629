"""What strangers write stays text in every answer, whoever reads it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.world import NOW, Terminal

ANSWERS = [
    ("mentions",), ("mentions", "--plain"), ("mentions", "--json"), ("show", "I-2"),
    ("show", "I-2", "--json"), ("why", "m2"), ("why", "m2", "--json"), ("status",),
    ("status", "--json"), ("watch", "--plain", "--once"), ("watch", "--once", "--json"),
    ("issues",), ("sources", "list"), ("replay", "{folder}/story.jsonl"),
    ("replay", "{folder}/story.jsonl", "--json"), ("digest", "--format", "txt"),
    ("digest", "--format", "md"), ("digest", "--format", "csv"), ("digest", "--format", "json"),
    ("digest", "--format", "html"),
]  # fmt: skip
#: Control characters but the newline, C1 controls, and what turns or hides text.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_no_control_character_reaches_stdout(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Neither raw nor, in JSON, as an escape that a reader would turn back into one."""
    called = terminal(*(one.format(folder=terminal.path.parent) for one in words))
    assert called.code == 0
    assert len(called.out) > 50
    assert not OBEYED.search(called.out.replace("\r\n", "\n"))  # CSV ends its lines so
    if "--json" in words:
        decoded = [json.loads(line) for line in called.out.splitlines()]
        assert not OBEYED.search(json.dumps(decoded, ensure_ascii=False).replace("\\n", ""))


def test_markup_of_our_own_libraries_is_shown_as_it_is_written(terminal: Terminal) -> None:
    """[bold red] is text; it colours nothing and does not vanish."""
    for words in (("mentions",), ("show", "I-2"), ("why", "m2")):
        assert "[bold red]fire[/]" in terminal(*words, "--plain").out


def test_the_html_digest_escapes_tags(terminal: Terminal) -> None:
    """A post cannot bring markup into the page."""
    page = terminal("digest", "--format", "html").out
    assert "<b>b</b>" not in page
    assert "&lt;b&gt;b&lt;/b&gt;" in page


def in_a_terminal(words: list[str], more: dict[str, str]) -> bytes:
    """What a real terminal of 80 columns would be sent."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **more}
    command = [sys.executable, "-m", "socwatch", *words]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    ) as child:
        os.close(theirs)
        sent = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is gone
                break
            if not part:
                break
            sent += part
        child.wait(timeout=20)
    os.close(ours)
    return sent


@pytest.fixture(scope="module")
def coloured(original: Path) -> bytes:
    """The issues on a terminal that may show colours."""
    config = str(original / "story.toml")
    return in_a_terminal(["issues", "--config", config], {"SOCWATCH_NOW": NOW, "NO_COLOR": ""})


def test_a_terminal_gets_the_table(coloured: bytes) -> None:
    """The pseudo-terminal works: what is tested below is not an empty answer."""
    assert b"product safety" in coloured


@pytest.mark.parametrize(
    ("flags", "environment"),
    [
        ([], {"NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
        (["--color", "never"], {}),
        (["--plain"], {}),
    ],
    ids=["NO_COLOR", "TERM=dumb", "--color never", "--plain"],
)
def test_a_terminal_that_wants_no_colour_gets_no_escape_byte(
    original: Path, flags: list[str], environment: dict[str, str]
) -> None:
    """Not one, in the command that shows most of what strangers wrote."""
    words = ["mentions", "--config", str(original / "story.toml"), *flags]
    sent = in_a_terminal(words, {"SOCWATCH_NOW": NOW, **environment})
    assert b"kettle" in sent
    assert b"\x1b" not in sent


def test_a_strangers_escapes_do_not_reach_a_terminal_with_colours(original: Path) -> None:
    """Colour may be ours; the title, the cleared screen and the link of the post are gone."""
    words = ["mentions", "--config", str(original / "story.toml"), "--color", "always"]
    sent = in_a_terminal(words, {"SOCWATCH_NOW": NOW})
    assert b"kettle" in sent
    assert b"\x1b]" not in sent
    assert "\x9b".encode() not in sent
    assert b"\x1b[2J" not in sent
    assert b"\x1b[31m" not in sent
