"""What people say at a Facebook page of ours, through Meta's Graph API.

Invariants: only a page that we run can be read, never the whole of Facebook; what the page says
itself is no mention of it; a list that our app may not read is an error and not a quiet list.
Facts: https://developers.facebook.com/docs/graph-api/reference/page/feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec
from pydantic import Field

from socwatch.model.mention import Cursor, Mention
from socwatch.model.query import Topic
from socwatch.sources._facebook_item import at_of, comments_of, id_of, mention_of
from socwatch.sources._graph import Graph, GraphOptions
from socwatch.sources._http import Session
from socwatch.sources._joined import joined
from socwatch.sources._options import Word
from socwatch.sources._pages import Pages, cursor_of, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._threads import Threads, ThreadState

_PER_PAGE = "100"
_FIELDS = (
    "id,message,story,created_time,permalink_url,from,shares,"
    "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)"
)
_COMMENT_FIELDS = "id,message,created_time,permalink_url,from,like_count,comment_count,parent{id}"
#: Posts that are checked first, and comments that are hidden first, appear later.
_A_DAY = timedelta(days=1)
_Part = Literal["tagged", "feed", "comments"]


class Options(GraphOptions):
    """Which page, and what of it our app is allowed to read."""

    page_id: Word
    """The number of the page."""

    reads: Annotated[tuple[_Part, ...], Field(strict=False, min_length=1)] = (
        "tagged",
        "feed",
        "comments",
    )
    """"tagged": posts that name the page; "feed": posts on it; "comments": what is below those."""


class _State(msgspec.Struct):
    v: int = 1
    page: str = ""
    lists: dict[str, SearchState] = {}
    threads: ThreadState = msgspec.field(default_factory=ThreadState)


class Facebook(Service[Options]):
    """Posts that tag a page, posts on it, and comments below them."""

    kind = "facebook"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was said since the cursor; on the first poll, the last days."""
        state = state_of(since, _State)
        if state.page != self._options.page_id:
            state = _State(page=self._options.page_id)
        token = session.reveal(self._options.secret("token"), "a token of the page")
        reading = _Reading(
            graph=Graph(session, token, "check page_id"),
            options=self._options,
            source=self.name,
            topics=self._options.belongs_to(topics, self.name),
            now=now,
            threads=Threads(state.threads, self._options.comments),
        )
        async for page in joined(reading.parts(state), lambda: cursor_of(state)):
            yield page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The lists of one page within one poll."""

    graph: Graph
    options: Options
    source: str
    topics: tuple[str, ...]
    now: datetime
    threads: Threads

    def parts(self, state: _State) -> Iterator[Pages]:
        """The lists that the options name; comments last, when the posts are known."""
        wanted = self.options.reads
        if "tagged" in wanted:
            yield self._posts("tagged", state)
        if "feed" in wanted or "comments" in wanted:
            yield self._posts("feed", state)
        if "comments" in wanted:
            yield self.threads.read(self._below(), self.topics, self.now)

    def _posts(self, edge: str, state: _State) -> Pages:
        # All posts that are young enough are looked at, for their numbers of comments.
        watched = self.options.comments if edge == "feed" else _A_DAY
        search = Search(
            ask=self._ask_posts,
            id_of=id_of,
            at_of=at_of,
            read=self._mention,
            overlap=max(watched, _A_DAY),
            first_look=max(watched, _A_DAY),
        )
        known = state.lists.setdefault(edge, SearchState())
        return searched(search, {edge: self.topics}, known, self.now)

    def _below(self) -> Search:
        """Comments have no bounds of time: newest first, until known ground."""
        return Search(
            ask=self._ask_comments,
            id_of=id_of,
            at_of=at_of,
            read=self._mention,
            overlap=_A_DAY,
            first_look=self.options.comments + _A_DAY,
            bounded=False,
        )

    async def _ask_posts(self, question: Question) -> Found:
        url = self.options.edge(self.options.page_id, question.query)
        params = {"fields": _FIELDS, "limit": _PER_PAGE, "since": str(question.low)}
        if question.high is not None:
            params["until"] = str(question.high)
        found = await self.graph.items(url, params, question.then)
        items = [one for one in found.items if _is_due(one, question.high)]
        if question.query == "feed":
            self._note_threads(items)
        return replace(found, items=items)

    def _note_threads(self, posts: Sequence[object]) -> None:
        for post in posts:
            post_id, at = id_of(post), at_of(post)
            if post_id is not None and at is not None and at > self.now - self.options.comments:
                self.threads.posts[post_id] = comments_of(post)

    async def _ask_comments(self, question: Question) -> Found:
        url = self.options.edge(question.query, "comments")
        params = {
            "fields": _COMMENT_FIELDS,
            "filter": "stream",  # answers to comments too
            "order": "reverse_chronological",
            "limit": _PER_PAGE,
        }
        found = await self.graph.items(url, params, question.then)
        below = [
            {"post": question.query, **one} if isinstance(one, dict) else one for one in found.items
        ]
        return replace(found, items=below)

    def _mention(self, item: object, topics: tuple[str, ...]) -> Mention:
        page = self.options.page_id
        return mention_of(item, topics, page=page, source=self.source, now=self.now)


def _is_due(item: object, high: int | None) -> bool:
    at = at_of(item)
    return high is None or at is None or at.timestamp() <= high
