"""Who may speak to the pages, and what every answer carries.

Invariants: a request under a name that is not ours is answered by nothing else (DNS rebinding); no answer
may be framed, kept, or load or run anything; an address of a link is in no log and no Referer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from time import monotonic
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Wrong links from one address in a minute; right ones are never held back.
MOST_WRONG = 30
_MINUTE = 60.0
_ADDRESSES = 1_000


class Guard:
    """Wraps the pages."""

    def __init__(self, pages: ASGIApp, hosts: Iterable[str]) -> None:
        """`hosts` are the names under which we are reached, with their port where it is unusual."""
        self._pages = pages
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "").lower()
        ours = host in self._hosts
        answer = self._pages if ours else PlainTextResponse("Not here.\n", status_code=421)
        await answer(scope, receive, _guarded(send))


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *added]
        await send(message)

    return guarded


def is_ours(headers: Headers, hosts: Iterable[str]) -> bool:
    """Whether a form was sent from a page of ours, as far as the browser says.

    With our Referrer-Policy browsers send `Origin: null`; then Sec-Fetch-Site says it. What says
    neither is no browser of today, and must hold the link itself.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin in (None, "null"):
        return True
    try:
        return urlsplit(origin or "").netloc.lower() in frozenset(hosts)
    except ValueError:
        return False


class Wrong:
    """Counts wrong links by address, so that nobody can try many."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, list[float]] = OrderedDict()

    def too_many(self, address: str) -> bool:
        """Notes one more; whether it is too many in a minute."""
        now = monotonic()
        recent = [at for at in self._tries.pop(address, []) if now - at < _MINUTE]
        self._tries[address] = [*recent, now][-MOST_WRONG - 1 :]
        while len(self._tries) > _ADDRESSES:
            self._tries.popitem(last=False)
        return len(self._tries[address]) > MOST_WRONG
