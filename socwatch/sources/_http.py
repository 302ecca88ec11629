"""The only way a source speaks HTTP: politely, within limits, and never to a private network.

Invariants: a request ends within its deadline whatever the server does; an answer is whole or an
error; what a service asks (waits, allowances, gaps) is obeyed; no error text holds more of an
address than its host.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from html import escape
from secrets import SystemRandom
from urllib.parse import quote, quote_plus, urlsplit
from weakref import WeakKeyDictionary

import httpx

from socwatch import __version__
from socwatch.errors import (
    SecretUnavailable,
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.secrets import Secret, Way
from socwatch.sources._address import CheckedTransport, is_loopback
from socwatch.sources._answers import Answer, Ask, Expect, Rejection, refusal
from socwatch.sources._body import ACCEPTED_ENCODINGS, is_web_page, read_body, read_start
from socwatch.sources._limits import LONGEST_WAIT, exhausted_until
from socwatch.understand.text import clean

# Request lines and headers carry tokens; nobody reads them in a log.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_PER_HOST = 2
#: Politeness is for other people's servers: our own machine may be asked by many at once.
_PER_OWN_HOST = 64
#: Failures in a row after which a host is left alone for the rest of the poll.
_BREAKER = 5
_REFUSAL_BYTES = 64 * 1024
_QUOTED = 200
_random = SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How patient and how polite the client is. The defaults are for real services."""

    deadline: float = 30.0  #: seconds for one request in all, its redirects and retries included
    connect: float = 10.0  #: seconds for a connection to one address
    retries: int = 2  #: further tries after a server error or a lost connection
    backoff: float = 0.5  #: seconds; the longest pause before the first retry, then doubled
    redirects: int = 5
    cap: int = 10 * 1024 * 1024  #: bytes of a decoded body
    pace: float = 1.0  #: factor on the gaps that sources ask for


class _Again(Exception):
    """An answer that another try may better."""

    def __init__(self, error: SourceError) -> None:
        super().__init__()
        self.error = error


class Http:
    """What all sources share: who we say we are, and what hosts asked of us."""

    def __init__(self, *, contact: str = "", manners: Manners | None = None) -> None:
        """`contact` is a mail or web address for the services' operators; it may be empty."""
        self.manners = manners or Manners()
        who = f"+{contact}" if contact and contact.isascii() else "self-hosted"
        self.user_agent = f"socwatch/{__version__} ({who})"
        self.closed_until: dict[tuple[str, str], datetime] = {}  # by kind and host
        self._free_at: dict[str, float] = {}
        self._tls: ssl.SSLContext | None = None
        self._lanes: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]] = (
            WeakKeyDictionary()
        )

    @contextlib.asynccontextmanager
    async def session(
        self, *, now: datetime, allow_private: bool, kind: str = ""
    ) -> AsyncIterator[Session]:
        """The connections of one poll, closed at its end. `now` is what waits are counted from.

        What a host allows is kept for each `kind` of source: one host may have several services.
        """
        transport = CheckedTransport(allow_private=allow_private, tls=self._trusted)
        try:
            yield Session(http=self, transport=transport, now=now, kind=kind)
        finally:
            await transport.aclose()

    def lane(self, host: str) -> asyncio.Semaphore:
        """What lets at most two requests at a time go to one host of somebody else."""
        lanes = self._lanes.setdefault(asyncio.get_running_loop(), {})
        width = _PER_OWN_HOST if is_loopback(host) else _PER_HOST
        return lanes.setdefault(host, asyncio.Semaphore(width))

    async def gap(self, host: str, seconds: float) -> None:
        """Waits until the last request to this host is as long ago as the source wants."""
        if seconds <= 0:
            return
        start = max(time.monotonic(), self._free_at.get(host, 0.0))
        self._free_at[host] = start + seconds * self.manners.pace
        await asyncio.sleep(start - time.monotonic())

    def _trusted(self) -> ssl.SSLContext:
        # Reading the certificates costs tens of milliseconds; SSL_CERT_FILE is honoured.
        if self._tls is None:
            self._tls = httpx.create_ssl_context()
        return self._tls


