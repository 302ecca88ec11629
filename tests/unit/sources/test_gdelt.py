"""GDELT: its grammar, its prose, its wall of 250, its pace."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import MatchBasis, Outcome, Page
from socwatch.model.query import Topic
from socwatch.sources import registry
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    QUICK,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, in_turn, serving

GDELT = next(case for case in all_cases() if case.kind == "gdelt")


def article(minutes_ago: int, number: int = 0) -> dict[str, object]:
    """An article that was seen so long before NOW, rounded down as GDELT does."""
    at = NOW - timedelta(minutes=minutes_ago)
    seen = at - timedelta(minutes=at.minute % 15)
    address = f"https://kettle.example/{minutes_ago}/{number}"
    return {"url": address, "title": "Acme", "seendate": f"{seen:%Y%m%dT%H%M%SZ}"}


def archive(articles: Sequence[dict[str, object]]) -> Script:
    """A search that keeps to its window and shows the newest 250."""

    def script(seen: Seen) -> Reply:
        start, end = (
            datetime.strptime(seen.query[key], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            for key in ("startdatetime", "enddatetime")
        )
        found = [
            one for one in articles if start <= datetime.fromisoformat(f"{one['seendate']}") <= end
        ]
        found.sort(key=lambda one: f"{one['seendate']}", reverse=True)
        return Reply(body=json.dumps({"articles": found[:250]} if found else {}).encode())

    return script


def asked_with(query: str, name: str = "acme") -> Topic:
    """A topic with this query."""
    return replace(ACME, name=name, query=parse(query))


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("acme", ["acme"]),
        ("#acme OR @acme OR Acme", ["acme"]),
        ('"acme kettle" OR acme', ['("acme kettle" OR acme)']),
        ("acme (fire OR recall)", ["acme (fire OR recall)"]),
        ('acme NOT "acme cartoon" NOT film', ['acme -"acme cartoon" -film']),
        ("acme OR (bravo fire)", ["acme", "bravo fire"]),
        ("acme OR (acme fire)", ["acme"]),
        ("(acme OR bravo) (fire OR recall) kettle", ["(acme OR bravo) (fire OR recall) kettle"]),
        ("acme burn*", ["acme"]),
        ("acme (burn* OR fire)", ["acme"]),
        ("burn*", ["burn"]),
        ("acme eu", ["acme"]),
        ("acme NOT #film NOT burn*", ["acme"]),
        ("coca-cola", ['"coca-cola"']),
        ('"say (no)"', ['"say no"']),
    ],
)
def test_queries_in_gdelts_words(query: str, sent: list[str]) -> None:
    """Parentheses only around alternatives; what cannot be said is widened."""
    assert list(registry.sent("gdelt", parse(query))) == sent


def test_no_search_is_longer_than_gdelt_reads() -> None:
    """A long list of alternatives becomes several searches, which together hold all of it."""
    words = [f"kettle{number:02}" for number in range(60)]
    sent = registry.sent("gdelt", parse(f"acme ({' OR '.join(words)})"))
    assert all(len(one) <= 220 and one.startswith("acme (") for one in sent)
    assert all(any(word in one for one in sent) for word in words)


@pytest.mark.parametrize("status", [200, 429, 400])
@pytest.mark.parametrize(
    "words",
    [
        "Parentheses may only be used around OR'd statements.",
        "The specified phrase is too short.",
        "Your query was too short or too long.",
        "Invalid/Unsupported Country.",
    ],
)
def test_prose_about_the_search_is_our_mistake(words: str, status: int) -> None:
    """Waiting would not help: the query has to be changed, and the service's words say why."""
    with serving(always(Reply(status=status, body=words.encode()))) as server:
        last = pages_of(GDELT.source(server.url))[-1]
        assert len(server.seen) == 1
    assert last.outcome is Outcome.MISCONFIGURED
    assert words in last.because


