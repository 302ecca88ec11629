"""The canary: a query that always finds something, asked now and then to prove the whole way.

Invariant: what a canary finds is looked at and thrown away; it moves no cursor and counts nowhere.
A canary that finds nothing is a failure of the source, because an empty answer then means that it
is not read.
"""

from __future__ import annotations

from contextlib import aclosing
from datetime import datetime, timedelta

from socwatch.match.query import compile_topics
from socwatch.model.mention import Outcome, Page
from socwatch.model.query import Query, Topic
from socwatch.model.watching import SourceState
from socwatch.ports import Source

#: How often it is asked.
EVERY = timedelta(hours=6)
_NAME = "canary"
#: Pages that are looked through for one mention.
_MOST_PAGES = 5


def canary_is_due(state: SourceState, now: datetime) -> bool:
    """Whether it is time to ask it again."""
    return state.canary_at is None or now - state.canary_at >= EVERY or state.canary_at > now


async def failure_of_canary(source: Source, query: Query, now: datetime) -> Page | None:
    """Why the canary proves that the source is not read; None when it found something."""
    topic = Topic(name=_NAME, query=query, owner="")
    matches = compile_topics((topic,)).matches
    pages, page = 0, Page()
    async with aclosing(source.poll((topic,), None, now)) as poll:
        async for page in poll:
            if any(matches(one) for one in page.mentions):
                return None
            pages += 1
            if page.outcome is not Outcome.OK or pages >= _MOST_PAGES:
                break
    if page.outcome is not Outcome.OK:
        return page
    words = f"the canary query {query.text} found nothing, though it always should"
    return Page(outcome=Outcome.BROKEN, because=words)
