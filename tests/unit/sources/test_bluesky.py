"""Bluesky's search: the login and its life, paging, what a post is, refusals of its own."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Cursor, Mention, MentionKind, Outcome, Page
from socwatch.model.query import Query, Topic
from socwatch.sources import registry
from socwatch.sources._bluesky_login import _pds
from socwatch.sources._http import Http
from socwatch.sources.bluesky import Bluesky
from tests.contracts.sources.cases import (
    ACME,
    NOW,
    QUICK,
    SECRET,
    SECRET_ENV,
    last_cursor,
    mentions_in,
    pages_of,
)
from tests.support.http_server import LoopbackServer, Reply, Seen, serving

DID = "did:plc:ola"


def jwt(name: str, ends: datetime | None = None) -> str:
    """A token as the service makes them; without an end when none is given."""
    said = {"sub": name} if ends is None else {"sub": name, "exp": int(ends.timestamp())}
    parts = [json.dumps({"typ": "at+jwt"}), json.dumps(said), "signed"]
    return ".".join(base64.urlsafe_b64encode(one.encode()).decode().rstrip("=") for one in parts)


def post(number: int, minutes_ago: float, text: str = "Acme", **more: object) -> dict[str, object]:
    """A post as the search shows it."""
    at = f"{NOW - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M:%S.000Z}"
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": at}
    return {
        "uri": f"at://{DID}/app.bsky.feed.post/3m{number}",
        "author": {"did": DID, "handle": "ola.example"},
        "record": record,
        "indexedAt": at,
        "likeCount": 0,
        **more,
    }


@dataclass(slots=True)
class Network:
    """A PDS with one account, whose sessions end, and a search behind it."""

    posts: list[dict[str, object]] = field(default_factory=list)
    size: int = 100
    good: set[str] = field(default_factory=set)  #: tokens that are accepted
    ends: datetime | None = None  #: what new tokens say of their end
    stale: str = "ExpiredToken"
    empty_pages: int = 0  #: pages without posts that come first, with a cursor
    issued: int = 0

    def __call__(self, seen: Seen) -> Reply:
        match seen.path.rpartition(".")[2]:
            case "createSession":
                return self._created(json.loads(seen.body))
            case "refreshSession":
                return self._refreshed(seen.headers["authorization"].removeprefix("Bearer "))
            case "getProfiles":
                return answer({"profiles": [{"did": DID, "followersCount": 0}]})
            case _:
                return self._search(seen)

    def _created(self, asked: dict[str, str]) -> Reply:
        if asked["password"] != SECRET:
            return refusal(401, "AuthenticationRequired", "Invalid identifier or password")
        return self._session()

    def _refreshed(self, token: str) -> Reply:
        if token not in self.good:
            return refusal(400, self.stale, "Token has expired")
        self.good.discard(token)
        return self._session()

    def _session(self) -> Reply:
        self.issued += 1
        access, refresh = jwt(f"access{self.issued}", self.ends), jwt(f"refresh{self.issued}")
        self.good |= {access, refresh}
        return answer({"accessJwt": access, "refreshJwt": refresh, "did": "did:plc:acme"})

    def _search(self, seen: Seen) -> Reply:
        if seen.headers.get("authorization", "").removeprefix("Bearer ") not in self.good:
            return refusal(400, self.stale, "Token has expired")
        since = datetime.fromisoformat(seen.query["since"])
        until = datetime.fromisoformat(seen.query.get("until", "2099-01-01T00:00:00Z"))
        found = [one for one in self.posts if since <= _at(one) < until]
        found.sort(key=_at, reverse=True)
        start = int(seen.query.get("cursor", 0))
        if start < self.empty_pages:
            return answer({"posts": [], "cursor": f"{start + 1}"})
        page = found[start - self.empty_pages :][: self.size]
        more = {"cursor": f"{start + len(page)}"} if page else {"cursor": ""}
        return answer({"posts": page, **more})


def _at(one: dict[str, object]) -> datetime:
    return datetime.fromisoformat(f"{one['indexedAt']}")


def answer(body: object) -> Reply:
    """An answer that went well."""
    return Reply(body=json.dumps(body).encode())


def refusal(status: int, error: str, message: str) -> Reply:
    """A refusal as all servers of the network write it."""
    return Reply(status=status, body=json.dumps({"error": error, "message": message}).encode())


def source(base_url: str, **more: object) -> Bluesky:
    """A source that logs in on loopback."""
    raw = {
        "base_url": base_url,
        "allow_private": True,
        "identifier": "acme.example",
        "password_env": SECRET_ENV,
        **more,
    }
    options = registry.options_of("bluesky").model_validate(raw)
    built = registry.build("sky", "bluesky", options, http=Http(manners=QUICK))
    assert isinstance(built, Bluesky)
    return built


def calls(server: LoopbackServer) -> list[str]:
    """The methods of the network that were asked, in order."""
    return [seen.path.rpartition(".")[2] for seen in server.seen]


def read(post_view: dict[str, object]) -> Mention:
    """What becomes of one post."""
    with serving(Network([post_view])) as server:
        (mention,) = mentions_in(pages_of(source(server.url)))
    return mention


def query(text: str) -> Query:
    """A query as people write it."""
    return parse(text)


def test_a_session_lasts_from_poll_to_poll() -> None:
    """The service counts logins: one is kept in the cursor, also when nothing was found."""
    with serving(Network([post(1, 5)])) as server:
        reader = source(server.url)
        first = pages_of(reader)
        second = pages_of(reader, last_cursor(first))
        assert calls(server) == ["createSession", *["searchPosts"] * 4]
    assert [one.id for one in mentions_in(first)] == [f"at://{DID}/app.bsky.feed.post/3m1"]
    assert mentions_in(second) == []


@pytest.mark.parametrize("error", ["ExpiredToken", "InvalidToken"])
def test_an_expired_session_is_made_longer(error: str) -> None:
    """The service says so with a 400: the refresh token brings a new session, no login is used."""
    network = Network([post(1, 5)], stale=error)
    with serving(network) as server:
        reader = source(server.url)
        cursor = last_cursor(pages_of(reader))
        network.good = {one for one in network.good if "refresh" in _subject(one)}
        network.posts.append(post(2, 1))
        pages = pages_of(reader, cursor)
        assert calls(server)[3:] == ["searchPosts", "refreshSession", "searchPosts", "searchPosts"]
    assert [one.id[-3:] for one in mentions_in(pages)] == ["3m2"]
    assert pages[-1].outcome is Outcome.OK


def test_a_session_that_ends_between_two_pages_is_made_longer() -> None:
    """Also when this poll began it, and what was read before is not read again."""
    network = Network([post(n, n) for n in range(3)], size=1)

    def script(seen: Seen) -> Reply:
        if seen.query.get("cursor") == "1" and network.issued == 1:
            network.good = {one for one in network.good if "refresh" in _subject(one)}
        return network(seen)

    with serving(script) as server:
        pages = pages_of(source(server.url))
        asked = calls(server)
    assert [one.id[-3:] for one in mentions_in(pages)] == ["3m0", "3m1", "3m2"]
    assert asked[:5] == [
        "createSession", "searchPosts", "searchPosts", "refreshSession", "searchPosts",
    ]  # fmt: skip
    assert {page.outcome for page in pages} == {Outcome.OK}


def test_a_kept_session_that_is_refused_in_other_words_is_begun_again() -> None:
    """A server may say 401 where others say ExpiredToken: no wrong password is claimed."""
    network = Network([post(1, 5)])
    with serving(network) as server:
        reader = source(server.url)
        cursor = last_cursor(pages_of(reader))
        network.good.clear()
        server.script = lambda seen: (
            Reply(status=401) if (reply := network(seen)).status == 400 else reply
        )
        pages = pages_of(reader, cursor)
    assert pages[-1].outcome is Outcome.OK


def test_a_session_that_ended_for_good_is_begun_again() -> None:
    """When the refresh token has run out too, the app password logs in once more."""
    network = Network([post(1, 5)])
    with serving(network) as server:
        reader = source(server.url)
        cursor = last_cursor(pages_of(reader))
        network.good.clear()
        pages = pages_of(reader, cursor)
        assert calls(server)[3:7] == [
            "searchPosts",
            "refreshSession",
            "createSession",
            "searchPosts",
        ]
    assert pages[-1].outcome is Outcome.OK


def test_a_token_that_ends_soon_is_renewed_before_it_is_used() -> None:
    """The token says when it ends; one that always says so is not renewed without end."""
    network = Network([post(1, 5)], ends=NOW + timedelta(seconds=30))
    with serving(network) as server:
        reader = source(server.url)
        pages = pages_of(reader, last_cursor(pages_of(reader)))
        asked = calls(server)
    assert [one for one in asked if "Session" in one] == ["createSession", "refreshSession"]
    assert asked.index("refreshSession") == 3
    assert pages[-1].outcome is Outcome.OK


def test_a_token_that_is_never_accepted_is_unauthorised() -> None:
    """A new session that is refused at once is not asked for again and again."""
    network = Network()
    with serving(network) as server:
        server.script = lambda seen: (
            network(seen) if "Session" in seen.path else refusal(400, "InvalidToken", "no")
        )
        pages = pages_of(source(server.url))
        assert calls(server) == ["createSession", "searchPosts"]
    assert pages[-1].outcome is Outcome.UNAUTHORISED


def test_another_account_begins_its_own_session() -> None:
    """A cursor's session belongs to the account and the server that it was made for."""
    with serving(Network()) as server:
        cursor = last_cursor(pages_of(source(server.url)))
        pages_of(source(server.url, identifier="other.example"), cursor)
        assert calls(server).count("createSession") == 2


