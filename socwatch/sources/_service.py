"""What every source that asks a server is made of: a name, its options, the shared client."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel

from socwatch.model.mention import Cursor
from socwatch.model.query import Query, Topic
from socwatch.sources._http import Http, Session
from socwatch.sources._options import NetworkOptions
from socwatch.sources._pages import Pages, polled

O_co = TypeVar("O_co", bound=NetworkOptions, covariant=True)

#: In quiet times a source whose `every` nobody wrote is asked half as often, at least this often.
_SLOWEST = timedelta(minutes=30)


class Service(ABC, Generic[O_co]):
    """A source of one kind under the config's name. A kind adds `sent` and `_read`."""

    kind: ClassVar[str]
    OPTIONS: ClassVar[type[BaseModel]]

    def __init__(self, name: str, options: O_co, http: Http) -> None:
        self.name = name
        self.every = options.interval
        self.fastest = min(options.FLOOR, self.every)
        self.slowest = max(self.every, min(2 * self.every, _SLOWEST))
        if not options.is_paced:
            self.slowest = self.every
        self._options = options
        self._http = http

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """What the service is asked for this query; nothing, when it is read whole."""
        del query
        return ()

    def poll(self, topics: Sequence[Topic], since: Cursor | None, now: datetime) -> Pages:
        """Reads what is new for these topics since the cursor, as the kind's `_read` does it."""
        return self._polled(now, partial(self._read, topics=topics, since=since, now=now))

    @abstractmethod
    def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """The pages of one poll over one session; every kind has its own."""

    def _polled(self, now: datetime, read: Callable[[Session], Pages]) -> Pages:
        """The pages that `read` brings over a session of this poll."""
        return polled(self._http, self._options, now, read, kind=self.kind)
