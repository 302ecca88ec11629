"""YouTube: its few searches, what is asked beside them, comments, and its reasons."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, Mention, MentionKind, Outcome, Page
from socwatch.model.query import Query
from socwatch.ports import Budgeted, Verifies
from socwatch.sources import registry
from socwatch.sources._pages import cursor_of, state_of
from socwatch.sources._search import SearchState
from socwatch.sources._youtube_quota import Quota
from tests.contracts.sources.cases import (
    NOW,
    all_cases,
    last_cursor,
    mentions_in,
    pages_of,
    topic,
)
from tests.support.http_server import Reply, Script, Seen, always, serving

YOUTUBE = next(case for case in all_cases() if case.kind == "youtube")
CHANNEL = "UC" + "a" * 22
#: 06:00 UTC is 22:00 in California: 22 of 24 hours have passed.
EARNED = 92


def search(times: Sequence[float], token: str = "") -> dict[str, object]:
    """Videos of these times (epoch), their time being their id."""
    items = [
        {
            "id": {"kind": "youtube#video", "videoId": f"v{at:.0f}"},
            "snippet": {
                "publishedAt": datetime.fromtimestamp(at, UTC).isoformat(), "title": "Acme",
            },
        }
        for at in times
    ]  # fmt: skip
    return {"items": items, "pageInfo": {"totalResults": 1_000_000}, "nextPageToken": token}


def thread(number: int, *, replies: int = 0, public: bool = True) -> dict[str, object]:
    """A comment with replies."""
    at = (NOW - timedelta(minutes=number)).isoformat()
    who = {"authorDisplayName": "@ada", "authorChannelId": {"value": "UCada"}}
    below = [
        {
            "id": f"c{number}.r{n}",
            "snippet": {
                **who, "parentId": f"c{number}", "videoId": "v1", "textDisplay": "Same &amp; here",
                "publishedAt": at, "likeCount": 1,
            },
        }
        for n in range(replies)
    ]  # fmt: skip
    top = {
        "id": f"c{number}",
        "snippet": {
            **who, "videoId": "v1", "textDisplay": "Acme<br />is <b>hot</b>", "publishedAt": at,
            "textOriginal": "Acme\nis *hot*", "likeCount": 0,
        },
    }  # fmt: skip
    snippet = {"videoId": "v1", "topLevelComment": top, "totalReplyCount": replies}
    return {
        "id": f"c{number}",
        "snippet": snippet | {"isPublic": public},
        "replies": {"comments": below},
    }


def answering(**answers: object) -> Script:
    """YouTube with an answer for each path; an empty list for the others."""

    def script(seen: Seen) -> Reply:
        what = seen.path.rpartition("/")[2]
        answer = answers.get(what, {"items": []})
        if isinstance(answer, Reply):
            return answer
        return Reply(body=json.dumps(answer).encode())

    return script


def rejected(status: int, reason: str, message: str = "no") -> Reply:
    """A refusal as YouTube writes it."""
    error = {"code": status, "message": message, "errors": [{"reason": reason}]}
    return Reply(status=status, body=json.dumps({"error": error}).encode())


def cursor(used: int, day: str = "2026-11-21") -> Cursor:
    """A cursor of a day on which so many searches were made."""
    return cursor_of(SearchState(notes={"day": day, "used": str(used)}))


def sent(query: str) -> tuple[str, ...]:
    """What YouTube is asked for a query as a person writes it."""
    return registry.sent("youtube", Query(text=query, root=parse(query).root))


def first_mentions() -> dict[str, Mention]:
    """Those of the hand-written answers, by id."""
    with serving(YOUTUBE.answering("first")) as server:
        return {one.id: one for one in mentions_in(pages_of(YOUTUBE.source(server.url)))}


@pytest.mark.parametrize(
    ("query", "searches"),
    [
        ('"acme kettle" OR @acme OR #acme', ('"acme kettle"|acme',)),
        ("acme (fire OR burn OR smoke)", ("acme",)),
        ("acme recall OR kettle", ("kettle", "acme recall")),
        ("acme NOT cartoon", ("acme -cartoon",)),
        ("acme NOT #ad", ("acme",)),
        ("acme burn*", ("acme",)),
    ],
)
def test_a_query_takes_as_few_searches_as_will_do(query: str, searches: tuple[str, ...]) -> None:
    """`|` joins what is alternative; what would need several searches is widened."""
    assert sent(query) == searches


def test_many_words_become_several_searches() -> None:
    """None is too long, and none is lost."""
    words = [f"acmekettle{n}" for n in range(60)]
    found = sent(" OR ".join(words))
    assert sorted("|".join(found).split("|")) == sorted(words)
    assert max(map(len, found)) <= 300


def test_a_search_asks_for_two_days_and_goes_on() -> None:
    """The search misses videos at times, so the last two days are looked at each time."""
    with serving(YOUTUBE.answering("first")) as server:
        source = YOUTUBE.source(server.url, language="en", region="GB")
        pages_of(source)
        asked = [seen for seen in server.seen if seen.path.endswith("/search")]
    assert asked[0].query["publishedAfter"] == "2026-11-20T06:00:00Z"
    assert asked[0].query["q"] == "acme"
    assert (asked[0].query["relevanceLanguage"], asked[0].query["regionCode"]) == ("en", "GB")
    assert "key" not in asked[0].query


def test_a_video_is_known_in_full() -> None:
    """Its whole description, its numbers as numbers, and a hidden number of followers as none."""
    found = first_mentions()
    one, two, three = (found[f"AcmeKettle{n}"] for n in (1, 2, 3))
    assert one.title == "Acme & Sons recall the K2 🔥"
    assert (one.views, one.likes, one.replies) == (5120, 0, 14)
    assert (two.views, two.likes, two.replies) == (2**53 + 1, None, None)
    assert "bought another one." in two.text
    assert (three.views, three.lang) == (None, "zh-Hans")
    assert one.author is not None
    assert three.author is not None
    assert (one.author.name, one.author.followers) == ("Kettle Fan", 1250)
    assert three.author.followers is None
    assert one.url == "https://www.youtube.com/watch?v=AcmeKettle1"
    assert (one.kind, one.key) == (MentionKind.POST, "youtube:AcmeKettle1")


def test_only_new_videos_are_asked_for_in_full() -> None:
    """What is known already costs nothing more."""
    with serving(YOUTUBE.answering("first")) as server:
        source = YOUTUBE.source(server.url)
        before = last_cursor(pages_of(source))
        server.seen.clear()
        server.script = YOUTUBE.answering("later")
        pages_of(source, before)
        asked = [seen.query.get("id") for seen in server.seen]
    assert asked == [
        None,
        "AcmeKettle5,AcmeKettle4",
        "UCteaAtFour_0000000000AA,UCkettleFan_0000000000AA",
    ]


def test_without_numbers_videos_are_still_mentions() -> None:
    """When only the details fail, the videos are kept, and the outcome says that it is not all."""
    when = NOW.timestamp() - 60
    broken = answering(search=search([when]), videos=Reply(status=500), channels=Reply(status=500))
    with serving(broken) as server:
        pages = pages_of(YOUTUBE.source(server.url))
    assert [one.views for one in mentions_in(pages)] == [None]
    assert pages[-1].outcome is Outcome.PARTIAL


def test_an_old_video_without_details_does_not_make_the_config_wrong() -> None:
    """The search was read; one video that is shown again and again makes no failure of it."""
    when = (NOW - timedelta(days=900)).timestamp()
    found = search([when, when - 3 * 86_400])
    script = answering(search=found, videos=Reply(status=404))
    with serving(script) as server:
        source = YOUTUBE.source(server.url)
        second = pages_of(source, last_cursor(pages_of(source)))
    assert second[-1].outcome is Outcome.PARTIAL
    assert "whole texts" in second[-1].because


def test_without_followers_nothing_is_amiss() -> None:
    """They are unknown then."""
    with serving(
        answering(search=search([NOW.timestamp() - 60]), channels=Reply(status=404))
    ) as server:
        pages = pages_of(YOUTUBE.source(server.url))
    assert len(mentions_in(pages)) == 1
    assert pages[-1].outcome is Outcome.OK


def test_searches_are_on_record_before_they_are_made() -> None:
    """A crash forgets none, and what is left can be told."""
    with serving(YOUTUBE.answering("empty")) as server:
        source = YOUTUBE.source(server.url)
        pages = pages_of(source, cursor(38))
    assert state_of(pages[0].next, SearchState).notes["used"] == "39"
    assert isinstance(source, Budgeted)
    assert source.left(last_cursor(pages), NOW) == "61 of 100 searches left today"
    assert source.left(cursor(38, day="2026-11-20"), NOW) == "100 of 100 searches left today"


def test_more_queries_than_searches_take_turns() -> None:
    """Only what the time of the day has earned is asked, those that waited longest first."""
    topics = tuple(topic(word, word) for word in ("acme", "bravo", "cargo"))
    with serving(YOUTUBE.answering("empty")) as server:
        source = YOUTUBE.source(server.url)
        first = pages_of(source, cursor(EARNED - 2), topics)
        second = pages_of(source, last_cursor(first), topics)
        asked = [seen.query["q"] for seen in server.seen]
    assert asked == ["acme", "bravo", "cargo"]
    assert {page.outcome for page in [*first, *second]} == {Outcome.OK}
    # Nothing more is earned yet: the next poll waits until it is.
    assert first[-1].retry_at is not None
    assert first[-1].retry_at > NOW


def test_nobody_runs_far_ahead_of_the_clock() -> None:
    """A poll that came much too early is refused, with the time of the next."""
    with serving(YOUTUBE.answering("empty")) as server:
        (last,) = pages_of(YOUTUBE.source(server.url), cursor(EARNED + 4))[-1:]
        assert server.seen == []
    assert last.outcome is Outcome.REFUSED
    assert "spread over the day" in last.because
    assert last.retry_at is not None
    assert NOW < last.retry_at <= NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "end"),
    [
        ("2026-11-22T07:59:00+00:00", "2026-11-22T08:00:00+00:00"),  # winter
        ("2026-07-01T06:30:00+00:00", "2026-07-01T07:00:00+00:00"),  # summer
        ("2026-11-02T07:30:00+00:00", "2026-11-02T08:00:00+00:00"),  # a day of 25 hours
    ],
)
def test_the_day_is_that_of_california(at: str, end: str) -> None:
    """Its midnight moves with summer time."""
    now = datetime.fromisoformat(at)
    refusal = Quota({}, most=100, now=now).exhausted()
    assert refusal.retry_at == datetime.fromisoformat(end)
    notes: dict[str, str] = {}
    Quota(notes, most=100, now=now).exhausted()
    assert Quota(notes, most=100, now=now).left == "0 of 100 searches left today"
    later = datetime.fromisoformat(end)
    assert Quota(notes, most=100, now=later).left == "100 of 100 searches left today"
    assert Quota(notes, most=100, now=later).ready == 1


@pytest.mark.parametrize(
    ("reply", "outcome", "says"),
    [
        (rejected(400, "keyInvalid", "Bad Request"), "unauthorised", "key"),
        (rejected(403, "accessNotConfigured"), "unauthorised", "console"),
        (rejected(403, "quotaExceeded"), "refused", "08:00 UTC"),
        (rejected(403, "rateLimitExceeded"), "refused", "wait"),
        (
            rejected(429, "rateLimitExceeded", "Quota exceeded for Search Queries per day"),
            "refused",
            "08:00 UTC",
        ),
        (rejected(400, "invalidRegionCode", "bad region"), "misconfigured", "bad region"),
        (Reply(body=b'{"error": {"code": 500, "message": "backend"}}'), "broken", "backend"),
        (replace(rejected(403, "quotaExceeded"), status=200), "refused", "08:00 UTC"),
        (replace(rejected(400, "keyInvalid"), status=200), "unauthorised", "key"),
        (Reply(body=b'{"kind": "youtube#searchListResponse"}'), "broken", "no list"),
    ],
)
def test_the_reasons_of_youtube(reply: Reply, outcome: str, says: str) -> None:
    """Each has its state and its sentence; an error with status 200 is no empty result."""
    with serving(always(reply)) as server:
        last = pages_of(YOUTUBE.source(server.url))[-1]
    assert last.outcome == outcome
    assert says in last.because


def test_an_api_key_of_the_new_form_is_told_as_such() -> None:
    """Newer answers give the reason among the details."""
    error = {
        "code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT",
        "errors": [{"reason": "badRequest"}], "details": [{"reason": "API_KEY_INVALID"}],
    }  # fmt: skip
    reply = Reply(status=400, body=json.dumps({"error": error}).encode())
    with serving(always(reply)) as server:
        assert pages_of(YOUTUBE.source(server.url))[-1].outcome is Outcome.UNAUTHORISED


def test_a_day_that_is_over_is_remembered() -> None:
    """After YouTube said so, nothing is asked until its midnight; a pause is an hour at most."""
    with serving(always(rejected(403, "quotaExceeded"))) as server:
        source = YOUTUBE.source(server.url)
        first = pages_of(source)
        asked = len(server.seen)
        second = pages_of(source, last_cursor(first))
        assert len(server.seen) == asked
    assert first[-1].retry_at == second[-1].retry_at == NOW + timedelta(hours=1)
    assert second[-1].outcome is Outcome.REFUSED


def channel_pages(script: Script) -> list[Page]:
    """The pages of a poll that reads a channel's comments, too."""
    with serving(script) as server:
        return pages_of(YOUTUBE.source(server.url, channels=[CHANNEL]))