@dataclass(slots=True, kw_only=True)
class Session:
    """The requests of one poll."""

    http: Http
    transport: CheckedTransport
    now: datetime
    kind: str = ""
    #: When a host whose allowance is used up will have filled it again.
    pause_until: datetime | None = field(default=None)
    #: Requests that may have reached a service: not those that found no connection.
    sent: int = 0
    _secrets: set[str] = field(default_factory=set)
    _looked_up: dict[Secret, Callable[[], str]] = field(default_factory=dict, repr=False)
    _failures: dict[str, int] = field(default_factory=dict)

    def reveal(self, secret: Secret | None, what: str) -> str:
        """The value of a secret, which no error of this poll will repeat.

        Raises SourceUnauthorised when there is none, or when it cannot be read.
        """
        if secret is None:
            raise SourceUnauthorised(
                f"it needs {what}",
                hint=f"the page of {self.kind} in docs/reference/sources says how to get one",
            )
        try:
            found = self._looked_up.get(secret)
            value = secret.reveal() if found is None else found()
        except SecretUnavailable as error:
            raise SourceUnauthorised(error.message, hint=error.hint) from None
        if not value.isprintable():
            raise SourceUnauthorised(f"{what} is not one line of plain text")
        self.hide(value)
        return value

    async def look_up(self, secrets: Iterable[Secret]) -> None:
        """Asks programs and keyrings for their secrets without keeping other sources waiting."""
        for secret in secrets:
            if secret.way in (Way.COMMAND, Way.KEYRING):
                self._looked_up[secret] = await asyncio.to_thread(_answer_of, secret)

    def hide(self, value: str) -> None:
        """Keeps a value that a login brought out of every error of this poll."""
        if value.strip():
            self._secrets |= _spellings(value)

    def quote(self, words: object) -> str:
        """What a service said of itself, fit for an error: short, clean, without our secrets."""
        text = " ".join(str(words).split()) if isinstance(words, str) else ""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, "***")
        return clean(text, limit=_QUOTED)

    def pause(self, until: datetime) -> None:
        """Notes that the service wants not to be asked before this; never for more than 1 h."""
        until = min(until, self.now + LONGEST_WAIT)
        self.pause_until = max(until, self.pause_until or until)

    def close(self, url: str, until: datetime) -> None:
        """As `pause`, and refuses further requests of this kind to the host until then."""
        self.pause(until)
        self.http.closed_until[self.kind, _host(url)] = min(until, self.now + LONGEST_WAIT)

    async def get(self, ask: Ask) -> Answer:
        """A whole answer of the kind that was asked for.

        Raises SourceRefused, SourceBroken, SourceUnauthorised or SourceMisconfigured. Server
        errors and lost connections are tried again; a service that asks to wait is not.
        """
        host = _host(ask.url)
        self._open(host)
        await self.http.gap(host, ask.gap)
        async with self.http.lane(host):
            try:
                answer = await self._in_time(ask, host)
            except SourceBroken:
                self._failures[host] = self._failures.get(host, 0) + 1
                raise
        self._failures.pop(host, None)
        return answer

    async def _in_time(self, ask: Ask, host: str) -> Answer:
        deadline = self.http.manners.deadline
        try:
            async with asyncio.timeout(deadline):
                return await self._tried(ask)
        except TimeoutError as error:
            waited = f"{deadline:g} seconds"
            raise SourceBroken(f"{host} did not answer in full within {waited}") from error

    def _open(self, host: str) -> None:
        if self._failures.get(host, 0) >= _BREAKER:
            raise SourceBroken(f"{host} failed {_BREAKER} times in a row and is left alone for now")
        until = self.http.closed_until.get((self.kind, host))
        if until is not None and until > self.now:
            raise SourceRefused(f"{host} allows no more requests for now", retry_at=until)

    async def _tried(self, ask: Ask) -> Answer:
        manners = self.http.manners
        for attempt in range(manners.retries):
            try:
                return await self._followed(ask)
            except _Again:
                await asyncio.sleep(_random.uniform(0, manners.backoff * 2**attempt))
                await self.http.gap(_host(ask.url), ask.gap)
        try:
            return await self._followed(ask)
        except _Again as last:
            raise last.error from last.__cause__

    async def _followed(self, ask: Ask) -> Answer:
        """The answer at the end of the redirects."""
        for _ in range(self.http.manners.redirects + 1):
            found = await self._once(ask)
            if isinstance(found, Answer):
                return found
            ask = ask.moved_to(found)
        raise SourceBroken(f"{_host(ask.url)} sends us from address to address without end")

    async def _once(self, ask: Ask) -> Answer | str:
        """An answer, or the address where it has moved to."""
        host = _host(ask.url)
        request = self._request(ask)
        self.sent += 1
        try:
            response = await self.transport.handle_async_request(request)
            try:
                return await self._read(ask, response, str(request.url))
            finally:
                await response.aclose()
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                self.sent -= 1
            raise _Again(SourceBroken(f"{host} did not answer in time")) from error
        except httpx.ConnectError as error:
            self.sent -= 1
            raise _unreachable(host, error) from error
        except httpx.TransportError as error:
            raise _Again(SourceBroken(f"the answer of {host} was cut off or is no HTTP")) from error

    def _request(self, ask: Ask) -> httpx.Request:
        manners = self.http.manners
        headers = {
            "User-Agent": self.http.user_agent,
            "Accept": ask.expect.value,
            "Accept-Encoding": ACCEPTED_ENCODINGS,
            **ask.validators.as_headers(),
            **ask.headers,
        }
        timeout = httpx.Timeout(manners.deadline, connect=manners.connect)
        if not all(value.isascii() for value in headers.values()):
            raise SourceUnauthorised(
                f"what {_host(ask.url)} is to be told has letters that no header can hold",
                hint="a token or key was copied wrongly?",
            )
        try:
            url = httpx.URL(ask.url)
            # Parameters are added to those of the address, never put in their place.
            url = url.copy_merge_params(dict(ask.params)) if ask.params else url
            return httpx.Request(
                ask.method,
                url,
                headers=headers,
                data=ask.form,
                json=ask.body,
                extensions={"timeout": timeout.as_dict()},
            )
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise SourceMisconfigured("the source's address cannot be asked") from error

    async def _read(self, ask: Ask, response: httpx.Response, url: str) -> Answer | str:
        host, status = _host(url), response.status_code
        self._note_allowance(host, response)
        refused = await self._explained(ask, response)
        if refused is None and 300 <= status < 400 and status != 304:
            return ask.where_to(response.headers.get("location", ""))
        refused = refused or refusal(ask, status, response.headers, self.now)
        if refused is not None:
            if status >= 500 and isinstance(refused, SourceBroken) and status != 503:
                raise _Again(refused)
            raise refused
        if status == 304:
            if not ask.validators.as_headers():
                raise SourceBroken(
                    f"{host} says that nothing is new, but has sent nothing yet (304)"
                )
            return Answer(status=status, body=b"", url=url, headers=response.headers)
        body = await read_body(response, self.http.manners.cap)
        _demand(ask, body, host)
        return Answer(status=status, body=body, url=url, headers=response.headers)

    async def _explained(self, ask: Ask, response: httpx.Response) -> SourceError | None:
        """What the service itself says that its refusal means."""
        if ask.explain is None or response.status_code in (200, 304):
            return None
        body = await read_start(response, _REFUSAL_BYTES)
        status, headers = response.status_code, response.headers
        return ask.explain(Rejection(status=status, headers=headers, body=body, now=self.now))

    def _note_allowance(self, host: str, response: httpx.Response) -> None:
        until = exhausted_until(response.headers, self.now)
        if until is not None:
            self.http.closed_until[self.kind, host] = until
            self.pause_until = until


