"""The client below all sources: limits, redirects, addresses."""

from __future__ import annotations

import asyncio
import gzip
import re
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Answer, Ask, Rejection, Validators
from socwatch.sources._fields import count, instant, row
from socwatch.sources._http import Http, Manners
from tests.support.http_server import Reply, Seen, always, serving, wait_for

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SMALL = Manners(deadline=10.0, retries=0, cap=100_000, pace=0.0)


def got(*asks: Ask, http: Http | None = None, together: bool = False) -> list[Answer]:
    """The answers, one after the other or all at once."""

    async def run() -> list[Answer]:
        client = http or Http(manners=SMALL)
        async with client.session(now=NOW, allow_private=True) as session:
            if together:
                return list(await asyncio.gather(*(session.get(ask) for ask in asks)))
            return [await session.get(ask) for ask in asks]

    return asyncio.run(run())


def redirect(to: str) -> Reply:
    """An answer that sends elsewhere."""
    return Reply(status=302, headers={"Location": to})


def test_says_who_asks() -> None:
    """The agent names socwatch, its version and whom to write to."""
    with serving(always(Reply(body=b"{}"))) as server:
        got(Ask(url=server.url), http=Http(contact="press@acme.example", manners=SMALL))
        agent = server.seen[0].headers["user-agent"]
    assert agent.startswith("socwatch/")
    assert agent.endswith("(+press@acme.example)")


def test_parameters_join_those_of_the_address() -> None:
    """A token in the configured address is not lost when a source adds parameters."""
    with serving(always(Reply(body=b"{}"))) as server:
        got(Ask(url=f"{server.url}/x?a=1", params={"b": "2>1"}))
        assert server.seen[0].query == {"a": "1", "b": "2>1"}


def test_follows_a_few_redirects() -> None:
    """Five hops are followed, relative ones too; the answer tells where it came from."""

    def script(seen: Seen) -> Reply:
        hop = int(seen.path.strip("/"))
        return redirect(f"/{hop + 1}") if hop < 5 else Reply(body=b"{}")

    with serving(script) as server:
        (answer,) = got(Ask(url=f"{server.url}/0"))
    assert answer.url.endswith("/5")


def test_stops_a_redirect_loop() -> None:
    """A chain without end costs six requests."""
    with serving(always(redirect("/again"))) as server:
        with pytest.raises(SourceBroken, match="without end"):
            got(Ask(url=server.url))
        assert len(server.seen) == 6


def test_tells_a_login_to_no_other_host() -> None:
    """Authorization and key headers stay with the host they were meant for."""
    secrets = {"Authorization": "Bearer x", "X-Api-Key": "y", "X-Other": "z"}
    with serving(always(Reply(body=b"{}"))) as other, serving(always(redirect(other.url))) as first:
        got(Ask(url=first.url, headers=secrets))
        there = other.seen[0].headers
    assert "authorization" not in there
    assert "x-api-key" not in there
    assert there["x-other"] == "z"


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("http://news.example/", SourceBroken),
        ("file:///etc/passwd", SourceMisconfigured),
        ("gopher://news.example/", SourceMisconfigured),
        ("https://consent.google.com/m", SourceRefused),
        ("https://www.google.com/sorry/index", SourceRefused),
        ("", SourceBroken),
    ],
)
def test_does_not_follow_everywhere(location: str, error: type[SourceError]) -> None:
    """Not to an unencrypted address, not out of the web, and not into a captcha."""
    ask = Ask(url="https://news.example/feed", walls=("consent.google.com",))
    with pytest.raises(error):
        ask.where_to(location)


def test_a_redirect_to_a_private_address_needs_permission_too() -> None:
    """Every hop is checked: link-local stays closed whatever is allowed."""
    there = redirect("http://169.254.169.254/latest/meta-data")
    refused = pytest.raises(SourceMisconfigured, match=r"169\.254\.169\.254")
    with serving(always(there)) as server, refused:
        got(Ask(url=server.url))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
def test_odd_spellings_of_loopback_are_loopback(host: str) -> None:
    """Decimal, hex, short and mapped forms are checked as what they are."""

    async def run() -> None:
        async with Http(manners=SMALL).session(now=NOW, allow_private=False) as session:
            await session.get(Ask(url=f"http://{host}:9/"))

    with pytest.raises(SourceMisconfigured, match="private"):
        asyncio.run(run())


