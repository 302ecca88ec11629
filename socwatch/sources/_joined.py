"""Several readings of one service as one poll.

Invariants: what two readings show is brought once; that one of them has more than a poll may read,
or asks for what is closed to us or unknown, keeps the others from nothing, and is said at the end;
any other trouble ends the poll.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import replace

from socwatch.errors import SourceError, SourceMisconfigured, SourceUnauthorised
from socwatch.model.mention import Cursor, Outcome, Page
from socwatch.sources._pages import Pages


class PartClosed(SourceUnauthorised):
    """Our login may not see this part of the service; others may be open to it."""


class PartUnknown(SourceMisconfigured):
    """The service does not know this part; it may know the others."""


async def joined(readings: Iterable[Pages], cursor: Callable[[], Cursor]) -> Pages:
    """The pages of each reading in turn; `cursor` holds the state of all of them.

    A reading is begun when those before it have ended.
    """
    brought: set[str] = set()
    short: Page | None = None
    closed: SourceError | None = None
    for reading in readings:
        try:
            async with aclosing(reading) as pages:
                async for page in pages:
                    if page.outcome is Outcome.PARTIAL and not page.mentions:
                        short = short or page
                        continue
                    yield _once(page, brought, cursor)
                    if page.outcome is not Outcome.OK:
                        return
        except (PartClosed, PartUnknown) as error:
            closed = closed or error
    if closed is not None:
        raise closed
    if short is not None:
        yield short


def _once(page: Page, brought: set[str], cursor: Callable[[], Cursor]) -> Page:
    fresh = [one for one in page.mentions if one.key not in brought]
    brought.update(one.key for one in fresh)
    return replace(page, mentions=tuple(fresh), next=None if page.next is None else cursor())
