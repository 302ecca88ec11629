"""The report in a real browser: charts are drawn, nothing is loaded, nothing overflows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socwatch.report.document import document
from tests.golden.report.world import REPORT
from tests.pages.browser import browse, needed

pytestmark = needed


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A report as a file."""
    path = tmp_path / "report.html"
    path.write_text(document(REPORT), encoding="utf-8")
    return path


def test_every_chart_is_drawn_and_keeps_its_table(page: Path) -> None:
    """The policy lets our script run: a canvas for each figure, its table below."""
    shown = browse(page, "--dump-dom", "--window-size=900,1200")
    figures = shown.count("<figure")
    assert figures > 0
    assert shown.count("<canvas") == figures
    assert shown.count("Table of these numbers") == figures
    assert 'class="still"' in shown


def test_a_changed_script_does_not_run(page: Path) -> None:
    """Whoever adds a word to the script is kept out by the policy, and the picture stays."""
    words = page.read_text(encoding="utf-8").replace("<script>", "<script>/* */", 1)
    page.write_text(words, encoding="utf-8")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        browse(page, "--dump-dom")


@pytest.mark.parametrize("width", [360, 390, 900])
def test_nothing_is_wider_than_the_screen(page: Path, width: int) -> None:
    """On a phone as on a desk: no sideways scrolling."""
    assert wideness(page.read_text(encoding="utf-8"), page.parent, width) <= width


def wideness(words: str, folder: Path, width: int) -> int:
    """How wide a page lays itself out on a screen that is so wide."""
    bare = re.sub(r"<meta http-equiv=.*?>", "", words, count=1)
    probe = "<script>parent.postMessage(document.documentElement.scrollWidth, '*')</script>"
    (folder / "probed.html").write_text(bare + probe, encoding="utf-8")
    outer = folder / "outer.html"
    outer.write_text(
        f"<iframe src='probed.html' style='border:0;width:{width}px;height:900px'></iframe>"
        "<script>onmessage = it => { document.body.dataset.wide = it.data }</script>",
        encoding="utf-8",
    )
    shown = browse(outer, "--dump-dom", "--virtual-time-budget=3000", "--window-size=1000,1000")
    found = re.search(r'data-wide="(\d+)"', shown)
    assert found is not None
    return int(found.group(1))


def test_it_prints(page: Path) -> None:
    """A PDF of some pages, without a script in it."""
    path = page.parent / "report.pdf"
    browse(page, f"--print-to-pdf={path}", "--no-pdf-header-footer")
    assert path.read_bytes().startswith(b"%PDF")
