"""Reddit: three modes, its login, its listings, its refusals."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from socwatch import __version__
from socwatch.match.syntax import parse
from socwatch.model.mention import MentionKind, Outcome
from socwatch.model.query import Query
from socwatch.sources import registry
from socwatch.sources._pages import cursor_of, state_of
from socwatch.sources._search import SearchState
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    SECRET,
    SECRET_ENV,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

RSS, FEED_TOKEN, OAUTH = (
    next(case for case in all_cases() if case.name == f"reddit-{mode}")
    for mode in ("rss", "feed_token", "oauth")
)
LOGIN = {"access_token": "a-token", "token_type": "bearer", "expires_in": 86400}
WALL = b"<!doctype html><html><head><title>Blocked</title></head><body>whoa there, pardner!</body>"


def thing(number: int, at: float, **more: object) -> dict[str, object]:
    """A post, or with `kind="t1"` a comment."""
    kind = more.pop("kind", "t3")
    fields = {
        "name": f"{kind}_{number}", "created_utc": at, "author": "a", "title": "Acme",
        "selftext": "Acme",
    }  # fmt: skip
    return {"kind": kind, "data": {**fields, **more}}


def listing(things: Sequence[object], after: str | None = None) -> bytes:
    """A listing as the API sends it."""
    return json.dumps({"kind": "Listing", "data": {"after": after, "children": things}}).encode()


def api(stored: list[dict[str, object]], size: int = 100, most: int = 1_000) -> Script:
    """An API that pages what is stored, newest first, and shows no more than `most`."""

    def script(seen: Seen) -> Reply:
        if seen.path == "/api/v1/access_token":
            return Reply(body=json.dumps(LOGIN).encode())
        start = int(seen.query.get("after", "t3_0").removeprefix("t3_"))
        end = min(start + size, most)
        return Reply(
            body=listing(stored[start:end], f"t3_{end}" if end < min(len(stored), most) else None)
        )

    return script


def sent(query: str) -> tuple[str, ...]:
    """What Reddit is asked for a query as a person writes it."""
    return registry.sent("reddit", Query(text=query, root=parse(query).root))


def last(case_mode: str, reply: Reply) -> tuple[Outcome, str]:
    """How a poll ends against a server that only says this."""
    case = next(one for one in all_cases() if one.name == f"reddit-{case_mode}")
    with serving(always(reply)) as server:
        page = pages_of(case.source(server.url))[-1]
    return page.outcome, page.because


def test_a_query_in_reddits_words() -> None:
    """OR, phrases and NOT are said; a wildcard is widened to what stands beside it."""
    assert sent('"acme kettle" OR acme NOT cartoon') == ('("acme kettle" OR (acme NOT cartoon))',)
    assert sent("acme (fire OR burn*)") == ("acme",)
    assert sent("burn*") == ("burn",)


def test_a_stranger_asks_once_a_poll_and_topics_take_turns() -> None:
    """In mode rss one feed is read in each poll, the one that waited longest."""
    bravo = topic("bravo", "bravo")
    with serving(RSS.answering("empty")) as server:
        source = RSS.source(server.url)
        first = pages_of(source, topics=(ACME, bravo))
        second = pages_of(source, last_cursor(first), (ACME, bravo))
        asked = [seen.query["q"] for seen in server.seen]
    assert asked == ["acme", "bravo"]
    assert second[-1].outcome is Outcome.OK


def test_a_day_is_asked_for_and_more_after_an_absence() -> None:
    """The search knows no times but these; each holds all since the last look."""
    with serving(RSS.answering("empty")) as server:
        source = RSS.source(server.url)
        state = state_of(last_cursor(pages_of(source)), SearchState)
        for days in (2, 7, 30):
            state.queries["acme"].newest -= days * 86_400
            pages_of(source, cursor_of(state))
        periods = [seen.query["t"] for seen in server.seen]
    assert periods == ["day", "week", "month", "year"]


def test_what_is_waiting_keeps_its_place() -> None:
    """A topic whose turn it is not repeats nothing when its turn comes again."""
    bravo = topic("bravo", "bravo")
    with serving(RSS.answering("first")) as server:
        source, cursor, found = RSS.source(server.url), None, []
        for _ in range(4):
            pages = pages_of(source, cursor, (ACME, bravo))
            cursor = last_cursor(pages)
            found.append(len(mentions_in(pages)))
    assert found == [3, 3, 0, 0]


def test_a_full_feed_is_partial() -> None:
    """A feed shows the newest hundred: what was before them is said to be missing."""
    at = NOW - timedelta(minutes=5)
    entry = "<entry><id>t3_{}</id><title>Acme</title><updated>{}</updated></entry>"
    entries = "".join(entry.format(n, at.isoformat()) for n in range(100))
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(RSS.source(server.url))
    assert len(mentions_in(pages)) == 100
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "missing" in pages[-1].because


def test_the_feed_loses_what_reddit_appends() -> None:
    """No "submitted by", no "/u/", and a comment has no title of somebody else."""
    with serving(RSS.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(RSS.source(server.url)))}
    post, comment = by_id["t3_1kettle"], by_id["t1_1steam"]
    assert post.text == "Acme says no one was hurt.\n\nCafé owners disagree & so do I."
    assert (post.title, post.kind) == ("Acme & Sons recall the K2 🔥", MentionKind.POST)
    assert post.author is not None
    assert post.author.handle == "kettle_fan"
    assert (post.likes, post.replies) == (None, None)
    assert (comment.kind, comment.title) == (MentionKind.COMMENT, None)
    assert post.url == "https://www.reddit.com/r/kettles/comments/1kettle/x/"
    assert post.key == "reddit:t3_1kettle"


def test_the_feed_token_goes_with_its_user() -> None:
    """Reddit wants both in the address, and neither is ever told."""
    with serving(FEED_TOKEN.answering("first")) as server:
        pages = pages_of(FEED_TOKEN.source(server.url))
        (seen,) = server.seen
    assert (seen.query["feed"], seen.query["user"]) == (SECRET, "acme_comms")
    assert SECRET not in repr(pages)


@pytest.mark.parametrize("mode", ["rss", "feed_token", "oauth"])
def test_the_wall_is_a_refusal_that_names_the_remedy(mode: str) -> None:
    """Reddit's page for those it blocks is never an empty answer."""

    def script(seen: Seen) -> Reply:
        login = seen.path.endswith("access_token")
        return Reply(body=json.dumps(LOGIN).encode()) if login else Reply(status=403, body=WALL)

    case = next(one for one in all_cases() if one.name == f"reddit-{mode}")
    with serving(script) as server:
        page = pages_of(case.source(server.url))[-1]
    assert page.outcome is Outcome.REFUSED
    assert mode != "rss" or 'mode = "feed_token"' in page.because


