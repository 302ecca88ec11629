"""Searching a Discourse forum, and fetching what it found.

Invariants: of a hit that an earlier poll had nothing is fetched again; when no more may be
fetched, a hit is taken as it was listed and not left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
)
from socwatch.sources._discourse_forum import Forum
from socwatch.sources._discourse_post import Post, created_at, post_id
from socwatch.sources._fields import name, part, row, rows
from socwatch.sources._pages import mark
from socwatch.sources._search import Found, Known, Question, SearchState

#: Searches in one poll. Forums answer strangers eight times a minute, twice a second.
SEARCHES = 8
_BETWEEN_SEARCHES = 0.6
#: Whole posts in one poll.
_WHOLE = 25
_BETWEEN_POSTS = 0.3
#: Pages of 50 hits that a search has at most.
_MOST_PAGES = 10


@dataclass(slots=True, kw_only=True)
class Finding:
    """The searches of one poll."""

    forum: Forum
    state: SearchState
    mistake: SourceError | None = field(default=None)  # the searches beside it are still made
    _left: int = field(default=SEARCHES)
    _whole_left: int = field(default=_WHOLE)
    _shown: set[str] = field(default_factory=set)  # by the pages of one walk
    _fetched: dict[str, Post] = field(default_factory=dict)

    async def ask(self, question: Question) -> Found:
        """A page of hits, the newest first."""
        if self._left == 0:
            raise SourceRefused("the forum allows no more searches a minute; the rest comes later")
        self._left -= 1
        page = int(question.then or 1)
        answer = await self.forum.read(
            "/search.json", gap=_BETWEEN_SEARCHES, q=_written(question), page=str(page)
        )
        result = _result(answer)
        if error := name(result, "error"):
            self.mistake = SourceMisconfigured(
                f"the forum's search does not take {question.query}: "
                f'"{self.forum.session.quote(error)}"',
                hint='change the query, or read every post with watch = "latest"',
            )
            return Found(items=())
        posts = await self._posts(answer, question)
        more = result.get("more_full_page_results") is True and not self._repeats(posts, page)
        walled = more and page >= _MOST_PAGES
        return Found(items=posts, then=str(page + 1) if more and not walled else "", walled=walled)

    def _repeats(self, posts: list[Post], page: int) -> bool:
        """Whether all of a page was on those before it: the forum has no further one."""
        if page == 1:
            self._shown = set()
        ids = {found for post in posts if (found := post_id(post))}
        known = ids <= self._shown
        self._shown |= ids
        return known

    async def _posts(self, answer: object, question: Question) -> list[Post]:
        listed = rows(answer, "posts")
        if listed is None:
            raise SourceBroken("the forum sent an answer without a list of posts")
        listed_topics = rows(answer, "topics") or []
        topics = {name(one, "id"): one for one in listed_topics if isinstance(one, dict)}
        known = self.state.queries.get(question.query, Known())
        posts: list[Post] = []
        for one in listed:
            topic = topics.get(name(one, "topic_id")) if isinstance(one, dict) else None
            post = Post(listed=one, topic=topic or {})
            if _is_beyond(post, question):
                continue
            posts.append(post if _is_old(post, question.low, known) else await self._whole(post))
        return posts

    async def _whole(self, post: Post) -> Post:
        """The post with all its words, if it may still be fetched in this poll."""
        number = post_id(post)
        if number is None or not number.isdecimal() or self._whole_left == 0:
            return post
        if number not in self._fetched:
            self._whole_left -= 1
            self._fetched[number] = await self._fetch(post, number)
        return self._fetched[number]

    async def _fetch(self, post: Post, number: str) -> Post:
        """The whole post; as it was listed when it is not shown, since the search did show it."""
        try:
            whole = row(await self.forum.read(f"/posts/{number}.json", gap=_BETWEEN_POSTS))
        except SourceRefused as refused:
            # The search was answered, so nothing is missing but words.
            self._whole_left = 0
            if refused.retry_at is not None:
                self.forum.session.pause(refused.retry_at)
            return post
        except (SourceError, ValueError):
            return post
        return replace(post, whole=whole) if name(whole, "id") == number else post


def _written(question: Question) -> str:
    """Days are all that the forum's search knows of time; both bounds are wider than asked for."""
    text = f"{question.query} order:latest after:{_day(question.low)}"
    if question.high is None:
        return text
    return f"{text} before:{_day(question.high + timedelta(days=1) // timedelta(seconds=1))}"


def _day(epoch: int) -> str:
    return f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d}"


def _result(answer: object) -> Mapping[str, object]:
    return part(answer, "grouped_search_result") if isinstance(answer, dict) else {}


def _is_beyond(post: Post, question: Question) -> bool:
    """Whether it is of the part of a day that the search shows too much."""
    at = created_at(post)
    return question.high is not None and at is not None and at.timestamp() > question.high


def _is_old(post: Post, low: int, known: Known) -> bool:
    """Whether an earlier poll had it, or looked at its time; a first look takes what it gets."""
    number, at = post_id(post), created_at(post)
    if not known.newest:
        return False
    return (number is not None and mark(number) in known.seen) or (
        at is not None and at.timestamp() <= low
    )
