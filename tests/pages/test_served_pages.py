"""The served pages in a real browser: the button of a link, and the wall on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from socwatch.model.issue import IssueState
from socwatch.web.gate import Wall
from tests.pages.browser import needed
from tests.pages.driver import Browser
from tests.pages.test_mails_in_a_browser import READ
from tests.support.web import browsable
from tests.unit.web.test_pages import Site, site

__all__ = ["site"]
pytestmark = needed
KEY = "0123456789abcdef" * 2


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """An empty window."""
    with Browser(tmp_path / "profile") as browser:
        yield browser


def test_a_link_shows_and_its_button_acts(site: Site, browser: Browser) -> None:
    """Opened and read anew nothing happens; clicked, the issue is theirs and the page says so."""
    link = f"{site.browser.base_url}{site.dana}"
    browser.resize(375, 700)
    for _ in range(2):
        browser.open(link)
        assert "Nobody has it yet" in browser.text
        assert site.issue().state is IssueState.OPEN
    browser.click("button")
    assert "acknowledged by Dana Okafor" in browser.text
    assert site.issue().owner == "dana"
    browser.open(link)
    assert "You have it since" in browser.text
    assert browser.run("document.querySelector('button')") is None


def test_another_site_cannot_press_the_button(site: Site, browser: Browser, tmp_path: Path) -> None:
    """A form on a page of somebody else sends the link: the browser says whence, and nothing is done."""
    link = f"{site.browser.base_url}{site.dana}"
    trap = tmp_path / "trap.html"
    token = site.dana.removeprefix("/a/")
    trap.write_text(
        f"<form method=post action='{link}'><input name=link value='{token}'>"
        "<button>Win a kettle</button></form>"
    )
    browser.open(trap.as_uri())
    browser.click("button")
    assert "Nothing was done" in browser.text
    assert site.issue().owner is None


def test_the_walls_key_stays_with_the_browser(site: Site, browser: Browser) -> None:
    """The address with the key is opened once; from the wall one comes to an issue and back."""
    with browsable(site.config, wall=Wall(shown=True, key=KEY)) as url:
        browser.open(f"{url}/")
        assert "Not without the key" in browser.text
        browser.open(f"{url}/?key={KEY}")
        assert browser.address == f"{url}/"
        browser.click("h1 + p a")
        assert browser.address == f"{url}/issues/I-1"
        assert "What happened".upper() in browser.text
        browser.click("p.foot a")
        assert "nobody has it" in browser.text
        assert KEY not in str(browser.run("document.documentElement.outerHTML + document.cookie"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_fits_and_every_word_stands_out(
    site: Site, tmp_path: Path, *, dark: bool
) -> None:
    """From a phone to a television: nothing scrolls sideways, and contrast is at least 4.5 to 1."""
    with (
        browsable(site.config, wall=Wall(shown=True)) as url,
        Browser(tmp_path / "profile", dark=dark) as browser,
    ):
        for path in ("/", "/issues/I-1", "/nothing", site.dana):
            for width, height in ((360, 740), (1024, 768), (1920, 1080)):
                browser.resize(width, height)
                browser.open(f"{url}{path}")
                assert browser.run("matchMedia('(prefers-color-scheme: dark)').matches") is dark
                assert browser.run("document.documentElement.scrollWidth") <= width, path
                faint = [words for ratio, words in browser.run(READ) if ratio < 4.5]
                assert faint == [], (path, width)