@pytest.mark.parametrize("wbits", [31, 15, -15], ids=["gzip", "deflate", "raw deflate"])
def test_a_bomb_is_not_unpacked(wbits: int) -> None:
    """A few kilobytes that stand for ten megabytes are refused at the cap."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    bomb = packer.compress(b" " * 10_000_000) + packer.flush()
    encoding = "gzip" if wbits == 31 else "deflate"
    reply = Reply(body=bomb, headers={"Content-Encoding": encoding})
    with serving(always(reply)) as server, pytest.raises(SourceBroken, match="larger than"):
        got(Ask(url=server.url))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_unasked_compression_is_refused(encoding: str) -> None:
    """Only what was asked for is decoded; a bomb in a bomb is not."""
    reply = Reply(body=b"{}", headers={"Content-Encoding": encoding})
    with serving(always(reply)) as server, pytest.raises(SourceBroken):
        got(Ask(url=server.url))


def test_an_endless_plain_body_is_refused() -> None:
    """The cap holds without compression as well."""
    reply = Reply(body=b"{" + b" " * 200_000)
    with serving(always(reply)) as server, pytest.raises(SourceBroken, match="larger than"):
        got(Ask(url=server.url))


def test_several_gzip_members_are_one_body() -> None:
    """Proxies glue compressed parts together, and some pad the end."""
    body = gzip.compress(b'{"a": ') + gzip.compress(b"1}") + b"\0\0"
    with serving(always(Reply(body=body, headers={"Content-Encoding": "gzip"}))) as server:
        (answer,) = got(Ask(url=server.url))
    assert answer.json() == {"a": 1}


def test_a_packed_file_is_unpacked() -> None:
    """Also where no header says that it is packed; a cut one is an error as ever."""
    body = gzip.compress(b'{"a": 1}')

    def explain(said: Rejection) -> SourceError:
        return SourceBroken(f"it said {said.json()}")

    with serving(always(Reply(body=body))) as server:
        (answer,) = got(Ask(url=server.url))
        assert answer.json() == {"a": 1}
        server.script = always(Reply(status=400, body=body))
        with pytest.raises(SourceBroken, match="it said"):
            got(Ask(url=server.url, explain=explain))
        server.script = always(Reply(body=body[:-9]))
        with pytest.raises(SourceBroken, match="cut off"):
            got(Ask(url=server.url))


@pytest.mark.parametrize(
    ("headers", "words"),
    [({}, "asks for a login (401)"), ({"Authorization": "Bearer x"}, "rejects our login (401)")],
)
def test_a_login_that_is_missing_is_told_from_one_that_is_rejected(
    headers: dict[str, str], words: str
) -> None:
    """People do different things about the two."""
    with (
        serving(always(Reply(status=401))) as server,
        pytest.raises(SourceUnauthorised, match=re.escape(words)),
    ):
        got(Ask(url=server.url, headers=headers))


def test_nothing_new_before_anything_was_sent_is_broken() -> None:
    """A 304 that nobody asked for is no quiet service."""
    with serving(always(Reply(status=304))) as server:
        with pytest.raises(SourceBroken, match="304"):
            got(Ask(url=server.url))
        (answer,) = got(Ask(url=server.url, validators=Validators(etag='"a"')))
    assert answer.unchanged


def test_a_wait_beside_a_refusal_is_obeyed() -> None:
    """Some services refuse with 403 and say when they will listen again."""
    reply = Reply(status=403, headers={"Retry-After": "600"})
    with serving(always(reply)) as server, pytest.raises(SourceRefused) as refused:
        got(Ask(url=server.url))
    assert refused.value.retry_at == NOW + timedelta(minutes=10)


def test_another_try_keeps_the_gap_too() -> None:
    """A service that wants seconds between two requests gets them after its own failures."""
    patient = Http(manners=Manners(deadline=10.0, retries=1, backoff=0.0))
    times: list[float] = []

    def script(_seen: Seen) -> Reply:
        times.append(time.monotonic())
        return Reply(status=500)

    with serving(script) as server, pytest.raises(SourceBroken):
        got(Ask(url=server.url, gap=0.3), http=patient)
    assert len(times) == 2
    assert times[1] - times[0] > 0.25


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("1763996400", "2025-11-24T15:00:00+00:00"),
        (" 1763996400.0", "2025-11-24T15:00:00+00:00"),
        (1763996400, "2025-11-24T15:00:00+00:00"),
        ("20251124T150000Z", "2025-11-24T15:00:00+00:00"),
        ("20251124", "2025-11-24T00:00:00+00:00"),
        ("176399640012", None),
    ],
)
def test_times_as_services_send_them(value: object, at: str | None) -> None:
    """Epoch seconds may come as a text."""
    assert instant(value) == (datetime.fromisoformat(at) if at else None)


def test_huge_headers_are_refused() -> None:
    """A header of 256 kB is an error of the service."""
    reply = Reply(body=b"{}", headers={"X-Big": "x" * 262_144})
    with serving(always(reply)) as server, pytest.raises(SourceBroken):
        got(Ask(url=server.url))


@pytest.mark.parametrize("number", [b"9" * 5_000, b"1e999", b"NaN", str(2**70).encode()])
def test_an_absurd_number_spoils_no_document(number: bytes) -> None:
    """A number that nothing can hold is unknown; the rest of the answer is read."""
    with serving(always(Reply(body=b'{"a": ' + number + b', "b": 7}'))) as server:
        (answer,) = got(Ask(url=server.url))
    document = row(answer.json())
    assert (count(document, "a"), count(document, "b")) == (None, 7)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a"', b'{"a": 1} tail'])
def test_hostile_json_is_one_error(body: bytes) -> None:
    """Depth and cut documents end the answer, not the program."""
    with serving(always(Reply(body=body))) as server:
        (answer,) = got(Ask(url=server.url))
    with pytest.raises(SourceBroken, match="damaged"):
        answer.json()


def test_odd_json_is_read() -> None:
    """Byte order marks, raw control characters, half surrogates and NaN spoil no neighbour."""
    body = b'\xef\xbb\xbf{"a": "x\x01y", "b": "\\ud800", "c": NaN, "d": 9007199254740993}'
    with serving(always(Reply(body=body))) as server:
        (answer,) = got(Ask(url=server.url))
    assert answer.json() == {"a": "x\x01y", "b": "\ud800", "c": None, "d": 2**53 + 1}


def test_a_backslash_that_begins_nothing_is_one() -> None:
    """Headlines are passed on unescaped by some; the rest of the answer is whole."""
    body = rb'{"a": "it\'s \q \u00e9 \\"}'
    with serving(always(Reply(body=body))) as server:
        (answer,) = got(Ask(url=server.url))
    assert answer.json() == {"a": r"it\'s \q é" + " \\"}


def test_a_name_that_does_not_resolve_may_resolve_later() -> None:
    """It is a failure of the day, not of the config."""
    with pytest.raises(SourceBroken, match="could not be reached"):
        got(Ask(url="http://nobody.invalid/"))


def test_no_more_than_two_at_a_time() -> None:
    """A host is never asked a third thing before one of two is answered."""
    present: list[int] = []
    crowds: list[int] = []

    def script(_seen: Seen) -> Reply:
        present.append(1)
        crowds.append(len(present))
        wait_for(lambda: False, seconds=0.05)
        present.pop()
        return Reply(body=b"{}")

    with serving(script) as server:
        got(*[Ask(url=server.url)] * 6, together=True)
    assert max(crowds) == 2


def test_keeps_the_gap_a_source_asks_for() -> None:
    """Between two requests to a host lie as many seconds as the source wants."""
    with serving(always(Reply(body=b"{}"))) as server:
        http = Http(manners=Manners(pace=0.1))
        started = datetime.now(UTC)
        got(*[Ask(url=server.url, gap=1.0)] * 3, http=http)
        elapsed = (datetime.now(UTC) - started).total_seconds()
    assert elapsed >= 0.2


def test_one_client_serves_poll_after_poll() -> None:
    """Each poll may run in an event loop of its own."""
    http = Http(manners=SMALL)
    with serving(always(Reply(body=b"{}"))) as server:
        first, second = (got(Ask(url=server.url), http=http) for _ in range(2))
    assert first[0].status == second[0].status == 200
