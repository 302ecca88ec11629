"""X: what is bought and when, what it costs, and what X says when it sells nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, MentionKind, Outcome, Page
from socwatch.model.query import Query
from socwatch.ports import Budgeted, Paced, Source, Verifies
from socwatch.sources import registry
from socwatch.sources._pages import cursor_of, state_of
from socwatch.sources._search import SearchState
from socwatch.sources._x_counts import Hour, verdict
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import LoopbackServer, Reply, Script, Seen, always, serving

ALWAYS = next(case for case in all_cases() if case.kind == "x")
THIS_HOUR = NOW.replace(minute=0)


def post(number: int, at: datetime) -> dict[str, object]:
    """A post whose id follows its time."""
    stamp = at.isoformat().replace("+00:00", "Z")
    return {"id": f"{10**18 + number}", "text": "acme", "created_at": stamp, "author_id": "7"}


def counts(*, busy: int = 3, quiet: int = 3, known: int = 168) -> bytes:
    """A week of hours with `quiet` posts each, and one that is running with `busy`."""
    hours = [
        {
            "start": (THIS_HOUR - timedelta(hours=back)).isoformat(),
            "end": (THIS_HOUR - timedelta(hours=back - 1)).isoformat(),
            "tweet_count": quiet if back else busy,
        }
        for back in range(known, -1, -1)
    ]
    total = quiet * known + busy
    return json.dumps({"data": hours, "meta": {"total_tweet_count": total}}).encode()


def shop(
    posts: list[dict[str, object]], counted: Callable[[], bytes] = counts, *, users: bool = True
) -> Script:
    """X with these posts, which come newest first."""

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/counts/recent"):
            return Reply(body=counted())
        asked = seen.query
        found = sorted(posts, key=lambda one: -int(f"{one['id']}"))
        found = [one for one in found if int(f"{one['id']}") > int(asked.get("since_id", 0))]
        start, size = int(asked.get("next_token", "t0")[1:]), int(asked["max_results"])
        page = found[start : start + size]
        answer: dict[str, object] = {"meta": {"result_count": len(page)}}
        if page:
            answer["data"] = page
        if page and users:
            answer["includes"] = {"users": [{"id": "7", "username": "ada"}]}
        if start + size < len(found):
            answer["meta"] = {"result_count": len(page), "next_token": f"t{start + size}"}
        return Reply(body=json.dumps(answer).encode())

    return script


def recent(number: int) -> list[dict[str, object]]:
    """So many posts of the last hour, a second apart."""
    return [post(n, NOW - timedelta(seconds=3_000 - n)) for n in range(number)]


def spent(pages: list[Page]) -> int:
    """Thousandths of a dollar, as the last cursor has them."""
    return int(state_of(last_cursor(pages), SearchState).notes["spent"])


def searches(server: LoopbackServer) -> list[Seen]:
    """The requests that may bring posts."""
    return [seen for seen in server.seen if seen.path.endswith("/search/recent")]


def spike(url: str, **more: object) -> Source:
    """A source that buys when there is a surge."""
    return ALWAYS.source(url, **{"buy": "spike", **more})  # type: ignore[arg-type]


def left(source: Source, cursor: Cursor | None, now: datetime = NOW) -> str:
    """What the source says of its money."""
    assert isinstance(source, Budgeted)
    return source.left(cursor, now)


def test_a_query_in_the_words_of_x() -> None:
    """Signs, phrases and exclusions are said; OR is bracketed, since AND binds tighter."""
    query = '"acme kettle" OR @acme OR #acme OR AT&T NOT "acme cartoon"'
    (sent,) = registry.sent("x", Query(text=query, root=parse(query).root))
    assert sent == ('("acme kettle" OR @acme OR #acme OR ("AT&T" -"acme cartoon")) -is:retweet')


def test_a_long_query_becomes_several() -> None:
    """X reads 512 characters of a search, the words that save money included."""
    query = " OR ".join(f"acmekettleword{n}" for n in range(60))
    sent = registry.sent("x", Query(text=query, root=parse(query).root))
    assert len(sent) == 3
    assert max(map(len, sent)) <= 512


def test_a_quiet_hour_buys_a_sample_once_a_day() -> None:
    """The first poll shows a hundred, later days ten; between them posts are only counted."""
    posts = recent(300)
    with serving(shop(posts)) as server:
        source = spike(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
        asked = [seen.path.rpartition("/2")[2] for seen in server.seen]
    assert len(mentions_in(first)) == 100
    assert mentions_in(second) == []
    assert {page.outcome for page in [*first, *second]} == {Outcome.OK}
    assert asked == ["/tweets/search/recent", "/tweets/counts/recent", "/tweets/counts/recent"]
    assert spent(second) == 100 * 5 + 10 + 5 + 5


def test_the_sample_of_another_day_is_ten() -> None:
    """A sample is bought on the first poll of each UTC day."""
    with serving(shop(recent(300))) as server:
        source = spike(server.url)
        cursor = last_cursor(pages_of(source))
        state = state_of(cursor, SearchState)
        days = {key: "2026-11-21" for key in state.notes if key.startswith("day:")}
        state.notes.update(days)
        server.seen.clear()
        pages_of(source, cursor_of(state))
        (search,) = searches(server)
    assert search.query["max_results"] == "10"
    assert "since_id" in search.query


def test_a_surge_buys_what_is_new() -> None:
    """Clearly more posts than usual are bought, the newest hundred, after the last known id."""
    posts, busy = recent(30), [3]
    with serving(shop(posts, lambda: counts(busy=busy[0]))) as server:
        source = spike(server.url, sample=10)
        first = pages_of(source)
        posts.extend(post(1_000 + n, NOW - timedelta(seconds=200 - n)) for n in range(150))
        busy[0] = 150
        server.seen.clear()
        second = pages_of(source, last_cursor(first))
        (search,) = searches(server)
    assert len(mentions_in(second)) == 100
    assert search.query["since_id"] == f"{10**18 + 29}"
    assert search.query["max_results"] == "100"
    assert second[-1].outcome is Outcome.OK


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"sample": 0}, ["counts"]),
        ({"buy": "never"}, ["counts"]),
        ({"buy": "always"}, ["search"]),
    ],
)
def test_what_each_way_of_buying_asks_for(more: dict[str, object], paths: list[str]) -> None:
    """Without a sample and without a surge posts are counted, and that is well."""
    with serving(shop([])) as server:
        pages = pages_of(spike(server.url, **more))
        assert [seen.path.split("/")[-2] for seen in server.seen] == paths
    assert pages[-1].outcome is Outcome.OK


def test_never_means_never() -> None:
    """Not even a surge buys anything then; the count is told beside the budget."""
    with serving(shop(recent(300), lambda: counts(busy=900))) as server:
        source = spike(server.url, buy="never")
        pages = pages_of(source)
        assert searches(server) == []
    assert mentions_in(pages) == []
    assert left(source, last_cursor(pages)) == (
        "$999.99 of $1,000 left this month;"
        " 900 posts in the busier of the last two hours, usual is 3"
    )


def hours(numbers: list[int]) -> list[Hour]:
    """Counts of hours in a row, the last one running."""
    start = THIS_HOUR - timedelta(hours=len(numbers) - 1)
    return [Hour(start=start + timedelta(hours=n), posts=one) for n, one in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "surge"),
    [
        ([0] * 168 + [9], False),  # too few posts
        ([0] * 168 + [10], True),
        ([0] * 168 + [10, 2], True),  # the hour before counts, too
        ([3] * 168 + [9], False),
        ([3] * 168 + [11], True),
        ([100] * 168 + [139], False),  # chance moves by the root
        ([100] * 168 + [200], True),
        ([10, 30] * 84 + [50], False),  # a lively topic moves by itself
        ([3] * 20 + [500], False),  # nothing is usual yet
        ([], False),
        ([3] * 160 + [400] * 8 + [400], True),  # a crisis of hours is not usual
    ],
)
def test_the_rule_of_a_surge(numbers: list[int], surge: bool) -> None:
    """At least ten, four deviations above the week's median, twice the usual of that time."""
    assert verdict(hours(numbers)).surge is surge


