"""What every store does with issues, their timeline, and silences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from socwatch.errors import NothingMatched, SocwatchError, StoreBusy
from socwatch.model.issue import CloseReason, Entry, EventKind, Issue, IssueState, Ladder, Timer
from socwatch.model.plan import Silence
from socwatch.ports import Store
from tests.contracts.stores.conftest import Open
from tests.support.world import HOUR, NOON, STEPS, TICK, issue


def _saved(store: Store, one: Issue, *entries: Entry) -> Issue:
    with store.unit():
        return store.ledger.save(one, entries)


def _entry(because: str, of: str | None = "I-1") -> Entry:
    return Entry(
        at=NOON, issue=of, event=EventKind.NOTE, actor="dana", because=because,
        details={"usual": [2, 9], "share": 0.25, "none": None},
    )  # fmt: skip


def test_numbers_go_on_and_drills_have_their_own(store: Store) -> None:
    """Also after a close, a number is never given again."""
    assert store.ledger.next_number() == 1
    _saved(store, issue(41, state=IssueState.CLOSED, closed_at=NOON))
    _saved(store, issue(1, drill=True))
    assert store.ledger.next_number() == 42
    assert store.ledger.next_number(drill=True) == 2


def test_an_issue_survives_whole(open_store: Open) -> None:
    """Every field comes back after a restart, ladder and timer included."""
    wanted = issue(
        42, ladder=Ladder(steps=STEPS, repeat=2, fallback="ops@acme.example"),
        timer=Timer(round=1, step=0, due_at=NOON + TICK), mentions=("press:m1",),
        owner="dana", acknowledged_by=("dana", "luis"), scenario="product_safety",
    )  # fmt: skip
    store = open_store()
    saved = _saved(store, wanted)
    store.close()
    assert saved == replace(wanted, revision=1)
    assert open_store().ledger.issue("I-42") == saved


@pytest.mark.parametrize("name", ["I-42", "42", "i-42", " I-42 "])
def test_names_of_an_issue(store: Store, name: str) -> None:
    """People write it in several ways."""
    _saved(store, issue(42))
    assert store.ledger.issue(name).id == "I-42"


@pytest.mark.parametrize("name", ["I-7", "D-42", "X-42", "I-", "", "forty-two", "I-٤٢x", "--42"])
def test_no_such_issue(store: Store, name: str) -> None:
    """What is not there is said to be missing; a drill is not the issue of the same number."""
    _saved(store, issue(42))
    with pytest.raises(NothingMatched):
        store.ledger.issue(name)


def test_a_drill_has_a_name_of_its_own(store: Store) -> None:
    """D-1 and I-1 live side by side, for the same topic and kind."""
    _saved(store, issue(1))
    _saved(store, issue(1, drill=True))
    assert store.ledger.issue("d-1").drill
    assert not store.ledger.issue("I-1").drill


def test_issues_latest_first(store: Store) -> None:
    """All, only the open ones, or the first few."""
    _saved(store, issue(1, state=IssueState.CLOSED, closed_at=NOON))
    _saved(store, issue(2, kind="tone", at=NOON + HOUR))
    _saved(store, issue(3, at=NOON + HOUR, state=IssueState.ACKNOWLEDGED))
    assert [one.number for one in store.ledger.issues()] == [3, 2, 1]
    assert [one.number for one in store.ledger.issues(only_open=True)] == [3, 2]
    assert [one.number for one in store.ledger.issues(limit=1)] == [3]


def test_one_open_issue_for_a_topic_and_kind(store: Store) -> None:
    """A second one is refused whole, its timeline too; once the first is closed it may be."""
    first = _saved(store, issue(1))
    with pytest.raises(SocwatchError):
        _saved(store, issue(2), _entry("opened", "I-2"))
    assert store.ledger.timeline("I-2") == ()
    _saved(store, replace(first, state=IssueState.CLOSED, closed_at=NOON))
    assert _saved(store, issue(2)).number == 2


def test_a_stale_writer_is_refused(store: Store) -> None:
    """Who read an issue before somebody else changed it must look again; nothing is written."""
    read = _saved(store, issue(1))
    newer = _saved(store, replace(read, owner="dana"))
    with pytest.raises(StoreBusy, match="I-1 was changed by somebody else"):
        _saved(store, replace(read, owner="luis"), _entry("mine"))
    assert store.ledger.issue("I-1") == newer
    assert store.ledger.timeline("I-1") == ()


def test_the_issue_that_was_closed_last(store: Store) -> None:
    """Of its topic and kind, by the time of its close, drills apart."""
    closed = {"state": IssueState.CLOSED, "close_reason": CloseReason.REAL}
    _saved(store, issue(1, closed_at=NOON + HOUR, **closed))
    _saved(store, issue(2, closed_at=NOON, **closed))
    _saved(store, issue(1, closed_at=NOON + 2 * HOUR, drill=True, **closed))
    _saved(store, issue(3))
    found = store.ledger.last_closed("acme", "volume")
    assert found is not None
    assert found.id == "I-1"
    assert store.ledger.last_closed("acme", "tone") is None


def test_the_timeline_keeps_its_order(store: Store) -> None:
    """Entries come back as they were written, of one issue or of all, or only the news."""
    _saved(store, issue(1), _entry("first"), _entry("second"))
    with store.unit():
        store.ledger.append([_entry("a source", None), _entry("third")])
    everything = store.ledger.timeline()
    assert [entry.because for _, entry in everything] == ["first", "second", "a source", "third"]
    assert everything[0][1] == _entry("first")
    assert [entry.because for _, entry in store.ledger.timeline("I-1")] == [
        "first", "second", "third",
    ]  # fmt: skip
    second = everything[1][0]
    assert [entry.because for _, entry in store.ledger.timeline(after=second)] == [
        "a source", "third",
    ]  # fmt: skip
    assert store.ledger.last_entry() == everything[-1][0]


def test_silences_hold_from_their_start_until_their_end(store: Store) -> None:
    """The start is inside, the end is not."""
    silence = Silence(start=NOON, end=NOON + HOUR, because="site move", topics=("acme",), by="dana")
    with store.unit():
        store.ledger.add_silence(silence)
    assert store.ledger.silences(NOON) == (silence,)
    assert store.ledger.silences(NOON + HOUR - TICK) == (silence,)
    assert store.ledger.silences(NOON + HOUR) == ()
    assert store.ledger.silences(NOON - TICK) == ()


def test_a_silence_is_ended_before_its_time(store: Store) -> None:
    """It holds no longer and keeps its number; one that has not begun never does."""
    running = Silence(start=NOON, end=NOON + HOUR, because="site move", by="dana")
    coming = Silence(start=NOON + HOUR, end=NOON + 2 * HOUR, because="and again", by="dana")
    with store.unit():
        numbers = [store.ledger.add_silence(one) for one in (running, coming)]
    assert store.ledger.numbered_silences(NOON) == tuple(
        zip(numbers, (running, coming), strict=True)
    )
    with store.unit():
        for number in numbers:
            store.ledger.end_silence(number, NOON + TICK)
    assert store.ledger.silences(NOON + TICK) == ()
    assert store.ledger.silences(NOON + HOUR) == ()
    ((_, ended),) = store.ledger.numbered_silences(NOON)
    assert (ended.start, ended.end) == (NOON, NOON + TICK)


def test_what_is_due_is_found_by_its_earliest_time(store: Store) -> None:
    """Of open issues only; a drill and an issue that only people change are left out or in rightly."""
    soon, later = NOON + HOUR, NOON + 9 * HOUR
    timed = Timer(round=0, step=0, due_at=later)
    _saved(store, issue(1, topic="a", timer=timed))
    _saved(store, issue(2, topic="b", timer=timed, remind_at=soon))
    _saved(store, issue(3, topic="c", snoozed_until=soon, drill=True))
    _saved(store, issue(4, topic="d"))
    _saved(store, issue(5, topic="e", timer=timed, state=IssueState.CLOSED, closed_at=NOON))
    assert store.ledger.due(NOON) == ()
    assert sorted(one.id for one in store.ledger.due(soon)) == ["D-3", "I-2"]
    assert sorted(one.id for one in store.ledger.due(later)) == ["D-3", "I-1", "I-2"]
    (second,) = store.ledger.open_of("b")
    with store.unit():
        store.ledger.save(replace(second, remind_at=None, timer=None))
    assert [one.id for one in store.ledger.due(later) if not one.drill] == ["I-1"]
    assert store.ledger.open_of("e") == ()
