"""The walk along one hashtag timeline of a Mastodon server.

Invariant: reading goes forward, `min_id` by `min_id`, so that nothing between two polls is missed;
what is read again starts at a post old enough for nothing to arrive before it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping
from datetime import datetime
from urllib.parse import parse_qs

import msgspec

from socwatch.errors import SourceBroken
from socwatch.sources._answers import Answer, Ask
from socwatch.sources._fields import instant, name, row
from socwatch.sources._http import Session
from socwatch.sources._pages import latest, mark

_PER_PAGE = 40
#: Pages of one hashtag in one poll.
_MOST_PAGES = 25
_FIRST_PAGES = 5
_REMEMBERED = 1_000
#: 422 is what servers before 4.x say to a reader without a login.
LOGIN = frozenset({401, 422})
_OLDER = re.compile(r'<([^<>]*)>\s*;\s*rel="?next"?')


class Known(msgspec.Struct):
    """What was read of one hashtag: all up to `after`, and the marked posts later than it."""

    after: str = ""
    seen: list[str] = []


class Timeline:
    """The walk along one hashtag: backwards over the newest pages, later forward."""

    def __init__(
        self,
        session: Session,
        url: str,
        known: Known,
        *,
        settled_before: datetime,
        headers: Mapping[str, str],
    ) -> None:
        self.forward = bool(known.after)
        self.unfinished = False
        self._session = session
        self._url = url
        self._known = known
        self._settled_before = settled_before
        self._headers = headers
        self._read: dict[str, datetime | None] = {}  # ids and times of all that came

    def pages(self, first_look: datetime) -> AsyncGenerator[list[object], None]:
        """Pages of posts: of the new, and of the overlap that is read again."""
        return self._onward() if self.forward else self._newest(first_look)

    def known_now(self) -> Known:
        """What the next poll has to know.

        It starts at the newest post that is old enough for nothing to arrive before it.
        """
        if not self._read:
            return self._known
        marks = latest([*self._known.seen, *map(mark, self._read)], _REMEMBERED)
        return Known(after=self._next_start(), seen=marks)

    def _next_start(self) -> str:
        ids = sorted(self._read, key=_order)
        if self.unfinished:
            return ids[-1]
        limit = self._settled_before
        settled = [one for one in ids if (at := self._read[one]) and at <= limit]
        if not settled:
            return self._known.after or ids[0]
        return max(settled[-1], self._known.after, key=_order)

    def knew(self, status: object) -> bool:
        """Whether an earlier poll brought it."""
        status_id = name(status, "id") if isinstance(status, dict) else None
        return status_id is not None and mark(status_id) in self._known.seen

    async def _onward(self) -> AsyncGenerator[list[object], None]:
        low = self._known.after
        for _ in range(_MOST_PAGES):
            _, statuses = await self._ask(min_id=low)
            fresh = self._fresh(statuses)
            newest = max([low, *_ids(statuses)], key=_order)
            if newest == low:
                return
            if fresh:
                yield fresh
            low = newest
        self.unfinished = True

    async def _newest(self, first_look: datetime) -> AsyncGenerator[list[object], None]:
        older: dict[str, str] = {}
        for _ in range(_FIRST_PAGES):
            answer, statuses = await self._ask(**older)
            fresh = self._fresh(statuses)
            if not fresh:
                return
            yield fresh
            oldest = min((at for at in self._read.values() if at), default=None)
            found = _OLDER.search(answer.headers.get("link", ""))
            max_id = parse_qs(found[1].partition("?")[2]).get("max_id") if found else None
            if not max_id or oldest is None or oldest < first_look:
                return
            older = {"max_id": max_id[0]}

    async def _ask(self, **where: str) -> tuple[Answer, list[object]]:
        params = {"limit": str(_PER_PAGE), **where}
        answer = await self._session.get(
            Ask(url=self._url, params=params, headers=self._headers, login=LOGIN)
        )
        statuses = answer.json()
        if not isinstance(statuses, list):
            raise SourceBroken("the Mastodon server sent an answer without a list of posts")
        return answer, statuses

    def _fresh(self, statuses: list[object]) -> list[object]:
        fresh: list[object] = []
        for status in statuses:
            item = status if isinstance(status, dict) else {}
            status_id = name(item, "id")
            if status_id is None:
                fresh.append(status)
                continue
            if status_id not in self._read:
                fresh.append(status)
            self._read[status_id] = instant(item.get("created_at"))
        return fresh


def _ids(statuses: list[object]) -> list[str]:
    found = (name(row(one), "id") for one in statuses if isinstance(one, dict))
    return [one for one in found if one is not None]


def _order(status_id: str) -> tuple[int, str]:
    """Ids grow with time; they are longer than a number in a float can tell apart."""
    return len(status_id), status_id
