"""Instagram: tags, comments below our own posts, and 30 hashtags in 7 days."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest
from pydantic import ValidationError

from socwatch.model.mention import Cursor, MatchBasis, MentionKind, Outcome
from socwatch.ports import Budgeted
from socwatch.sources._instagram_hashtags import Hashtags
from tests.contracts.sources.cases import (
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Script, Seen, serving

INSTAGRAM = next(case for case in all_cases() if case.kind == "instagram")
USER = "17841400000000001"
Item = dict[str, object]


def media(number: int, minutes_ago: float, **more: object) -> Item:
    """A post or comment with this number."""
    at = NOW - timedelta(minutes=minutes_ago)
    return {"id": f"{number}", "timestamp": at.strftime("%Y-%m-%dT%H:%M:%S+0000"), **more}


def account(lists: Mapping[str, list[Item]], size: int = 50) -> Script:
    """An account whose lists (by edge, or by the id before it) have pages of this size."""

    def script(seen: Seen) -> Reply:
        *_, owner, edge = seen.path.split("/")
        if edge == "ig_hashtag_search":
            return Reply(body=json.dumps({"data": [{"id": f"n-{seen.query['q']}"}]}).encode())
        items = lists.get(owner if edge in ("comments", "recent_media") else edge, [])
        start = int(seen.query.get("after", 0))
        paging: Item = {"cursors": {"after": str(start + size)}}
        if start + size < len(items):
            paging["next"] = f"https://graph.facebook.com/v23.0/x?after={start + size}"
        shown = items[start : start + size]
        return Reply(body=json.dumps({"data": shown, "paging": paging}).encode())

    return script


def asked(seen: list[Seen]) -> list[str]:
    """What was asked for, without the version."""
    return [one.path.partition("/v23.0/")[2] for one in seen]


def test_tags_and_comments_are_read() -> None:
    """Own posts are no mentions; comments below them and answers to those are."""
    answers = {"data": [media(32, 1, text="same here", username="li_min")]}
    lists = {
        "tags": [media(1, 10, caption="@acme kettle", username="dora", like_count=3)],
        "media": [
            media(20, 60, comments_count=2, username="acme", permalink="https://insta.example/p/A/")
        ],
        "20": [media(31, 2, text="it leaks", username="ben", replies=answers)],
    }
    with serving(account(lists)) as server:
        tag, comment, answer = mentions_in(pages_of(INSTAGRAM.source(server.url)))
        assert asked(server.seen) == [f"{USER}/tags", f"{USER}/media", "20/comments"]
    assert (tag.kind, tag.text, tag.likes, tag.replies) == (
        MentionKind.POST, "@acme kettle", 3, None,
    )  # fmt: skip
    assert (comment.kind, comment.in_reply_to) == (MentionKind.COMMENT, "20")
    assert comment.url == "https://insta.example/p/A/c/31/"
    assert (answer.text, answer.in_reply_to) == ("same here", "31")
    assert {one.found_by for one in (tag, comment, answer)} == {("acme",)}


def test_the_accounts_own_answers_are_no_mentions() -> None:
    """It is known by the name under its posts."""
    lists = {
        "media": [media(20, 60, comments_count=2, username="acme")],
        "20": [media(31, 2, text="sorry", username="acme"), media(32, 3, text="no", username="b")],
    }
    with serving(account(lists)) as server:
        pages = pages_of(INSTAGRAM.source(server.url))
    assert [one.id for one in mentions_in(pages)] == ["32"]


def test_comments_are_asked_for_where_there_are_new_ones() -> None:
    """A post without new comments costs nothing."""
    own = [media(20, 60, comments_count=1), media(21, 90, comments_count=0)]
    lists = {"media": own, "20": [media(31, 2, text="hm")], "21": [media(41, 1, text="ah")]}
    with serving(account(lists)) as server:
        source = INSTAGRAM.source(server.url, reads=["comments"])
        first = pages_of(source)
        server.seen.clear()
        own[1]["comments_count"] = 1
        second = pages_of(source, last_cursor(first))
        assert asked(server.seen) == [f"{USER}/media", "21/comments"]
    assert [one.id for one in mentions_in(first)] == ["31"]
    assert [one.id for one in mentions_in(second)] == ["41"]


def test_own_posts_are_read_until_they_are_too_old() -> None:
    """Four pages at most; `comments` says what is too old."""
    own = [media(number, number * 60, comments_count=0) for number in range(1, 20)]
    with serving(account({"media": own}, size=5)) as server:
        pages_of(INSTAGRAM.source(server.url, reads=["comments"], comments="8h"))
        assert len(server.seen) == 2


def test_a_hashtag_is_looked_up_once() -> None:
    """Its number is remembered; its posts name nobody and are for the queries to judge."""
    lists = {"n-acme": [media(1, 10, caption="#acme burns", like_count=0)]}
    with serving(account(lists)) as server:
        source = INSTAGRAM.source(server.url, reads=[], hashtags=["#Acme"])
        first = pages_of(source)
        lists["n-acme"].insert(0, media(2, 1, caption="#acme"))
        second = pages_of(source, last_cursor(first))
        assert asked(server.seen) == [
            "ig_hashtag_search", "n-acme/recent_media", "n-acme/recent_media",
        ]  # fmt: skip
        assert {seen.query["user_id"] for seen in server.seen} == {USER}
    (mention,) = mentions_in(first)
    assert (mention.author, mention.likes, mention.match_basis) == (None, 0, MatchBasis.TEXT)
    assert [one.id for one in mentions_in(second)] == ["2"]


def test_a_hashtag_that_instagram_does_not_know_is_misconfigured() -> None:
    """It is named."""
    body = json.dumps({"error": {"code": 24, "message": "x", "error_subcode": 2207024}}).encode()
    with serving(lambda _seen: Reply(status=400, body=body)) as server:
        last = pages_of(INSTAGRAM.source(server.url, reads=[], hashtags=["acmme"]))[-1]
    assert last.outcome is Outcome.MISCONFIGURED
    assert "#acmme" in last.because


def test_no_more_than_30_hashtags_in_7_days() -> None:
    """Those that were changed in the config still count; the rest waits, and that is said."""
    then = int((NOW - timedelta(days=3)).timestamp())
    notes = {f"old{number}": f"{then} n-old{number}" for number in range(29)}
    state = {"account": USER, "hashtags": {"notes": notes}}
    with serving(account({})) as server:
        source = INSTAGRAM.source(server.url, reads=[], hashtags=["old1", "new1", "new2"])
        assert isinstance(source, Budgeted)
        pages = pages_of(source, Cursor(json.dumps(state)))
        assert asked(server.seen) == [
            "n-old1/recent_media", "ig_hashtag_search", "n-new1/recent_media",
        ]  # fmt: skip
        left = source.left(last_cursor(pages), NOW)
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "#new2 cannot be read before 26 November 06:00 UTC" in pages[-1].because
    assert left == "0 of 30 hashtags left for these 7 days"


def test_a_hashtag_counts_for_7_days() -> None:
    """Then its place is free, and in use it counts anew."""
    notes: dict[str, str] = {}
    Hashtags(notes, NOW).used("acme")
    Hashtags(notes, NOW).note("acme", "123")
    later = Hashtags(notes, NOW + timedelta(days=6))
    assert (later.used("acme"), later.left()) == ("123", "29 of 30 hashtags left for these 7 days")
    much_later = Hashtags(notes, NOW + timedelta(days=8))
    assert much_later.left() == "30 of 30 hashtags left for these 7 days"
    assert (much_later.used("acme"), much_later.left()[:8]) == ("123", "29 of 30")


@pytest.mark.parametrize("hashtags", [["two words"], [f"tag{n}" for n in range(31)]])
def test_hashtags_that_cannot_be_asked_for_are_a_config_error(hashtags: list[str]) -> None:
    """Before anything is asked."""
    with pytest.raises(ValidationError):
        INSTAGRAM.source("http://127.0.0.1:1", hashtags=hashtags)


def test_what_is_left_is_unknown_without_hashtags() -> None:
    """Nothing else is counted."""
    source = INSTAGRAM.source("http://127.0.0.1:1")
    assert isinstance(source, Budgeted)
    assert source.left(None, NOW) == ""


def test_a_source_that_reads_nothing_is_a_config_error() -> None:
    """It would be quiet for ever."""
    with pytest.raises(ValidationError, match="nothing is read"):
        INSTAGRAM.source("http://127.0.0.1:1", reads=[])
