"""Recorded answers of YouTube, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from socwatch.model.mention import Mention, Outcome
from tests.contracts.sources.cases import NOW, all_cases, mentions_in, pages_of
from tests.support.http_server import Reply, Script, Seen, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "youtube"
YOUTUBE = next(case for case in all_cases() if case.kind == "youtube")
CHANNEL = "UC_x5XG1OV2P6uZZ5FSM9Ttw"

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def recorded(name: str) -> dict[str, Any]:
    """A recorded answer."""
    found: dict[str, Any] = json.loads((RECORDINGS / f"{name}.json").read_text("utf-8"))
    return found


def replaying(**answers: object) -> Script:
    """YouTube with these answers for its paths; an empty list for the others."""

    def script(seen: Seen) -> Reply:
        answer = answers.get(seen.path.rpartition("/")[2], {"items": []})
        first = "pageToken" not in seen.query
        return Reply(body=json.dumps(answer if first else {"items": []}).encode())

    return script


def read(script: Script, **more: object) -> list[Mention]:
    """The mentions of a poll that went well."""
    with serving(script) as server:
        pages = pages_of(YOUTUBE.source(server.url, **more))  # type: ignore[arg-type]
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    return mentions_in(pages)


SEARCHES = sorted(path.stem for path in RECORDINGS.glob("search__*.json"))
THREADS = sorted(path.stem for path in RECORDINGS.glob("comment_threads__*.json"))


@pytest.mark.parametrize("name", SEARCHES)
def test_searches(name: str) -> None:
    """Every video has its id, its time, its title in plain words and unknown numbers."""
    answer = recorded(name)
    items = [one for one in answer["items"] if "videoId" in one["id"]]
    by_id = {mention.id: mention for mention in read(replaying(search=answer))}
    assert set(by_id) == {one["id"]["videoId"] for one in items}
    for one in items:
        mention, snippet = by_id[one["id"]["videoId"]], one["snippet"]
        assert mention.published_at == datetime.fromisoformat(snippet["publishedAt"])
        assert mention.url == f"https://www.youtube.com/watch?v={mention.id}"
        assert mention.author is not None
        assert (mention.author.id, mention.author.followers) == (snippet["channelId"], None)
        assert (mention.views, mention.likes, mention.replies) == (None, None, None)
        assert not any(trace in f"{mention.title}" for trace in ("&#39;", "&amp;", "&quot;"))


def test_the_details_of_a_video() -> None:
    """Numbers come as text and become numbers; the description is whole."""
    (video,) = recorded("videos__videos_info_single")["items"]
    found = {
        "id": {"kind": "youtube#video", "videoId": video["id"]},
        "snippet": {**video["snippet"], "description": "In the first ..."},
    }
    answers = replaying(search={"items": [found]}, videos={"items": [video]})
    (mention,) = read(answers)
    numbers = video.get("statistics", {})
    assert mention.views == (int(numbers["viewCount"]) if "viewCount" in numbers else None)
    assert mention.likes == (int(numbers["likeCount"]) if "likeCount" in numbers else None)
    assert mention.text.startswith(video["snippet"]["description"][:60])
    assert "..." not in mention.text[:20]


@pytest.mark.parametrize("name", THREADS)
def test_comments(name: str) -> None:
    """Every comment, as if it were written today, has its id, its author, text without tags."""
    answer = recorded(name)
    tops = [one["snippet"]["topLevelComment"] for one in answer["items"]]
    for one in tops:
        one["snippet"]["publishedAt"] = NOW.isoformat()
    mentions = read(replaying(commentThreads=answer), channels=[CHANNEL])
    by_id = {mention.id: mention for mention in mentions}
    for one in tops:
        mention, snippet = by_id[one["id"]], one["snippet"]
        assert mention.author is not None
        assert mention.author.id == snippet["authorChannelId"]["value"]
        assert mention.likes == snippet["likeCount"]
        assert "<" not in mention.text


def test_a_key_that_is_wrong() -> None:
    """YouTube says so with a 400."""
    body = (RECORDINGS / "error_response.json").read_bytes()
    with serving(always(Reply(status=400, body=body))) as server:
        assert pages_of(YOUTUBE.source(server.url))[-1].outcome is Outcome.UNAUTHORISED
