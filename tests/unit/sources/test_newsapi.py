"""NewsAPI: a day late, 100 requests, 100 results, errors with good statuses."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, MatchBasis, Mention, Outcome, Page
from socwatch.ports import Budgeted, Paced
from socwatch.sources.newsapi import NewsApi
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

NEWSAPI = next(case for case in all_cases() if case.kind == "newsapi")


def article(number: int, hours_ago: float, **more: object) -> dict[str, object]:
    """An article as the service lists it."""
    at = NOW - timedelta(hours=hours_ago)
    return {
        "source": {"id": None, "name": "The Post"},
        "title": f"Kettles {number}",
        "url": f"https://post.example/{number}",
        "publishedAt": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **more,
    }


def answer(articles: list[dict[str, object]], total: int | None = None) -> Reply:
    """A good answer."""
    found = {"status": "ok", "totalResults": total or len(articles), "articles": articles}
    return Reply(body=json.dumps(found).encode())


def index(articles: list[dict[str, object]], *, late: float = 24) -> Script:
    """The service with its bounds of time, its pages of 100, and the delay of the free plan."""

    def script(seen: Seen) -> Reply:
        low = datetime.fromisoformat(seen.query["from"])
        high = NOW - timedelta(hours=late)
        if "to" in seen.query:
            high = min(high, datetime.fromisoformat(seen.query["to"]))
        shown = [one for one in articles if low <= _at(one) <= high]
        start = 100 * (int(seen.query["page"]) - 1)
        return answer(sorted(shown, key=_at, reverse=True)[start : start + 100], len(shown))

    return script


def _at(one: dict[str, object]) -> datetime:
    return datetime.fromisoformat(f"{one['publishedAt']}")


def polled(reply: Reply, **options: Any) -> Page:
    """The last page of a poll that gets this answer."""
    with serving(always(reply)) as server:
        return pages_of(NEWSAPI.source(server.url, **options))[-1]


def only(**fields: object) -> Mention:
    """The mention made of one article."""
    with serving(always(answer([article(1, 30, **fields)]))) as server:
        return mentions_in(pages_of(NEWSAPI.source(server.url)))[0]


def failure(code: str, message: str = "words") -> bytes:
    """An error as the service sends it."""
    return json.dumps({"status": "error", "code": code, "message": message}).encode()


def test_a_search_of_at_most_500_characters() -> None:
    """More alternatives than fit go into several searches."""
    words = " OR ".join(f'"acme kettle {number}"' for number in range(60))
    searches = NewsApi.sent(parse(words))
    assert len(searches) > 1
    assert all(len(one) <= 500 for one in searches)


def test_exclusions_and_alternatives_are_written_out() -> None:
    """As the service's manual has it."""
    assert NewsApi.sent(parse("acme (fire OR smoke) -cartoon")) == (
        "(acme AND (fire OR smoke) AND NOT cartoon)",
    )


def test_the_delay_of_the_free_plan_loses_nothing() -> None:
    """What appears a day after it was published is found, though newer polls went before."""
    articles = [article(1, 30)]
    with serving(index(articles)) as server:
        source = NEWSAPI.source(server.url)
        first = pages_of(source)
        articles += [article(2, 24.2), article(3, 47), article(4, 2)]
        second = pages_of(source, last_cursor(first))
    assert [one.id[-1] for one in mentions_in(first)] == ["1"]
    assert sorted(one.id[-1] for one in mentions_in(second)) == ["2", "3"]


def test_more_than_100_results_are_read_by_their_time() -> None:
    """The second page of the free plan is refused, so what is older is asked for instead."""
    articles = [article(number, 24 + number * 0.05) for number in range(1, 251)]
    with serving(index(articles)) as server:
        pages = pages_of(NEWSAPI.source(server.url))
        assert {seen.query["page"] for seen in server.seen} == {"1"}
    assert len({one.id for one in mentions_in(pages)}) == 250
    assert pages[-1].outcome is Outcome.OK


def test_a_paid_plan_turns_pages() -> None:
    """It shows them, and articles as they appear."""
    articles = [article(number, number * 0.05) for number in range(1, 251)]
    with serving(index(articles, late=0)) as server:
        pages = pages_of(NEWSAPI.source(server.url, plan="paid"))
        assert [seen.query["page"] for seen in server.seen] == ["1", "2", "3"]
    assert len(mentions_in(pages)) == 250


