"""`report`: a span or an issue, in five forms, to a private file or to stdout."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.world import Terminal


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
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert not re.findall(r"<(?:script|img|link|iframe)\b", page)
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
    for row in csv.reader(io.StringIO(terminal("report", "--format", "csv").out)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


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
