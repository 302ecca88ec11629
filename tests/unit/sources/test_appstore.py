"""App Store: its spellings, its forms, its pages, and an empty feed that may mean anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socwatch.model.mention import Cursor, MatchBasis, MentionKind, Outcome, Page
from socwatch.sources import registry
from tests.contracts.sources.appstore.case import EMPTY, EMPTY_XML
from tests.contracts.sources.cases import NOW, all_cases, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, Script, Seen, always, serving

STORE = next(case for case in all_cases() if case.kind == "appstore")
JSON_1 = "/gb/rss/customerreviews/page=1/id=1200000001/sortBy=mostRecent/json"
JSON_2 = "/gb/rss/customerreviews/id=1200000001/sortBy=mostRecent/page=1/json"
XML = "/gb/rss/customerreviews/page=1/id=1200000001/sortBy=mostRecent/xml"
LOOKUP = "/lookup"
KNOWN = Reply(body=b'{"resultCount": 1, "results": [{}]}')
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>iTunes Store: Customer Reviews</title>
  <link rel="last" href="https://itunes.apple.com/gb/rss/customerreviews/page=1/id=1/xml"/>
  <entry>
    <updated>2026-11-21T20:10:00-07:00</updated>
    <id>8100000007</id>
    <title>Hisses &amp; spits</title>
    <content type="text">I &lt;3 tea, but this Acme\u2026</content>
    <im:voteSum>2</im:voteSum>
    <im:rating>1</im:rating>
    <link rel="related" href="https://itunes.apple.com/gb/review?id=1200000001"/>
    <author><name>Ola</name><uri>https://itunes.apple.com/gb/reviews/id700000001</uri></author>
    <content type="html">&lt;table&gt;&lt;tr&gt;&lt;td&gt;Hisses&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;</content>
  </entry>
</feed>"""  # fmt: skip


def review(number: int, at: datetime | None = None, **more: object) -> dict[str, object]:
    """A review with this number, changed at this time."""
    found: dict[str, object] = {"id": {"label": f"{number}"}, "im:rating": {"label": "2"}}
    if at is not None:
        found["updated"] = {"label": at.isoformat()}
    return {**found, **more}


def feed(entries: object, last: int | None = None) -> bytes:
    """A feed with these entries."""
    found: dict[str, object] = {"entry": entries}
    if last is not None:
        href = f"https://itunes.apple.com/gb/rss/customerreviews/page={last}/id=1/xml"
        found["link"] = [{"attributes": {"rel": "last", "href": href}}]
    return json.dumps({"feed": found}).encode()


def by_path(bodies: dict[str, bytes | Reply]) -> Script:
    """An answer for each path; nothing was reviewed by any other."""

    def script(seen: Seen) -> Reply:
        found = bodies.get(seen.path, EMPTY_XML if seen.path.endswith("/xml") else EMPTY)
        return found if isinstance(found, Reply) else Reply(body=found)

    return script


def polled(script: Script, since: Cursor | None = None) -> tuple[list[Page], list[str]]:
    """The pages of a poll, and the paths that were asked for."""
    with serving(script) as server:
        pages = pages_of(STORE.source(server.url), since)
        return pages, [seen.path for seen in server.seen]


