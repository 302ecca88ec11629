"""What is particular to one service."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from socwatch.model.mention import MatchBasis, Mention, MentionKind, Outcome
from tests.contracts.sources.cases import (
    ACME,
    CASES,
    NOW,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

RSS, GOOGLE, HN, MASTODON = CASES


# Feeds ------------------------------------------------------------------------------------------


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


# Google News ------------------------------------------------------------------------------------


def test_google_asks_for_the_day_in_one_edition() -> None:
    """The edition's three parameters agree, and the newest day is asked for."""
    with serving(GOOGLE.answering("empty")) as server:
        pages_of(GOOGLE.source(server.url, hl="de", gl="DE"))
        (seen,) = server.seen
    assert seen.path == "/rss/search"
    assert dict(seen.query) == {
        "q": "(acme OR acme) when:1d",
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


# Hacker News ------------------------------------------------------------------------------------


def hits(times: Sequence[int]) -> list[dict[str, object]]:
    """Comments written at these times, their time being their id."""
    return [
        {"objectID": f"{at}", "created_at_i": at, "comment_text": "Acme", "author": "x"}
        for at in times
    ]


def algolia(stored: list[dict[str, object]], wall: int = 50, size: int = 10) -> Script:
    """A search that keeps to its filters, newest first, and shows no more than the wall."""

    def script(seen: Seen) -> Reply:
        low, high = 0, 10**12
        for bound in seen.query["numericFilters"].split(","):
            field, sign, value = bound.partition(">" if ">" in bound else "<")
            assert field == "created_at_i"
            low, high = (int(value), high) if sign == ">" else (low, int(value))
        found = [one for one in stored if low < int(f"{one['created_at_i']}") < high]
        found.sort(key=lambda one: -int(f"{one['created_at_i']}"))
        shown = found[:wall]
        start = int(seen.query["page"]) * size
        answer = {"hits": shown[start : start + size], "nbHits": len(found)}
        return Reply(body=json.dumps({**answer, "nbPages": -(-len(shown) // size)}).encode())

    return script


def test_hacker_news_is_asked_alternative_by_alternative() -> None:
    """No OR: one request each, newest first, for stories and comments of the last day."""
    with serving(HN.answering("empty")) as server:
        pages_of(HN.source(server.url), topics=(ACME, topic("bravo", "bravo")))
        asked = [seen.query for seen in server.seen]
    assert [one["query"] for one in asked] == ["acme", "bravo"]
    assert {one["tags"] for one in asked} == {"(story,comment)"}
    day_ago = int((NOW - timedelta(days=1)).timestamp())
    assert {one["numericFilters"] for one in asked} == {f"created_at_i>{day_ago}"}


def test_a_comment_speaks_for_itself() -> None:
    """Its title is none: that of the story was written by somebody else."""
    with serving(HN.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(HN.source(server.url)))}
    comment, story = by_id["42000002"], by_id["9007199254740993"]
    assert (comment.kind, comment.title, comment.in_reply_to) == (
        MentionKind.COMMENT,
        None,
        "42000001",
    )
    assert comment.text == "I'd like an Acme\nnow"
    assert comment.url == "https://news.ycombinator.com/item?id=42000002"
    assert (story.likes, story.replies, comment.likes) == (0, 0, None)
    assert story.key == "hackernews:9007199254740993"


def test_the_thousand_hit_wall_is_climbed() -> None:
    """More than a search shows is read by asking for what is older."""
    newest = int(NOW.timestamp()) - 10
    with serving(algolia(hits(range(newest - 230, newest)))) as server:
        pages = pages_of(HN.source(server.url))
    found = [mention.id for mention in mentions_in(pages)]
    assert len(found) == len(set(found)) == 230
    assert pages[-1].outcome is Outcome.OK


def test_what_one_poll_cannot_read_is_read_by_the_next() -> None:
    """The gap is remembered: nothing is lost, and until it is closed the outcome is partial."""
    newest = int(NOW.timestamp()) - 10
    stored = hits(range(newest - 600, newest))
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
    ids = {mention.id for mention in mentions_in([*first, *second])}
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    assert len(ids) == 600


def test_late_hits_are_found_in_the_overlap() -> None:
    """The index is late at times: an hour is read again, without repeating what was known."""
    newest = int(NOW.timestamp()) - 10
    stored = hits([newest - 600, newest])
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        before = last_cursor(pages_of(source))
        stored.extend(hits([newest - 3_000]))
        late = mentions_in(pages_of(source, before))
    assert [mention.id for mention in late] == [f"{newest - 3_000}"]


def test_a_hit_from_the_future_hides_nothing() -> None:
    """A wrong clock at the service does not move the cursor past what is to come."""
    newest = int(NOW.timestamp()) - 10
    stored = hits([newest, newest + 10**6])
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        before = last_cursor(pages_of(source))
        stored.extend(hits([newest + 5]))
        found = mentions_in(pages_of(source, before))
    assert f"{newest + 5}" in [mention.id for mention in found]


def test_a_service_that_repeats_itself_ends() -> None:
    """The same page for every question is not asked for for ever."""
    body = json.dumps({"hits": hits([5, 4]), "nbHits": 10**6, "nbPages": 1000}).encode()
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(HN.source(server.url))
        assert len(server.seen) <= 4
    assert len(mentions_in(pages)) == 2


# Mastodon ---------------------------------------------------------------------------------------


def status(number: int, minutes_ago: float, **fields: object) -> dict[str, object]:
    """A public post with an id that grows with time."""
    at = NOW - timedelta(minutes=minutes_ago)
    return {
        "id": f"{117640000000000000 + number}",
        "uri": f"https://kettle.social/users/ola/statuses/{number}",
        "created_at": at.isoformat().replace("+00:00", "Z"),
        "content": "<p>#acme</p>",
        "visibility": "public",
        **fields,
    }


def server_of(statuses: list[dict[str, object]], size: int = 40) -> Script:
    """A timeline with min_id (from the old end) and max_id (from the new end)."""

    def script(seen: Seen) -> Reply:
        if "instance" in seen.path:
            return Reply(status=404)
        low, high = int(seen.query.get("min_id", 0)), int(seen.query.get("max_id", 10**30))
        shown = sorted((one for one in statuses if low < int(f"{one['id']}") < high), key=_id)
        page = (shown[:size] if "min_id" in seen.query else shown[-size:])[::-1]
        link = f'<http://x/?max_id={page[-1]["id"]}>; rel="next"' if page else ""
        return Reply(body=json.dumps(page).encode(), headers={"Link": link} if link else {})

    return script


def _id(one: dict[str, object]) -> int:
    return int(f"{one['id']}")


def test_mastodon_reads_forward_without_a_gap() -> None:
    """More than a page between two polls is read page after page, oldest first."""
    statuses = [status(0, 300)]
    with serving(server_of(statuses)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.extend(status(number, 200 - number) for number in range(1, 101))
        pages = pages_of(source, before)
    assert len(mentions_in(pages)) == 100
    assert [len(page.mentions) for page in pages if page.mentions] == [40, 40, 20]


def test_a_post_that_arrives_late_is_found() -> None:
    """A post of another server gets an id of the past; the overlap finds it, once."""
    statuses = [status(0, 300), status(10, 2)]
    with serving(server_of(statuses)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.append(status(5, 4))
        second = pages_of(source, before)
        third = pages_of(source, last_cursor(second))
    assert [one.id.rpartition("/")[2] for one in mentions_in(second)] == ["5"]
    assert mentions_in(third) == []


def test_a_first_look_goes_back_one_day() -> None:
    """The newest pages of the last day are read, older ones are not asked for."""
    statuses = [status(200 - number, number * 30) for number in range(200)]
    with serving(server_of(statuses)) as server:
        found = mentions_in(pages_of(MASTODON.source(server.url)))
    assert len(found) == 80


def test_more_than_one_poll_may_read_is_partial_and_goes_on() -> None:
    """25 pages a poll; the rest follows, none twice."""
    statuses = [status(0, 300)]
    with serving(server_of(statuses, size=4)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.extend(status(number, 250) for number in range(1, 111))
        first = pages_of(source, before)
        second = pages_of(source, last_cursor(first))
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    assert [len(mentions_in(pages)) for pages in (first, second)] == [100, 10]


def only(*statuses: dict[str, object]) -> list[Mention]:
    """The mentions of a timeline that has these posts."""
    with serving(server_of(list(statuses))) as server:
        return mentions_in(pages_of(MASTODON.source(server.url)))


def test_a_content_warning_belongs_to_the_text() -> None:
    """It is what readers see first."""
    (mention,) = only(status(1, 5, spoiler_text="burns &amp; scalds", language=None, url=None))
    assert mention.text == "burns & scalds\n\n#acme"
    assert mention.lang is None


def test_a_boost_carries_the_words_of_the_post() -> None:
    """It is a repost by who boosts, with an identity of its own."""
    inner = status(1, 9, content="<p>burnt by #acme</p>", url="https://kettle.social/@ola/1")
    (mention,) = only(status(2, 5, reblog=inner, content="", account={"acct": "eve@x.example"}))
    assert (mention.kind, mention.text) == (MentionKind.REPOST, "burnt by #acme")
    assert mention.id.endswith("/2")
    assert mention.author is not None
    assert mention.author.handle == "eve@x.example"


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": "direct"},
        {"visibility": "private"},
        {"account": {"acct": "ola", "noindex": True}},
        {"account": {"acct": "ola", "discoverable": False}},
    ],
)
def test_who_does_not_want_to_be_found_is_not(fields: dict[str, object]) -> None:
    """Such posts are left out with a reason, and are no fault of the server."""
    with serving(server_of([status(1, 5, **fields)])) as server:
        pages = pages_of(MASTODON.source(server.url))
    assert mentions_in(pages) == []
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert [len(page.skipped) for page in pages if page.skipped] == [1]


def test_an_account_of_the_server_gets_its_full_name() -> None:
    """`acct` leaves the own server out; the handle is the same wherever it is seen."""
    account = {"id": "7", "acct": "acme", "url": "https://kettle.social/@acme"}
    (mention,) = only(status(1, 5, account=account))
    assert mention.author is not None
    assert mention.author.handle == "acme@kettle.social"
    assert mention.author.followers is None


def test_one_post_on_two_servers_is_one_mention() -> None:
    """Its ids differ from server to server, its uri does not."""
    first, second = only(status(1, 5))[0], only({**status(1, 5), "id": "9"})[0]
    assert first.key == second.key


@pytest.mark.parametrize("code", [401, 422])
def test_a_server_that_wants_a_login_is_unauthorised(code: int) -> None:
    """Old servers say 422."""
    with serving(always(Reply(status=code, body=b'{"error": "x"}'))) as server:
        (last,) = pages_of(MASTODON.source(server.url))
    assert last.outcome is Outcome.UNAUTHORISED


@pytest.mark.parametrize(
    ("access", "outcome"), [("public", Outcome.OK), ("authenticated", Outcome.UNAUTHORISED)]
)
def test_a_closed_server_is_not_a_quiet_one(access: str, outcome: Outcome) -> None:
    """An empty list from a server that closed its hashtags is a refusal."""
    feeds = {"hashtag_feeds": {"local": access, "remote": access}}
    config = json.dumps({"configuration": {"timelines_access": feeds}}).encode()
    with serving(lambda seen: Reply(body=config if "instance" in seen.path else b"[]")) as server:
        last = pages_of(MASTODON.source(server.url))[-1]
    assert last.outcome is outcome


def test_without_a_hashtag_there_is_nothing_to_ask() -> None:
    """The reason is told; nothing is asked."""
    no_tag = replace(ACME, query=replace(ACME.query, root=ACME.query.root.parts[0]))  # type: ignore[union-attr]
    with serving(MASTODON.answering("first")) as server:
        (last,) = pages_of(MASTODON.source(server.url), topics=(no_tag,))
        assert server.seen == []
    assert last.outcome is Outcome.MISCONFIGURED


def test_configured_hashtags_are_read_as_well() -> None:
    """Beside those of the queries, each once."""
    with serving(MASTODON.answering("first")) as server:
        pages_of(MASTODON.source(server.url, hashtags=["Acme", "kettles"]))
        tags = {seen.path.rpartition("/")[2] for seen in server.seen}
    assert tags == {"acme", "kettles"}


def test_times_with_fractions_are_kept() -> None:
    """Milliseconds of the service survive."""
    (mention,) = only({**status(1, 5), "created_at": "2026-11-22T05:00:00.125Z"})
    assert mention.published_at == datetime.fromisoformat("2026-11-22T05:00:00.125+00:00")
