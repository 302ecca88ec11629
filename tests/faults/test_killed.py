"""Promise 1 and 2 under SIGKILL: nothing is lost, copies are bounded, whenever the power goes."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import msgspec
import pytest

from socwatch.model.delivery import DeliveryKind, DeliveryState
from socwatch.stores.sqlite import SqliteStore
from tests.faults.rig import BEGIN, Rig
from tests.support.smtp_server import Behaviour, SmtpServer

KILLS = 12  # in each of the two installations that run side by side, one for each core
RUNS = 32  # at most: some end before they are killed
LINES = 12
TOPICS = tuple(f"brand{letter}" for letter in "abcdefghijklmnop")
#: After the lease is taken: a run's work takes a little longer.
WORK = 0.5


@dataclass
class Killed:
    """One installation after its kills and one clean run."""

    rig: Rig
    server: SmtpServer
    kills: int = 0
    at_work: int = 0  # of those: while the lease was held
    lines: int = 0
    tripped: set[str] = field(default_factory=set)

    def step(self, number: int, chance: random.Random) -> None:
        """Drops more lines, starts the program, and kills it after a while."""
        self._drop(number)
        now = BEGIN + number * timedelta(minutes=1)
        process = self.rig.start(chance.choice(("poll", "poll", "deliver")), at=now)
        if number % 5:
            self.rig.wait_for_lease(process)
            time.sleep(chance.uniform(0, WORK))
        else:
            time.sleep(chance.uniform(0, 1.5))
        if process.poll() is None:
            self.at_work += self.rig.holds_lease(process)
            self.kills += 1
            process.kill()
        process.communicate()

    def _drop(self, number: int) -> None:
        topic = TOPICS[number * len(TOPICS) // RUNS]
        texts = [f"the {topic} kettle is number {self.lines + one}" for one in range(LINES)]
        if topic not in self.tripped:
            texts[LINES // 2] += " and it caught fire"
            self.tripped.add(topic)
        at = BEGIN + number * timedelta(minutes=1)
        self.rig.drop([(f"m{self.lines + n}", text) for n, text in enumerate(texts)], at)
        self.lines += LINES


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Killed]:
    """Two installations, killed again and again, each then left to run once to its end."""
    return _two(tmp_path_factory.mktemp("killed"), 1)


def _two(folder: Path, seed: int) -> list[Killed]:
    """Side by side, one for each core."""
    with ThreadPoolExecutor(2) as both:
        return list(both.map(lambda one: _killed(folder / str(one), one), (seed, seed + 1)))


def _killed(folder: Path, seed: int) -> Killed:
    chance = random.Random(seed)
    with SmtpServer(Behaviour(stall_stored=0.04)) as server:
        one = Killed(Rig(folder, smtp=server.port, topics=TOPICS), server)
        for number in range(RUNS):
            if one.kills < KILLS:
                one.step(number, chance)
        last = one.rig.run("poll", at=BEGIN + timedelta(hours=2))
        assert (last.code, last.err) == (0, "")
    print(f"seed {seed}: {one.kills} kills, {one.at_work} of them at work")
    return one


def _stored(one: Killed) -> SqliteStore:
    return one.rig.store()


def test_the_kills_hit_running_work(killed: list[Killed]) -> None:
    """Most kills met a process that held the lease, so that the other tests can fail."""
    assert all(one.kills == KILLS for one in killed)
    assert sum(one.at_work for one in killed) >= KILLS


def test_no_escalation_is_lost(killed: list[Killed]) -> None:
    """Every topic that tripped has one issue, and both people of its first step got its mail."""
    for one in killed:
        store = _stored(one)
        issues = store.ledger.issues()
        assert sorted(issue.topic for issue in issues) == sorted(one.tripped)
        assert all(issue.timer for issue in issues if issue.is_open)
        told = {
            (mail.recipients[0], name)
            for mail in one.server.accepted
            for name in re.findall(rb"\bI-\d+\b", mail.body)
        }
        for issue in issues:
            name = issue.id.encode()
            assert {("dana@acme.example", name), ("luis@acme.example", name)} <= told
        store.close()


def test_everything_written_arrived(killed: list[Killed]) -> None:
    """Each row is settled as sent, and the server has it byte for byte, unless a bundle told it."""
    for one in killed:
        store = _stored(one)
        rows = store.outbox.between(BEGIN, BEGIN + timedelta(days=1))
        assert {row.state for row in rows} == {DeliveryState.SENT}
        assert {row.kind for row in rows} == {DeliveryKind.ESCALATION}
        arrived = {(mail.recipients, mail.body) for mail in one.server.accepted}
        assert arrived == {((row.address,), row.body) for row in rows if not row.merged_into}
        store.close()


def test_copies_are_bounded_and_equal(killed: list[Killed]) -> None:
    """There are no more extra copies than kills, and a Message-ID names one sequence of bytes."""
    for one in killed:
        bodies: dict[str, set[bytes]] = {}
        for mail in one.server.accepted:
            name = message_from_bytes(mail.body)["Message-ID"]
            bodies.setdefault(name, set()).add(mail.body)
        assert all(len(copies) == 1 for copies in bodies.values())
        assert len(one.server.accepted) - len(bodies) <= one.kills


def test_mentions_are_stored_and_counted_once(killed: list[Killed]) -> None:
    """Each line is stored once, the counts equal the rows, and the cursor is at the file's end."""
    for one in killed:
        store = _stored(one)
        stored = [gathered.mention.id for gathered in store.mentions.newest()]
        assert Counter(stored) == Counter(f"m{number}" for number in range(one.lines))
        counted = sum(
            counts.mentions
            for topic in TOPICS
            for counts in store.mentions.counts(topic, BEGIN, BEGIN + timedelta(days=1)).values()
        )
        assert counted == one.lines
        cursor = store.watching.source_states()["drop"].cursor
        assert cursor is not None
        assert msgspec.json.decode(cursor)["offset"] == one.rig.dropped.stat().st_size
        store.close()


def test_the_record_is_whole(killed: list[Killed]) -> None:
    """Whenever the power went, each entry of the timeline still has its seal."""
    for one in killed:
        store = _stored(one)
        found = store.audit.verify()
        store.close()
        assert found.broken is None
        assert found.entries > len(one.tripped)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 20, 2))
def test_two_hundred_kills(tmp_path: Path, seed: int) -> None:
    """The same nine times over, in other places each time."""
    both = _two(tmp_path, seed)
    for proof in (
        test_the_kills_hit_running_work,
        test_no_escalation_is_lost,
        test_everything_written_arrived,
        test_copies_are_bounded_and_equal,
        test_mentions_are_stored_and_counted_once,
        test_the_record_is_whole,
    ):
        proof(both)
