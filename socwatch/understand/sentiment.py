"""The tone of an English text: VADER's rules and lexicon, with words for crises added.

Method: C.J. Hutto and E.E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment
Analysis of Social Media Text", ICWSM 2014, with its usual limits of +-0.05 for the labels.

Invariant: the time for a text is bounded whatever it holds. VADER takes the square of a text's
length and much longer for emoji, so a text is read in pieces of whole sentences, and reading
stops when the work for one mention is spent. A text of one piece scores as VADER with our
lexicon scores it; of several, as their mean, weighted by words, over those that say anything.
"""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from socwatch.model.reading import Tone
from socwatch.understand.lexicon import CRISIS_WORDS, EMOJI

#: At and beyond this compound a text is positive; at and below its opposite, negative.
LIMIT = 0.05

_LONGEST_TEXT = 20_000  # characters
_LONGEST_PIECE = 2_000  # characters
_MOST_WORDS = 60  # of one piece
_LONGEST_WORD = 100  # longer ones are links and noise
_MOST_WORK = 4_000  # words times lexicon words, summed over the pieces: about 10 ms
_MOST_REASONS = 8

_SAME_AGAIN = re.compile(r"([^\w\s])\1{3,}")
_ENDS_SENTENCE = re.compile(r"[.!?\u2026][\"')\]]*$")


class Analyzer(Protocol):
    """What a vaderSentiment SentimentIntensityAnalyzer is to us."""

    lexicon: dict[str, float]
    emojis: dict[str, str]

    def polarity_scores(self, text: str) -> dict[str, float]:
        """The scores of a text; `compound` is its sum squeezed into -1..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A tone, its score from -1 to 1, and the words with their weights, strongest first."""

    tone: Tone
    score: float
    p_negative: float | None = None  # 0..1; None: the engine gives none
    because: tuple[tuple[str, float], ...] = ()


class Vader:
    """Scores texts with a loaded analyzer, which is left as it is.

    `words` are added to its lexicon (weights from -4 to 4) and win over its own; a weight of 0
    takes a word out.
    """

    def __init__(self, analyzer: Analyzer, *, words: Mapping[str, float] = CRISIS_WORDS) -> None:
        self._analyzer = copy.copy(analyzer)
        weights = {**analyzer.lexicon, **words}
        self._analyzer.lexicon = {word: weight for word, weight in weights.items() if weight}
        self._emojis = {
            ord(emoji): f" {meaning} "
            for emoji, meaning in {**analyzer.emojis, **EMOJI}.items()
            if len(emoji) == 1
        }
        self._emojis[0xFE0F] = ""

    def __call__(self, text: str) -> Scored:
        """The tone of a text, at once also for a hostile one."""
        work, words, total = 0, 0, 0.0
        reasons: list[tuple[str, float]] = []
        for piece in _pieces(self._words(text)):
            known = self._known(piece)
            work += len(piece) * len(known)
            if work > _MOST_WORK:
                break
            if known:
                compound = self._analyzer.polarity_scores(" ".join(piece))["compound"]
                words, total = words + len(piece), total + compound * len(piece)
                reasons += known
        score = round(total / words, 4) if words else 0.0
        return Scored(tone=tone_of(score), score=score, because=_strongest(reasons))

    def _words(self, text: str) -> list[str]:
        """The words as VADER splits them, an empty one for each line end, emoji as words."""
        calm = _SAME_AGAIN.sub(r"\1\1\1\1", text[:_LONGEST_TEXT]).translate(self._emojis)
        lines = (line.split() for line in calm[:_LONGEST_TEXT].split("\n"))
        return [word for line in lines for word in (*line, "") if len(word) <= _LONGEST_WORD]

    def _known(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """The words that the lexicon knows, with their weights."""
        lexicon = self._analyzer.lexicon
        return [(bare, lexicon[bare]) for word in words if (bare := _bare(word)) in lexicon]


def tone_of(score: float) -> Tone:
    """The label of a score from -1 to 1."""
    if score >= LIMIT:
        return Tone.POSITIVE
    return Tone.NEGATIVE if score <= -LIMIT else Tone.NEUTRAL


def _pieces(words: Sequence[str]) -> Iterator[list[str]]:
    """Whole sentences together up to the size of a piece; longer sentences are cut."""
    piece: list[str] = []
    for sentence in _sentences(words):
        if piece and _too_large([*piece, *sentence]):
            yield piece
            piece = []
        piece.extend(sentence)
    if piece:
        yield piece


def _sentences(words: Sequence[str]) -> Iterator[list[str]]:
    sentence: list[str] = []
    for word in words:
        if word:
            sentence.append(word)
        ended = not word or len(sentence) >= _MOST_WORDS or _ENDS_SENTENCE.search(word)
        if sentence and ended:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _too_large(words: Sequence[str]) -> bool:
    return len(words) > _MOST_WORDS or sum(map(len, words)) + len(words) > _LONGEST_PIECE


def _bare(word: str) -> str:
    """The word as VADER looks it up: without punctuation around it, unless that is all it is."""
    stripped = word.strip(string.punctuation)
    return (stripped if len(stripped) > 2 else word).lower()


def _strongest(reasons: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    ranked = sorted(dict.fromkeys(reasons), key=lambda reason: -abs(reason[1]))
    return tuple(ranked[:_MOST_REASONS])
