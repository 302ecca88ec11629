"""Recorded answers of Bluesky's servers, and a recorded second of its stream."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from websockets.sync.server import ServerConnection

from socwatch.match.syntax import parse
from socwatch.model.mention import Mention, Outcome, Page
from socwatch.model.query import Topic
from socwatch.sources import registry
from socwatch.sources._bluesky_post import mention_of_view
from socwatch.sources._http import Http
from tests.contracts.sources.cases import NOW, QUICK, SECRET_ENV, last_cursor, mentions_in, pages_of
from tests.support.http_server import Reply, Seen, serving
from tests.support.stream_server import Opening, stay, streaming

RECORDINGS = Path(__file__).parents[3].parent / "shared" / "recordings"

if not RECORDINGS.is_dir():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


def recorded(name: str) -> Reply:
    """A recorded answer."""
    path = RECORDINGS / "bluesky" / "devenv" / f"{name}.rec.json"
    response = json.loads(path.read_text("utf-8"))["interactions"][0]["response"]
    return Reply(status=response["status"], body=response["body"].encode())


def read(*search: Reply, word: str = '"acme corp"') -> list[Page]:
    """The pages of a poll that logs in as recorded, then is given these answers."""
    left = list(search)

    def script(seen: Seen) -> Reply:
        if "createSession" in seen.path:
            return recorded("pds_createSession")
        if "getProfiles" in seen.path:
            return recorded("appview_profiles")
        return left.pop(0) if left else Reply(body=b'{"posts": []}')

    raw = {"allow_private": True, "identifier": "alice.test", "password_env": SECRET_ENV}
    topics = [Topic(name="t", query=parse(word), owner="pr")]
    with serving(script) as server:
        options = registry.options_of("bluesky").model_validate(
            {**raw, "base_url": server.url, "followers": True}
        )
        return pages_of(
            registry.build("sky", "bluesky", options, http=Http(manners=QUICK)), topics=topics
        )


def views(name: str) -> list[dict[str, object]]:
    """The posts in a recorded answer."""
    return list(json.loads(recorded(name).body)["posts"])


def test_recorded_pages_of_the_search() -> None:
    """Every post once; ids, times, words, counts and authors are the service's."""
    names = ("appview_search_p1", "appview_search_p3")
    mentions = mentions_in(read(*map(recorded, names)))
    posts = [post for name in names for post in views(name)]
    assert [one.id for one in mentions] == [post["uri"] for post in posts]
    for mention, post in zip(mentions, posts, strict=True):
        check(mention, post)
    followers = {one.author.handle: one.author.followers for one in mentions if one.author}
    assert followers == {"carol.test": None, "bob.test": 0, "alice.test": 0}


def check(mention: Mention, post: dict[str, object]) -> None:
    """That the mention says what the post says."""
    record, author = post["record"], post["author"]
    assert isinstance(record, dict)
    assert isinstance(author, dict)
    assert mention.text == record["text"]
    created = datetime.fromisoformat(record["createdAt"])
    assert mention.published_at == min(created, datetime.fromisoformat(f"{post['indexedAt']}"))
    assert mention.published_at.tzinfo is UTC
    counts = [post[f"{what}Count"] for what in ("like", "repost", "reply", "quote")]
    assert [mention.likes, mention.reposts, mention.replies, mention.quotes] == counts
    assert mention.author is not None
    assert (mention.author.id, mention.author.handle) == (author["did"], author["handle"])
    assert mention.author.name == author.get("displayName")
    rkey = str(post["uri"]).rpartition("/")[2]
    assert mention.url == f"https://bsky.app/profile/{author['did']}/post/{rkey}"
    assert mention.in_reply_to == record.get("reply", {}).get("parent", {}).get("uri")


def test_a_recorded_search_through_the_pds() -> None:
    """The account's own server answers as the AppView does."""
    pages = read(recorded("pds_search_auth"))
    assert [one.id for one in mentions_in(pages)] == [
        post["uri"] for post in views("pds_search_auth")
    ]


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("appview_search_empty", Outcome.OK, ""),
        ("appview_search_bad_author", Outcome.MISCONFIGURED, "author must be a valid did"),
        ("pds_search_noauth", Outcome.UNAUTHORISED, "it wants a login"),
    ],
)
def test_recorded_refusals(name: str, outcome: Outcome, words: str) -> None:
    """Nothing found is fine; a bad question and a missing login are told apart."""
    pages = read(recorded(name))
    assert (pages[-1].outcome, mentions_in(pages)) == (outcome, [])
    assert words in pages[-1].because


