"""Facebook: three lists of one page, Meta's errors and limits, comments where there are new ones."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from socwatch.model.mention import Cursor, MatchBasis, Mention, MentionKind, Outcome, Page
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    SECRET,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

FACEBOOK = next(case for case in all_cases() if case.kind == "facebook")
Item = dict[str, object]


def post(number: int, minutes_ago: float, **more: object) -> Item:
    """A post or comment with this number."""
    at = NOW - timedelta(minutes=minutes_ago)
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": f"60001_{number}", "created_time": stamp, "message": "kettles", **more}


def total(number: int) -> Item:
    """A list of which only the length is told."""
    return {"data": [], "summary": {"total_count": number}}


def page_of(lists: Mapping[str, list[Item]], size: int = 100) -> Script:
    """A page whose lists (`tagged`, `feed`, the id of a post) have pages of this size."""

    def script(seen: Seen) -> Reply:
        *_, owner, edge = seen.path.split("/")
        items = lists.get(owner if edge == "comments" else edge, [])
        low, high = int(seen.query.get("since", 0)), int(seen.query.get("until", 2**40))
        items = [one for one in items if low <= _at(one) <= high]
        start = int(seen.query.get("after", 0))
        paging: Item = {"cursors": {"before": str(start), "after": str(start + size)}}
        if start + size < len(items):
            # An address of another host, with the token in it, as Meta writes it.
            query = urlencode({"access_token": SECRET, "after": start + size})
            paging["next"] = f"https://graph.facebook.com/v23.0/{owner}/{edge}?{query}"
        shown = items[start : start + size]
        return Reply(body=json.dumps({"data": shown, "paging": paging}).encode())

    return script


def _at(one: Item) -> int:
    return int(datetime.fromisoformat(f"{one['created_time']}").timestamp())


def polled(reply: Reply, **options: Any) -> Page:
    """The last page of a poll that gets this answer."""
    with serving(always(reply)) as server:
        return pages_of(FACEBOOK.source(server.url, **options))[-1]


def error(code: int, message: str = "words", **more: object) -> bytes:
    """An error as Meta sends it."""
    found = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A", **more}
    return json.dumps({"error": found}).encode()


def only(item: Item) -> Mention:
    """The mention made of one post."""
    with serving(page_of({"tagged": [item]})) as server:
        return mentions_in(pages_of(FACEBOOK.source(server.url)))[0]


def test_the_three_lists_of_a_page_are_read() -> None:
    """Posts that tag it, posts on it, and what is below those."""
    lists = {
        "tagged": [post(1, 10)],
        "feed": [post(2, 20, comments=total(1)), post(3, 30, comments=total(0))],
        "60001_2": [post(4, 5, parent={"id": "60001_9"}), post(5, 6)],
    }
    with serving(page_of(lists)) as server:
        found = mentions_in(pages_of(FACEBOOK.source(server.url)))
        paths = [seen.path for seen in server.seen]
    assert [one.id[6:] for one in found] == ["1", "2", "3", "4", "5"]
    assert [one.kind for one in found[2:]] == [MentionKind.POST] + 2 * [MentionKind.COMMENT]
    assert [one.in_reply_to for one in found[2:]] == [None, "60001_9", "60001_2"]
    assert paths == ["/v23.0/60001/tagged", "/v23.0/60001/feed", "/v23.0/60001_2/comments"]


def test_a_list_that_is_closed_to_us_keeps_the_others_from_nothing() -> None:
    """What may be read is read, and the permission that is missing is named all the same."""
    lists = {"feed": [post(2, 20, comments=total(1))], "60001_2": [post(4, 5)]}
    closed = Reply(status=403, body=error(10, "This requires the 'pages_read_tags' permission"))
    whole = page_of(lists)
    with serving(lambda seen: closed if "tagged" in seen.path else whole(seen)) as server:
        pages = pages_of(FACEBOOK.source(server.url))
    assert [one.id[6:] for one in mentions_in(pages)] == ["2", "4"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "pages_read_tags" in pages[-1].because


def test_a_list_that_is_not_there_keeps_the_others_from_nothing() -> None:
    """Whatever form the answer has."""
    whole = page_of({"feed": [post(2, 20)]})
    with serving(
        lambda seen: Reply(status=404) if "tagged" in seen.path else whole(seen)
    ) as server:
        pages = pages_of(FACEBOOK.source(server.url))
    assert [one.id[6:] for one in mentions_in(pages)] == ["2"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "check page_id" in pages[-1].because


def test_a_post_that_is_closed_to_us_keeps_other_comments_from_nothing() -> None:
    """It would come first in each poll, and nobody would hear of the others."""
    feed = [post(1, 20, comments=total(1)), post(2, 30, comments=total(1))]
    whole = page_of({"tagged": [], "feed": feed, "60001_2": [post(21, 6)]})
    closed = Reply(status=400, body=error(100, "Object cannot be loaded"))
    with serving(lambda seen: closed if "60001_1/" in seen.path else whole(seen)) as server:
        source = FACEBOOK.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
        asked = [seen.path for seen in server.seen if seen.path.endswith("comments")]
    assert sorted(one.id[6:] for one in mentions_in(first)) == ["1", "2", "21"]
    assert first[-1].outcome is Outcome.PARTIAL
    assert "comments below a post" in first[-1].because
    assert mentions_in(second) == []
    assert [path.split("/")[2] for path in asked] == ["60001_1", "60001_2", "60001_1"]


def test_what_is_in_two_lists_is_brought_once() -> None:
    """A visitor's post that tags the page is in both."""
    both = post(1, 10)
    with serving(page_of({"tagged": [both], "feed": [both]})) as server:
        source = FACEBOOK.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
    assert [one.id for one in mentions_in(first)] == ["60001_1"]
    assert mentions_in(second) == []


