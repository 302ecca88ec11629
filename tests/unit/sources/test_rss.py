"""Feeds: what changed, what they are, what they say."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from urllib.parse import urljoin

import pytest

from socwatch.model.mention import MatchBasis, Mention, Outcome
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources.rss import Options
from socwatch.watch.collect import collect
from tests.contracts.sources.cases import (
    NOW,
    QUICK,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Seen, always, serving
from tests.support.world import World

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
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SOURCE, ("acme",))


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


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Wed, 25 Nov 2026 10:00:00 +0100", "2026-11-25T09:00"),
        ("Wed, 25 Nov 2026 10:00:00 CET", "2026-11-25T09:00"),
        ("Wed, 24 Jun 2026 10:00:00 cest", "2026-06-24T08:00"),
        ("Wed, 25 Nov 2026 10:00:00 EST", "2026-11-25T15:00"),
        ("November 25, 2026 10:00 AM", "2026-11-25T10:00"),
        ("25/11/2026 10:00", "2026-11-25T10:00"),
        ("1795600800", "2026-11-25T10:00"),
        ("03/04/2026 10:00", None),
        ("soon", None),
    ],
)
def test_dates_as_feeds_write_them(written: str, at: str | None) -> None:
    """Zones by name, and dates in the ways of people; what reads in two ways is unknown."""
    (mention,) = feed_mentions(
        f"<rss version='2.0'><channel><item><guid>1</guid><title>Acme</title>"
        f"<pubDate>{written}</pubDate></item></channel></rss>"
    )
    found = mention.published_at
    assert (found and f"{found:%Y-%m-%dT%H:%M}") == at


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("dana@kettle.example (Dana Okafor)", "Dana Okafor"),
        ("Dana Okafor &lt;dana@kettle.example&gt;", "Dana Okafor"),
        ("dana@kettle.example", "dana@kettle.example"),
        ("Dana (Kettles)", "Dana (Kettles)"),
    ],
)
def test_an_author_is_a_name(written: str, name: str) -> None:
    """The mail address beside it is left out."""
    (mention,) = feed_mentions(
        f"<rss version='2.0'><channel><item><guid>1</guid><title>Acme</title>"
        f"<author>{written}</author></item></channel></rss>"
    )
    assert mention.author is not None
    assert mention.author.name == name


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


FEED = "<rss version='2.0'><channel>{head}{items}</channel></rss>"
ITEM = "<item><guid>{0}</guid><title>Acme {0}</title></item>"


def feed_body(*ids: str, head: str = "") -> bytes:
    """A feed with these entries."""
    return FEED.format(head=head, items="".join(ITEM.format(one) for one in ids)).encode()


@pytest.mark.parametrize(
    ("preset", "of", "address"),
    [
        ("google_alerts", "12/34", "https://www.google.com/alerts/feeds/12/34"),
        (
            "google_alerts",
            "https://www.google.de/alerts/feeds/12/34",
            "https://www.google.com/alerts/feeds/12/34",
        ),
        (
            "youtube_channel",
            "UCab_-12",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCab_-12",
        ),
        (
            "youtube_playlist",
            "PLab",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLab",
        ),
        ("reddit", "r/kettles", "https://www.reddit.com/r/kettles/new/.rss"),
        ("reddit", "/u/acme", "https://www.reddit.com/user/acme/.rss"),
        (
            "reddit",
            '"acme kettle"',
            "https://www.reddit.com/search.rss?q=%22acme%20kettle%22&sort=new",
        ),
        ("mastodon_account", "@acme@kettle.social", "https://kettle.social/@acme.rss"),
        ("mastodon_tag", "#Acme@kettle.social", "https://kettle.social/tags/Acme.rss"),
        ("mastodon_tag", "wasserkocherölen", "https://mastodon.social/tags/wasserkocher%C3%B6len.rss"),
        ("bluesky", "@acme.bsky.social", "https://bsky.app/profile/acme.bsky.social/rss"),
        ("bluesky", "did:plc:abc123", "https://bsky.app/profile/did%3Aplc%3Aabc123/rss"),
        ("bing_news", "acme & sons", "https://www.bing.com/news/search?q=acme%20%26%20sons&format=rss"),
        ("medium_tag", "kettles", "https://medium.com/feed/tag/kettles"),
        ("medium_author", "acme", "https://medium.com/feed/@acme"),
        ("wordpress", "https://Blog.example/", "https://blog.example/feed/"),
        ("wordpress_search", "blog.example acme kettle", "https://blog.example/?s=acme%20kettle&feed=rss2"),
        ("substack", "acme", "https://acme.substack.com/feed"),
        ("tumblr", "acme", "https://acme.tumblr.com/rss"),
        ("devto_tag", "acme", "https://dev.to/feed/tag/acme"),
        ("lobsters_tag", "security", "https://lobste.rs/t/security.rss"),
    ],
)  # fmt: skip
def test_a_preset_makes_the_address(preset: str, of: str, address: str) -> None:
    """Nobody need know how a service writes the addresses of its feeds."""
    assert Options.model_validate({"preset": preset, "of": of}).feed == address


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "either url, or preset and of"),
        ({"url": "https://a.example", "preset": "tumblr", "of": "a"}, "either url, or preset"),
        ({"preset": "tumblr"}, "go together"),
        ({"url": "https://a.example", "of": "a"}, "go together"),
        ({"preset": "youtube_channel", "of": "@acme"}, "such as UC"),
        ({"preset": "substack", "of": "evil.example/x"}, "such as acme"),
        ({"preset": "mastodon_account", "of": "acme@127.0.0.1"}, "such as @acme"),
        ({"preset": "google_alerts", "of": "https://evil.example/alerts/feeds/1/2"}, "such as"),
        ({"preset": "myspace", "of": "acme"}, "preset"),
    ],
)
def test_a_source_has_one_feed(keys: dict[str, str], words: str) -> None:
    """A gap of an address is filled with what fits there, and with nothing else."""
    with pytest.raises(ValueError, match=words):
        Options.model_validate(keys)


def test_a_preset_is_asked_at_its_path() -> None:
    """`base_url` stands for the service here too; entries are what the service has."""
    with serving(always(Reply(body=feed_body("1")))) as server:
        source = RSS.source(server.url, url=None, preset="reddit", of="r/kettles")
        (mention,) = mentions_in(pages_of(source))
        assert server.seen[0].path == "/r/kettles/new/.rss"
    assert mention.kind == "post"


def test_what_is_gone_for_good_is_said() -> None:
    """410 is no passing failure, and 404 of a preset names the key to look at."""
    with serving(always(Reply(status=410))) as server:
        (gone,) = pages_of(RSS.source(server.url))
    with serving(always(Reply(status=404))) as server:
        (unknown,) = pages_of(RSS.source(server.url, url=None, preset="substack", of="acme"))
    assert (gone.outcome, unknown.outcome) == (Outcome.MISCONFIGURED,) * 2
    assert "gone for good" in gone.because
    assert "check `of` of substack" in unknown.because


@pytest.mark.parametrize(("status", "asked_first"), [(301, "/new"), (308, "/new"), (302, "/rss")])
def test_a_feed_that_moves_for_good_is_asked_there(status: int, asked_first: str) -> None:
    """Its new address is remembered and told; a detour for today is neither."""

    def script(seen: Seen) -> Reply:
        moved = seen.path != "/new"
        return Reply(status=status, headers={"Location": "/new"}) if moved else Reply(body=body)

    body = feed_body("1")
    with serving(script) as server:
        source = RSS.source(server.url)
        first = pages_of(source)
        server.seen.clear()
        body = feed_body("1", "2")
        second = pages_of(source, last_cursor(first))
        assert server.seen[0].path == asked_first
    assert [one.id for one in mentions_in([*first, *second])] == ["1", "2"]
    told = "change url" in first[-1].because and "change url" in second[-1].because
    assert told is (status != 302)


def test_a_feed_that_moved_and_moves_back_is_found() -> None:
    """When the new address knows nothing, the one in the config is asked again."""
    body = feed_body("1")

    def script(seen: Seen) -> Reply:
        if seen.path == "/new":
            return Reply(body=body) if not back else Reply(status=404)
        return Reply(body=body) if back else Reply(status=301, headers={"Location": "/new"})

    back = False
    with serving(script) as server:
        source = RSS.source(server.url)
        first = pages_of(source)
        back = True
        (page,) = pages_of(source, last_cursor(first))
    assert (page.outcome, page.because, page.mentions) == (Outcome.OK, "", ())


PAGE = """<!DOCTYPE html><html><head><title>Acme</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="Acme" href="{href}"></head></html>"""


def test_a_page_leads_to_its_feed() -> None:
    """People paste a homepage: the feed that it names is read, remembered, and said."""

    def script(seen: Seen) -> Reply:
        page = seen.path == "/rss"
        return Reply(body=PAGE.format(href="../feed.xml").encode() if page else feed_body("1"))

    with serving(script) as server:
        source = RSS.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
        assert [seen.path for seen in server.seen] == ["/rss", "/feed.xml", "/feed.xml"]
    assert [one.id for one in mentions_in([*first, *second])] == ["1"]
    assert "the feed that it names is read" in second[-1].because
    assert first[-1].next == second[-1].next


@pytest.mark.parametrize(
    ("href", "outcome"),
    [
        ("/rss", Outcome.BROKEN),  # a page that names itself
        ("javascript:alert(1)", Outcome.BROKEN),
        ("file:///etc/passwd", Outcome.BROKEN),
        ("http://169.254.169.254/latest/meta-data", Outcome.MISCONFIGURED),
    ],
)
def test_a_page_leads_nowhere_else(href: str, outcome: Outcome) -> None:
    """One step, to a web address, and not where a source may not go."""
    with serving(always(Reply(body=PAGE.format(href=href).encode()))) as server:
        keys = {"url": f"{server.url}/rss", "allow_private": True}
        source = registry.build("here", "rss", Options(**keys), http=Http(manners=QUICK))
        (last,) = pages_of(source)
        assert len(server.seen) <= 2
    assert last.outcome is outcome


@pytest.mark.parametrize(
    ("head", "every", "minutes"),
    [
        ("<ttl>45</ttl>", "15m", 45),
        ("<ttl>6000</ttl>", "15m", 60),
        ("<ttl>10</ttl>", "15m", None),
        ("<ttl>soon</ttl>", "15m", None),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            "15m",
            30,
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", "15m", 60),
    ],
)
def test_a_feed_that_asks_for_a_pause_gets_it(head: str, every: str, minutes: int | None) -> None:
    """When it is longer than `every`, up to an hour; also when nothing has changed."""
    body = feed_body("1", head=head).replace(
        b"<rss ", b"<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
    )
    with serving(always(Reply(body=body))) as server:
        source = RSS.source(server.url, every=every)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert first[-1].retry_at == second[-1].retry_at == expected
    assert {page.outcome for page in (*first, *second)} == {Outcome.OK}


def test_a_link_that_counts_clicks_is_one_entry() -> None:
    """Bing's detours differ at every look; what they lead to does not."""
    item = (
        "<item><title>Acme</title><link>http://www.bing.com/news/apiclick.aspx?ref=1&amp;tid={}"
        "&amp;url=https%3a%2f%2fn.example%2fa&amp;c=1</link></item>"
    )
    with serving(always(Reply(body=FEED.format(head="", items=item.format(1)).encode()))) as server:
        source = RSS.source(server.url)
        first = pages_of(source)
        server.script = always(Reply(body=FEED.format(head="", items=item.format(2)).encode()))
        second = pages_of(source, last_cursor(first))
    (mention,) = mentions_in(first)
    assert (mention.id, mention.url) == ("https://n.example/a",) * 2
    assert mentions_in(second) == []


