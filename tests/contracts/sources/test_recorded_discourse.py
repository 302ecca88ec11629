"""Recorded answers of real Discourse forums, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, MentionKind, Outcome
from tests.contracts.sources.cases import NOW, all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, Seen, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "discourse"
SEARCH, LATEST = (case for case in all_cases() if case.kind == "discourse")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)

_LISTED = json.loads((RECORDINGS / "posts_latest.json").read_text("utf-8"))["latest_posts"]
_STREAMS = {
    path.stem: json.loads(path.read_text("utf-8"))["post_stream"]["posts"]
    for path in [*sorted(RECORDINGS.glob("t_*_posts_*.json")), RECORDINGS / "topic.json"]
}
POSTS = {"posts_latest": _LISTED, **_STREAMS}


def replayed(posts: list[dict[str, object]]) -> list[Mention]:
    """The mentions of these posts as a list of newest ones; a second poll brings none again."""
    body = json.dumps({"latest_posts": posts}).encode()
    with serving(always(Reply(body=body))) as server:
        source = LATEST.source(server.url)
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    assert mentions_in(again) == []
    return mentions_in(pages)


@pytest.mark.parametrize("name", POSTS)
def test_posts(name: str) -> None:
    """Number, time in UTC, author, replies and permalink are the forum's; words lose their tags."""
    posts = [one for one in POSTS[name] if one["post_type"] in (1, 2)]
    mentions = {mention.id: mention for mention in replayed(POSTS[name])}
    assert set(mentions) == {str(one["id"]) for one in posts}
    for post in posts:
        mention = mentions[str(post["id"])]
        where = f"{post['topic_slug']}/{post['topic_id']}/{post['post_number']}"
        assert mention.url == f"https://forum.example/t/{where}"
        assert mention.published_at == datetime.fromisoformat(post["created_at"])
        assert mention.published_at.utcoffset() == timedelta(0)
        assert mention.author is not None
        assert mention.author.handle == post["username"]
        assert mention.replies == post["reply_count"]
        assert (mention.kind is MentionKind.POST) == (post["post_number"] == 1)
        assert mention.text or "<img" in post["cooked"]
        assert not any(trace in mention.text for trace in ("</p>", "<br", "&nbsp;", "&amp;"))


def test_a_hit_is_fetched_as_a_real_post() -> None:
    """The whole post stands where the search showed a few words."""
    whole = (RECORDINGS / "post.json").read_bytes()
    post = json.loads(whole)
    listed = {"id": post["id"], "topic_id": post["topic_id"], "blurb": "...first paragraph..."}

    def script(seen: Seen) -> Reply:
        found = {"posts": [listed], "grouped_search_result": {}}
        searched = seen.path == "/search.json"
        return Reply(body=json.dumps(found).encode() if searched else whole)

    with serving(script) as server:
        (mention,) = mentions_in(pages_of(SEARCH.source(server.url)))
    assert mention.id == str(post["id"])
    assert len(mention.text) > 300
    assert mention.likes == 0


def test_a_refusal() -> None:
    """The wait of a recorded 429 is obeyed, without any header."""
    body = (RECORDINGS / "error_429.json").read_bytes()
    with serving(always(Reply(status=429, body=body))) as server:
        (last,) = pages_of(SEARCH.source(server.url))
    wait = json.loads(body)["extras"]["wait_seconds"]
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=wait))


@pytest.mark.parametrize("name", ["search.json", "latest.json", "topic.json", "posts.rss"])
def test_something_else_is_broken(name: str) -> None:
    """An answer of an old version, or to another question, is no empty result."""
    with serving(always(Reply(body=(RECORDINGS / name).read_bytes()))) as server:
        for case in (SEARCH, LATEST):
            assert pages_of(case.source(server.url))[-1].outcome is Outcome.BROKEN
