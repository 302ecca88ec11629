"""The connections of one poll of the stream, and what ends them.

Invariants: only two things are a good end: that the stream came up to the present, and that a
server of one's own has nothing more to say: it is silent and still answers, or is silent or closes
in good order after what it had to tell. All of Bluesky is never silent and never done.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured
from socwatch.model.mention import Outcome, Page
from socwatch.sources._http import Session
from socwatch.sources._jetstream_authors import Authors
from socwatch.sources._jetstream_reading import Reading
from socwatch.sources._jetstream_wire import Ended, Event, Finished, Misplaced, Mute, moment
from socwatch.sources._pages import Pages

if TYPE_CHECKING:
    from socwatch.sources._jetstream_line import Line

#: Seconds of one poll; a poll of any source may take 60.
_BUDGET = 25.0
_MENTIONS_A_PAGE = 500
_PAGES = 40
_SECONDS_A_PAGE = 5.0
_RECONNECTS = 2
_PUBLIC = ".bsky.network"
#: Seconds after which the public stream counts as silent; and, of a server of one's own, the
#: part of a request's deadline.
_SILENCE = 10.0
_OWN_SILENCE = 1 / 15


class Way:
    """From the cursor to the present, over as many connections as it takes."""

    def __init__(
        self, session: Session, base: str, reading: Reading, authors: Authors, *, private: bool
    ) -> None:
        """`base` is scheme and host of the server; `private` whether it may be a private one."""
        self._session = session
        self._base = base
        self._reading = reading
        self._authors = authors
        self._private = private
        self._host = urlsplit(base).netloc
        self._is_public = (urlsplit(base).hostname or "").endswith(_PUBLIC)
        manners = session.http.manners
        self._silence = _SILENCE if self._is_public else manners.deadline * _OWN_SILENCE
        self._backoff = manners.backoff
        self._end = time.monotonic() + min(_BUDGET, manners.deadline)
        self._pages_left = _PAGES
        self._spent = False  #: whether the poll ended before the present was reached

    async def pages(self) -> Pages:
        """Pages up to the present, or as far as this poll may read."""
        failures = 0
        while True:
            before = self._reading.state.place
            try:
                async for page in self._along():
                    yield page
                break
            except SourceError as error:
                yield await self._page()
                if self._is_done(error, before):
                    break
                failures = 1 if self._reading.state.place > before else failures + 1
                if failures > _RECONNECTS or not self._may_go_on(error):
                    raise
            await asyncio.sleep(self._backoff * failures)
        yield await self._page()
        short = [one for one in (self._shortfall(), self._reading.missing) if one]
        if short:
            yield Page(outcome=Outcome.PARTIAL, because="; ".join(short))

    def _is_done(self, error: SourceError, before: int) -> bool:
        """Whether a server of one's own closed because it has told all that there is.

        It is asked once more, unless it came up to the present: it may have been restarted.
        """
        reading = self._reading
        if self._is_public or not reading.events or not isinstance(error, Finished):
            return False
        return reading.state.place <= before or reading.nearly_reached

    def _may_go_on(self, error: SourceError) -> bool:
        """Whether another connection may do better."""
        if isinstance(error, Misplaced) and self._reading.state.place:
            self._reading.by_time()
            return True
        return isinstance(error, Ended) and time.monotonic() < self._end

    def _shortfall(self) -> str:
        if not self._spent:
            return ""
        at = self._reading.state.at
        reached = f" up to {moment(at):%d %b %H:%M} UTC" if at else ""
        return f"the stream was read{reached} only; the rest is read next time"

    async def _along(self) -> AsyncGenerator[Page, None]:
        """The pages of one connection."""
        reading = self._reading
        reading.opens()
        async with self._opened() as line:
            due = time.monotonic() + _SECONDS_A_PAGE
            while not reading.reached:
                if time.monotonic() >= self._end or self._pages_left <= 0:
                    self._spent = not self._reading.nearly_reached
                    return
                frame = await line.frame(self._patience())
                if frame is None:
                    await self._silent(line)
                    return
                self._heed(reading.take(frame))
                if self._spent:
                    return
                if reading.full >= _MENTIONS_A_PAGE or time.monotonic() >= due:
                    yield await self._page()
                    due = time.monotonic() + _SECONDS_A_PAGE

    def _opened(self) -> AbstractAsyncContextManager[Line]:
        try:
            from socwatch.sources._jetstream_line import opened
        except ImportError:
            raise SourceMisconfigured(
                "reading the stream needs the package websockets, which is not installed",
                hint='pip install "socwatch[jetstream]"',
            ) from None
        dialect = self._reading.dialect
        address = dialect.address(self._base, self._reading.cursor())
        return opened(self._session, dialect, address, allow_private=self._private)

    def _patience(self) -> float:
        """Seconds of silence after which there is nothing more to come, or something wrong."""
        usual = self._silence if self._reading.events else 2 * self._silence
        return min(usual, max(self._end - time.monotonic(), 0.01))

    async def _silent(self, line: Line) -> None:
        if self._is_public:
            raise SourceBroken(f"{self._host} says nothing: the stream of all posts stands still")
        if time.monotonic() < self._end:
            await self._demand_alive(line)
        elif not self._reading.events:
            raise SourceBroken(f"{self._host} did not answer in time")
        else:
            self._spent = not self._reading.nearly_reached

    async def _demand_alive(self, line: Line) -> None:
        """Raises when a server that never said anything does not answer a ping either.

        Some small servers only send: after their events an open line is proof enough.
        """
        try:
            await line.demand_alive()
        except Mute:
            if not self._reading.events:
                raise

    def _heed(self, event: Event | None) -> None:
        """Obeys what the server says about the stream itself."""
        if event is None:
            return
        if event.error:
            self._fail(event)
        if event.info == "OutdatedCursor":
            self._reading.outdated()
        if event.info == "FutureCursor" and self._reading.state.place:
            raise Misplaced(f"{self._host} has another stream than the one that was read")

    def _fail(self, event: Event) -> None:
        """An error is the last thing that a server says on a connection."""
        if event.error == "ConsumerTooSlow" and self._reading.state.place:
            self._spent = True
            return
        said = ": ".join(filter(None, map(self._session.quote, (event.error, event.message))))
        raise SourceBroken(f"{self._host} ended the stream with an error: {said}")

    async def _page(self) -> Page:
        self._pages_left -= 1
        return await self._authors.named(self._reading.page())
