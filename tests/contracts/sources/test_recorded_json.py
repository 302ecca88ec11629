"""Recorded answers of real services, read with nothing but a config."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, Outcome
from socwatch.sources import registry
from socwatch.sources._http import Http
from tests.contracts.sources.cases import QUICK, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, Seen, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings"

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)

LOBSTERS = {
    "url": "https://lobste.rs/newest.json",
    "fields": {
        "id": "short_id",
        "url": "short_id_url",
        "title": "title",
        "text": "description_plain",
        "published_at": "created_at",
        "author": "submitter_user",
        "likes": "score",
        "replies": "comment_count",
    },
}
TWEETS = {
    "url": "https://x.example/1.1/search/tweets.json?q={query}",
    "items": "statuses",
    "date_format": "%a %b %d %H:%M:%S %z %Y",
    "cursor": {"kind": "link", "path": "search_metadata.next_results"},
    "fields": {
        "id": "id_str",
        "text": ["full_text", "text"],
        "lang": "lang",
        "published_at": "created_at",
        "author": "user.screen_name",
        "author_id": "user.id_str",
        "author_name": "user.name",
        "followers": "user.followers_count",
        "likes": "favorite_count",
        "reposts": "retweet_count",
        "in_reply_to": "in_reply_to_status_id_str",
    },
}
THREADS = {
    "url": "https://threads.example/me/threads",
    "items": "data",
    "fields": {
        "id": "id",
        "url": "permalink",
        "text": "text",
        "published_at": "timestamp",
        "author": "username",
    },
}


def read(name: str, options: Mapping[str, object]) -> tuple[object, list[Mention]]:
    """A recorded answer and what comes of it; read again, nothing does."""
    body = (RECORDINGS / name).read_bytes()
    nothing = b"[]" if body.lstrip().startswith(b"[") else b'{"statuses": [], "data": []}'

    def script(seen: Seen) -> Reply:
        return Reply(body=nothing if "max_id" in seen.query else body)

    with serving(script) as server:
        raw = {**options, "base_url": server.url, "allow_private": True}
        checked = registry.options_of("json").model_validate(raw)
        source = registry.build("here", "json", checked, http=Http(manners=QUICK))
        pages = pages_of(source)
        assert mentions_in(pages_of(source, last_cursor(pages))) == []
    assert {page.outcome for page in pages} == {Outcome.OK}, pages[-1].because
    return json.loads(body), mentions_in(pages)


def test_lobsters() -> None:
    """Stories: ids, permalinks, UTC times, points and comments."""
    answer, mentions = read("lobsters/item_2026.json", LOBSTERS)
    assert isinstance(answer, list)
    assert len(mentions) == len(answer)
    for mention, story in zip(mentions, answer, strict=True):
        assert (mention.id, mention.title) == (story["short_id"], story["title"])
        assert mention.url == story["short_id_url"]
        at = datetime.fromisoformat(story["created_at"])
        assert mention.published_at == at
        assert mention.published_at.tzinfo is UTC
        assert (mention.likes, mention.replies) == (story["score"], story["comment_count"])
        assert (mention.views, mention.reposts) == (None, None)
        assert mention.author is not None
        assert mention.author.handle == story["submitter_user"]


@pytest.mark.parametrize("name", ["search_tweets", "user_fav_tweets"])
def test_old_tweets(name: str) -> None:
    """A time in a form of its own, ids as text, entities decoded, counts of 0 kept."""
    options = dict(TWEETS)
    if name == "user_fav_tweets":
        options["items"] = ""
    answer, mentions = read(f"huginn/{name}.json", options)
    items = answer["statuses"] if isinstance(answer, dict) else answer
    assert isinstance(items, list)
    by_id = {mention.id: mention for mention in mentions}
    assert len(by_id) == len(mentions) == len({one["id_str"] for one in items})
    for item in items:
        mention = by_id[item["id_str"]]
        at = datetime.strptime(item["created_at"], "%a %b %d %H:%M:%S %z %Y")
        assert mention.published_at == at
        assert (mention.likes, mention.reposts) == (item["favorite_count"], item["retweet_count"])
        assert (mention.replies, mention.lang) == (None, item["lang"])
        assert mention.author is not None
        assert mention.author.followers == item["user"]["followers_count"]
        assert "&amp;" not in mention.text
        assert mention.in_reply_to == item["in_reply_to_status_id_str"]


def test_threads() -> None:
    """A list within the answer, and an offset of a zone without a colon."""
    answer, mentions = read("huginn/threads_user_posts.json", THREADS)
    assert isinstance(answer, dict)
    assert [mention.id for mention in mentions] == [one["id"] for one in answer["data"]]
    assert [mention.url for mention in mentions] == [one["permalink"] for one in answer["data"]]
    for mention, one in zip(mentions, answer["data"], strict=True):
        assert mention.published_at == datetime.fromisoformat(one["timestamp"])


def test_hacker_news() -> None:
    """Of several fields the one that is there."""
    recorded = json.loads((RECORDINGS / "hackernews" / "fixtures.json").read_text("utf-8"))
    replies = [one["reply"] for one in recorded if "/search" in one["url"]]
    options = {
        "url": "https://hn.example/api/v1/search_by_date?query={query}",
        "items": "hits",
        "fields": {
            "id": "objectID",
            "title": "title",
            "text": ["comment_text", "story_text"],
            "published_at": "created_at_i",
            "author": "author",
            "likes": "points",
        },
    }
    for reply in replies:
        with serving(lambda _, reply=reply: Reply(body=json.dumps(reply).encode())) as server:  # type: ignore[misc]
            raw = {**options, "base_url": server.url, "allow_private": True}
            checked = registry.options_of("json").model_validate(raw)
            found = mentions_in(
                pages_of(registry.build("here", "json", checked, http=Http(manners=QUICK)))
            )
        assert [one.id for one in found] == [hit["objectID"] for hit in reply["hits"]]
        assert [one.likes for one in found] == [hit["points"] for hit in reply["hits"]]
        assert not any("<p>" in one.text for one in found)
