"""The names of what is watched, hidden or marked in a text before it is understood.

Invariant: a name becomes "@", as any account does, or one word with a mark that `unmarked` takes
away again; nothing else of the text changes. Nobody praises Best Buy by naming it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socwatch.understand.lexicon import CRISIS_WORDS

#: Stands before a marked name, and between the words of one.
MARK, _JOINT = "\x01", "\x02"
_BETWEEN = re.compile(r"[\W_]+")


class Names:
    """Names as whole words, in whatever letters, with or without `#` and `@`."""

    def __init__(self, several: Sequence[str] = ()) -> None:
        # Who watches “recall acme” does not call himself Recall.
        meant = {name for name in several if name.strip() and name.casefold() not in CRISIS_WORDS}
        longest_first = sorted(meant, key=lambda name: (-len(name), name))
        self._found = re.compile(_any_of(longest_first), re.IGNORECASE) if meant else None

    def hidden(self, text: str) -> str:
        """The text with each name as an account."""
        return text if self._found is None else self._found.sub("@", text)

    def marked(self, text: str) -> str:
        """The text with each name as one word that begins with MARK; accounts stay as they are."""
        return text if self._found is None else self._found.sub(_marked, text)


def unmarked(words: str) -> str:
    """Words of a marked text as they stood there."""
    return words.replace(MARK, "").replace(_JOINT, " ")


def _marked(name: re.Match[str]) -> str:
    if name[0].startswith("@"):
        return name[0]
    return MARK + _BETWEEN.sub(_JOINT, name[0].lstrip("#"))


def _any_of(names: Sequence[str]) -> str:
    parts = (r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return rf"(?<!\w)[@#]?(?:{'|'.join(parts)})(?!\w)"
