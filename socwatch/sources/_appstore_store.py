"""One country's App Store: its feed of reviews, page by page, by whichever address has them.

Invariants: reading goes back to what an earlier poll knew; a feed without reviews is believed only
when the store knows the app and never showed reviews of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.sources._answers import Ask, Expect
from socwatch.sources._appstore_reviews import Reviews, in_json, in_xml, review_id, updated
from socwatch.sources._fields import count
from socwatch.sources._http import Session
from socwatch.sources._pages import latest, mark

APPLE = "https://itunes.apple.com"
#: The same feed by three addresses, of which any may be empty while another is not.
_SPELLINGS = (
    "/{country}/rss/customerreviews/page={page}/id={app}/sortBy=mostRecent/json",
    "/{country}/rss/customerreviews/id={app}/sortBy=mostRecent/page={page}/json",
    "/{country}/rss/customerreviews/page={page}/id={app}/sortBy=mostRecent/xml",
)
_XML = 2
#: Apple shows no more pages than these.
_MOST_PAGES = 10
_REMEMBERED = 200
#: Seconds between two requests.
_GAP = 0.5


class Known(msgspec.Struct):
    """What was read of one country's store."""

    spelling: int = -1  # which of the addresses had reviews; -1 while none had
    checked: bool = False  # whether the store said that it knows the app
    seen: list[str] = []


@dataclass(slots=True, kw_only=True)
class Store:
    """One country's part of a poll."""

    session: Session
    base_url: str
    app: str
    country: str
    known: Known
    unfinished: bool = False
    _spelling: int = -1
    _checked: bool = False
    _read: list[str] = field(default_factory=list)  # marks of this poll, newest first

    async def pages(self, first_look: datetime) -> AsyncGenerator[Sequence[object], None]:
        """The entries, a page at a time, each once, down to what is known."""
        reviews = await self._first_page()
        for page in range(1, _MOST_PAGES + 1):
            if page > 1:
                reviews = await self._ask(self._spelling, page)
            fresh = self._fresh(reviews.entries)
            if not fresh:
                return
            yield fresh
            if self._is_enough(fresh, first_look):
                return
            if page >= reviews.last:
                break
        self.unfinished = page == _MOST_PAGES and bool(self.known.seen)

    def knew(self, entry: object) -> bool:
        """Whether an earlier poll brought it."""
        found = review_id(entry)
        return found is not None and mark(found) in self.known.seen

    def known_now(self) -> Known:
        """What the next poll has to know."""
        seen = latest([*self.known.seen, *reversed(self._read)], _REMEMBERED)
        return Known(
            spelling=self._spelling if self._read else self.known.spelling,
            checked=self._checked or self.known.checked,
            seen=seen,
        )

    def _is_enough(self, entries: Sequence[object], first_look: datetime) -> bool:
        """Whether the page's end is known ground; a changed review may come first again."""
        if self.known.seen:
            return self.knew(entries[-1])
        times = [at for entry in entries if (at := updated(entry)) is not None]
        return not times or min(times) < first_look

    def _fresh(self, entries: Sequence[object]) -> list[object]:
        fresh: list[object] = []
        for entry in entries:
            found = review_id(entry)
            key = mark(found) if found is not None else ""
            if key and key in self._read:
                continue
            fresh.append(entry)
            self._read.extend([key] if key else [])
        return fresh

    async def _first_page(self) -> Reviews:
        """The newest page by the first address that has reviews; the one that had them is first."""
        refused: SourceMisconfigured | None = None
        reviews = Reviews(entries=(), last=1)
        for spelling in sorted(range(len(_SPELLINGS)), key=lambda one: one != self.known.spelling):
            try:
                reviews = await self._ask(spelling, 1)
            except SourceMisconfigured as error:
                refused = refused or error
                continue
            except SourceBroken:
                if spelling != _XML or spelling == self.known.spelling:
                    raise
                continue  # it fails at times while the others work
            if reviews.entries:
                self._spelling = spelling
                return reviews
        if refused is not None:
            raise refused
        await self._demand_an_app()
        return reviews

    async def _demand_an_app(self) -> None:
        """Raises unless it is true that nobody wrote a review."""
        app, where = self.app, self.country.upper()
        if self.known.seen:
            raise SourceBroken(f"the App Store ({where}) shows no reviews, where there were some")
        if self.known.checked:
            return
        params = {"id": app, "country": self.country}
        ask = Ask(url=f"{self.base_url}/lookup", params=params, gap=_GAP)
        found = (await self.session.get(ask)).json()
        if not count(found if isinstance(found, dict) else {}, "resultCount"):
            raise SourceMisconfigured(
                f"the App Store ({where}) knows no app {app}", hint="check `app_id` and `country`"
            )
        self._checked = True

    async def _ask(self, spelling: int, page: int) -> Reviews:
        path = _SPELLINGS[spelling].format(country=self.country, page=page, app=self.app)
        expect = Expect.FEED if spelling == _XML else Expect.JSON
        ask = Ask(url=self.base_url + path, expect=expect, gap=_GAP)
        answer = await self.session.get(ask)
        if spelling == _XML:
            return await asyncio.to_thread(in_xml, answer, page)
        return in_json(answer, page)