def numbered(reviews: Sequence[dict[str, object]], size: int = 50) -> Script:
    """A store that shows so many reviews a page, ten pages at most."""
    last = min(10, -(-len(reviews) // size))

    def script(seen: Seen) -> Reply:
        page = int(seen.path.partition("/page=")[2].partition("/")[0])
        assert 1 <= page <= 10
        return Reply(body=feed(reviews[(page - 1) * size : page * size], last))

    return script


def test_a_review_is_read_whole() -> None:
    """Stars, votes, the author's number and a time of Cupertino; the app itself is no review."""
    pages, asked = polled(STORE.answering("first"))
    by_id = {one.id: one for one in mentions_in(pages)}
    one, two = by_id["9007199254740993"], by_id["8100000002"]
    assert asked == [JSON_1]
    assert not any(page.skipped for page in pages)
    assert (one.kind, one.rating, one.likes) == (MentionKind.REVIEW, 1.0, 3)
    assert (two.rating, two.likes) == (5.0, 0)
    assert one.key == "appstore:9007199254740993"
    assert one.title == "Burnt my hand 🔥"
    assert one.text == 'It boils & boils; the app says "off".\nDo not buy.'
    assert one.published_at == datetime(2026, 11, 22, 3, 10, tzinfo=UTC)
    assert one.url == "https://itunes.apple.com/gb/review?id=1200000001&type=Purple%20Software"
    assert one.author is not None
    assert (one.author.id, one.author.name) == ("700000001", "ola_80")
    assert one.author.followers is None


def test_every_review_belongs_to_the_topics_unless_queries_decide() -> None:
    """A review of our app seldom names us; `match = "query"` leaves it to the words."""
    with serving(STORE.answering("first")) as server:
        whole = mentions_in(pages_of(STORE.source(server.url)))
        narrow = mentions_in(pages_of(STORE.source(server.url, match="query")))
    assert {(one.match_basis, one.found_by) for one in whole} == {(MatchBasis.SOURCE, ("acme",))}
    assert {(one.match_basis, one.found_by) for one in narrow} == {(MatchBasis.TEXT, ())}


@pytest.mark.parametrize("path", [JSON_1, JSON_2, XML])
def test_the_address_that_has_reviews_is_found_and_kept(path: str) -> None:
    """Three addresses are tried in order; the next poll begins with the one that worked."""
    at = NOW - timedelta(hours=1)
    body = ATOM.encode() if path == XML else feed(review(8100000007, at))
    order = [JSON_1, JSON_2, XML]
    pages, asked = polled(by_path({path: body}))
    assert [mention.id for mention in mentions_in(pages)] == ["8100000007"]
    assert asked == order[: order.index(path) + 1]
    again, asked = polled(by_path({path: body}), last_cursor(pages))
    assert mentions_in(again) == []
    assert asked == [path]


def test_the_atom_form_says_the_same() -> None:
    """Plain text is taken before the table of HTML beside it, and the entities are read."""
    (one,) = mentions_in(polled(by_path({XML: ATOM.encode()}))[0])
    assert (one.rating, one.likes, one.title) == (1.0, 2, "Hisses & spits")
    assert one.text == "I <3 tea, but this Acme…"
    assert one.published_at == datetime(2026, 11, 22, 3, 10, tzinfo=UTC)
    assert one.author is not None
    assert (one.author.id, one.author.name) == ("700000001", "Ola")


def test_an_address_that_is_refused_is_not_the_last_word() -> None:
    """A 404 or 400 by one spelling says nothing of the next."""
    bodies: dict[str, bytes | Reply] = {JSON_1: Reply(status=404), JSON_2: feed([review(7, NOW)])}
    pages, _ = polled(by_path(bodies))
    assert [mention.id for mention in mentions_in(pages)] == ["7"]
    assert pages[-1].outcome is Outcome.OK


def test_a_broken_atom_form_is_passed_over() -> None:
    """It has failed while the others worked: they said that there is nothing."""
    pages, asked = polled(by_path({XML: Reply(status=502), LOOKUP: KNOWN}))
    assert asked[-1] == LOOKUP
    assert {page.outcome for page in pages} == {Outcome.OK}


@pytest.mark.parametrize("entries", [None, [], {}], ids=["null", "list", "object"])
def test_an_app_without_reviews_is_asked_for_once(entries: object) -> None:
    """The store is asked whether it knows the app; from then on silence is silence."""
    body = feed(entries) if entries != {} else b'{"feed": {"id": {"label": "x"}}}'
    script = by_path({JSON_1: body, LOOKUP: KNOWN})
    pages, asked = polled(script)
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert asked == [JSON_1, JSON_2, XML, LOOKUP]
    again, asked = polled(script, last_cursor(pages))
    assert {page.outcome for page in again} == {Outcome.OK}
    assert asked == [JSON_1, JSON_2, XML]


@pytest.mark.parametrize("body", [b'{"resultCount": 0, "results": []}', b'{"feed": {}}'])
def test_an_app_that_the_store_does_not_know_is_misconfigured(body: bytes) -> None:
    """A wrong number or country looks like an app that nobody reviews; it is told apart."""
    pages, _ = polled(by_path({LOOKUP: body}))
    assert pages[-1].outcome is Outcome.MISCONFIGURED
    assert "GB" in pages[-1].because
    assert "1200000001" in pages[-1].because


def test_reviews_that_vanish_are_no_silence() -> None:
    """A feed that had reviews and is empty now was not read."""
    pages, _ = polled(STORE.answering("first"))
    (last,) = polled(by_path({LOOKUP: KNOWN}), last_cursor(pages))[0]
    assert last.outcome is Outcome.BROKEN


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b'{"feed": []}', b'{"feed": {"entry": "x"}}', b'{"error": "no"}']
)
def test_another_document_is_broken(body: bytes) -> None:
    """Only a feed says that there are no reviews."""
    assert polled(always(Reply(body=body)))[0][-1].outcome is Outcome.BROKEN


