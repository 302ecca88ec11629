"""A JSON endpoint: the address, the paths, the ways to go on, the secrets."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socwatch.model.mention import Author, MatchBasis, Mention, MentionKind, Outcome, Page
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Query, Topic
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources._json_fields import at_path, time_of
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    QUICK,
    SECRET,
    SECRET_ENV,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

FIELDS = {"id": "id", "text": "text", "published_at": "at"}


def source(base_url: str, **more: object) -> Source:
    """A source that reads the list which the server sends."""
    raw = {"url": "https://board.example/list", "fields": FIELDS, "allow_private": True, **more}
    options = registry.options_of("json").model_validate({"base_url": base_url, **raw})
    return registry.build("board", "json", options, http=Http(manners=QUICK))


def read(document: object, **more: object) -> list[Page]:
    """The pages of one poll of an endpoint that always says the same."""
    with serving(always(Reply(body=json.dumps(document).encode()))) as server:
        return pages_of(source(server.url, **more))


def one(document: object, **more: object) -> Mention:
    """The only mention in it."""
    (found,) = mentions_in(read(document, **more))
    return found


def posts(numbers: Sequence[int], *, dated: bool = True) -> list[dict[str, object]]:
    """Posts, newest first, a minute apart."""
    return [
        {"id": number, "text": "Acme"}
        | ({"at": int(NOW.timestamp()) - 60 * place} if dated else {})
        for place, number in enumerate(sorted(numbers, reverse=True))
    ]


def ids(pages: Sequence[Page]) -> list[int]:
    """The ids of the mentions, in order."""
    return [int(found.id) for found in mentions_in(pages)]


# ── What is asked ──────────────────────────────────────────────────────────────────────────────


def test_each_alternative_is_asked_in_plain_words() -> None:
    """The words travel as they are, encoded, in the path as well as behind the question mark."""
    phrase = Literal(kind=LiteralKind.PHRASE, text='acme "hot" kettle/é')
    both = AllOf(
        parts=(
            Literal(kind=LiteralKind.HANDLE, text="acme"),
            Literal(kind=LiteralKind.PREFIX, text="burn"),
        )
    )
    query = Query(text="", root=AnyOf(parts=(phrase, both)))
    assert registry.sent("json", query) == ("acme hot kettle/é", "acme")
    url = "https://board.example/find/{query}?q={query}&from={since}"
    with serving(always(Reply(body=b"[]"))) as server:
        pages_of(source(server.url, url=url), topics=(Topic(name="t", query=query, owner="pr"),))
        paths = [seen.path for seen in server.seen]
        queries = [seen.query for seen in server.seen]
    assert paths == ["/find/acme%20hot%20kettle%2F%C3%A9", "/find/acme"]
    assert queries[0] == {"q": "acme hot kettle/é", "from": "2026-11-21T06:00:00Z"}


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("epoch", "1795240800"),
        ("epoch_ms", "1795240800000"),
        ("%Y%m%d%H%M%S", "20261121060000"),
    ],
)
def test_since_is_written_as_the_service_wants_it(form: str, written: str) -> None:
    """On the first poll the last day is asked for; later, from a little before the last one."""
    url = "https://board.example/list?from={since}"
    body = json.dumps(posts([1])).encode()
    with serving(always(Reply(body=body))) as server:
        reader = source(server.url, url=url, since_format=form)
        first = pages_of(reader)
        pages_of(reader, last_cursor(first))
        asked = [seen.query["from"] for seen in server.seen]
    assert asked[0] == written
    assert asked[1] > asked[0]


@pytest.mark.parametrize(
    "url",
    [
        "https://{query}.example/list",
        "https://board.example:{query}/list",
        "{query}://board.example/list",
        "https://board.example/list#{query}",
        "https://board.example/list?q={word}",
        "https://board.example/list?q={query",
        "https://board.example/list?q=query}",
        "https://user:secret@board.example/list",
        "board.example/list",
    ],
)
def test_a_query_cannot_change_the_host(url: str) -> None:
    """Places are in the path or behind the question mark, and there are two of them."""
    with pytest.raises(ValidationError):
        registry.options_of("json").model_validate({"url": url, "fields": FIELDS})


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": {"text": "text"}},
        {"fields": {"id": "id"}},
        {"fields": {"id": "id", "text": "text", "words": "x"}},
        {"fields": {"id": "a..b", "text": "text"}},
        {"headers": {"X-Api-Key": "inline"}},
        {"headers": {"Authorization": "Bearer inline"}},
        {"headers": {"Host": "other.example"}},
        {"headers": {"X-Ok": "a\nb"}},
        {"token": "inline"},
        {"cursor": {"kind": "page"}},
        {"cursor": {"kind": "token", "param": "next"}},
        {"cursor": {"kind": "offset", "param": "from", "start": "a"}},
        {"cursor": {"kind": "guess", "param": "x"}},
    ],
)
def test_what_cannot_be_configured(wrong: dict[str, object]) -> None:
    """Secrets in the config, half a cursor, fields that are not enough or unknown."""
    raw = {"url": "https://board.example/list", "fields": FIELDS, **wrong}
    with pytest.raises(ValidationError):
        registry.options_of("json").model_validate(raw)


def test_secrets_travel_in_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in the header of its own, further ones from the environment, others in clear."""
    monkeypatch.setenv("BOARD_SESSION", "s3ss10n")
    with serving(always(Reply(body=b"[]"))) as server:
        pages_of(
            source(
                server.url,
                token_env=SECRET_ENV,
                token_header="X-Api-Key",
                headers={"X-Version": "2"},
                headers_env={"X-Session": "BOARD_SESSION"},
            )
        )
        (seen,) = server.seen
    assert seen.headers["x-api-key"] == SECRET
    assert (seen.headers["x-version"], seen.headers["x-session"]) == ("2", "s3ss10n")
    with serving(always(Reply(body=b"[]"))) as server:
        pages_of(source(server.url, token_env=SECRET_ENV, token_scheme="Token"))
        assert server.seen[0].headers["authorization"] == f"Token {SECRET}"


