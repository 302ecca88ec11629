"""Bluesky's stream: places and gaps, what it says of itself, what is let through, who wrote it."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.sync.server import ServerConnection

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, Outcome, Page
from socwatch.model.query import Topic
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._bluesky_post import mention_of_event
from socwatch.sources._http import Http, Manners
from socwatch.sources._jetstream_net import Net
from socwatch.sources._jetstream_wire import DIALECTS, micros
from tests.contracts.sources.cases import ACME, NOW, last_cursor, mentions_in, pages_of
from tests.support.jetstream import Happening, ago, info, post, removed, somebody, telling
from tests.support.stream_server import Opening, Refusal, Talk, stay, streaming

QUICK = Manners(deadline=3.0, connect=1.0, retries=0, backoff=0.01, pace=0.0)
AT_NOW = somebody(9_000, NOW)


def source(base_url: str | None, *, manners: Manners = QUICK, **more: object) -> Source:
    """A source that reads a server on loopback."""
    raw = {"allow_private": True, **({"base_url": base_url} if base_url else {}), **more}
    options = registry.options_of("jetstream").model_validate(raw)
    return registry.build("sky", "jetstream", options, http=Http(manners=manners))


def ids(pages: list[Page]) -> list[str]:
    """The record keys of what was brought."""
    return [one.id.rpartition("/")[2] for one in mentions_in(pages)]


def first_says(notice: str, version: int, happenings: list[Happening]) -> Talk:
    """A server that says something about the stream before it tells what happened."""

    def talk(connection: ServerConnection, opening: Opening) -> None:
        connection.send(notice)
        telling(version, happenings)(connection, opening)

    return talk


def cursor_at(server_url: str, version: int, happened: Happening) -> Cursor:
    """The cursor of a source whose last event was this one."""
    state = {
        "version": version,
        "host": server_url.removeprefix("http://"),
        "place": happened.micros if version == 1 else happened.seq,
        "at": happened.micros,
    }
    return Cursor(json.dumps(state))


# ── Places in the stream ──────────────────────────────────────────────────────────────────────


def test_a_place_is_never_used_in_the_other_version() -> None:
    """A sequence number means nothing to version 1: it is asked from ten minutes ago."""
    with streaming(telling(2, [post(7, "Acme", ago(NOW, 5)), AT_NOW])) as server:
        cursor = last_cursor(pages_of(source(server.url, version=2)))
        server.talk = telling(1, [post(7, "Acme", ago(NOW, 5)), post(8, "Acme", ago(NOW, 1))])
        pages = pages_of(source(server.url, version=1), cursor)
        asked = server.streams[-1]
    assert (asked.path, asked.cursor) == ("/subscribe", micros(NOW - timedelta(minutes=10)))
    assert ids(pages) == ["3mpost8"]
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize("version", [1, 2])
def test_a_place_is_never_used_on_another_server(version: int) -> None:
    """Reading begins afresh, and what nobody read in between is told."""
    old = post(7, "Acme", ago(NOW, 180))
    with streaming(telling(version, [post(8, "Acme", ago(NOW, 1)), AT_NOW])) as server:
        cursor = cursor_at("http://other.example", version, old)
        pages = pages_of(source(server.url, version=version), cursor)
        again = pages_of(source(server.url, version=version), last_cursor(pages))
        assert server.streams[0].cursor == micros(NOW - timedelta(minutes=10))
    assert ids(pages) == ["3mpost8"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "22 Nov 03:00 to 22 Nov 05:50 UTC" in pages[-1].because
    assert again[-1].outcome is Outcome.OK


def test_the_legacy_stream_is_only_roughly_in_order() -> None:
    """Five seconds are read again; what comes late in them is brought, nothing comes twice."""
    one, two = post(1, "Acme", ago(NOW, 5)), post(2, "Acme", ago(NOW, 4.99))
    late = post(3, "Acme late", ago(NOW, 5))
    with streaming(telling(1, [two, one])) as server:
        reader = source(server.url, version=1)
        first = pages_of(reader)
        server.talk = telling(1, [two, one, late])
        second = pages_of(reader, last_cursor(first))
        assert server.streams[1].cursor == two.micros - 5_000_000
    assert (ids(first), ids(second)) == (["3mpost2", "3mpost1"], ["3mpost3"])


# ── What is missing is told ───────────────────────────────────────────────────────────────────


def test_an_outdated_cursor_is_a_gap_that_is_told() -> None:
    """The server begins later than it was asked to: from when to when, in words."""
    before, after = post(7, "Acme", ago(NOW, 300)), post(900, "Acme", ago(NOW, 60))
    talk = first_says(info("OutdatedCursor"), 2, [after, AT_NOW])
    with streaming(talk) as server:
        pages = pages_of(source(server.url), cursor_at(server.url, 2, before))
        server.talk = telling(2, [after, AT_NOW])
        again = pages_of(source(server.url), last_cursor(pages))
    assert ids(pages) == ["3mpost900"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "from 22 Nov 01:00 to 22 Nov 05:00 UTC is missing" in pages[-1].because
    assert (ids(again), again[-1].outcome) == ([], Outcome.OK)


def test_an_outdated_cursor_before_silence_is_a_gap_all_the_same() -> None:
    """Also when nothing is said afterwards that would tell its end."""
    with streaming(first_says(info("OutdatedCursor"), 2, [])) as server:
        before = post(7, "Acme", ago(NOW, 300))
        pages = pages_of(source(server.url), cursor_at(server.url, 2, before))
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "after 22 Nov 01:00 UTC" in pages[-1].because


def test_a_place_that_the_server_forgot_is_replaced_by_its_time() -> None:
    """CursorTooOld comes instead of a stream; the time gets what there still is."""
    before, after = post(7, "Acme", ago(NOW, 3000)), post(900, "Acme", ago(NOW, 60))
    too_old = Refusal(status=400, body=b'{"error": "CursorTooOld", "message": "floor is 800"}')

    def gate(opening: Opening) -> Refusal | None:
        return too_old if 0 <= opening.cursor < 800 else None

    talk = first_says(info("OutdatedCursor"), 2, [after, AT_NOW])
    with streaming(talk, gate) as server:
        pages = pages_of(source(server.url), cursor_at(server.url, 2, before))
        assert [one.cursor for one in server.streams] == [7, before.micros]
    assert ids(pages) == ["3mpost900"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "is missing: the server no longer has it" in pages[-1].because


def test_a_server_with_a_new_stream_is_read_by_the_clock() -> None:
    """A place beyond the end would be answered with the present only: nothing may be lost."""
    last = post(70_000, "Acme", ago(NOW, 5))
    fresh = [post(3, "Acme", ago(NOW, 4)), post(4, "Acme", ago(NOW, 3)), AT_NOW]

    def talk(connection: ServerConnection, opening: Opening) -> None:
        if opening.cursor < 10**15:
            connection.send(info("FutureCursor"))
            stay(connection)
        telling(2, fresh)(connection, opening)

    with streaming(talk) as server:
        pages = pages_of(source(server.url), cursor_at(server.url, 2, last))
        after = json.loads(last_cursor(pages))
    assert ids(pages) == ["3mpost3", "3mpost4"]
    assert pages[-1].outcome is Outcome.OK
    assert after["place"] == AT_NOW.seq


def test_the_legacy_stream_does_not_say_that_it_forgot() -> None:
    """After a day away the first event tells: hours of silence are a gap, not calm."""
    before, after = post(7, "Acme", ago(NOW, 48 * 60)), post(9, "Acme", ago(NOW, 23 * 60))
    with streaming(telling(1, [after, AT_NOW])) as server:
        pages = pages_of(source(server.url, version=1), cursor_at(server.url, 1, before))
    assert ids(pages) == ["3mpost9"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "from 20 Nov 06:00 to 21 Nov 07:00 UTC is missing" in pages[-1].because


def test_a_poll_that_did_not_come_up_to_the_present_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How far it came is told; the next poll goes on from there."""
    monkeypatch.setattr("socwatch.sources._jetstream_way._MENTIONS_A_PAGE", 10)
    monkeypatch.setattr("socwatch.sources._jetstream_way._PAGES", 3)
    many = [post(n, "Acme", ago(NOW, 9) + timedelta(seconds=n)) for n in range(1, 51)]
    with streaming(telling(2, [*many, AT_NOW])) as server:
        reader = source(server.url)
        pages = pages_of(reader)
        rest = pages_of(reader, last_cursor(pages))
    assert pages[-1].outcome is Outcome.PARTIAL
    assert pages[-1].because == (
        "the stream was read up to 22 Nov 05:51 UTC only; the rest is read next time"
    )
    assert len(ids(pages)) == 30
    assert [*ids(pages), *ids(rest)] == [f"3mpost{n}" for n in range(1, 51)]
    assert rest[-1].outcome is Outcome.OK


