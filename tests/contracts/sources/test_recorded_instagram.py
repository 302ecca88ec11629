"""Recorded answers of Meta's Graph API for an account, where they are beside the repository."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from socwatch.model.mention import MatchBasis, Mention, MentionKind, Outcome
from tests.contracts.sources.cases import NOW, all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, Script, Seen, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "instagram"
INSTAGRAM = next(case for case in all_cases() if case.kind == "instagram")
NOTHING = Reply(body=b'{"data": []}')

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def recorded(name: str) -> bytes:
    """One answer as it was."""
    return (RECORDINGS / name).read_bytes()


def replayed(script: Script, **options: Any) -> list[Mention]:
    """The mentions of an account that answers so; a second poll brings none of them again."""
    with serving(script) as server:
        source = INSTAGRAM.source(server.url, **options)
        pages = pages_of(source)
        assert mentions_in(pages_of(source, last_cursor(pages))) == []
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    return mentions_in(pages)


def test_media() -> None:
    """Numbers, times, words and counts are Instagram's."""
    items = json.loads(recorded("discovery__medias_p2.json"))["business_discovery"]["media"]
    body = json.dumps(items).encode()
    mentions = replayed(lambda seen: Reply(body=body) if "/tags" in seen.path else NOTHING)
    assert [one.id for one in mentions] == [item["id"] for item in items["data"]]
    for mention, item in zip(mentions, items["data"], strict=True):
        assert mention.text.split() == item["caption"].split()
        assert mention.published_at == datetime.fromisoformat(item["timestamp"])
        assert (mention.likes, mention.replies) == (item["like_count"], item["comments_count"])
        assert (mention.url, mention.author) == (item["permalink"], None)


@pytest.mark.parametrize(
    "name", ["hashtags__hashtag_recent_medias_p2.json", "hashtags__hashtag_top_medias_p2.json"]
)
def test_a_hashtag(name: str) -> None:
    """Its media name nobody, and may have neither words nor a time."""
    items = json.loads(recorded(name))["data"]
    number = recorded("hashtags__hashtag_info.json")

    def script(seen: Seen) -> Reply:
        if "ig_hashtag_search" in seen.path:
            return Reply(body=b'{"data": [' + number + b"]}")
        return Reply(body=recorded(name))

    mentions = replayed(script, reads=[], hashtags=["love"])
    assert {one.id for one in mentions} == {item["id"] for item in items}
    by_id = {item["id"]: item for item in items}
    for mention in mentions:
        item = by_id[mention.id]
        assert (mention.likes, mention.replies) == (item["like_count"], item["comments_count"])
        assert (mention.author, mention.published_at) == (None, None)
        assert mention.match_basis is MatchBasis.TEXT
        assert bool(mention.text) is bool(item.get("caption"))


def test_comments() -> None:
    """Below a post of ours, with their answers."""
    items = json.loads(recorded("medias__comments_p1.json"))
    answers = json.loads(recorded("comments__replies.json"))
    items["data"][0]["replies"] = answers
    del items["paging"]["next"]
    at = (NOW - timedelta(hours=1)).isoformat()
    own = json.dumps({"data": [{"id": "1", "timestamp": at, "comments_count": 3}]}).encode()

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/comments"):
            return Reply(body=json.dumps(items).encode())
        return Reply(body=own) if seen.path.endswith("/media") else NOTHING

    mentions = {one.id: one for one in replayed(script)}
    told = [*items["data"], *answers["data"]]
    assert set(mentions) == {item["id"] for item in told}
    for item in told:
        mention = mentions[item["id"]]
        assert (mention.kind, mention.text) == (MentionKind.COMMENT, item["text"])
        assert mention.published_at == datetime.fromisoformat(item["timestamp"])
        assert mention.likes is None
