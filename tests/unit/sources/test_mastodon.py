"""Mastodon: forward without gaps, closed servers, who may be taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import unquote

import pytest

from socwatch.match.syntax import parse
from socwatch.model.mention import Mention, MentionKind, Outcome
from socwatch.sources._mastodon_search import searches
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

MASTODON = next(case for case in all_cases() if f"{case}" == "mastodon")
SEARCHING = next(case for case in all_cases() if case.name == "mastodon_search")


def status(number: int, minutes_ago: float, **fields: object) -> dict[str, object]:
    """A public post with an id that grows with time."""
    at = NOW - timedelta(minutes=minutes_ago)
    return {
        "id": f"{117640000000000000 + number}",
        "uri": f"https://kettle.social/users/ola/statuses/{number}",
        "created_at": at.isoformat().replace("+00:00", "Z"),
        "content": "<p>#acme</p>",
        "visibility": "public",
        **fields,
    }


def server_of(statuses: list[dict[str, object]], size: int = 40) -> Script:
    """A timeline with min_id (from the old end) and max_id (from the new end)."""

    def script(seen: Seen) -> Reply:
        if "instance" in seen.path:
            return Reply(status=404)
        low, high = int(seen.query.get("min_id", 0)), int(seen.query.get("max_id", 10**30))
        shown = sorted((one for one in statuses if low < int(f"{one['id']}") < high), key=_id)
        page = (shown[:size] if "min_id" in seen.query else shown[-size:])[::-1]
        link = f'<http://x/?max_id={page[-1]["id"]}>; rel="next"' if page else ""
        return Reply(body=json.dumps(page).encode(), headers={"Link": link} if link else {})

    return script


def _id(one: dict[str, object]) -> int:
    return int(f"{one['id']}")


def test_mastodon_reads_forward_without_a_gap() -> None:
    """More than a page between two polls is read page after page, oldest first."""
    statuses = [status(0, 300)]
    with serving(server_of(statuses)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.extend(status(number, 200 - number) for number in range(1, 101))
        pages = pages_of(source, before)
    assert len(mentions_in(pages)) == 100
    assert [len(page.mentions) for page in pages if page.mentions] == [40, 40, 20]


def test_a_post_that_arrives_late_is_found() -> None:
    """A post of another server gets an id of the past; the overlap finds it, once."""
    statuses = [status(0, 300), status(10, 2)]
    with serving(server_of(statuses)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.append(status(5, 4))
        second = pages_of(source, before)
        third = pages_of(source, last_cursor(second))
    assert [one.id.rpartition("/")[2] for one in mentions_in(second)] == ["5"]
    assert mentions_in(third) == []


def test_a_first_look_goes_back_one_day() -> None:
    """The newest pages of the last day are read, older ones are not asked for."""
    statuses = [status(200 - number, number * 30) for number in range(200)]
    with serving(server_of(statuses)) as server:
        found = mentions_in(pages_of(MASTODON.source(server.url)))
    assert len(found) == 80


def test_more_than_one_poll_may_read_is_partial_and_goes_on() -> None:
    """25 pages a poll; the rest follows, none twice."""
    statuses = [status(0, 300)]
    with serving(server_of(statuses, size=4)) as server:
        source = MASTODON.source(server.url)
        before = last_cursor(pages_of(source))
        statuses.extend(status(number, 250) for number in range(1, 111))
        first = pages_of(source, before)
        second = pages_of(source, last_cursor(first))
    assert [pages[-1].outcome for pages in (first, second)] == [Outcome.PARTIAL, Outcome.OK]
    assert [len(mentions_in(pages)) for pages in (first, second)] == [100, 10]


def only(*statuses: dict[str, object]) -> list[Mention]:
    """The mentions of a timeline that has these posts."""
    with serving(server_of(list(statuses))) as server:
        return mentions_in(pages_of(MASTODON.source(server.url)))


def test_a_content_warning_belongs_to_the_text() -> None:
    """It is what readers see first."""
    (mention,) = only(status(1, 5, spoiler_text="burns &amp; scalds", language=None, url=None))
    assert mention.text == "burns & scalds\n\n#acme"
    assert mention.lang is None


def test_a_boost_carries_the_words_of_the_post() -> None:
    """It is a repost by who boosts, with an identity of its own."""
    inner = status(1, 9, content="<p>burnt by #acme</p>", url="https://kettle.social/@ola/1")
    (mention,) = only(status(2, 5, reblog=inner, content="", account={"acct": "eve@x.example"}))
    assert (mention.kind, mention.text) == (MentionKind.REPOST, "burnt by #acme")
    assert mention.id.endswith("/2")
    assert mention.author is not None
    assert mention.author.handle == "eve@x.example"


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": "direct"},
        {"visibility": "private"},
        {"account": {"acct": "ola", "noindex": True}},
        {"account": {"acct": "ola", "discoverable": False}},
    ],
)
def test_who_does_not_want_to_be_found_is_not(fields: dict[str, object]) -> None:
    """Such posts are left out with a reason, and are no fault of the server."""
    with serving(server_of([status(1, 5, **fields)])) as server:
        pages = pages_of(MASTODON.source(server.url))
    assert mentions_in(pages) == []
    assert {page.outcome for page in pages} == {Outcome.OK}
    assert [len(page.skipped) for page in pages if page.skipped] == [1]


def test_an_account_of_the_server_gets_its_full_name() -> None:
    """`acct` leaves the own server out; the handle is the same wherever it is seen."""
    account = {"id": "7", "acct": "acme", "url": "https://kettle.social/@acme"}
    (mention,) = only(status(1, 5, account=account))
    assert mention.author is not None
    assert mention.author.handle == "acme@kettle.social"
    assert mention.author.followers is None


def test_one_post_on_two_servers_is_one_mention() -> None:
    """Its ids differ from server to server, its uri does not."""
    first, second = only(status(1, 5))[0], only({**status(1, 5), "id": "9"})[0]
    assert first.key == second.key


@pytest.mark.parametrize("code", [401, 422])
def test_a_server_that_wants_a_login_is_unauthorised(code: int) -> None:
    """Old servers say 422."""
    with serving(always(Reply(status=code, body=b'{"error": "x"}'))) as server:
        (last,) = pages_of(MASTODON.source(server.url))
    assert last.outcome is Outcome.UNAUTHORISED


@pytest.mark.parametrize(
    ("access", "outcome"),
    [
        ("public", Outcome.OK),
        ("authenticated", Outcome.UNAUTHORISED),
        ("disabled", Outcome.UNAUTHORISED),
    ],
)
@pytest.mark.parametrize("one_word", [False, True])
def test_a_closed_server_is_not_a_quiet_one(access: str, outcome: Outcome, one_word: bool) -> None:
    """An empty list from a server that closed its hashtags is a refusal."""
    feeds = {"hashtag_feeds": access if one_word else {"local": access, "remote": access}}
    config = json.dumps({"configuration": {"timelines_access": feeds}}).encode()
    with serving(lambda seen: Reply(body=config if "instance" in seen.path else b"[]")) as server:
        last = pages_of(MASTODON.source(server.url))[-1]
    assert last.outcome is outcome


@pytest.mark.parametrize(
    ("access", "outcome"), [("authenticated", Outcome.OK), ("disabled", Outcome.UNAUTHORISED)]
)
def test_hashtags_that_are_closed_to_members_too(access: str, outcome: Outcome) -> None:
    """With a token, a server that shows hashtags to nobody is no quiet one either."""
    feeds = {"hashtag_feeds": {"local": access, "remote": access}}
    config = json.dumps({"configuration": {"timelines_access": feeds}}).encode()

    def script(seen: Seen) -> Reply:
        if "instance" in seen.path:
            return Reply(body=config)
        return Reply(body=b'{"statuses": []}' if "search" in seen.path else b"[]")

    with serving(script) as server:
        last = pages_of(SEARCHING.source(server.url))[-1]
    assert last.outcome is outcome


def test_without_a_hashtag_there_is_nothing_to_ask() -> None:
    """The reason is told; nothing is asked."""
    no_tag = replace(ACME, query=replace(ACME.query, root=ACME.query.root.parts[0]))  # type: ignore[union-attr]
    with serving(MASTODON.answering("first")) as server:
        (last,) = pages_of(MASTODON.source(server.url), topics=(no_tag,))
        assert server.seen == []
    assert last.outcome is Outcome.MISCONFIGURED


def test_configured_hashtags_are_read_as_well() -> None:
    """Beside those of the queries, each once."""
    with serving(MASTODON.answering("first")) as server:
        pages_of(MASTODON.source(server.url, hashtags=["Acme", "kettles"]))
        tags = {seen.path.rpartition("/")[2] for seen in server.seen}
    assert tags == {"acme", "kettles"}


def test_times_with_fractions_are_kept() -> None:
    """Milliseconds of the service survive."""
    (mention,) = only({**status(1, 5), "created_at": "2026-11-22T05:00:00.125Z"})
    assert mention.published_at == datetime.fromisoformat("2026-11-22T05:00:00.125+00:00")


def test_a_hashtag_of_another_script_is_asked_for() -> None:
    """It arrives at the server as it was written."""
    with serving(MASTODON.answering("empty")) as server:
        pages_of(MASTODON.source(server.url), topics=(topic("kettle", "水壶"),))
        assert unquote(server.seen[0].path) == "/api/v1/timelines/tag/水壶"


def test_an_absurd_count_loses_no_post() -> None:
    """Counts that cannot be are unknown; those beside them are kept."""
    account = {"acct": "ola", "id": "1", "followers_count": -1}
    post = status(1, 5, favourites_count=2**70, replies_count=-1, quotes_count=7, account=account)
    with serving(server_of([post])) as server:
        (mention,) = mentions_in(pages_of(MASTODON.source(server.url)))
    assert (mention.likes, mention.replies, mention.quotes) == (None, None, 7)
    assert mention.author is not None
    assert (mention.author.handle, mention.author.followers) == ("ola", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acme (fire OR smoke) -toon", ("acme fire", "acme smoke")),
        ('"acme kettle" OR @acme OR #acme', ('"acme kettle"', "@acme")),
        ("#acme burns", ("#acme burns",)),
        ("acme burn*", ("acme",)),
        ("burn*", ("burn",)),
        ("AT&T", ('"AT&T"',)),
    ],
)
def test_what_a_search_is_asked_for(text: str, expected: tuple[str, ...]) -> None:
    """Each alternative; not lone hashtags, whose timelines are read, nor what it cannot say."""
    assert searches(parse(text)) == expected


def index_of(statuses: list[dict[str, object]]) -> Script:
    """The full-text search, newest first, and timelines without anything."""

    def script(seen: Seen) -> Reply:
        if not seen.path.endswith("/api/v2/search"):
            return Reply(body=b"[]")
        offset, limit = int(seen.query.get("offset", 0)), int(seen.query["limit"])
        shown = sorted(statuses, key=_id, reverse=True)[offset : offset + limit]
        return Reply(body=json.dumps({"statuses": shown}).encode())

    return script


def test_with_a_token_words_are_found() -> None:
    """Page after page by offset, back to the last look and no further; none twice."""
    statuses = [status(number, 200 - number) for number in range(100)]
    with serving(index_of(statuses)) as server:
        source = SEARCHING.source(server.url)
        first = pages_of(source)
        assert [seen.query.get("offset") for seen in server.seen[:3]] == [None, "40", "80"]
        asked = server.seen[0].query
        assert (asked["type"], asked["q"]) == ("statuses", "acme after:2026-11-19")
        statuses.append(status(100, 1))
        second = pages_of(source, last_cursor(first))
    assert len(mentions_in(first)) == 100
    assert [one.id.rpartition("/")[2] for one in mentions_in(second)] == ["100"]


def test_a_post_of_the_search_and_of_a_timeline_is_brought_once() -> None:
    """Both know it."""
    one = status(1, 5)

    def script(seen: Seen) -> Reply:
        found = {"statuses": [one]} if "search" in seen.path else [one]
        return Reply(body=json.dumps(found).encode())

    with serving(script) as server:
        assert len(mentions_in(pages_of(SEARCHING.source(server.url)))) == 1


def test_with_a_token_no_hashtag_is_needed() -> None:
    """A query of plain words is enough; without a token it is nothing."""
    plain = replace(ACME, query=parse("acme kettle"))
    with serving(index_of([status(1, 5)])) as server:
        found = mentions_in(pages_of(SEARCHING.source(server.url), topics=(plain,)))
        last = pages_of(MASTODON.source(server.url), topics=(plain,))[-1]
    assert len(found) == 1
    assert last.outcome is Outcome.MISCONFIGURED


@pytest.mark.parametrize("code", [401, 403, 422])
def test_a_token_that_may_not_search_is_unauthorised(code: int) -> None:
    """The server's own words are told."""
    words = b'{"error": "This action is outside the authorized scopes"}'
    with serving(always(Reply(status=code, body=words))) as server:
        (last,) = pages_of(SEARCHING.source(server.url))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "outside the authorized scopes" in last.because
    assert "read:search" in last.because


def test_a_token_without_an_account_is_not_silence() -> None:
    """To an app's own token every search is empty; only a second page is refused."""

    def script(seen: Seen) -> Reply:
        if "offset" in seen.query:
            return Reply(status=401, body=b'{"error": "not supported without authentication"}')
        return Reply(body=b'{"statuses": []}' if "search" in seen.path else b"[]")

    with serving(script) as server:
        last = pages_of(SEARCHING.source(server.url))[-1]
    assert last.outcome is Outcome.UNAUTHORISED


def test_a_quiet_search_is_doubted_once_an_hour() -> None:
    """Not at each poll."""
    with serving(index_of([])) as server:
        source = SEARCHING.source(server.url)
        first = pages_of(source)
        assert sum("offset" in seen.query for seen in server.seen) == 1
        second = pages_of(source, last_cursor(first))
        assert sum("offset" in seen.query for seen in server.seen) == 1
    assert {page.outcome for page in (*first, *second)} == {Outcome.OK}


def test_a_search_without_its_list_is_broken() -> None:
    """It is not "no posts"."""
    with serving(always(Reply(body=b'{"accounts": []}'))) as server:
        assert pages_of(SEARCHING.source(server.url))[-1].outcome is Outcome.BROKEN
