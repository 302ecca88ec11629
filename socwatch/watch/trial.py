"""Asking a source without keeping anything: to try a kind, a login, a query.

Invariant: nothing is stored and no cursor moves; what had come when the time was up is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from socwatch.errors import SourceError
from socwatch.model.mention import Mention, Outcome, Page
from socwatch.model.query import Topic
from socwatch.ports import Source, Verifies


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a source brought, and how it ended. `hurried`: the time was up before the end."""

    pages: tuple[Page, ...]
    outcome: Outcome
    because: str = ""
    hurried: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What came, in order."""
        return tuple(mention for page in self.pages for mention in page.mentions)


async def tried(
    source: Source, topics: Sequence[Topic], now: datetime, *, seconds: float, enough: int
) -> Trial:
    """The first pages of a first poll: until `enough` mentions, the end, or the time is up."""
    pages: list[Page] = []
    try:
        async with asyncio.timeout(seconds):
            await _pages(source, topics, now, pages, enough)
    except TimeoutError:
        if not any(page.mentions for page in pages):
            words = f"it brought nothing within {seconds:g} s"
            return Trial(pages=tuple(pages), outcome=Outcome.BROKEN, because=words, hurried=True)
        return Trial(pages=tuple(pages), outcome=Outcome.OK, hurried=True)
    last = pages[-1] if pages else Page()
    return Trial(pages=tuple(pages), outcome=last.outcome, because=last.because)


async def _pages(
    source: Source, topics: Sequence[Topic], now: datetime, pages: list[Page], enough: int
) -> None:
    found = 0
    try:
        async with aclosing(source.poll(topics, None, now)) as poll:
            async for page in poll:
                pages.append(page)
                found += len(page.mentions)
                if page.outcome is not Outcome.OK or found >= enough:
                    return
    except SourceError as error:
        pages.append(Page(outcome=Outcome.BROKEN, because=error.message))


async def verified(source: Source, now: datetime, *, seconds: float) -> Page | None:
    """What a cheaper trial of the login says; None for a source that knows none."""
    if not isinstance(source, Verifies):
        return None
    try:
        async with asyncio.timeout(seconds):
            return await source.verify(now)
    except TimeoutError:
        return Page(outcome=Outcome.BROKEN, because=f"it did not answer within {seconds:g} s")
