"""Doubles that ship with socwatch, for its own tests and for those of third-party adapters.

They are real small implementations of the doors in `ports.py`, not mocks: what they are told to
do, they do.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from socwatch.errors import DeliveryError
from socwatch.model.delivery import Delivery
from socwatch.model.mention import Cursor, Mention, MentionKind, Page
from socwatch.model.plan import Scenario
from socwatch.model.query import Topic
from socwatch.model.reading import Reading, Risk, Tone
from socwatch.ports import Analyst, Clock, Notifier, Source


def post(text: str, *, lang: str | None = None) -> Mention:
    """A mention that says this, and nothing else of interest."""
    return Mention(
        origin="x",
        id="1",
        source="x",
        kind=MentionKind.POST,
        text=text,
        lang=lang,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def forward(self, by: timedelta) -> None:
        """Moves it on."""
        self.at += by


class MemoryNotifier:
    """Keeps what it is given; or fails as many times as it is told to."""

    def __init__(self, channel: str = "email", fails: Iterable[DeliveryError] = ()) -> None:
        self.channel = channel
        self.sent: list[Delivery] = []
        self._fails = list(fails)

    async def send(self, delivery: Delivery) -> str:
        """Keeps the delivery, unless a failure is due."""
        if self._fails:
            raise self._fails.pop(0)
        self.sent.append(delivery)
        return f"kept as number {len(self.sent)}"

    @property
    def told(self) -> list[str]:
        """Who was told, in order."""
        return [delivery.to for delivery in self.sent]


class PagesSource:
    """Brings the pages it was given, one poll after the other."""

    def __init__(
        self, name: str, polls: Iterable[Sequence[Page]], *, kind: str = "scripted",
        every: timedelta = timedelta(minutes=5),
    ) -> None:  # fmt: skip
        self.name = name
        self.kind = kind
        self.every = every
        self.asked: list[Cursor | None] = []
        self._polls = [list(pages) for pages in polls]

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """The next poll's pages; an empty good page when none are left."""
        self.asked.append(since)
        for page in self._polls.pop(0) if self._polls else [Page()]:
            yield page


class PlainAnalyst:
    """Finds texts that hold the word negative, and the scenarios' terms; all else is neutral."""

    def __init__(self, scenarios: Sequence[Scenario] = ()) -> None:
        self._scenarios = scenarios

    def read(self, mentions: Sequence[Mention]) -> Sequence[Reading]:
        """One reading for each mention."""
        return [self._reading(mention) for mention in mentions]

    def _reading(self, mention: Mention) -> Reading:
        negative = "negative" in mention.text
        return Reading(
            language="en",
            tone=Tone.NEGATIVE if negative else Tone.NEUTRAL,
            score=-0.5 if negative else 0.0,
            story=mention.text,
            risks=tuple(self._risks(mention.text)),
        )

    def _risks(self, text: str) -> Iterator[Risk]:
        for scenario in self._scenarios:
            term = next((one for one in scenario.terms if one in text), None)
            if term is not None:
                yield Risk(
                    category=scenario.id,
                    severity=scenario.severity_floor or "",
                    term=term,
                    tripwire=scenario.tripwire,
                )


def _satisfies(
    clock: FixedClock, notifier: MemoryNotifier, source: PagesSource, analyst: PlainAnalyst
) -> tuple[Clock, Notifier, Source, Analyst]:
    """Checked by mypy: the doubles fit the doors."""
    return clock, notifier, source, analyst


def hostile_texts(size: int = 100_000) -> dict[str, str]:
    """Texts of `size` characters, written to break what reads them, by the kind of their malice.

    An adapter or analyst that is handed any of them raises nothing and answers soon.
    """
    parts = {
        "emoji": "\U0001f621\U0001f600",
        "emoji and words": "bad \U0001f621 no ",
        "emoji joined": "\U0001f468\u200d",
        "flags": "\U0001f1e9\U0001f1ea",
        "one word": "x",
        "one word repeated": "bad ",
        "negations": "no not never n't so bad ",
        "contrasts": "bad but good but ",
        "idioms": "kind of the bomb kiss of death ",
        "capitals": "BAD good ",
        "lone surrogates": "bad \ud83d good \udc00 ",
        "right to left": "\u202eelttek\u202c bad \u2066\u0643\u062a\u0627\u0628\u2069 \u200f",
        "zalgo": "b" + "\u0301\u0323\u0489" * 20 + "ad ",
        "mixed languages": "Mera kettle phat gaya \u092c\u0939\u0941\u0924 very \u043f\u043b\u043e\u0445\u043e! ",
        "no spaces": "\u6f22\u5b57",
        "letters that grow": "\u0130",
        "punctuation": "?!.,;:",
        "quotes": "!'",
        "line ends": "\n",
        "blanks": " \u00a0\u2003",
        "control characters": "bad\x00\x1b[31m\x07 ",
        "links": "https://acme.example/a?b=c#d ",
        "one link": "https://acme.example/",
        "tags": "#acme ",
        "accounts": "@acme ",
        "markup": "<div><b>",
        "broken markup": '<a href="<!--<script>&#x0;&amp;',
        "entities": "&amp;lt;",
        "digits": "0123456789",
        "sentences": "No. ",
    }
    return {kind: (part * (size // len(part) + 1))[:size] for kind, part in parts.items()}
