"""Who may look at the wall and what belongs to it.

Invariant: without a key nobody is let in by a name that a proxy could carry elsewhere; a key that is
wrong is told from one that is missing to nobody, and not many can be tried. The key leaves the
address bar at once: it is kept in a cookie that no script can read.
"""

from __future__ import annotations

import hmac
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from socwatch.web.guard import Wrong
from socwatch.web.view import notice

COOKIE = "socwatch_wall"
_YEAR = 365 * 86_400
_CLOSED = (
    "The wall is shown to who has its address with the key. `socwatch serve --wall-address` prints "
    "it, on the machine where socwatch runs."
)


class Wall(NamedTuple):
    """How the wall is shown: not at all, to everybody who reaches it, or with a key."""

    shown: bool = False
    key: str = ""  # "": without one
    secure: bool = False  # whether browsers come by https only


#: Nobody sees it.
HIDDEN = Wall()


class Gate:
    """Stands before each page of the wall."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall
        self._wrong = Wrong()

    def refusal(self, request: Request) -> Response | None:
        """What is answered instead of the page; None when the page may be seen."""
        if not self._wall.key:
            return None
        given = _given(request)
        if any(hmac.compare_digest(one.encode(), self._wall.key.encode()) for one in given):
            return self._kept(request) if "key" in request.query_params else None
        address = request.client.host if request.client else ""
        if given and self._wrong.too_many(address):
            return notice("Too many", "Too many wrong keys. Wait a minute.", 429)
        return notice("Not without the key", _CLOSED, 403)

    def _kept(self, request: Request) -> Response | None:
        """To the same page without the key in its address; programs get the page itself."""
        if "text/html" not in request.headers.get("accept", ""):
            return None
        answer = RedirectResponse(request.url.path, status_code=303)
        answer.set_cookie(
            COOKIE, self._wall.key, max_age=_YEAR, httponly=True, samesite="lax",
            secure=self._wall.secure,
        )  # fmt: skip
        return answer


def _given(request: Request) -> list[str]:
    """The keys that a request carries: in its address, its cookie, or as a bearer's token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    several = (request.query_params.get("key"), request.cookies.get(COOKIE), bearer)
    return [one for one in several if one]