def test_a_secret_is_told_to_no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also not in a header whose name does not say that it is one."""
    monkeypatch.setenv("BOARD_WORD", "s3cr3t-w0rd")
    with serving(always(Reply(body=b"[]"))) as other:
        there = Reply(status=302, headers={"Location": other.url + "/x"})
        with serving(always(there)) as server:
            pages_of(source(server.url, headers_env={"X-Acme": "BOARD_WORD"}))
            assert server.seen[0].headers["x-acme"] == "s3cr3t-w0rd"
        assert "x-acme" not in other.seen[0].headers


def test_a_missing_secret_is_unauthorised() -> None:
    """The variable's name is told, and the service is not asked."""
    with serving(always(Reply(body=b"[]"))) as server:
        (last,) = pages_of(source(server.url, headers_env={"X-Api-Key": "NO_SUCH_VARIABLE"}))
        assert server.seen == []
    assert last.outcome is Outcome.UNAUTHORISED
    assert "NO_SUCH_VARIABLE" in last.because


# ── What is read ───────────────────────────────────────────────────────────────────────────────


def test_every_part_has_its_place() -> None:
    """Paths go through objects and lists; of several the first that leads somewhere counts."""
    item = {
        "ref": {"id": 7},
        "links": [{"href": "https://board.example/7"}, {"href": "x"}],
        "title": "Acme &amp; Co",
        "body": "",
        "html": "<p>It <b>burnt</b>",
        "lang": "en",
        "when": "20261122T043000",
        "who": {"nick": "ivy", "name": "Ivy", "no": 5, "fans": "12"},
        "n": {"up": -3, "shares": 0, "re": "2", "quotes": None, "views": -1, "stars": 4.5},
        "sort": "Review",
        "parent": 6,
    }
    fields = {
        "id": "ref.id",
        "url": "links.0.href",
        "title": "title",
        "text": ["body", "missing.path", "html"],
        "lang": "lang",
        "published_at": "when",
        "author": "who.nick",
        "author_name": "who.name",
        "author_id": "who.no",
        "followers": "who.fans",
        "likes": "n.up",
        "reposts": "n.shares",
        "replies": "n.re",
        "quotes": "n.quotes",
        "views": "n.views",
        "rating": "n.stars",
        "kind": "sort",
        "in_reply_to": "parent",
    }
    found = one(
        {"data": {"results": [item]}},
        items="data.results",
        fields=fields,
        date_format="%Y%m%dT%H%M%S",
    )
    assert (found.key, found.url, found.kind) == (
        "board:7",
        "https://board.example/7",
        MentionKind.REVIEW,
    )
    assert (found.title, found.text, found.lang) == ("Acme & Co", "It burnt", "en")
    assert found.published_at == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)
    assert found.author == Author(id="5", handle="ivy", name="Ivy", followers=12)
    assert (found.likes, found.reposts, found.replies) == (-3, 0, 2)
    assert (found.quotes, found.views, found.rating) == (None, None, 4.5)
    assert (found.in_reply_to, found.match_basis, found.found_by) == ("6", MatchBasis.TEXT, ())


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("", {"a": [{"b": 1}, 2], "0": "zero"}),
        ("a.0.b", 1),
        ("a.-1", 2),
        ("a.9", None),
        ("a.x", None),
        ("0", "zero"),
        ("a.0.b.c", None),
        ("a.99999999999999999999", None),
    ],
)
def test_where_a_path_leads(where: str, found: object) -> None:
    """Nowhere is None, never an error."""
    assert at_path({"a": [{"b": 1}, 2], "0": "zero"}, where) == found