def test_too_fast_for_a_stranger_names_the_remedy() -> None:
    """The 429 of mode rss says what would help."""
    outcome, because = last("rss", Reply(status=429, body=b"Too Many Requests"))
    assert outcome is Outcome.REFUSED
    assert "oauth" in because


def test_a_login_is_made_once_and_kept() -> None:
    """The token lives in the cursor until it runs out; the secret does not."""
    with serving(OAUTH.answering("first")) as server:
        source = OAUTH.source(server.url)
        cursor = last_cursor(pages_of(source))
        pages_of(source, cursor)
        logins = [seen for seen in server.seen if seen.method == "POST"]
    pair = base64.b64encode(f"acmeapp:{SECRET}".encode()).decode()
    assert [seen.headers["authorization"] for seen in logins] == [f"Basic {pair}"]
    assert state_of(cursor, SearchState).notes["token"] == "a-token"
    assert SECRET not in cursor
    assert pair not in cursor


def test_a_new_token_that_is_rejected_ends_the_poll() -> None:
    """A 401 to a token of this very poll is no reason to log in again; the next poll does."""
    tokens = iter(("old", "new"))

    def script(seen: Seen) -> Reply:
        if seen.method == "POST":
            return Reply(body=json.dumps({**LOGIN, "access_token": next(tokens)}).encode())
        good = seen.headers["authorization"] == "bearer new"
        return Reply(body=listing([])) if good else Reply(status=401, body=WALL)

    with serving(script) as server:
        source = OAUTH.source(server.url)
        first = pages_of(source)[-1]
        second = pages_of(source)[-1]
        asked = [seen.method for seen in server.seen]
    assert first.outcome is Outcome.UNAUTHORISED
    assert second.outcome is Outcome.OK
    assert asked == ["POST", "GET", "POST", "GET"]


