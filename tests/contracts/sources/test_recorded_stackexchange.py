"""Recorded answers of Stack Exchange, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socwatch.model.mention import MentionKind, Outcome
from tests.contracts.sources.cases import NOW, all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "stackexchange"
SE = next(case for case in all_cases() if f"{case}" == "stackexchange")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def test_a_real_question() -> None:
    """Number, time, address, words, author and counts are the service's; a second poll is quiet."""
    body = (RECORDINGS / "duga_AnswerInvalidationTest_0.json").read_bytes()
    document = json.loads(body)
    with serving(always(Reply(body=body))) as server:
        source = SE.source(server.url, site="codereview")
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    mentions = mentions_in(pages)
    assert pages[-1].outcome is Outcome.OK
    assert len(mentions) == len(document["items"])
    for mention, item in zip(mentions, document["items"], strict=True):
        assert mention.id == str(item["question_id"])
        assert mention.url == item["link"]
        assert mention.kind is MentionKind.QUESTION
        assert mention.published_at == datetime.fromtimestamp(item["creation_date"], UTC)
        assert mention.author is not None
        assert mention.author.id == str(item["owner"]["user_id"])
        assert mention.author.name == item["owner"]["display_name"]
        assert (mention.replies, mention.likes) == (item["answer_count"], item.get("score"))
        assert not any(trace in mention.text for trace in ("<p>", "<code>", "&lt;", "&gt;"))
    assert source.left(last_cursor(pages), NOW) == (  # type: ignore[attr-defined]
        f"{document['quota_remaining']} of {document['quota_max']} requests left today"
    )
    assert mentions_in(again) == []


def test_a_real_throttle() -> None:
    """It comes as an error of its own and is a refusal with a time to come back."""
    body = (RECORDINGS / "error_throttle.json").read_bytes()
    for status in (200, 400):
        with serving(always(Reply(status=status, body=body))) as server:
            last = pages_of(SE.source(server.url))[-1]
        assert last.outcome is Outcome.REFUSED
        assert last.retry_at is not None
        assert last.retry_at > NOW
