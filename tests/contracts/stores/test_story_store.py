"""What every store promises of stories."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from socwatch.model.gathered import Gathered
from socwatch.model.story import StoryAct, StoryActKind, Telling
from socwatch.ports import Store
from socwatch.stores.sqlite import SqliteStore
from tests.contracts.stores.conftest import Open
from tests.support.world import MINUTE, NOON, gathered, mention

DAY = timedelta(days=1)


def telling(name: str, at: datetime = NOON, **more: str) -> Telling:
    """A wording of the story `fire`."""
    fixed = {"story": "fire", "words": "a b", "terms": "a", "names": "", "links": ""}
    return Telling(wording=name, first_at=at, last_at=at, **{**fixed, **more})


def act(number: int, kind: StoryActKind, story: str, target: str, **more: object) -> StoryAct:
    """Something that Dana said of stories at noon."""
    usual = StoryAct(number=number, kind=kind, story=story, target=target, by="dana", at=NOON)
    return replace(usual, **more)  # type: ignore[arg-type]


def telling_mention(name: str, story: str, minutes: int = 0) -> Gathered:
    """A mention that was found to tell a story."""
    one = gathered(mention(name, at=NOON + minutes * MINUTE))
    return replace(one, reading=replace(one.reading, wording=f"w{name}", story=story))


def stories(store: Store, *names: str) -> list[tuple[str, str]]:
    """Wording and story of stored mentions, as they are read."""
    found = (store.mentions.by_key(f"shelf:{name}") for name in names)
    return [(one.reading.wording, one.reading.story) for one in found if one is not None]


def test_wordings_are_there_after_a_restart(open_store: Open) -> None:
    """The longest ago told first, and of too many the latest."""
    store = open_store()
    with store.unit():
        store.stories.save([telling("b", NOON + MINUTE), telling("a"), telling("c", NOON - DAY)])
    store.close()
    again = open_store()
    assert [one.wording for one in again.stories.tellings(9)] == ["c", "a", "b"]
    assert again.stories.tellings(2) == (telling("a"), telling("b", NOON + MINUTE))


def test_a_wording_is_replaced_and_dropped(store: Store) -> None:
    """By its name."""
    with store.unit():
        store.stories.save([telling("a"), telling("b")])
        store.stories.save([telling("a", story="flood")], dropped=["b"])
    assert store.stories.tellings(9) == (telling("a", story="flood"),)


def test_old_wordings_are_forgotten(store: Store) -> None:
    """Those not told since then."""
    with store.unit():
        store.stories.save([telling("old", NOON - DAY), telling("new")])
        store.stories.forget(NOON)
    assert [one.wording for one in store.stories.tellings(9)] == ["new"]


def test_the_mentions_of_a_story_in_order_of_time(store: Store) -> None:
    """Whatever their wording."""
    with store.unit():
        store.mentions.add([telling_mention("2", "fire", 5), telling_mention("1", "fire")])
        store.mentions.add([telling_mention("3", "flood")])
    assert [one.mention.id for one in store.mentions.of_story("fire")] == ["1", "2"]
    assert store.mentions.of_story("storm") == ()


def test_merged_stories_are_read_as_one_and_undone_without_loss(store: Store) -> None:
    """Also for mentions that are stored in between."""
    merge = act(1, StoryActKind.MERGE, "blaze", "fire")
    with store.unit():
        store.mentions.add([telling_mention("1", "fire"), telling_mention("2", "blaze")])
        store.stories.save_act(merge)
        store.mentions.add([telling_mention("3", "blaze")])
    assert [story for _, story in stories(store, "1", "2", "3")] == ["fire"] * 3
    assert len(store.mentions.of_story("fire")) == 3
    assert store.mentions.of_story("blaze") == ()

    with store.unit():
        store.stories.save_act(replace(merge, undone_by="luis", undone_at=NOON + DAY))
    assert [story for _, story in stories(store, "1", "2", "3")] == ["fire", "blaze", "blaze"]
    assert len(store.mentions.of_story("blaze")) == 2


def test_what_was_split_off_is_a_story_of_its_own_until_that_is_undone(store: Store) -> None:
    """What came to the new story in between goes back with it."""
    split = act(1, StoryActKind.SPLIT, "fire", "new", mentions=(("shelf:2", "own"),))
    with store.unit():
        store.mentions.add([telling_mention("1", "fire"), telling_mention("2", "fire")])
        store.stories.save_act(split)
        store.mentions.add([telling_mention("3", "new", 5)])
    assert stories(store, "1", "2") == [("w1", "fire"), ("own", "new")]
    assert [one.mention.id for one in store.mentions.of_story("new")] == ["2", "3"]
    assert [one.mention.id for one in store.mentions.of_story("fire")] == ["1"]

    with store.unit():
        store.stories.save_act(replace(split, undone_by="dana", undone_at=NOON + DAY))
    assert [story for _, story in stories(store, "1", "2", "3")] == ["fire"] * 3
    assert [one.mention.id for one in store.mentions.of_story("fire")] == ["1", "2", "3"]


def test_of_a_huge_story_the_original_and_the_latest_are_given(store: Store) -> None:
    """In the middle of a storm the last hour counts; all of them are counted."""
    with store.unit():
        store.mentions.add([telling_mention(str(n), "fire", n) for n in range(4)])
        store.mentions.add([telling_mention("4", "blaze", 4), telling_mention("5", "flood", 5)])
        store.stories.save_act(act(1, StoryActKind.MERGE, "blaze", "fire"))
    given = store.mentions.of_story("fire", limit=3)
    assert [one.mention.id for one in given] == ["0", "3", "4"]
    told = [store.mentions.times_told(name) for name in ("fire", "blaze", "flood", "storm")]
    assert told == [5, 0, 1, 0]


def test_a_split_counts_where_it_belongs(store: Store) -> None:
    """The first mention of a story is not the first when people moved it away."""
    split = act(1, StoryActKind.SPLIT, "fire", "new", mentions=(("shelf:0", "own"),))
    with store.unit():
        store.mentions.add([telling_mention(str(n), "fire", n) for n in range(4)])
        store.stories.save_act(split)
    given = store.mentions.of_story("fire", limit=2)
    assert [one.mention.id for one in given] == ["1", "3"]
    assert [store.mentions.times_told(name) for name in ("fire", "new")] == [3, 1]
    assert [one.mention.id for one in store.mentions.firsts("fire", ["w0", "w2"])] == ["1", "2"]
    assert [one.mention.id for one in store.mentions.firsts("new", ["own"])] == ["0"]


def test_the_first_in_each_wording_is_found_before_a_period(store: Store) -> None:
    """The story's first in any case, of the others those that were asked for."""
    told = [telling_mention(str(n), "fire", n) for n in range(5)]
    again = telling_mention("9", "fire", 9)
    told.append(replace(again, reading=replace(again.reading, wording="w1")))
    with store.unit():
        store.mentions.add(told)

    def ids(before: datetime | None = None) -> list[str]:
        found = store.mentions.firsts("fire", ["w1", "w3"], before=before)
        return [one.mention.id for one in found]

    assert ids() == ["0", "1", "3"]
    assert ids(NOON + 3 * MINUTE) == ["0", "1"]
    assert ids(NOON) == []