def test_a_single_review_is_an_object() -> None:
    """With one review the list is left out, and everything else may be missing too."""
    (one,) = mentions_in(polled(by_path({JSON_1: feed(review(7))}))[0])
    assert (one.id, one.rating, one.published_at) == ("7", 2.0, None)
    assert (one.author, one.title, one.text) == (None, None, "")
    assert one.url == "https://apps.apple.com/gb/app/id1200000001"


@pytest.mark.parametrize("label", ["", "0", "nine", "9", None, True])
def test_no_rating_is_not_a_bad_one(label: object) -> None:
    """What is not one to five stars is unknown."""
    odd = review(7, NOW) | {"im:rating": {"label": label}}
    (one,) = mentions_in(polled(by_path({JSON_1: feed(odd)}))[0])
    assert one.rating is None


def test_the_first_look_goes_thirty_days_back() -> None:
    """Page by page, until a page reaches further."""
    reviews = [review(9_000 - n, NOW - timedelta(hours=6 * n)) for n in range(300)]
    pages, asked = polled(numbered(reviews))
    assert len(asked) == 3
    assert len(mentions_in(pages)) == 150
    assert pages[-1].outcome is Outcome.OK


def test_the_first_look_at_undated_reviews_is_one_page() -> None:
    """They would all count as written now."""
    pages, asked = polled(numbered([review(9_000 - n) for n in range(300)]))
    assert len(asked) == 1
    assert len(mentions_in(pages)) == 50


def test_later_polls_read_down_to_known_ground() -> None:
    """A rush of reviews is read page by page; a changed one at the top does not end it."""
    reviews = [review(9_000 - n, NOW - timedelta(hours=20 * n)) for n in range(100)]
    first, _ = polled(numbered(reviews))
    rush = [review(20_000 - n, NOW) for n in range(120)]
    second, asked = polled(numbered([reviews[3], *rush, *reviews]), last_cursor(first))
    found = [mention.id for mention in mentions_in(second)]
    assert len(asked) == 3
    assert set(found) >= {f"{20_000 - n}" for n in range(120)}
    assert len(found) == len(set(found))
    assert second[-1].outcome is Outcome.OK


def test_more_than_the_store_shows_is_partial() -> None:
    """After ten pages without known ground, what lies between is missing, and that is said."""
    first, _ = polled(numbered([review(1, NOW)]))
    rush = [review(20_000 - n, NOW) for n in range(600)]
    second, asked = polled(numbered(rush), last_cursor(first))
    assert len(asked) == 10
    assert len(mentions_in(second)) == 500
    assert second[-1].outcome is Outcome.PARTIAL
    assert "GB" in second[-1].because


def test_one_country_hides_no_other() -> None:
    """Each store is read and remembered by itself; the one that fails is named at the end."""

    def script(seen: Seen) -> Reply:
        if seen.query.get("country") == "fr":
            return Reply(body=b'{"resultCount": 0}')
        here = seen.path.partition("/rss")[0].strip("/")
        number = {"gb": 1, "de": 2}.get(here)
        return by_path({} if number is None else {seen.path: feed(review(number, NOW))})(seen)

    with serving(script) as server:
        source = STORE.source(server.url, country=["gb", "fr", "de"])
        pages = pages_of(source)
        again = pages_of(source, last_cursor(pages))
    assert [mention.id for mention in mentions_in(pages)] == ["1", "2"]
    assert (pages[-1].outcome, again[-1].outcome) == (Outcome.PARTIAL, Outcome.MISCONFIGURED)
    assert "FR" in again[-1].because
    assert mentions_in(again) == []


def test_another_app_begins_anew() -> None:
    """A cursor says nothing of an app that it was not written for."""
    pages, _ = polled(STORE.answering("first"))
    with serving(lambda _seen: Reply(body=feed(review(7, NOW)))) as server:
        source = STORE.source(server.url, app_id="1200000002")
        found = mentions_in(pages_of(source, last_cursor(pages)))
    assert [mention.id for mention in found] == ["7"]


@pytest.mark.parametrize(
    "written", ["1200000001", 1200000001, "id1200000001", "https://apps.apple.com/gb/app/a/id1200000001?mt=8"]
)  # fmt: skip
def test_an_app_is_named_by_its_number(written: object) -> None:
    """However people copy it."""
    options = registry.options_of("appstore").model_validate({"app_id": written, "country": "GB"})
    assert (options.app_id, options.country) == ("1200000001", ("gb",))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "wrong",
    [{}, {"app_id": "acme"}, {"app_id": True}, {"app_id": "1200000001", "country": "Germany"},
     {"app_id": "1200000001", "country": []}],
)  # fmt: skip
def test_what_is_no_app_or_country_is_said_so(wrong: dict[str, object]) -> None:
    """The config is wrong, and nothing is asked."""
    with pytest.raises(ValidationError):
        registry.options_of("appstore").model_validate(wrong)
