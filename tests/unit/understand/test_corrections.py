"""What people said of stories, folded into one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from socwatch.model.reading import Reading, Tone
from socwatch.model.story import StoryAct, StoryActKind
from socwatch.understand.corrections import Corrections, corrections_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def merge(story: str, target: str) -> StoryAct:
    return StoryAct(kind=StoryActKind.MERGE, story=story, target=target, by="dana", at=NOON)


def split(story: str, target: str, *mentions: tuple[str, str]) -> StoryAct:
    act = StoryAct(kind=StoryActKind.SPLIT, story=story, target=target, by="dana", at=NOON)
    return replace(act, mentions=mentions)


def undone(act: StoryAct) -> StoryAct:
    return replace(act, undone_by="luis", undone_at=NOON)


def story(corrections: Corrections, key: str, name: str) -> str:
    reading = Reading(language="en", tone=Tone.NEUTRAL, score=0.0, wording="w", story=name)
    return corrections.applied(key, reading).story


def test_nothing_was_said() -> None:
    """Nothing is changed."""
    assert not corrections_of([])
    assert story(corrections_of([]), "p:1", "a") == "a"


def test_merges_lead_on() -> None:
    """Whatever joined one that joined another is part of the last."""
    found = corrections_of([merge("a", "b"), merge("b", "c")])
    assert [found.name(one) for one in "abcd"] == ["c", "c", "c", "d"]
    assert set(found.parts("c")) == {"a", "b", "c"}
    assert corrections_of([merge("b", "c"), merge("a", "b")]).name("a") == "c"


def test_merges_in_a_ring_end() -> None:
    """Every story has one name, whatever was said."""
    found = corrections_of([merge("a", "b"), merge("b", "a")])
    assert found.name("a") == found.name("b") == "b"


def test_a_split_moves_what_it_names() -> None:
    """With a wording of its own; the rest stays, and a later merge takes it along."""
    acts = [split("a", "s", ("p:1", "own"))]
    found = corrections_of(acts)
    assert (story(found, "p:1", "a"), story(found, "p:2", "a")) == ("s", "a")
    assert found.split == {"own": "s"}
    assert found.moved_to("s") == ("p:1",)
    assert story(corrections_of([*acts, merge("s", "z")]), "p:1", "a") == "z"


def test_an_undone_split_joins_again() -> None:
    """Also what was stored with the new name in between."""
    found = corrections_of([undone(split("a", "s", ("p:1", "own")))])
    assert story(found, "p:1", "a") == story(found, "p:9", "s") == "a"
    assert not found.split


def test_an_undone_merge_leaves_nothing() -> None:
    """As if it had never been."""
    assert not corrections_of([undone(merge("a", "b"))])