def test_a_wrong_password_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The account's own password and a mistyped one look the same: make an app password."""
    monkeypatch.setenv(SECRET_ENV, "wrong-one")
    with serving(Network()) as server:
        (last,) = pages_of(source(server.url))
    assert last.outcome is Outcome.UNAUTHORISED
    assert "app password" in last.because
    assert "wrong-one" not in last.because


def test_no_password_at_all_is_unauthorised() -> None:
    """Nothing is asked without one."""
    with serving(Network()) as server:
        (last,) = pages_of(source(server.url, password_env=None))
        assert server.seen == []
    assert last.outcome is Outcome.UNAUTHORISED


def test_no_error_tells_a_token() -> None:
    """Tokens that a login brought are kept out of the service's own words."""
    network = Network()

    def script(seen: Seen) -> Reply:
        token = seen.headers.get("authorization", "")
        return network(seen) if not token else refusal(400, "InvalidRequest", f"bad {token}")

    with serving(script) as server:
        last = pages_of(source(server.url))[-1]
    assert last.outcome is Outcome.MISCONFIGURED
    assert "bad Bearer ***" in last.because


@pytest.mark.parametrize(
    ("reply", "outcome", "words"),
    [
        (
            Reply(status=403, body=b"<html><body><h1>403 Forbidden</h1></body></html>"),
            Outcome.REFUSED,
            "jetstream needs no login",
        ),
        (refusal(400, "InvalidRequest", "q is too long"), Outcome.MISCONFIGURED, "q is too long"),
        (refusal(401, "AuthMissing", "Authentication Required"), Outcome.UNAUTHORISED, "login"),
        (refusal(401, "AccountTakedown", "gone"), Outcome.UNAUTHORISED, "suspended"),
        (refusal(501, "MethodNotImplemented", "no"), Outcome.BROKEN, "no search"),
        (refusal(502, "UpstreamFailure", "no"), Outcome.BROKEN, "502"),
        (refusal(504, "UpstreamTimeout", "no"), Outcome.BROKEN, "504"),
        (answer({"hits": []}), Outcome.BROKEN, "without a list"),
        (answer([]), Outcome.BROKEN, "no object"),
    ],
)
def test_refusals_have_their_meaning(reply: Reply, outcome: Outcome, words: str) -> None:
    """Each in the service's own dialect, none of them silence."""
    network = Network()
    with serving(lambda seen: network(seen) if "Session" in seen.path else reply) as server:
        last = pages_of(source(server.url))[-1]
    assert last.outcome is outcome
    assert words in last.because


