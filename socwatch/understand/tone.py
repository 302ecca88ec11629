"""The tone of a text by a learned, inspectable lexicon: each word and pair of words has a weight.

Method: a multinomial logistic regression on the features of `features.py`, scaled as in S. Wang and
C. Manning, "Baselines and Bigrams", ACL 2012; training/train_tone.py makes its weights and
docs/explain/tone.md is its model card.

Invariant: the score of a text follows from the weights that `because` names and from nothing else;
the time is linear in the length of the text, and what is read of one mention is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

import msgspec

from socwatch.model.reading import Tone
from socwatch.understand.features import MARKS, features, marks, turned
from socwatch.understand.pieces import pieces

#: Posts praise more than they mean, out of politeness and for effect; headlines do not. Added to
#: the pull towards negative and positive, in hundredths; measured on the development bench.
_POST = (-25, -55)
_HEADLINE = (0, 0)
_MOST_REASONS = 8
_LEAST_REASON = 10  # hundredths

_OF_A_PERSON = re.compile(
    r"\b(?:i|i'm|im|i've|my|me|we|our|us|you|your|u|ur|lol|omg)\b|[@#!?\u2026]|https?:",
    re.IGNORECASE,
)
_LONGEST_HEADLINE = 200


class _Table(msgspec.Struct, frozen=True):
    """The weights of one language, as they stand in the file."""

    starts: tuple[int, int]
    calibration: tuple[float, float]
    good: str
    bad: str
    weights: dict[str, tuple[int, int]]


class _File(msgspec.Struct, frozen=True):
    schema: str
    per: int
    languages: dict[str, _Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A tone, its score from -1 to 1, and the words with their weights, strongest first."""

    tone: Tone
    score: float
    p_negative: float | None = None  # 0..1, calibrated; None when the engine tells none
    because: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against: features with the times they were met, and the pulls.

    `negative` and `positive` are log odds beside neutral, which stands at 0.
    """

    features: Mapping[str, float]
    negative: float
    positive: float


@dataclass(frozen=True, slots=True)
class _Weights:
    """One language, ready for use: pulls in hundredths."""

    starts: tuple[int, int]
    calibration: tuple[float, float]
    signs: Mapping[str, int]
    pairs: Mapping[str, frozenset[str]]  # first word to the second ones
    pulls: Mapping[str, tuple[int, int]]


class _Sum:
    """Pulls of the pieces of a text, each weighted by its words; what pulled, and how much."""

    __slots__ = ("met", "negative", "positive", "words")

    def __init__(self) -> None:
        self.words = 0
        self.negative = self.positive = 0.0  # hundredths times words
        self.met: list[tuple[int, str]] = []  # towards positive, in hundredths

    @property
    def pulls(self) -> tuple[float, float]:
        """Log odds of negative and positive beside neutral."""
        words = 100.0 * max(self.words, 1)
        return self.negative / words, self.positive / words


class LearnedTone:
    """Tells the tone of texts in the languages that it has learned."""

    def __init__(self, weights: bytes) -> None:
        read = msgspec.json.decode(weights, type=_File)
        self._languages = {
            name: _Weights(
                starts=table.starts,
                calibration=table.calibration,
                signs=turned(
                    {
                        **dict.fromkeys(table.good.split(), 1),
                        **dict.fromkeys(table.bad.split(), -1),
                    }
                ),
                pairs=_pairs(table.weights),
                pulls=table.weights,
            )
            for name, table in read.languages.items()
        }

    @property
    def languages(self) -> frozenset[str]:
        """The languages whose tone it can tell, ISO 639-1."""
        return frozenset(self._languages)

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The tone of a text in one of its languages."""
        known = self._languages[language]
        total = _Sum()
        for piece in pieces(text):
            _add(total, piece, known)
        return scored(*total.pulls, known.calibration, _reasons(total.met))

    def evidence(self, text: str, language: str = "en") -> Evidence:
        """What the text holds that speaks for a tone, also words that have no weight yet."""
        known = self._languages[language]
        total = _Sum()
        met: dict[str, float] = {}
        for piece in pieces(text):
            _add(total, piece, known)
            for feature in features(piece)[0]:
                met[feature] = met.get(feature, 0.0) + 1.0
        negative, positive = total.pulls
        return Evidence(features=met, negative=negative, positive=positive)


def scored(
    negative: float,
    positive: float,
    calibration: tuple[float, float],
    because: tuple[tuple[str, float], ...],
) -> Scored:
    """The tone of these log odds beside neutral."""
    bad, good = exp(min(negative, 30.0)), exp(min(positive, 30.0))
    slope, start = calibration
    odds = (bad / (1.0 + good)) ** slope * exp(start)
    return Scored(
        tone=_tone(negative, positive),
        score=round((good - bad) / (1.0 + bad + good), 4),
        p_negative=round(odds / (1.0 + odds), 4),
        because=because,
    )


def _reasons(met: list[tuple[int, str]]) -> tuple[tuple[str, float], ...]:
    told = [(abs(pull), pull, feature) for pull, feature in met]
    told.sort(reverse=True)
    return tuple(
        (_spoken(feature), pull / 100)
        for size, pull, feature in told[:_MOST_REASONS]
        if size >= _LEAST_REASON
    )


def _tone(negative: float, positive: float) -> Tone:
    if negative > max(0.0, positive):
        return Tone.NEGATIVE
    return Tone.POSITIVE if positive > 0.0 else Tone.NEUTRAL


def _add(total: _Sum, piece: str, known: _Weights) -> None:
    """Adds what one piece of a text says, weighted by its words."""
    words, pairs = features(piece, known.pairs)
    negative, positive = known.starts
    get, met = known.pulls.get, total.met
    hits = [
        (feature, pull)
        for feature in (*words, *pairs, *marks(words, known.signs))
        if (pull := get(feature))
    ]
    for feature, (bad, good) in hits:
        negative += bad
        positive += good
        met.append((good - bad, feature))
    shift = _HEADLINE if _is_headline(piece) else _POST
    size = len(words)
    total.words += size
    total.negative += (negative + shift[0]) * size
    total.positive += (positive + shift[1]) * size


def _is_headline(piece: str) -> bool:
    """Whether this is written as a headline: begins with a capital, names no I and no you."""
    first = piece[:1]
    return (
        (first.isupper() or first.isdigit())
        and len(piece) <= _LONGEST_HEADLINE
        and piece[-1] not in ".\u2026"
        and not _OF_A_PERSON.search(piece)
    )


def _pairs(features: Iterable[str]) -> dict[str, frozenset[str]]:
    seconds: dict[str, list[str]] = {}
    for feature in features:
        first, blank, second = feature.partition(" ")
        if blank:
            seconds.setdefault(first, []).append(second)
    return {first: frozenset(several) for first, several in seconds.items()}


@cache
def _spoken(feature: str) -> str:
    """A feature as people read it."""
    if feature in MARKS:
        return f"({MARKS[feature]})"
    negated = feature[0] == "~" and len(feature) > 1
    words = feature[negated:].replace("URL", "(a link)").replace("@", "(a name)").split(" ")
    if words[0] == "^":
        return f"{words[1]} (first word)"
    if words[-1] == "$":
        return f"{words[0]} (last word)"
    return " ".join(("not …", *words) if negated else words)
