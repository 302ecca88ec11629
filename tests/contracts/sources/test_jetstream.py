"""What every source promises, for the one that listens to a stream instead of asking."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from websockets.sync.server import ServerConnection

from socwatch.model.mention import MatchBasis, Outcome, Page
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http, Manners
from tests.contracts.sources.cases import ACME, NOW, last_cursor, mentions_in, pages_of, topic
from tests.support.jetstream import ago, post, somebody, telling
from tests.support.stream_server import Opening, Refusal, deaf, stay, streaming

QUICK = Manners(deadline=4.5, connect=1.0, retries=0, backoff=0.01, pace=0.0)

FIRST = [
    somebody(100, ago(NOW, 9.5)),
    post(101, "Acme & Sons recall kettles 🔥 <now>", ago(NOW, 9), langs=["en", "de"]),
    post(102, "nothing of interest", ago(NOW, 8)),
    post(103, "I'd like an ACME\nnow", ago(NOW, 7)),
    somebody(104, ago(NOW, 6.5), "account"),
    post(105, "Acme 水壶?", ago(NOW, 6)),
]
LATER = [*FIRST, post(106, "Acme again", ago(NOW, 2)), post(107, "an #acme", ago(NOW, 1))]
WANTED = [101, 103, 105]


@pytest.fixture(params=[1, 2], ids=["v1", "v2"])
def version(request: pytest.FixtureRequest) -> int:
    """Both versions of the stream."""
    return int(request.param)


def source(base_url: str, version: int, manners: Manners = QUICK, **more: object) -> Source:
    """A source that reads a server on loopback."""
    raw = {"base_url": base_url, "allow_private": True, "version": version, **more}
    options = registry.options_of("jetstream").model_validate(raw)
    return registry.build("here", "jetstream", options, http=Http(manners=manners))


def numbers(pages: list[Page]) -> list[int]:
    """The numbers of the posts that were brought, in order."""
    return [int(one.id.rpartition("3mpost")[2]) for one in mentions_in(pages)]


def test_brings_every_post_once_with_its_address(version: int) -> None:
    """A first poll brings what was said of late, each post once, and ends well."""
    with streaming(telling(version, FIRST)) as server:
        pages = pages_of(source(server.url, version))
        (asked,) = server.streams
    assert numbers(pages) == WANTED
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert [one.id for one in mentions_in(pages)] == [one.uri for one in FIRST if one.seq in WANTED]
    assert {one.source for one in mentions_in(pages)} == {"here"}
    assert {one.origin for one in mentions_in(pages)} == {"bluesky"}
    assert asked.cursor == int((NOW - timedelta(minutes=10)).timestamp()) * 1_000_000


def test_says_who_it_is_and_what_it_wants(version: int) -> None:
    """Each version is asked in its own words; the other's would be refused."""
    with streaming(telling(version, FIRST)) as server:
        pages_of(source(server.url, version))
        (asked,) = server.streams
    asked_for = {key: value for key, value in asked.query.items() if key != "cursor"}
    if version == 1:
        assert (asked.path, asked_for) == (
            "/subscribe",
            {"wantedCollections": ("app.bsky.feed.post",)},
        )
        assert "sec-websocket-protocol" not in asked.headers
    else:
        assert asked.path == "/xrpc/network.bsky.jetstream.subscribeEvents"
        assert asked_for == {"kinds": ("commit",), "collections": ("app.bsky.feed.post",)}
        assert asked.headers["sec-websocket-protocol"] == "xrpc.v1.json"
    assert asked.headers["user-agent"].startswith("socwatch/")


def test_goes_on_at_the_cursor_without_loss_or_repeat(version: int) -> None:
    """A second poll brings what is new and nothing else; a third brings nothing."""
    with streaming(telling(version, FIRST)) as server:
        reader = source(server.url, version)
        before = last_cursor(pages_of(reader))
        server.talk = telling(version, LATER)
        second = pages_of(reader, before)
        third = pages_of(reader, last_cursor(second))
        cursors = [one.cursor for one in server.streams]
    assert numbers(second) == [106, 107]
    assert numbers(third) == []
    assert third[-1].outcome is Outcome.OK
    seen = {one.seq: one.micros for one in LATER}
    rewound = [seen[105] - 5_000_000, seen[107] - 5_000_000]
    assert cursors[1:] == (rewound if version == 1 else [105, 107])


def test_no_cursor_is_ahead_of_the_mentions_before_it(version: int) -> None:
    """Whatever page was the last to be stored, the next poll brings all the rest."""
    with streaming(telling(version, LATER)) as server:
        reader = source(server.url, version)
        pages = pages_of(reader)
        for stored in range(len(pages) + 1):
            kept = pages[:stored]
            cursors = [page.next for page in kept if page.next is not None]
            rest = pages_of(reader, cursors[-1] if cursors else None)
            assert {*numbers(kept), *numbers(rest)} == {*WANTED, 106, 107}


