"""Recorded answers of real services, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, MentionKind, Outcome
from tests.contracts.sources.cases import all_cases, mentions_in, pages_of, topic
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings"
BY_KIND = {case.kind: case for case in all_cases()}

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)

FEEDS = sorted(
    path
    for folder in ("feeds/miniflux/parser", "huginn", "discourse", "google_news")
    for path in (RECORDINGS / folder).iterdir()
    if path.suffix in (".xml", ".rss", ".atom")
)
SMALL_FEEDS = sorted((RECORDINGS / "feeds" / "feedparser").rglob("*.xml"))
STATUSES = [
    (path.stem, number)
    for path in sorted((RECORDINGS / "mastodon").glob("*.rec.json"))
    for number, one in enumerate(json.loads(path.read_text("utf-8"))["interactions"])
    if "/api/v1/statuses/" in one["request"]["url"] or "timelines" in one["request"]["url"]
    if one["request"]["method"] == "GET" and '"content"' in one["response"]["body"]
    if '"account"' in one["response"]["body"] and "history" not in one["request"]["url"]
]


def replayed(kind: str, body: bytes, word: str = "acme") -> list[Mention]:
    """The mentions of one recorded answer, whatever was asked."""
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(BY_KIND[kind].source(server.url), topics=(topic("t", word),))
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    return mentions_in(pages)


def _hackernews() -> list[tuple[str, dict[str, object]]]:
    recorded = json.loads((RECORDINGS / "hackernews" / "fixtures.json").read_text("utf-8"))
    return [(one["url"], one["reply"]) for one in recorded if "/search" in one["url"]]


@pytest.mark.parametrize(("url", "reply"), _hackernews())
def test_hacker_news(url: str, reply: dict[str, list[dict[str, object]]]) -> None:
    """Ids, times, counts and permalinks are the service's; null stays None and 0 stays 0."""
    mentions = replayed("hackernews", json.dumps(reply).encode())
    assert len(mentions) == len(reply["hits"])
    for mention, hit in zip(mentions, reply["hits"], strict=True):
        assert mention.id == hit["objectID"]
        assert mention.url == f"https://news.ycombinator.com/item?id={mention.id}"
        assert mention.published_at == datetime.fromtimestamp(int(f"{hit['created_at_i']}"), UTC)
        assert (mention.likes, mention.replies) == (hit["points"], hit["num_comments"])
        assert (mention.kind is MentionKind.COMMENT) == bool(hit["comment_text"])
        assert mention.author is not None
        assert mention.author.handle == hit["author"]
        assert "<p>" not in mention.text
        assert "&#x27;" not in mention.text


@pytest.mark.parametrize(("stem", "number"), STATUSES)
def test_mastodon(stem: str, number: int) -> None:
    """A real status keeps its uri, its time, its language and its counts, and loses its tags."""
    recorded = json.loads((RECORDINGS / "mastodon" / f"{stem}.json").read_text("utf-8"))
    answer = json.loads(recorded["interactions"][number]["response"]["body"])
    statuses = answer if isinstance(answer, list) else [answer]
    statuses = [one for one in statuses if one["account"].get("discoverable") is not False]
    mentions = replayed("mastodon", json.dumps(statuses).encode(), "hoot")
    by_id = {mention.id: mention for mention in mentions}
    assert len(by_id) == len(mentions) == len(statuses)
    for status in statuses:
        mention = by_id[status["uri"]]
        assert mention.published_at == datetime.fromisoformat(status["created_at"])
        assert (mention.lang, mention.likes) == (status["language"], status["favourites_count"])
        assert mention.author is not None
        assert mention.author.followers == status["account"]["followers_count"]
        assert mention.text.startswith(status["spoiler_text"])
        assert "</" not in mention.text


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_real_feeds(path: Path) -> None:
    """Every item of a real feed becomes a mention with an id, clean words and a UTC time."""
    body = path.read_bytes()
    mentions = replayed("google_news" if "google" in str(path) else "rss", body)
    items = max(body.count(b"<item>") + body.count(b"<item "), body.count(b"<entry>"))
    assert len(mentions) == items
    assert len({mention.id for mention in mentions}) == items
    for mention in mentions:
        words = f"{mention.title} {mention.text}"
        assert words.strip()
        assert not any(trace in words for trace in ("</p>", "<br", "&nbsp;", "&#8217;"))
        assert mention.published_at is None or mention.published_at.tzinfo is UTC


@pytest.mark.parametrize("path", SMALL_FEEDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_odd_feeds(path: Path) -> None:
    """A feed of any oddity is read or has an outcome; nothing is raised, no script survives."""
    with serving(always(Reply(body=path.read_bytes()))) as server:
        pages = pages_of(BY_KIND["rss"].source(server.url))
    assert pages[-1].outcome in (Outcome.OK, Outcome.BROKEN)
    for mention in mentions_in(pages):
        assert "onmouse" not in mention.text
        assert mention.url is None or mention.url.startswith("http")


@pytest.mark.parametrize("name", ["huginn/xkcd.html", "feeds/miniflux/encoding/iso-8859-1.html"])
def test_web_pages(name: str) -> None:
    """A real web page where a feed is due is a failure."""
    with serving(always(Reply(body=(RECORDINGS / name).read_bytes()))) as server:
        (last,) = pages_of(BY_KIND["rss"].source(server.url))
    assert last.outcome is Outcome.BROKEN
