"""Every store runs the same suite: add its name to `STORES` and a way to open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from socwatch.ports import Store
from socwatch.stores.sqlite import SqliteStore
from tests.support.world import TICK

STORES = ("sqlite",)
Open = Callable[[], Store]


@pytest.fixture(params=STORES)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same database anew at each call; closes what was opened."""
    opened: list[Store] = []

    def sqlite() -> Store:
        # What is proved here does not hang on the disk being waited for.
        store = SqliteStore(tmp_path / "socwatch.db", tick=TICK, durable=False)
        opened.append(store)
        return store

    yield {"sqlite": sqlite}[request.param]
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> Store:
    """An empty store."""
    return open_store()
