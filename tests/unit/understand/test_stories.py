"""Copies share a story, other texts do not."""

from __future__ import annotations

import pytest

from socwatch.understand.stories import story_of

TOLD = "My Acme kettle caught fire in the kitchen this morning"


@pytest.mark.parametrize(
    "copy",
    [
        TOLD,
        TOLD.upper(),
        f"RT @dana: {TOLD}",
        f"RT @dana: RT @luis@kettle.social: {TOLD}",
        f"  {TOLD}!!! ",
        f"“{TOLD}.”",
        f"{TOLD} https://kettle.example/1?utm=x",
        f"{TOLD} via @dana",
        f"{TOLD} via The Kettle Gazette",
        f"{TOLD} #acme #fire @acme",
        f'"{TOLD}" https://kettle.example #acme via @dana',
        TOLD.replace(" ", "\n"),
        TOLD.replace("caught", "cau\u200bght"),
    ],
)
def test_copies(copy: str) -> None:
    """Who quotes it, how it is typed and what is hung on it make no other story."""
    assert story_of(copy) == story_of(TOLD)


@pytest.mark.parametrize(
    "other",
    [
        "My Bravo kettle caught fire in the kitchen this morning",
        f"{TOLD} again",
        f"Not true: {TOLD}",
        "We came home via Kettle Street after the fire",
    ],
)
def test_other_words_are_another_story(other: str) -> None:
    """A word more or less is another story, for now."""
    assert story_of(other) != story_of(TOLD)


def test_a_tag_can_be_part_of_a_short_sentence() -> None:
    """Short sentences that differ in the tag they end with differ."""
    assert story_of("I hate my new #acme") != story_of("I hate my new #bravo")


def test_short_texts_share_only_when_identical() -> None:
    """Three words are said by many who copy nobody."""
    assert story_of("Acme sucks!") == story_of("Acme sucks!")
    assert story_of("Acme sucks!") != story_of("acme sucks")


def test_scripts_without_spaces() -> None:
    """A Japanese sentence is long enough although it is one word."""
    assert story_of("電気ケトルの火災が発生。") == story_of("「電気ケトルの火災が発生」")


def test_names_never_change() -> None:
    """Stories are stored, so their names are the same in every process and version."""
    assert story_of(TOLD) == "28cb91eba34d1c72"
    assert story_of("   ") == ""
