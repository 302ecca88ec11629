"""The exact VADER engine against vaderSentiment, on texts that are made of all that it knows."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from socwatch.understand.vader import LONGEST_PIECE, LONGEST_TEXT, VaderEngine, VaderScores

TURNS = ["no", "or", "nor", "so", "this", "never", "without", "doubt", "least", "at", "very", "but",
         "kind", "sort", "of", "just", "enough", "the", "bad", "ass", "kiss", "death", "to", "die",
         "for", "yeah", "right", "bus", "stop", "beating", "heart", "bomb", "n't", "a", "l"]  # fmt: skip
ODD = ["\u212aind", "\u0130a", ".\u0130a.", "\u03a3\u03a3", "\u00de", "\u2019t", "\u0301", "\u200d", "\ufe0f", "\u202e",
       "\ud83d", "\x00", "\u01c5", "\ufb01", "\u2163", "\u0628\u0627", "\u6f22"]  # fmt: skip
MARKS = ["!", "!!", "?", "??", "????", ".", "...", "'", "\"", "(", ")", ":", ";", "-", "*", "#", "@", ",", "\u2026"]  # fmt: skip
GAPS = [*[" "] * 8, "", "", "\n", "  ", "\t", "\u00a0", "\u2003", "\x1c", "\x85", "\u200b"]


@cache
def plain_vader() -> SentimentIntensityAnalyzer:
    """vaderSentiment as it is shipped."""
    return SentimentIntensityAnalyzer()


@cache
def engine() -> VaderEngine:
    return VaderEngine(plain_vader())


def shouted(word: str, how: str) -> str:
    """The word as people write it."""
    return {"low": word, "high": word.upper(), "first": word.capitalize()}[how]


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts of up to thirty words, emoji, marks and odd letters, with all sorts of gaps."""
    known = st.sampled_from(sorted(plain_vader().lexicon))
    turning = st.sampled_from([*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, *TURNS])
    how = st.sampled_from(["low", "low", "low", "high", "first"])
    emoji = st.sampled_from(sorted(plain_vader().emojis))
    piece = st.one_of(
        st.builds(shouted, known, how),
        st.builds(shouted, st.sampled_from(TURNS), how),
        st.builds(shouted, turning, how),
        emoji,
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(max_size=4),
    )
    pieces = st.lists(st.tuples(piece, st.sampled_from(GAPS)).map("".join), max_size=30)
    return pieces.map(lambda parts: "".join(parts)[:LONGEST_PIECE])


def agrees(text: str) -> None:
    """The text's four numbers are vaderSentiment's, and those that belong together do."""
    scores = engine().scores(text)
    pos, neu, neg = scores.shares
    plainly = plain_vader().polarity_scores(text)
    assert {"neg": neg, "neu": neu, "pos": pos, "compound": scores.compound} == plainly
    assert engine().compound(text) == scores.compound


def stays_sane(scores: VaderScores) -> None:
    """Whatever the text, its numbers are within their limits."""
    assert -1 <= scores.compound <= 1
    assert sum(scores.shares) == pytest.approx(1 if scores.words else 0, abs=0.002)
    assert len(scores.found) <= scores.words
    assert 0 <= scores.emphasis <= 2.128
    assert min(scores.positive, default=1) > 0 > max(scores.negative, default=-1)


@given(texts())
@settings(max_examples=120, deadline=None)
def test_scores_as_vader_does(text: str) -> None:
    """The rewritten rules do what vaderSentiment's do, to the last bit."""
    agrees(text)


@given(texts(), st.integers(min_value=1, max_value=400))
@settings(max_examples=40, deadline=None)
def test_long_texts_stay_within_limits(text: str, times: int) -> None:
    """Texts of many pieces get scores within the limits, the same by both doors."""
    long = text * times
    scores = engine().scores(long)

    stays_sane(scores)
    assert engine().compound(long) == scores.compound
    assert engine().compound(long[:LONGEST_TEXT]) == scores.compound


@pytest.mark.soak
@given(texts())
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_twenty_thousand_texts(text: str) -> None:
    """The same, for as long as a night allows."""
    agrees(text)
    stays_sane(engine().scores(text))
