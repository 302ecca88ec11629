"""Stack Exchange: the quota, its waits, its errors, and what a post becomes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, MentionKind, Outcome, Page
from socwatch.ports import Budgeted
from socwatch.sources import registry
from socwatch.sources.stackexchange import host_of_site
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    SECRET_ENV,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, in_turn, serving

SE = next(case for case in all_cases() if f"{case}" == "stackexchange")
TWO = (ACME, topic("bravo", "bravo"))


def answer(ids: Sequence[int] = (), **wrapper: object) -> bytes:
    """An answer with questions posted at these seconds, their time being their number."""
    items = [{"question_id": at, "creation_date": at, "title": "Acme"} for at in ids]
    return json.dumps({"items": items, "has_more": False, **wrapper}).encode()


def refused(error_id: int, message: str = "no", status: int = 400) -> Script:
    """The service's own error."""
    error = {"error_id": error_id, "error_name": "some_name", "error_message": message}
    return always(Reply(status=status, body=json.dumps(error).encode()))


def poll_of(script: Script, *, key: str | None = None) -> list[Page]:
    """One poll of a service that answers so; `key` is the variable that holds the key."""
    with serving(script) as server:
        return pages_of(SE.source(server.url, token_env=key))


def test_each_alternative_is_one_search_of_the_last_day() -> None:
    """No OR: one request each, newest first, with whole texts, of questions and answers."""
    with serving(SE.answering("empty")) as server:
        pages_of(SE.source(server.url), topics=TWO)
        asked = [seen.query for seen in server.seen]
    assert [one["q"] for one in asked] == ["acme", "bravo"]
    day_ago = int((NOW - timedelta(days=1)).timestamp())
    assert {(one["sort"], one["order"], one["filter"]) for one in asked} == {
        ("creation", "desc", "withbody")
    }
    assert {int(one["fromdate"]) for one in asked} == {day_ago + 1}
    assert not any("key" in one for one in asked)


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ('"acme kettle" OR #acme OR @acme', ("acme",)),
        ('"acme kettle" OR "hot acme" OR tea', ('"acme kettle"', '"hot acme"', "tea")),
        (
            '"acme kettle" OR (acme recall) OR "acme kettle recall"',
            ('"acme kettle"', "acme recall"),
        ),
        ("acme* OR acme", ("acme*", "acme")),
        ("acme (burn* OR fire) NOT cartoon", ("acme burn*", "acme fire")),
        ("Acme OR ACME", ("ACME",)),
    ],
)
def test_what_is_sent_can_only_bring_more(query: str, sent: tuple[str, ...]) -> None:
    """Phrases keep their quotes, prefixes their star; signs, exclusions and repeats are left out."""
    found = registry.sent("stackexchange", parse(query))
    assert {one.casefold() for one in found} == {one.casefold() for one in sent}


def test_a_question_and_an_answer() -> None:
    """Score may be below zero and zero is not unknown; an answer has no title of its own."""
    with serving(SE.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(SE.source(server.url)))}
    question, reply, ownerless = by_id["79000001"], by_id["79000002"], by_id["79000003"]
    assert question.key == "stackexchange/cooking.stackexchange.com:79000001"
    assert question.title == "Acme kettle's lid won't close & it smokes 🔥"
    assert question.text == "My Acme kettle & its lid:\n\nif (hot) off();"
    assert (question.kind, question.likes, question.replies) == (MentionKind.QUESTION, 0, 0)
    assert question.url == "https://cooking.stackexchange.com/q/79000001"
    assert question.published_at == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert question.author is not None
    assert (question.author.id, question.author.name) == ("31001", "Ola Østby")
    assert question.author.followers is None
    assert (reply.kind, reply.title, reply.likes) == (MentionKind.REPLY, None, -1)
    assert reply.in_reply_to == "79000001"
    assert reply.url == "https://cooking.stackexchange.com/a/79000002"
    assert reply.author is not None
    assert (reply.author.id, reply.author.name) == (None, "user4711")
    assert ownerless.author is None


def test_an_excerpt_stands_in_for_a_text_that_is_missing() -> None:
    """The excerpt comes without its highlights and with its entities read."""
    item = {
        "question_id": 7,
        "excerpt": 'the <span class="highlight">Acme</span>&#39;s lid&hellip;',
    }
    body = json.dumps({"items": [item], "has_more": False}).encode()
    (mention,) = mentions_in(poll_of(always(Reply(body=body))))
    assert mention.text == "the Acme's lid…"


def test_what_is_always_compressed_and_marked_is_read() -> None:
    """The service sends gzip whatever is asked, and has sent a byte order mark."""
    body = gzip.compress(b"\xef\xbb\xbf" + SE.body("first"))
    pages = poll_of(always(Reply(body=body, headers={"Content-Encoding": "gzip"})))
    assert {mention.id for mention in mentions_in(pages)} == SE.first


