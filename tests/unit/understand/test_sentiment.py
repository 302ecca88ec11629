"""Tone: VADER's where VADER can be trusted, ours for the words of a crisis."""

from __future__ import annotations

import time

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.model.reading import Tone
from socwatch.understand.lexicon import CRISIS_WORDS, EMOJI
from socwatch.understand.sentiment import Vader, tone_of


@pytest.fixture(scope="module")
def vader(analyzer: SentimentIntensityAnalyzer) -> Vader:
    return Vader(analyzer)


@pytest.mark.parametrize(
    "text",
    ["I love it!!!", "not bad at all", "The WORST kettle ever, but the box was nice.",
     "ok :) I guess?", "The lid is fine.", "uber handsome, and FRIGGIN FUNNY!!!", ""],
)  # fmt: skip
def test_short_texts_score_as_vader_does(
    vader: Vader, analyzer: SentimentIntensityAnalyzer, text: str
) -> None:
    """Without a word of ours, the score is VADER's compound."""
    assert vader(text).score == analyzer.polarity_scores(text)["compound"]


@pytest.mark.parametrize(
    "text",
    [
        "batteries exploded and my hand is burnt",
        "oh great, another recall 🙄",
        "smell of burning plastic?",
        "third report this week of Acme kettle battery fires",
        "Data breach at Acme",
        "Acme layoffs",
        "😡",
    ],
)
def test_a_crisis_sounds_like_one(vader: Vader, text: str) -> None:
    """What VADER calls neutral or even positive is negative."""
    assert vader(text).tone is Tone.NEGATIVE


def test_fire_as_praise_says_nothing(vader: Vader) -> None:
    """The emoji stands for praise as often as for danger."""
    assert vader("new acme kettle 🔥🔥").tone is Tone.NEUTRAL


def test_because_is_the_strongest_first(vader: Vader) -> None:
    """The words that decided come with their weights, each once."""
    because = vader("Great, great kettle. It exploded and caught fire.").because

    assert because == (("great", 3.1), ("exploded", -3.0), ("fire", -1.4))


def test_the_given_analyzer_stays_as_it_is(analyzer: SentimentIntensityAnalyzer) -> None:
    """Our words are added to a copy: the plain engine remains plain."""
    Vader(analyzer)("recall")

    assert "recall" not in analyzer.lexicon
    assert analyzer.polarity_scores("recall")["compound"] == 0.0


def test_own_words(analyzer: SentimentIntensityAnalyzer) -> None:
    """A user's words are added, replaced, or taken out with 0."""
    vader = Vader(analyzer, words={"kettlegate": -3.0, "love": 0.0})

    assert vader("kettlegate").because == (("kettlegate", -3.0),)
    assert vader("love").because == ()


def test_our_words_are_new_to_vader(analyzer: SentimentIntensityAnalyzer) -> None:
    """The table holds only words that VADER lacks, or takes out, on its scale."""
    for word, weight in CRISIS_WORDS.items():
        assert word == word.lower()
        assert -4 <= weight <= 0
        assert (word in analyzer.lexicon) is (weight == 0)


def test_our_emoji_are_read_as_known_words(analyzer: SentimentIntensityAnalyzer) -> None:
    """Each emoji becomes a word with a weight; fire alone becomes one without."""
    unknown = [word for word in EMOJI.values() if word not in analyzer.lexicon]

    assert unknown == ["flame"]


def test_a_long_text_is_the_mean_of_what_it_says(vader: Vader) -> None:
    """A long text does not run into the end of the scale as VADER's sum does."""
    praise, blame = "This kettle is good. " * 20, "This kettle is terrible. " * 20

    assert vader(praise * 3).score == pytest.approx(vader(praise[:84]).score, abs=0.3)
    assert abs(vader(praise + blame).score) < 0.3
    assert vader("The lid is blue. " * 50 + blame).tone is Tone.NEGATIVE


@pytest.mark.parametrize(
    "text",
    ["not bad " * 4_000, "😡😀" * 16_000, "😀" * 32_000, "x" * 1_000_000, "bad but " * 4_000,
     "kind of good " * 3_000, "no no so this bad " * 2_000],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_hostile_texts_are_quick(vader: Vader, text: str) -> None:
    """Texts for which VADER needs minutes are scored within a blink (CPU time, with room)."""
    started = time.process_time()
    vader(text)

    assert time.process_time() - started < 0.1


@pytest.mark.parametrize(
    ("score", "tone"),
    [(0.05, Tone.POSITIVE), (0.049, Tone.NEUTRAL), (-0.049, Tone.NEUTRAL), (-0.05, Tone.NEGATIVE)],
)
def test_the_labels_limits(score: float, tone: Tone) -> None:
    """The usual limits, themselves included."""
    assert tone_of(score) is tone
