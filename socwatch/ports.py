"""The doors between the rooms and the world.

Every adapter and double satisfies one of these; the steps in `watch/` know nothing else of the
outside.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol

from socwatch.model.delivery import Delivery
from socwatch.model.mention import Cursor, Mention, Page
from socwatch.model.query import Topic
from socwatch.model.reading import Reading
from socwatch.model.signal import Bucket, Outlook, Signal

#: What a detector remembers of one topic, as text that it alone can read; versioned inside.
DetectorState = NewType("DetectorState", str)


class Clock(Protocol):
    """The only place where the time of day comes from."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC. Read once per tick."""


class Source(Protocol):
    """A service that is asked for mentions."""

    name: str  # the config's name for it
    kind: str
    every: timedelta  # how often it wants to be asked

    def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncIterator[Page]:
        """Reads what is new for these topics, oldest cursor first.

        Yields pages; each may be stored before the next is asked for. Never raises for what the
        service does: a refusal, a wrong answer or a rejected login is the last page's outcome.
        What it brings may be a superset of what the queries mean; the matcher decides.
        """


class Analyst(Protocol):
    """Reads language, tone, risk and story."""

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a detector makes of one bucket."""

    state: DetectorState
    signals: tuple[Signal, ...]
    outlook: Outlook


class Detector(Protocol):
    """Sees what is unusual."""

    name: str

    def inspect(self, bucket: Bucket, state: DetectorState | None, now: datetime) -> Inspection:
        """Pure and O(1) per bucket. Buckets of a topic come in order of time, without gaps."""


class Notifier(Protocol):
    """A channel that carries messages."""

    channel: str

    async def send(self, delivery: Delivery) -> str:
        """Delivers the bytes as they are and returns a receipt.

        Raises DeliveryRefused when it will never work, DeliveryFailed when it may work later.
        """