def test_an_unreadable_cursor_is_a_first_poll(version: int) -> None:
    """A cursor of another kind loses nothing and breaks nothing."""
    with streaming(telling(version, FIRST)) as server:
        pages = pages_of(source(server.url, version), '{"v":"?","seen":7}')  # type: ignore[arg-type]
    assert numbers(pages) == WANTED


@pytest.mark.parametrize("said", [[], FIRST[:1], FIRST[2:3]], ids=["nothing", "news", "others"])
def test_a_quiet_server_of_ones_own_is_fine(version: int, said: list[object]) -> None:
    """A server that has nothing more to say, and still answers, has been read."""
    with streaming(telling(version, said)) as server:  # type: ignore[arg-type]
        pages = pages_of(source(server.url, version))
    assert mentions_in(pages) == []
    assert {page.outcome for page in pages} == {Outcome.OK}


def test_the_present_ends_a_poll(version: int) -> None:
    """A stream that goes on for ever is left when it has come up to now."""
    coming = [*FIRST, *(post(200 + n, "Acme", NOW + timedelta(seconds=n)) for n in range(5))]
    begin = time.monotonic()
    with streaming(telling(version, coming)) as server:
        reader = source(server.url, version, Manners(deadline=60, retries=0))
        pages = pages_of(reader)
        rest = pages_of(reader, last_cursor(pages))
    assert numbers(pages) == [*WANTED, 200]
    assert 200 not in numbers(rest)
    assert pages[-1].outcome is Outcome.OK
    assert time.monotonic() - begin < 4


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, Outcome.UNAUTHORISED),
        (403, Outcome.REFUSED),
        (404, Outcome.MISCONFIGURED),
        (410, Outcome.MISCONFIGURED),
        (500, Outcome.BROKEN),
        (502, Outcome.BROKEN),
        (200, Outcome.BROKEN),
    ],
)
def test_a_status_has_its_outcome(version: int, status: int, outcome: Outcome) -> None:
    """No refusal and no failure looks like silence."""
    page = b"<!DOCTYPE html><html><body>Hello</body></html>"
    with streaming(stay, lambda _: Refusal(status=status, body=page)) as server:
        (*_, last) = pages_of(source(server.url, version))
    assert last.outcome is outcome
    assert last.because


def test_obeys_the_wait_of_a_429(version: int) -> None:
    """A server that wants to be left alone is, and for as long as it said."""
    no = Refusal(status=429, body=b"slow down", headers={"Retry-After": "120"})
    with streaming(stay, lambda _: no) as server:
        (*_, last) = pages_of(source(server.url, version))
        assert len(server.streams) == 1
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=120))


@pytest.mark.parametrize("upgrades", [False, True], ids=["before", "after"])
def test_a_silent_server_ends_at_the_deadline(version: int, *, upgrades: bool) -> None:
    """One that opens no stream, or opens it and does not even answer a ping, is broken."""
    begin = time.monotonic()
    with deaf(upgrades=upgrades) as url:
        quick = replace(QUICK, deadline=0.6, connect=0.3)
        (*_, last) = pages_of(source(url, version, quick))
    assert last.outcome is Outcome.BROKEN
    assert time.monotonic() - begin < 10


