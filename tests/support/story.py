"""A small language for stories: what is said and done, when, and who must be told of it.

Every story runs the real pipeline as `socwatch replay` does: a real config, a real scenario file,
a virtual clock, a mailbox on the disk. Times are those of 22 November 2026 in UTC ("02:24"), of
another day of that month ("23 08:00"), or in full. What came out is compared in the form that
`replay --json` prints.
"""

from __future__ import annotations

import json
import mailbox
from datetime import UTC, datetime, timedelta
from email.message import Message
from math import cos, pi
from pathlib import Path
from random import Random

from socwatch.app import App, load_config
from socwatch.cli import forms
from socwatch.engine.replaying import MAILBOX, replay
from socwatch.model.issue import Entry, Issue

DAY = "2026-11-22"

ANGRY = (
    "broke after a week, terrible", "is awful, I want a refund", "leaks everywhere, what trash",
    "was my worst purchase, never again", "is useless, I am so disappointed",
)  # fmt: skip
CALM = (
    "stands in my kitchen", "arrived today", "comes in blue or green?", "is next to the toaster",
    "makes tea every morning", "is on the shelf at the market", "looks like my old one",
    "is at my aunt's house", "has the new lid", "comes with a manual",
)  # fmt: skip
CONFIG = Path(__file__).with_name("story.toml").read_text(encoding="utf-8")


def config(tick: str = "15m", repeat: int = 0, **parts: str) -> str:
    """A config with this story's own lines: of `dana`, `luis`, `mia`, `duty`, or anywhere.

    `above` stands before [detection], `below` at the end.
    """
    words = CONFIG.replace('tick = "15m"', f'tick = "{tick}"').replace(
        "repeat = 0", f"repeat = {repeat}"
    )
    for name, lines in parts.items():
        assert f"\n# {name}\n" in words
        words = words.replace(f"\n# {name}\n", f"\n{lines}\n")
    return words


def when(words: str) -> datetime:
    """ "02:24", "23 08:00" or "2026-11-22T02:24:00Z" as an instant."""
    if "T" in words:
        return datetime.fromisoformat(words).astimezone(UTC)
    day, _, clock = words.rpartition(" ")
    return datetime.fromisoformat(f"{DAY[:-2]}{day or DAY[-2:]}T{clock}:00+00:00")


