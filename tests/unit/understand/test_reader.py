"""A reading for each mention, whatever it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from socwatch.app import toned
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.plan import Scenario
from socwatch.model.reading import Risk, Tone, Triage
from socwatch.ports import Analyst
from socwatch.understand.language import Detect, Language
from socwatch.understand.naming import Names
from socwatch.understand.reader import Reader
from socwatch.understand.risk import Risks

SCENARIOS = (
    Scenario(id="safety", terms=("fire",), severity_floor="red", tripwire=True),
    Scenario(id="rumour", terms=("rumour",)),
)


def terms_in(text: str) -> Mapping[str, str]:
    words = text.lower().split()
    return {one.id: term for one in SCENARIOS for term in one.terms if term in words}


@pytest.fixture(scope="module")
def reader(detect: Detect) -> Analyst:
    return Reader(tone=toned(), language=Language(detect), risks=Risks(SCENARIOS, terms_in))


def mention(text: str, **more: Any) -> Mention:
    fixed = {"origin": "press", "id": "1", "source": "press", "kind": MentionKind.POST}
    return Mention(
        **(fixed | {"text": text, "fetched_at": datetime(2026, 11, 22, tzinfo=UTC)} | more)
    )


def test_an_english_mention(reader: Analyst) -> None:
    """Language, tone with its words, and risks of the plan."""
    (reading,) = reader.read([mention("My terrible Acme kettle caught fire this morning")])

    assert reading.language == "en"
    assert reading.tone is Tone.NEGATIVE
    assert reading.score is not None
    assert reading.because[0][0] == "terrible"
    assert reading.risks == (
        Risk(category="safety", severity="red", term="fire", tripwire=True, level=2),
        Risk(category="product_safety", severity="", term="caught fire", level=2),
        Risk(category="complaint", severity="", term="terrible", level=1),
    )
    assert reading.unscored_because == ""


def test_a_question_may_call_us_by_name(detect: Detect) -> None:
    """Without an @ before it; what is watched is known to the reader."""
    known = Reader(tone=toned(), language=Language(detect), risks=Risks(()), names=Names(["acme"]))
    (reading,) = known.read([mention("acme is your kettle safe for kids?")])
    assert reading.triage is Triage.QUESTION


def test_another_language_is_unscored_and_its_risks_are_seen(reader: Analyst) -> None:
    """Nobody can tell the tone of a Polish post, but a word of the plan is still one."""
    (reading,) = reader.read(
        [mention("Ten rumour o czajniku Acme wybuchł dziś rano w mojej kuchni")]
    )

    assert (reading.language, reading.tone, reading.score) == ("pl", Tone.UNSCORED, None)
    assert reading.unscored_because == (
        "not scored: the tone of Polish (pl) cannot be told well enough"
    )
    assert reading.risks == (Risk(category="rumour", severity="", term="rumour", level=2),)


@pytest.mark.parametrize(
    ("text", "tone"),
    [("Terrible!", Tone.NEGATIVE), ("👍", Tone.POSITIVE), ("Aha.", Tone.UNSCORED), ("", Tone.UNSCORED)],
)  # fmt: skip
def test_short_texts(reader: Analyst, text: str, tone: Tone) -> None:
    """A known word is enough for a tone; without one, nobody can tell."""
    (reading,) = reader.read([mention(text)])

    assert reading.language is None
    assert reading.tone is tone
    assert bool(reading.unscored_because) is (tone is Tone.UNSCORED)


def test_the_title_is_read_too(reader: Analyst) -> None:
    """An article's title counts, and only once where the text begins with it."""
    titled, repeated = reader.read(
        [
            mention("Nobody was in the kitchen.", title="Acme kettle on fire again"),
            mention("Acme kettle on fire again today", title="Acme kettle on fire again"),
        ]
    )

    assert titled.risks == repeated.risks != ()
    (whole,) = reader.read([mention("Acme kettle on fire again today")])
    assert repeated.story == whole.story


def test_one_reading_each_in_order(reader: Analyst) -> None:
    """As many readings as mentions, in the same order."""
    texts = ["I love this Acme kettle", "I hate this Acme kettle", "This is an Acme kettle"]

    tones = [reading.tone for reading in reader.read([mention(text) for text in texts])]

    assert tones == [Tone.POSITIVE, Tone.NEGATIVE, Tone.NEUTRAL]
    assert list(reader.read([])) == []