def test_results_that_the_plan_does_not_show_are_partial() -> None:
    """What was read is kept, and the outcome says that there is more."""
    articles = [article(number, 20 + number * 0.02) for number in range(1, 101)]

    def script(seen: Seen) -> Reply:
        first = seen.query["page"] == "1" and "to" not in seen.query
        return answer(articles, 250) if first else Reply(status=426, body=refused)

    refused = failure("maximumResultsReached")
    for plan in ("free", "paid"):
        with serving(script) as server:
            pages = pages_of(NEWSAPI.source(server.url, plan=plan))
        assert len(mentions_in(pages)) == 100
        assert pages[-1].outcome is Outcome.PARTIAL
        assert "maximumResultsReached" in pages[-1].because


def test_a_service_that_repeats_its_first_results_is_not_complete() -> None:
    """When the bounds of time are not obeyed, what is older stays hidden, and that is said."""
    articles = [article(number, 24 + number * 0.05) for number in range(1, 101)]
    with serving(always(answer(articles, 250))) as server:
        pages = pages_of(NEWSAPI.source(server.url))
    assert len(mentions_in(pages)) == 100
    assert pages[-1].outcome is Outcome.PARTIAL


@pytest.mark.parametrize("status", [200, 400, 401, 426, 429])
@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("apiKeyInvalid", Outcome.UNAUTHORISED),
        ("apiKeyDisabled", Outcome.UNAUTHORISED),
        ("apiKeyMissing", Outcome.UNAUTHORISED),
        ("apiKeyExhausted", Outcome.REFUSED),
        ("rateLimited", Outcome.REFUSED),
        ("maximumResultsReached", Outcome.REFUSED),
        ("parameterInvalid", Outcome.MISCONFIGURED),
        ("sourceDoesNotExist", Outcome.MISCONFIGURED),
        ("unexpectedError", Outcome.BROKEN),
    ],
)
def test_an_error_is_known_by_its_code(status: int, code: str, outcome: Outcome) -> None:
    """Whatever status it comes with, a good one included."""
    assert polled(Reply(status=status, body=failure(code))).outcome is outcome


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, Outcome.BROKEN), (400, Outcome.MISCONFIGURED), (500, Outcome.BROKEN)],
)
def test_an_unknown_error_is_known_by_its_status(status: int, outcome: Outcome) -> None:
    """400 says that the search is wrong, and the service's reason is told."""
    last = polled(Reply(status=status, body=failure("queryOdd", "mind the quotes")))
    assert last.outcome is outcome
    assert ("mind the quotes" in last.because) is (outcome is Outcome.MISCONFIGURED)


def test_an_exhausted_key_is_left_alone_for_an_hour() -> None:
    """The service names no time, and asking on would not help."""
    last = polled(Reply(status=429, body=failure("apiKeyExhausted")))
    assert last.retry_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize("body", [b'{"status": "ok"}', b'{"articles": []}', b"[]"])
def test_a_good_answer_without_a_list_is_broken(body: bytes) -> None:
    """It is not "no articles"."""
    assert polled(Reply(body=body)).outcome is Outcome.BROKEN


def test_a_withdrawn_article_is_not_the_end_of_the_search() -> None:
    """It is dated 1970; what is older than the page that it stands on is read all the same."""
    removed = article(1, 26, title="[Removed]", publishedAt="1970-01-01T00:00:00Z")
    found = [article(n, 26 + n / 100) for n in range(2, 152)]

    def script(seen: Seen) -> Reply:
        whole = index(found)(seen)
        shown = json.loads(whole.body)
        shown["articles"].insert(3, removed)
        return answer(shown["articles"][:100], shown["totalResults"] + 1)

    with serving(script) as server:
        pages = pages_of(NEWSAPI.source(server.url))
    assert len(mentions_in(pages)) == 150
    assert pages[-1].outcome is Outcome.OK


