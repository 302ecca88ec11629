"""Answers that are meant to break the client, and secrets that no header can hold."""

from __future__ import annotations

import asyncio
import base64
import html
import json
import sys
import time
from datetime import UTC, datetime
from urllib.parse import quote, quote_plus

import pytest

from socwatch.errors import SourceBroken, SourceUnauthorised
from socwatch.model.mention import Page
from socwatch.secrets import Secret, Way
from socwatch.sources._answers import Ask, Validators
from socwatch.sources._http import Http, Manners, Session
from socwatch.sources._json_pages import Following, same_place
from socwatch.sources._options import TokenOptions
from socwatch.sources._pages import Pages, polled
from tests.support.http_server import Reply, always, serving

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
HTTP = Http(manners=Manners(deadline=5.0, retries=0, pace=0.0))


async def _got(ask: Ask) -> int:
    async with HTTP.session(now=NOW, allow_private=True) as session:
        return (await session.get(ask)).status


@pytest.mark.parametrize("location", ["http://[::1/", "http://127.0.0.1:99999/", "//[x]/", ""])
def test_a_redirect_to_nowhere_is_the_service_s_fault(location: str) -> None:
    """An address that is none fails the source with a sentence, not the program."""
    reply, nowhere = Reply(status=302, headers={"Location": location}), "redirects to nowhere"
    with serving(always(reply)) as server, pytest.raises(SourceBroken, match=nowhere):
        asyncio.run(_got(Ask(url=server.url)))


def test_a_validator_that_no_header_can_hold_is_not_sent_back() -> None:
    """A service with an odd ETag is read again and again."""
    odd = Validators(etag='"caf\u00e9"', modified="yester\nday")
    with serving(always(Reply(body=b"{}"))) as server:
        assert asyncio.run(_got(Ask(url=server.url, validators=odd))) == 200
        assert not {"if-none-match", "if-modified-since"} & set(server.seen[0].headers)


def test_a_token_with_foreign_letters_is_a_wrong_token() -> None:
    """Nobody is sent to look for a mistake in the address, and the token is not repeated."""
    ask = Ask(url="http://127.0.0.1:9", headers={"Authorization": "Bearer s\u00e9cret"})
    with pytest.raises(SourceUnauthorised) as caught:
        asyncio.run(_got(ask))
    assert "cret" not in str(caught.value)


def test_a_contact_with_foreign_letters_does_not_silence_the_sources() -> None:
    """Who writes to us from such an address is asked for no header that cannot be sent."""
    assert Http(contact="pr@m\u00fcller.example").user_agent.isascii()


def test_a_link_header_of_brackets_is_read_at_once() -> None:
    """The time for a hostile header grows with its length, not with its square."""
    header = {"link": "<" * 90_000}
    began = time.monotonic()
    with serving(always(Reply(body=b"{}"))) as server:

        async def following() -> str:
            async with HTTP.session(now=NOW, allow_private=True) as session:
                answer = await session.get(Ask(url=server.url))
            answer.headers["link"] = header["link"]  # type: ignore[index]
            return Following(kind="link").after("", answer, {}, [{}])

        assert asyncio.run(following()) == ""
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("link", ["http://[::1/", "http://api.example:99999/"])
def test_a_next_page_that_is_nowhere_is_the_service_s_fault(link: str) -> None:
    """It is one error with a sentence."""
    with pytest.raises(SourceBroken, match="next page is nowhere"):
        same_place(link, "http://api.example/items", None)


def test_a_slow_secret_keeps_no_other_source_waiting() -> None:
    """While a program looks for its secret, others are read; what it says is what is used."""
    slow = (sys.executable, "-c", "import time; time.sleep(1); print('s3cret')")
    heard: list[str] = []

    async def read(session: Session) -> Pages:
        heard.append(session.reveal(Secret(way=Way.COMMAND, reference=slow), "a token"))
        yield Page()

    async def lag() -> float:
        worst, last = 0.0, time.monotonic()
        for _ in range(80):
            await asyncio.sleep(0.01)
            worst, last = max(worst, time.monotonic() - last), time.monotonic()
        return worst

    async def both() -> float:
        async def poll() -> None:
            options = TokenOptions(token_command=slow)
            async for _ in polled(HTTP, options, NOW, read):
                pass

        worst, _ = await asyncio.gather(lag(), poll())
        return worst

    assert asyncio.run(both()) < 0.5
    assert heard == ["s3cret"]


def test_a_secret_is_not_repeated_in_any_spelling() -> None:
    """A service that quotes our request quotes it as it stood in an address, a page, a header."""
    secret = "to/ken+\"&' x"

    async def quoted() -> list[str]:
        async with HTTP.session(now=NOW, allow_private=True) as session:
            session.hide(secret)
            session.hide(" ")
            said = (
                secret,
                quote_plus(secret),
                quote(secret, safe=""),
                html.escape(secret),
                json.dumps({"password": secret}),
                base64.b64encode(secret.encode()).decode(),
                "two words",
            )
            return [session.quote(f"bad: {one}") for one in said]

    *hidden, words = asyncio.run(quoted())
    assert not any("ken" in one for one in hidden)
    assert all("***" in one for one in hidden)
    assert words == "bad: two words"
