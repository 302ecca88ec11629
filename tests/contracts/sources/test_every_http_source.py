"""What every source that speaks HTTP must do, whatever its service."""

from __future__ import annotations

import json
import logging
import time
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.model.mention import MatchBasis, Outcome
from socwatch.sources import registry
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    QUICK,
    SECRET,
    Case,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    the_only,
    topic,
)
from tests.support.http_server import Reply, always, in_turn, serving

pytestmark = pytest.mark.parametrize("case", all_cases(), ids=str)


def _outcome(case: Case, reply: Reply) -> Outcome:
    with serving(always(reply)) as server:
        return pages_of(case.source(server.url))[-1].outcome


def test_brings_every_item_once_with_its_own_id(case: Case) -> None:
    """A first poll brings what the service has, each item once, and ends well."""
    with serving(case.answering("first")) as server:
        pages = pages_of(case.source(server.url))
    ids = [mention.id for mention in mentions_in(pages)]
    assert sorted(ids) == sorted(case.first)
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert {mention.source for mention in mentions_in(pages)} == {"here"}


def test_goes_on_at_the_cursor_without_loss_or_repeat(case: Case) -> None:
    """A second poll brings what is new and nothing else; a third brings nothing."""
    with serving(case.answering("first")) as server:
        source = case.source(server.url)
        before = last_cursor(pages_of(source))
        server.script = case.answering("later")
        second = pages_of(source, before)
        third = pages_of(source, last_cursor(second))
    assert {mention.id for mention in mentions_in(second)} == case.later
    assert mentions_in(third) == []


def test_no_cursor_is_ahead_of_the_mentions_before_it(case: Case) -> None:
    """Whatever page was the last to be stored, the next poll brings all the rest."""
    with serving(case.answering("later")) as server:
        source = case.source(server.url)
        pages = pages_of(source)
        everything = {mention.id for mention in mentions_in(pages)}
        for stored in range(len(pages)):
            kept = pages[:stored]
            cursors = [page.next for page in kept if page.next is not None]
            rest = pages_of(source, cursors[-1] if cursors else None)
            assert {mention.id for mention in mentions_in([*kept, *rest])} == everything


def test_an_unreadable_cursor_is_a_first_poll(case: Case) -> None:
    """A cursor from another version or another kind loses nothing and breaks nothing."""
    with serving(case.answering("first")) as server:
        pages = pages_of(case.source(server.url), '{"v":"?","seen":7}')  # type: ignore[arg-type]
    assert {mention.id for mention in mentions_in(pages)} == case.first


def test_an_empty_answer_is_fine(case: Case) -> None:
    """That nothing was said is an outcome of its own: ok, without mentions."""
    with serving(case.answering("empty")) as server:
        pages = pages_of(case.source(server.url))
    assert mentions_in(pages) == []
    assert {page.outcome for page in pages} == {Outcome.OK}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, Outcome.UNAUTHORISED),
        (404, Outcome.MISCONFIGURED),
        (410, Outcome.MISCONFIGURED),
        (500, Outcome.BROKEN),
        (502, Outcome.BROKEN),
    ],
)
def test_a_status_has_its_outcome(case: Case, status: int, outcome: Outcome) -> None:
    """No refusal and no failure looks like silence."""
    assert _outcome(case, Reply(status=status, body=b"no")) is outcome


def test_forbidden_is_a_refusal_unless_we_log_in(case: Case) -> None:
    """A 403 to a stranger is a block; to a login it says that the login will not do."""
    assert _outcome(case, Reply(status=403, body=b"no")) is case.forbidden


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Sun, 22 Nov 2026 06:10:00 GMT", 600),
        ("2026-11-22T06:05:00Z", 300),
        ("999999", 3600),
        ("Sun, 22 Nov 2037 06:10:00 GMT", 3600),
        ("0", 60),
        ("-5", 60),
        ("soon", 60),
    ],
)
def test_obeys_the_wait_of_a_429(case: Case, header: str, seconds: int) -> None:
    """Every form of Retry-After becomes a time to come back, within the hour, asked once."""
    reply = Reply(status=429, body=b"slow down", headers={"Retry-After": header})
    with serving(always(reply)) as server:
        last = pages_of(case.source(server.url))[-1]
        assert len(server.seen) == 1
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=seconds))


def test_a_refusal_stays_the_last_word(case: Case) -> None:
    """A 429 that also says that the allowance is used up is a refusal, not a good ending."""
    headers = {"Retry-After": "120", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "300"}
    with serving(always(Reply(status=429, body=b"no", headers=headers))) as server:
        last = pages_of(case.source(server.url))[-1]
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(seconds=120))


