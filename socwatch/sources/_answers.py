"""One request and its answer, and what a status means for the source.

Invariant: whether trying again can help is the type of the error, decided here and nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import msgspec

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._fields import no_number, whole
from socwatch.sources._limits import asked_wait

#: An escape of JSON, or a backslash that begins none.
_BACKSLASH = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')


class Expect(StrEnum):
    """What a source can read; the value is the Accept header that asks for it."""

    JSON = "application/json"
    FEED = (
        "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, "
        "application/xml;q=0.8, */*;q=0.5"
    )
    PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"
    ANY = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional, as the last answer gave it."""

    etag: str = ""
    modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """If-None-Match and If-Modified-Since, where there is something to compare.

        What no header of ours can hold was not to be sent back.
        """
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {
            name: value
            for name, value in pairs.items()
            if value and value.isascii() and value.isprintable()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An answer that is neither 200 nor 304, as a source's `explain` sees it."""

    status: int
    headers: Mapping[str, str]  #: names in lower case work
    body: bytes  #: at most 64 KiB of it, decoded
    now: datetime

    def json(self) -> Mapping[str, object]:
        """The body as an object; empty when it is none."""
        try:
            found = json.loads(self.body.decode("utf-8-sig", "replace"), strict=False)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def retry_at(self) -> datetime:
        """When the headers say that the service will listen again; a minute if they do not."""
        return asked_wait(self.headers, self.now)


#: What a service means by a rejection; None leaves it to the status.
Explain = Callable[[Rejection], SourceError | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a source wants to read. `gap` is in seconds, since the last request to the host."""

    url: str
    params: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    form: Mapping[str, str] | None = None  #: sent as a form, by POST
    body: object = None  #: sent as JSON, by POST
    explain: Explain | None = None  #: what the service's own refusals mean
    expect: Expect = Expect.JSON
    validators: Validators = field(default_factory=Validators)
    login: frozenset[int] = frozenset({401})  #: statuses by which the service asks for a login
    walls: tuple[str, ...] = ()  #: hosts that show a captcha or a consent form
    secret: frozenset[str] = frozenset()  #: headers that tell who we are though no name says so
    gap: float = 0.0

    def where_to(self, location: str) -> str:
        """The address a redirect leads to. Raises when it must not be followed."""
        before = urlsplit(self.url)
        try:
            target = urljoin(self.url, location)
            after = urlsplit(target)
            is_one = bool(location) and after.port != 0
        except ValueError:
            is_one = False
        if not is_one:
            raise SourceBroken(f"{before.hostname} redirects to nowhere")
        if after.hostname in self.walls or after.path.startswith("/sorry/"):
            raise SourceRefused(f"{before.hostname} asks for consent or a captcha")
        if after.scheme not in ("http", "https"):
            raise SourceMisconfigured(f"{before.hostname} redirects to something that is no page")
        if self.method != "GET":
            raise SourceBroken(f"{before.hostname} redirects what must not be sent twice")
        if before.scheme == "https" and after.scheme == "http":
            raise SourceBroken(f"{before.hostname} redirects to an unencrypted address")
        return target

    def moved_to(self, url: str) -> Ask:
        """The same request elsewhere; a login is told to no other host."""
        if _origin(url) == _origin(self.url):
            return replace(self, url=url, params={})
        kept = {
            name: value
            for name, value in self.headers.items()
            if not _is_login(name) and name not in self.secret
        }
        return replace(self, url=url, params={}, headers=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer. `body` is empty when nothing has changed (304)."""

    status: int
    body: bytes
    url: str  #: where it came from, after redirects
    headers: Mapping[str, str]

    @property
    def unchanged(self) -> bool:
        """Whether the service said that nothing is new since the validators."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """What makes the next request conditional."""
        return Validators(
            etag=self.headers.get("etag", ""), modified=self.headers.get("last-modified", "")
        )

    def json(self) -> object:
        """The decoded document. Raises SourceBroken when it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, RecursionError):
            return self._forgiving_json()

    def _forgiving_json(self) -> object:
        # Real services send byte order marks, raw control characters, half surrogate pairs and
        # numbers that no machine holds.
        text = self.body.decode("utf-8-sig", errors="replace")
        try:
            return _loosely(text)
        except (ValueError, RecursionError):
            pass
        try:
            # GDELT passes headlines on with backslashes that begin nothing.
            return _loosely(_BACKSLASH.sub(lambda one: one[0] if one[1] else r"\\", text))
        except (ValueError, RecursionError) as error:
            host = urlsplit(self.url).hostname
            raise SourceBroken(f"{host} sent data that is cut off or damaged") from error


def _loosely(text: str) -> object:
    return json.loads(text, strict=False, parse_constant=no_number, parse_int=whole)


def belated(ask: Ask, answer: Answer, status: int | None, now: datetime) -> SourceError | None:
    """What an error means that came as a good answer, had it come with the status that it names.

    None when that says no more than that the answer is not what it should be.
    """
    code = status if status is not None and 400 <= status < 600 else 400
    said = Rejection(status=code, headers=answer.headers, body=answer.body, now=now)
    found = ask.explain(said) if ask.explain is not None else None
    if found is None and code == status:
        found = refusal(ask, code, answer.headers, now)
    return None if isinstance(found, SourceBroken) else found


def refusal(ask: Ask, status: int, headers: Mapping[str, str], now: datetime) -> SourceError | None:
    """What a status means for the source; None when the answer is good (200 or 304)."""
    host = urlsplit(ask.url).hostname or ""
    if status in (200, 304):
        return None
    if status in ask.login:
        does = "rejects our login" if _logs_in(ask) else "asks for a login"
        return SourceUnauthorised(f"{host} {does} ({status})")
    if status == 429 or (status == 503 and ("retry-after" in headers or ask.walls)):
        wait = asked_wait(headers, now)
        return SourceRefused(f"{host} asks us to wait ({status})", retry_at=wait)
    if status == 403:
        until = asked_wait(headers, now) if "retry-after" in headers else None
        return _forbidden(ask, host, until)
    if status >= 500 or status < 300 or status in (408, 425):
        return SourceBroken(f"{host} answered with an error ({status})")
    return SourceMisconfigured(
        f"{host} does not know what we ask for ({status})", hint="check the source's settings"
    )


def _forbidden(ask: Ask, host: str, until: datetime | None) -> SourceError:
    if _logs_in(ask):
        return SourceUnauthorised(f"{host} rejects our login (403)")
    return SourceRefused(f"{host} refuses to answer us (403)", retry_at=until)


def _logs_in(ask: Ask) -> bool:
    """Whether the request says who we are."""
    return bool(ask.secret) or any(_is_login(name) for name in ask.headers)


def _is_login(header: str) -> bool:
    """Whether a header tells who we are: tokens, keys, cookies."""
    name = header.lower()
    return name in ("authorization", "cookie", "apikey") or "key" in name or "token" in name


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