def test_comments_on_a_channel_are_read() -> None:
    """Each with its replies, as its author typed it; of a reply the comment that it answers."""
    pages = channel_pages(answering(commentThreads={"items": [thread(5, replies=1)]}))
    by_id = {one.id: one for one in mentions_in(pages)}
    top, reply = by_id["c5"], by_id["c5.r0"]
    assert (top.kind, top.text) == (MentionKind.COMMENT, "Acme\nis *hot*")
    assert (top.likes, top.replies, top.in_reply_to) == (0, 1, "v1")
    assert top.url == "https://www.youtube.com/watch?v=v1&lc=c5"
    assert (reply.kind, reply.text, reply.in_reply_to) == (MentionKind.REPLY, "Same & here", "c5")
    assert reply.author is not None
    assert (reply.author.id, reply.author.name) == ("UCada", "@ada")
    assert pages[-1].outcome is Outcome.OK


def test_comments_cost_no_searches_and_repeat_nothing() -> None:
    """A second poll brings the new comment only, and the day's searches are left alone."""
    threads = [thread(5)]
    with serving(answering(commentThreads={"items": threads})) as server:
        source = YOUTUBE.source(server.url, channels=[CHANNEL])
        first = pages_of(source)
        threads.insert(0, thread(1))
        second = pages_of(source, last_cursor(first))
        (one, _) = [seen for seen in server.seen if "commentThreads" in seen.path]
    assert [mention.id for mention in mentions_in(second)] == ["c1"]
    assert state_of(last_cursor(second), SearchState).notes["used"] == "2"
    assert one.query["allThreadsRelatedToChannelId"] == CHANNEL