def test_comments_are_asked_for_where_there_are_new_ones() -> None:
    """A post whose number of comments is as it was costs no request; a new one does."""
    feed = [post(1, 20, comments=total(1)), post(2, 30, comments=total(1))]
    lists = {"tagged": [], "feed": feed, "60001_1": [post(11, 5)], "60001_2": [post(21, 6)]}
    with serving(page_of(lists)) as server:
        source = FACEBOOK.source(server.url)
        first = pages_of(source)
        server.seen.clear()
        feed[0]["comments"] = total(2)
        lists["60001_1"].insert(0, post(12, 1))
        second = pages_of(source, last_cursor(first))
        asked = [seen.path for seen in server.seen if seen.path.endswith("comments")]
    assert sorted(one.id[6:] for one in mentions_in(first)) == ["1", "11", "2", "21"]
    assert [one.id[6:] for one in mentions_in(second)] == ["12"]
    assert asked == ["/v23.0/60001_1/comments"]


def test_the_same_number_of_comments_may_be_other_comments() -> None:
    """One more and one less: after six hours a post is read again all the same."""
    feed = [post(1, 20, comments=total(1))]
    lists = {"feed": feed, "60001_1": [post(11, 5)]}

    async def polled_at(hours: int, since: Cursor | None) -> list[Page]:
        at = NOW + timedelta(hours=hours)
        return [page async for page in source.poll((ACME,), since, at)]

    with serving(page_of(lists)) as server:
        source = FACEBOOK.source(server.url)
        pages = asyncio.run(polled_at(0, None))
        lists["60001_1"] = [post(12, 1)]
        soon = asyncio.run(polled_at(5, last_cursor(pages)))
        late = asyncio.run(polled_at(6, last_cursor(soon)))
    assert mentions_in(soon) == []
    assert [one.id for one in mentions_in(late)] == ["60001_12"]


def test_many_posts_with_new_comments_take_turns() -> None:
    """25 posts a poll; the outcome says that there is more, and the next poll reads it."""
    feed = [post(number, number, comments=total(1)) for number in range(1, 31)]
    lists = {"feed": feed} | {f"60001_{n}": [post(100 + n, 0.5)] for n in range(1, 31)}
    with serving(page_of(lists)) as server:
        source = FACEBOOK.source(server.url, reads=["feed", "comments"])
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    assert [len(mentions_in(pages)) for pages in (first, second)] == [30 + 25, 5]


