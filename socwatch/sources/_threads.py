"""Comments below our own posts, asked for only where there are new ones.

Invariants: a post whose number of comments is as it was costs next to nothing, and what was read
of it is remembered; where one poll may not read them all, those that waited longest come first; a
post that the service does not show below keeps the others from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from socwatch.errors import SourceError
from socwatch.model.mention import Outcome, Page
from socwatch.sources._joined import PartClosed, PartUnknown
from socwatch.sources._pages import Pages, cursor_of
from socwatch.sources._search import Search, SearchState, searched

#: Posts whose comments are read in one poll.
_MOST = 25
#: One comment more and one less is the same number, so that each post is read again after this.
_AGAIN = timedelta(hours=6)
_MORE = "more posts have new comments than one poll may read; the others are read next time"


class ThreadState(msgspec.Struct):
    """What was read below each post, and how many comments it had then."""

    search: SearchState = msgspec.field(default_factory=SearchState)
    counts: dict[str, int] = {}


@dataclass(slots=True)
class Threads:
    """The posts that are young enough to be commented on, as this poll has seen them."""

    state: ThreadState
    young: timedelta  #: for how long a post is looked after
    posts: dict[str, int | None] = field(default_factory=dict)  #: id: comments, where known

    async def read(self, search: Search, topics: tuple[str, ...], now: datetime) -> Pages:
        """The comments that are new, post by post; begun when all posts are known."""
        stale = int((now - _AGAIN).timestamp())
        due = [post for post in self.posts if self._has_news(post, stale)]
        due.sort(key=self._last_read)
        asked, left = due[:_MOST], due[_MOST:]
        waiting = [post for post in (*self.posts, *self._unseen(now)) if post not in asked]
        before = self.state.counts
        # A number counts as known only once the comments have been read.
        counts = {post: before[post] for post in waiting if post in before}
        counts |= {post: number for post in asked if (number := self.posts[post]) is not None}
        failure: SourceError | None = None
        for post in asked:
            others = [one for one in (*asked, *waiting) if one != post]
            pages = searched(search, {post: topics}, self.state.search, now, waiting=others)
            try:
                async for page in pages:
                    yield page
            except (PartClosed, PartUnknown) as error:
                failure = failure or error
                counts.pop(post, None)
        self.state.counts = counts
        if asked or counts != before:
            yield Page(next=cursor_of(self.state))
        if failure is not None:
            raise type(failure)(f"comments below a post: {failure.message}", hint=failure.hint)
        if left:
            yield Page(outcome=Outcome.PARTIAL, because=_MORE)

    def _unseen(self, now: datetime) -> list[str]:
        """Posts that an earlier poll saw and this one did not reach."""
        old, known = (now - self.young).timestamp(), self.state.search.queries
        return [post for post, one in known.items() if post not in self.posts and one.read > old]

    def _has_news(self, post: str, stale: int) -> bool:
        number, before = self.posts[post], self.state.counts.get(post, 0)
        if number is None or number != before:
            return True
        return number > 0 and self._last_read(post) <= stale

    def _last_read(self, post: str) -> int:
        known = self.state.search.queries.get(post)
        return known.read if known else 0