def _spellings(value: str) -> set[str]:
    """A secret as a service may repeat it: in an address, a page, a document, a header."""
    coded = base64.b64encode(value.encode("utf-8", "replace")).decode("ascii")
    return {
        value,
        quote(value),
        quote(value, safe=""),
        quote_plus(value),
        escape(value),
        json.dumps(value)[1:-1],
        coded,
    }


def _answer_of(secret: Secret) -> Callable[[], str]:
    """What a secret's program says, to be heard later: its value, or why there is none."""
    try:
        value = secret.reveal()
    except SecretUnavailable as error:
        return partial(_raise, error)
    return lambda: value


def _raise(error: SecretUnavailable) -> str:
    raise error


def _unreachable(host: str, error: httpx.ConnectError) -> Exception:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return SourceBroken(f"the certificate of {host} cannot be trusted")
    unknown = isinstance(error.__cause__, socket.gaierror)
    why = ": no network, or no such name" if unknown else ""
    return _Again(SourceBroken(f"{host} could not be reached{why}"))


def _demand(ask: Ask, body: bytes, host: str) -> None:
    """Raises when the body cannot be what was asked for."""
    if not body.strip():
        raise SourceBroken(f"{host} sent an empty answer")
    if ask.expect in (Expect.PAGE, Expect.ANY):
        return
    if is_web_page(body):
        if ask.walls:
            raise SourceRefused(f"{host} asks for consent or a captcha")
        raise SourceBroken(f"{host} sent a web page where data was due (a login or an error page?)")
    data = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
    if ask.expect is Expect.JSON and not data:
        raise SourceBroken(f"{host} sent words where data was due")


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
