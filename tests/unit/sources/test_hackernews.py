"""Hacker News: alternatives, the wall, the overlap."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from socwatch.model.mention import MentionKind, Outcome
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

HN = next(case for case in all_cases() if case.kind == "hackernews")


def hits(times: Sequence[int]) -> list[dict[str, object]]:
    """Comments written at these times, their time being their id."""
    return [
        {"objectID": f"{at}", "created_at_i": at, "comment_text": "Acme", "author": "x"}
        for at in times
    ]


def algolia(stored: list[dict[str, object]], wall: int = 50, size: int = 10) -> Script:
    """A search that keeps to its filters, newest first, and shows no more than the wall."""

    def script(seen: Seen) -> Reply:
        low, high = 0, 10**12
        for bound in seen.query["numericFilters"].split(","):
            field, sign, value = bound.partition(">" if ">" in bound else "<")
            assert field == "created_at_i"
            low, high = (int(value), high) if sign == ">" else (low, int(value))
        found = [one for one in stored if low < int(f"{one['created_at_i']}") < high]
        found.sort(key=lambda one: -int(f"{one['created_at_i']}"))
        shown = found[:wall]
        start = int(seen.query["page"]) * size
        answer = {"hits": shown[start : start + size], "nbHits": len(found)}
        return Reply(body=json.dumps({**answer, "nbPages": -(-len(shown) // size)}).encode())

    return script


def test_hacker_news_is_asked_alternative_by_alternative() -> None:
    """No OR: one request each, newest first, for stories and comments of the last day."""
    with serving(HN.answering("empty")) as server:
        pages_of(HN.source(server.url), topics=(ACME, topic("bravo", "bravo")))
        asked = [seen.query for seen in server.seen]
    assert [one["query"] for one in asked] == ["acme", "bravo"]
    assert {one["tags"] for one in asked} == {"(story,comment)"}
    day_ago = int((NOW - timedelta(days=1)).timestamp())
    assert {one["numericFilters"] for one in asked} == {f"created_at_i>{day_ago}"}


def test_a_comment_speaks_for_itself() -> None:
    """Its title is none: that of the story was written by somebody else."""
    with serving(HN.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(HN.source(server.url)))}
    comment, story = by_id["42000002"], by_id["9007199254740993"]
    assert (comment.kind, comment.title, comment.in_reply_to) == (
        MentionKind.COMMENT,
        None,
        "42000001",
    )
    assert comment.text == "I'd like an Acme\nnow"
    assert comment.url == "https://news.ycombinator.com/item?id=42000002"
    assert (story.likes, story.replies, comment.likes) == (0, 0, None)
    assert story.key == "hackernews:9007199254740993"


def test_the_thousand_hit_wall_is_climbed() -> None:
    """More than a search shows is read by asking for what is older."""
    newest = int(NOW.timestamp()) - 10
    with serving(algolia(hits(range(newest - 230, newest)))) as server:
        pages = pages_of(HN.source(server.url))
    found = [mention.id for mention in mentions_in(pages)]
    assert len(found) == len(set(found)) == 230
    assert pages[-1].outcome is Outcome.OK


def test_the_wall_is_climbed_whatever_the_pages_say() -> None:
    """Behind a thousand hits comes an empty page that counts nothing at all."""
    newest = int(NOW.timestamp()) - 10
    index = algolia(hits(range(newest - 1_150, newest)), wall=1_000, size=100)

    def script(seen: Seen) -> Reply:
        if int(seen.query["page"]) >= 10:
            return Reply(body=b'{"hits": [], "nbHits": 0, "nbPages": 0, "hitsPerPage": 100}')
        answer = json.loads(index(seen).body)
        return Reply(body=json.dumps({**answer, "nbPages": 12, "hitsPerPage": 100}).encode())

    with serving(script) as server:
        pages = pages_of(HN.source(server.url))
    assert len({mention.id for mention in mentions_in(pages)}) == 1_150
    assert pages[-1].outcome is Outcome.OK


def test_a_comment_without_words_is_one() -> None:
    """The service's tags say so when it was deleted."""
    hit = {"objectID": "1", "created_at_i": 1, "_tags": ["comment", "story_2"], "parent_id": 2}
    with serving(always(Reply(body=json.dumps({"hits": [hit]}).encode()))) as server:
        (mention,) = mentions_in(pages_of(HN.source(server.url)))
    assert (mention.kind, mention.in_reply_to) == (MentionKind.COMMENT, "2")


def test_what_one_poll_cannot_read_is_read_by_the_next() -> None:
    """The gap is remembered: nothing is lost, and until it is closed the outcome is partial."""
    newest = int(NOW.timestamp()) - 10
    stored = hits(range(newest - 600, newest))
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
    ids = {mention.id for mention in mentions_in([*first, *second])}
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    assert len(ids) == 600


def test_late_hits_are_found_in_the_overlap() -> None:
    """The index is late at times: an hour is read again, without repeating what was known."""
    newest = int(NOW.timestamp()) - 10
    stored = hits([newest - 600, newest])
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        before = last_cursor(pages_of(source))
        stored.extend(hits([newest - 3_000]))
        late = mentions_in(pages_of(source, before))
    assert [mention.id for mention in late] == [f"{newest - 3_000}"]


def test_a_hit_from_the_future_hides_nothing() -> None:
    """A wrong clock at the service does not move the cursor past what is to come."""
    newest = int(NOW.timestamp()) - 10
    stored = hits([newest, newest + 10**6])
    with serving(algolia(stored)) as server:
        source = HN.source(server.url)
        before = last_cursor(pages_of(source))
        stored.extend(hits([newest + 5]))
        found = mentions_in(pages_of(source, before))
    assert f"{newest + 5}" in [mention.id for mention in found]


def test_a_service_that_repeats_itself_ends() -> None:
    """The same page for every question is not asked for for ever."""
    body = json.dumps({"hits": hits([5, 4]), "nbHits": 10**6, "nbPages": 1000}).encode()
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(HN.source(server.url))
        assert len(server.seen) <= 4
    assert len(mentions_in(pages)) == 2
