"""Feeds: what changed, what they are, what they say."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urljoin

import pytest

from socwatch.model.mention import MatchBasis, Mention, Outcome
from tests.contracts.sources.cases import (
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Seen, always, serving

RSS = next(case for case in all_cases() if case.kind == "rss")


def feed_mentions(body: str | bytes, **options: object) -> list[Mention]:
    """The mentions of one feed."""
    raw = body if isinstance(body, bytes) else body.encode()
    with serving(always(Reply(body=raw))) as server:
        return mentions_in(pages_of(RSS.source(server.url, **options)))


def test_a_feed_is_asked_only_for_what_changed() -> None:
    """Validators of the last answer come back with the next question; 304 is fine and empty."""

    def script(seen: Seen) -> Reply:
        known = seen.headers.get("if-none-match") == '"v1"'
        headers = {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 05:00:00 GMT"}
        return Reply(status=304) if known else Reply(body=RSS.body("first"), headers=headers)

    with serving(script) as server:
        source = RSS.source(server.url)
        second = pages_of(source, last_cursor(pages_of(source)))
        third = pages_of(source, last_cursor(second))
        assert "if-modified-since" in server.seen[-1].headers
    assert [page.outcome for page in (*second, *third)] == [Outcome.OK, Outcome.OK]
    assert mentions_in([*second, *third]) == []


def test_validators_belong_to_an_address() -> None:
    """Another feed under the same name is read whole."""
    headers = {"ETag": '"v1"'}
    with serving(always(Reply(body=RSS.body("first"), headers=headers))) as server:
        before = last_cursor(pages_of(RSS.source(server.url)))
        pages_of(RSS.source(server.url, url="https://kettle.example/other"), before)
        assert "if-none-match" not in server.seen[-1].headers


def test_a_feed_that_is_a_search_belongs_to_its_topics() -> None:
    """match = "all": the feed decided, and its entries carry every topic that reads it."""
    (mention, *_) = feed_mentions(RSS.body("first"), match="all")
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SERVER, ("acme",))


def test_an_entry_has_its_author_comments_and_language() -> None:
    """What a feed says beside the words is kept; no comments is 0, not unknown."""
    mention = {one.id: one for one in feed_mentions(RSS.body("first"))}["kw-1"]
    assert mention.author is not None
    assert mention.author.name == "Ola Nordmann"
    assert (mention.replies, mention.lang) == (0, "en-gb")
    assert mention.title == "Acme & Sons recall 40,000 kettles"
    assert mention.text.startswith("Acme says no one was hurt")
    assert mention.text.endswith(".\n\nCafé owners disagree.")
    assert mention.key == "here:kw-1"


def test_a_google_alert_leads_to_the_page_itself() -> None:
    """The detour over Google is taken out of the link, the bold out of the words."""
    (mention,) = feed_mentions(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        "<id>tag:google.com,2013:googlealerts/feed:12345678901234567890</id>"
        '<title type="html">&lt;b&gt;Acme&lt;/b&gt; recalls &amp;amp; repairs</title>'
        '<link href="https://www.google.com/url?rct=j&amp;url=https://n.example/a%3Fb%3D1&amp;ct=ga"/>'
        "<published>2026-11-22T01:00:00Z</published>"
        '<content type="html">the &lt;b&gt;Acme&lt;/b&gt;&amp;nbsp;kettle</content></entry></feed>'
    )
    assert mention.url == "https://n.example/a?b=1"
    assert mention.title == "Acme recalls & repairs"
    assert mention.text == "the Acme kettle"


def test_a_json_feed_is_a_feed() -> None:
    """Version 1.1: its ids, HTML, authors and times."""
    item = {
        "id": 7,
        "url": "https://n.example/7",
        "title": "Acme",
        "content_html": "<p>no &amp; yes</p>",
        "date_published": "2026-11-22T03:00:00+02:00",
        "authors": [{"name": "Ola"}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [item]}
    (mention,) = feed_mentions(json.dumps(feed))
    assert (mention.id, mention.text, mention.lang) == ("7", "no & yes", "en")
    assert mention.published_at == NOW - timedelta(hours=5)
    assert mention.author is not None


_BASED = 'xml:base="https://kettle.example/blog/"'


@pytest.mark.parametrize("end", ["</rss>", "<broken></rss>"], ids=["strict", "loose"])
@pytest.mark.parametrize("base", ["", _BASED], ids=["no base", "base"])
@pytest.mark.parametrize(
    "guid", ["g0", "/2026/g0", "?p=7", "tag:kettle.example,2026:7", "https://kettle.example/a/../b"]
)
def test_an_id_stays_as_the_feed_has_it(guid: str, base: str, end: str) -> None:
    """Ids are joined to no address, whether they say that they are links or not."""
    kinds = ("<guid>", '<guid isPermaLink="true">', '<guid isPermaLink="false">')
    for kind in kinds:
        (mention,) = feed_mentions(
            f'<rss version="2.0" {base}><channel><item>{kind}{guid}</guid><title>Acme</title>'
            f"<link>https://kettle.example/recall</link></item></channel>{end}"
        )
        assert (mention.id, mention.key) == (guid, f"here:{guid}")
        assert mention.url == "https://kettle.example/recall"


def test_an_atom_id_stays_as_the_feed_has_it() -> None:
    """In Atom too, where only the link is joined to the base."""
    (mention,) = feed_mentions(
        f'<feed xmlns="http://www.w3.org/2005/Atom" {_BASED}><entry><id>e0</id>'
        '<title>Acme</title><link href="../recall"/></entry></feed>'
    )
    assert (mention.id, mention.url) == ("e0", "https://kettle.example/recall")


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ("<guid>g0</guid><link>recall</link>", "recall"),
        ("<link>/recall</link><guid>g0</guid>", "/recall"),
    ],
)
def test_links_are_completed(item: str, path: str) -> None:
    """A relative link counts from the feed's address, or from the base that the feed names."""
    head, tail = "<channel><item><title>Acme</title>", "</item></channel></rss>"
    with serving(always(Reply(body=f"<rss version='2.0'>{head}{item}{tail}".encode()))) as server:
        (plain,) = mentions_in(pages_of(RSS.source(server.url)))
        assert plain.url == f"{server.url}/recall"
    (based,) = feed_mentions(f"<rss version='2.0' {_BASED}>{head}{item}{tail}")
    assert based.url == urljoin("https://kettle.example/blog/", path)