def test_the_wait_of_a_429_is_kept() -> None:
    """The allowance is told without `x-`, its end in epoch seconds."""
    at = int((NOW + timedelta(minutes=4)).timestamp())
    headers = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "0", "RateLimit-Reset": f"{at}"}
    no = Reply(status=429, body=b'{"error": "RateLimitExceeded"}', headers=headers)
    network = Network()
    with serving(lambda seen: network(seen) if "Session" in seen.path else no) as server:
        last = pages_of(source(server.url))[-1]
    assert (last.outcome, last.retry_at) == (Outcome.REFUSED, NOW + timedelta(minutes=4))


def test_empty_pages_with_a_cursor_are_not_the_end() -> None:
    """Only a missing or an empty cursor is."""
    with serving(Network([post(1, 5), post(2, 4)], size=1, empty_pages=2)) as server:
        pages = pages_of(source(server.url))
    assert [one.id[-3:] for one in mentions_in(pages)] == ["3m2", "3m1"]


def test_the_search_is_asked_newest_first_since_the_overlap() -> None:
    """A day at first; later from before the last post, because the index is late."""
    with serving(Network([post(1, 30)])) as server:
        reader = source(server.url)
        pages_of(reader, last_cursor(pages_of(reader)))
        asked = [seen.query for seen in server.seen if "search" in seen.path]
    assert asked[0] == {
        "q": "acme",
        "sort": "latest",
        "limit": "100",
        "since": "2026-11-21T06:00:00.000Z",
    }
    assert asked[-1]["since"] == "2026-11-22T05:15:00.000Z"


