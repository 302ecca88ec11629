"""Recorded answers of the App Store, where they are at hand beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socwatch.model.mention import MentionKind, Outcome
from tests.contracts.sources.cases import all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, always, serving

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings" / "appstore"
STORE = next(case for case in all_cases() if case.kind == "appstore")

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def test_a_real_page_of_reviews() -> None:
    """Every review of the page keeps its number, stars, votes, words and author; once."""
    body = (RECORDINGS / "reviews_jp_page1.json").read_bytes()
    entries = json.loads(body)["feed"]["entry"]
    with serving(always(Reply(body=body))) as server:
        source = STORE.source(server.url, app_id="1404176564", country="jp")
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    mentions = mentions_in(pages)
    assert (pages[-1].outcome, again[-1].outcome) == (Outcome.OK, Outcome.OK)
    assert mentions_in(again) == []
    assert len(mentions) == len(entries) == 50
    for mention, entry in zip(mentions, entries, strict=True):
        assert mention.kind is MentionKind.REVIEW
        assert mention.id == entry["id"]["label"]
        assert mention.rating == float(entry["im:rating"]["label"])
        assert mention.likes == int(entry["im:voteSum"]["label"])
        assert mention.published_at is None
        assert mention.url == entry["link"]["attributes"]["href"]
        assert mention.author is not None
        assert entry["author"]["uri"]["label"].endswith(f"id{mention.author.id}")
        assert mention.title
        assert mention.text
        assert not any(trace in mention.text for trace in ("&amp;", "&#", "<br"))


def test_a_real_single_review() -> None:
    """One review is an object, with the time of Cupertino."""
    body = (RECORDINGS / "single_entry_object.json").read_bytes()
    with serving(always(Reply(body=body))) as server:
        (mention,) = mentions_in(pages_of(STORE.source(server.url)))
    assert mention.rating == 3.0
    assert mention.published_at is not None
    assert mention.published_at.isoformat() == "2026-05-01T07:00:00+00:00"


def test_a_real_empty_feed_is_not_believed_alone() -> None:
    """Without a word from the store that it knows the app, it is a mistake in the config."""
    body = (RECORDINGS / "empty_feed.json").read_bytes()
    with serving(always(Reply(body=body))) as server:
        (last,) = pages_of(STORE.source(server.url))
    assert last.outcome is Outcome.MISCONFIGURED