def test_a_kept_token_that_is_rejected_is_renewed() -> None:
    """Reddit may end a token before its time."""
    valid = ["a-token"]

    def script(seen: Seen) -> Reply:
        if seen.method == "POST":
            return Reply(body=json.dumps({**LOGIN, "access_token": valid[0]}).encode())
        good = seen.headers["authorization"] == f"bearer {valid[0]}"
        return Reply(body=listing([])) if good else Reply(status=401, body=WALL)

    with serving(script) as server:
        source = OAUTH.source(server.url)
        cursor = last_cursor(pages_of(source))
        valid[0] = "b-token"
        pages = pages_of(source, cursor)
        asked = [seen.method for seen in server.seen]
    assert pages[-1].outcome is Outcome.OK
    assert asked == ["POST", "GET", "GET", "POST", "GET"]
    assert state_of(last_cursor(pages), SearchState).notes["token"] == "b-token"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(status=401, body=b'{"message": "Unauthorized", "error": 401}'), "unauthorised"),
        (Reply(body=b'{"error": "unsupported_grant_type"}'), "unauthorised"),
        (Reply(body=b'{"token_type": "bearer"}'), "broken"),
        (Reply(body=b"[]"), "broken"),
    ],
)
def test_a_login_that_fails_says_so(reply: Reply, outcome: str) -> None:
    """Neither a refused app nor a login without a token is an empty answer."""
    assert last("oauth", reply)[0] == outcome


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (403, b'{"message": "Forbidden", "error": 403}', "unauthorised"),
        (403, b'{"reason": "private", "message": "Forbidden", "error": 403}', "unauthorised"),
        (404, b'{"reason": "banned", "message": "Not Found", "error": 404}', "misconfigured"),
        (500, b'{"message": "Internal Server Error", "error": 500}', "broken"),
        (200, b'{"message": "Too Many Requests", "error": 429}', "refused"),
        (200, b'{"message": "Internal Server Error", "error": 500}', "broken"),
        (200, b'{"kind": "Listing", "data": {}}', "broken"),
    ],
)
def test_the_refusals_of_the_api(status: int, body: bytes, outcome: str) -> None:
    """Each has its state; an answer without a list is an error, not silence."""

    def script(seen: Seen) -> Reply:
        login = seen.method == "POST"
        return Reply(body=json.dumps(LOGIN).encode()) if login else Reply(status=status, body=body)

    with serving(script) as server:
        assert pages_of(OAUTH.source(server.url))[-1].outcome == outcome


def test_the_api_is_paged_and_its_end_is_known() -> None:
    """`after` is followed; what lies behind the end of a listing is said to be missing."""
    newest = NOW.timestamp() - 10
    with serving(api([thing(n, newest - n) for n in range(250)])) as server:
        pages = pages_of(OAUTH.source(server.url))
    assert len(mentions_in(pages)) == 250
    assert pages[-1].outcome is Outcome.OK
    with serving(api([thing(n, newest - n) for n in range(1_500)])) as server:
        pages = pages_of(OAUTH.source(server.url))
        assert len(server.seen) == 11
    assert len(mentions_in(pages)) == 1_000
    assert pages[-1].outcome is Outcome.PARTIAL