def test_a_used_up_allowance_is_told_and_kept(case: Case) -> None:
    """The last request of an allowance is read; until it is filled again nothing is asked."""
    at = str(int((NOW + timedelta(minutes=5)).timestamp()))
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": at}
    script = case.answering("first")
    with serving(lambda seen: Reply(body=script(seen).body, headers=headers)) as server:
        source = case.source(server.url)
        pages = pages_of(source)
        asked = len(server.seen)
        again = pages_of(source)
        assert len(server.seen) == asked <= case.before + case.tops_up
    assert mentions_in(pages) or case.before
    assert pages[-1].retry_at == again[-1].retry_at == NOW + timedelta(minutes=5)
    assert again[-1].outcome is Outcome.REFUSED


@pytest.mark.parametrize("trouble", [{"drip": 0.05}, {"delay": 30.0}], ids=["drip", "silence"])
def test_a_slow_service_ends_at_the_deadline(case: Case, trouble: dict[str, float]) -> None:
    """Neither a byte at a time nor silence holds a poll longer than its deadline."""
    reply = Reply(body=case.body("first"), **trouble)  # type: ignore[arg-type]
    begin = time.monotonic()
    with serving(always(reply)) as server:
        pages = pages_of(case.source(server.url, manners=replace(QUICK, deadline=0.3)))
    last = the_only(case, pages)
    assert last.outcome is Outcome.BROKEN
    assert "within 0.3 seconds" in last.because
    assert time.monotonic() - begin < 3.0


def test_a_web_page_is_not_an_answer(case: Case) -> None:
    """A login, a captcha or a consent form with status 200 is never an empty result."""
    page = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Hello</body></html>"
    assert _outcome(case, Reply(body=page, headers={"Content-Type": "text/html"})) is case.web_page


@pytest.mark.parametrize("body", [b"", b"   \n"], ids=["empty", "blank"])
def test_no_body_is_not_an_answer(case: Case, body: bytes) -> None:
    """Nothing at all is not "nothing was said"."""
    assert _outcome(case, Reply(body=body)) is Outcome.BROKEN


def test_a_cut_answer_is_broken(case: Case) -> None:
    """A connection that ends early is noticed."""
    assert _outcome(case, Reply(body=case.body("first"), cut=True)) is Outcome.BROKEN