def test_a_daily_peak_is_no_surge() -> None:
    """What is said every evening is usual in the evening."""
    day = [5] * 23 + [60]
    assert not verdict(hours(day * 7)[:-1] + hours([80])).surge
    assert verdict(hours(day * 7)[:-1] + hours([130])).surge


def test_everything_new_is_bought_page_by_page() -> None:
    """With `always` nothing is left out; each page is on record before it is asked for."""
    with serving(shop(recent(250))) as server:
        source = ALWAYS.source(server.url)
        pages = pages_of(source)
        second = pages_of(source, last_cursor(pages))
        asked = [seen.query.get("next_token") for seen in server.seen]
    assert len(mentions_in(pages)) == 250
    assert mentions_in(second) == []
    assert asked == [None, "t100", "t200", None]
    assert state_of(pages[0].next, SearchState).notes["spent"] == "1500"
    assert spent(pages) == 250 * 5 + 3 * 10


def test_an_open_issue_does_not_spend_faster() -> None:
    """Other sources are asked more often then; X is not, since each look costs money."""
    source = spike("http://127.0.0.1:1", every="1h")
    assert isinstance(source, Paced)
    assert source.fastest == source.every == timedelta(hours=1)


def test_without_authors_posts_cost_a_third() -> None:
    """Neither names nor followers are asked for; the address works all the same."""
    with serving(shop(recent(3), users=False)) as server:
        pages = pages_of(ALWAYS.source(server.url, authors=False))
        (seen,) = server.seen
    assert "expansions" not in seen.query
    assert spent(pages) == 15
    mention = mentions_in(pages)[0]
    assert mention.url == f"https://x.com/i/status/{mention.id}"
    assert mention.author is not None
    assert (mention.author.id, mention.author.handle) == ("7", None)