def test_a_withdrawn_article_is_left_out() -> None:
    """Its row stays in the answers, without words and under one address for all."""
    removed = article(1, 30, title="[Removed]", url="https://removed.com")
    with serving(always(answer([removed, article(2, 30)]))) as server:
        pages = pages_of(NEWSAPI.source(server.url))
    assert [one.id for one in mentions_in(pages)] == ["https://post.example/2"]
    assert [one.because for page in pages for one in page.skipped] == [
        "the publisher has withdrawn it"
    ]


@pytest.mark.parametrize(
    ("description", "content", "text"),
    [
        ("Acme is late.", "A kettle burst. It was… [+123 chars]", None),
        ("Acme is…", "Acme is late again… [+9 chars]", "Acme is late again…"),
        ("Acme is late again.", "Acme is late… [+9 chars]", "Acme is late again."),
        (None, "Acme [+12 chars]", "Acme"),
        ("Acme", None, "Acme"),
        (None, None, ""),
    ],
)
def test_the_text_is_what_is_shown_once(
    description: str | None, content: str | None, text: str | None
) -> None:
    """Summary and beginning, without the count of what is cut off, and nothing twice."""
    expected = "Acme is late.\n\nA kettle burst. It was…" if text is None else text
    assert only(description=description, content=content).text == expected


def test_the_author_is_a_name() -> None:
    """The publisher stands for a writer who is not named, or only by an address."""
    names = [only(author=one).author for one in ("Ada Marsh", None, "https://post.example/a")]
    assert [one.name if one else None for one in names] == ["Ada Marsh", "The Post", "The Post"]


def test_the_service_decides_what_matches() -> None:
    """It reads the whole article, of which 200 characters are shown."""
    mention = only(title="Kettles")
    assert (mention.match_basis, mention.found_by) == (MatchBasis.SERVER, ("acme",))


def test_what_is_left_is_told_with_the_delay() -> None:
    """Nobody who reads it takes the free plan for the present."""
    with serving(index([article(1, 30)])) as server:
        source = NEWSAPI.source(server.url)
        assert isinstance(source, Budgeted)
        since = last_cursor(pages_of(source))
        assert source.left(since, NOW).startswith("99 of 100 requests left today; ")
        assert "24 hours late" in source.left(since, NOW)


def test_topics_take_turns_when_the_day_is_short() -> None:
    """Two searches each half hour make 96 a day; a third topic is asked for in the next poll."""
    topics = (ACME, topic("bravo", "bravo"), topic("cargo", "cargo"))
    with serving(index([article(1, 30)])) as server:
        source = NEWSAPI.source(server.url)
        first = pages_of(source, topics=topics)
        pages_of(source, last_cursor(first), topics=topics)
        asked = [seen.query["q"] for seen in server.seen]
    assert asked == ["acme", "bravo", "cargo", "acme"]


def test_no_more_is_asked_than_the_day_allows() -> None:
    """A day that is used up is a refusal of our own; a paid plan is not counted."""
    spent = Cursor(json.dumps({"notes": {"day": "2026-11-22", "spent": "100"}}))
    with serving(index([article(1, 30)])) as server:
        last = pages_of(NEWSAPI.source(server.url), spent)[-1]
        assert server.seen == []
        paid = pages_of(NEWSAPI.source(server.url, plan="paid"), spent)[-1]
    assert (last.outcome, paid.outcome) == (Outcome.REFUSED, Outcome.OK)


def test_the_free_plan_is_not_asked_for_more_than_a_month() -> None:
    """After a long absence it would refuse the whole search."""
    known = {"newest": int((NOW - timedelta(days=90)).timestamp()), "read": 1}
    old = Cursor(json.dumps({"queries": {"acme": known}}))
    with serving(index([article(1, 30)])) as server:
        pages_of(NEWSAPI.source(server.url), old)
        low = datetime.fromisoformat(server.seen[0].query["from"])
    assert NOW - low == timedelta(days=28)


@pytest.mark.parametrize(("plan", "minutes"), [("free", 30), ("paid", 15)])
def test_the_free_plan_is_not_asked_faster_in_a_crisis(plan: str, minutes: int) -> None:
    """It would use up the day, and nothing would be there sooner."""
    source = NEWSAPI.source("http://127.0.0.1:1", plan=plan)
    assert isinstance(source, Paced)
    assert source.fastest == timedelta(minutes=minutes)