def test_deleted_things_are_not_taken() -> None:
    """What somebody took back is no mention; a deleted account is no author."""
    at = NOW.timestamp() - 60.5
    things = [
        thing(1, at, author="[deleted]"),
        thing(2, at, selftext="[removed]"),
        thing(3, at, kind="t1", body="[deleted]"),
        thing(4, at, removed_by_category="moderator"),
        thing(5, at, kind="t5"),
        thing(6, at, kind="t1", body="Acme", score=1, score_hidden=True, parent_id="t3_1"),
    ]
    with serving(api(things)) as server:
        pages = pages_of(OAUTH.source(server.url))
    kept = {one.id: one for one in mentions_in(pages)}
    assert list(kept) == ["t3_1", "t1_6"]
    assert kept["t3_1"].author is None
    assert (kept["t1_6"].likes, kept["t1_6"].in_reply_to) == (None, "t3_1")
    assert {one.because for page in pages for one in page.skipped} == {
        "deleted or removed",
        "neither a post nor a comment",
    }


def test_scores_may_be_below_zero() -> None:
    """A service's score counts as likes, also where readers voted it down."""
    with serving(OAUTH.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(OAUTH.source(server.url)))}
    assert [by_id[one].likes for one in ("t3_1kettle", "t3_1spout")] == [0, -3]
    assert by_id["t3_1kettle"].url == "https://www.reddit.com/r/kettles/comments/1kettle/x/"


def test_comments_of_subreddits_are_read_whole() -> None:
    """The search knows no comments, so the subreddits' own list is read beside it."""
    where = ["r/kettles", "tea"]
    with serving(api([])) as server:
        source = OAUTH.source(server.url, subreddits=where, comments=True, username="acme_comms")
        pages_of(source)
        asked = {seen.path: seen for seen in server.seen if seen.method == "GET"}
    assert sorted(asked) == ["/r/kettles+tea/comments", "/r/kettles+tea/search"]
    assert "q" not in asked["/r/kettles+tea/comments"].query
    assert asked["/r/kettles+tea/search"].query["restrict_sr"] == "on"
    agents = {seen.headers["user-agent"] for seen in asked.values()}
    assert agents == {f"linux:socwatch:{__version__} (by /u/acme_comms)"}


def test_the_rate_limit_headers_are_obeyed() -> None:
    """`x-ratelimit-reset` is in seconds from now, `remaining` has a decimal point."""
    headers = {"x-ratelimit-remaining": "0.0", "x-ratelimit-used": "600", "x-ratelimit-reset": "55"}
    script = api([])
    with serving(lambda seen: Reply(body=script(seen).body, headers=headers)) as server:
        page = pages_of(OAUTH.source(server.url))[-1]
    assert page.retry_at == NOW + timedelta(seconds=55)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"mode": "oauth"}, "client_id"),
        ({"mode": "feed_token", "token_env": SECRET_ENV}, "user"),
        ({"comments": True}, "subreddits"),
        ({"mode": "json"}, "mode"),
        ({"subreddits": ["a/b"]}, "subreddit"),
        ({"client_secret_env": "A", "client_secret_file": "b"}, "client_secret"),
    ],
)
def test_a_mode_without_what_it_needs_is_a_config_error(
    keys: dict[str, object], says: str, tmp_path: Path
) -> None:
    """It is found by `check`, not by the first poll."""
    with pytest.raises(ValidationError, match=says):
        registry.options_of("reddit").model_validate(keys, context={"folder": tmp_path})


def test_a_missing_secret_is_a_login_that_is_missing() -> None:
    """Nothing is asked, and the reason says what is needed."""
    with serving(OAUTH.answering("first")) as server:
        page = pages_of(OAUTH.source(server.url, client_secret_env=None))[-1]
        assert server.seen == []
    assert page.outcome is Outcome.UNAUTHORISED
    assert "approved Reddit app" in page.because
