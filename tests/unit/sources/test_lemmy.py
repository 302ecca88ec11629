"""Lemmy: two generations of its API, two lists side by side, its own words for errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import MentionKind, Outcome
from socwatch.sources import registry
from tests.contracts.sources.cases import (
    NOW,
    Case,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.contracts.sources.lemmy.case import site
from tests.support.http_server import Reply, Script, Seen, always, serving

V3, V4 = (case for case in all_cases() if case.kind == "lemmy")


def post(number: int, minutes_ago: int) -> dict[str, object]:
    """A post as the first generation shows it."""
    at = f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%S}"
    address = f"https://lemmy.example/post/{number}"
    return {"post": {"ap_id": address, "name": "Acme", "published": at}}


def comment(number: int, minutes_ago: int) -> dict[str, object]:
    """A comment as the second generation shows it."""
    at = f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%SZ}"
    address = f"https://lemmy.example/comment/{number}"
    return {"comment": {"ap_id": address, "content": "Acme", "published_at": at}}


def searching(version: str, answer: Callable[[Seen], object]) -> Script:
    """A server of this version that answers searches so."""

    def script(seen: Seen) -> Reply:
        if seen.path.endswith("/site"):
            return site(version)
        return Reply(body=json.dumps(answer(seen)).encode())

    return script


def paths(seen: Sequence[Seen]) -> list[str]:
    """What was asked for."""
    return [one.path for one in seen]


@pytest.mark.parametrize(
    ("version", "search"),
    [
        ("0.18.5", "/api/v3/search"),
        ("0.19.12-beta.1", "/api/v3/search"),
        ("1.0.0-alpha.5", "/api/v4/search"),
        ("2.1", "/api/v4/search"),
    ],
)
def test_the_version_says_how_to_ask(version: str, search: str) -> None:
    """From 1.0 on the second generation is spoken; its answers to the first are half empty."""
    with serving(searching(version, lambda _: {"posts": [], "comments": []})) as server:
        pages = pages_of(V3.source(server.url))
        assert paths(server.seen) == ["/api/v3/site", search]
    assert pages[-1].outcome is Outcome.OK


def test_a_server_without_the_first_generation_says_its_version_in_the_second() -> None:
    """The look is repeated where the newer address is."""

    def script(seen: Seen) -> Reply:
        if seen.path.startswith("/api/v3/"):
            return Reply(status=404, body=b"no")
        return site("1.1.0") if seen.path.endswith("/site") else Reply(body=V4.body("first"))

    with serving(script) as server:
        pages = pages_of(V4.source(server.url))
    assert {mention.id for mention in mentions_in(pages)} == V4.first


def test_the_version_is_asked_for_once_a_day() -> None:
    """A later poll remembers it; after a day, and for another server, it is asked for again."""
    with serving(V3.answering("first")) as server:
        source = V3.source(server.url)
        cursor = last_cursor(pages_of(source))
        pages_of(source, cursor)
        assert paths(server.seen).count("/api/v3/site") == 1
        state = json.loads(cursor)
        state["notes"]["looked"] = str(int((NOW - timedelta(hours=25)).timestamp()))
        pages_of(source, json.dumps(state))  # type: ignore[arg-type]
        assert paths(server.seen).count("/api/v3/site") == 2
        elsewhere = V3.source(server.url, server="other.example")
        assert {one.id for one in mentions_in(pages_of(elsewhere, cursor))} == V3.first
        assert paths(server.seen).count("/api/v3/site") == 3


def test_a_server_that_does_not_say_its_version_is_no_lemmy() -> None:
    """Something else at that address is broken, not quiet."""
    with serving(always(Reply(body=b'{"name": "a shop"}'))) as server:
        (last,) = pages_of(V3.source(server.url))
    assert last.outcome is Outcome.BROKEN
    assert "version" in last.because


def test_how_the_first_generation_is_asked() -> None:
    """Everything, the newest first, from all servers that this one knows."""
    with serving(V3.answering("empty")) as server:
        pages_of(V3.source(server.url))
        asked = server.seen[-1].query
    assert asked == {
        "q": "acme",
        "type_": "All",
        "sort": "New",
        "listing_type": "All",
        "limit": "50",
        "page": "1",
    }


def test_how_the_second_generation_is_asked() -> None:
    """It cannot sort, so the time is bounded: a day at first."""
    with serving(V4.answering("empty")) as server:
        pages_of(V4.source(server.url))
        asked = server.seen[-1].query
    day = 24 * 60 * 60
    assert asked == {"search_term": "acme", "time_range_seconds": f"{day + 60}", "limit": "50"}


def test_reading_goes_on_until_both_lists_end() -> None:
    """Fifty posts may span a year while fifty comments span an hour."""
    posts = [post(n, 60 * 24 * n) for n in range(60)]
    comments = [comment(n, n) for n in range(130)]

    def answer(seen: Seen) -> object:
        start = (int(seen.query["page"]) - 1) * 50
        return {"posts": posts[start : start + 50], "comments": comments[start : start + 50]}

    with serving(searching("0.19.3", answer)) as server:
        pages = pages_of(V3.source(server.url))
        assert [seen.query["page"] for seen in server.seen[1:]] == ["1", "2", "3"]
    ids = {mention.id for mention in mentions_in(pages)}
    assert len([one for one in ids if "/comment/" in one]) == 130
    assert len([one for one in ids if "/post/" in one]) == 1
    assert pages[-1].outcome is Outcome.OK


def test_the_second_generation_is_paged_by_its_cursor() -> None:
    """In whatever order: all of the time that was asked for is read."""
    ages = [5, 600, 3, 1200, 90, 7]

    def answer(seen: Seen) -> object:
        number = int(seen.query.get("page_cursor", "c0")[1:])
        more = {"next_page": f"c{number + 1}"} if number < 5 else {}
        return {"posts": [], "comments": [comment(number, ages[number])], **more}

    with serving(searching("1.0.0", answer)) as server:
        pages = pages_of(V4.source(server.url))
    assert len(mentions_in(pages)) == len(ages)
    assert pages[-1].outcome is Outcome.OK


def test_results_in_one_list_are_read_too() -> None:
    """Early servers of the second generation mix posts, people and communities."""
    mixed = {
        "search": [
            {"type_": "community", "community": {"name": "acme"}},
            {"type_": "person", "person": {"name": "acme"}},
            {"type_": "comment", **comment(1, 3)},
        ]
    }
    with serving(searching("1.0.0-alpha.12", lambda _: mixed)) as server:
        pages = pages_of(V4.source(server.url))
    assert [one.id for one in mentions_in(pages)] == ["https://lemmy.example/comment/1"]
    assert [one for page in pages for one in page.skipped] == []


def test_a_server_that_repeats_a_page_is_left() -> None:
    """A full page that comes again and again is the end, not more of it."""
    full = {"posts": [post(n, n) for n in range(50)], "comments": []}
    with serving(searching("0.19.3", lambda _: full)) as server:
        pages = pages_of(V3.source(server.url))
        assert len(server.seen) == 3
    assert len(mentions_in(pages)) == 50
    assert pages[-1].outcome is Outcome.OK


def test_more_than_one_poll_may_read_is_told() -> None:
    """Pages are counted from the newest, so what was not reached cannot be read later."""

    def answer(seen: Seen) -> object:
        start = (int(seen.query["page"]) - 1) * 50
        return {"posts": [post(n, n) for n in range(start, start + 50)], "comments": []}

    with serving(searching("0.19.3", answer)) as server:
        pages = pages_of(V3.source(server.url))
    assert len(mentions_in(pages)) == 500
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "missing" in pages[-1].because


@pytest.mark.parametrize("status", [200, 400, 429])
@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("rate_limit_error", Outcome.REFUSED),
        ("not_logged_in", Outcome.UNAUTHORISED),
        ("instance_is_private", Outcome.UNAUTHORISED),
    ],
)
def test_its_own_words_for_errors(word: str, outcome: Outcome, status: int) -> None:
    """The word decides, whatever the status is."""
    body = json.dumps({"error": word}).encode()
    headers = {"Retry-After": "90"} if status != 200 else {}
    with serving(always(Reply(status=status, body=body, headers=headers))) as server:
        (last,) = pages_of(V3.source(server.url))
    assert last.outcome is outcome
    if outcome is Outcome.REFUSED:
        assert last.retry_at == NOW + timedelta(seconds=90 if headers else 60)


@pytest.mark.parametrize("answer", [{"users": []}, [], {"error": "unknown"}])
def test_an_answer_without_lists_is_broken(answer: object) -> None:
    """It is never an empty result."""
    with serving(searching("0.19.3", lambda _: answer)) as server:
        assert pages_of(V3.source(server.url))[-1].outcome is Outcome.BROKEN


@pytest.mark.parametrize("case", [V3, V4], ids=str)
def test_the_fields_of_an_item(case: Case) -> None:
    """Both generations give the same mentions: score below zero, handle with host, UTC."""
    with serving(case.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(case.source(server.url)))}
    disliked = by_id["https://lemmy.example/post/1"]
    reply = by_id["https://lemmy.example/comment/9007199254740993"]
    assert (disliked.likes, disliked.replies, disliked.lang) == (-3, 0, "en")
    assert disliked.published_at == datetime(2026, 11, 22, 2, 0, 0, 123456, tzinfo=UTC)
    assert disliked.title == "Acme & Sons recall kettles 🔥"
    assert disliked.author is not None
    assert disliked.author.handle == "kettlefan@lemmy.example"
    assert (reply.kind, reply.title, reply.lang) == (MentionKind.COMMENT, None, None)
    assert (reply.likes, reply.replies) == (4, 2)
    assert reply.in_reply_to == "https://lemmy.example/post/1"
    assert reply.url == reply.id
    assert by_id["https://other.example/post/7"].published_at == datetime(
        2026, 11, 22, 4, 30, tzinfo=UTC
    )


def test_the_same_post_read_through_two_servers_is_one_mention() -> None:
    """The key has nothing of the server that was asked."""
    with serving(V3.answering("first")) as server:
        keys = [
            {one.key for one in mentions_in(pages_of(V3.source(server.url, server=name)))}
            for name in ("lemmy.example", "https://other.example/")
        ]
    assert keys[0] == keys[1]
    assert all(key.startswith("lemmy:https://") for key in keys[0])


@pytest.mark.parametrize("field", ["removed", "deleted"])
def test_what_was_taken_back_is_not_taken(field: str) -> None:
    """It is named among the skipped, and is no malformed item."""
    gone = post(1, 5)
    gone["post"][field] = True  # type: ignore[index]
    with serving(searching("0.19.3", lambda _: {"posts": [gone], "comments": []})) as server:
        pages = pages_of(V3.source(server.url))
    assert mentions_in(pages) == []
    assert [bool(one.because) for page in pages for one in page.skipped] == [True]
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("acme OR #acme OR @Acme", ["acme"]),
        ('"Acme kettle" OR bravo', ["acme kettle", "bravo"]),
        ('"acme kettle" OR acme', ["acme"]),
        ("acme recall NOT film", ["acme"]),
        ("hp laptop", ["laptop"]),
        ('kettle "acme corp"', ["acme corp"]),
        ("(fire OR burn*) acme", ["acme"]),
    ],
)
def test_one_text_for_each_alternative(query: str, sent: list[str]) -> None:
    """What the alternatives share; nothing that a shorter text finds anyway."""
    assert list(registry.sent("lemmy", parse(query))) == sent


def test_a_server_is_written_as_people_write_it() -> None:
    """A bare name, a slash too many: all the same; nonsense is refused by the config."""
    options = registry.options_of("lemmy")
    for written in ("lemmy.example", "https://lemmy.example/", "https://lemmy.example"):
        assert options.model_validate({"server": written}).server == "https://lemmy.example"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="web address"):
        options.model_validate({"server": "ftp://lemmy.example"})