def test_at_the_cap_nothing_is_asked() -> None:
    """The reason says the cap, what was spent and when the month ends; nothing looks quiet."""
    with serving(shop(recent(250))) as server:
        source = ALWAYS.source(server.url, monthly_budget_usd=0.6)
        first = pages_of(source)
        asked = len(server.seen)
        again = pages_of(source, last_cursor(first))
        assert len(server.seen) == asked
    assert [seen.query["max_results"] for seen in server.seen] == ["40", "26", "16", "10"]
    assert spent(first) == 92 * 5 + 4 * 10
    assert (first[-1].outcome, again[-1].outcome) == (Outcome.PARTIAL, Outcome.REFUSED)
    for said in ("$0.60", "$0.50", "2026-12-01", "monthly_budget_usd"):
        assert said in again[-1].because
    assert again[-1].retry_at == NOW + timedelta(hours=1)


def test_an_outage_costs_nothing() -> None:
    """A request that never reached X is given back: a day without a network is no month's money."""
    with serving(shop(recent(3))) as server:
        source = ALWAYS.source(server.url)
    pages = pages_of(source)
    assert pages[-1].outcome is Outcome.BROKEN
    assert spent(pages) == 0


def test_an_answer_that_was_cut_after_a_failure_is_paid_for() -> None:
    """The failure cost nothing; what X sent afterwards did, though it could not be read."""
    replies = iter([Reply(status=500), Reply(body=b'{"data": [')])
    with serving(lambda _: next(replies)) as server:
        source = ALWAYS.source(server.url)
        source._http.manners = replace(source._http.manners, retries=1)  # type: ignore[attr-defined]
        pages = pages_of(source)
    assert pages[-1].outcome is Outcome.BROKEN
    assert spent(pages) == 100 * 15


def test_a_first_look_that_was_turned_down_is_had_later() -> None:
    """A wrong token, put right the same day, does not cost the first look and the sample."""
    with serving(always(Reply(status=401))) as server:
        source = spike(server.url)
        first = pages_of(source)
        server.script = shop(recent(30))
        second = pages_of(source, last_cursor(first))
    assert first[-1].outcome is Outcome.UNAUTHORISED
    assert len(mentions_in(second)) == 30


