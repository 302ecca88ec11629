"""The form in which texts are searched.

Upper and lower case, accents, full-width forms and invisible characters make no difference.

Invariant: `searchable` of one text equals `unaccented(fold(text))` with single blanks; it is only
quicker, because a text is nearly always plain with a few other letters in it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from socwatch.model.letters import fold

_ACCENTS = re.compile("[\u0300-\u036f]")
_OTHERS = re.compile("([^\x00-\x7f]+)")
_BLANKS = re.compile(r"\s+")

#: Parts title and text further than the words of a phrase may be.
GAP = "\n" * 4


def searchable(*texts: str) -> str:
    """The texts in the form in which literals are looked for; no phrase spans two of them."""
    if len(texts) == 1:
        return _tidy(texts[0])
    return GAP.join(_tidy(text) for text in texts)


def folded(text: str) -> str:
    """The same but for blanks, which stay as they are: all that single words need."""
    return text.lower() if text.isascii() else parted(text)[0]


def parted(text: str) -> tuple[str, list[str]]:
    """The `folded` text, and its stretches of letters beyond ASCII as they are written."""
    parts = _OTHERS.split(text)
    others = parts[1::2]
    parts[::2] = [part.lower() for part in parts[::2]]
    parts[1::2] = [_settled(part) for part in others]
    return "".join(parts), others


def is_tidy(text: str) -> bool:
    """Whether a folded text has single blanks only, and is one text."""
    return text.isprintable() and "  " not in text


def _tidy(text: str) -> str:
    found = folded(text)
    return found if is_tidy(found) else _BLANKS.sub(" ", found)


@lru_cache(maxsize=20_000)
def _settled(run: str) -> str:
    return unaccented(fold(run))


def unaccented(text: str) -> str:
    """Without the accents on Latin, Greek and Cyrillic letters."""
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)
