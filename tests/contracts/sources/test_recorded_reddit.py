"""Recorded answers of Reddit, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.model.mention import Mention, Outcome, Page
from tests.contracts.sources.cases import all_cases, mentions_in, pages_of
from tests.support.http_server import Reply, Script, Seen, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "reddit"
OAUTH = next(case for case in all_cases() if case.name == "reddit-oauth")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def interactions(stem: str) -> list[dict[str, dict[str, object]]]:
    """The recorded requests and answers of one file."""
    found: list[dict[str, dict[str, object]]] = json.loads(
        (RECORDINGS / f"{stem}.rec.json").read_text("utf-8")
    )["interactions"]
    return found


def replaying(stem: str, login: bool = True) -> Script:
    """A server that lets us in and then says what was recorded last."""
    *_, one = interactions(stem)
    response = one["response"]
    token = json.dumps({"access_token": "a-token", "expires_in": 3600}).encode()

    def script(seen: Seen) -> Reply:
        if seen.method == "POST" and login:
            return Reply(body=token)
        body = f"{response['body']}".encode()
        return Reply(status=int(f"{response['status']}"), body=body)

    return script


def read(stem: str) -> tuple[list[Page], list[dict[str, object]]]:
    """The pages of a poll over the recorded listing, and its things."""
    with serving(replaying(stem)) as server:
        pages = pages_of(OAUTH.source(server.url))
    body = json.loads(f"{interactions(stem)[-1]['response']['body']}")
    return pages, [child["data"] for child in body["data"]["children"]]


def check(mention: Mention, data: dict[str, object]) -> None:
    """Everything that the mention says is what was recorded."""
    assert mention.id == data["name"]
    assert mention.published_at == datetime.fromtimestamp(float(f"{data['created_utc']}"), UTC)
    assert mention.likes == (None if data.get("score_hidden") else data["score"])
    assert mention.replies == data["num_comments"]
    assert mention.author is not None
    assert (mention.author.handle, mention.author.followers) == (data["author"], None)
    assert mention.url == f"https://www.reddit.com{data.get('permalink') or data['context']}"
    assert not any(trace in mention.text for trace in ("&amp;", "&gt;", "&#", "</p>"))


@pytest.mark.parametrize("stem", ["TestSubredditListings.test_new"])
def test_listings(stem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids, times, scores and permalinks are Reddit's own."""
    monkeypatch.setattr(
        "tests.contracts.sources.cases.NOW", datetime(2020, 7, 10, 23, 46, tzinfo=UTC)
    )
    pages, recorded = read(stem)
    by_id = {mention.id: mention for mention in mentions_in(pages)}
    assert len(by_id) == len(mentions_in(pages))
    for data in recorded:
        if data["name"] in by_id:
            check(by_id[f"{data['name']}"], data)
    gone = [one for page in pages for one in page.skipped]
    assert len(by_id) + len(gone) == len(recorded)


def test_an_invalid_token_is_unauthorised() -> None:
    """Reddit's HTML page for a token it does not know."""
    with serving(replaying("errors__TestAuthImplicit.test_implicit__with_invalid_token")) as server:
        page = pages_of(OAUTH.source(server.url))[-1]
    assert page.outcome is Outcome.UNAUTHORISED


def test_a_deleted_comment_is_not_taken() -> None:
    """Neither its author nor its words are left."""
    stem = "TestComment.test_refresh__deleted_comment"
    body = json.loads(f"{interactions(stem)[1]['response']['body']}")
    script = replaying(stem)
    with serving(
        lambda seen: Reply(body=json.dumps(body).encode()) if seen.method == "GET" else script(seen)
    ) as server:
        pages = pages_of(OAUTH.source(server.url))
    assert mentions_in(pages) == []
