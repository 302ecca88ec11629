"""The learned tone: what it says, why, and that nothing else decides."""

from __future__ import annotations

import json
from hashlib import blake2b
from importlib import resources
from typing import Any

import pytest

from socwatch.app import ENGINE, toned
from socwatch.model.reading import Tone
from socwatch.testing import hostile_texts
from socwatch.understand.pieces import LONGEST_PIECE, LONGEST_TEXT, pieces
from socwatch.understand.tone import LearnedTone

#: The name of the shipped tone in app.py, and the digest of its weights. Change both together.
NAMED = ("learned-1", "c74ed8edd272")


def weighing(**weights: tuple[int, int]) -> LearnedTone:
    """A tone of one language with these weights in hundredths, towards negative and positive."""
    table: dict[str, Any] = {
        "starts": [0, 0],
        "calibration": [1.0, 0.0],
        "good": "",
        "bad": "",
        "weights": weights,
    }
    file = {"schema": "socwatch.tone_weights/1", "per": 100, "languages": {"en": table}}
    return LearnedTone(json.dumps(file).encode())


def test_the_weights_that_are_named_make_the_score() -> None:
    """Without a known word a text is neutral; with one it follows the word, which is named."""
    tone = weighing(leaks=(200, -50), lovely=(-50, 200))

    assert tone("a kettle").tone is Tone.NEUTRAL
    assert tone("a kettle").because == ()
    said = tone("it leaks")
    assert (said.tone, said.because) == (Tone.NEGATIVE, (("leaks", -2.5),))
    assert said.score < 0 < tone("how lovely").score
    assert tone("how lovely").tone is Tone.POSITIVE


def test_a_word_counts_once_however_often_it_is_said() -> None:
    """Repeating a word is no stronger than saying it."""
    tone = weighing(leaks=(100, 0))

    assert tone("leaks leaks leaks").score == tone("leaks").score


def test_the_chance_of_negative_is_calibrated() -> None:
    """Slope and start of the calibration apply to the odds of negative."""
    low = weighing(leaks=(200, 0))("it leaks")
    assert low.p_negative is not None
    assert 0.0 < low.p_negative < 1.0
    assert weighing()("it").p_negative == pytest.approx(0.3, abs=0.2)


def test_reasons_read_as_words() -> None:
    """Features are told in words that people know."""
    weights = {"~good": (100, 0), "stopped working": (90, 0), "^ thanks": (80, 0), "@": (0, 70),
               "PLAIN": (60, 0)}  # fmt: skip
    tone = weighing(**weights)

    assert [word for word, _ in tone("thanks @acme, not good, stopped working").because] == [
        "not … good",
        "stopped working",
        "thanks (first word)",
        "(a name)",
        "(no good or bad words)",
    ]


def test_a_headline_is_no_polite_post() -> None:
    """Positive words need less in a headline than in a post, where they are often politeness."""
    tone = weighing(profit=(0, 30))

    assert tone("Acme doubles its profit").tone is Tone.POSITIVE
    assert tone("my acme doubles its profit").tone is Tone.NEUTRAL


def test_a_long_text_is_its_pieces_by_their_words() -> None:
    """One bad sentence in a long article does not make the article."""
    tone = weighing(leaks=(100, 0))
    plain = "The company has sold kettles for thirty years and sells them still. " * 30

    alone, inside = tone("It leaks."), tone(f"It leaks.\n\n{plain}")

    assert alone.tone is Tone.NEGATIVE
    assert inside.tone is Tone.NEUTRAL
    assert alone.score < inside.score


@pytest.mark.parametrize("kind", hostile_texts(10))
def test_hostile_texts(kind: str) -> None:
    """Whatever a text holds, it has a tone, and no more than 20,000 characters are looked at."""
    tone = toned()
    text = hostile_texts(50_000)[kind]

    said = tone(text)

    assert -1.0 <= said.score <= 1.0
    assert said.p_negative is not None
    assert sum(map(len, pieces(text))) <= LONGEST_TEXT
    assert all(len(piece) <= LONGEST_PIECE for piece in pieces(text))
    assert tone(text + " awful") == tone(text[:LONGEST_TEXT])


def test_pieces_are_whole_sentences() -> None:
    """Sentences stay together while they fit; paragraphs are pieces of their own."""
    sentence = "The kettle is fine today. "

    assert list(pieces("Title\n\nBody")) == ["Title", "Body"]
    assert list(pieces("  ")) == []
    for piece in list(pieces(sentence * 50))[:-1]:
        assert piece.endswith("today.")


def test_evidence_has_words_without_a_weight_too() -> None:
    """What a team teaches is learned on all words, also on those that nobody weighed before."""
    tone = weighing(leaks=(100, 0))

    said, seen = tone.weighed("zonda leaks leaks")

    assert said == tone("zonda leaks leaks")
    assert seen.features == {"zonda": 1.0, "leaks": 1.0}
    assert seen.negative > 0


def test_other_weights_have_another_name() -> None:
    """Own weights and what is usual stand on the shipped ones: new ones must not pass for these."""
    file = resources.files("socwatch.understand") / "tone_weights.json"

    assert (ENGINE, blake2b(file.read_bytes(), digest_size=6).hexdigest()) == NAMED


def test_shipped_languages() -> None:
    """English and five more; others are visibly not scored."""
    assert toned().languages == {"ar", "de", "en", "fr", "it", "pt"}


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("de", "schlechter Service, nie wieder", "toller Service, danke"),
        ("fr", "service nul, plus jamais", "super service, merci"),
        ("it", "che schifo, pessimo servizio", "grazie, bellissimo"),
        ("pt", "que merda de atendimento, horrível", "amei, obrigada"),
        ("ar", "خدمة سيئة جدا", "شكرا رائع جدا"),
    ],
)
def test_other_languages(language: str, bad: str, good: str) -> None:
    """A plain grievance is more negative than plain praise in each language."""
    tone = toned()

    assert tone(bad, language).score < tone(good, language).score
    assert (tone(bad, language).p_negative or 0) > (tone(good, language).p_negative or 1)
