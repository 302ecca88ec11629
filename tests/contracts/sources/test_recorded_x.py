"""Recorded answers of X, where they are at hand beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socwatch.model.mention import Outcome
from socwatch.sources._x_counts import hours_of
from tests.contracts.sources.cases import NOW, all_cases, mentions_in, pages_of
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "x_twitter"
X = next(case for case in all_cases() if case.kind == "x")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def answer(stem: str) -> str:
    """The body of a recorded answer."""
    recorded = json.loads((RECORDINGS / f"{stem}.rec.json").read_text("utf-8"))
    return f"{recorded['interactions'][0]['response']['body']}"


@pytest.mark.parametrize(
    "stem", ["test_client_search_recent_tweets", "test_client_get_users_tweets"]
)
def test_posts(stem: str) -> None:
    """Every post has its id, its words and an address; what was not asked for stays unknown."""
    body = answer(stem)
    recorded = json.loads(body)["data"]
    with serving(always(Reply(body=body.encode()))) as server:
        pages = pages_of(X.source(server.url))
        asked = [seen.query.get("next_token") for seen in server.seen]
    mentions = mentions_in(pages)
    assert [one.id for one in mentions] == [one["id"] for one in recorded]
    assert [one.text for one in mentions] == [one["text"] for one in recorded]
    assert all(one.url == f"https://x.com/i/status/{one.id}" for one in mentions)
    assert {one.likes for one in mentions} == {None}
    assert asked == [None, json.loads(body)["meta"]["next_token"]]
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize(
    "stem", ["test_client_get_recent_tweets_count", "test_client_get_all_tweets_count"]
)
def test_counts(stem: str) -> None:
    """The hours add up to what X says they do, and follow each other."""
    recorded = json.loads(answer(stem))
    hours = hours_of(recorded)
    assert sum(one.posts for one in hours) == recorded["meta"]["total_tweet_count"]
    assert [one.start for one in hours] == sorted(one.start for one in hours)


def test_the_cap_of_the_account() -> None:
    """X's own monthly cap is a refusal for an hour, and costs nothing."""
    body = (RECORDINGS / "error_usage_capped_429.json").read_bytes()
    with serving(always(Reply(status=429, body=body))) as server:
        page = pages_of(X.source(server.url))[-1]
    assert page.outcome is Outcome.REFUSED
    assert "Monthly product cap" in page.because
    assert page.retry_at is not None
    assert page.retry_at > NOW