def test_a_new_month_has_new_money() -> None:
    """The money of a month is that of the calendar, in UTC."""
    notes = {"month": "2026-11", "spent": "21800"}
    cursor = cursor_of(SearchState(notes=notes))
    source = spike("http://127.0.0.1:1", monthly_budget_usd=25)
    assert left(source, cursor) == "$3.20 of $25 left this month"
    assert left(source, cursor, datetime(2026, 12, 1, tzinfo=UTC)) == "$25 of $25 left this month"
    assert left(source, None) == "$25 of $25 left this month"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (429, {"title": "UsageCapExceeded", "period": "Monthly", "detail": "cap"}, "refused"),
        (403, {"reason": "client-not-enrolled", "title": "Client Forbidden"}, "unauthorised"),
        (402, {"title": "CreditsDepleted", "detail": "no credits"}, "unauthorised"),
        (401, {"title": "Unauthorized", "status": 401}, "unauthorised"),
        (200, {"title": "Unauthorized", "status": 401}, "unauthorised"),
        (200, {"title": "Too Many Requests", "status": 429}, "refused"),
        (400, {"errors": [{"message": "There were errors"}], "title": "Bad"}, "misconfigured"),
        (503, {"title": "Service Unavailable", "status": 503}, "broken"),
        (200, {"errors": [{"title": "Oops"}], "title": "Oops"}, "broken"),
        (200, {"meta": {"result_count": 2}}, "broken"),
        (200, [], "broken"),
    ],
)
def test_what_x_says_when_it_sells_nothing(status: int, body: object, outcome: str) -> None:
    """Each refusal has its state, and what X turned down costs nothing."""
    with serving(always(Reply(status=status, body=json.dumps(body).encode()))) as server:
        pages = pages_of(ALWAYS.source(server.url))
    assert pages[-1].outcome == outcome
    assert spent(pages) == (0 if status != 200 else 1_500)


def test_the_pause_of_x_is_an_epoch() -> None:
    """`x-rate-limit-reset` is in epoch seconds."""
    headers = {"x-rate-limit-reset": str(int(NOW.timestamp()) + 600), "x-rate-limit-remaining": "0"}
    with serving(always(Reply(status=429, body=b"{}", headers=headers))) as server:
        last = pages_of(ALWAYS.source(server.url))[-1]
    assert last.retry_at == NOW + timedelta(minutes=10)


def test_an_id_that_x_forgot_is_dropped() -> None:
    """After a long absence the time is asked for instead; nothing is lost and the poll goes on."""
    posts = recent(3)
    script = shop(posts)
    forgotten = {"errors": [{"parameters": {"since_id": ["1"]}, "message": "'since_id' must be"}]}

    def strict(seen: Seen) -> Reply:
        old = seen.query.get("since_id") == f"{10**18 + 2}"
        return Reply(status=400, body=json.dumps(forgotten).encode()) if old else script(seen)

    with serving(strict) as server:
        source = ALWAYS.source(server.url)
        cursor = last_cursor(pages_of(source))
        posts.append(post(9, NOW))
        pages = pages_of(source, cursor)
        kinds = ["since_id" in seen.query for seen in server.seen]
    assert [one.id for one in mentions_in(pages)] == [f"{10**18 + 9}"]
    assert kinds == [False, True, False]
    assert pages[-1].outcome is Outcome.OK


def test_an_id_is_not_used_for_longer_than_x_remembers() -> None:
    """After six and a half days the beginning is a time."""
    with serving(shop(recent(3))) as server:
        source = ALWAYS.source(server.url)
        state = state_of(last_cursor(pages_of(source)), SearchState)
        (key,) = (one for one in state.notes if one.startswith("id:"))
        week_ago = int((NOW - timedelta(days=7)).timestamp())
        state.notes[key] = f"5@{week_ago}"
        server.seen.clear()
        pages_of(source, cursor_of(state))
        (seen,) = server.seen
    assert "since_id" not in seen.query
    assert seen.query["start_time"].startswith("2026-11-22T05:")


