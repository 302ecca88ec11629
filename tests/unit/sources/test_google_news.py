"""Google News: the edition, the headline, the walls."""

from __future__ import annotations

import json

import pytest

from socwatch.model.mention import Outcome
from tests.contracts.sources.cases import (
    ACME,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, always, serving

GOOGLE = next(case for case in all_cases() if case.kind == "google_news")


def test_google_asks_for_the_day_in_one_edition() -> None:
    """The edition's three parameters agree, and the newest day is asked for."""
    with serving(GOOGLE.answering("empty")) as server:
        pages_of(GOOGLE.source(server.url, hl="de", gl="DE"))
        (seen,) = server.seen
    assert seen.path == "/rss/search"
    assert dict(seen.query) == {
        "q": "acme when:1d",
        "hl": "de",
        "gl": "DE",
        "ceid": "DE:de",
    }


def test_google_asks_for_the_week_after_an_absence() -> None:
    """A weekend without power loses no article."""
    with serving(GOOGLE.answering("empty")) as server:
        source = GOOGLE.source(server.url)
        state = json.loads(last_cursor(pages_of(source)))
        state["read_at"] -= 2 * 86_400
        pages_of(source, json.dumps(state))  # type: ignore[arg-type]
        assert server.seen[-1].query["q"].endswith("when:7d")


def test_a_headline_loses_the_publisher_only() -> None:
    """ " - Publisher" goes when it is the publisher; a dash of the headline stays."""
    with serving(GOOGLE.answering("first")) as server:
        first = {one.id: one for one in mentions_in(pages_of(GOOGLE.source(server.url)))}
        server.script = GOOGLE.answering("sparse")
        (sparse,) = mentions_in(pages_of(GOOGLE.source(server.url)))
    assert first["CBMione"].title == "Acme & Sons recall kettles 🔥 - again"
    assert sparse.title == "Acme - a story"
    assert (first["CBMione"].domain, sparse.domain) == ("kettle.example", None)
    assert first["CBMione"].text == ""
    assert first["CBMione"].url == "https://news.google.com/rss/articles/CBMione?oc=5"


def test_an_article_of_two_topics_is_one_mention() -> None:
    """Both topics are named, also when the second is added a poll later."""
    bravo = topic("bravo", "bravo")
    with serving(GOOGLE.answering("first")) as server:
        source = GOOGLE.source(server.url)
        both = mentions_in(pages_of(source, topics=(ACME, bravo)))
        alone = pages_of(source)
        later = mentions_in(pages_of(source, last_cursor(alone), topics=(ACME, bravo)))
    assert len(both) == len(later) == 3
    assert {one.found_by for one in (*both, *later)} == {("acme", "bravo")}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=302, headers={"Location": "https://consent.google.com/m?continue=x"}),
        Reply(status=503, body=b"<html>sorry</html>"),
        Reply(status=429, body=b"<html>sorry</html>"),
        Reply(body=b"Too many requests"),
    ],
)
def test_googles_walls_are_refusals(reply: Reply) -> None:
    """Consent, captcha and excuses are never "nothing was said"."""
    with serving(always(reply)) as server:
        (last,) = pages_of(GOOGLE.source(server.url))
    assert last.outcome is Outcome.REFUSED
