"""Discourse: cut hits, short words, waits in bodies, posts in the order of their numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import MatchBasis, MentionKind, Outcome, Page
from socwatch.sources import registry
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

SEARCH, LATEST = (case for case in all_cases() if case.kind == "discourse")


def hit(number: int, minutes_ago: int = 5, **more: object) -> dict[str, object]:
    """A post as the search or the list of newest posts shows it."""
    at = f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%S.000Z}"
    fixed = {"id": number, "created_at": at, "username": "dana", "topic_id": 7, "post_number": 2}
    return {**fixed, "blurb": "...an Acme...", "like_count": 1, **more}


def forum(
    hits: Sequence[Mapping[str, object]], size: int = 50, whole: str = "<p>Acme</p>"
) -> Script:
    """A forum that pages its hits and shows each post whole."""

    def script(seen: Seen) -> Reply:
        if seen.path == "/search.json":
            start = (int(seen.query["page"]) - 1) * size
            more = len(hits) > start + size
            answer: object = {
                "posts": hits[start : start + size],
                "topics": [{"id": 7, "title": "Kettles", "slug": "kettles"}],
                "grouped_search_result": {"more_full_page_results": more},
            }
        else:
            number = int(seen.path.rpartition("/")[2].removesuffix(".json"))
            answer = {**hit(number), "cooked": whole}
        return Reply(body=json.dumps(answer).encode())

    return script


def fetched(seen: Sequence[Seen]) -> list[str]:
    """The posts that were asked for whole."""
    return [one.path for one in seen if one.path.startswith("/posts/")]


def test_how_it_is_asked() -> None:
    """Alternative by alternative, the newest first, from the day of the cursor on; no key."""
    with serving(SEARCH.answering("empty")) as server:
        pages_of(SEARCH.source(server.url), topics=(ACME, topic("bravo", "bravo")))
        asked = [seen.query for seen in server.seen]
        names = {name for seen in server.seen for name in seen.headers}
    assert [one["q"] for one in asked] == [
        "acme order:latest after:2026-11-21",
        "bravo order:latest after:2026-11-21",
    ]
    assert {one["page"] for one in asked} == {"1"}
    assert not names & {"api-key", "user-api-key", "api-username"}


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("#acme OR @Acme", ["acme"]),
        ('"Acme kettle" OR bravo', ['"acme kettle"', "bravo"]),
        ("acme recall NOT film", ["acme recall"]),
        ('acme OR "acme kettle" OR (acme fire)', ["acme"]),
        ('"acme kettle" OR (kettle acme)', ['"acme kettle"', "kettle acme"]),
        ("acme (fire OR burn*)", ["acme fire", "acme burn"]),
    ],
)
def test_queries_in_its_words(query: str, sent: list[str]) -> None:
    """No signs: `#` and `@` are filters for categories and authors there."""
    assert list(registry.sent("discourse", parse(query))) == sent


def test_a_hit_is_fetched_whole_and_once() -> None:
    """The hit has a few words of it; what an earlier poll had is not fetched again."""
    with serving(SEARCH.answering("first")) as server:
        source = SEARCH.source(server.url)
        pages = pages_of(source)
        assert len(fetched(server.seen)) == 3
        pages_of(source, last_cursor(pages))
        assert len(fetched(server.seen)) == 3
    by_id = {one.id: one for one in mentions_in(pages)}
    opening, reply = by_id["9007199254740993"], by_id["101"]
    assert opening.text == "Acme says no one's hurt.\n\nCafé owners disagree"
    assert opening.title == "Acme & Sons recall kettles 🔥"
    assert (opening.kind, reply.kind) == (MentionKind.POST, MentionKind.REPLY)
    assert (opening.likes, opening.replies, reply.likes) == (3, 2, 0)
    assert opening.url == "https://forum.example/t/acme-recall/7/1"
    assert opening.match_basis is MatchBasis.TEXT
    assert opening.key == "here:9007199254740993"


def test_a_reply_has_no_title() -> None:
    """That of its topic was written by somebody else."""
    with serving(SEARCH.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(SEARCH.source(server.url)))}
    assert (by_id["101"].title, by_id["101"].url) == (None, "https://forum.example/t/kettles/8/4")


def test_what_may_not_be_fetched_is_taken_as_it_was_listed() -> None:
    """In a flood no hit is left out: the forum's search decides where we see a few words only."""
    with serving(forum([hit(number) for number in range(1, 41)])) as server:
        pages = pages_of(SEARCH.source(server.url))
        assert len(fetched(server.seen)) == 25
    mentions = mentions_in(pages)
    assert len(mentions) == 40
    cut = [one for one in mentions if one.match_basis is MatchBasis.SERVER]
    assert len(cut) == 15
    assert {one.text for one in cut} == {"...an Acme..."}
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_post_that_is_not_shown_whole_is_taken_as_listed(status: int) -> None:
    """The search did show it; nothing that was found is lost to another page's trouble."""
    script = forum([hit(1), hit(2)])

    def without_one(seen: Seen) -> Reply:
        return Reply(status=status) if seen.path == "/posts/1.json" else script(seen)

    with serving(without_one) as server:
        pages = pages_of(SEARCH.source(server.url))
    texts = {one.id: one.text for one in mentions_in(pages)}
    assert texts["1"] == "...an Acme..."
    assert set(texts) == {"1", "2"}
    assert pages[-1].outcome is Outcome.OK