def test_a_refusal_between_two_pages_pays_for_nothing_twice() -> None:
    """What was bought is kept, and what is older is bought by the next poll."""
    script, open_ = shop(recent(250)), [False]

    def shaky(seen: Seen) -> Reply:
        shut = seen.query.get("next_token") and not open_[0]
        return Reply(status=429, headers={"Retry-After": "60"}) if shut else script(seen)

    with serving(shaky) as server:
        source = ALWAYS.source(server.url)
        first = pages_of(source)
        open_[0] = True
        server.seen.clear()
        pages_of(source, last_cursor(first))
        new, gap = server.seen[:2]
    assert len(mentions_in(first)) == 100
    assert first[-1].outcome is Outcome.PARTIAL
    assert new.query["since_id"] == f"{10**18 + 249}"
    assert "end_time" in gap.query


def test_what_a_post_says_of_itself() -> None:
    """Long posts are whole, replies are replies, ids are text, unknown is unknown."""
    with serving(ALWAYS.answering("first")) as server:
        by_id = {one.id[-3:]: one for one in mentions_in(pages_of(ALWAYS.source(server.url)))}
    long, reply, chinese = by_id["553"], by_id["554"], by_id["555"]
    assert long.text.endswith("only the beginning of it.")
    assert long.text.startswith("Acme & Sons")
    assert (long.likes, long.replies, long.views) == (0, 0, 40)
    assert (reply.kind, reply.in_reply_to) == (MentionKind.REPLY, "1992065838102380500")
    assert reply.url == "https://x.com/kettle_fan/status/1992065838102380554"
    assert (chinese.lang, chinese.kind) == ("zh", MentionKind.POST)
    assert chinese.author is not None
    assert (chinese.author.name, chinese.author.followers) == ("Tea & Co", 0)


def test_a_repost_says_what_it_repeats() -> None:
    """Where X sends one after all, its text is that of the whole post."""
    answer = {
        "data": [{
            "id": "2", "text": "RT @ada: Acme is bur…", "author_id": "7", "lang": "und",
            "referenced_tweets": [{"type": "retweeted", "id": "1"}],
        }],
        "includes": {"tweets": [{"id": "1", "text": "Acme is burning"}]},
        "meta": {"result_count": 1},
    }  # fmt: skip
    with serving(always(Reply(body=json.dumps(answer).encode()))) as server:
        (mention,) = mentions_in(pages_of(ALWAYS.source(server.url)))
    assert (mention.kind, mention.text, mention.lang) == (
        MentionKind.REPOST,
        "Acme is burning",
        None,
    )


def test_a_search_that_nobody_asks_for_is_forgotten() -> None:
    """The cursor does not grow with every query that was ever tried."""
    with serving(shop(recent(3))) as server:
        source = spike(server.url)
        cursor = last_cursor(pages_of(source, topics=(ACME, topic("bravo", "bravo"))))
        assert len([key for key in state_of(cursor, SearchState).notes if ":" in key]) == 4
        after = last_cursor(pages_of(source, cursor))
    assert len([key for key in state_of(after, SearchState).notes if ":" in key]) == 2


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({}, "monthly_budget_usd"),
        ({"monthly_budget_usd": 0}, "monthly_budget_usd"),
        ({"monthly_budget_usd": 25, "canary": "acme"}, "cost money"),
        ({"monthly_budget_usd": 25, "sample": 5}, "sample"),
        ({"monthly_budget_usd": 25, "buy": "all"}, "buy"),
    ],
)
def test_x_is_not_configured_without_thinking_of_money(keys: dict[str, object], says: str) -> None:
    """No budget, or something that would spend it unseen, is a config error."""
    with pytest.raises(ValidationError, match=says):
        registry.options_of("x").model_validate(keys)


def test_a_trial_of_the_token_costs_nothing() -> None:
    """`sources test` reads the token and leaves X alone."""
    with serving(always(Reply(body=b"{}"))) as server:
        source = ALWAYS.source(server.url)
        assert isinstance(source, Verifies)
        page = asyncio.run(source.verify(NOW))
        assert server.seen == []
    assert page.outcome is Outcome.OK
    assert "costs money" in page.because
