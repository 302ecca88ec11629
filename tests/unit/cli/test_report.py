"""`report`: a span or an issue, in five forms, to a private file or to stdout."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from tests.support.story import Story, config
from tests.unit.cli.world import NOW, Terminal


def test_the_page_is_written_privately_and_its_path_is_printed(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without flags: a page of the last seven days in the current folder."""
    monkeypatch.chdir(tmp_path)
    called = terminal("report")
    path = tmp_path / "socwatch-report-2026-11-22.html"
    assert (called.code, called.out.strip()) == (0, path.name)
    assert path.stat().st_mode & 0o777 == 0o600
    page = path.read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'sha256-" in page
    assert not re.findall(r"<(?:img|link|iframe|script [^>]*)\b", page)
    assert page.count("<script>") == 1
    assert "\x1b" not in page


def test_an_issue_has_its_after_action(terminal: Terminal) -> None:
    """Who had it and after how long, beside what the plan asks for."""
    called = terminal("report", "--issue", "I-1", "--format", "txt")
    assert called.code == 0
    assert "I-1: TIMELINE" in called.out
    assert "I-1: WHO WAS TOLD WHEN" in called.out
    assert "I-2: TIMELINE" not in called.out
    assert "the plan asks for" in called.out


def test_json_names_its_schema(terminal: Terminal) -> None:
    """One document, with the timeline of each issue."""
    document = json.loads(terminal("--json", "report").out)
    assert document["schema"] == "socwatch.report/1"
    assert all(one["timeline"] for one in document["issues"])


def test_no_form_lets_hostile_text_out(terminal: Terminal) -> None:
    """No escape, no markup, no cell that a spreadsheet would run."""
    for form in ("html", "md", "txt", "csv", "json"):
        out = terminal("report", "--format", form, "-o", "-").out
        assert out
        assert not set(out) & {"\x1b", "\x9b", "\x07", "\u202e"}, form
        assert "<b>b</b>" not in out or form in ("txt", "csv", "json"), form


def test_a_formula_in_a_story_is_a_text_in_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a stranger wrote twice heads a story; a spreadsheet must not run it."""
    story = Story(tmp_path, config().replace('"socwatch.db"', '"out/socwatch.db"'))
    for minute, who in ((10, "@a"), (20, "@b")):
        story.post(f"02:{minute}", "=HYPERLINK(1) the acme kettle leaks all over", author=who)
    story.run(until="02:55")
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    out = Terminal(tmp_path / "story.toml", capsys)("report", "--format", "csv").out
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert [cell for cell in cells if "HYPERLINK" in cell]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_json_goes_to_stdout_or_is_refused(terminal: Terminal) -> None:
    """--json with another form and no file would print what is no JSON."""
    assert terminal("--json", "report", "--format", "html").code == 2


def test_a_device_is_written_to_and_not_replaced(terminal: Terminal, tmp_path: Path) -> None:
    """A pipe in the place of the file is still one afterwards."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert terminal("report", "--format", "txt", "-o", str(pipe)).code == 0
    assert b"socwatch" in os.read(reader, 65536)
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--issue", "I-99"), 5),
        (("--topic", "nobody"), 5),
        (("--since", "1d", "--until", "2d"), 2),
        (("--since", "2027-01-01", "--until", "2027-01-02"), 2),
        (("--since", "yesterday"), 2),
        (("--format", "pdf"), 2),
    ],
)
def test_what_cannot_be_reported_is_said(
    terminal: Terminal, flags: tuple[str, ...], code: int
) -> None:
    """Unknown names end with 5, odd spans and forms with 2, and stdout stays empty."""
    called = terminal("report", *flags)
    assert (called.code, called.out) == (code, "")
