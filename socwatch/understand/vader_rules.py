"""The rules of VADER: what the words around a word make of its weight.

From C.J. Hutto and E.E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis
of Social Media Text", ICWSM 2014, as vaderSentiment 3.3.2 (MIT licence) carries them out; the
lists and numbers are its own. Written anew, with its quirks kept, because scores that others can
repeat are worth more than better ones.

Invariant: every function gives the float that vaderSentiment gives, to the last bit, so that the
order of the arithmetic is part of the rules; the work for one word does not grow with the text.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from heapq import heappop, heappush

_STEP = 0.293
_CAPITALS = 0.733
_FADING = {1: 1, 2: 0.95, 3: 0.9}  # of intensifiers, by their distance
_NEGATED = -0.74
_EMPHASIZED = 1.25  # "never so good", "this good"
_SO_THIS = frozenset({"so", "this"})


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STRONGER = _listed(
    "absolutely amazingly awfully completely considerable considerably decidedly deeply effing "
    "enormous enormously entirely especially exceptional exceptionally extreme extremely "
    "fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin "
    "fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major "
    "majorly more most particularly purely quite really remarkably so substantially thoroughly "
    "total totally tremendous tremendously uber unbelievably unusually utter utterly very"
)
_WEAKER = _listed(
    "almost barely hardly kinda kindof kind-of less little marginal marginally occasional "
    "occasionally partly scarce scarcely slight slightly somewhat sorta sortof sort-of"
)
_STEPS = {**dict.fromkeys(_STRONGER, _STEP), **dict.fromkeys(_WEAKER, -_STEP)}
_WEAKER_PAIRS = frozenset({"just enough", "kind of", "sort of"})

_NEGATIONS = _listed(
    "aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't "
    "didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't "
    "haven't isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere "
    "oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't "
    "without wont wouldnt won't wouldn't rarely seldom despite"
)

#: VADER also lists "badass", which its look-up of word pairs and triples can never find.
_IDIOMS = {
    "the shit": 3,
    "the bomb": 3,
    "bad ass": 1.5,
    "bus stop": 0.0,
    "yeah right": -2,
    "kiss of death": -1.5,
    "to die for": 3,
    "beating heart": 3.5,
}
#: One word of each idiom and each weaker pair, of three words not the last.
_HINTS = _listed("shit bomb ass bus yeah kiss die beating enough kind sort")

#: A word with none of these from the third word before it to the one after it, without
#: capitals and without an "n't", keeps its weight.
TURNING = _STRONGER | _WEAKER | _NEGATIONS | _HINTS | {"no", "this", "least"}


def turned(
    words: Sequence[str], at: int, *, lexicon: Mapping[str, float], loud: Container[int]
) -> float:
    """The valence of the lexicon's word at a place, after all that its neighbours do to it.

    `words` are in lower case; `loud` holds the places of those in capitals among others.
    """
    word = words[at]
    if word in _STEPS or (word == "kind" and words[at + 1 : at + 2] == ["of"]):
        return 0.0
    valence = _weight(words, at, lexicon)
    if at in loud:
        valence += _CAPITALS if valence > 0 else -_CAPITALS
    for place in range(at - 1, at - 4 if at > 3 else -1, -1):
        neighbour = words[place]
        if neighbour not in lexicon:
            if neighbour in _STEPS:
                valence += _step(neighbour, valence, place in loud) * _FADING[at - place]
            valence *= _factor(words, place, at)
            if place == at - 3:
                valence = _idiomatic(valence, words, at)
    if at and words[at - 1] == "least" and "least" not in lexicon:
        valence *= _NEGATED if at == 1 or words[at - 2] not in {"at", "very"} else 1
    return valence


def _weight(words: Sequence[str], at: int, lexicon: Mapping[str, float]) -> float:
    """The word's own weight; a "no" near before negates it instead of counting by itself."""
    word = words[at]
    before = words[at - 3 if at > 3 else 0 : at]
    if "no" in before and ("no" in before[-2:] or before[-1] in {"or", "nor"}):
        return lexicon[word] * _NEGATED
    if word == "no" and at + 1 < len(words) and words[at + 1] in lexicon:
        return 0.0
    return lexicon[word]


def _step(word: str, valence: float, is_loud: bool) -> float:
    """What an intensifier adds to a valence, in its direction."""
    step = _STEPS[word] if valence >= 0 else -_STEPS[word]
    if is_loud:
        step += _CAPITALS if valence > 0 else -_CAPITALS
    return step


def _factor(words: Sequence[str], place: int, at: int) -> float:
    """What the word at `place` makes of the one that follows within three words: its negation.

    A "so" or "this" right before that one counts whatever the third word before it is.
    """
    if place == at - 3 and words[at - 1] in _SO_THIS:
        return _EMPHASIZED
    word = words[place]
    if word not in _NEGATIONS and "n't" not in word:
        return 1
    if word == "never" and place < at - 1 and words[place + 1] in _SO_THIS:
        return _EMPHASIZED
    if word == "without" and "doubt" in words[place + 1 : at]:
        return 1
    return _NEGATED


def _idiomatic(valence: float, words: Sequence[str], at: int) -> float:
    """The valence of an idiom that holds the word or ends just before it, if there is one."""
    if _HINTS.isdisjoint(words[at - 3 : at + 2]):
        return valence
    third, second, first, word = words[at - 3 : at + 1]
    pairs = f"{third} {second}", f"{second} {first}"
    phrases = (
        f"{first} {word}",
        f"{second} {first} {word}",
        pairs[1],
        f"{third} {second} {first}",
        pairs[0],
    )
    valence = next((_IDIOMS[phrase] for phrase in phrases if phrase in _IDIOMS), valence)
    for longer in (2, 3):
        valence = _IDIOMS.get(" ".join(words[at : at + longer]), valence)
    for pair in pairs:
        if pair in _WEAKER_PAIRS:
            valence -= _STEP
    return valence


def contrasted(values: Sequence[float], places: Sequence[int], but: int) -> list[float]:
    """The valences with those before the "but" halved and those after it raised by half.

    VADER changes, for each valence, the first one that equals it at that moment, which may be
    another word's, and the same one twice. `places` says where in the text each value stands.
    """
    changed = list(values)
    having: dict[float, list[int]] = {}  # value to a heap of who has it, or had it once
    for turn in range(len(changed)):
        value = changed[turn]
        same = having.setdefault(value, [])
        heappush(same, turn)
        while changed[same[0]] != value:
            heappop(same)
        first = same[0]
        if places[first] != but:
            changed[first] = value * (0.5 if places[first] < but else 1.5)
            heappush(having.setdefault(changed[first], []), first)
    return changed
