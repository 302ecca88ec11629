"""What every store does with deliveries: written once, due in order, settled by one."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.delivery import DeliveryState
from socwatch.ports import Store
from tests.contracts.stores.conftest import Open
from tests.support.world import HOUR, MINUTE, NOON, delivery


def _add(store: Store, *several: object) -> list[str]:
    with store.unit():
        return [one.id for one in store.outbox.add(several)]  # type: ignore[arg-type]


def _due(store: Store, at: object = NOON) -> list[str]:
    return [one.id for one in store.outbox.due(at)]  # type: ignore[arg-type]


def test_a_delivery_is_added_once(open_store: Open) -> None:
    """Written again, with other words, it changes nothing; every byte survives a restart."""
    first = delivery("a", body=bytes(range(256)))
    store = open_store()
    assert _add(store, first, first) == ["a"]
    assert _add(store, replace(first, body=b"other words"), delivery("b")) == ["b"]
    store.close()
    again = open_store()
    assert again.outbox.due(NOON)[0] == first
    assert again.outbox.has("a")
    assert not again.outbox.has("c")


def test_due_urgent_first_then_the_oldest(store: Store) -> None:
    """The highest severity does not wait behind digests."""
    _add(
        store,
        delivery("new", created_at=NOON),
        delivery("old", created_at=NOON - HOUR),
        delivery("red", created_at=NOON, urgent=True),
    )
    assert _due(store) == ["red", "old", "new"]
    assert [one.id for one in store.outbox.due(NOON, limit=2)] == ["red", "old"]


def test_due_not_before_its_time(store: Store) -> None:
    """What is held, or waits for its next try, is due from that very instant on."""
    _add(
        store,
        delivery("held", not_before=NOON + HOUR),
        delivery("failed", next_try_at=NOON + MINUTE),
        delivery("written later", created_at=NOON + 2 * HOUR),
    )
    assert _due(store) == []
    assert _due(store, NOON + MINUTE) == ["failed"]
    assert _due(store, NOON + HOUR) == ["failed", "held"]
    assert len(store.outbox.waiting()) == 3


def test_settling_is_for_one(store: Store) -> None:
    """Who expects another state than the stored one changes nothing and is told so."""
    one = delivery("a")
    _add(store, one)
    claimed = replace(one, state=DeliveryState.SENDING, attempts=1)
    with store.unit():
        assert store.outbox.settle(claimed, DeliveryState.PENDING)
        assert not store.outbox.settle(replace(one, attempts=7), DeliveryState.PENDING)
    (found,) = store.outbox.waiting()
    assert found == claimed


def test_an_orphan_is_due_again(open_store: Open) -> None:
    """What was being sent when its process died is due at once, with the same bytes."""
    store = open_store()
    one = delivery("a")
    _add(store, one)
    with store.unit():
        store.outbox.settle(replace(one, state=DeliveryState.SENDING), DeliveryState.PENDING)
    store.close()
    (found,) = open_store().outbox.due(NOON)
    assert (found.state, found.body) == (DeliveryState.SENDING, one.body)


def test_what_is_settled_waits_no_more(store: Store) -> None:
    """Sent, refused, failed and dropped ones are neither due nor waiting, but on record."""
    over = ("SENT", "REFUSED", "FAILED", "DROPPED")
    for name in over:
        one = delivery(name, issue="I-1")
        _add(store, one)
        with store.unit():
            done = replace(one, state=DeliveryState[name], settled_at=NOON)
            assert store.outbox.settle(done, DeliveryState.PENDING)
    assert _due(store, NOON + HOUR) == []
    assert store.outbox.waiting() == ()
    assert {one.state.name for one in store.outbox.of_issue("I-1")} == set(over)


def test_deliveries_of_an_issue_and_of_a_time(store: Store) -> None:
    """Oldest first; the start of a time is inside, its end is not."""
    _add(
        store,
        delivery("b", issue="I-1", created_at=NOON + MINUTE),
        delivery("a", issue="I-1"),
        delivery("c", issue="I-2", created_at=NOON + HOUR),
    )
    assert [one.id for one in store.outbox.of_issue("I-1")] == ["a", "b"]
    assert [one.id for one in store.outbox.between(NOON, NOON + HOUR)] == ["a", "b"]
