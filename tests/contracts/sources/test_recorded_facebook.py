"""Recorded answers of Meta's Graph API for a page, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, MentionKind, Outcome
from tests.contracts.sources.cases import NOW, all_cases, mentions_in, pages_of
from tests.support.http_server import Reply, Script, Seen, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "facebook"
FACEBOOK = next(case for case in all_cases() if case.kind == "facebook")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)

FEEDS = ("posts__feed_fields_p2.json", "posts__feeds_default_fields_p2.json")


def recorded(name: str) -> bytes:
    """One answer as it was."""
    return (RECORDINGS / name).read_bytes()


def replayed(script: Script) -> list[Mention]:
    """The mentions of a page that answers so."""
    with serving(script) as server:
        pages = pages_of(FACEBOOK.source(server.url))
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    return mentions_in(pages)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed(name: str) -> None:
    """Numbers, times, words and counts are Meta's; what is not there is unknown."""
    items = json.loads(recorded(name))["data"]
    mentions = replayed(always(Reply(body=recorded(name))))
    assert [one.id for one in mentions] == [item["id"] for item in items]
    for mention, item in zip(mentions, items, strict=True):
        assert mention.published_at == datetime.fromisoformat(item["created_time"])
        assert mention.text == item["message"].strip()
        reactions = item.get("reactions", {}).get("summary", {})
        comments = item.get("comments", {}).get("summary", {})
        assert mention.likes == reactions.get("total_count")
        assert mention.replies == comments.get("total_count")
        assert mention.reposts == item.get("shares", {}).get("count")
        assert mention.url == item.get("permalink_url", f"https://www.facebook.com/{mention.id}")
        assert (mention.kind, mention.author) == (MentionKind.POST, None)


def test_the_last_page_of_a_feed_is_the_last() -> None:
    """A cursor without an address of a next page leads nowhere."""
    with serving(always(Reply(body=recorded(FEEDS[1])))) as server:
        pages_of(FACEBOOK.source(server.url, reads=["feed"]))
        assert len(server.seen) == 1


def test_comments_without_their_numbers() -> None:
    """They are known by their addresses, and say what they are below."""
    items = json.loads(recorded("comments__comments_p2.json"))["data"]
    at = (NOW - timedelta(hours=1)).isoformat()
    feed = {"data": [{"id": "60001_1", "created_time": at, "message": "ours"}]}

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/comments"):
            return Reply(body=recorded("comments__comments_p2.json"))
        return Reply(
            body=json.dumps(feed if seen.path.endswith("/feed") else {"data": []}).encode()
        )

    _post, *comments = replayed(script)
    numbers = [item["permalink_url"].rpartition("=")[2] for item in items]
    assert [one.id.partition("_")[2] for one in comments] == numbers
    for comment, item in zip(comments, items, strict=True):
        assert (comment.kind, comment.in_reply_to) == (MentionKind.COMMENT, "60001_1")
        assert comment.published_at == datetime.fromisoformat(item["created_time"])
        assert (comment.likes, comment.replies) == (item["like_count"], item["comment_count"])
        assert comment.url == item["permalink_url"]


@pytest.mark.parametrize("name", ["base__error_data.json", "error.json"])
@pytest.mark.parametrize("status", [200, 400])
def test_errors(name: str, status: int) -> None:
    """Both are code 100: what is asked for, or the right to it, is wrong."""
    with serving(always(Reply(status=status, body=recorded(name)))) as server:
        last = pages_of(FACEBOOK.source(server.url))[-1]
    assert last.outcome is Outcome.MISCONFIGURED
    assert "error 100" in last.because