def test_another_post_than_the_one_asked_for_is_not_taken() -> None:
    """The hit stays as it was listed."""
    whole = {**hit(99), "cooked": "<p>Something else</p>"}
    listed = forum([hit(1)])
    other = Reply(body=json.dumps(whole).encode())
    with serving(lambda seen: other if "/posts/" in seen.path else listed(seen)) as server:
        (mention,) = mentions_in(pages_of(SEARCH.source(server.url)))
    assert (mention.id, mention.match_basis) == ("1", MatchBasis.SERVER)


def test_a_refusal_to_show_whole_posts_loses_no_hit_and_is_obeyed() -> None:
    """The search was answered: nothing is missing but words, and the pause is kept."""
    script = forum([hit(1), hit(2), hit(3)])
    wait = json.dumps({"error_type": "rate_limit", "extras": {"wait_seconds": 45}}).encode()

    def refusing(seen: Seen) -> Reply:
        return Reply(status=429, body=wait) if seen.path != "/search.json" else script(seen)

    with serving(refusing) as server:
        pages = pages_of(SEARCH.source(server.url))
        assert len(fetched(server.seen)) == 1
    assert len(mentions_in(pages)) == 3
    assert (pages[-1].outcome, pages[-1].retry_at) == (Outcome.OK, NOW + timedelta(seconds=45))


@pytest.mark.parametrize(
    ("headers", "seconds"), [({}, 39), ({"Retry-After": "50"}, 50), ({"Retry-After": "5"}, 39)]
)
def test_the_wait_in_the_body_is_obeyed(headers: dict[str, str], seconds: int) -> None:
    """The longer one of body and header; asked once."""
    body = json.dumps(
        {"errors": ["Slow down."], "error_type": "rate_limit", "extras": {"wait_seconds": 39}}
    ).encode()
    with serving(always(Reply(status=429, body=body, headers=headers))) as server:
        (last,) = pages_of(SEARCH.source(server.url))
        assert len(server.seen) == 1
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("why", ["not_logged_in", "invalid_access"])
def test_a_forum_for_members_only(why: str) -> None:
    """It is unauthorised and not blocked, and the reason says so."""
    body = json.dumps({"errors": ["no"], "error_type": why}).encode()
    with serving(always(Reply(status=403, body=body))) as server:
        (last,) = pages_of(SEARCH.source(server.url))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "members only" in last.because