@pytest.mark.parametrize(
    "words",
    ["Please limit requests to one every 5 seconds.", "\n The search took too long", "Error"],
)
def test_other_prose_is_a_refusal(words: str) -> None:
    """With status 200 too; it is never an empty result, and it is asked once."""
    headers = {"Content-Type": "text/html"}
    with serving(always(Reply(body=words.encode(), headers=headers))) as server:
        pages = pages_of(GDELT.source(server.url))
        assert len(server.seen) == 1
    assert pages[-1].outcome is Outcome.REFUSED
    assert [page.next for page in pages if page.next] == []
    assert words.strip() in pages[-1].because


def test_nothing_found_is_an_empty_object() -> None:
    """`{}` is silence; an object of something else is an answer whose form has changed."""
    with serving(always(Reply(body=b" {} "))) as server:
        assert pages_of(GDELT.source(server.url))[-1].outcome is Outcome.OK
        server.script = always(Reply(body=b'{"timeline": []}'))
        assert pages_of(GDELT.source(server.url))[-1].outcome is Outcome.BROKEN


def test_a_wrong_search_does_not_stop_the_others() -> None:
    """What the other topics ask for is read, and the outcome still names the mistake."""
    bravo = topic("bravo", "bravo")
    first, wrong = Reply(body=GDELT.body("first")), Reply(body=b"The phrase is too short.")

    def script(seen: Seen) -> Reply:
        return wrong if seen.query["query"] == "bravo" else first

    with serving(script) as server:
        pages = pages_of(GDELT.source(server.url), topics=(bravo, ACME))
    assert {one.id for one in mentions_in(pages)} == GDELT.first
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "too short" in pages[-1].because


@pytest.mark.parametrize(("status", "outcome"), [(401, "unauthorised"), (403, "refused")])
def test_a_refusal_is_no_mistake_in_the_search(status: int, outcome: str) -> None:
    """Whatever words its body has."""
    body = b"Invalid login: it must be a known one."
    with serving(always(Reply(status=status, body=body))) as server:
        (last,) = pages_of(GDELT.source(server.url))
    assert last.outcome == outcome


def test_control_characters_in_an_answer_are_forgiven() -> None:
    """GDELT lets through what newspapers have in their headlines."""
    body = b'{"articles":[{"url":"https://kettle.example/1","title":"Ac\x01me \x0btoday"}]}'
    with serving(always(Reply(body=body))) as server:
        (mention,) = mentions_in(pages_of(GDELT.source(server.url)))
    assert mention.title == "Acme today"


def test_an_article_is_a_headline_decided_by_the_service() -> None:
    """Tidied headline, language, publisher, and the time at which GDELT saw it."""
    with serving(GDELT.answering("first")) as server:
        by_id = {one.id: one for one in mentions_in(pages_of(GDELT.source(server.url)))}
    english = by_id["https://kettle.example/news/recall"]
    french = by_id["https://presse.example/bouilloires"]
    assert english.title == "Acme's recall, explained: 2.5 million kettles 🔥"
    assert french.title == "Acme : l'usine de bouilloires & café s'arrête"
    assert (english.lang, french.lang) == ("en", "fr")
    assert (english.match_basis, english.found_by) == (MatchBasis.SERVER, ("acme",))
    assert english.published_at == datetime(2026, 11, 22, 5, 45, tzinfo=UTC)
    assert (english.domain, english.key) == ("kettle.example", f"gdelt:{english.id}")


def test_more_than_one_answer_holds_is_read_in_smaller_windows() -> None:
    """No article is lost at the wall of 250 and none comes twice."""
    articles = [article(minutes) for minutes in range(0, 1200, 2)]
    with serving(archive(articles)) as server:
        pages = pages_of(GDELT.source(server.url))
    ids = [mention.id for mention in mentions_in(pages)]
    assert len(ids) == len(set(ids)) == len(articles)
    assert pages[-1].outcome is Outcome.OK


