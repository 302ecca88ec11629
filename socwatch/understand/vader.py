"""VADER's scores, exactly and quickly.

Method: C.J. Hutto and E.E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment
Analysis of Social Media Text", ICWSM 2014. The scores are those of vaderSentiment 3.3.2
(MIT licence), whose dictionaries are handed in; its code takes the square of a text's length, so
the engine is written anew.

Invariant: a text of up to 2,000 characters (or more, where asked for) scores as vaderSentiment
scores it, to the last bit, in time that grows with its length and no faster. Of a longer one 20,000 characters are read, an
emoji counting as its name and a word of the lexicon as ten at least, in pieces of whole sentences
of at most 2,000 characters; its compound is the mean of the pieces that hold a word of the
lexicon, weighted by their words.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from typing import NamedTuple, Protocol

from socwatch.understand.vader_rules import TURNING, contrasted, turned

#: Characters that are read as one; a longer text is read in pieces.
LONGEST_PIECE = 2_000
#: Characters of a text that are read at all.
LONGEST_TEXT = 20_000

_FOUND = 10  # characters that a word of the lexicon counts for: the rules are most of the work
_ALPHA = 15  # VADER's: the sum that is squeezed to 0.25 is 1
_PIECE = re.compile(
    r".+(?:[.!?\u2026][\"')\]]*\s|\n)"  # to the last end of a sentence
    r"|.+\s"  # or of a word
    r"|.+",
    re.DOTALL,
)


class Dictionaries(Protocol):
    """What a vaderSentiment SentimentIntensityAnalyzer brings: words and emoji."""

    lexicon: dict[str, float]
    emojis: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VaderScores:
    """What VADER says of a text, and the words that it says it for.

    `compound` is from -1 to 1; `words` is how many the text has, names of emoji among them.
    `found` holds those of the lexicon in their order, each with its valence after negation,
    intensifiers, capitals and "but". `emphasis` is what exclamation and question marks add to
    the sum of the valences, in its direction: 0 to 2.128.
    """

    compound: float
    words: int
    found: tuple[tuple[str, float], ...]
    emphasis: float

    @property
    def positive(self) -> tuple[float, ...]:
        """The valences above 0, in the order of the text."""
        return tuple(value for _, value in self.found if value > 0)

    @property
    def negative(self) -> tuple[float, ...]:
        """The valences below 0, in the order of the text."""
        return tuple(value for _, value in self.found if value < 0)

    @property
    def shares(self) -> tuple[float, float, float]:
        """VADER's `pos`, `neu` and `neg`: together 1, all 0 for a text without words."""
        above, below = self.positive, self.negative
        positive = negative = 0.0  # VADER's weigh each word one more than its valence
        for value in above:
            positive += value + 1
        for value in below:
            negative += 1 - value
        neutral = self.words - len(above) - len(below)
        if positive > negative:
            positive += self.emphasis
        elif negative > positive:
            negative += self.emphasis
        whole = positive + negative + neutral or 1.0
        return round(positive / whole, 3), round(neutral / whole, 3), round(negative / whole, 3)


class _Found(NamedTuple):
    """The words of a text in lower case, the places of the known ones, and their valences."""

    words: Sequence[str]
    places: Sequence[int]
    values: Sequence[float]


