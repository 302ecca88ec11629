"""Hacker News through Algolia's search, which needs no login.

Invariant: each alternative of a query is asked on its own, newest first, because the service
knows no OR. Facts: https://hn.algolia.com/api.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from socwatch.errors import SourceBroken
from socwatch.match.translate import alternatives
from socwatch.model.mention import Author, Cursor, Mention, MentionKind
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._answers import Ask
from socwatch.sources._fields import (
    count,
    identity,
    instant,
    name,
    row,
    rows,
    score,
    title,
    words,
)
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

_SEARCH = "https://hn.algolia.com/api/v1/search_by_date"
_ITEM = "https://news.ycombinator.com/item?id="
_ORIGIN = "hackernews"
_PER_PAGE = 100
#: What the service shows of one search, whatever it says of its pages.
_WALL = 1_000
#: Requests for one query in one poll; what is older waits for the next.
_MOST_REQUESTS = 40
#: The index has been hours late; ids inside the overlap are remembered, so nothing is repeated.
_OVERLAP = timedelta(hours=2)


class Options(HttpOptions):
    """Hacker News has no keys of its own."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)


class HackerNews(Service[Options]):
    """Stories and comments that hold the words of a topic."""

    kind = "hackernews"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One search for each alternative: the service knows no OR."""
        searches = (" ".join(map(_term, _in_order(one))) for one in alternatives(query))
        return tuple(dict.fromkeys(search for search in searches if search))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was written since the cursor; on the first poll, the last day."""
        search = Search(
            ask=partial(self._ask, session),
            id_of=_id,
            at_of=_written,
            read=partial(_mention, source=self.name, now=now),
            overlap=_OVERLAP,
            requests=_MOST_REQUESTS,
        )
        wanted = asked_for(self.name, topics, self.sent)
        async for page in searched(search, wanted, state_of(since, SearchState), now):
            yield page

    async def _ask(self, session: Session, question: Question) -> Found:
        """One page. The service shows the newest 1000 of a search; the rest is behind a wall."""
        bounds = f"created_at_i>{question.low}"
        bounds += f",created_at_i<{question.high + 1}" if question.high is not None else ""
        page = int(question.then or 0)
        params = {
            "query": question.query,
            "tags": "(story,comment)",
            "numericFilters": bounds,
            "hitsPerPage": str(_PER_PAGE),
            "page": str(page),
        }
        ask = Ask(url=self._options.address(_SEARCH), params=params)
        answer = (await session.get(ask)).json()
        hits = rows(answer, "hits")
        if hits is None:
            raise SourceBroken("Hacker News sent an answer without a list of hits")
        pages = count(row(answer), "nbPages") or page + 1
        last = not hits or page + 1 >= pages
        size = count(row(answer), "hitsPerPage") or max(len(hits), 1)
        hidden = (count(row(answer), "nbHits") or 0) > pages * size
        walled = hidden or (page + (1 if hits else 0)) * size >= _WALL
        return Found(items=hits, then="" if last else str(page + 1), walled=last and walled)


def _in_order(literals: Sequence[Literal]) -> list[Literal]:
    """Only the last word is looked for as a beginning: one such word, and last."""
    beginnings = [one for one in literals if one.kind is LiteralKind.PREFIX]
    return [one for one in literals if one not in beginnings] + beginnings[:1]


def _term(literal: Literal) -> str:
    if literal.kind is LiteralKind.PHRASE:
        return '"' + literal.text.replace('"', " ") + '"'
    return literal.text.replace('"', " ").lstrip("-")


def _id(hit: object) -> str | None:
    return name(hit, "objectID") if isinstance(hit, dict) else None


def _written(hit: object) -> datetime | None:
    if not isinstance(hit, dict):
        return None
    return instant(hit.get("created_at_i")) or instant(hit.get("created_at"))


def _mention(hit: object, found_by: tuple[str, ...], *, source: str, now: datetime) -> Mention:
    """A story has its own title; a comment has none, only the title of what it is about."""
    item = row(hit)
    item_id = identity(item, "objectID")
    author = name(item, "author")
    comment = isinstance(item.get("comment_text"), str) or "comment" in (rows(item, "_tags") or ())
    parent = name(item, "parent_id")
    return Mention(
        origin=_ORIGIN,
        id=item_id,
        source=source,
        kind=MentionKind.COMMENT if comment else MentionKind.POST,
        url=f"{_ITEM}{item_id}",
        title=title(item.get("title")),
        text=words(item, "comment_text" if comment else "story_text"),
        published_at=_written(item),
        fetched_at=now,
        author=Author(handle=author) if author else None,
        likes=score(item, "points"),
        replies=count(item, "num_comments"),
        in_reply_to=parent if comment else None,
        found_by=found_by,
    )
