"""A whole socwatch in a folder: a real store, a real detector, a plan, and shipped doubles.

with World(tmp_path) as world:
    world.shelf.put("my acme kettle caught fire")
    world.tick()
    world.mail.told == ["dana"]
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from socwatch.detect.panel import Panel
from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.delivery import Delivery, DeliveryKind
from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue, IssueState
from socwatch.model.mention import Author, Cursor, Mention, MentionKind, Page
from socwatch.model.plan import (
    Contact,
    CrisisPlan,
    Notify,
    Policy,
    QuietHours,
    Scenario,
    Severity,
    Step,
)
from socwatch.model.query import Match, Topic
from socwatch.model.reading import Reading, Tone
from socwatch.model.signal import Signal
from socwatch.ports import Source
from socwatch.stores.sqlite import SqliteStore
from socwatch.testing import MemoryNotifier, PlainAnalyst
from socwatch.watch.setup import Setup
from socwatch.watch.tick import Ticked, tick

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday; London is on UTC
TICK = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

DANA = Contact(
    id="dana",
    name="Dana Okafor",
    timezone="Europe/London",
    roles=("pr",),
    email="dana@acme.example",
    quiet_hours=QuietHours(start=time(22), end=time(7)),
)
LUIS = Contact(
    id="luis",
    name="Luis Peña",
    timezone="Europe/Madrid",
    roles=("care",),
    email="luis@acme.example",
    channels=("email", "push"),
)
PRODUCT_SAFETY = Scenario(id="product_safety", terms=("fire",), severity_floor="red", tripwire=True)
STEPS = (
    Step(after=timedelta(0), tell=("contact:dana",)),
    Step(after=timedelta(minutes=15), tell=("contact:luis",)),
)
PLAN = CrisisPlan(
    name="Acme crisis plan",
    owner="pr",
    timezone="Europe/London",
    severities=(
        Severity(name="green", rank=0, notify=Notify.DIGEST),
        Severity(name="amber", rank=1),
        Severity(name="red", rank=2, breaks_quiet_hours=True),
    ),
    contacts=(DANA, LUIS),
    policies=(
        Policy(severity="amber", steps=STEPS, fallback="ops@acme.example"),
        Policy(severity="red", steps=STEPS, fallback="ops@acme.example"),
    ),
    scenarios=(PRODUCT_SAFETY,),
)


def topic(name: str = "acme", *, risk: int = 1, sources: tuple[str, ...] = ("*",)) -> Topic:
    """A topic whose query is its name."""
    return Topic(name=name, query=parse(name), owner="pr", risk=risk, sources=sources)


def mention(
    name: str, text: str = "an acme kettle", *, at: datetime | None = NOON, source: str = "shelf",
    author: str | None = None, url: str | None = None, fetched_at: datetime | None = None,
) -> Mention:  # fmt: skip
    """A post of that id, fetched when it was published, but never before noon."""
    return Mention(
        origin=source,
        id=name,
        source=source,
        kind=MentionKind.POST,
        text=text,
        url=url,
        published_at=at,
        fetched_at=fetched_at or max(at or NOON, NOON),
        author=None if author is None else Author(handle=author),
    )


def gathered(
    one: Mention, *topics: str, tone: Tone = Tone.NEUTRAL, reading: Reading | None = None
) -> Gathered:
    """A mention as the store takes it; about acme when no topic is named."""
    understood = Reading(language="en", tone=tone, score=0.0, story=one.text)
    return Gathered(
        mention=one,
        reading=reading or understood,
        matches=tuple(Match(topic=name, because=(name,)) for name in topics or ("acme",)),
    )


def issue(number: int = 1, *, at: datetime = NOON, **more: object) -> Issue:
    """An open red issue of acme."""
    signal = Signal(
        topic="acme", kind="volume", at=at, window=HOUR, observed=60, expected=5.0, low=2, high=9
    )
    usual = Issue(
        number=number, topic="acme", kind="volume", severity="red", state=IssueState.OPEN,
        title="Acme: more than usual", because="60 mentions, usually 2 to 9",
        opened_at=at, since=at, last_signal_at=at, signal=signal,
    )  # fmt: skip
    return replace(usual, **more)  # type: ignore[arg-type]


def delivery(name: str = "I-1/escalation/0.0/dana/email", **more: object) -> Delivery:
    """A mail to Dana that waits."""
    usual = Delivery(
        id=name, kind=DeliveryKind.ESCALATION, to="dana", channel="email",
        address="dana@acme.example", subject="[RED] I-1", body=b"the very bytes\r\n",
        message_id=f"<{name}@acme.example>", created_at=NOON, deadline=NOON + 24 * HOUR,
    )  # fmt: skip
    return replace(usual, **more)  # type: ignore[arg-type]


class Shelf:
    """A service that keeps what it was given; its cursor is how much of it was read."""

    kind = "shelf"

    def __init__(self, name: str = "shelf", *, page: int = 3) -> None:
        self.name = name
        self.every = timedelta(minutes=5)
        self.items: list[Mention] = []
        self._page = page

    def put(self, *texts: str, at: datetime = NOON, author: str | None = None) -> None:
        """Further posts, published then."""
        for text in texts:
            number = f"{self.name}-{len(self.items)}"
            self.items.append(mention(number, text, at=at, source=self.name, author=author))

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """What was put there since the cursor, a few at a time."""
        start = int(since or 0)
        while start < len(self.items):
            found = self.items[start : start + self._page]
            start += len(found)
            yield Page(
                mentions=[replace(one, fetched_at=now) for one in found], next=Cursor(str(start))
            )
        yield Page(next=Cursor(str(start)))


class World:
    """The folder's socwatch. Its clock stands at `now` until it is moved."""

    def __init__(
        self,
        folder: Path,
        *,
        plan: CrisisPlan = PLAN,
        topics: Sequence[Topic] = (topic(),),
        sources: Sequence[Source] | None = None,
        connection: type[sqlite3.Connection] = sqlite3.Connection,
    ) -> None:
        self.now = NOON
        self.path = folder / "socwatch.db"
        self.shelf = Shelf()
        self.mail = MemoryNotifier()
        self.push = MemoryNotifier("push")
        # Tests do not survive a power cut: waiting for the disk would only slow them down.
        self.store = SqliteStore(self.path, tick=TICK, durable=False, connection=connection)
        self.setup = Setup(
            store=self.store,
            sources=tuple((self.shelf,) if sources is None else sources),
            topics=tuple(topics),
            sieve=compile_topics(topics).matches,
            analyst=PlainAnalyst(plan.scenarios),
            detector=Panel(TICK, "balanced", timezone="Europe/London"),
            tick=TICK,
            plan=plan,
            timezone="Europe/London",
            sender="socwatch <socwatch@acme.example>",
            notifiers={"email": self.mail, "push": self.push},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.store.close()

    def forward(self, by: timedelta) -> datetime:
        """Moves the clock on."""
        self.now += by
        return self.now

    def tick(self, *, force: bool = False) -> Ticked:
        """One whole tick at this instant."""
        return asyncio.run(tick(self.setup, self.now, force=force))

    def issues(self) -> tuple[Issue, ...]:
        """Every issue, the latest first."""
        return self.store.ledger.issues()
