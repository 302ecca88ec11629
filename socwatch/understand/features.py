"""What the learned tone looks at in a text: its words, its pairs of words, and how they stand.

Invariant: the training script and the program read a text with this one function, so that a weight
means at run time what it meant when it was learned. The time is linear in the length of the text.

A feature is a word (`broken`), a word within four words after a negation (`~broken`), a pair of
neighbours (`stopped working`; `^` begins and `$` ends a text), or a mark in capitals about the
whole text (`CAPS`). Accounts are `@`, links `URL`, numbers `0`: who is spoken of must not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

#: After one of these, this many words are read as negated, up to the next punctuation.
REACH = 4

_TOKEN = re.compile(
    r"(?:https?:|ww+\.)\S*|@\w+|<3"
    r"|[^\W_]+(?:'[^\W_]+)*"
    r"|[:;=][-o']?[)(\]\[dp/\\|*]+|[!?]+|\.\.+|[@\u2026\U0001f000-\U0001faff\u2600-\u27bf]"
    '|[.,;:"]'
)
_LONG_DRAWN = re.compile(r"(.)\1{2,}")
_THREE = tuple(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz!?.)(/\\|*")
_CAPITALS = re.compile(r"[A-Z]{3}")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")

_NEGATING = """
not no never none nobody nothing neither nor nowhere cannot cant can't won't wont don't dont
didn't didnt doesn't doesnt isn't isnt wasn't wasnt aren't arent weren't werent couldn't couldnt
wouldn't wouldnt shouldn't shouldnt ain't aint hasn't hasnt haven't havent hadn't hadnt without
hardly barely n't nicht kein keine keinen keiner nie niemals ohne nichts ne pas jamais rien
aucun aucune sans nunca jamás nada ningún ninguna sin non mai niente nessuno nessuna senza não
nem nenhum nenhuma sem لا لم لن ليس بدون
"""
NEGATIONS = frozenset(_NEGATING.split())
_ENDS = frozenset([".", ",", ";", ":", "!", "!!", "?", "??", "?!", "!?", "..", "…", '"'])
_CLOSING = frozenset([".", ",", "!", "?", ":", ";"])
#: For how many words negation reaches after a word: none after an end.
TURNS = {**dict.fromkeys(NEGATIONS, REACH), **dict.fromkeys(_ENDS, 0)}


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, with marks, emoticons and emoji."""
    found: list[str] = []
    said = text.lower().replace("\u2019", "'")
    if not said.isascii() or any(letters in said for letters in _THREE):
        said = _LONG_DRAWN.sub(r"\1\1", said)
    for chunk in said.split():
        if chunk.isalnum():  # most are plain words, and each of these ways is ten times as quick
            found.append("0" if chunk.isdecimal() else chunk)
        elif chunk[-1] in _CLOSING and (word := chunk[:-1]).isalnum():
            found += ("0" if word.isdecimal() else word, chunk[-1])
        elif chunk[0] == "@" and chunk[1:].isalnum():
            found.append("@")
        else:
            found += map(_token, _TOKEN.findall(chunk))
    return found


def _token(part: str) -> str:
    if part[0] == "@":
        return "@"
    if part.startswith(("http:", "https:", "ww.")):
        return "URL"
    return "0" if part.isdecimal() else part


def features(text: str) -> tuple[dict[str, None], dict[str, None]]:
    """The words and marks of a text, and its pairs of neighbours; each once, in their order."""
    words: dict[str, None] = {}
    pairs: dict[str, None] = {}
    negated, previous = 0, "^"
    for word in tokens(text):
        turn = TURNS.get(word)
        if turn == 0:
            negated = 0
            words[word] = None
        else:
            words["~" + word if negated else word] = None
            pairs[previous + " " + word] = None
            negated = turn or (negated and negated - 1)
        previous = word
    pairs[previous + " $"] = None
    words.update(dict.fromkeys(shouting(text)))
    return words, pairs


def shouting(text: str) -> tuple[str, ...]:
    """The mark of words in capitals; none without them."""
    if not _CAPITALS.search(text):
        return ()
    shouted = len(_SHOUTED.findall(text))
    return (("CAPS" if shouted < 3 else "CAPS+"),) if shouted else ()


#: Marks for what the known good and bad words of a text are together, in everyday terms.
MARKS = {
    "BOTH": "good and bad words",
    "GOOD": "good words only",
    "BAD": "bad words only",
    "PLAIN": "no good or bad words",
    "GOOD2": "two or more good words",
    "BAD2": "two or more bad words",
    "GOOD3": "three or more good words",
    "BAD3": "three or more bad words",
    "CAPS": "words in capitals",
    "CAPS+": "many words in capitals",
}


def turned(polarity: Mapping[str, int]) -> dict[str, int]:
    """The signs of words (good 1, bad -1), and of the same words after a negation."""
    return {**polarity, **{"~" + word: -sign for word, sign in polarity.items()}}


def marks(words: Iterable[str], signs: Mapping[str, int]) -> Iterator[str]:
    """What the good and bad words of a text are together, by the `turned` signs of words."""
    met = [sign for word in words if (sign := signs.get(word))]
    good = met.count(1)
    yield from marks_of(good, len(met) - good)


def marks_of(good: int, bad: int) -> Iterator[str]:
    """The marks of so many good and bad words."""
    yield ("BOTH" if bad else "GOOD") if good else ("BAD" if bad else "PLAIN")
    for number in (2, 3):
        if good >= number:
            yield f"GOOD{number}"
        if bad >= number:
            yield f"BAD{number}"


_STANDS_FOR = {"URL": "(a link)", "@": "(a name)", "0": "(a number)"}


def spoken(feature: str) -> str:
    """A feature as people read it."""
    if feature in MARKS:
        return f"({MARKS[feature]})"
    negated = feature[0] == "~" and len(feature) > 1
    words = [_STANDS_FOR.get(word, word) for word in feature[negated:].split(" ")]
    if words[0] == "^":
        return f"{words[1]} (first word)"
    if words[-1] == "$":
        return f"{words[0]} (last word)"
    return " ".join(("not …", *words) if negated else words)