@pytest.mark.parametrize("validates", [True, False], ids=["304", "200"])
def test_a_feed_that_does_not_change_is_not_written(tmp_path: Path, validates: bool) -> None:
    """Poll after poll: the cursor stays the very same string, and no mention is touched."""

    def script(seen: Seen) -> Reply:
        known = validates and seen.headers.get("if-none-match") == '"v1"'
        # The careless server stamps the same body anew at every answer.
        tag = '"v1"' if validates else f'"{len(server.seen)}"'
        return Reply(status=304) if known else Reply(body=feed_body("1"), headers={"ETag": tag})

    with serving(script) as server, World(tmp_path, sources=[RSS.source(server.url)]) as world:
        asyncio.run(collect(world.setup, world.now, force=True))
        cursors = {world.store.watching.source_states()["here"].cursor}
        wrote = connect(world.path).execute("SELECT count(*), max(id) FROM mention").fetchall()
        for _ in range(5):
            world.forward(timedelta(minutes=5))
            asyncio.run(collect(world.setup, world.now, force=True))
            cursors.add(world.store.watching.source_states()["here"].cursor)
        again = connect(world.path).execute("SELECT count(*), max(id) FROM mention").fetchall()
        assert len(server.seen) == 6
        assert [("if-none-match" in seen.headers) for seen in server.seen] == [False] + [True] * 5
    assert len(cursors) == 1
    assert wrote == again