def test_old_posts_are_not_looked_at_again() -> None:
    """`comments` says for how long."""
    feed = [post(1, 60, comments=total(1)), post(2, 60 * 50, comments=total(1))]
    with serving(page_of({"feed": feed})) as server:
        pages_of(FACEBOOK.source(server.url, comments="2d"))
        asked = [seen.path for seen in server.seen if seen.path.endswith("comments")]
    assert asked == ["/v23.0/60001_1/comments"]


def test_only_what_the_app_may_read_is_asked_for() -> None:
    """Each list has a permission of its own."""
    with serving(page_of({})) as server:
        pages_of(FACEBOOK.source(server.url, reads=["tagged"]))
        assert [seen.path for seen in server.seen] == ["/v23.0/60001/tagged"]


def test_the_next_page_is_a_place_and_never_an_address() -> None:
    """Meta's own address of it holds the token and leads past `base_url`."""
    tagged = [post(number, number) for number in range(1, 6)]
    with serving(page_of({"tagged": tagged}, size=2)) as server:
        found = mentions_in(pages_of(FACEBOOK.source(server.url, reads=["tagged"])))
        assert [seen.query.get("after") for seen in server.seen] == [None, "2", "4"]
        assert not any("access_token" in seen.query for seen in server.seen)
    assert len(found) == 5


def test_an_older_way_to_name_the_next_page_is_understood() -> None:
    """By a time and a token, as feeds had it before they had cursors."""
    query = urlencode({"access_token": "x", "until": 1795300000, "__paging_token": "enc", "p": 1})
    first = {"data": [post(1, 10)], "paging": {"next": f"https://graph.facebook.com/x?{query}"}}

    def script(seen: Seen) -> Reply:
        later = "__paging_token" in seen.query
        return Reply(body=json.dumps({"data": []} if later else first).encode())

    with serving(script) as server:
        pages_of(FACEBOOK.source(server.url, reads=["tagged"]))
        last = server.seen[-1].query
    assert (last["until"], last["__paging_token"]) == ("1795300000", "enc")
    assert "p" not in last


def test_the_version_is_the_users_to_choose() -> None:
    """Meta ends each after about two years."""
    with serving(page_of({})) as server:
        pages_of(FACEBOOK.source(server.url, version="v25.0"))
        assert all(seen.path.startswith("/v25.0/") for seen in server.seen)


def test_the_pages_own_words_are_no_mention() -> None:
    """Neither its posts nor its answers; what is below them is."""
    feed = [post(1, 20, comments=total(2), **{"from": {"id": "60001", "name": "Acme"}})]
    below = [post(2, 1, **{"from": {"id": "60001"}}), post(3, 2, **{"from": {"id": "7"}})]
    with serving(page_of({"feed": feed, "60001_1": below})) as server:
        pages = pages_of(FACEBOOK.source(server.url))
    assert [one.id[6:] for one in mentions_in(pages)] == ["3"]
    assert pages[-1].outcome is Outcome.OK


def test_what_is_said_there_belongs_to_the_topics() -> None:
    """A comment below our own post seldom says our name; `match` can leave it to the queries."""
    with serving(page_of({"tagged": [post(1, 10)]})) as server:
        (ours,) = mentions_in(pages_of(FACEBOOK.source(server.url)))
        (theirs,) = mentions_in(pages_of(FACEBOOK.source(server.url, match="query")))
    assert (ours.match_basis, ours.found_by) == (MatchBasis.SOURCE, ("acme",))
    assert (theirs.match_basis, theirs.found_by) == (MatchBasis.TEXT, ())


def test_reactions_shares_and_comments_are_counted() -> None:
    """What is not told is unknown and not 0."""
    told = only(post(1, 10, reactions=total(7), shares={"count": 2}, comments=total(0)))
    assert (told.likes, told.reposts, told.replies) == (7, 2, 0)
    silent = only(post(1, 10))
    assert (silent.likes, silent.reposts, silent.replies) == (None, None, None)