class Story:
    """What happens, line by line; `run` plays it."""

    def __init__(self, folder: Path, words: str | None = None) -> None:
        self._folder = folder
        self._config = words or config()
        self._lines: list[dict[str, object]] = []
        self._ids = 0

    def line(self, at: str | datetime, **what: object) -> None:
        """One line of the scenario, as INTERFACE names it."""
        moment = when(at) if isinstance(at, str) else at
        self._lines.append({"at": moment.isoformat().replace("+00:00", "Z"), **what})

    def post(self, at: str | datetime, text: str, **known: object) -> str:
        """Somebody says something; returns the mention's id."""
        self._ids += 1
        name = f"m{self._ids}"
        said = {"id": name, "source": "press", "text": text, "author": f"@{name}", **known}
        self.line(at, mention=said)
        return name

    def burst(self, at: str, number: int, text: str, **known: object) -> list[str]:
        """So many posts, one every 30 seconds; "{n}" in the text makes each another story."""
        times = (when(at) + place * timedelta(seconds=30) for place in range(number))
        return [self.post(time, text.format(n=n), **known) for n, time in enumerate(times)]

    def quiet(self, days: float, until: str, **known: object) -> None:
        """Ordinary talk, three posts an hour, one of them in six angry; to learn from."""
        end = when(until)
        for hour in range(int(days * 24)):
            for third in range(2 + (hour % 3 > 0) + (hour % 5 == 0)):
                at = end - timedelta(days=days) + timedelta(hours=hour, minutes=17 * third + 3)
                angry = (hour + third) % 6 == 0
                text = "was a terrible buy, it broke" if angry else "stands in my kitchen"
                self.post(at, f"The acme kettle {hour}-{third} {text}", **known)

    def chatter(
        self, days: float, until: str, *, rate: float = 4.0, angry: float = 0.2, grow: float = 0.0
    ) -> None:
        """So many posts an hour, more by day than by night, this share of them angry.

        With `grow` the rate rises evenly to 1 + grow times what it was.
        """
        random, end = Random(f"{until}/{rate}/{angry}"), when(until)
        at = begin = end - timedelta(days=days)
        while True:
            hour = 0.7 - 0.5 * cos(2 * pi * (at.hour - 3) / 24)
            often = rate * hour * (1 + grow * ((at - begin) / (end - begin)))
            at += timedelta(hours=random.expovariate(often))
            if at >= end:
                return
            said = random.choice(ANGRY if random.random() < angry else CALM)
            number = random.randint(1000, 99999)
            self.post(at, f"Order {number}: the acme kettle {said}")

    def source(self, at: str | datetime, outcome: str, name: str = "press") -> None:
        """From now on the source's polls end so."""
        self.line(at, source={"name": name, "outcome": outcome})

    def act(self, at: str, name: str, issue: str = "latest", **said: str) -> None:
        """Somebody does something with an issue: ack, close, snooze, handover, note."""
        self.line(at, **{name: {"issue": issue, **said}})

    def run(self, until: str | datetime) -> Played:
        """Plays the story up to this instant."""
        self.line(until, end=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        path, scenario = self._folder / "story.toml", self._folder / "story.jsonl"
        path.write_text(self._config, encoding="utf-8")
        lines = sorted(self._lines, key=lambda one: datetime.fromisoformat(str(one["at"])))
        scenario.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
        found: list[Entry] = []
        with App(load_config(path)) as app:
            played = replay(app, scenario, self._folder / "out", found.append)
            issues = played.store.ledger.issues()
            played.store.close()
        return Played(self._folder / "out", found, issues)


class Played:
    """What came of a story. Whatever is expected is taken out of what is left."""

    def __init__(self, folder: Path, entries: list[Entry], issues: tuple[Issue, ...]) -> None:
        self.events = [json.loads(json.dumps(forms.event(one))) for one in entries]
        self.issues = {one.id: one for one in issues}
        self._folder = folder
        self._left = list(self.events)

    def expect(self, event: str, at: str | None = None, **fields: object) -> dict[str, object]:
        """The first event of this sort that is left, with these fields; it must be there."""
        for one in self._left:
            same = at is None or datetime.fromisoformat(one["at"]) == when(at)
            if one["event"] == event and same and fields.items() <= one.items():
                self._left.remove(one)
                return dict(one)
        raise AssertionError(f"no {event} at {at} with {fields} in:\n{self._told(self._left)}")

    def expect_email(
        self, to: str, at: str, kind: str = "escalation", **fields: object
    ) -> dict[str, object]:
        """A mail that went out to this person at this time."""
        wanted = {"to": to, "kind": kind, "channel": "email", "outcome": "sent", **fields}
        return self.expect("delivery", at, **wanted)

    def expect_no(self, *events: str) -> None:
        """None of these sorts of events is left."""
        left = [one for one in self._left if one["event"] in events]
        assert not left, f"not expected:\n{self._told(left)}"

    def expect_nobody_else_told(self) -> None:
        """Every mail that went out was expected."""
        self.expect_no("delivery")

    def all(self, event: str) -> list[dict[str, object]]:
        """Every event of this sort, expected or not."""
        return [one for one in self.events if one["event"] == event]

    @property
    def mails(self) -> list[Message]:
        """The mailbox."""
        with_mails = mailbox.mbox(self._folder / MAILBOX)
        found: list[Message] = list(with_mails)
        with_mails.close()
        return found

    @staticmethod
    def _told(events: list[dict[str, object]]) -> str:
        return "\n".join(json.dumps(one) for one in events) or "nothing"