def test_a_search_that_is_too_short_is_a_mistake() -> None:
    """It is told in the forum's words, and the other searches are made all the same."""
    script = SEARCH.answering("first")
    wrong = {"posts": [], "grouped_search_result": {"error": "Your search term is too short."}}

    def picky(seen: Seen) -> Reply:
        short = seen.query.get("q", "").startswith("ac ")
        return Reply(body=json.dumps(wrong).encode()) if short else script(seen)

    with serving(picky) as server:
        (last,) = (
            page
            for page in pages_of(SEARCH.source(server.url), topics=(topic("s", "ac"),))
            if page.because
        )
        pages = pages_of(SEARCH.source(server.url), topics=(topic("s", "ac"), ACME))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "too short" in last.because
    assert 'watch = "latest"' in last.because
    assert {one.id for one in mentions_in(pages)} == SEARCH.first
    assert pages[-1].outcome is Outcome.PARTIAL


def test_an_answer_without_posts_is_broken() -> None:
    """The list that older versions sent, or none at all, is never an empty result."""
    for body in (b'[{"type": "topic", "results": []}]', b'{"topics": []}'):
        with serving(always(Reply(body=body))) as server:
            assert pages_of(SEARCH.source(server.url))[-1].outcome is Outcome.BROKEN


def test_hits_are_paged() -> None:
    """All of them come, the newest first, each once."""
    hits = [hit(number, minutes_ago=600 - number) for number in range(120, 0, -1)]
    with serving(forum(hits)) as server:
        pages = pages_of(SEARCH.source(server.url))
        asked = [seen.query["page"] for seen in server.seen if seen.path == "/search.json"]
    assert asked == ["1", "2", "3"]
    assert len({one.id for one in mentions_in(pages)}) == len(mentions_in(pages)) == 120


def test_a_forum_that_repeats_a_page_is_left() -> None:
    """`more` that never ends is not believed."""
    body = json.dumps(
        {"posts": [hit(1)], "grouped_search_result": {"more_full_page_results": True}}
    ).encode()
    script = forum([])

    def repeating(seen: Seen) -> Reply:
        return Reply(body=body) if seen.path == "/search.json" else script(seen)

    with serving(repeating) as server:
        pages = pages_of(SEARCH.source(server.url))
        assert len(server.seen) == 3
    assert pages[-1].outcome is Outcome.OK


def test_eight_searches_a_poll_and_each_has_its_turn() -> None:
    """A forum answers strangers eight times a minute; those that wait come first next time."""
    topics = [topic(f"t{number}", f"kettle{number}") for number in range(10)]
    with serving(SEARCH.answering("empty")) as server:
        source = SEARCH.source(server.url)
        first = pages_of(source, topics=topics)
        assert len(server.seen) == 8
        second = pages_of(source, last_cursor(first), topics=topics)
        later = [seen.query["q"].split()[0] for seen in server.seen[8:10]]
    assert later == ["kettle8", "kettle9"]
    assert first[-1].outcome is Outcome.PARTIAL
    assert second[-1].outcome is Outcome.OK


def test_what_one_poll_cannot_search_is_searched_by_the_next() -> None:
    """The gap is bounded by the day, and what was read of that day is not brought again."""
    hits = [hit(number, minutes_ago=1400 - number) for number in range(900, 0, -1)]

    def bounded(seen: Seen) -> Reply:
        day = seen.query.get("q", "").partition(" before:")[2]
        kept = [one for one in hits if not day or f"{one['created_at']}" < day]
        return forum(kept)(seen)

    pages: list[Page] = []
    ids: list[str] = []
    outcomes = []
    with serving(bounded) as server:
        source = SEARCH.source(server.url)
        for _ in range(3):
            pages = pages_of(source, last_cursor(pages) if pages else None)
            ids += [one.id for one in mentions_in(pages)]
            outcomes.append(pages[-1].outcome)
        asked = {seen.query["q"] for seen in server.seen if "q" in seen.query}
    assert any(" before:2026-11-22" in one for one in asked)
    assert len(ids) == len(set(ids))
    assert outcomes[0] is Outcome.PARTIAL


