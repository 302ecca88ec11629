"""How two texts are compared: one folding for matching, for scenario terms and for stories.

Invariant: `fold(fold(text)) == fold(text)`, and nothing invisible is left in what it returns.
"""

from __future__ import annotations

import re
import unicodedata

#: Characters that show nothing: soft hyphen, fillers, zero-width, bidi and variation marks, tags.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_APOSTROPHES = dict.fromkeys(
    map(ord, "\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u201b\u2032"), "'"
)

#: Folding settles after two rounds; the third is for what Unicode has not thought of yet.
_ROUNDS = 3


def fold(text: str) -> str:
    """The form in which two spellings of one text are equal.

    Upper and lower case, full-width and styled letters, the many apostrophes and invisible
    characters make no difference; accents do.
    """
    if text.isascii():
        return text.lower()
    for _ in range(_ROUNDS):
        folded = _folded_once(text)
        if folded == text:
            break
        text = folded
    return text


def _folded_once(text: str) -> str:
    seen = _INVISIBLE.sub("", text.translate(_APOSTROPHES))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
