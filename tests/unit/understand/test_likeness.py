"""Copies, patterns, and texts that have nothing to do with one another."""

from __future__ import annotations

import pytest

from socwatch.understand.likeness import Likeness, is_typo, likeness
from socwatch.understand.stories import said_in

TOLD = "Acme recalls 40,000 Turbo toasters over faulty timer that may overheat"
LONG = (
    "Firefighters were called to a block of flats in Leeds early on Monday after neighbours had "
    "smelled smoke, and found that a kettle had set the kitchen on fire while nobody was home"
)


def compared(one: str, other: str) -> Likeness:
    said, and_said = said_in(one), said_in(other)
    return likeness(said.words, and_said.words, names={*said.names, *and_said.names}, brand={"acm"})


@pytest.mark.parametrize(
    "copy",
    [
        TOLD,
        f"BREAKING: {TOLD}",
        f"{TOLD}. Unbelievable",
        f"Not the first one, worrying. {TOLD}",
        "Acme recalls 40,000 Turbo toasters over faulty timer that may…",
        "Acme recalls 40,000 Turbo toasters over fualty timer that may overheat",
        "Acme recals 40.000 Turbo toasters over faulty timer that may overheat",
        "Acme recalls 40,000 Turbo toasters over broken timer that may overheat",
        "Acme recalls 40,000 Turbo toasters over faulty timer that may over…",
        f"{TOLD} {LONG}",  # the headline, and the headline with its article
    ],
)
def test_near_copies(copy: str) -> None:
    """Comments, cuts and typos make no other wording, in whichever order they are seen."""
    assert compared(TOLD, copy) is Likeness.COPY
    assert compared(copy, TOLD) is Likeness.COPY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The 14:05 train to Leeds is cancelled again",
            "The 15:10 train to York is cancelled again",
        ),
        ("The train from Hull to Leeds is late", "The train from Hull to York is late"),
        (TOLD, TOLD.replace("40,000", "2,000")),
        (
            "The kettle is a gift that my partner uses daily, nice",
            "So the kettle is a gift that my landlady uses daily, nice. Next up: tea",
        ),
    ],
)
def test_patterns(one: str, other: str) -> None:
    """One sentence with another number, place or thing tells of something else."""
    assert compared(one, other) is Likeness.PATTERN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("my kettle is broken again", "my kettle is great again"),
        ("my kettle is broken again", "my kettle is broken"),
        ("still waiting for my refund from acme", "still waiting for my refund from acme wow"),
        (TOLD, f"Not true: {TOLD}"),
        (TOLD, f"This is an old story and fake. {TOLD}"),
        (TOLD, TOLD.replace("recalls", "did so far not want to recall any of the")),
        (TOLD, TOLD.replace("recalls", "denies recall of")),
        (TOLD, f"{LONG}. {TOLD}"),
        (TOLD, "Timer overheat may that faulty over toasters Turbo 40,000 recalls Acme"),
        (LONG, LONG.replace("kettle", "candle").replace("Monday", "Sunday")
         .replace("smelled smoke", "heard shouts").replace("kitchen", "curtains")),
    ],
)  # fmt: skip
def test_texts_that_are_no_copies(one: str, other: str) -> None:
    """Short sentences that differ in the word that matters, denials, and long comments."""
    assert compared(one, other) is not Likeness.COPY


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("kettle", "kettel", True),
        ("kettle", "ketle", True),
        ("kettle", "kettles", True),
        ("kettle", "battle", False),
        ("lost", "last", False),
        ("12345", "12346", False),
    ],
)
def test_typos(one: str, other: str, same: bool) -> None:
    """One letter of a long word, and never a figure."""
    assert is_typo(one, other) is same
    assert is_typo(other, one) is same
