"""Trustpilot: stars, pages, and what a rejected key looks like."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from socwatch.model.mention import MatchBasis, Mention, MentionKind, Outcome, Page
from tests.contracts.sources.cases import (
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

TRUSTPILOT = next(case for case in all_cases() if case.kind == "trustpilot")


def review(number: int, minutes_ago: int, **more: object) -> dict[str, object]:
    """A review as the service lists it."""
    at = NOW - timedelta(minutes=minutes_ago)
    return {
        "id": f"r{number}",
        "createdAt": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "stars": 1,
        "text": "It melted",
        "status": "active",
        **more,
    }


def listed(reviews: list[dict[str, object]]) -> Script:
    """The list in pages, newest first."""

    def script(seen: Seen) -> Reply:
        size, page = int(seen.query["perPage"]), int(seen.query["page"])
        shown = reviews[(page - 1) * size : page * size]
        return Reply(body=json.dumps({"links": [], "reviews": shown}).encode())

    return script


def only(**fields: object) -> Mention:
    """The mention made of one review."""
    with serving(listed([review(1, 10, **fields)])) as server:
        return mentions_in(pages_of(TRUSTPILOT.source(server.url)))[0]


def polled(reply: Reply) -> Page:
    """The last page of a poll that gets this answer."""
    with serving(always(reply)) as server:
        return pages_of(TRUSTPILOT.source(server.url))[-1]


def test_a_review_has_stars_a_title_and_an_address() -> None:
    """And belongs to the topics that read the source, whatever it says."""
    mention = only(stars=1, title="Never again", consumer={"id": "c1", "displayName": "Dora"})
    assert (mention.kind, mention.rating, mention.title) == (
        MentionKind.REVIEW, 1.0, "Never again",
    )  # fmt: skip
    assert mention.url == "https://www.trustpilot.com/reviews/r1"
    assert mention.author is not None
    assert (mention.author.id, mention.author.name) == ("c1", "Dora")
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SOURCE, ("acme",))


@pytest.mark.parametrize("stars", [None, 0, 6, "none", True])
def test_a_review_without_stars_has_no_rating(stars: object) -> None:
    """Not a bad one."""
    assert only(stars=stars).rating is None


def test_the_queries_may_decide() -> None:
    """For companies whose reviews belong to several topics."""
    with serving(listed([review(1, 10)])) as server:
        (mention,) = mentions_in(pages_of(TRUSTPILOT.source(server.url, match="query")))
    assert (mention.match_basis, mention.found_by) == (MatchBasis.TEXT, ())


def test_pages_are_turned_until_known_ground() -> None:
    """A first poll reads the week; the next one page."""
    reviews = [review(number, number * 10) for number in range(250)]
    with serving(listed(reviews)) as server:
        source = TRUSTPILOT.source(server.url)
        first = pages_of(source)
        assert [seen.query["page"] for seen in server.seen] == ["1", "2", "3"]
        reviews.insert(0, review(999, 0))
        second = pages_of(source, last_cursor(first))
    assert len(mentions_in(first)) == 250
    assert [one.id for one in mentions_in(second)] == ["r999"]


def test_pages_may_be_smaller_than_asked_for() -> None:
    """A page that names a next one is not the last, however few reviews it has."""
    reviews = [review(number, number * 10) for number in range(50)]

    def script(seen: Seen) -> Reply:
        page = int(seen.query["page"])
        shown = reviews[(page - 1) * 20 : page * 20]
        links = [{"rel": "next-page", "href": "https://x.example"}] if page < 3 else []
        return Reply(body=json.dumps({"links": links, "reviews": shown}).encode())

    with serving(script) as server:
        found = mentions_in(pages_of(TRUSTPILOT.source(server.url)))
    assert len(found) == 50


def test_a_review_that_is_not_public_is_left_out() -> None:
    """With a reason; the service is not broken."""
    with serving(listed([review(1, 10, status="archived")])) as server:
        pages = pages_of(TRUSTPILOT.source(server.url))
    assert mentions_in(pages) == []
    assert pages[-1].outcome is Outcome.OK
    assert [one.because for page in pages for one in page.skipped] == ["not a public review"]


def test_a_rejected_key_is_unauthorised() -> None:
    """The gateway's words are told, and what sort of key it takes."""
    fault = {"faultstring": "Invalid ApiKey", "detail": {"errorcode": "oauth.v2.InvalidApiKey"}}
    last = polled(Reply(status=401, body=json.dumps({"fault": fault}).encode()))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "Invalid ApiKey" in last.because
    assert "business plan" in last.because


@pytest.mark.parametrize("status", [200, 429, 500])
def test_a_limit_is_a_refusal_whatever_its_status(status: int) -> None:
    """The gateway may call it a failure of its own."""
    detail = {"errorcode": "policies.ratelimit.QuotaViolation"}
    body = json.dumps({"fault": {"faultstring": "Rate limit", "detail": detail}}).encode()
    last = polled(Reply(status=status, body=body, headers={"Retry-After": "90"}))
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=90))


def test_a_company_that_is_not_known_is_misconfigured() -> None:
    """Its id is a key of the config."""
    assert polled(Reply(status=404, body=b'{"message": "x"}')).outcome is Outcome.MISCONFIGURED


def test_an_answer_without_a_list_is_broken() -> None:
    """It is not "no reviews"."""
    assert polled(Reply(body=b'{"links": []}')).outcome is Outcome.BROKEN
