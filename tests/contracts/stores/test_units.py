"""What every store promises of a unit of work: all of it, or nothing."""

from __future__ import annotations

import pytest

from socwatch.ports import Store
from tests.contracts.stores.conftest import Open
from tests.support.world import NOON, delivery, gathered, issue, mention


def _write_everywhere(store: Store) -> None:
    store.mentions.add([gathered(mention("a"))])
    store.ledger.save(issue(1))
    store.outbox.add([delivery("a")])
    store.watching.save_memo("last_tick", "now")


def _written(store: Store) -> tuple[int, int, int, str | None]:
    return (
        len(list(store.mentions.newest())),
        len(store.ledger.issues()),
        len(store.outbox.due(NOON)),
        store.watching.memo("last_tick"),
    )


def test_a_unit_spans_all_rooms(open_store: Open) -> None:
    """What one unit wrote is there after a restart, in every room."""
    store = open_store()
    with store.unit():
        _write_everywhere(store)
    store.close()
    assert _written(open_store()) == (1, 1, 1, "now")


class Halfway(BaseException):
    """Not even an ordinary exception: Ctrl-C, or a task that is cancelled."""


def _fail_halfway(store: Store, word: str) -> None:
    with store.unit():
        _write_everywhere(store)
        store.watching.save_memo(word, "lost")
        raise Halfway


def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    """Not in any room; and the store goes on working."""
    with pytest.raises(Halfway):
        _fail_halfway(store, "outer")
    assert _written(store) == (0, 0, 0, None)
    with store.unit():
        _write_everywhere(store)
    assert _written(store) == (1, 1, 1, "now")


def test_an_inner_unit_is_undone_alone(store: Store) -> None:
    """What the outer one wrote before and after stays."""
    with store.unit():
        store.watching.save_memo("before", "kept")
        with pytest.raises(Halfway):
            _fail_halfway(store, "inner")
        with store.unit():
            store.watching.save_memo("after", "kept")
    words = [store.watching.memo(name) for name in ("before", "inner", "after")]
    assert words == ["kept", None, "kept"]
    assert _written(store) == (0, 0, 0, None)


def _fail_after_an_inner_one(store: Store) -> None:
    with store.unit():
        with store.unit():
            _write_everywhere(store)
        raise Halfway


def test_an_outer_unit_takes_the_inner_ones_with_it(store: Store) -> None:
    """An inner unit that went well is undone with the outer one that did not."""
    with pytest.raises(Halfway):
        _fail_after_an_inner_one(store)
    assert _written(store) == (0, 0, 0, None)


def test_a_second_reader_sees_only_whole_units(open_store: Open) -> None:
    """While a unit is being written, others see what was before it."""
    writer, reader = open_store(), open_store()
    with writer.unit():
        _write_everywhere(writer)
        assert _written(reader) == (0, 0, 0, None)
    assert _written(reader) == (1, 1, 1, "now")
