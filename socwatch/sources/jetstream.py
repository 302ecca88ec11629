"""Bluesky's stream of all posts, which needs no login: each poll reads it up to the present.

Invariants: the stream is read from where the last poll ended, and a poll that did not come up to
the present says so; a place in one server's stream is never used on another; what cannot be
learned about an author never costs a post. Facts: https://github.com/bluesky-social/jetstream.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field

from socwatch.errors import SourceMisconfigured
from socwatch.model.mention import Cursor
from socwatch.model.query import Topic
from socwatch.sources._http import Session
from socwatch.sources._jetstream_authors import POSTS, Authors
from socwatch.sources._jetstream_net import Net
from socwatch.sources._jetstream_reading import FIRST_LOOK, Reading, State
from socwatch.sources._jetstream_way import Way
from socwatch.sources._jetstream_wire import DIALECTS, moment
from socwatch.sources._options import Duration, HttpOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._service import Service


class Options(HttpOptions):
    """Which server of the stream is read, and in which version of its language."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    every: Duration = timedelta(minutes=2)
    """How often the stream is read up to the present."""

    version: Literal[1, 2] = 2
    """2 is the stream since August 2026; 1 is the one before, which some servers still speak."""

    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+(:[0-9]+)?$")] | None = None
    """The server that is read; left out, one of the version's public ones."""


class Jetstream(Service[Options]):
    """Public posts of all of Bluesky, filtered here."""

    kind = "jetstream"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the stream from the cursor to the present; on the first poll, ten minutes."""
        heard = [topic for topic in topics if topic.reads(self.name)]
        if not heard:
            raise SourceMisconfigured("no topic reads this source")
        options = self._options
        way = Way(
            session,
            self._base,
            self._reading(heard, since, now),
            Authors(session, options.address(POSTS)),
            private=options.allow_private,
        )
        async for page in way.pages():
            yield page

    @property
    def _base(self) -> str:
        options = self._options
        return options.base_url or f"https://{options.host or DIALECTS[options.version].host}"

    def _reading(self, topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Reading:
        dialect = DIALECTS[self._options.version]
        known = state_of(since, State)
        host = urlsplit(self._base).netloc
        moved = (known.version, known.host) != (dialect.version, host)
        fresh = State(version=dialect.version, host=host, seen=known.seen)
        return Reading(
            state=fresh if moved else known,
            dialect=dialect,
            net=Net(topics),
            source=self.name,
            now=now,
            missing=_left_out(known, now) if moved else "",
        )


def _left_out(known: State, now: datetime) -> str:
    """What nobody read between the server that was read before and this one."""
    begin, end = moment(known.at), now - FIRST_LOOK
    if not known.at or begin >= end:
        return ""
    return (
        f"another server is read now, without what was posted from {begin:%d %b %H:%M}"
        f" to {end:%d %b %H:%M} UTC"
    )