def test_what_one_poll_cannot_read_is_read_by_the_next() -> None:
    """The gap is remembered: nothing is lost, and until it is closed the outcome is partial."""
    articles = [article(minutes, number) for minutes in range(1400) for number in (0, 1)]
    pages: list[Page] = []
    ids: list[str] = []
    outcomes = []
    with serving(archive(articles)) as server:
        source = GDELT.source(server.url)
        for _ in range(6):
            pages = pages_of(source, last_cursor(pages) if pages else None)
            ids += [mention.id for mention in mentions_in(pages)]
            outcomes.append(pages[-1].outcome)
    assert len(ids) == len(set(ids)) == len(articles)
    assert (outcomes[0], outcomes[-1]) == (Outcome.PARTIAL, Outcome.OK)


def test_more_in_one_round_than_is_shown_is_told() -> None:
    """GDELT cannot be asked for half of a quarter of an hour: the rest is missing for good."""
    articles = [article(300, number) for number in range(400)]
    with serving(archive(articles)) as server:
        pages = pages_of(GDELT.source(server.url))
    assert len(mentions_in(pages)) == 250
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "missing" in pages[-1].because


def test_no_more_than_a_few_requests_a_poll_and_each_search_has_its_turn() -> None:
    """Those that wait are asked first in the next poll; a search never made is no silence."""
    topics = [asked_with(f"kettle{number}", f"t{number}") for number in range(8)]
    with serving(always(Reply(body=b"{}"))) as server:
        source = GDELT.source(server.url)
        first = pages_of(source, topics=topics)
        asked = [seen.query["query"] for seen in server.seen]
        second = pages_of(source, last_cursor(first), topics=topics)
        later = [seen.query["query"] for seen in server.seen][len(asked) :]
    assert asked == [f"kettle{number}" for number in range(5)]
    assert later[:3] == ["kettle5", "kettle6", "kettle7"]
    assert first[-1].outcome is Outcome.PARTIAL
    assert "3 searches" in first[-1].because
    assert second[-1].outcome is Outcome.OK


def test_eight_seconds_lie_between_two_requests() -> None:
    """Here a hundred times faster."""
    manners = replace(QUICK, pace=0.01)
    begin = time.monotonic()
    with serving(always(Reply(body=b"{}"))) as server:
        pages_of(GDELT.source(server.url, manners=manners), topics=(ACME, topic("b", "bravo")))
        assert len(server.seen) == 2
    assert time.monotonic() - begin >= 0.08


def test_the_window_of_a_search() -> None:
    """A day at first, then from the overlap on; never further back than GDELT reaches."""
    with serving(GDELT.answering("first")) as server:
        source = GDELT.source(server.url)
        cursor = last_cursor(pages_of(source))
        pages_of(source, cursor)
        state = json.loads(cursor)
        state["queries"]["acme"]["newest"] = int((NOW - timedelta(days=200)).timestamp())
        pages_of(source, json.dumps(state))  # type: ignore[arg-type]
        starts = [seen.query["startdatetime"] for seen in server.seen]
        ends = {seen.query["enddatetime"] for seen in server.seen}
        sizes = {(seen.query["maxrecords"], seen.query["sort"]) for seen in server.seen}
    assert starts == ["20261121060000", "20261121234500", "20260826060000"]
    assert ends == {"20261122060000"}
    assert sizes == {("250", "datedesc")}


def test_a_refusal_between_two_searches_is_partial() -> None:
    """What was read is kept; the refused search is asked again in the next poll."""
    replies = [Reply(body=GDELT.body("first")), Reply(body=b"Please limit requests")]
    with serving(in_turn(replies)) as server:
        pages = pages_of(GDELT.source(server.url), topics=(ACME, topic("b", "bravo")))
    assert {one.id for one in mentions_in(pages)} == GDELT.first
    assert pages[-1].outcome is Outcome.PARTIAL


def test_every_quarter_of_an_hour_at_most() -> None:
    """GDELT has nothing new more often."""
    assert GDELT.source("http://127.0.0.1:9", every="1m").every == timedelta(minutes=15)
