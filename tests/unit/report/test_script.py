"""The page's only script: uPlot as it was released, let in by its hash."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import resources

from socwatch.report.as_html import TEMPLATES
from socwatch.report.letter import Chart, Point
from socwatch.report.script import CREDIT, digest_of, placed, script, series

VENDOR = resources.files("socwatch.report") / "templates" / "vendor"


def test_what_others_wrote_is_as_they_released_it() -> None:
    """Every file beside the list of checksums has the one it names."""
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = {name: wanted for wanted, name in (line.split() for line in lines)}
    assert set(named) == {"uPlot.LICENSE", "uPlot.iife.min.js", "uPlot.min.css"}
    for name, wanted in named.items():
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == wanted


def test_the_policy_names_what_stands_in_the_page() -> None:
    """The hash is of exactly what is between the tags."""
    page = placed("<!-- uplot-css --> {{ text }} <!-- script -->", TEMPLATES)
    (inside,) = re.findall(r"<script>(.*)</script>", page, re.DOTALL)
    assert digest_of(inside) == digest_of(script(TEMPLATES))
    assert CREDIT in inside


def test_nothing_in_it_reaches_out() -> None:
    """No address but names of XML kinds, and no call that would load something."""
    words = script(TEMPLATES)
    named = set(re.findall(r"https?://[^\s)*]+", words))
    assert named == {"https://github.com/leeoniya/uPlot"}  # in the comment that says whose it is
    assert not re.findall(r"\b(?:fetch|XMLHttpRequest|WebSocket|importScripts|eval)\b", words)


def test_what_was_not_read_is_null() -> None:
    """Unknown is null and never 0; times are the reader's local ones."""
    at = datetime(2026, 11, 22, 3, tzinfo=UTC)
    points = (
        Point(at=at, label="03:00", mentions=None, low=1, high=4),
        Point(at=at + timedelta(hours=1), label="04:00", mentions=7),
    )
    it = json.loads(series(Chart(finding="", points=points)))
    assert it["n"] == [None, 7]
    assert it["high"] == [4, None]
    assert it["t"][1] - it["t"][0] == 3600
    assert it["whole"] is False
