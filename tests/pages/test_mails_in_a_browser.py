"""Every kind of mail in a real browser, as a phone would show it: by day, and in the dark."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from socwatch.report.digest import as_html
from tests.golden.report.test_golden import MAILS
from tests.golden.report.test_people import FACTS
from tests.pages.browser import browse, needed

pytestmark = needed

PHONE = 360
PAGES = {**{name: lambda name=name: MAILS[name]().html for name in MAILS},
         "digest_people": lambda: as_html(FACTS)}  # fmt: skip
#: Measures each piece of text that is shown against what is painted behind it, as WCAG 2 does.
READ = """(() => {
const light = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const parts = colour => colour.match(/[\\d.]+/g).map(Number);
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const ground = element => {
  for (; element; element = element.parentElement) {
    const found = parts(getComputedStyle(element).backgroundColor);
    if (found.length < 4 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const read = [];
while (walk.nextNode()) {
  const element = walk.currentNode.parentElement;
  const words = walk.currentNode.data.replace(/[\\s\\u00a0]+/g, ' ').trim();
  if (!words || element.tagName === 'SCRIPT' || !element.checkVisibility()) continue;
  const style = getComputedStyle(element);
  const ink = element.closest('svg') ? style.fill : style.color;
  const both = [parts(ink), ground(element)].map(luminance);
  both.sort((a, b) => b - a);
  read.push([(both[0] + 0.05) / (both[1] + 0.05), words.slice(0, 60)]);
}
return read;
})()"""
PROBE = f"""
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const wide = document.documentElement.scrollWidth;
parent.postMessage({{name: NAME, wide, dark, read: {READ}}}, '*');
"""


@cache
def measured(*, dark: bool) -> dict[str, dict[str, object]]:
    """What a phone shows of each mail: how wide it is, and how well each text stands out."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        frames = ""
        for one, make in PAGES.items():
            probe = f"<script>const NAME = {json.dumps(one)};{PROBE}</script>"
            (folder / f"{one}.html").write_text(make() + probe, encoding="utf-8")
            frames += f"<iframe src='{one}.html' style='width:{PHONE}px;height:800px;border:0'>"
            frames += "</iframe>"
        outer = folder / "outer.html"
        outer.write_text(
            "<meta name='color-scheme' content='light dark'><pre id='found'></pre>"
            "<script>const found = {}; onmessage = it => { found[it.data.name] = it.data;"
            "document.getElementById('found').textContent = JSON.stringify(found) }</script>"
            + frames,
            encoding="utf-8",
        )
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        shown = browse(
            outer, scheme, "--hide-scrollbars", "--dump-dom", "--virtual-time-budget=5000"
        )
    found = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert found is not None
    return dict(json.loads(html.unescape(found[1])))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_word_stands_out(name: str, *, dark: bool) -> None:
    """At least 4.5 to 1 against what is painted behind it, in the scheme that was asked for."""
    page = measured(dark=dark)[name]
    assert page["dark"] is dark
    read = page["read"]
    assert isinstance(read, list)
    assert len(read) > 3
    faint = [(round(ratio, 2), words) for ratio, words in read if ratio < 4.5]
    assert faint == []


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_phone(name: str) -> None:
    """Nothing is wider than 360 pixels, so that nobody scrolls sideways at night."""
    assert measured(dark=False)[name]["wide"] == PHONE
