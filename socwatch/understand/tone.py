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
from dataclasses import dataclass, field
from math import exp

import msgspec

from socwatch.model.reading import Tone
from socwatch.understand.features import features, spoken
from socwatch.understand.pieces import pieces
from socwatch.understand.tone_table import Hits, Table, read, table_of

#: Posts praise more than they mean, out of politeness and for effect; headlines do not. Added to
#: the pull towards negative and positive; measured on the development bench.
_POST = complex(-0.35, -0.7)
_HEADLINE = 0j
_MOST_REASONS = 8
_LEAST_REASON = 0.15

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
    languages: dict[str, msgspec.Raw]  # each a _Table, read when it is first needed


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
    """One language, ready for use.

    A pull is one complex number: towards negative its real part, towards positive the other.
    """

    start: complex
    calibration: tuple[float, float]
    table: Table
    pulls: Mapping[str, complex]
    told: dict[str, tuple[str, float]] = field(default_factory=dict)  # reasons told before

    def tell(self, feature: str) -> tuple[str, float]:
        """A feature as a reason: in words, and its weight towards positive."""
        pull = self.pulls[feature]
        reason = self.told[feature] = (spoken(feature), round(pull.imag - pull.real, 2))
        return reason


class LearnedTone:
    """Tells the tone of texts in the languages that it has learned."""

    def __init__(self, weights: bytes) -> None:
        file = msgspec.json.decode(weights, type=_File)
        self._tables, self._per = file.languages, file.per
        self._ready: dict[str, _Weights] = {}

    @property
    def languages(self) -> frozenset[str]:
        """The languages whose tone it can tell, ISO 639-1."""
        return frozenset(self._tables)

    def __call__(self, text: str, language: str = "en") -> Scored:
        """The tone of a text in one of its languages."""
        known = self._weights(language)
        pull, hits = _read(text, known)
        return scored(pull.real, pull.imag, known.calibration, _reasons(hits, known))

    def weighed(self, text: str, language: str = "en") -> tuple[Scored, Evidence]:
        """The tone, and the words behind it, also those that have no weight yet."""
        known = self._weights(language)
        met: dict[str, float] = {}
        pull, hits = _read(text, known, met)
        tone = scored(pull.real, pull.imag, known.calibration, _reasons(hits, known))
        return tone, Evidence(features=met, negative=pull.real, positive=pull.imag)

    def _weights(self, language: str) -> _Weights:
        """The language's, made ready when it is first met: most teams need one or two."""
        ready = self._ready.get(language)
        if ready is None:
            table = msgspec.json.decode(self._tables[language], type=_Table)
            ready = self._ready[language] = _made(table, self._per)
        return ready


def _made(table: _Table, per: int) -> _Weights:
    signs = {**dict.fromkeys(table.good.split(), 1), **dict.fromkeys(table.bad.split(), -1)}
    pulls = {
        feature: complex(bad / per, good / per) for feature, (bad, good) in table.weights.items()
    }
    return _Weights(
        start=complex(*table.starts) / per,
        calibration=table.calibration,
        table=table_of(pulls, signs),
        pulls=pulls,
    )


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


def _reasons(hits: Iterable[tuple[str, complex]], known: _Weights) -> tuple[tuple[str, float], ...]:
    weighed = [(abs(pull.imag - pull.real), feature) for feature, pull in hits]
    weighed.sort(reverse=True)
    return tuple(
        [
            known.told.get(feature) or known.tell(feature)
            for size, feature in weighed[:_MOST_REASONS]
            if size >= _LEAST_REASON
        ]
    )


def _tone(negative: float, positive: float) -> Tone:
    if negative > max(0.0, positive):
        return Tone.NEGATIVE
    return Tone.POSITIVE if positive > 0.0 else Tone.NEUTRAL


def _read(text: str, known: _Weights, met: dict[str, float] | None = None) -> tuple[complex, Hits]:
    """The pull of a text, the mean of its pieces by their length; and the features that pulled.

    The words of the text are put into `met`, where it is given.
    """
    total, size = 0j, 0
    hits: Hits = []
    for piece in pieces(text):
        found = read(piece, known.table, known.pulls)
        pull = sum([pull for _, pull in found], known.start)
        words = len(piece)
        total += (pull + (_HEADLINE if _is_headline(piece) else _POST)) * words
        size += words
        hits += found
        if met is not None:
            met.update(dict.fromkeys(features(piece)[0], 1.0))
    return (total / size if size else known.start), hits


def _is_headline(piece: str) -> bool:
    """Whether this is written as a headline: begins with a capital, names no I and no you."""
    first = piece[:1]
    return (
        (first.isupper() or first.isdigit())
        and len(piece) <= _LONGEST_HEADLINE
        and piece[-1] not in ".\u2026"
        and not _OF_A_PERSON.search(piece)
    )
