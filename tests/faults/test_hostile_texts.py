"""Texts that were written to break a reader: each gets one reading, for a bounded amount of work."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.app import reader
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.plan import Scenario
from socwatch.model.reading import Reading
from socwatch.ports import Analyst
from socwatch.testing import hostile_texts
from socwatch.understand.text import clean, plain
from tests.support.steps import steps

#: Lines of Python for one mention, of at most 32,000 characters once it is cleaned.
MOST_STEPS = 320_000
TEXTS = hostile_texts()


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    """All of understanding as the program puts it together, with a plan that has terms."""
    scenarios = (
        Scenario(id="safety", terms=("fire*", "battery burns"), severity_floor="red"),
        Scenario(id="rumour", terms=("they say", "#acme")),
    )
    loaded = reader(scenarios)
    loaded.read([said("The first mention loads the models, before anything is counted.")])
    return loaded


def said(text: str, title: str | None = None) -> Mention:
    return Mention(
        origin="press",
        id="1",
        source="press",
        kind=MentionKind.POST,
        title=title,
        text=text,
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


def is_sound(reading: Reading) -> bool:
    """Whether a reading's parts belong together: a score exactly where there is a tone."""
    scored = reading.score is not None
    return scored is (reading.unscored_because == "") and (not scored or abs(reading.score) <= 1)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_reading_for_bounded_work(analyst: Analyst, kind: str) -> None:
    """As it comes from the mill of cleaning, every text is read, within the steps allowed."""
    readings: list[Reading] = []
    form = plain if "markup" in kind or kind == "entities" else clean
    mention = said(form(TEXTS[kind]))

    assert steps(lambda: readings.extend(analyst.read([mention]))) <= MOST_STEPS
    assert len(readings) == 1
    assert is_sound(readings[0])


@pytest.mark.parametrize("kind", TEXTS)
def test_uncleaned_texts_are_read_too(analyst: Analyst, kind: str) -> None:
    """What comes uncleaned, in the title as well, raises nothing either."""
    raw = TEXTS[kind][:5_000]
    readings = analyst.read([said(raw), said(raw, title=f"Acme {raw}")])

    assert len(readings) == 2
    assert all(is_sound(reading) for reading in readings)


def test_a_hostile_text_changes_nothing_for_its_neighbours(analyst: Analyst) -> None:
    """Mentions in one batch are read as they are read alone, in their order."""
    plainly = said("My Acme kettle caught fire, this is terrible")
    batch = [one for text in TEXTS.values() for one in (said(clean(text[:500])), plainly)]
    alone = analyst.read([plainly])[0]

    assert analyst.read(batch)[1::2] == [alone] * len(TEXTS)


def test_the_count_of_steps_would_see_a_square() -> None:
    """vaderSentiment itself needs more steps for a tenth of such a text than are allowed here."""
    plainly = SentimentIntensityAnalyzer()

    assert steps(lambda: plainly.polarity_scores("not bad " * 150)) > MOST_STEPS / 10