@pytest.mark.parametrize(
    ("guid", "url"), [("https://kettle.example/7", "https://kettle.example/7"), ("g0", None)]
)
def test_an_id_is_a_link_only_as_a_whole_address(guid: str, url: str | None) -> None:
    """Without a link a permanent address serves as one; anything else leads nowhere."""
    (mention,) = feed_mentions(
        f"<rss version='2.0'><channel><item><guid>{guid}</guid><title>Acme</title></item>"
        "</channel></rss>"
    )
    assert (mention.id, mention.url) == (guid, url)


def test_a_feed_that_moves_repeats_nothing() -> None:
    """Relative ids are the same ids at another address."""
    body = (
        b"<rss version='2.0'><channel><item><guid>g0</guid><title>A</title></item></channel></rss>"
    )
    with serving(always(Reply(body=body))) as first, serving(always(Reply(body=body))) as second:
        cursor = last_cursor(pages_of(RSS.source(first.url)))
        assert mentions_in(pages_of(RSS.source(second.url), cursor)) == []


@pytest.mark.parametrize(
    ("sent", "views"), [("15000000000", 15_000_000_000), (str(2**63), None), ("-1", None)]
)
def test_views_of_a_video(sent: str, views: int | None) -> None:
    """A count as large as any is taken; one that nobody can have leaves the entry as it is."""
    (mention,) = feed_mentions(
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">'
        "<entry><id>yt:video:1</id><title>Acme</title><media:group><media:community>"
        f'<media:statistics views="{sent}"/></media:community></media:group></entry></feed>'
    )
    assert mention.views == views


@pytest.mark.parametrize("body", [b'{"items": []}', b'{"error": 1}', b"just words", b"<x/>"])
def test_what_is_no_feed_is_broken(body: bytes) -> None:
    """An answer of another kind is never an empty feed."""
    with serving(always(Reply(body=body))) as server:
        (last,) = pages_of(RSS.source(server.url))
    assert last.outcome is Outcome.BROKEN


def test_entities_in_a_feed_open_no_file_and_no_memory() -> None:
    """External entities are not fetched, and a bomb of entities costs nothing."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    (mention,) = feed_mentions(
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">{laughs}]>'
        "<rss version='2.0'><channel><item><guid>1</guid><title>Acme &x; &l9;</title></item>"
        "</channel></rss>"
    )
    assert "root:" not in f"{mention}"
    assert len(f"{mention}") < 2_000
