"""The names of what is watched, taken out of a text before its tone is told.

Invariant: a name becomes "@", as any account does, and nothing else of the text changes. Nobody
praises Best Buy by naming it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socwatch.understand.lexicon import CRISIS_WORDS


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


def _any_of(names: Sequence[str]) -> str:
    parts = (r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return rf"(?<!\w)[@#]?(?:{'|'.join(parts)})(?!\w)"
