"""Bluesky's search against the network's own PDS and AppView, on this machine.

Only with `pytest -m atproto` and SOCWATCH_ATPROTO_URL=http://localhost:2583. To start a network,
with Node 20, PostgreSQL and Redis at hand, in a folder that can be thrown away:

    npm install @atproto/dev-env@0.3.215
    export DB_POSTGRES_URL=postgresql://you@127.0.0.1/postgres REDIS_HOST=127.0.0.1:6379
    node -e "require('@atproto/dev-env').TestNetwork.create({pds: {port: 2583, hostname:
      'localhost', enableDidDocWithSession: true}, bsky: {dbPostgresSchema: 'bsky', port: 2584},
      plc: {port: 2582}, ozone: {port: 2587}, dbPostgresSchema: 'bsky'})"

Its search finds substrings, upper and lower case apart: this proves the login, the pages and the
refusals, not what is found.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from socwatch.model.mention import Cursor, MentionKind, Outcome, Page
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.sources.bluesky import Bluesky
from tests.contracts.sources.cases import last_cursor, mentions_in, topic
from tests.unit.sources.test_bluesky import jwt

pytestmark = pytest.mark.atproto
URL = os.environ.get("SOCWATCH_ATPROTO_URL", "")
PASSWORD_ENV = "SOCWATCH_ATPROTO_PASSWORD"
#: What the development network signs its sessions with.
SIGNED_WITH = b"jwt-secret"

if not URL:
    pytest.skip("SOCWATCH_ATPROTO_URL names no server", allow_module_level=True)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who posts."""

    client: httpx.Client
    handle: str
    did: str

    def add(self, record: dict[str, object]) -> dict[str, str]:
        """Puts a record into the account's repository; its address and content id."""
        body = {"repo": self.did, "collection": record["$type"], "record": record}
        answer = self.client.post("/xrpc/com.atproto.repo.createRecord", json=body)
        found = answer.raise_for_status().json()
        return {"uri": found["uri"], "cid": found["cid"]}

    def post(self, text: str, **more: object) -> dict[str, str]:
        """Posts now."""
        return self.add({"$type": "app.bsky.feed.post", "text": text, "createdAt": _now(), **more})

    def until_found(self, word: str, number: int) -> None:
        """Waits until the search knows so many posts with the word."""
        for _ in range(150):
            params = {"q": word, "limit": 100}
            answer = self.client.get("/xrpc/app.bsky.feed.searchPosts", params=params)
            if len(answer.raise_for_status().json()["posts"]) >= number:
                return
            time.sleep(0.2)
        raise AssertionError(f"the search never found {number} posts")


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


@pytest.fixture
def word() -> str:
    """A word that nobody said before."""
    return f"acmekettle{secrets.token_hex(5)}"


