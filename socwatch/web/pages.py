"""The pages: an issue behind a signed link, with a button; and whether socwatch lives.

Invariant: GET and HEAD show, only a POST with the link in its body acts: programs that look at mails
open links, and must not acknowledge anything.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from socwatch.errors import SocwatchError
from socwatch.report.message import DRILL, colour_of
from socwatch.report.safe import plain
from socwatch.web.desk import Desk, Shown
from socwatch.web.gate import HIDDEN, Wall
from socwatch.web.guard import Guard, Wrong, is_ours
from socwatch.web.screens import screens
from socwatch.web.view import drawn, notice

#: A form of ours has one short field.
_LARGEST = 4_096
#: A poll that is older than this is not alive.
ALIVE = timedelta(minutes=10)
_WORTHLESS = (
    "This link is worth nothing: it was changed, it is older than a week, or it never was one of "
    "ours. Use the link in the latest mail, answer that mail, or type socwatch ack."
)


def pages(desk: Desk, hosts: Iterable[str], *, wall: Wall = HIDDEN) -> ASGIApp:
    """All pages. `hosts` are the names under which they are reached; `wall`: who may see that."""
    site = _Site(desk, frozenset(host.lower() for host in hosts))
    routes = [
        Route("/a/{link}", site.show, methods=["GET"]),
        Route("/a/{link}", site.act, methods=["POST"]),
        Route("/healthz", site.health, methods=["GET"]),
    ]
    if wall.shown:
        routes += screens(desk, wall)
    return Guard(Starlette(routes=routes, exception_handlers=_IN_WORDS), hosts)


async def _not_there(_request: Request, _error: Exception) -> Response:
    return notice("Not here", "There is no such page here. Look at the address again.", 404)


async def _not_so(_request: Request, _error: Exception) -> Response:
    return notice("Not so", "This page can only be looked at. Nothing was done.", 405)


_IN_WORDS: dict[int, Callable[[Request, Exception], Awaitable[Response]]] = {
    404: _not_there,
    405: _not_so,
}


class _Site:
    def __init__(self, desk: Desk, hosts: frozenset[str]) -> None:
        self._desk = desk
        self._hosts = hosts
        self._wrong = Wrong()

    async def show(self, request: Request) -> Response:
        """Changes nothing, however often and by whomever it is asked."""
        link = request.path_params["link"]
        return await self._answered(request, link, acts=False)

    async def act(self, request: Request) -> Response:
        link = request.path_params["link"]
        if not is_ours(request.headers, self._hosts):
            return notice(
                "Not from here", "This was sent from another site. Nothing was done.", 403
            )
        said = await _field(request, "link")
        if said is None or not hmac.compare_digest(said.encode(), link.encode()):
            return notice("Not done", "The form was not ours. Nothing was done.", 403)
        return await self._answered(request, link, acts=True)

    async def _answered(self, request: Request, link: str, *, acts: bool) -> Response:
        step = self._desk.acknowledge if acts else self._desk.look
        try:
            shown = await run_in_threadpool(step, link)
            if shown is None:
                return await self._worthless(request)
        except SocwatchError as error:
            words = f"Not now: {error.message}. Nothing was done; try again, or answer the mail."
            return notice("Not now", words, 503)
        return _shown(shown, link)

    async def _worthless(self, request: Request) -> Response:
        """The same words whatever is wrong with it."""
        address = request.client.host if request.client else ""
        if self._wrong.too_many(address):
            return notice("Too many", "Too many wrong links. Wait a minute.", 429)
        await run_in_threadpool(self._desk.worthless)
        return notice("This link is worth nothing", _WORTHLESS, 403)

    async def health(self, _request: Request) -> Response:
        """200 while polls are good and recent, else 503."""
        try:
            age = await run_in_threadpool(self._desk.age)
        except SocwatchError as error:
            return JSONResponse({"ok": False, "because": error.message}, status_code=503)
        alive = age is not None and age <= ALIVE
        seconds = None if age is None else int(age.total_seconds())
        answer = {"schema": "socwatch.health/1", "ok": alive, "age_seconds": seconds}
        return JSONResponse(answer, status_code=200 if alive else 503)


async def _field(request: Request, name: str) -> str | None:
    """A field of a short form; None when there is none."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    try:
        return parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=4)[name][0]
    except (ValueError, KeyError):
        return None


def _shown(shown: Shown, link: str) -> Response:
    issue = shown.issue
    values = {
        "title": plain(issue.title),
        "chip": plain(issue.severity).upper(),
        "colour": colour_of(shown.plan, issue.severity),
        "tag": f"{issue.id} · {issue.state.value}",
        "banner": DRILL if issue.drill else "",
        "says": [plain(line) for line in shown.says],
        "button": shown.button,
        "who": plain(shown.who),
        "link": link,
        "parts": (),
        "back": "",
    }
    return drawn("issue.html.j2", values)