def test_more_than_one_poll_may_read_is_read_by_the_next() -> None:
    """Ten pages a poll, said as partial; the rest comes later, none of it twice."""
    with serving(Network([post(n, 1 + n) for n in range(30)], size=2)) as server:
        reader = source(server.url)
        first = pages_of(reader)
        second = pages_of(reader, last_cursor(first))
        untils = [seen.query.get("until") for seen in server.seen if "search" in seen.path]
    got = [one.id for one in mentions_in([*first, *second])]
    assert first[-1].outcome is Outcome.PARTIAL
    assert second[-1].outcome is Outcome.OK
    assert len(got) == len(set(got)) == 30
    assert untils[-1] == "2026-11-22T05:40:01.000Z"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("acme OR #acme", ("acme",)),
        ("#acmerecall OR @acme.example", ("#acmerecall", "acme.example")),
        ('"acme kettle" burn*', ('"acme kettle"',)),
        ("explod*", ("explod",)),
        (
            '(kettle OR toaster) "acme sons" NOT cartoon',
            ('kettle "acme sons"', 'toaster "acme sons"'),
        ),
    ],
)
def test_a_query_in_the_services_words(text: str, sent: tuple[str, ...]) -> None:
    """One search for each alternative; what cannot be said is left out, never narrowed."""
    assert {frozenset(one.split()) for one in Bluesky.sent(query(text))} == {
        frozenset(one.split()) for one in sent
    }


def test_a_shortened_link_is_made_whole() -> None:
    """Places in the text are counted in bytes: two emoji and an accent stand before the link."""
    text = "Café 🔥🔥 acme: news.example/acme-re..."
    start = len("Café 🔥🔥 acme: ".encode())
    facet = {
        "index": {"byteStart": start, "byteEnd": len(text.encode())},
        "features": [
            {
                "$type": "app.bsky.richtext.facet#link",
                "uri": "https://www.news.example/acme-recall?id=7",
            }
        ],
    }
    shown = post(1, 5)
    shown["record"] = {"text": text, "facets": [facet]}
    mention = read(shown)
    assert mention.text == "Café 🔥🔥 acme: https://www.news.example/acme-recall?id=7"


@pytest.mark.parametrize("index", [{"byteStart": 5, "byteEnd": 900}, {"byteStart": -1}, {}, None])
def test_links_that_stand_nowhere_come_at_the_end(index: object) -> None:
    """Named links, link cards and odd places lose nothing of what is written."""
    link = {"index": index, "features": [{"uri": "https://kettle.example/a"}]}
    named = {"index": {"byteStart": 0, "byteEnd": 4}, "features": [{"uri": "https://acme.example"}]}
    shown = post(1, 5)
    shown["record"] = {
        "text": "here it is",
        "facets": [link, named, "words", {"features": 7}],
        "embed": {"media": {"external": {"uri": "https://kettle.example/card", "title": "x"}}},
        "tags": ["AcmeRecall", 7],
    }
    lines = read(shown).text.split("\n")
    assert lines[0] == "here it is"
    assert set(lines[1:]) == {
        "https://kettle.example/a",
        "https://acme.example",
        "https://kettle.example/card",
        "#AcmeRecall",
    }