def test_the_recorded_wall_before_the_search() -> None:
    """The page that strangers are shown is a refusal."""
    wall = (RECORDINGS / "bluesky" / "error_403_search.html").read_bytes()
    assert read(Reply(status=403, body=wall))[-1].outcome is Outcome.REFUSED


def test_a_recorded_post_with_pictures() -> None:
    """A quoting post without a word is read, with all that it does not say unknown."""
    path = RECORDINGS / "bluesky" / "thread_view_post_with_embed_media.json"
    view = json.loads(path.read_text("utf-8"))["thread"]["post"]
    mention = mention_of_view(view, source="sky", found_by=(), fetched_at=NOW)
    assert (mention.text, mention.lang, mention.likes, mention.quotes) == ("", "en", 0, None)


# ── The stream ────────────────────────────────────────────────────────────────────────────────

FRAMES = [
    json.loads(line)
    for line in (RECORDINGS / "bluesky_jetstream" / "expected_v1.jsonl")
    .read_text("utf-8")
    .split("\n")
    if line
]
POSTS = [
    one
    for one in FRAMES
    if one["kind"] == "commit"
    and one["commit"]["collection"] == "app.bsky.feed.post"
    and one["commit"]["operation"] == "create"
]
END = max(one["time_us"] for one in FRAMES)


def as_current(number: int, frame: dict[str, object]) -> str:
    """The same event as version 2 would tell it."""
    at = datetime.fromtimestamp(int(f"{frame['time_us']}") / 1_000_000, UTC)
    kind = frame["kind"]
    inner = frame["commit"] if kind == "commit" else {f"{kind}": frame[f"{kind}"]}
    assert isinstance(inner, dict)
    payload = {
        "$type": f"network.bsky.jetstream.subscribeEvents#{kind}",
        "seq": 1_000 + number,
        "did": frame["did"],
        "time": at.isoformat(),
        **inner,
    }
    return json.dumps({"$type": "message", "payload": payload}, ensure_ascii=False)


@pytest.mark.parametrize("version", [1, 2])
def test_a_recorded_second_of_the_stream(version: int) -> None:
    """Every post that matches comes once; the matcher decides, whatever alphabet it is in."""
    words = sorted({word for one in POSTS for word in _words(one["commit"]["record"]["text"])})
    topics = [Topic(name="t", query=parse(" OR ".join(words)), owner="pr")]
    frames = [
        json.dumps(one) if version == 1 else as_current(number, one)
        for number, one in enumerate(FRAMES)
    ]

    def talk(connection: ServerConnection, _opening: Opening) -> None:
        for frame in frames:
            connection.send(frame)
        stay(connection)

    raw = {"allow_private": True, "version": version}
    with streaming(talk) as server:
        options = registry.options_of("jetstream").model_validate({**raw, "base_url": server.url})
        reader = registry.build("sky", "jetstream", options, http=Http(manners=QUICK))
        pages = pages_of(reader, topics=topics)
        again = pages_of(reader, last_cursor(pages), topics=topics)
    expected = {
        f"at://{one['did']}/app.bsky.feed.post/{one['commit']['rkey']}": one for one in POSTS
    }
    wordless = {uri for uri, one in expected.items() if not _words(one["commit"]["record"]["text"])}
    found = {one.id: one for one in mentions_in(pages)}
    assert set(expected) - wordless <= set(found) <= set(expected)
    assert len(mentions_in(pages)) == len(found)
    assert mentions_in(again) == []
    for uri, mention in found.items():
        check_event(mention, expected[uri])


def check_event(mention: Mention, frame: dict[str, object]) -> None:
    """That the mention says what the event says."""
    commit = frame["commit"]
    assert isinstance(commit, dict)
    record = commit["record"]
    seen = datetime.fromtimestamp(int(f"{frame['time_us']}") / 1_000_000, UTC)
    assert mention.published_at is not None
    assert abs(mention.published_at - min(datetime.fromisoformat(record["createdAt"]), seen)) < (
        timedelta(milliseconds=1)
    )
    assert mention.lang == (record.get("langs") or [None])[0]
    assert mention.in_reply_to == record.get("reply", {}).get("parent", {}).get("uri")
    assert (mention.likes, mention.reposts) == (None, None)
    for facet in record.get("facets", []):
        for feature in facet["features"]:
            assert feature.get("uri", "") in mention.text


def _words(text: str) -> list[str]:
    """Plain words of some length, fit for a query."""
    return [word for word in text.split() if word.isalpha() and len(word) > 2 and word.islower()][
        :3
    ]