def test_pages_are_read_while_there_are_more() -> None:
    """`has_more` asks for the next page of the same search."""
    newest = int(NOW.timestamp()) - 60
    replies = [
        Reply(body=answer([newest, newest - 1], has_more=True)),
        Reply(body=answer([newest - 2])),
    ]
    with serving(in_turn(replies)) as server:
        pages = pages_of(SE.source(server.url))
        assert [seen.query["page"] for seen in server.seen] == ["1", "2"]
    assert len(mentions_in(pages)) == 3
    assert pages[-1].outcome is Outcome.OK


def test_a_backoff_ends_the_poll_and_holds_for_the_next() -> None:
    """What was read is kept; nothing is asked before the wait is over, by whoever reads on."""
    newest = int(NOW.timestamp()) - 60
    with serving(always(Reply(body=answer([newest], backoff=40)))) as server:
        pages = pages_of(SE.source(server.url), topics=TWO)
        again = pages_of(SE.source(server.url), last_cursor(pages), topics=TWO)
        assert len(server.seen) == 1
    assert [mention.id for mention in mentions_in(pages)] == [f"{newest}"]
    assert (pages[-1].outcome, again[-1].outcome) == (Outcome.PARTIAL, Outcome.REFUSED)
    assert pages[-1].retry_at == again[-1].retry_at == NOW + timedelta(seconds=40)
    assert "40 seconds" in again[-1].because


def test_a_backoff_at_the_very_end_is_a_good_poll_that_says_when() -> None:
    """Nothing is missing, so the outcome is ok; the pause is told all the same."""
    pages = poll_of(always(Reply(body=answer(backoff=40))))
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert pages[-1].retry_at == NOW + timedelta(seconds=40)


def test_pages_that_each_ask_for_a_wait_are_read_poll_by_poll() -> None:
    """A backoff between two pages neither repeats the first page for ever nor loses the second."""
    newest = int(NOW.timestamp()) - 60
    replies = [
        Reply(body=answer([newest, newest - 5], has_more=True, backoff=1)),
        Reply(body=answer([newest - 6], has_more=False)),
    ]
    with serving(in_turn(replies)) as server:
        first = pages_of(SE.source(server.url))
        waited = json.loads(last_cursor(first))
        waited["notes"]["until"] = str(int(NOW.timestamp()))
        second = pages_of(SE.source(server.url), Cursor(json.dumps(waited)))
        # First what is new since, then the gap.
        assert "todate" not in server.seen[1].query
        assert server.seen[2].query["todate"] == f"{newest - 5}"
    assert first[-1].outcome is Outcome.PARTIAL
    assert second[-1].outcome is Outcome.OK
    assert f"{newest - 6}" in [mention.id for mention in mentions_in(second)]


def test_an_empty_quota_closes_the_source_until_midnight() -> None:
    """The hour is the longest pause, so the refusal is repeated, without asking, all day."""
    with serving(always(Reply(body=answer(quota_max=300, quota_remaining=0)))) as server:
        source = SE.source(server.url)
        pages = pages_of(source, topics=TWO)
        again = pages_of(SE.source(server.url), last_cursor(pages))
        assert len(server.seen) == 1
    assert pages[-1].outcome is again[-1].outcome is Outcome.REFUSED
    assert again[-1].retry_at == NOW + timedelta(hours=1)
    assert "300 requests to Stack Exchange are used up" in again[-1].because
    assert "free key" in again[-1].because
    notes = json.loads(last_cursor(pages))["notes"]
    assert datetime.fromtimestamp(int(notes["until"]), UTC) == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_wait_noted_by_a_clock_that_was_ahead_binds_nobody() -> None:
    """Nobody asks for more than a day, so the note is from a clock that has been put right."""
    with serving(SE.answering("first")) as server:
        pages = pages_of(SE.source(server.url))
        state = json.loads(last_cursor(pages))
        later = str(int((NOW + timedelta(days=40)).timestamp()))
        state["notes"] |= {"until": later, "because": "x", "with": "no key"}
        after = pages_of(SE.source(server.url), Cursor(json.dumps(state)))
    assert after[-1].outcome is Outcome.OK


def test_a_key_opens_what_was_used_up_without_one() -> None:
    """A quota without a key says nothing of the quota that comes with a key."""
    with serving(always(Reply(body=answer(quota_max=300, quota_remaining=0)))) as server:
        before = last_cursor(pages_of(SE.source(server.url)))
        pages_of(SE.source(server.url, token_env=SECRET_ENV), before)
        assert len(server.seen) == 2


def test_what_is_left_is_told_in_words() -> None:
    """Of today; yesterday's number, or none, says nothing."""
    with serving(SE.answering("first")) as server:
        source = SE.source(server.url)
        assert isinstance(source, Budgeted)
        cursor = last_cursor(pages_of(source))
    assert source.left(cursor, NOW) == "287 of 300 requests left today"
    assert source.left(cursor, NOW + timedelta(days=1)) == ""
    assert source.left(None, NOW) == ""


