"""Whatever happens in whatever order, nobody is missed and nobody is told twice.

A machine plays nights on the real code: findings, acts of people, ticks, clocks that go back, crashes in
the middle of sending, servers that refuse, a plan that is edited. After each step it checks what must
always hold, and at the end of each night that everybody who was called was also stood down.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from socwatch.engine import acting
from socwatch.errors import DeliveryFailed, DeliveryRefused, SocwatchError
from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from socwatch.model.plan import Absence, CrisisPlan, Need, Policy, Silence, Step
from socwatch.model.signal import Signal, SignalKind
from socwatch.respond.issues import Finding
from socwatch.stores.sqlite import SqliteStore
from socwatch.testing import MemoryNotifier
from socwatch.watch.deliver import deliver
from socwatch.watch.drill import start_drill
from socwatch.watch.escalate import escalate
from socwatch.watch.findings import settle
from tests.support.world import NOON, PLAN, TICK, World, topic

FALLBACK = "ops@acme.example"
TOPICS = ("acme", "bravo", "cargo")
PEOPLE = ("dana", "luis")
STEPS = (
    Step(after=timedelta(0), tell=("contact:dana",)),
    Step(after=timedelta(minutes=15), tell=("contact:luis", "contact:dana"), need=Need.ALL),
    Step(after=timedelta(minutes=30), tell=("role:care",)),
)
NIGHT_PLAN = replace(
    PLAN,
    ack_timeout=timedelta(hours=1),
    policies=tuple(
        Policy(severity=name, steps=STEPS, repeat=1, fallback=FALLBACK) for name in ("amber", "red")
    ),
)
topics = st.sampled_from(TOPICS)
people = st.sampled_from(PEOPLE)
few_minutes = st.sampled_from((1, 4, 15, 31, 61, 300, 1500)).map(lambda one: timedelta(minutes=one))


def _given_up(one: Delivery) -> bool:
    """An all-clear that a server refused, or did not take for a day."""
    ended = one.state in (DeliveryState.REFUSED, DeliveryState.FAILED)
    return ended and one.kind is DeliveryKind.STAND_DOWN


class Crash(BaseException):
    """The power goes."""


class Carrier(MemoryNotifier):
    """Takes mails, and remembers what it took; or refuses somebody, or fails, or crashes once."""

    def __init__(self, channel: str) -> None:
        super().__init__(channel)
        self.refuses: str | None = None
        self.fails = False
        self.crashes = False
        self.is_off = False

    async def send(self, delivery: Delivery) -> str:
        if self.is_off:
            raise Crash
        if delivery.to == self.refuses:
            raise DeliveryRefused("no such user")
        if self.fails:
            raise DeliveryFailed("down", whole_channel=True)
        receipt = await super().send(delivery)
        if self.crashes:
            self.is_off = True  # nothing that runs beside it goes on either
            raise Crash
        return receipt


class Night(RuleBasedStateMachine):
    """One installation through one night."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder, plan=NIGHT_PLAN, topics=[topic(name) for name in TOPICS])
        self.carriers = {name: Carrier(name) for name in ("email", "push")}
        self._rewire(NIGHT_PLAN)

    @initialize()
    def begin(self) -> None:
        """Every night begins at noon."""
        self.work()

    def _rewire(self, plan: CrisisPlan) -> None:
        for name, value in (
            ("plan", plan), ("store", self.world.store), ("notifiers", self.carriers),
        ):  # fmt: skip
            object.__setattr__(self.world.setup, name, value)

    @property
    def store(self) -> SqliteStore:
        return self.world.store

    def work(self) -> None:
        """What each minute does, but for reading sources."""
        escalate(self.world.setup, self.world.now)
        try:
            asyncio.run(deliver(self.world.setup, self.world.now))
        except Crash:
            self.restart()
            self.carriers["email"].is_off = False

    @rule(name=topics, severity=st.sampled_from(("green", "amber", "red")), theme=st.booleans())
    def find(self, name: str, severity: str, theme: bool) -> None:
        """Something is unusual."""
        now = self.world.now
        kind = "product_safety" if theme else SignalKind.VOLUME
        signal = Signal(
            topic=name, kind=kind, at=now, window=TICK, observed=40, expected=4.0, low=0, high=9,
            scored=40, negative=30, voices=40,
        )  # fmt: skip
        found = Finding(
            topic=name, kind=kind, signal=signal, severity=severity, title=f"{name}: much talk",
            because=f"much is said at {now:%H:%M}", mentions=(f"shelf:{now.isoformat()}",),
            scenario="product_safety" if theme else None,
        )  # fmt: skip
        with self.store.unit():
            settle(self.world.setup, found, now)

    @rule(by=few_minutes)
    def time_passes(self, by: timedelta) -> None:
        """Minute by minute for a while, or the process slept and catches up."""
        until = self.world.now + by
        while by <= timedelta(minutes=31) and self.world.now + timedelta(minutes=7) < until:
            self.world.forward(timedelta(minutes=7))
            self.work()
        self.world.now = until
        self.work()

    @rule(by=st.sampled_from((1, 30, 120)))
    def clock_goes_back(self, by: int) -> None:
        """Somebody sets the clock."""
        self.world.now = max(NOON, self.world.now - timedelta(minutes=by))
        self.work()

    @rule()
    def restart(self) -> None:
        """The process ends and another one begins."""
        self.store.close()
        self.world.store = SqliteStore(self.world.path, tick=TICK, durable=False)
        self._rewire(self.world.setup.plan)

    @rule()
    def crash_while_sending(self) -> None:
        """The next mail that is taken is the last thing that this process does."""
        self.carriers["email"].crashes = True
        self.work()
        self.carriers["email"].crashes = self.carriers["email"].is_off = False

    @rule(who=st.none() | people, down=st.booleans())
    def servers_change(self, who: str | None, down: bool) -> None:
        """The mail server refuses somebody, or everything for a while."""
        self.carriers["email"].refuses = who
        self.carriers["email"].fails = down

    @rule(act=st.sampled_from(("ack", "close", "snooze", "handover", "reopen", "note")),
          by=people, to=people, number=st.integers(0, 9))  # fmt: skip
    def somebody_acts(self, act: str, by: str, to: str, number: int) -> None:
        """People do what they like, in time or not."""
        issues = self.store.ledger.issues()
        if not issues:
            return
        name, setup, now = issues[number % len(issues)].id, self.world.setup, self.world.now
        until = now + timedelta(minutes=20)
        acts = {
            "ack": lambda: acting.acknowledge(setup, name, by, now),
            "close": lambda: acting.close(setup, name, by, CloseReason.REAL, now),
            "snooze": lambda: acting.snooze(setup, name, by, until, now),
            "handover": lambda: acting.hand_over(setup, name, by, to, now),
            "reopen": lambda: acting.reopen(setup, name, by, now),
            "note": lambda: acting.note(setup, name, by, "seen", now),
        }
        with suppress(SocwatchError):  # too late, or not possible now
            acts[act]()

    @rule(name=topics, length=few_minutes, red=st.booleans())
    def somebody_mutes(self, name: str, length: timedelta, red: bool) -> None:
        """A silence for a topic."""
        now = self.world.now
        mute = Silence(
            start=now, end=now + length, because="move", topics=(name,), by="dana", include_red=red
        )
        with self.store.unit():
            self.store.ledger.add_silence(mute)

    @rule(name=topics)
    def somebody_drills(self, name: str) -> None:
        """An exercise, unless one of the same is under way."""
        running = [one for one in self._open() if one.drill and one.topic == name]
        if not running:
            start_drill(
                self.world.setup, scenario="product_safety", topic=name, by="dana",
                now=self.world.now,
            )  # fmt: skip

    @rule(who=st.none() | people)
    def the_plan_is_edited(self, who: str | None) -> None:
        """Somebody is away from now on, or nobody is."""
        away = (Absence(first=date(2026, 11, 1), last=date(2026, 12, 31)),)
        contacts = tuple(
            replace(one, away=away if one.id == who else ()) for one in NIGHT_PLAN.contacts
        )
        self._rewire(replace(NIGHT_PLAN, contacts=contacts))

    def _open(self) -> tuple[Issue, ...]:
        return self.store.ledger.issues(only_open=True)

    def _rows(self, issue: Issue) -> tuple[Delivery, ...]:
        return self.store.outbox.of_issue(issue.id)

    @invariant()
    def no_issue_waits_for_nothing(self) -> None:
        """Whoever has it, something will happen to an issue that calls people."""
        for issue in self._open():
            if issue.state is IssueState.OPEN and issue.severity != "green":
                assert issue.timer is not None
            if issue.state is IssueState.ACKNOWLEDGED:
                assert issue.owner
                assert issue.remind_at is not None or issue.ack_due_at is not None
            if issue.state is IssueState.SNOOZED:
                assert issue.snoozed_until is not None

    @invariant()
    def one_issue_for_each_key(self) -> None:
        """Two open issues never speak of the same."""
        keys = Counter((one.topic, one.kind, one.drill) for one in self._open())
        assert all(number == 1 for number in keys.values())

    @invariant()
    def only_people_of_the_plan_are_told(self) -> None:
        """And a drill says so, and nothing else does."""
        for issue in self.store.ledger.issues():
            for row in self._rows(issue):
                assert row.to in (*PEOPLE, FALLBACK)
                assert issue.drill == row.subject.startswith("[DRILL]")

    @invariant()
    def copies_are_the_same_bytes(self) -> None:
        """However often a message went out."""
        for carrier in self.carriers.values():
            bodies: dict[str, bytes] = {}
            for one in carrier.sent:
                assert bodies.setdefault(one.message_id, one.body) == one.body

    @invariant()
    def nobody_is_stood_down_twice(self) -> None:
        """Between two stand-downs of an issue there is something to stand down from."""
        for issue in self.store.ledger.issues():
            for kinds in self._heard(issue).values():
                assert (DeliveryKind.STAND_DOWN, DeliveryKind.STAND_DOWN) not in pairwise(kinds)

    def _heard(self, issue: Issue) -> dict[str, list[str]]:
        """What each was sent about the issue, in order: by the timeline, as clocks may be wrong."""
        heard: dict[str, list[str]] = defaultdict(list)
        for _, entry in self.store.ledger.timeline(issue.id):
            if entry.event is EventKind.TOLD and entry.details["outcome"] == "sent":
                heard[str(entry.details["to"])].append(str(entry.details["kind"]))
        return heard

    def teardown(self) -> None:
        """The morning: servers work again, everything is closed, and everybody hears of it."""
        try:
            for carrier in self.carriers.values():
                carrier.refuses, carrier.fails, carrier.crashes = None, False, False
            self.world.forward(timedelta(hours=30))
            self.work()
            for issue in self._open():
                acting.close(self.world.setup, issue.id, "dana", CloseReason.REAL, self.world.now)
            for _ in range(8):
                self.world.forward(timedelta(minutes=16))
                self.work()
            self._everybody_knows()
            assert self.store.audit.verify().broken is None
        finally:
            self.store.close()
            shutil.rmtree(self.folder)

    def _everybody_knows(self) -> None:
        for issue in self.store.ledger.issues():
            assert issue.state is IssueState.CLOSED
            heard = self._heard(issue)
            lost = {one.to for one in self._rows(issue) if _given_up(one)}
            late = [
                who
                for who, kinds in heard.items()
                if kinds[-1] != DeliveryKind.STAND_DOWN and who not in lost
            ]
            assert not late, f"{issue.id}: {late} do not know that it is over"
            events = [entry.event for _, entry in self.store.ledger.timeline(issue.id)]
            assert EventKind.OPENED in events


_ANY = settings(
    stateful_step_count=45,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: The same nights each time, so that a change is what makes them fail.
TestNight = Night.TestCase
TestNight.settings = settings(_ANY, max_examples=50, derandomize=True)


@pytest.mark.soak
def test_many_more_nights() -> None:
    """Other nights each time."""
    run_state_machine_as_test(Night, settings=settings(_ANY, max_examples=1_000))
