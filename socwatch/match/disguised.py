"""Names in disguise: words joined in a hashtag, and letters of other scripts that look the same.

Invariant: what is found here is weaker than what is written out, and a match says so. Words that
are plain words of their own script are left alone: only a word that mixes scripts, or that stands
in another script than the text around it, is read by its looks. Look-alikes: the single letters of
Unicode's confusables that spell Latin ones, https://www.unicode.org/reports/tr39/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from socwatch.match.folding import searchable

_TAG = re.compile(r"#(\w+)")
#: Where one word of a hashtag ends and the next begins.
_JOINT = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]|[^\W_]_[^\W_]")
#: Capitals that end with the first letter of a word, or are a word of their own: nobody can tell.
_CAPITALS = re.compile(r"[A-Z]+|[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_RUN_ON = re.compile(r"[A-Z]{2}[a-z]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[a-zA-Z]")
_LOOKS = str.maketrans(
    "аеорсухіјѕԁԛԝһոԍɡαονρτυιкмтнвАВЕКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdqwhnggaovptuikmthbABEKMHOPCTYXIJSGABEZHIKMNOPTYX",
)
_LOOKALIKE = re.compile(f"[{''.join(map(chr, _LOOKS))}]")


#: A hashtag that may be of several words.
_JOINED = re.compile(rf"#\w*(?:{_JOINT.pattern})")


def may_disguise(text: str, others: Sequence[str] | None = None) -> bool:
    """Whether the text may say something in disguise.

    `others` are its stretches of letters beyond ASCII, where they are known already.
    """
    if "#" in text and _JOINED.search(text):
        return True
    if text.isascii():
        return False
    return any(map(_has_lookalike, (text,) if others is None else others))


@lru_cache(maxsize=20_000)
def _has_lookalike(stretch: str) -> bool:
    return _LOOKALIKE.search(stretch) is not None


def disguises(text: str) -> Iterator[tuple[str, str]]:
    """What the text says in disguise, in searchable form, each with how it is written."""
    if "#" in text:
        for tag in _TAG.finditer(text):
            if _JOINT.search(tag[1]):
                yield searchable(" ".join(_HUMPS.findall(tag[1]))), tag[0]
                if _RUN_ON.search(tag[1]):
                    yield searchable(" ".join(_CAPITALS.findall(tag[1]))), tag[0]
    if not text.isascii() and _LOOKALIKE.search(text):
        mostly_latin = 2 * len(_LATIN.findall(text)) > sum(map(str.isalpha, text))
        for word in _WORD.findall(text):
            if _is_masked(word, mostly_latin=mostly_latin):
                yield searchable(word.translate(_LOOKS)), word


def _is_masked(word: str, *, mostly_latin: bool) -> bool:
    if word.isascii() or not _LOOKALIKE.search(word):
        return False
    mixed = bool(_LATIN.search(word))
    return (mixed or mostly_latin) and word.translate(_LOOKS).isascii()