@pytest.mark.parametrize("status", [400, 429, 502, 503])
def test_a_throttle_is_obeyed_to_the_second(status: int) -> None:
    """Whatever the status is, the message names the wait, and it is kept beyond the hour."""
    words = "too many requests from this IP, more requests available in 46472 seconds"
    with serving(refused(502, words, status)) as server:
        pages = pages_of(SE.source(server.url))
        again = pages_of(SE.source(server.url), last_cursor(pages))
        assert len(server.seen) == 1
    assert pages[-1].outcome is again[-1].outcome is Outcome.REFUSED
    assert pages[-1].retry_at == NOW + timedelta(hours=1)
    assert "until 22 Nov 18:54 UTC" in pages[-1].because
    until = json.loads(last_cursor(pages))["notes"]["until"]
    assert int(until) == int(NOW.timestamp()) + 46472


def test_a_throttle_for_hours_means_that_nothing_is_left() -> None:
    """The last number that was told is not shown beside the refusal."""
    with serving(SE.answering("first")) as server:
        source = SE.source(server.url)
        cursor = last_cursor(pages_of(source))
        server.script = refused(502, "more requests available in 46472 seconds")
        refusal = pages_of(source, cursor)
    assert source.left(last_cursor(refusal), NOW) == "0 of 300 requests left today"  # type: ignore[attr-defined]


def test_a_short_throttle_has_its_own_length() -> None:
    """Seconds are seconds; a violation that names no wait is a minute."""
    soon = poll_of(refused(502, "more requests available in 90 seconds"))
    unsaid = poll_of(refused(502, "Violation of backoff parameter"))
    assert soon[-1].retry_at == NOW + timedelta(seconds=90)
    assert unsaid[-1].retry_at == NOW + timedelta(minutes=1)
    assert {soon[-1].outcome, unsaid[-1].outcome} == {Outcome.REFUSED}


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("error_id", "message", "outcome"),
    [
        (400, "No site found for name `coking`", Outcome.MISCONFIGURED),
        (401, "an access token is required", Outcome.UNAUTHORISED),
        (402, "the access token is invalid", Outcome.UNAUTHORISED),
        (403, "access denied", Outcome.UNAUTHORISED),
        (404, "no method found with this name", Outcome.MISCONFIGURED),
        (405, "a key is required", Outcome.UNAUTHORISED),
        (406, "the access token was compromised", Outcome.UNAUTHORISED),
        (409, "duplicate request", Outcome.REFUSED),
        (500, "internal error", Outcome.BROKEN),
        (503, "temporarily unavailable", Outcome.BROKEN),
    ],
)
def test_an_error_has_the_meaning_of_its_number(
    status: int, error_id: int, message: str, outcome: Outcome
) -> None:
    """The number decides, whatever the status is; the service's words are passed on."""
    last = poll_of(refused(error_id, message, status))[-1]
    assert (last.outcome, last.mentions) == (outcome, ())
    assert message in last.because


def test_a_bad_key_is_told_from_a_bad_site() -> None:
    """Both have the number 400; the message of one names the key."""
    words = "`key` doesn't match a known application"
    assert poll_of(refused(400, words), key=SECRET_ENV)[-1].outcome is Outcome.UNAUTHORISED


def test_an_answer_without_its_list_is_broken() -> None:
    """Neither an empty object nor a list is "nothing was posted"."""
    for body in (b"{}", b"[]", b'{"items": null, "quota_remaining": 12}'):
        assert poll_of(always(Reply(body=body)))[-1].outcome is Outcome.BROKEN


def test_a_key_that_cannot_be_read_is_unauthorised() -> None:
    """The source says so instead of asking without the key."""
    with serving(SE.answering("first")) as server:
        (last,) = pages_of(SE.source(server.url, token_env="SOCWATCH_NO_SUCH_KEY"))
        assert server.seen == []
    assert last.outcome is Outcome.UNAUTHORISED


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("stackoverflow", "stackoverflow.com"),
        ("stackoverflow.com", "stackoverflow.com"),
        ("es.stackoverflow", "es.stackoverflow.com"),
        ("mathoverflow.net", "mathoverflow.net"),
        ("meta.stackexchange", "meta.stackexchange.com"),
        ("gaming.meta", "gaming.meta.stackexchange.com"),
        ("cooking", "cooking.stackexchange.com"),
    ],
)
def test_each_site_has_its_address(site: str, host: str) -> None:
    """Permalinks lead to the site that people know."""
    assert host_of_site(site) == host


def test_a_site_may_be_written_as_its_address() -> None:
    """What people copy from the browser is understood; what is no site is not."""
    options = registry.options_of("stackexchange")
    assert options.model_validate({"site": "https://SuperUser.com/"}).site == "superuser.com"  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="one site"):
        options.model_validate({"site": "a b"})


def test_a_search_asks_for_no_more_than_its_share() -> None:
    """A service that never ends costs five requests a poll, and the rest is read later."""
    newest = int(NOW.timestamp()) - 60

    def endless(seen: Seen) -> Reply:
        page = int(seen.query["page"])
        return Reply(body=answer([newest - page], has_more=True))

    with serving(endless) as server:
        pages = pages_of(SE.source(server.url))
        assert len(server.seen) == 5
    assert pages[-1].outcome is Outcome.PARTIAL
