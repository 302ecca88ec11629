"""Stories are found in the unit of work in which mentions are stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.model.gathered import Gathered
from socwatch.model.reading import Reading, Tone
from socwatch.stores.sqlite import SqliteStore
from socwatch.understand.wordings import WINDOW
from socwatch.watch.placing import Placing
from tests.support.world import HOUR, NOON, TICK, gathered, mention

FIRE = "Acme kettle catches fire in Leeds flat, two taken to hospital"
RETOLD = "Two people are in hospital after an Acme kettle burst into flames in a flat in Leeds"
OTHER = "Acme recalls 40,000 Turbo toasters over faulty timer that may overheat"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store."""
    store = SqliteStore(tmp_path / "s.db", tick=TICK, durable=False)
    yield store
    store.close()


def said(name: str, text: str, at: datetime = NOON) -> Gathered:
    """A mention, found by its topic's word."""
    one = mention(name, text, at=at)
    return gathered(one, reading=Reading(language="en", tone=Tone.NEUTRAL, score=0.0))


def take(
    store: SqliteStore, placing: Placing, *several: Gathered, now: datetime = NOON
) -> tuple[Gathered, ...]:
    """One page of a poll."""
    with store.unit():
        placed = placing.placed(store, several, now)
        store.mentions.add(placed)
    return placed


def test_one_process_after_another_goes_on(store: SqliteStore) -> None:
    """`poll` under cron starts anew each time, and needs no history but the rows."""
    (first,) = take(store, Placing(), said("1", FIRE))
    (copy, retold) = take(store, Placing(), said("2", f"{FIRE}!! Awful"), said("3", RETOLD))

    assert copy.reading.wording == first.reading.wording
    assert retold.reading.wording != first.reading.wording
    assert first.reading.story == copy.reading.story == retold.reading.story


def test_a_page_is_placed_in_order_of_time(store: SqliteStore) -> None:
    """Services give the latest first; the names are those of the earliest, the order stays."""
    copy, first = take(
        store, Placing(), said("2", f"{FIRE}. Awful", NOON + HOUR), said("1", FIRE), now=NOON + HOUR
    )

    assert copy.mention.id == "2"
    assert copy.reading.wording == first.reading.wording
    (row,) = store.stories.tellings(9)
    assert row.words.endswith("taken to hospital")


def test_what_was_undone_is_not_remembered(store: SqliteStore) -> None:
    """A trial import, or a crash, leaves no story behind in the same process either."""
    placing = Placing()
    take(store, placing, said("0", OTHER))
    with suppress(ZeroDivisionError), store.unit():
        placing.placed(store, [said("1", f"{FIRE} in Hull")], NOON)
        raise ZeroDivisionError
    (found,) = take(store, placing, said("2", f"{FIRE} in Hull!!! Awful"))

    assert found.reading.wording == found.reading.story
    assert len(store.stories.tellings(9)) == 2


def test_another_process_is_seen(store: SqliteStore) -> None:
    """What an import has brought meanwhile is known at the next poll."""
    placing = Placing()
    take(store, placing, said("1", OTHER))
    (first,) = take(store, Placing(), said("2", FIRE))
    (retold,) = take(store, placing, said("3", RETOLD))

    assert retold.reading.story == first.reading.story


def test_a_backlog_does_not_push_out_what_is_told_today(store: SqliteStore) -> None:
    """Old mentions are compared with one another, and leave no rows."""
    then = NOON - 10 * WINDOW
    first, copy = take(
        store, Placing(), said("1", FIRE, then), said("2", f"{FIRE} Awful", then + HOUR)
    )

    assert copy.reading.story == first.reading.story
    assert store.stories.tellings(9) == ()


def test_rows_do_not_outlive_the_window(store: SqliteStore) -> None:
    """What was not told for three days is dropped by the next page."""
    placing = Placing()
    take(store, placing, said("1", FIRE))
    late = NOON + WINDOW + timedelta(minutes=1)
    take(store, placing, said("2", OTHER, late), now=late)

    assert len(store.stories.tellings(9)) == 1


def test_the_words_of_the_query_tell_no_story(store: SqliteStore) -> None:
    """However rare they are in a young store."""
    one, other = take(
        store, Placing(),
        said("1", "acme: everything fine with the delivery, thanks Joanna"),
        said("2", "acme acme acme, what a wonderful name for a band"),
    )  # fmt: skip

    assert one.reading.story != other.reading.story
