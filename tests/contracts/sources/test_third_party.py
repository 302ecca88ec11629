"""A kind of source from somebody else's package: the one of docs/howto/add-a-source.md, as printed.

The program runs in a process of its own, with the package on its path as an installer leaves it:
one module, and a .dist-info that names it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.http_server import LoopbackServer, Reply, Seen, serving
from tests.support.story import config

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "howto" / "add-a-source.md").read_text(encoding="utf-8")
KEY = "b0ard-k3y"
TOPIC_WORD = "acme"


def block(language: str, begins: str) -> str:
    """The page's block of code that begins so."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(next(one for one in found if one.startswith(begins)))


def answer(seen: Seen) -> Reply:
    """The board: a key is needed, two pages, and one notice that nobody asked for."""
    if seen.headers.get("x-key") != KEY:
        return Reply(status=401, body=b"a key, please")
    now = int(time.time())
    page = int(seen.query["page"])
    notices = [
        {
            "number": 10 * page + place,
            "html": f"<p>My Acme kettle &amp; I, part {10 * page + place}</p>",
            "written": now - 60 * (10 * page + place),
            "by": "ann",
            "url": f"https://board.example/{10 * page + place}",
        }
        for place in range(2)
    ]
    more = {"next_page": str(page + 1)} if page < 2 else {}
    return Reply(body=json.dumps({"notices": notices, **more}).encode())


@dataclass(frozen=True, slots=True)
class Installed:
    """The package in a folder, a config that uses it, and the program."""

    folder: Path
    server: LoopbackServer

    def write(self, *lines: str) -> None:
        """A config with one source of the kind."""
        base = config()
        begin = base.index("[[sources]]")
        end = base.index("[", begin + len("[[sources]]"))
        table = "\n".join(("[[sources]]", 'name = "village"', 'kind = "board"', *lines, "", ""))
        path = self.folder / "socwatch.toml"
        path.write_text(base[:begin] + table + base[end:], encoding="utf-8")

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the real program."""
        path = os.pathsep.join((str(self.folder / "packages"), str(ROOT)))
        environment = {**os.environ, "PYTHONPATH": path, "BOARD_KEY": KEY}
        return subprocess.run(
            [sys.executable, "-m", "socwatch", *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installed]:
    """The page's package, as an installer would leave it."""
    packages = tmp_path / "packages"
    about = packages / "socwatch_board-1.dist-info"
    about.mkdir(parents=True)
    (packages / "socwatch_board.py").write_text(block("python", '"""Notices'), encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: socwatch-board\nVersion: 1\n")
    written = block("toml", "[build-system]")
    _, _, names = written.partition('[project.entry-points."socwatch.sources"]\n')
    entries = names.partition("\n\n")[0].replace('"', "") + "\n"
    (about / "entry_points.txt").write_text(f"[socwatch.sources]\n{entries}")
    with serving(answer) as server:
        yield Installed(tmp_path, server)


def test_it_is_tried_without_a_config(installed: Installed) -> None:
    """`sources try` finds the kind, takes its keys, and shows what it brings."""
    server = f"server={installed.server.url}"
    words = ("sources", "try", "board", server, "token_env=BOARD_KEY", "allow_private=true")
    done = installed(*words, "--query", TOPIC_WORD, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["kind"], found["state"], found["read"]) == ("board", "ok", 4)
    assert found["mentions"][0]["text"] == "My Acme kettle & I, part 10"


def test_it_is_checked_polled_and_tested_like_any_other(installed: Installed) -> None:
    """The config knows its keys; a poll stores what it brings, each notice once."""
    installed.write(
        f'server = "{installed.server.url}"',
        "allow_private = true",
        'token_env = "BOARD_KEY"',
    )
    assert installed("check").returncode == 0
    assert installed("sources", "test").returncode == 0
    for _ in range(2):
        done = installed("poll", "--source", "village")
        assert (done.returncode, done.stderr) == (0, "")
    lines = installed("mentions", "--json").stdout.splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == ["10", "11", "20", "21"]
    [row] = json.loads(installed("sources", "list", "--json").stdout)
    assert (row["kind"], row["state"]) == ("board", "ok")


def test_its_refusal_is_told_and_its_key_is_not(installed: Installed) -> None:
    """A key that the service does not take is `unauthorised`, in a sentence without the key."""
    installed.write(
        f'server = "{installed.server.url}"',
        "allow_private = true",
        'token_command = ["echo", "wr0ng-k3y"]',
    )
    done = installed("poll")
    assert done.returncode == 3
    assert "source village: unauthorised" in done.stderr
    assert "wr0ng-k3y" not in done.stderr + done.stdout


def test_its_mistakes_in_the_config_have_a_line_and_a_suggestion(installed: Installed) -> None:
    """A key that the kind does not know, and one that it needs, are named with file and line."""
    installed.write('servr = "https://board.example"')
    done = installed("check")
    assert done.returncode == 11
    assert "servr" in done.stderr + done.stdout
    assert "server" in done.stderr + done.stdout
    assert "socwatch.toml:" in done.stderr + done.stdout
