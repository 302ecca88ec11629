"""The names of what is watched, as they are shown to what reads a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.model.reading import Tone, Triage
from socwatch.understand.naming import Names, unmarked
from socwatch.understand.triage import Said, asks, sort

NAMES = Names(["acme", "Best Buy"])


def read(text: str, tone: Tone = Tone.NEUTRAL) -> tuple[Triage, str] | None:
    """The class of an English text and why, with the names marked."""
    found = sort(Said(NAMES.marked(text), tone=tone, language="en"))
    return None if found is None else (found.triage, found.because)


@pytest.mark.parametrize(
    ("text", "tone", "because"),
    [
        ("acme is your kettle safe for kids?", Tone.NEUTRAL, "is your kettle safe"),
        ("Acme, when will you reply?", Tone.NEUTRAL, "when will you reply"),
        ("why is acme down?", Tone.NEGATIVE, "why is acme down"),
        ("is Best Buy open on sunday?", Tone.NEUTRAL, "is best buy open on"),
        ("does #acme ship to Spain?", Tone.NEUTRAL, "does acme ship to"),
    ],
)
def test_a_question_may_call_us_without_a_sign(text: str, tone: Tone, because: str) -> None:
    """By the name alone, and the reason shows the text's own words."""
    assert read(text, tone) == (Triage.QUESTION, f"asks “{because}”")
    assert asks(text, marked=NAMES.marked) == because


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("acme is down?", Tone.NEGATIVE),
        ("acme has done it again?", Tone.NEUTRAL),
        ("Acme recalls kettles after delays", Tone.NEGATIVE),
        ("why is acme so terrible?", Tone.NEGATIVE),
        ("how is acme still in business?", Tone.NEUTRAL),
        ("I went to Best Buy and it was there", Tone.POSITIVE),
    ],
)
def test_a_name_that_is_only_spoken_of_asks_nothing(text: str, tone: Tone) -> None:
    """Neither what is told of it, nor scorn; and a name's own words are no praise."""
    assert read(text, tone) is None


def test_a_phrase_with_a_name_in_it_is_shown_as_it_stood() -> None:
    """No mark is left in a reason."""
    assert read("my Best Buy kettle broke", Tone.NEGATIVE) == (
        Triage.UNHAPPY_CUSTOMER,
        "tells of an own bad experience: “my best buy kettle broke”",
    )


@given(st.lists(st.sampled_from(["acme", "@acme", "Best Buy", "is", "you", "@acme@k.social", "."])))
def test_marks_can_be_taken_away(words: list[str]) -> None:
    """Accounts stay accounts, and every name is there again."""
    text = " ".join(words)
    assert unmarked(NAMES.marked(text)) == text
