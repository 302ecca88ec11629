"""One request to Meta's Graph API, as Facebook and Instagram answer it.

Invariants: the token travels in a header and nowhere else; `paging.next` is never followed, only
its place in the list is taken; what Meta allows is asked no further than to its last twentieth.
Facts: https://developers.facebook.com/docs/graph-api/guides/error-handling and
https://developers.facebook.com/docs/graph-api/overview/rate-limiting.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from pydantic import StringConstraints

from socwatch.errors import SourceBroken, SourceError
from socwatch.sources._answers import Answer, Ask, Rejection
from socwatch.sources._fields import amount, name, part, rows
from socwatch.sources._graph_errors import trouble
from socwatch.sources._http import Session
from socwatch.sources._joined import PartUnknown
from socwatch.sources._limits import wait_of
from socwatch.sources._options import Duration
from socwatch.sources._owned import OwnedOptions
from socwatch.sources._search import Found

#: Meta keeps a version for about two years.
_VERSION = "v23.0"
_HOST = "https://graph.facebook.com"
_USAGE = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")
#: Percent of an allowance from which we stop by ourselves, and seconds until we go on.
_NEARLY_ALL, _REST = 95.0, 900.0
#: What says where the next page begins, in its address.
_PLACES = ("after", "until", "offset", "__paging_token", "pagination_token")


class GraphOptions(OwnedOptions):
    """What both of Meta's services need to know."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=15)
    """How often the source is asked."""

    version: Annotated[str, StringConstraints(pattern=r"^v[0-9]{1,3}\.[0-9]$")] = _VERSION
    """The version of the Graph API."""

    comments: Duration = timedelta(days=7)
    """For how long after a post of ours its comments are read."""

    def edge(self, *path: str) -> str:
        """The address of a list of something, such as the comments of a post."""
        steps = "/".join(quote(one, safe="") for one in path)
        return self.address(f"{_HOST}/{self.version}/{steps}")


@dataclass(frozen=True, slots=True)
class Graph:
    """The API within one poll."""

    session: Session
    token: str
    hint: str  #: what to look at when it does not know what we ask for

    async def items(self, url: str, params: Mapping[str, str], then: str = "") -> Found:
        """One page of a list; `then` is where it begins, as the last page said."""
        answer = await self.answer(url, {**params, **dict(parse_qsl(then))})
        items = rows(answer, "data")
        if items is None:
            raise SourceBroken("Meta sent an answer without its list")
        return Found(items=items, then=_next_place(part(answer, "paging")))

    async def answer(self, url: str, params: Mapping[str, str]) -> dict[str, object]:
        """A whole answer. Raises what its error means, also when it comes with status 200."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = await self.session.get(
            Ask(url=url, params=params, headers=headers, explain=self._explained)
        )
        self._note_usage(url, answer)
        found = answer.json()
        if not isinstance(found, dict):
            raise SourceBroken("Meta sent something else than an answer")
        if "error" in found:
            until = _regained(answer.headers, self.session.now)
            raise self._trouble(part(found, "error"), until) or SourceBroken("Meta failed")
        return found

    def _explained(self, said: Rejection) -> SourceError | None:
        error = part(said.json(), "error")
        if not error and said.status == 404:
            return PartUnknown("Meta does not know what we ask for (404)", hint=self.hint)
        if not error:
            return None
        asked = said.retry_at if "retry-after" in said.headers else None
        return self._trouble(error, asked or _regained(said.headers, said.now))

    def _trouble(self, error: Mapping[str, object], until: datetime) -> SourceError | None:
        words = self.session.quote(error.get("message"))
        return trouble(error, words=words, until=until, hint=self.hint)

    def _note_usage(self, url: str, answer: Answer) -> None:
        """Leaves Meta alone before it refuses: who goes on asking is locked out for longer."""
        most = max(_percents(answer.headers), default=0.0)
        if most >= 100:
            self.session.close(url, _regained(answer.headers, self.session.now))
        elif most >= _NEARLY_ALL:
            self.session.pause(_regained(answer.headers, self.session.now))


def _next_place(paging: Mapping[str, object]) -> str:
    """Where the next page begins; "" when there is none. The cursor stands there on the last too."""
    address = paging.get("next")
    if not isinstance(address, str):
        return ""
    after = name(part(paging, "cursors"), "after", limit=4_000)
    if after is not None:
        return urlencode({"after": after})
    try:
        query = parse_qsl(urlsplit(address).query)
    except ValueError:
        return ""
    return urlencode({key: value for key, value in query if key in _PLACES})


def _usage(headers: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """What each header says was used: a table, or lists of tables by the id of a page."""
    for header in _USAGE:
        try:
            found = json.loads(headers.get(header, ""))
        except (ValueError, RecursionError):
            continue
        lists = found.values() if isinstance(found, dict) else ()
        yield from (one for some in lists if isinstance(some, list) for one in _tables(some))
        yield from _tables([found])


def _tables(found: list[object]) -> Iterator[dict[str, object]]:
    yield from (one for one in found if isinstance(one, dict))


def _percents(headers: Mapping[str, str]) -> Iterator[float]:
    for used in _usage(headers):
        for key in ("call_count", "total_time", "total_cputime"):
            percent = amount(used, key)
            if percent is not None:
                yield percent


def _regained(headers: Mapping[str, str], now: datetime) -> datetime:
    """When there will be allowance again: Meta says it in minutes, or not at all."""
    waits = [amount(used, "estimated_time_to_regain_access") or 0.0 for used in _usage(headers)]
    longest = max(waits, default=0.0)
    return wait_of(longest * 60 if longest > 0 else _REST, now)
