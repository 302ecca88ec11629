"""What may be seen without a link: the wall, an issue, the digest of a day, pages for programs.

Invariant: nothing here acts: who is seen here is nobody in particular.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from socwatch.errors import SocwatchError
from socwatch.web import feed, metrics
from socwatch.web.desk import Desk
from socwatch.web.gate import Gate, Wall
from socwatch.web.view import drawn, notice


def screens(desk: Desk, wall: Wall) -> list[Route]:
    """Their routes."""
    gate, site = Gate(wall), _Screens(desk)
    shown = {
        "/": site.wall,
        "/issues/{name}": site.issue,
        "/digests/{day}": site.digest,
        "/metrics": site.metrics,
        "/feed.atom": site.feed,
    }
    return [Route(path, _guarded(gate, page), methods=["GET"]) for path, page in shown.items()]


_Page = Callable[[Request], Awaitable[Response]]


def _guarded(gate: Gate, page: _Page) -> _Page:
    async def answered(request: Request) -> Response:
        refusal = gate.refusal(request)
        if refusal is not None:
            return refusal
        try:
            return await page(request)
        except SocwatchError as error:
            return notice("Not now", f"Nothing can be shown now: {error.message}.", 503)

    return answered


class _Screens:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def wall(self, _request: Request) -> Response:
        """How things stand, for a screen that others walk by."""
        return drawn("wall.html.j2", await run_in_threadpool(self._desk.wall))

    async def issue(self, request: Request) -> Response:
        """How one issue stands; to acknowledge it takes the link of a mail."""
        shown = await run_in_threadpool(self._desk.issue, request.path_params["name"])
        if shown is None:
            return notice("No such issue", "The wall lists those that are open.", 404)
        return drawn("issue.html.j2", shown)

    async def digest(self, request: Request) -> Response:
        """The digest of a day, such as /digests/2026-11-22."""
        try:
            day = date.fromisoformat(request.path_params["day"])
        except ValueError:
            return notice("No such day", "Write the day as in /digests/2026-11-22.", 404)
        page = await run_in_threadpool(self._desk.digest, day)
        if page is None:
            return notice("No such day", "That day is still to come.", 404)
        if not page:
            words = "It is too long for a page. socwatch digest --format txt prints it."
            return notice("Too long", words, 200)
        return HTMLResponse(page)

    async def metrics(self, _request: Request) -> Response:
        """For Prometheus."""
        return Response(await run_in_threadpool(self._desk.metrics), media_type=metrics.KIND)

    async def feed(self, _request: Request) -> Response:
        """For feed readers."""
        return Response(await run_in_threadpool(self._desk.feed), media_type=feed.KIND)