def test_a_channel_without_comments_is_skipped_with_a_reason() -> None:
    """It is no failure that its owner switched them off."""
    pages = channel_pages(answering(commentThreads=rejected(403, "commentsDisabled")))
    (skipped,) = [one for page in pages for one in page.skipped]
    assert (skipped.item, skipped.because) == (f"channel {CHANNEL}", "comments are switched off")
    assert pages[-1].outcome is Outcome.OK


def test_comments_are_read_when_no_search_is_left() -> None:
    """They have an allowance of their own; the outcome still tells of the searches."""
    script = answering(search=rejected(403, "quotaExceeded"), commentThreads={"items": [thread(5)]})
    pages = channel_pages(script)
    assert [one.id for one in mentions_in(pages)] == ["c5"]
    assert pages[-1].outcome is Outcome.PARTIAL


def test_what_is_not_public_is_not_taken() -> None:
    """A comment that waits for its moderator is no mention."""
    pages = channel_pages(answering(commentThreads={"items": [thread(5, public=False)]}))
    assert mentions_in(pages) == []


def test_a_second_page_costs_a_search_and_only_when_it_may_be_new() -> None:
    """A page that reaches what is known ends the search."""
    newest = NOW.timestamp() - 60
    stored = {"": search([newest - n for n in range(50)], "two"), "two": search([newest - 90])}

    def script(seen: Seen) -> Reply:
        if not seen.path.endswith("/search"):
            return Reply(body=b'{"items": []}')
        return Reply(body=json.dumps(stored[seen.query.get("pageToken", "")]).encode())

    with serving(script) as server:
        source = YOUTUBE.source(server.url)
        first = pages_of(source)
        second = pages_of(source, last_cursor(first))
        asked = [seen.query.get("pageToken") for seen in server.seen if "/search" in seen.path]
    assert len(mentions_in(first)) == 51
    assert mentions_in(second) == []
    assert asked == [None, "two", None]


