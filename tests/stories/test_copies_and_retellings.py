"""Copies are one voice however many they are; who tells it in other words is another."""

from __future__ import annotations

import json
from pathlib import Path

from socwatch.app import App, load_config
from socwatch.stores.sqlite import SqliteStore
from socwatch.understand.spread import Spread, spread
from tests.support.story import Played, Story, when

FIRST = "Acme kettle catches fire in Leeds flat, two taken to hospital"
RETOLD = (
    "Two people are in hospital after an Acme kettle burst into flames in a flat in Leeds",
    "A flat in Leeds burned this morning, it was the Acme kettle. Two in hospital",
)


def played(folder: Path) -> tuple[Played, Spread]:
    """Twelve copies and two retellings of one report, and the story as it was stored."""
    story = Story(folder)
    story.post("09:00", FIRST)
    for number in range(12):
        story.post(f"09:{10 + number}", f"RT @press: {FIRST}! https://t.co/x{number}")
    for number, text in enumerate(RETOLD):
        story.post(f"10:{10 + number}", text)
    story.post("10:20", "My Acme kettle broke after two weeks. Worst customer service ever.")
    result = story.run(until="11:00")
    with App(load_config(folder / "story.toml")) as app:
        store = SqliteStore(folder / "out" / "socwatch.db", tick=app.config.detection.tick)
        named = next(one for one in store.mentions.newest() if one.mention.id == "m1")
        told = spread(store.mentions.of_story(named.reading.story), when("11:00"))
        store.close()
    return result, told


def test_copies_count_as_one_voice_and_a_retelling_is_no_copy(tmp_path: Path) -> None:
    """The first is the original; the complaint of somebody else is no part of it."""
    _, told = played(tmp_path)

    assert told.original.mention.id == "m1"
    assert len(told.mentions) == 15
    assert len(told.copies) == 12
    assert (len(told.retellings), told.voices, told.retold_by) == (2, 3, 2)
    assert told.peak_per_hour == 12
    assert told.copies_per_hour == 0


def test_a_copy_that_was_published_before_is_the_original(tmp_path: Path) -> None:
    """Whenever it is found; the story keeps its name."""
    story = Story(tmp_path)
    story.post("09:00", FIRST)
    story.post("09:30", f"{FIRST} - Leeds Live", published_at="2026-11-22T08:15:00Z")
    story.run(until="10:00")
    with App(load_config(tmp_path / "story.toml")) as app:
        store = SqliteStore(tmp_path / "out" / "socwatch.db", tick=app.config.detection.tick)
        first, other = store.mentions.newest()
        told = spread(store.mentions.of_story(first.reading.story), when("10:00"))
        store.close()

    assert first.reading.story == other.reading.story
    assert told.original.mention.id == "m2"
    assert [one.mention.id for one in told.copies] == ["m1"]


def test_the_same_replay_finds_the_same_stories(tmp_path: Path) -> None:
    """To the last name."""
    found = []
    for name in ("one", "other"):
        _, told = played(tmp_path / name)
        found.append(json.dumps([(one.mention.id, one.reading.wording) for one in told.mentions]))

    assert found[0] == found[1]
