"""Several readings of one service as one poll."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from socwatch.errors import SourceRefused
from socwatch.model.mention import Cursor, Mention, MentionKind, Outcome, Page
from socwatch.sources._joined import joined
from socwatch.sources._pages import Pages, settled
from tests.contracts.sources.cases import NOW

ALL = Cursor("of all readings")
SHORT = Page(outcome=Outcome.PARTIAL, because="there is more")


def said(number: int) -> Mention:
    """A mention with this number."""
    return Mention(
        origin="x", id=f"{number}", source="here", kind=MentionKind.POST, text="", fetched_at=NOW
    )


async def reading(*pages: Page) -> Pages:
    """A reading that brings these pages."""
    for page in pages:
        yield page


def polled(readings: Iterator[Pages]) -> list[Page]:
    """All pages of the readings together."""

    async def run() -> list[Page]:
        return [page async for page in settled(joined(readings, lambda: ALL))]

    return asyncio.run(run())


def test_what_two_readings_bring_comes_once_with_a_cursor_of_all() -> None:
    """A page without a cursor stays without one."""
    first = reading(Page(mentions=(said(1), said(2))), Page(next=Cursor("of the first")))
    pages = polled(iter([first, reading(Page(mentions=(said(2), said(3))))]))
    assert [[one.id for one in page.mentions] for page in pages] == [["1", "2"], [], ["3"]]
    assert [page.next for page in pages] == [None, ALL, None]


def test_one_that_is_short_keeps_the_others_from_nothing() -> None:
    """It is said at the end, when all have been read."""
    pages = polled(iter([reading(SHORT), reading(Page(mentions=(said(1),)))]))
    assert [len(page.mentions) for page in pages] == [1, 0]
    assert pages[-1] == SHORT


def test_other_trouble_ends_the_poll() -> None:
    """The readings after it are not begun."""
    begun = []

    async def refused() -> Pages:
        yield Page(mentions=(said(1),))
        raise SourceRefused("wait")

    async def late() -> Pages:
        begun.append("late")
        yield Page()

    pages = polled(iter([refused(), late()]))
    assert [page.outcome for page in pages] == [Outcome.OK, Outcome.PARTIAL]
    assert begun == []


def test_a_broken_page_is_the_last() -> None:
    """Its mentions are kept."""
    broken = Page(mentions=(said(1),), outcome=Outcome.BROKEN, because="odd")
    pages = polled(iter([reading(broken), reading(Page(mentions=(said(2),)))]))
    assert [page.outcome for page in pages] == [Outcome.BROKEN]