class VaderEngine:
    """Scores texts with the dictionaries of a loaded analyzer, which is left as it is.

    `words` are added to its lexicon (lower case, weights from -4 to 4) and win over its own; a
    weight of 0 takes a word out. `emoji` are characters beyond ASCII and the words that they
    are read as; they win too. A text of up to `longest` characters is read as one.
    """

    def __init__(
        self,
        dictionaries: Dictionaries,
        *,
        words: Mapping[str, float] | None = None,
        emoji: Mapping[str, str] | None = None,
        longest: int = LONGEST_PIECE,
    ) -> None:
        self._longest = longest
        added = words or {}
        lexicon = {**dictionaries.lexicon, **added}
        self._lexicon = {word: weight for word, weight in lexicon.items() if added.get(word, 1)}
        names = {**dictionaries.emojis, **(emoji or {})}
        # VADER looks at single characters only, so that flags and families are never found.
        single = {one: name for one, name in names.items() if len(one) == 1 and not one.isascii()}
        self._emoji = frozenset(single)
        # It parts a name from what stands before it, but not from what follows.
        self._names = {ord(one): f" {name}" for one, name in single.items()}

    def compound(self, text: str) -> float:
        """The score of a text from -1 to 1, at once also for a hostile one."""
        if len(text) <= self._longest:
            spelled = self._spelled(text)
            return _squeezed(self._found(spelled).values, _emphasis(spelled))
        return self.scores(text).compound

    def scores(self, text: str) -> VaderScores:
        """All that VADER says of a text; of a longer one, the pieces' taken together."""
        if len(text) <= self._longest:
            return self._scores(self._spelled(text))
        pieces, read = [], 0
        for piece in self._pieces(text[:LONGEST_TEXT]):
            scored = self._scores(piece)
            pieces.append(scored)
            read += max(len(piece), len(scored.found) * _FOUND)
            if read >= LONGEST_TEXT:
                break
        return _together(pieces)

    def _pieces(self, text: str) -> Iterator[str]:
        """Pieces of whole sentences as long as may be, emoji spelled out."""
        start = 0
        while start < len(text):
            end = start + LONGEST_PIECE
            if end < len(text) and (piece := _PIECE.match(text, start, end)):
                end = piece.end()
            yield self._spelled(text[start:end])
            start = end

    def _spelled(self, text: str) -> str:
        """The text with the names of its emoji in their places."""
        if text.isascii() or self._emoji.isdisjoint(text):
            return text
        return text.translate(self._names)

    def _found(self, text: str) -> _Found:
        lowered, lexicon = text.lower(), self._lexicon
        words = _words(text, lowered)
        places = [at for at, word in enumerate(words) if word in lexicon]
        if not places:
            return _Found(words, places, ())
        loud = _loud(text) if text != lowered else frozenset()
        contracted, calm = "n't" in lowered, TURNING.isdisjoint
        values = [
            turned(words, at, lexicon=lexicon, loud=loud)
            if contracted or at in loud or not calm(words[at - 3 if at > 3 else 0 : at + 2])
            else lexicon[words[at]]
            for at in places
        ]
        if "but" in words:
            values = contrasted(values, places, words.index("but"))
        return _Found(words, places, values)

    def _scores(self, text: str) -> VaderScores:
        words, places, values = self._found(text)
        emphasis = _emphasis(text)
        return VaderScores(
            compound=_squeezed(values, emphasis),
            words=len(words),
            found=tuple([(words[at], value) for at, value in zip(places, values, strict=True)]),
            emphasis=emphasis,
        )


def _words(text: str, lowered: str) -> list[str]:
    """The words in lower case without punctuation around them, unless two or fewer are left."""
    around = string.punctuation
    if len(lowered) == len(text):
        return [
            token if token.isalpha() or len(bare := token.strip(around)) <= 2 else bare
            for token in lowered.split()
        ]
    # A letter grew in lower case, and VADER counts letters before that.
    return [
        (bare if len(bare := token.strip(around)) > 2 else token).lower() for token in text.split()
    ]


def _loud(text: str) -> frozenset[int]:
    """The places of the words in capitals, if not all are."""
    capitals = list(map(str.isupper, text.split()))
    if True not in capitals or False not in capitals:
        return frozenset()
    return frozenset([at for at, is_loud in enumerate(capitals) if is_loud])


def _emphasis(text: str) -> float:
    """What up to four exclamation marks and two or more question marks add."""
    asked = text.count("?")
    asking = 0.0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96
    return min(text.count("!"), 4) * 0.292 + asking


def _squeezed(values: Sequence[float], emphasis: float) -> float:
    """The sum of the valences with the emphasis, squeezed into -1..1."""
    total = float(sum(values))
    if not total:
        return 0.0
    total += emphasis if total > 0 else -emphasis
    return round(max(-1.0, min(1.0, total / sqrt(total * total + _ALPHA))), 4)


def _together(pieces: Sequence[VaderScores]) -> VaderScores:
    """The scores of a long text: the mean by words, all that was found, the most emphasis."""
    telling = [piece for piece in pieces if piece.found]
    weight = sum(piece.words for piece in telling) or 1
    return VaderScores(
        compound=round(sum(piece.compound * piece.words for piece in telling) / weight, 4),
        words=sum(piece.words for piece in pieces),
        found=tuple(chain.from_iterable(piece.found for piece in pieces)),
        emphasis=max(piece.emphasis for piece in pieces),
    )
