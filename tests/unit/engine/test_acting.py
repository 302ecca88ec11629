"""Acts by name: who does what to which issue, and plain refusals."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.engine import acting
from socwatch.engine.scenario import Act
from socwatch.errors import NothingMatched, UsageError
from socwatch.model.issue import CloseReason, IssueState
from tests.support.world import HOUR, MINUTE, NOON, World, issue


def _open(world: World, *numbers: int) -> None:
    with world.store.unit():
        for number in numbers:
            at = NOON + number * MINUTE
            world.store.ledger.save(issue(number, kind=f"kind{number}", at=at))


@pytest.mark.parametrize("name", ["dana", "DANA", " Dana Okafor ", "dana@acme.example"])
def test_people_by_id_name_or_address(tmp_path: Path, name: str) -> None:
    """However somebody says who they are."""
    with World(tmp_path) as world:
        assert acting.person(world.setup, name) == "dana"


@pytest.mark.parametrize("name", ["", "dan", "nobody"])
def test_an_unknown_person(tmp_path: Path, name: str) -> None:
    """Is refused, with those the plan knows; nothing is changed."""
    with World(tmp_path) as world:
        _open(world, 1)
        with pytest.raises(NothingMatched, match="the plan has no contact") as refusal:
            acting.acknowledge(world.setup, "I-1", name, NOON)
        assert refusal.value.hint == "it has dana, luis"
        assert world.issues()[0].state is IssueState.OPEN


def test_latest_is_the_one_opened_last(tmp_path: Path) -> None:
    """Also when it is closed; without any issue there is none."""
    with World(tmp_path) as world:
        with pytest.raises(NothingMatched, match="no issue yet"):
            acting.named(world.setup, "latest")
        _open(world, 2, 1)
        assert acting.named(world.setup, "latest").id == "I-2"
        acting.close(world.setup, "latest", "dana", CloseReason.REAL, NOON + HOUR)
        assert acting.named(world.setup, "latest").id == "I-2"
        assert acting.named(world.setup, "1").id == "I-1"


def test_an_act_says_what_it_did(tmp_path: Path) -> None:
    """The state, the timeline and the sentence agree; doing it again adds nothing."""
    with World(tmp_path) as world:
        _open(world, 1)
        says = acting.acknowledge(world.setup, "I-1", "dana", NOON + HOUR)
        assert "I-1" in says
        taken = world.issues()[0]
        assert (taken.state, taken.owner) == (IssueState.ACKNOWLEDGED, "dana")
        lines = len(world.store.ledger.timeline("I-1"))
        acting.acknowledge(world.setup, "I-1", "dana", NOON + HOUR)
        assert len(world.store.ledger.timeline("I-1")) == lines


def test_reopening_beside_another_that_is_open(tmp_path: Path) -> None:
    """There is one open issue for a topic and kind: the refusal names it."""
    with World(tmp_path) as world, world.store.unit():
        world.store.ledger.save(issue(1, state=IssueState.CLOSED, closed_at=NOON))
        world.store.ledger.save(issue(2))
        with pytest.raises(UsageError, match="I-2 is open for the same already"):
            acting.reopen(world.setup, "I-1", "dana", NOON + HOUR)
        assert world.store.ledger.issue("I-1").state is IssueState.CLOSED


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("90s", timedelta(seconds=90)), ("15m", 15 * MINUTE), ("2h", 2 * HOUR),
        ("1d", 24 * HOUR), ("4w", timedelta(weeks=4)),
    ],
)  # fmt: skip
def test_lengths_of_time(words: str, length: timedelta) -> None:
    """As a config writes them."""
    assert acting.length_of(words) == length


@pytest.mark.parametrize("words", ["", "m", "15", "-5m", "1.5h", "5y"])
def test_no_length_of_time(words: str) -> None:
    """Refused, with what can be written."""
    with pytest.raises(UsageError, match="is no length of time"):
        acting.length_of(words)


@pytest.mark.parametrize(
    ("name", "details", "words"),
    [
        ("snooze", {"issue": "I-1", "by": "dana"}, "`for` is missing"),
        ("snooze", {"issue": "I-1", "by": "dana", "for": "soon"}, "is no length of time"),
        ("close", {"issue": "I-1", "by": "dana", "reason": "calm"}, '"calm" is no reason'),
        ("handover", {"issue": "I-1", "by": "dana", "to": "zoe"}, "no contact zoe"),
        ("note", {"issue": "I-1", "by": "dana", "text": 5}, "`text` is missing"),
        ("silence", {"topics": "acme", "by": "dana"}, "must be a list"),
        ("silence", {"to": "x", "by": "dana", "because": "b"}, '"x" is no time'),
        ("drill", {"scenario": "flood", "topic": "acme", "by": "dana"}, "no scenario flood"),
    ],
)
def test_an_act_that_makes_no_sense(
    tmp_path: Path, name: str, details: dict[str, object], words: str
) -> None:
    """A scenario's line leaves a `skipped` event with the reason, and the issue as it was."""
    with World(tmp_path) as world:
        _open(world, 1)
        before = world.issues()
        acting.act(world.setup, Act(name=name, details=details), NOON + HOUR)
        ((_, entry),) = world.store.ledger.timeline()
        assert (entry.event.value, entry.at) == ("skipped", NOON + HOUR)
        assert words in entry.because
        assert world.issues() == before