def test_lists_and_channels_are_no_videos() -> None:
    """Where the search brings them all the same, they are passed over."""
    item = {"id": {"kind": "youtube#playlist", "playlistId": "PL1"}, "snippet": {"title": "Acme"}}
    with serving(answering(search={"items": [item]})) as server:
        pages = pages_of(YOUTUBE.source(server.url))
    assert mentions_in(pages) == []
    assert pages[-1].outcome is Outcome.OK


def test_only_comments_may_be_wanted() -> None:
    """With channels, a topic without words for a search is no mistake."""
    with serving(answering(commentThreads={"items": [thread(5)]})) as server:
        source = YOUTUBE.source(server.url, channels=[CHANNEL])
        pages = pages_of(source, topics=())
        assert {seen.path.rpartition("/")[2] for seen in server.seen} == {"commentThreads"}
    assert [one.id for one in mentions_in(pages)] == ["c5"]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"canary": "acme"}, "searches"),
        ({"channels": ["@acme"]}, "channels"),
        ({"region": "uk"}, "region"),
    ],
)
def test_the_config_is_checked(keys: dict[str, object], says: str) -> None:
    """A canary would use up searches; a channel is its id, not its handle."""
    with pytest.raises(ValidationError, match=says):
        registry.options_of("youtube").model_validate(keys)


def test_the_key_is_tried_without_a_search() -> None:
    """`sources test` costs none of the hundred searches, and says what a bad key lacks."""
    with serving(always(Reply(body=b'{"items": []}'))) as server:
        source = YOUTUBE.source(server.url)
        assert isinstance(source, Verifies)
        page = asyncio.run(source.verify(NOW))
        assert [seen.path for seen in server.seen] == ["/youtube/v3/videos"]
    assert page.outcome is Outcome.OK