def test_a_hashtag_outside_the_text_is_found() -> None:
    """Apps may keep hashtags beside the text; the matcher sees them."""
    shown = post(1, 5)
    shown["record"] = {"text": "look", "tags": ["acme"]}
    topic = Topic(name="acme", query=query("#acme"), owner="pr")
    assert compile_topics([topic]).matches(read(shown))


@pytest.mark.parametrize(
    ("created", "published"),
    [
        ("2031-01-01T00:00:00Z", NOW - timedelta(minutes=5)),
        ("2026-11-22T05:00:00+00:00", NOW - timedelta(hours=1)),
        ("2026-11-22T04:00:00.123456789Z", NOW - timedelta(hours=2)),
        ("yesterday", NOW - timedelta(minutes=5)),
        (None, NOW - timedelta(minutes=5)),
    ],
)
def test_a_time_that_an_app_made_up_is_not_believed(
    created: str | None, published: datetime
) -> None:
    """The earlier of what the app and the network say."""
    shown = post(1, 5)
    shown["record"] = {"text": "Acme", "createdAt": created}
    found = read(shown).published_at
    assert found is not None
    assert found.replace(microsecond=0) == published


def test_a_time_after_ours_is_not_believed() -> None:
    """Not even when the network tells it; and such a post does not hide the others."""
    coming = post(1, -600)
    coming["record"] = {"text": "Acme", "createdAt": "2031-01-01T00:00:00Z"}
    network = Network([coming, post(2, 5)])
    with serving(network) as server:
        reader = source(server.url)
        pages = pages_of(reader)
        network.posts.append(post(3, 1))
        later = pages_of(reader, last_cursor(pages))
    by_id = {one.id[-3:]: one.published_at for one in mentions_in(pages)}
    assert by_id == {"3m1": NOW, "3m2": NOW - timedelta(minutes=5)}
    assert [one.id[-3:] for one in mentions_in(later)] == ["3m3"]


def test_an_old_date_on_a_new_post_hides_nothing() -> None:
    """Bridges and wrong clocks write of 1970; the walk goes by when the network saw the post."""
    old = post(1, 1)
    old["record"] = {"text": "Acme", "createdAt": "1970-01-01T00:00:00Z"}
    with serving(Network([old, post(2, 5)], size=1)) as server:
        found = mentions_in(pages_of(source(server.url)))
    assert [one.id[-3:] for one in found] == ["3m1", "3m2"]
    assert found[0].published_at == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_reply_names_what_it_answers() -> None:
    """And everything else keeps its place: language, permalink, counts."""
    shown = post(1, 5, replyCount=3, repostCount=2, quoteCount=1, likeCount=4)
    parent = {"uri": "at://did:plc:noor/app.bsky.feed.post/3mroot", "cid": "bafy"}
    shown["record"] = {"text": "Acme", "langs": ["pt-BR", "en"], "reply": {"parent": parent}}
    mention = read(shown)
    assert (mention.kind, mention.in_reply_to) == (MentionKind.REPLY, parent["uri"])
    assert mention.lang == "pt-BR"
    assert mention.url == f"https://bsky.app/profile/{DID}/post/3m1"
    assert (mention.likes, mention.reposts, mention.replies, mention.quotes) == (4, 2, 3, 1)
    assert mention.key == f"bluesky:at://{DID}/app.bsky.feed.post/3m1"


def test_a_handle_that_leads_nowhere_is_none() -> None:
    """The account is still known by its DID."""
    author = read(post(1, 5, author={"did": DID, "handle": "handle.invalid"})).author
    assert author is not None
    assert (author.id, author.handle, author.followers) == (DID, None, None)


@pytest.mark.parametrize(("negated", "taken"), [(False, 0), (True, 1)])
def test_an_author_for_members_only_is_not_taken(negated: bool, taken: int) -> None:
    """The account's own label is obeyed, and so is its withdrawal."""
    label = {"val": "!no-unauthenticated", **({"neg": True} if negated else {})}
    shown = post(1, 5, author={"did": DID, "handle": "ola.example", "labels": [label]})
    with serving(Network([shown])) as server:
        pages = pages_of(source(server.url))
    assert len(mentions_in(pages)) == taken
    reasons = [one.because for page in pages for one in page.skipped]
    assert [("logged-in" in because) for because in reasons] == [True] * (1 - taken)