@pytest.mark.parametrize(
    ("value", "form", "at"),
    [
        ("2026-11-22T05:30:00+01:00", None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("2026-11-22 04:30:00", None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        (1795321800, None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("1795321800", None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        (1795321800000, None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 04:30:00 GMT", None, datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("22.11.2026 04:30", "%d.%m.%Y %H:%M", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("22.11.2026 05:30 +0100", "%d.%m.%Y %H:%M %z", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
        ("soon", None, None),
        (1e300, None, None),
        ([], None, None),
        (None, "%Y", None),
        (1795321800000, "epoch_ms", datetime(2026, 11, 22, 4, 30, tzinfo=UTC)),
    ],
)
def test_times_are_utc(value: object, form: str | None, at: datetime | None) -> None:
    """In any of the usual forms or in that of the config; what is no time is unknown."""
    assert time_of(value, form) == at


def test_a_form_of_times_that_changed_is_seen() -> None:
    """With date_format, times in another form are a broken service, not unknown times."""
    pages = read([{"id": 1, "text": "Acme", "at": "2026"}], date_format="%d.%m.%Y")
    assert pages[-1].outcome is Outcome.BROKEN


@pytest.mark.parametrize(
    ("document", "items"),
    [
        ({"data": {}}, "data.results"),
        ({"data": {"results": None}}, "data.results"),
        ({"data": {"results": {}}}, "data.results"),
        ({"items": []}, ""),
        ([], "data"),
        ({"error": "quota <b>exceeded</b>"}, "data"),
    ],
)
def test_without_its_list_an_answer_is_broken(document: object, items: str) -> None:
    """Never "nobody is talking"; what the service says of it is told."""
    (last,) = read(document, items=items)
    assert last.outcome is Outcome.BROKEN
    assert "without a list" in last.because
    assert ("quota" in last.because) == ("error" in str(document))


def test_a_picture_without_words_is_no_broken_item() -> None:
    """Where there is room for words but none are there, the item is passed and named."""
    pages = read([{"id": 1, "text": ""}, {"id": 2, "text": None}, {"id": 3, "text": "Acme"}])
    assert ids(pages) == [3]
    assert pages[-1].outcome is Outcome.OK
    assert {skipped.because for page in pages for skipped in page.skipped} == {"it has no words"}


def test_the_address_stands_for_a_missing_id() -> None:
    """Items without an id are told apart by their url."""
    found = one(
        [{"href": "https://board.example/1", "text": "Acme"}],
        fields={"url": "href", "text": "text"},
    )
    assert found.id == "https://board.example/1"


def test_everything_belongs_when_the_config_says_so() -> None:
    """match = all: the config decides; what was asked for with words, the service's search."""
    found = one([{"id": 1, "text": "x"}], match="all", mention_kind="article")
    assert (found.found_by, found.match_basis) == (("acme",), MatchBasis.SOURCE)
    assert found.kind is MentionKind.ARTICLE


def test_a_list_is_read_whole_however_old() -> None:
    """What is shown and was not seen is new; what was seen is not said again."""
    old = [{"id": n, "text": "Acme", "at": "2013-12-20T00:00:00Z"} for n in (1, 2)]
    with serving(always(Reply(body=json.dumps(old).encode()))) as server:
        reader = source(server.url)
        first = pages_of(reader)
        server.script = always(Reply(body=json.dumps([*old, {"id": 3, "text": "x"}]).encode()))
        second = pages_of(reader, last_cursor(first))
        other = source(server.url, url="https://board.example/other")
        third = pages_of(other, last_cursor(second))
    assert (ids(first), ids(second), ids(third)) == ([1, 2], [3], [1, 2, 3])


# ── How it goes on ─────────────────────────────────────────────────────────────────────────────


def paged(stored: list[dict[str, object]], size: int, where: Callable[[Seen], int]) -> Script:
    """A service that shows `size` items from where it is asked for."""

    def script(seen: Seen) -> Reply:
        start = where(seen)
        shown = stored[start : start + size]
        more = start + size if start + size < len(stored) else None
        link = f'<?from={more}>; rel="next", <?from=0>; rel="first"' if more else ""
        body = {"results": shown, "meta": {"next": more, "link": f"/list?from={more}"}}
        if more is None:
            body["meta"] = {"next": None, "link": None}
        return Reply(body=json.dumps(body).encode(), headers={"Link": link} if link else {})

    return script


def _from(seen: Seen) -> int:
    return int(seen.query.get("from", 0))


@pytest.mark.parametrize(
    ("cursor", "where"),
    [
        ({"kind": "page", "param": "p"}, lambda seen: 4 * (int(seen.query["p"]) - 1)),
        (
            {"kind": "page", "param": "p", "start": 0, "size": 4},
            lambda seen: 4 * int(seen.query["p"]),
        ),
        ({"kind": "offset", "param": "from"}, _from),
        ({"kind": "offset", "param": "from", "size": 4}, _from),
        ({"kind": "token", "param": "from", "path": "meta.next"}, _from),
        ({"kind": "link", "path": "meta.link"}, _from),
        ({"kind": "link"}, _from),
        ({"type": "link-header"}, _from),
    ],
    ids=["page", "page0", "offset", "offset4", "token", "link", "header", "by-other-names"],
)
def test_all_pages_are_read_and_then_only_what_is_new(
    cursor: dict[str, object], where: Callable[[Seen], int]
) -> None:
    """Ten items on three pages; the next poll stops at what it knows."""
    stored = posts(range(10))
    with serving(paged(stored, 4, where)) as server:
        reader = source(server.url, items="results", cursor=cursor)
        first = pages_of(reader)
        stored[:0] = [{"id": 99, "text": "Acme", "at": int(NOW.timestamp())}]
        second = pages_of(reader, last_cursor(first))
    assert sorted(ids(first)) == list(range(10))
    assert ids(second) == [99]
    assert {page.outcome for page in [*first, *second]} == {Outcome.OK}


def test_pages_without_times_are_read_to_what_is_known() -> None:
    """The first look is the first page; later, pages are read until one shows something known."""
    stored = posts(range(10), dated=False)
    with serving(paged(stored, 4, _from)) as server:
        reader = source(server.url, items="results", cursor={"kind": "offset", "param": "from"})
        first = pages_of(reader)
        stored[:0] = posts(range(20, 26), dated=False)
        asked = len(server.seen)
        second = pages_of(reader, last_cursor(first))
        assert (asked, len(server.seen)) == (1, 3)
    assert ids(first) == [9, 8, 7, 6]
    assert ids(second) == [25, 24, 23, 22, 21, 20]


def test_a_last_page_that_is_shown_for_ever_ends() -> None:
    """A service that ignores the page's number is asked twice."""
    body = json.dumps(posts(range(3))).encode()
    with serving(always(Reply(body=body))) as server:
        pages = pages_of(source(server.url, cursor={"kind": "page", "param": "p"}))
        assert len(server.seen) == 2
    assert (len(ids(pages)), pages[-1].outcome) == (3, Outcome.OK)


def test_more_than_one_poll_reads_is_said() -> None:
    """Pages cannot be asked for by time: what was not reached is told as missing."""
    stored = posts(range(100))
    with serving(paged(stored, 4, _from)) as server:
        pages = pages_of(
            source(server.url, items="results", cursor={"kind": "offset", "param": "from"})
        )
        assert len(server.seen) == 20
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "is missing" in pages[-1].because


def test_the_newest_id_is_where_the_next_poll_begins() -> None:
    """kind = since: forward, until nothing comes; numbers are compared as numbers."""
    stored = [{"id": n, "text": "Acme"} for n in (8, 9, 10, 11)]

    def script(seen: Seen) -> Reply:
        after = int(seen.query.get("after", 0))
        shown = [item for item in stored if int(f"{item['id']}") > after][:2]
        return Reply(body=json.dumps(shown).encode())

    with serving(script) as server:
        reader = source(server.url, cursor={"kind": "since", "param": "after"})
        first = pages_of(reader)
        asked = [seen.query.get("after") for seen in server.seen]
        stored.append({"id": 100, "text": "Acme"})
        server.seen.clear()
        second = pages_of(reader, last_cursor(first))
        again = [seen.query.get("after") for seen in server.seen]
    assert asked == [None, "9", "11"]
    assert again == ["11", "100"]
    assert (ids(first), ids(second)) == ([8, 9, 10, 11], [100])


def test_a_forward_reading_that_is_too_long_goes_on_next_time() -> None:
    """kind = since: the cap loses nothing, and is partial until it is read."""
    stored = [{"id": n, "text": "Acme"} for n in range(1, 31)]

    def script(seen: Seen) -> Reply:
        after = int(seen.query.get("after", 0))
        return Reply(body=json.dumps(stored[after : after + 1]).encode())

    with serving(script) as server:
        reader = source(server.url, cursor={"kind": "since", "param": "after", "start": 0})
        first = pages_of(reader)
        second = pages_of(reader, last_cursor(first))
    assert sorted([*ids(first), *ids(second)]) == list(range(1, 31))
    assert (first[-1].outcome, second[-1].outcome) == (Outcome.PARTIAL, Outcome.OK)


@pytest.mark.parametrize("link", ["https://evil.example/list", "//evil.example/x", "file:///x"])
def test_the_next_page_is_never_on_another_host(link: str) -> None:
    """A link in an answer cannot lead us, and our token, elsewhere."""
    body = {"results": posts([1]), "next": link}
    pages = read(body, items="results", cursor={"kind": "link", "path": "next"})
    assert pages[-1].outcome is Outcome.PARTIAL
    assert "next page is on another host" in pages[-1].because


def test_each_query_goes_its_own_way() -> None:
    """The places of two topics are kept apart."""

    def script(seen: Seen) -> Reply:
        start = 100 if seen.query["q"] == "acme" else 200
        after = int(seen.query.get("after", 0))
        shown = [{"id": n, "text": "x"} for n in (start, start + 1) if n > after]
        return Reply(body=json.dumps(shown).encode())

    url = "https://board.example/list?q={query}"
    topics = (ACME, topic("bravo", "bravo"))
    with serving(script) as server:
        reader = source(server.url, url=url, cursor={"kind": "since", "param": "after"})
        first = pages_of(reader, topics=topics)
        server.seen.clear()
        pages_of(reader, last_cursor(first), topics=topics)
        asked = sorted((seen.query["q"], seen.query["after"]) for seen in server.seen)
    assert asked == [("acme", "101"), ("bravo", "201")]
    assert {found.found_by for found in mentions_in(first)} == {("acme",), ("bravo",)}


def test_the_pace_of_the_source_is_polite() -> None:
    """A shorter interval than a minute is a minute."""
    assert source("http://127.0.0.1", every="5s").every == timedelta(minutes=1)
