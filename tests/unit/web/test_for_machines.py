"""What other programs read: figures for Prometheus, an Atom feed, and the digest of a day."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import httpx
import pytest

from tests.support.web import browsable
from tests.unit.web.test_pages import Site, site

__all__ = ["site"]

SAMPLE = re.compile(r'^socwatch_[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\.)*",?)+\})? -?[0-9.e+]+$')


def get(config: Path, path: str, *, wall: bool = True) -> httpx.Response:
    """The answer to a GET."""
    with browsable(config, wall=wall) as url, httpx.Client() as browser:
        return browser.get(f"{url}{path}")


@pytest.mark.parametrize("path", ["/metrics", "/feed.atom", "/digests/2026-11-22"])
def test_they_are_there_only_where_the_wall_is(site: Site, path: str) -> None:
    """Behind a public name only links and /healthz answer."""
    assert get(site.config, path).status_code == 200
    assert get(site.config, path, wall=False).status_code == 404


def test_every_line_of_the_figures_is_one(site: Site) -> None:
    """A help, a type and samples in the form that Prometheus reads, each family once."""
    answer = get(site.config, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    for line in lines:
        assert line.startswith(("# HELP ", "# TYPE ")) or SAMPLE.match(line), line
    helps = [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert len(set(helps)) == len(helps)
    assert 'socwatch_issues{severity="red",state="open"} 1' in lines
    assert 'socwatch_source_up{source="press"} 1' in lines


def test_the_feed_is_an_atom_feed_of_our_words(site: Site) -> None:
    """Well formed, the latest first, with ids that stay; no word of a mention."""
    answer = get(site.config, "/feed.atom")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.version == "atom10"
    ids = [entry.id for entry in found.entries]
    assert ids
    assert len(set(ids)) == len(ids)
    assert "opened RED" in found.entries[-1].title
    assert "caught fire" not in answer.text
    assert ids == [
        entry.id for entry in feedparser.parse(get(site.config, "/feed.atom").content).entries
    ]


def test_the_digest_of_a_day(site: Site) -> None:
    """A day that was is shown; one to come, and what is no day, are refused in words."""
    assert "Times are local to Europe/London" in get(site.config, "/digests/2026-11-22").text
    assert "still to come" in get(site.config, "/digests/2027-01-01").text
    assert "Write the day as in" in get(site.config, "/digests/yesterday").text
