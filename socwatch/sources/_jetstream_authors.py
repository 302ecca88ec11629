"""Who wrote the posts of a stream, which carries no handles.

Invariant: this is a courtesy. What goes wrong here costs a mention its handle and its counts,
never the mention, and never much time. Facts: the lexicon app.bsky.feed.getPosts.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from socwatch.errors import SourceError
from socwatch.model.mention import Mention, Outcome, Page, Skipped
from socwatch.sources._answers import Ask
from socwatch.sources._bluesky_post import with_view
from socwatch.sources._fields import name, rows
from socwatch.sources._http import Session
from socwatch.sources._pages import Declined

POSTS = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts"
_AT_ONCE = 25
#: Seconds for one look-up, and for all of one poll.
_ONE = 5.0
_ALL = 10.0


class Authors:
    """Looks posts up at the service that shows them to everybody."""

    def __init__(self, session: Session, address: str) -> None:
        self._session = session
        self._address = address
        self._seconds_left = _ALL

    async def named(self, page: Page) -> Page:
        """The page with handles and counts, as far as they can be had.

        Without the posts of those who do not want to be shown to strangers.
        """
        if page.outcome is not Outcome.OK or not page.mentions:
            return page
        views = await self._views([mention.id for mention in page.mentions])
        kept: list[Mention] = []
        skipped = list(page.skipped)
        for mention in page.mentions:
            try:
                view = views.get(mention.id)
                kept.append(mention if view is None else with_view(mention, view))
            except Declined as why:
                skipped.append(Skipped(item=mention.id, because=str(why)))
        return replace(page, mentions=tuple(kept), skipped=tuple(skipped))

    async def _views(self, uris: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
        views: dict[str, Mapping[str, object]] = {}
        pause = self._session.pause_until
        for start in range(0, len(uris), _AT_ONCE):
            if self._seconds_left <= 0:
                break
            begun = time.monotonic()
            for view in await self._asked(uris[start : start + _AT_ONCE]):
                uri = name(view, "uri", limit=4_000) if isinstance(view, dict) else None
                if isinstance(view, dict) and uri is not None:
                    views[uri] = view
            self._seconds_left -= time.monotonic() - begun
        # What this service allows is no reason to leave the stream alone.
        self._session.pause_until = pause
        return views

    async def _asked(self, uris: Sequence[str]) -> Sequence[object]:
        try:
            async with asyncio.timeout(_ONE):
                answer = await self._session.get(Ask(url=self._address, params={"uris": uris}))
            return rows(answer.json(), "posts") or []
        except (SourceError, TimeoutError):
            self._seconds_left = 0.0
            return []
