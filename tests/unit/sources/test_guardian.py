"""The Guardian: its Boolean words, days as bounds, pages, refusals and the day's requests."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, MatchBasis, Outcome, Page
from socwatch.model.query import Query, Topic
from socwatch.ports import Budgeted
from socwatch.sources.guardian import Guardian
from tests.contracts.sources.cases import (
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

GUARDIAN = next(case for case in all_cases() if case.kind == "guardian")


def article(number: int, minutes_ago: int, **more: object) -> dict[str, object]:
    """An article as the service lists it."""
    at = NOW - timedelta(minutes=minutes_ago)
    stamp = at.isoformat().replace("+00:00", "Z")
    return {"id": f"uk/{number}", "webTitle": "Kettles", "webPublicationDate": stamp, **more}


def paged(articles: list[dict[str, object]], size: int = 2) -> Script:
    """The search with its bounds in days and pages of this size, newest first."""

    def script(seen: Seen) -> Reply:
        page, high = int(seen.query["page"]), seen.query.get("to-date", "2999-01-01")
        found = [
            one
            for one in articles
            if seen.query["from-date"] <= f"{one['webPublicationDate']}"[:10] <= high
        ]
        shown = found[(page - 1) * size : page * size]
        pages = -(-len(found) // size)
        answer = {"status": "ok", "pages": pages, "currentPage": page, "results": shown}
        return Reply(body=json.dumps({"response": answer}).encode())

    return script


def query(text: str) -> Query:
    """An expression as a config would hold it."""
    return parse(text)


def topic(text: str) -> Topic:
    """A topic that looks for it."""
    return Topic(name="acme", query=query(text), owner="pr")


def test_a_limit_with_a_good_status_is_a_refusal() -> None:
    """The gateway's words stand outside of the answer proper."""
    last = polled(Reply(body=b'{"message": "API rate limit exceeded"}'))
    assert last.outcome is Outcome.REFUSED
    assert last.retry_at == NOW + timedelta(hours=1)


def polled(reply: Reply) -> Page:
    """The last page of a poll that gets this answer."""
    with serving(always(reply)) as server:
        return pages_of(GUARDIAN.source(server.url))[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acme (fire OR smoke) NOT cartoon", "(acme AND (fire OR smoke) AND NOT cartoon)"),
        ('"acme kettle" OR #acme OR @acme', '"acme kettle"'),
        ("#acme OR @acme", "acme"),
        ("acme burn*", "acme"),
        ("burn*", "burn"),
    ],
)
def test_the_query_in_the_words_of_the_press(text: str, expected: str) -> None:
    """AND, OR and NOT are written out; signs that no journalist writes are left out."""
    assert Guardian.sent(query(text)) == (expected,)


def test_all_pages_are_read_newest_first() -> None:
    """Page after page until the last that the answer names, from the day of the last look."""
    articles = [article(number, number * 10) for number in range(1, 6)]
    with serving(paged(articles)) as server:
        pages = pages_of(GUARDIAN.source(server.url))
        asked = [seen.query for seen in server.seen]
    assert [one.id for one in mentions_in(pages)] == [f"uk/{n}" for n in range(1, 6)]
    assert [one["page"] for one in asked] == ["1", "2", "3"]
    assert {one["from-date"] for one in asked} == {"2026-11-21"}
    assert {one["order-by"] for one in asked} == {"newest"}


def test_more_than_one_poll_may_read_is_partial_and_goes_on() -> None:
    """Ten pages a search; what is older is asked for by its day, and nothing comes twice."""
    articles = [article(number, number * 300) for number in range(1, 29)]
    known = {"newest": int((NOW - timedelta(days=6)).timestamp()), "read": 1}
    absent = Cursor(json.dumps({"queries": {"acme": known}}))
    with serving(paged(articles)) as server:
        source = GUARDIAN.source(server.url)
        first = pages_of(source, absent)
        second = pages_of(source, last_cursor(first))
        assert server.seen[-1].query["to-date"] == "2026-11-18"
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    ids = {one.id for one in mentions_in([*first, *second])}
    assert ids == {f"uk/{n}" for n in range(1, 29)}


def test_an_article_belongs_to_the_topic_that_the_service_found_it_for() -> None:
    """Headline and standfirst may not say the name; the article does."""
    with serving(paged([article(1, 10)])) as server:
        (mention,) = mentions_in(pages_of(GUARDIAN.source(server.url), topics=(topic("acme"),)))
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SERVER, ("acme",))


def test_a_wildcard_is_for_our_own_matcher() -> None:
    """The service was asked for less than the query means, so the words that we see decide."""
    with serving(paged([article(1, 10)])) as server:
        (mention,) = mentions_in(
            pages_of(GUARDIAN.source(server.url), topics=(topic("acme burn*"),))
        )
    assert (mention.match_basis, mention.found_by) == (MatchBasis.TEXT, ())


def test_a_rejected_key_is_unauthorised() -> None:
    """The service's own words are told, without the key."""
    last = polled(Reply(status=401, body=b'{"message": "Invalid authentication credentials"}'))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "Invalid authentication credentials" in last.because


def test_a_used_up_day_is_a_refusal_for_an_hour() -> None:
    """The service names no time to come back."""
    headers = {"X-RateLimit-Remaining-Day": "0"}
    last = polled(Reply(status=429, body=b'{"message": "exceeded"}', headers=headers))
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(hours=1))


def test_a_search_that_is_not_accepted_is_misconfigured() -> None:
    """What the service has against it is told."""
    body = b'{"response": {"status": "error", "message": "the q parameter is odd"}}'
    last = polled(Reply(status=400, body=body))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "the q parameter is odd" in last.because


@pytest.mark.parametrize(
    "body",
    [
        b'{"response": {"status": "error", "message": "no"}}',
        b'{"response": {"status": "ok"}}',
        b'{"results": []}',
        b"[]",
    ],
)
def test_a_good_answer_without_a_list_is_broken(body: bytes) -> None:
    """An error with status 200, and another shape, are not "no articles"."""
    assert polled(Reply(body=body)).outcome is Outcome.BROKEN


def test_the_days_requests_are_counted() -> None:
    """Each request is on record; the next day begins anew."""
    with serving(paged([article(1, 10)])) as server:
        source = GUARDIAN.source(server.url)
        assert isinstance(source, Budgeted)
        since = last_cursor(pages_of(source))
        assert source.left(None, NOW) == "500 of 500 requests left today"
        assert source.left(since, NOW) == "499 of 500 requests left today"
        assert source.left(since, NOW + timedelta(days=1)) == "500 of 500 requests left today"


def test_no_more_is_asked_than_the_day_allows() -> None:
    """A day that is used up is a refusal of our own, and nothing goes out."""
    spent = Cursor(json.dumps({"notes": {"day": "2026-11-22", "spent": "500"}}))
    with serving(paged([article(1, 10)])) as server:
        last = pages_of(GUARDIAN.source(server.url), spent)[-1]
        assert server.seen == []
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(hours=1))
    assert "used up" in last.because