@pytest.fixture
def ola(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """A new account, whose password the source has."""
    handle, password = f"ola{secrets.token_hex(4)}.test", secrets.token_hex(8)
    monkeypatch.setenv(PASSWORD_ENV, password)
    with httpx.Client(base_url=URL, timeout=20) as client:
        body = {"handle": handle, "email": f"{handle}@kettle.example", "password": password}
        made = client.post("/xrpc/com.atproto.server.createAccount", json=body)
        found = made.raise_for_status().json()
        client.headers["Authorization"] = f"Bearer {found['accessJwt']}"
        yield Account(client, handle, found["did"])


def source(account: Account, **more: object) -> Bluesky:
    """A source that searches as this account."""
    raw = {
        "base_url": URL,
        "allow_private": True,
        "identifier": account.handle,
        "password_env": PASSWORD_ENV,
        **more,
    }
    options = registry.options_of("bluesky").model_validate(raw)
    built = registry.build("sky", "bluesky", options, http=Http())
    assert isinstance(built, Bluesky)
    return built


def polled(reader: Bluesky, word: str, since: Cursor | None = None) -> list[Page]:
    """All pages of a poll at this moment."""

    async def pages() -> list[Page]:
        poll = reader.poll((topic("acme", word),), since, datetime.now(UTC))
        return [page async for page in poll]

    return asyncio.run(pages())


def with_access(cursor: Cursor, token: str) -> Cursor:
    """The cursor of somebody whose access token is this."""
    state = json.loads(cursor)
    state["notes"]["access"] = token
    return Cursor(json.dumps(state))


def signed(claims: dict[str, object]) -> str:
    """An access token that the development network takes for its own."""
    parts = [{"typ": "at+jwt", "alg": "HS256"}, claims]
    text = ".".join(_encoded(json.dumps(one).encode()) for one in parts)
    return f"{text}.{_encoded(hmac.digest(SIGNED_WITH, text.encode(), hashlib.sha256))}"


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_posts_are_found_with_all_that_is_known_of_them(ola: Account, word: str) -> None:
    """Address, author, time, language, counts, links and what a reply answers."""
    first = ola.post(f"{word} melted 🔥", langs=["en"])
    link = {
        "index": {"byteStart": 0, "byteEnd": 13},
        "features": [
            {"$type": "app.bsky.richtext.facet#link", "uri": "https://kettle.example/recall"}
        ],
    }
    answers = {"root": first, "parent": first}
    reply = ola.post(f"kettle.exa... {word} 水壶", facets=[link], reply=answers)
    ola.add({"$type": "app.bsky.feed.like", "subject": first, "createdAt": _now()})
    ola.until_found(word, 2)
    pages = polled(source(ola, followers=True), word)
    by_id = {one.id: one for one in mentions_in(pages)}
    assert pages[-1].outcome is Outcome.OK
    assert set(by_id) == {first["uri"], reply["uri"]}
    one, other = by_id[first["uri"]], by_id[reply["uri"]]
    assert (one.text, one.lang, one.kind) == (f"{word} melted 🔥", "en", MentionKind.POST)
    assert (one.replies, one.reposts, one.quotes) == (1, 0, 0)
    assert one.author is not None
    assert (one.author.id, one.author.handle, one.author.followers) == (ola.did, ola.handle, 0)
    assert one.published_at is not None
    assert timedelta(0) <= datetime.now(UTC) - one.published_at < timedelta(minutes=2)
    assert other.text == f"https://kettle.example/recall {word} 水壶"
    assert (other.kind, other.in_reply_to) == (MentionKind.REPLY, first["uri"])


def test_pages_are_followed_and_nothing_comes_twice(
    ola: Account, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's own cursor leads over all pages; the next poll brings what is new."""
    monkeypatch.setattr("socwatch.sources.bluesky._PER_PAGE", 5)
    posted = {ola.post(f"{word} {n}")["uri"] for n in range(13)}
    ola.until_found(word, 13)
    reader = source(ola)
    first = polled(reader, word)
    assert sorted(one.id for one in mentions_in(first)) == sorted(posted)
    assert sum(bool(page.mentions) for page in first) == 3
    late = ola.post(f"{word} again")["uri"]
    ola.until_found(word, 14)
    second = polled(reader, word, last_cursor(first))
    assert [one.id for one in mentions_in(second)] == [late]
    assert mentions_in(polled(reader, word, last_cursor(second))) == []


def test_nothing_found_is_fine(ola: Account, word: str) -> None:
    """A word that nobody said is an answer."""
    pages = polled(source(ola), word)
    assert ({page.outcome for page in pages}, mentions_in(pages)) == ({Outcome.OK}, [])


def test_an_expired_and_a_wrong_token_are_renewed(ola: Account, word: str) -> None:
    """Both are a 400 of the server; the session goes on without a login."""
    reader = source(ola)
    cursor = last_cursor(polled(reader, word))
    passed = int(time.time()) - 60
    claims = {"scope": "com.atproto.access", "sub": ola.did, "aud": "did:web:localhost"}
    expired = signed({**claims, "iat": passed - 60, "exp": passed})
    for token, error in ((expired, "ExpiredToken"), (jwt("nobody"), "InvalidToken")):
        headers = {"Authorization": f"Bearer {token}"}
        path = "/xrpc/app.bsky.feed.searchPosts"
        told = ola.client.get(path, params={"q": "x"}, headers=headers)
        assert (told.status_code, told.json()["error"]) == (400, error)
        pages = polled(reader, word, with_access(cursor, token))
        assert pages[-1].outcome is Outcome.OK
        cursor = last_cursor(pages)
        assert json.loads(cursor)["notes"]["access"] != token


def test_an_ended_session_logs_in_again(ola: Account, word: str) -> None:
    """With neither token of any use the password begins a new session."""
    reader = source(ola)
    state = json.loads(last_cursor(polled(reader, word)))
    state["notes"] |= {"access": jwt("nobody"), "refresh": jwt("nobody")}
    pages = polled(reader, word, Cursor(json.dumps(state)))
    assert pages[-1].outcome is Outcome.OK


def test_a_wrong_password_is_unauthorised(
    ola: Account, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's own words for it are understood."""
    monkeypatch.setenv(PASSWORD_ENV, "wrong")
    (last,) = polled(source(ola), word)
    assert last.outcome is Outcome.UNAUTHORISED
    assert "app password" in last.because