def test_a_whole_transfer_of_half_a_document_moves_no_cursor(case: Case) -> None:
    """A document that ends early is never stored as complete."""
    half = case.body("first")[: len(case.body("first")) // 2]
    with serving(always(Reply(body=half))) as server:
        pages = pages_of(case.source(server.url))
    assert pages[-1].outcome is not Outcome.OK
    cursors = [page.next for page in pages if page.next is not None]
    assert bool(cursors) is case.spends
    if cursors:
        with serving(case.answering("first")) as server:
            pages = pages_of(case.source(server.url), cursors[-1])
        assert {mention.id for mention in mentions_in(pages)} == case.first


def test_a_damaged_compression_is_broken(case: Case) -> None:
    """Bad gzip is an error of the source, not of socwatch."""
    reply = Reply(body=b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"})
    assert _outcome(case, reply) is Outcome.BROKEN


def test_a_compressed_answer_is_read(case: Case) -> None:
    """Deflate, which some services send whatever is asked, is understood."""
    script = case.answering("first")
    headers = {"Content-Encoding": "deflate"}
    with serving(
        lambda seen: Reply(body=zlib.compress(script(seen).body), headers=headers)
    ) as server:
        pages = pages_of(case.source(server.url))
    assert {mention.id for mention in mentions_in(pages)} == case.first


def test_one_bad_item_is_skipped_with_a_reason(case: Case) -> None:
    """The good items are kept, the bad one is named, and the poll goes on."""
    with serving(case.answering("malformed")) as server:
        pages = pages_of(case.source(server.url))
    skipped = [one for page in pages for one in page.skipped]
    assert len(mentions_in(pages)) == 2
    assert [bool(one.because) for one in skipped] == [True]
    assert {page.outcome for page in pages} == {Outcome.OK}


def test_mostly_bad_items_are_a_broken_service(case: Case) -> None:
    """When more than half cannot be read, the form has changed: broken, the cursor stays."""
    with serving(case.answering("spoilt")) as server:
        pages = pages_of(case.source(server.url))
    assert len(mentions_in(pages)) == 1
    assert pages[-1].outcome is Outcome.BROKEN
    assert pages[-1].next is None


def test_unknown_is_none_and_never_zero(case: Case) -> None:
    """What the service did not say is not made up."""
    with serving(case.answering("sparse")) as server:
        (mention,) = mentions_in(pages_of(case.source(server.url)))
    counts = (mention.likes, mention.reposts, mention.replies, mention.quotes, mention.views)
    assert counts == (None,) * 5
    assert (mention.published_at is None) is case.unknown_times
    assert (mention.author is not None) is case.known_author
    assert mention.counts_at == (mention.published_at or NOW)
    assert mention.url is None or mention.url.startswith("https://")


def test_text_has_neither_tags_nor_entities(case: Case) -> None:
    """Markup becomes plain words; letters of all scripts and emoji survive."""
    with serving(case.answering("first")) as server:
        mentions = mentions_in(pages_of(case.source(server.url)))
    words = "\n".join(f"{mention.title or ''}\n{mention.text}" for mention in mentions)
    assert "🔥" in words
    assert "水壶" in words
    assert not any(trace in words for trace in ("<", ">", "&amp", "&#", "&nbsp", "&eacute"))


def test_every_time_is_aware_and_utc(case: Case) -> None:
    """Publish times of any zone are told in UTC."""
    with serving(case.answering("first")) as server:
        mentions = mentions_in(pages_of(case.source(server.url)))
    offsets = {mention.published_at.utcoffset() for mention in mentions if mention.published_at}
    assert offsets == {timedelta(0)}


def test_a_private_address_needs_permission(case: Case) -> None:
    """Without allow_private loopback is not asked, and the reason says what to do."""
    with serving(case.answering("first")) as server:
        last = the_only(case, pages_of(case.source(server.url, allow_private=False)))
        assert server.seen == []
    assert last.outcome is Outcome.MISCONFIGURED
    assert "allow_private" in last.because


def test_link_local_is_closed_for_good(case: Case) -> None:
    """allow_private does not open the addresses where clouds keep their credentials."""
    last = the_only(case, pages_of(case.source("http://169.254.169.254")))
    assert last.outcome is Outcome.MISCONFIGURED


def test_no_error_and_no_log_tells_a_secret(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    """Addresses hold tokens: of an address only the host is ever told."""
    caplog.set_level(logging.INFO)
    with serving(always(Reply(status=500, body=b"s3cr3t"))) as server:
        last = the_only(case, pages_of(case.source(f"{server.url}/s3cr3t")))
    assert "127.0.0.1" in last.because
    assert "s3cr3t" not in last.because + caplog.text


def test_no_error_tells_the_token(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    """Not even when the service repeats it: neither in a message, a page, a log nor an address."""
    caplog.set_level(logging.DEBUG)
    words = json.dumps({"error": SECRET, "message": SECRET, "error_message": SECRET}).encode()
    for status in (400, 401, 403, 429, 500):
        with serving(always(Reply(status=status, body=words))) as server:
            pages = pages_of(case.source(server.url))
        assert SECRET not in repr(pages) + caplog.text


def test_is_polite(case: Case) -> None:
    """It says who it is, takes no cookies, and tries a failing service only a little."""
    cookie = {"Set-Cookie": "id=1"}
    with serving(always(Reply(status=500, body=b"no", headers=cookie))) as server:
        pages_of(case.source(server.url))
        agents = {seen.headers["user-agent"].partition("/")[0] for seen in server.seen}
        assert agents == {"socwatch"}
        assert not any("cookie" in seen.headers for seen in server.seen)
        assert len(server.seen) == 2


def test_a_passing_failure_is_no_failure(case: Case) -> None:
    """One server error between good answers costs a retry, not a poll."""
    script = case.answering("first")
    flaky = in_turn([Reply(status=502, body=b"oops"), Reply()])
    with serving(lambda seen: flaky(seen) if len(server.seen) == 1 else script(seen)) as server:
        pages = pages_of(case.source(server.url))
    assert {mention.id for mention in mentions_in(pages)} == case.first


def test_items_then_a_failure_is_partial(case: Case) -> None:
    """What was read before the failure is kept, and the outcome says that it is not all."""
    if not registry.sent(case.kind, ACME.query):
        pytest.skip("this kind asks once, whatever the topics are")
    if case.rotates:
        pytest.skip("this kind asks for one topic a poll")
    script = case.answering("first")

    def half(seen: object) -> Reply:
        other = "bravo" in f"{seen}"
        return Reply(status=500) if other else script(seen)  # type: ignore[arg-type]

    with serving(half) as server:
        pages = pages_of(case.source(server.url), topics=(ACME, topic("bravo", "bravo")))
    assert {mention.id for mention in mentions_in(pages)} == case.first
    assert pages[-1].outcome is Outcome.PARTIAL


def test_what_the_service_decided_names_its_topics(case: Case) -> None:
    """A match that only the service can see carries the topic it was asked for."""
    with serving(case.answering("first")) as server:
        mentions = mentions_in(pages_of(case.source(server.url)))
    decided = {mention.found_by for mention in mentions if mention.match_basis is MatchBasis.SERVER}
    assert decided in (set(), {("acme",)})


def test_a_topic_of_other_sources_is_not_asked_for(case: Case) -> None:
    """`sources` of a topic is obeyed."""
    elsewhere = replace(topic("bravo", "bravo"), sources=("other",))
    with serving(case.answering("first")) as server:
        pages_of(case.source(server.url), topics=(ACME, elsewhere))
        assert not any("bravo" in f"{seen}" for seen in server.seen)