def test_followers_are_looked_up_once_where_that_is_wanted() -> None:
    """For authors of new posts only, 25 at a time; 0 is a number."""
    posts = [
        post(n, 1 + n, author={"did": f"did:plc:a{n}", "handle": "x.example"}) for n in range(30)
    ]
    posts.append(post(99, 50))
    with serving(Network(posts)) as server:
        reader = source(server.url, followers=True)
        first = pages_of(reader)
        asked = [seen for seen in server.seen if "getProfiles" in seen.path]
        pages_of(reader, last_cursor(first))
        again = [seen for seen in server.seen if "getProfiles" in seen.path]
    assert (len(asked), len(again)) == (2, 2)
    known = {one.author.id: one.author.followers for one in mentions_in(first) if one.author}
    assert known[DID] == 0
    assert known["did:plc:a1"] is None


def test_a_look_up_that_fails_costs_the_number_only() -> None:
    """The mention is there, its author's followers are unknown."""
    network = Network([post(1, 5)])

    def script(seen: Seen) -> Reply:
        return Reply(status=500) if "getProfiles" in seen.path else network(seen)

    with serving(script) as server:
        pages = pages_of(source(server.url, followers=True))
    (mention,) = mentions_in(pages)
    assert mention.author is not None
    assert mention.author.followers is None
    assert pages[-1].outcome is Outcome.OK


@pytest.mark.parametrize(
    ("endpoint", "pds"),
    [
        ("https://morel.us-east.host.bsky.network", "https://morel.us-east.host.bsky.network"),
        ("http://morel.example", None),
        ("https://user@morel.example", None),
        ("file:///etc/passwd", None),
        (7, None),
    ],
)
def test_questions_go_to_the_accounts_own_server(endpoint: object, pds: str | None) -> None:
    """As its DID document says, unless that would send the session over an open line."""
    service = [{"id": "#atproto_labeler"}, {"id": "#atproto_pds", "serviceEndpoint": endpoint}]
    assert _pds({"didDoc": {"service": service}}) == pds


def test_a_base_url_stands_for_every_address() -> None:
    """Even when the account says that it lives elsewhere."""
    network = Network([post(1, 5)])
    document = {"service": [{"id": "x#atproto_pds", "serviceEndpoint": "https://pds.example"}]}

    def script(seen: Seen) -> Reply:
        reply = network(seen)
        if "createSession" in seen.path:
            return answer({**json.loads(reply.body), "didDoc": document})
        return reply

    with serving(script) as server:
        assert len(mentions_in(pages_of(source(server.url)))) == 1


@pytest.mark.parametrize("session", [{}, {"accessJwt": "a"}, {"accessJwt": 7, "refreshJwt": "b"}])
def test_a_login_without_a_session_is_broken(session: object) -> None:
    """A login that went well and brought nothing is a service that has changed."""
    with serving(lambda _: answer(session)) as server:
        (last,) = pages_of(source(server.url))
    assert last.outcome is Outcome.BROKEN


def test_the_login_can_be_tried_alone() -> None:
    """One request, no search; its outcome is that of the login."""

    def tried(script: Callable[[Seen], Reply]) -> tuple[Page, list[str]]:
        with serving(script) as server:
            return asyncio.run(source(server.url).verify(NOW)), calls(server)

    good, asked = tried(Network())
    assert (good.outcome, asked) == (Outcome.OK, ["createSession"])
    bad, _ = tried(lambda _: refusal(401, "AuthFactorTokenRequired", "A code was sent"))
    assert bad.outcome is Outcome.UNAUTHORISED
    assert "own password will not do" in bad.because


def test_a_cursor_of_another_shape_logs_in_afresh() -> None:
    """Nothing that stands in a cursor can make a poll fail."""
    odd = Cursor('{"v":1,"queries":{},"notes":{"whose":"x","access":"a b","refresh":""}}')
    with serving(Network([post(1, 5)])) as server:
        assert len(mentions_in(pages_of(source(server.url), odd, topics=(ACME,)))) == 1


def _subject(token: str) -> str:
    middle = token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))["sub"])