def test_a_comment_without_its_number_is_known_by_its_address() -> None:
    """Answers may leave the number out; the address has it, and that of the post."""
    address = "https://www.facebook.com/60001/posts/800/?comment_id=90&reply_comment_id=91"
    mention = only({"created_time": "2026-11-22T05:00:00+0000", "permalink_url": address})
    assert (mention.id, mention.kind) == ("800_91", MentionKind.COMMENT)


def test_an_address_without_its_host_is_completed() -> None:
    """Meta writes both."""
    assert only(post(1, 10, permalink_url="/60001/posts/1/")).url == (
        "https://www.facebook.com/60001/posts/1/"
    )


@pytest.mark.parametrize("status", [200, 400, 403, 500])
@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001])
def test_a_limit_is_a_refusal(status: int, code: int) -> None:
    """Whatever status it comes with; without a time it is a quarter of an hour."""
    last = polled(Reply(status=status, body=error(code)))
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(minutes=15))


def test_meta_says_in_minutes_when_it_will_listen_again() -> None:
    """In a header of the refusal."""
    usage = {"60001": [{"type": "pages", "call_count": 101, "estimated_time_to_regain_access": 33}]}
    headers = {"X-Business-Use-Case-Usage": json.dumps(usage)}
    last = polled(Reply(status=400, body=error(80001), headers=headers))
    assert last.retry_at == NOW + timedelta(minutes=33)


def test_a_token_that_has_run_out_is_unauthorised() -> None:
    """Its reason is told in plain words, and what to do."""
    last = polled(Reply(status=400, body=error(190, error_subcode=463)))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "it has expired; make a new token" in last.because


@pytest.mark.parametrize("code", [10, 200, 299])
def test_a_missing_permission_is_named(code: int) -> None:
    """People can ask Meta for what is named, and for nothing else."""
    words = f"(#{code}) This endpoint requires the 'pages_read_user_content' permission."
    last = polled(Reply(status=403, body=error(code, words)))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "lacks pages_read_user_content" in last.because


def test_what_meta_does_not_know_is_misconfigured() -> None:
    """A wrong id and a missing permission may share a code; both are told."""
    words = "(#100) Object does not exist. This endpoint requires the 'pages_read_engagement'"
    last = polled(Reply(status=400, body=error(100, words)))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "check page_id" in last.because
    assert "pages_read_engagement" in last.because


@pytest.mark.parametrize(
    "body", [error(1), error(2), error(99999), b'{"error": "x"}', b'{"paging": {}}', b"[]"]
)
def test_what_says_nothing_is_broken(body: bytes) -> None:
    """A passing failure, an unknown one, and an answer without its list."""
    assert polled(Reply(body=body)).outcome is Outcome.BROKEN


@pytest.mark.parametrize(("used", "minutes"), [(94, None), (95, 15), (100, 15)])
def test_the_last_twentieth_of_the_allowance_is_left(used: int, minutes: int | None) -> None:
    """Meta locks those out for longer who go on asking."""
    headers = {"X-App-Usage": json.dumps({"call_count": 3, "total_time": used})}
    script = page_of({"tagged": [post(1, 10)]})
    with serving(lambda seen: Reply(body=script(seen).body, headers=headers)) as server:
        pages = pages_of(FACEBOOK.source(server.url))
        assert len(server.seen) == (1 if used == 100 else 2)
    assert len(mentions_in(pages)) == 1
    assert pages[-1].retry_at == (NOW + timedelta(minutes=minutes) if minutes else None)


def test_another_page_begins_anew() -> None:
    """What was read of one page says nothing of another."""
    with serving(page_of({"tagged": [post(1, 10)]})) as server:
        since = last_cursor(pages_of(FACEBOOK.source(server.url)))
        pages = pages_of(FACEBOOK.source(server.url, page_id="60002"), since)
    assert len(mentions_in(pages)) == 1


def test_the_token_goes_into_a_header_only() -> None:
    """Addresses end up in the logs of others."""
    with serving(page_of({})) as server:
        pages_of(FACEBOOK.source(server.url))
        assert not any(SECRET in f"{seen.path}{seen.query}" for seen in server.seen)