def test_a_slow_server_ends_at_the_deadline(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that never comes up to the present is left in time, and read on later."""
    monkeypatch.setattr("socwatch.sources._jetstream_way._OWN_SILENCE", 1.0)

    def drip(connection: ServerConnection, opening: Opening) -> None:
        for n in range(2_000):
            at = ago(NOW, 9) + timedelta(seconds=n / 10)
            connection.send(post(300 + n, "Acme", at).frame(version))
            time.sleep(0.005)

    begin = time.monotonic()
    with streaming(drip) as server:
        pages = pages_of(source(server.url, version, replace(QUICK, deadline=1.0)))
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "the rest is read next time" in pages[-1].because
    assert len(mentions_in(pages)) > 5
    assert time.monotonic() - begin < 4


def test_one_bad_event_is_skipped_with_a_reason(version: int) -> None:
    """The good ones are kept, the bad one is named, and the poll goes on."""
    bad = replace(FIRST[2], raw='{"$type": "message", "payl')
    with streaming(telling(version, [FIRST[1], bad, FIRST[3]])) as server:
        pages = pages_of(source(server.url, version))
    skipped = [one for page in pages for one in page.skipped]
    assert numbers(pages) == [101, 103]
    assert [bool(one.because) for one in skipped] == [True]
    assert {page.outcome for page in pages} == {Outcome.OK}


@pytest.mark.parametrize("raw", ["words", "[]", '{"kind": 7}', "{}", '"' + "[" * 500])
def test_mostly_bad_events_are_a_broken_service(version: int, raw: str) -> None:
    """When more than half cannot be read, the form has changed: broken, the cursor stays."""
    bad = [replace(one, raw=raw) for one in FIRST[2:5]]
    with streaming(telling(version, [FIRST[1], *bad])) as server:
        pages = pages_of(source(server.url, version))
    assert numbers(pages) == [101]
    assert (pages[-1].outcome, pages[-1].next) == (Outcome.BROKEN, None)


def test_unknown_is_none_and_never_zero(version: int) -> None:
    """A stream has no counts; a post may have no time of its own."""
    bare = replace(FIRST[1], record={"text": "Acme"})
    with streaming(telling(version, [bare]), _no_look_up) as server:
        (mention,) = mentions_in(pages_of(source(server.url, version)))
    counts = (mention.likes, mention.reposts, mention.replies, mention.quotes, mention.views)
    assert counts == (None,) * 5
    assert mention.author is not None
    assert (mention.author.id, mention.author.handle) == ("did:plc:ola", None)
    assert mention.author.followers is None
    assert mention.published_at == bare.at
    assert mention.lang is None
    assert mention.match_basis is MatchBasis.TEXT


def _no_look_up(opening: Opening) -> Refusal | None:
    return Refusal(status=502, body=b"{}") if "getPosts" in opening.path else None


def test_text_and_times_are_as_they_were_posted(version: int) -> None:
    """Letters of all scripts and emoji survive; times are UTC."""
    with streaming(telling(version, FIRST)) as server:
        mentions = mentions_in(pages_of(source(server.url, version)))
    assert [one.text for one in mentions] == [
        "Acme & Sons recall kettles 🔥 <now>",
        "I'd like an ACME\nnow",
        "Acme 水壶?",
    ]
    assert {one.published_at.utcoffset() for one in mentions if one.published_at} == {timedelta(0)}
    assert [one.lang for one in mentions] == ["en", None, None]
    assert mentions[0].url == "https://bsky.app/profile/did:plc:ola/post/3mpost101"


def test_a_private_address_needs_permission(version: int) -> None:
    """Without allow_private loopback is not asked, and the reason says what to do."""
    with streaming(telling(version, FIRST)) as server:
        (*_, last) = pages_of(source(server.url, version, allow_private=False))
        assert server.seen == []
    assert last.outcome is Outcome.MISCONFIGURED
    assert "allow_private" in last.because


def test_link_local_is_closed_for_good(version: int) -> None:
    """allow_private does not open the addresses where clouds keep their credentials."""
    (*_, last) = pages_of(source("http://169.254.169.254", version))
    assert last.outcome is Outcome.MISCONFIGURED


def test_a_redirect_leads_to_no_other_host(version: int) -> None:
    """A server cannot send the reader to an address that was not checked."""
    away = Refusal(status=302, headers={"Location": "ws://169.254.169.254/subscribe"})
    with streaming(stay, lambda _: away) as server:
        (*_, last) = pages_of(source(server.url, version))
    assert last.outcome is Outcome.BROKEN


def test_no_proxy_is_used(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's proxy would resolve the name once more, unchecked."""
    for name in ("ALL_PROXY", "WS_PROXY", "HTTP_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with streaming(telling(version, FIRST)) as server:
        assert numbers(pages_of(source(server.url, version))) == WANTED


def test_no_error_and_no_log_tells_an_address(
    version: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Of an address only the host is ever told."""
    caplog.set_level(logging.DEBUG)
    with streaming(stay, lambda _: Refusal(status=500, body=b"s3cr3t")) as server:
        (*_, last) = pages_of(source(f"{server.url}/s3cr3t", version))
    assert "127.0.0.1" in last.because
    assert "s3cr3t" not in last.because + caplog.text


def test_a_passing_failure_is_no_failure(version: int) -> None:
    """A stream that could not be opened, then could, costs a moment and nothing else."""
    refusals = iter([Refusal(status=502), Refusal(status=500)])
    with streaming(telling(version, FIRST), lambda _: next(refusals, None)) as server:
        pages = pages_of(source(server.url, version))
    assert numbers(pages) == WANTED
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize("code", [1001, 1011])
def test_events_then_an_end_is_partial(version: int, code: int) -> None:
    """What was read before the stream ended is kept; that it ended is told, whatever the code."""

    def short(connection: ServerConnection, opening: Opening) -> None:
        for one in FIRST:
            connection.send(one.frame(version))
        connection.close(code, "bye")

    with streaming(short) as server:
        pages = pages_of(source(server.url, version))
        assert len(server.streams) == 3
    assert numbers(pages) == WANTED
    assert pages[-1].outcome is Outcome.PARTIAL
    assert f"({code}): bye" in pages[-1].because


def test_a_server_that_is_done_has_been_read(version: int) -> None:
    """One that tells all it has and closes in good order is asked once more, and all is well."""

    def done(connection: ServerConnection, opening: Opening) -> None:
        for one in FIRST:
            connection.send(one.frame(version))

    with streaming(done) as server:
        first = pages_of(source(server.url, version))
        assert len(server.streams) == 2
        again = pages_of(source(server.url, version), last_cursor(first))
        assert len(server.streams) == 3
    assert numbers(first) == WANTED
    assert numbers(again) == []
    assert {page.outcome for page in (*first, *again)} == {Outcome.OK}


def test_a_server_that_only_closes_is_broken(version: int) -> None:
    """However politely it does so: nothing was read, which is not that nothing was said."""
    with streaming(lambda connection, _: connection.close()) as server:
        (*_, last) = pages_of(source(server.url, version))
    assert last.outcome is Outcome.BROKEN


def test_a_server_that_only_sends_has_been_read(version: int) -> None:
    """A small server that answers no ping is believed after what it told, not before."""
    with deaf(upgrades=True, says=[one.frame(version) for one in FIRST]) as url:
        pages = pages_of(source(url, version, replace(QUICK, connect=0.3)))
    assert numbers(pages) == WANTED
    assert pages[-1].outcome is Outcome.OK


def test_a_broken_line_is_taken_up_again(version: int) -> None:
    """A connection that ends half-way costs nothing: the next one goes on from there."""
    parts = iter([LATER[:4], LATER])

    def halting(connection: ServerConnection, opening: Opening) -> None:
        mine = next(parts, LATER)
        telling_part = [one for one in mine if one.frame(version)]
        if len(mine) < len(LATER):
            for one in telling_part:
                connection.send(one.frame(version))
            connection.close(1001)
        else:
            telling(version, mine)(connection, opening)

    with streaming(halting) as server:
        pages = pages_of(source(server.url, version))
    assert numbers(pages) == [*WANTED, 106, 107]
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize("code", [1008, 1013])
def test_a_close_that_asks_for_patience_is_a_refusal(version: int, code: int) -> None:
    """A server that says "later" is not asked again at once."""

    def later(connection: ServerConnection, _opening: Opening) -> None:
        connection.close(code, "too many")

    with streaming(later) as server:
        (*_, last) = pages_of(source(server.url, version))
        assert len(server.streams) == 1
    assert last.outcome is Outcome.REFUSED
    assert "too many" in last.because


def test_a_topic_of_other_sources_is_not_looked_for(version: int) -> None:
    """`sources` of a topic is obeyed; without any topic the source is not read."""
    elsewhere = replace(topic("bravo", "nothing"), sources=("other",))
    with streaming(telling(version, FIRST)) as server:
        assert numbers(pages_of(source(server.url, version), topics=(ACME, elsewhere))) == WANTED
        asked = len(server.streams)
        (*_, last) = pages_of(source(server.url, version), topics=(elsewhere,))
        assert len(server.streams) == asked
    assert last.outcome is Outcome.MISCONFIGURED


def test_nothing_is_sent_and_the_query_is_ours() -> None:
    """`query explain` says that the service is asked for nothing."""
    assert registry.sent("jetstream", ACME.query) == ()


def _views(uris: tuple[str, ...]) -> Iterator[dict[str, object]]:
    for uri in uris:
        did = uri.removeprefix("at://").partition("/")[0]
        yield {"uri": uri, "author": {"did": did, "handle": "ola.example"}, "likeCount": 0}


def test_handles_are_looked_up_where_they_can_be(version: int) -> None:
    """What the stream does not carry is asked for, 25 posts at a time."""
    many = [post(500 + n, f"Acme {n}", ago(NOW, 9) + timedelta(seconds=n)) for n in range(30)]

    def gate(opening: Opening) -> Refusal | None:
        if not opening.path.endswith("/xrpc/app.bsky.feed.getPosts"):
            return None
        body = json.dumps({"posts": list(_views(opening.query["uris"]))}).encode()
        return Refusal(status=200, body=body, headers={"Content-Type": "application/json"})

    with streaming(telling(version, many), gate) as server:
        mentions = mentions_in(pages_of(source(server.url, version)))
        sizes = [len(one.query["uris"]) for one in server.seen if "getPosts" in one.path]
    assert sizes == [25, 5]
    assert {one.author.handle for one in mentions if one.author} == {"ola.example"}
    assert {(one.likes, one.reposts) for one in mentions} == {(0, None)}
    assert {one.published_at.tzinfo for one in mentions if one.published_at} == {UTC}
    assert isinstance(mentions[0].published_at, datetime)
