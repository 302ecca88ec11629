"""Answers in the shape of GDELT's, where they are at hand beside the repository."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from socwatch.model.mention import MatchBasis, Mention, Outcome
from tests.contracts.sources.cases import all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "gdelt"
GDELT = next(case for case in all_cases() if case.kind == "gdelt")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def replayed(body: bytes) -> list[Mention]:
    """The mentions of one answer; a second poll brings none of them again."""
    with serving(always(Reply(body=body))) as server:
        source = GDELT.source(server.url)
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    assert pages[-1].outcome is Outcome.OK, pages[-1].because
    assert mentions_in(again) == []
    return mentions_in(pages)


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("artlist*.json")), ids=lambda p: p.stem)
def test_articles(path: Path) -> None:
    """Each article is a mention with its address, headline, language and time."""
    articles = json.loads(path.read_text("utf-8"))["articles"]
    mentions = {mention.id: mention for mention in replayed(path.read_bytes())}
    assert len(mentions) == len(articles)
    for article in articles:
        mention = mentions[article["url"]]
        assert mention.url == article["url"]
        assert mention.domain == article["domain"]
        assert mention.published_at == datetime.fromisoformat(article["seendate"])
        assert (mention.title or "").startswith(article["title"][:10])
        assert (mention.title is None) == (article["title"] == "")
        assert mention.lang == {"English": "en", "French": "fr"}[article["language"]]
        assert (mention.likes, mention.replies, mention.views) == (None, None, None)
        assert mention.match_basis is MatchBasis.SERVER


def test_nothing() -> None:
    """An empty object is an answer without a hit."""
    assert replayed((RECORDINGS / "empty_200.json").read_bytes()) == []