def test_a_clock_that_is_ahead_does_not_make_every_poll_partial(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stream's present is then earlier than ours; there is nothing more to be had."""
    monkeypatch.setattr("socwatch.sources._jetstream_way._OWN_SILENCE", 1.0)

    def live(connection: ServerConnection, _opening: Opening) -> None:
        for n in range(1_000):
            connection.send(post(n + 1, "Acme", ago(NOW, 0.5 - n / 60_000)).frame(2))
            time.sleep(0.01)

    with streaming(live) as server:
        pages = pages_of(source(server.url, manners=replace(QUICK, deadline=1.0)))
    assert len(ids(pages)) > 5
    assert pages[-1].outcome is Outcome.OK


# ── What the server says of the stream ────────────────────────────────────────────────────────


def test_a_reader_that_is_too_slow_goes_on_next_time() -> None:
    """The server drops it; what it read is kept."""
    slow = json.dumps({"$type": "error", "error": "ConsumerTooSlow", "message": "floor"})
    said = [post(1, "Acme", ago(NOW, 5)), replace(AT_NOW, raw=slow)]
    with streaming(telling(2, said)) as server:
        pages = pages_of(source(server.url))
    assert ids(pages) == ["3mpost1"]
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "05:55 UTC only" in pages[-1].because


def test_an_error_ends_the_stream() -> None:
    """It is told in the server's words, and not taken for the end of what there is."""
    error = json.dumps({"$type": "error", "error": "InternalError", "message": "disk on fire"})
    with streaming(telling(2, [replace(AT_NOW, raw=error)])) as server:
        (*_, last) = pages_of(source(server.url))
        assert len(server.streams) == 1
    assert last.outcome is Outcome.BROKEN
    assert "InternalError: disk on fire" in last.because


def test_a_question_that_is_not_understood_is_misconfigured() -> None:
    """Version 1's parameters on a server of version 2, for example; it is told why."""
    body = b'{"error": "InvalidRequest", "message": "wantedCollections is not a parameter"}'
    with streaming(stay, lambda _: Refusal(status=400, body=body)) as server:
        (*_, last) = pages_of(source(server.url))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "wantedCollections is not a parameter" in last.because


def test_other_notices_and_kinds_are_passed_over() -> None:
    """News of accounts and whatever is added later is nothing to worry about."""
    said = [
        replace(AT_NOW, raw=info("SomethingNew")),
        somebody(1, ago(NOW, 9)),
        somebody(2, ago(NOW, 8), "account"),
        somebody(3, ago(NOW, 8), "sync"),
        replace(post(4, "Acme", ago(NOW, 7)), collection="app.bsky.feed.like"),
        post(5, "Acme", ago(NOW, 6), more={"x": 1}),
        AT_NOW,
    ]
    with streaming(telling(2, said)) as server:
        pages = pages_of(source(server.url))
    assert ids(pages) == ["3mpost5"]
    assert pages[-1].outcome is Outcome.OK
    assert [one for page in pages for one in page.skipped] == []


def test_the_public_stream_is_never_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of Bluesky falling silent is a fault of the stream, though the server answers."""
    assert all(one.host.endswith(".bsky.network") for one in DIALECTS.values())
    monkeypatch.setattr("socwatch.sources._jetstream_way._PUBLIC", "localhost")
    monkeypatch.setattr("socwatch.sources._jetstream_way._SILENCE", 0.2)
    with streaming(stay) as server:
        (*_, last) = pages_of(source(server.url.replace("127.0.0.1", "localhost")))
    assert last.outcome is Outcome.BROKEN
    assert "stands still" in last.because


# ── Deletions and changes ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("version", [1, 2])
def test_a_post_that_was_taken_back_is_not_brought(version: int) -> None:
    """Deleted before we told of it: named as skipped. Others that go are counted."""
    gone, stays = post(1, "Acme, in anger", ago(NOW, 9)), post(2, "Acme", ago(NOW, 8))
    said = [
        gone,
        stays,
        removed(3, gone, ago(NOW, 7)),
        removed(4, post(77, "", NOW), ago(NOW, 6)),
        removed(5, post(78, "", NOW), ago(NOW, 5)),
        replace(post(2, "Acme, edited", ago(NOW, 4)), seq=6, operation="update"),
        AT_NOW,
    ]
    with streaming(telling(version, said)) as server:
        pages = pages_of(source(server.url, version=version))
    assert ids(pages) == ["3mpost2"]
    assert mentions_in(pages)[0].text == "Acme"
    skipped = {one.item: one.because for page in pages for one in page.skipped}
    assert skipped == {
        gone.uri: "deleted by its author",
        "2 deletions": "deleted by its author",
        "1 changes": "a change to a post that was read before",
    }


# ── What is let through ───────────────────────────────────────────────────────────────────────


def topic_of(text: str) -> Topic:
    """A topic with this query."""
    return Topic(name="t", query=parse(text), owner="pr")


QUERIES = [
    "acme",
    '"acme kettle" OR #acmerecall',
    "AT&T",
    "café",
    "acme.com/kettle",
    "burn* NOT cartoon",
    "(fire OR 火) acme",
    "🔥",
    "@acme.example",
    "l'oréal",
]
TEXTS = [
    "acme",
    "ACME!",
    "ＡＣＭＥ",  # noqa: RUF001
    "A\u200bcme",
    "the Acme — kettle",
    "Acme\nkettle",
    "#AcmeRecall",
    "at&t",
    "Cafe",
    "CAFE\u0301",
    "see acme.com/kettle now",
    "burning",
    "burning cartoon",
    "火 acme",
    "acme fire",
    "so hot 🔥",
    "hi @acme.example!",
    "L\u2019Oréal",
    "l'oreal",
    "nothing",
    "acmeville",
]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("query", QUERIES)
def test_the_quick_look_never_throws_a_match_away(query: str, *, ascii_only: bool) -> None:
    """Whatever the spelling, and however the server writes its JSON."""
    topic = topic_of(query)
    net, matcher = Net([topic]), compile_topics([topic])
    for text in TEXTS:
        for slashes in (False, True):
            raw = json.dumps({"text": text}, ensure_ascii=ascii_only)
            record = (raw.replace("/", "\\/") if slashes else raw).encode()
            mention = mention_of_event(
                json.loads(record), did="did:plc:x", rkey="y", at=NOW, source="s", fetched_at=NOW
            )
            assert net.holds(mention) == bool(matcher.matches(mention))
            assert net.may_hold(record) or not net.holds(mention), (query, text)


@given(st.text(max_size=40), st.sampled_from(QUERIES), st.booleans())
def test_the_quick_look_never_throws_any_text_away(
    text: str,
    query: str,
    ascii_only: bool,
) -> None:
    """The same for texts that nobody thought of."""
    core = query.translate(dict.fromkeys(map(ord, '@#*"()')))
    words = f"{text}{core} {text}"
    topic = topic_of(query)
    net = Net([topic])
    record = json.dumps({"text": words}, ensure_ascii=ascii_only).encode("utf-8", "replace")
    mention = mention_of_event(
        json.loads(record), did="did:plc:x", rkey="y", at=NOW, source="s", fetched_at=NOW
    )
    assert net.may_hold(record) or not net.holds(mention)


def test_the_quick_look_is_of_use() -> None:
    """Most records in plain letters are never decoded."""
    net = Net([topic_of('"acme kettle" OR @acme.example')])
    assert not net.may_hold(b'{"text":"a quiet day","langs":["en"]}')
    assert net.may_hold(b'{"text":"My ACME broke my Kettle"}')


def test_a_link_and_a_hashtag_beside_the_text_are_found() -> None:
    """What the text shows shortened, or not at all, is matched where the query names it."""
    facet = {
        "index": {"byteStart": 4, "byteEnd": 17},
        "features": [{"uri": "https://acme.com/kettle"}],
    }
    said = [
        post(1, "see acme.com/k...", ago(NOW, 5), facets=[facet]),
        post(2, "hot", ago(NOW, 4), tags=["AcmeRecall"]),
        post(3, "acme and kettle", ago(NOW, 3)),
        AT_NOW,
    ]
    with streaming(telling(2, said)) as server:
        pages = pages_of(source(server.url), topics=[topic_of('"acme.com/kettle" OR #acmerecall')])
    assert ids(pages) == ["3mpost1", "3mpost2"]


def test_odd_letters_cost_no_post() -> None:
    """Half a surrogate pair and absurd numbers are read as well as can be."""
    good = post(1, "Acme", ago(NOW, 5)).frame(2)
    odd = good.replace('"text": "Acme"', '"text": "Acme \\ud83d", "n": 1' + "0" * 400)
    with streaming(telling(2, [replace(post(1, "", ago(NOW, 5)), raw=odd), AT_NOW])) as server:
        (mention,) = mentions_in(pages_of(source(server.url)))
    assert mention.text.startswith("Acme ")


# ── Who wrote it ──────────────────────────────────────────────────────────────────────────────


def looked_up(*views: dict[str, object]) -> Refusal:
    """An answer to a look-up of posts."""
    return Refusal(status=200, body=json.dumps({"posts": list(views)}).encode())


def test_an_author_for_members_only_is_not_taken() -> None:
    """The look-up tells the label of the account."""
    one, two = post(1, "Acme", ago(NOW, 5)), post(2, "Acme", ago(NOW, 4))
    labels = [{"val": "!no-unauthenticated"}]
    answer = looked_up({"uri": one.uri, "author": {"did": one.did, "labels": labels}})

    def gate(opening: Opening) -> Refusal | None:
        return answer if "getPosts" in opening.path else None

    with streaming(telling(2, [one, two, AT_NOW]), gate) as server:
        pages = pages_of(source(server.url))
    assert ids(pages) == ["3mpost2"]
    assert [one.item for page in pages for one in page.skipped] == [one.uri]


@pytest.mark.parametrize(
    "answer",
    [
        Refusal(status=429, body=b"{}", headers={"Retry-After": "600", "RateLimit-Remaining": "0"}),
        Refusal(status=403, body=b"<html></html>"),
        Refusal(status=200, body=b"<html></html>"),
        Refusal(status=200, body=b'{"posts": [7, {"uri": 8}, {}]}'),
        Refusal(status=200, body=b'{"posts": "none"}'),
    ],
)
def test_a_look_up_that_fails_costs_no_post_and_no_time(answer: Refusal) -> None:
    """A courtesy: it neither loses a mention nor makes the source wait."""
    many = [post(n, "Acme", ago(NOW, 9) + timedelta(seconds=n)) for n in range(1, 61)]

    def gate(opening: Opening) -> Refusal | None:
        return answer if "getPosts" in opening.path else None

    with streaming(telling(2, [*many, AT_NOW]), gate) as server:
        pages = pages_of(source(server.url))
    assert len(ids(pages)) == 60
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert pages[-1].retry_at is None
    assert {one.author.id for one in mentions_in(pages) if one.author} == {"did:plc:ola"}


def test_a_post_of_both_sources_is_one_mention() -> None:
    """The stream and the search agree on what a post is called."""
    with streaming(telling(2, [post(1, "Acme", ago(NOW, 5)), AT_NOW])) as server:
        (mention,) = mentions_in(pages_of(source(server.url)))
    assert mention.key == "bluesky:at://did:plc:ola/app.bsky.feed.post/3mpost1"


def test_a_time_that_an_app_made_up_is_not_believed() -> None:
    """The earlier of what the app says and when the server saw it."""
    at = ago(NOW, 5)
    said = [
        post(1, "Acme", at, createdAt="2031-01-01T00:00:00Z"),
        post(2, "Acme", at, createdAt="2026-11-22T05:00:00Z"),
        AT_NOW,
    ]
    with streaming(telling(2, said)) as server:
        times = [one.published_at for one in mentions_in(pages_of(source(server.url)))]
    assert times == [at, datetime.fromisoformat("2026-11-22T05:00:00Z")]


# ── The package and the settings ──────────────────────────────────────────────────────────────


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is optional; a source that needs it names it."""
    monkeypatch.delitem(sys.modules, "socwatch.sources._jetstream_line", raising=False)
    monkeypatch.setitem(sys.modules, "websockets.asyncio.client", None)
    (*_, last) = pages_of(source("http://127.0.0.1:9"))
    assert last.outcome is Outcome.MISCONFIGURED
    assert 'pip install "socwatch[jetstream]"' in last.because


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("http://127.0.0.1:8080", "ws://127.0.0.1:8080/subscribe?"),
        ("https://stream.example/inner/", "wss://stream.example/inner/subscribe?"),
    ],
)
def test_the_address_keeps_host_and_path(base: str, address: str) -> None:
    """http becomes ws, https becomes wss."""
    assert DIALECTS[1].address(base, 5).startswith(address)
    assert DIALECTS[1].address(base, 5).endswith("cursor=5")


@pytest.mark.parametrize("host", ["", "a b", "x/y", "user@host", "http://x"])
def test_a_host_is_a_name_and_nothing_else(host: str) -> None:
    """A path or a login would go elsewhere than it seems."""
    with pytest.raises(ValueError, match="host"):
        registry.options_of("jetstream").model_validate({"host": host})


def test_the_topics_of_the_source_are_all_heard() -> None:
    """One stream serves every topic; what belongs to which is decided later."""
    said = [post(1, "Acme", ago(NOW, 5)), post(2, "bravo", ago(NOW, 4)), AT_NOW]
    with streaming(telling(2, said)) as server:
        pages = pages_of(source(server.url), topics=(ACME, topic_of("bravo")))
        assert len(server.streams) == 1
    assert ids(pages) == ["3mpost1", "3mpost2"]


def test_an_unreachable_server_is_broken() -> None:
    """Nobody listens there: said at once, after a few tries."""
    (*_, last) = pages_of(source("http://127.0.0.1:9"))
    assert last.outcome is Outcome.BROKEN
    assert last.because == "127.0.0.1:9 could not be reached"
