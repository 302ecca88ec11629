"""The screen on the wall: shown where it may be, in our words only."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.support.web import browsable
from tests.unit.web.test_pages import Site, site

__all__ = ["site"]


def get(config: Path, *, wall: bool) -> httpx.Response:
    """The page of the wall."""
    with browsable(config, wall=wall) as url, httpx.Client() as browser:
        return browser.get(f"{url}/")


def test_the_wall_says_what_is_open_and_quotes_nobody(site: Site) -> None:
    """Severity in words, who is told next, the usual; no word of a mention, no script."""
    page = get(site.config, wall=True)
    assert page.status_code == 200
    for words in ("RED", "I-1", "nobody has it", "told at", "usual", "On call"):
        assert words in page.text
    assert "caught fire" not in page.text
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_the_wall_is_not_there_unless_it_may_be(site: Site) -> None:
    """Behind a public name only links and /healthz answer."""
    assert get(site.config, wall=False).status_code == 404


def test_a_wall_that_looked_long_ago_is_stale(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four minutes after the last tick it says so."""
    monkeypatch.setenv("SOCWATCH_NOW", "2026-11-22T02:34:00Z")
    assert "STALE 4 min" in get(site.config, wall=True).text