@pytest.mark.parametrize(
    "more",
    [
        {"hidden": True},
        {"deleted_at": "2026-11-22T05:00:00Z"},
        {"user_deleted": True},
        {"post_type": 3},
        {"post_type": 4},
    ],
    ids=str,
)
def test_what_nobody_is_to_read_is_not_taken(more: dict[str, object]) -> None:
    """Hidden and deleted posts, whispers, and notes that a topic was closed."""
    body = json.dumps({"latest_posts": [hit(1, cooked="Acme", **more)]}).encode()
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(LATEST.source(server.url))
    assert mentions_in(pages) == []
    assert len([one for page in pages for one in page.skipped]) == 1
    assert pages[-1].outcome is Outcome.OK


def listing(numbers: Sequence[int], *, looks_back: int = 10**9, inclusive: bool = True) -> Script:
    """A forum whose posts are a minute apart, that lists 50 below a number."""

    def script(seen: Seen) -> Reply:
        assert seen.path == "/posts.json"
        before = int(seen.query.get("before", max(numbers) + 1))
        top = before if inclusive else before - 1
        shown = [n for n in sorted(numbers, reverse=True) if before - looks_back < n <= top][:50]
        posts = [hit(n, minutes_ago=max(numbers) - n, cooked="<p>Acme</p>") for n in shown]
        return Reply(body=json.dumps({"latest_posts": posts}).encode())

    return script


@pytest.mark.parametrize("inclusive", [True, False])
def test_every_post_is_read_by_its_number(inclusive: bool) -> None:
    """Whether the forum takes `before` as "up to" or as "below", none is missed or doubled."""
    with serving(listing(range(1, 421), inclusive=inclusive)) as server:
        pages = pages_of(LATEST.source(server.url))
    ids = [int(one.id) for one in mentions_in(pages)]
    assert sorted(ids) == list(range(1, 421))
    assert pages[-1].outcome is Outcome.OK


def test_a_hole_in_the_numbers_ends_nothing() -> None:
    """Old versions look at fifty numbers, of which deleted and private posts are left out."""
    numbers = [*range(1, 100), *range(140, 200)]
    with serving(listing(numbers, looks_back=50)) as server:
        pages = pages_of(LATEST.source(server.url))
    assert sorted(int(one.id) for one in mentions_in(pages)) == numbers


def test_what_one_poll_cannot_read_is_read_by_the_next() -> None:
    """The gap is read from the number at which the poll stopped, not from the top again."""
    pages: list[Page] = []
    ids: list[str] = []
    outcomes = []
    with serving(listing(range(1, 1401))) as server:
        source = LATEST.source(server.url)
        for _ in range(3):
            pages = pages_of(source, last_cursor(pages) if pages else None)
            ids += [one.id for one in mentions_in(pages)]
            outcomes.append(pages[-1].outcome)
        assert len(server.seen) < 40
    assert len(ids) == len(set(ids)) == 1400
    assert outcomes == [Outcome.PARTIAL, Outcome.OK, Outcome.OK]


def test_reading_everything_needs_no_words_and_decides_by_the_text() -> None:
    """The matcher filters; a title stands with the post that opens its topic."""
    with serving(LATEST.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(LATEST.source(server.url), topics=()))}
    assert by_id["9007199254740993"].title == "Acme & Sons recall kettles 🔥"
    assert by_id["101"].title is None
    assert {one.match_basis for one in by_id.values()} == {MatchBasis.TEXT}
    assert by_id["101"].likes is None


def test_another_forum_begins_anew() -> None:
    """Numbers of one forum mean nothing on another."""
    with serving(SEARCH.answering("first")) as server:
        cursor = last_cursor(pages_of(SEARCH.source(server.url)))
        moved = replace(SEARCH, options={"server": "https://new.example/forum/"})
        pages = pages_of(moved.source(server.url), cursor)
        assert server.seen[-1].path.startswith("/forum/posts/")
    assert {one.id for one in mentions_in(pages)} == SEARCH.first


def test_the_config_needs_a_forum() -> None:
    """There is no forum that everybody means."""
    with pytest.raises(ValueError, match="server"):
        registry.options_of("discourse").model_validate({})
