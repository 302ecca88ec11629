"""What people say about an Instagram account of ours, through Meta's Graph API.

Invariants: only a professional account that we run can be read, and hashtags of which no more than
30 may be asked for in 7 days; what the account says itself is no mention of it. Facts:
https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Literal, Self

import msgspec
from pydantic import AfterValidator, Field, model_validator

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import Topic
from socwatch.sources._fields import count, link, name
from socwatch.sources._graph import Graph, GraphOptions
from socwatch.sources._http import Session
from socwatch.sources._instagram_hashtags import MOST, Hashtags
from socwatch.sources._instagram_item import at_of, flattened, id_of, mention_of
from socwatch.sources._joined import joined
from socwatch.sources._options import Word
from socwatch.sources._pages import Pages, cursor_of, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._threads import Threads, ThreadState

_PER_PAGE = "50"
_FIELDS = "id,caption,permalink,timestamp,username,like_count,comments_count"
#: Media under a hashtag come without the name of who made them.
_HASHTAG_FIELDS = "id,caption,permalink,timestamp,like_count,comments_count"
_OWN_FIELDS = "id,timestamp,permalink,comments_count,username"
_COMMENT_FIELDS = "id,text,timestamp,username,like_count,parent_id"
_REPLIES = f",replies{{{_COMMENT_FIELDS}}}"
_A_DAY = timedelta(days=1)
#: Pages of our own posts after the first.
_MORE_PAGES = 3
_Part = Literal["tags", "comments"]


def _hashtag(value: str) -> str:
    found = value.strip().lstrip("#").casefold()
    if not found.replace("_", "").isalnum():
        raise ValueError("a hashtag has letters, digits and _ only")
    return found


class Options(GraphOptions):
    """Which account, what of it, and which hashtags."""

    user_id: Word
    """The number of the professional account."""

    reads: Annotated[tuple[_Part, ...], Field(strict=False)] = ("tags", "comments")
    """"tags": posts that tag the account; "comments": what is below its own posts."""

    hashtags: Annotated[
        tuple[Annotated[str, AfterValidator(_hashtag)], ...],
        Field(strict=False, max_length=MOST),
    ] = ()
    """Hashtags whose newest posts are read, with or without `#`; at most 30."""

    @model_validator(mode="after")
    def _reads_something(self) -> Self:
        if not self.reads and not self.hashtags:
            raise ValueError("nothing is read: fill `reads`, or name hashtags")
        return self


class _State(msgspec.Struct):
    v: int = 1
    account: str = ""
    tags: SearchState = msgspec.field(default_factory=SearchState)
    hashtags: SearchState = msgspec.field(default_factory=SearchState)
    threads: ThreadState = msgspec.field(default_factory=ThreadState)


class Instagram(Service[Options]):
    """Posts that tag an account, comments below its own, and posts with a hashtag."""

    kind = "instagram"
    OPTIONS = Options

    def left(self, since: Cursor | None, now: datetime) -> str:
        """How many new hashtags may still be asked for: "27 of 30 new hashtags left"."""
        if not self._options.hashtags:
            return ""
        return Hashtags(self._state(since).hashtags.notes, now).left()

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was said since the cursor; on the first poll, the last days."""
        state = self._state(since)
        token = session.reveal(self._options.secret("token"), "a token of the account")
        reading = _Reading(
            graph=Graph(session, token, "check user_id"),
            options=self._options,
            source=self.name,
            topics=self._options.belongs_to(topics, self.name),
            now=now,
            threads=Threads(state.threads, self._options.comments),
        )
        async for page in joined(reading.parts(state), lambda: cursor_of(state)):
            yield page

    def _state(self, since: Cursor | None) -> _State:
        """What the cursor says of this account."""
        state = state_of(since, _State)
        account = self._options.user_id
        return state if state.account == account else _State(account=account)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The lists of one account within one poll."""

    graph: Graph
    options: Options
    source: str
    topics: tuple[str, ...]
    now: datetime
    threads: Threads
    own: dict[str, str] = field(default_factory=dict)  #: our posts, with their addresses
    names: set[str] = field(default_factory=set)  #: what the account calls itself

    def parts(self, state: _State) -> Iterator[Pages]:
        """What the options name."""
        if "tags" in self.options.reads:
            search = self._search(self._ask_tags, overlap=2 * _A_DAY)
            yield searched(search, {"tags": self.topics}, state.tags, self.now)
        if "comments" in self.options.reads:
            yield self._comments()
        if self.options.hashtags:
            yield self._hashtags(state.hashtags)

    def _search(self, ask: Callable[[Question], Awaitable[Found]], overlap: timedelta) -> Search:
        """None of the lists has bounds of time: newest first, until known ground."""
        return Search(
            ask=ask,
            id_of=id_of,
            at_of=at_of,
            read=self._mention,
            overlap=overlap,
            first_look=self.options.comments + _A_DAY,
            bounded=False,
        )

    async def _ask_tags(self, question: Question) -> Found:
        url = self.options.edge(self.options.user_id, question.query)
        return await self.graph.items(url, {"fields": _FIELDS, "limit": _PER_PAGE}, question.then)

    async def _comments(self) -> Pages:
        """First our own posts, which are no mentions, then what is below them."""
        then = await self._own_posts("")
        for _ in range(_MORE_PAGES):
            if then:
                then = await self._own_posts(then)
        search = self._search(self._ask_comments, overlap=_A_DAY)
        async for page in self.threads.read(search, self.topics, self.now):
            yield page

    async def _own_posts(self, then: str) -> str:
        """Notes a page of our posts; where the next begins, "" when none is young enough."""
        url = self.options.edge(self.options.user_id, "media")
        found = await self.graph.items(url, {"fields": _OWN_FIELDS, "limit": _PER_PAGE}, then)
        posts = [one for one in found.items if isinstance(one, dict)]
        young = [post for post in posts if self._is_young(post)]
        for post in young:
            post_id = id_of(post)
            if post_id is not None:
                self.threads.posts[post_id] = count(post, "comments_count")
                self.own[post_id] = link(post.get("permalink")) or ""
            self.names.update(filter(None, [name(post, "username")]))
        return found.then if len(young) == len(posts) else ""

    def _is_young(self, post: object) -> bool:
        at = at_of(post)
        return at is not None and at > self.now - self.options.comments

    async def _ask_comments(self, question: Question) -> Found:
        url = self.options.edge(question.query, "comments")
        params = {"fields": _COMMENT_FIELDS + _REPLIES, "limit": _PER_PAGE}
        found = await self.graph.items(url, params, question.then)
        address = self.own.get(question.query, "")
        return replace(found, items=flattened(found.items, question.query, address))

    async def _hashtags(self, state: SearchState) -> Pages:
        hashtags = Hashtags(state.notes, self.now)
        allowed, waiting = hashtags.allowed(self.options.hashtags)
        ask = partial(self._ask_hashtag, hashtags)
        search = self._search(ask, overlap=timedelta(hours=6))
        # What a hashtag brings is not ours: the topics' queries decide.
        wanted: dict[str, tuple[str, ...]] = dict.fromkeys(allowed, ())
        async for page in searched(search, wanted, state, self.now, waiting=waiting):
            yield page
        if waiting:
            yield Page(outcome=Outcome.PARTIAL, because=hashtags.why_not(waiting))

    async def _ask_hashtag(self, hashtags: Hashtags, question: Question) -> Found:
        hashtag, user = question.query, {"user_id": self.options.user_id}
        number = hashtags.used(hashtag)
        if not number:
            number = await self._number_of(hashtag)
            hashtags.note(hashtag, number)
        url = self.options.edge(number, "recent_media")
        params = {**user, "fields": _HASHTAG_FIELDS, "limit": _PER_PAGE}
        return await self.graph.items(url, params, question.then)

    async def _number_of(self, hashtag: str) -> str:
        params = {"user_id": self.options.user_id, "q": hashtag}
        try:
            found = await self.graph.items(self.options.edge("ig_hashtag_search"), params)
        except SourceMisconfigured as error:
            raise SourceMisconfigured(
                f"Instagram does not know the hashtag #{hashtag}",
                hint="correct it or take it out, and check user_id",
            ) from error
        number = next(filter(None, map(id_of, found.items)), None)
        if number is None:
            raise SourceBroken(f"Instagram sent no number for the hashtag #{hashtag}")
        return number

    def _mention(self, item: object, topics: tuple[str, ...]) -> Mention:
        return mention_of(item, topics, own=self.names, source=self.source, now=self.now)