def test_acts_are_kept_in_order(open_store: Open) -> None:
    """With who said so and when, undone or not."""
    acts = (
        act(1, StoryActKind.MERGE, "a", "b"),
        act(2, StoryActKind.SPLIT, "b", "c", mentions=(("press:1", "w"), ("press:2", "x"))),
        act(3, StoryActKind.MERGE, "c", "a", undone_by="luis", undone_at=NOON + DAY),
    )
    store = open_store()
    with store.unit():
        for one in acts:
            store.stories.save_act(one)
    store.close()
    assert open_store().stories.acts() == acts


def test_retellings_are_no_copies(store: Store) -> None:
    """Only a wording that is there already counts as one."""
    one = telling_mention("1", "fire")
    told = [one, telling_mention("2", "fire")]
    copy = telling_mention("3", "fire")
    told.append(replace(copy, reading=replace(copy.reading, wording="w1")))
    with store.unit():
        store.mentions.add(told)
    (counts,) = store.mentions.counts("acme", NOON, NOON + MINUTE).values()
    assert (counts.mentions, counts.copies) == (3, 1)


def test_an_act_is_seen_at_once_and_forgotten_with_its_unit(open_store: Open) -> None:
    """Also one of another process; and one that was undone with its transaction never was."""
    merge = act(1, StoryActKind.MERGE, "blaze", "fire")
    store, other = open_store(), open_store()
    with store.unit():
        store.mentions.add([telling_mention("1", "blaze")])
    with suppress(KeyError), store.unit():
        store.stories.save_act(replace(merge, target="flood"))
        assert stories(store, "1") == [("w1", "flood")]
        raise KeyError
    assert stories(store, "1") == [("w1", "blaze")]
    with other.unit():
        other.stories.save_act(merge)
    assert stories(store, "1") == stories(other, "1") == [("w1", "fire")]


def test_the_acts_are_not_read_again_for_each_mention(tmp_path: Path) -> None:
    """A split of many mentions must not slow down whatever comes after it."""
    asked = Asked.asked
    asked.clear()
    store = SqliteStore(tmp_path / "s.db", tick=MINUTE, durable=False, connection=Asked)
    split = act(1, StoryActKind.SPLIT, "fire", "new", mentions=(("shelf:2", "own"),))
    one = telling_mention("2", "fire")
    with store.unit():
        store.mentions.add([one])
        store.stories.save_act(split)
    for _ in range(5):
        assert stories(store, "2") == [("own", "new")]
        store.mentions.also_found(one.mention, one.matches)
    store.close()
    assert len([words for words in asked if "FROM story_act" in words]) == 1


class Asked(sqlite3.Connection):
    """Remembers every statement."""

    asked: ClassVar[list[str]] = []

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Runs it."""
        self.asked.append(sql)
        return super().execute(sql, *values)
