"""Articles of some 150,000 news sites through NewsAPI, late by a day on its free plan.

Invariants: the delay of the free plan loses nothing, only time; the day's requests last for the
day and are never overspent; an error that comes as a good answer is an error. Facts:
https://newsapi.org/docs/endpoints/everything and https://newsapi.org/docs/errors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from socwatch.model.mention import Author, Cursor, Mention, MentionKind
from socwatch.model.query import Query, Topic
from socwatch.sources._daily import Daily
from socwatch.sources._fields import (
    identity,
    identity_or_none,
    instant,
    link,
    name,
    part,
    row,
    title,
    words,
)
from socwatch.sources._http import Http, Session
from socwatch.sources._newsapi_api import Api
from socwatch.sources._options import Duration, TokenOptions
from socwatch.sources._pages import Declined, Pages, state_of
from socwatch.sources._press import asked_in_full, press_searches, server_basis
from socwatch.sources._search import Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

_SEARCH = "https://newsapi.org/v2/everything"
#: Characters that the service reads of a search.
_LONGEST = 500
_REMOVED = "[Removed]"
_CUT = re.compile(r"\s*\[\+\d+ chars\]\s*$")
_FREE = Daily(service="NewsAPI", most=100)
#: What the free plan hides from us; what comes later still is found in the overlap.
_LATE = timedelta(days=1)
_OVERLAP = timedelta(days=1)
_FREE_REQUESTS, _PAID_REQUESTS = 4, 10


class Options(TokenOptions):
    """Where the key is, and what its plan allows."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=30)
    """How often the source is asked."""

    plan: Literal["free", "paid"] = "free"
    """"free": 100 requests a day, and articles come 24 hours late; "paid": neither."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None
    """Only articles in this language, such as "en" or "de"."""

    @property
    def overlap(self) -> timedelta:
        """How far back each poll reads again."""
        return _OVERLAP + _LATE if self.plan == "free" else _OVERLAP

    @property
    def requests(self) -> int:
        """The most requests for one search in one poll."""
        return _FREE_REQUESTS if self.plan == "free" else _PAID_REQUESTS


class NewsApi(Service[Options]):
    """Articles that NewsAPI finds for a topic's query."""

    kind = "newsapi"
    OPTIONS = Options

    def __init__(self, name: str, options: Options, http: Http) -> None:
        super().__init__(name, options, http)
        if options.plan == "free":
            # What is a day late is not sooner here for being asked more often in a crisis.
            self.fastest = self.every

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query with AND, OR and NOT, in several searches where it is too long for one."""
        return press_searches(query.root, fits=lambda search: len(search) <= _LONGEST)

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What is left of the day, and that it is late: people must not take it for the present."""
        if self._options.plan == "paid":
            return ""
        return f"{_FREE.left(since, now)}; the free plan shows articles 24 hours late"

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what has appeared since the cursor; on the first poll, the last visible day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        api = Api(
            session=session,
            url=self._options.address(_SEARCH),
            key=session.reveal(self._options.secret("token"), "a key"),
            language=self._options.language or "",
            is_free=self._options.plan == "free",
            now=now,
        )
        search = Search(
            ask=api.ask,
            id_of=_id,
            at_of=_at,
            read=partial(_mention, source=self.name, decides=asked_in_full(topics), now=now),
            overlap=self._options.overlap,
            first_look=self._options.overlap,
            requests=self._options.requests,
            spend=partial(_FREE.spend, state.notes, now) if api.is_free else None,
        )
        asked = self._due(wanted, state)
        waiting = [query for query in wanted if query not in asked]
        async for page in searched(search, asked, state, now, waiting=waiting):
            yield page

    def _due(
        self, wanted: dict[str, tuple[str, ...]], state: SearchState
    ) -> dict[str, tuple[str, ...]]:
        """Those that this poll can afford, longest unread first; the next polls ask the others."""
        if self._options.plan == "paid":
            return wanted
        read = {query: known.read for query, known in state.queries.items()}
        order = sorted(wanted, key=lambda query: read.get(query, 0))
        return {query: wanted[query] for query in order[: _FREE.searches(self.every)]}


def _id(article: object) -> str | None:
    return identity_or_none(article, "url") if isinstance(article, dict) else None


def _at(article: object) -> datetime | None:
    """When it was published; what was withdrawn is dated 1970, and would look like the end."""
    if not isinstance(article, dict) or title(article.get("title")) == _REMOVED:
        return None
    return instant(article.get("publishedAt"))


def _mention(
    article: object,
    topics: tuple[str, ...],
    *,
    source: str,
    decides: frozenset[str],
    now: datetime,
) -> Mention:
    item = row(article)
    found_by = tuple(topic for topic in topics if topic in decides)
    headline = title(item.get("title"))
    if headline == _REMOVED:
        raise Declined("the publisher has withdrawn it")
    item_id = identity(item, "url")
    return Mention(
        origin="newsapi",
        id=item_id,
        source=source,
        kind=MentionKind.ARTICLE,
        url=link(item_id),
        title=headline,
        text=_text(words(item, "description"), _CUT.sub("", words(item, "content"))),
        published_at=_at(item),
        fetched_at=now,
        author=_author(title(item.get("author")), name(part(item, "source"), "name")),
        # Only the first 200 characters of an article are shown; the service has read all.
        match_basis=server_basis(found_by),
        found_by=found_by,
    )


def _text(summary: str, start: str) -> str:
    """The summary and the first words of the article, which often are the same."""
    if not summary or start.startswith(summary.rstrip("…. ")):
        return start
    if summary.startswith(start.rstrip("…. ")):
        return summary
    return f"{summary}\n\n{start}"


def _author(person: str | None, publisher: str | None) -> Author | None:
    """Who wrote it, else who published it; some sites put an address where a name is due."""
    shown = publisher if person is None or link(person) else person
    return Author(name=shown) if shown else None
