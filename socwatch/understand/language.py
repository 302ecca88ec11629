"""Which language a text is in, and whether its tone can be told.

Invariant: a language is only named when it is clear, by the text or by the service's tag; nothing
is called neutral because nobody could read it. The time for a text is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache

#: A text in, its likeliest language (ISO 639-1, or 639-3 without one) and how sure that is, 0..1.
Detect = Callable[[str], tuple[str, float]]

#: Its short posts get less sureness than they deserve.
ENGLISH = "en"
_HINDI = "hi"

_LONGEST = 400  # characters shown to the detector: a megabyte takes it a third of a second
_FEWEST_LETTERS = 12
_SURE = 0.5
#: Short English posts often get less: 0.47 for “acme fail smh”, where 0.12 means no idea at all.
_SURE_ENGLISH = 0.3

_NOT_LANGUAGE = re.compile(r"(?:https?://|www\.|[@#])\S+")
#: What separates words becomes a space; of all 128 characters, which is what makes it quick.
_APART = "".join(chr(at) if chr(at).isalnum() or chr(at) == "'" else " " for at in range(128))
_MARKS = ("@", "#", "http", "www.")
_LONGEST_WORD = 30  # letters; longer ones are noise
#: Words of English alone among the languages in Latin letters; so many different ones in a text
#: say that it is English, for a tenth of what the detector takes.
_ENGLISH_WORDS = frozenset(
    {
        "the", "and", "you", "your", "this", "that", "with", "they", "what", "it's", "i'm",
        "just", "from", "are", "when", "would", "there", "their", "because", "about", "been",
        "which", "who", "how", "not", "don't", "can't", "my", "why", "it", "of", "has", "have",
        "we", "our", "i", "be", "but", "now", "get", "out", "after", "should", "could", "were",
    }
)  # fmt: skip
#: Hindi in Latin letters, mostly mixed with English: the detector takes it for English. The first
#: ones are of no other language; the others count beside one of them.
_HINDI_WORDS = frozenset(
    {
        "hai", "hain", "nahi", "nahin", "nhi", "kya", "kyu", "kyun", "mein", "bhi", "toh", "aur",
        "hum", "yeh", "woh", "raha", "rahe", "rahi", "hota", "hoti", "karo", "karna", "karne",
        "karte", "karta", "apne", "apna", "apni", "mera", "meri", "tera", "tum", "aap", "aapke",
        "koi", "kuch", "bhai", "accha", "acha", "abhi", "phir", "liye", "wala", "wale", "kaise",
        "kitna", "baat", "hoga", "gaya", "gayi", "diya", "unka", "iska", "uska", "sirf", "bahut",
        "kabhi", "isko", "usko", "inko", "sabko", "jaise", "kyunki", "lekin", "agar", "magar",
    }
)  # fmt: skip
_HINDI_BESIDE = frozenset(
    {"ke", "ki", "ka", "ko", "se", "pe", "par", "ek", "ye", "wo", "na", "h", "kar", "log", "sab"}
)
_ENOUGH_HINDI = 2
_FEWEST, _ENOUGH_ENGLISH = 2, 3
_SHARE, _LARGE_SHARE = 0.15, 0.2  # of all words: code-mixed posts hold a few as well
_TAG = re.compile(r"[a-z]{2,3}\b")
#: Tags that name no language: undetermined, none, several, uncoded, made up, private use.
_NO_LANGUAGE = re.compile(r"und|zxx|mul|mis|art|q[a-t][a-z]")

_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class Language:
    """Tells languages with a detector that has been loaded elsewhere."""

    def __init__(self, detect: Detect) -> None:
        self._detect = detect

    def __call__(self, text: str, tag: str | None = None) -> str | None:
        """The language of the text; None when it is too short or too mixed to tell.

        `tag` is the service's claim (BCP 47). It decides where the text does not: services tag
        posts with the language of the app, not of the post.
        """
        hint = _claimed(tag)
        said = text[: 4 * _LONGEST]
        if any(mark in said for mark in _MARKS):
            said = _NOT_LANGUAGE.sub(" ", said)
        told = (said.lower().translate(_APART) if said.isascii() else said.lower()).split()
        hindi = len(_HINDI_WORDS.intersection(told))
        if hindi and hindi + len(_HINDI_BESIDE.intersection(told)) >= _ENOUGH_HINDI:
            return _HINDI
        known = len(_ENGLISH_WORDS.intersection(told))
        if known >= _FEWEST and _is_english(known, known / len(told), claimed=hint == ENGLISH):
            return ENGLISH
        words = " ".join(word for word in said.split() if len(word) <= _LONGEST_WORD)[:_LONGEST]
        if not _has_letters(words):
            return hint
        language, sureness = self._detect(words)
        limit = _SURE_ENGLISH if language == ENGLISH else _SURE
        return language if sureness >= limit else hint


def _is_english(known: int, share: float, *, claimed: bool) -> bool:
    """Whether so many of its small words tell it; two do where they are many, or it is claimed."""
    enough = known >= _ENOUGH_ENGLISH or claimed
    return share >= (_SHARE if enough else _LARGE_SHARE)


@lru_cache(maxsize=256)
def _claimed(tag: str | None) -> str | None:
    """The language that a service's tag names, if it names one."""
    language = _TAG.match((tag or "").lower())
    return None if language is None or _NO_LANGUAGE.fullmatch(language[0]) else language[0]


def _has_letters(text: str) -> bool:
    """Whether there are enough; a character of a script without an alphabet says as much as three."""
    letters = 0
    for letter in text:
        if letter.isalpha():
            letters += 3 if letter > "\u2e7f" else 1
            if letters >= _FEWEST_LETTERS:
                return True
    return False


def why_unscored(language: str | None, known: Container[str]) -> str:
    """Why the tone of a text in this language is not told, for people; "" when it is `known`."""
    if language is None:
        return "not scored: too short or too mixed to tell its language"
    if language in known:
        return ""
    name = f"{_NAMES[language]} ({language})" if language in _NAMES else f"“{language}”"
    return f"not scored: the tone of {name} cannot be told well enough"
