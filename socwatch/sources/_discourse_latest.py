"""Reading every new post of a Discourse forum, in the order of their numbers.

Invariant: a page is asked for by the number of a post, so a gap is read from the number at which
the earlier poll stopped; numbers of deleted and private posts are skipped and end nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from socwatch.errors import SourceBroken
from socwatch.sources._discourse_forum import Forum
from socwatch.sources._discourse_post import Post, post_id
from socwatch.sources._fields import rows
from socwatch.sources._search import Found, Question, SearchState

_GAP = 0.3
#: Old versions look at so many numbers a page, whatever is left of them.
_NUMBERS = 50
#: The note that says at which number the last walk ended.
_ENDED = "ended"


@dataclass(slots=True, kw_only=True)
class Latest:
    """The pages of one poll."""

    forum: Forum
    state: SearchState
    _resume: str = field(init=False)

    def __post_init__(self) -> None:
        self._resume = self.state.notes.get(_ENDED, "")

    async def ask(self, question: Question) -> Found:
        """A page of posts, the newest first."""
        before = question.then or (self._resume if question.high is not None else "")
        params = {"before": before} if before else {}
        listed = rows(await self.forum.read("/posts.json", gap=_GAP, **params), "latest_posts")
        if listed is None:
            raise SourceBroken("the forum sent an answer without a list of posts")
        posts = [Post(listed=one, topic={}) for one in listed]
        numbers = [found for one in posts if (found := post_id(one)) and found.isdecimal()]
        lowest = min(map(int, numbers), default=0)
        then = _below(lowest, int(before or 0), len(posts))
        self.state.notes[_ENDED] = then
        return Found(items=posts, then=then)


def _below(lowest: int, before: int, shown: int) -> str:
    """Where the next page begins; "" where there is none."""
    if not before or lowest < before:
        return str(lowest) if lowest > 1 else ""
    # That post alone: what lies below is a hole in the numbers, and old versions do not look
    # across it. Several: a forum that always shows the same page.
    return str(before - _NUMBERS) if shown == 1 and before > _NUMBERS else ""
