"""A long text in pieces of whole sentences, so that one line does not drown in an article.

Invariant: at most `LONGEST_TEXT` characters are read, no piece is longer than `LONGEST_PIECE`, and
the time is linear in what is read. A text of one piece comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_TEXT = 20_000  # characters
LONGEST_PIECE = 400

_SENTENCE = re.compile(
    r"[^.!?\u2026\n]+(?:[.!?\u2026]+[\"')\]]*(?=\s|$)|\n+|$|[.!?\u2026]+)|[.!?\u2026\n]+"
)


def pieces(text: str) -> Iterator[str]:
    """The text in pieces, the first lines first; none for an empty one."""
    for paragraph in text[:LONGEST_TEXT].split("\n\n"):
        said = paragraph.strip()
        if len(said) > LONGEST_PIECE:
            yield from _sentences_of(said)
        elif said:
            yield said


def _sentences_of(paragraph: str) -> Iterator[str]:
    piece = ""
    for sentence in _SENTENCE.findall(paragraph):
        if piece and len(piece) + len(sentence) > LONGEST_PIECE:
            yield from _cut(piece)
            piece = ""
        piece += sentence
    yield from _cut(piece)


def _cut(piece: str) -> Iterator[str]:
    for start in range(0, len(piece), LONGEST_PIECE):
        said = piece[start : start + LONGEST_PIECE].strip()
        if said:
            yield said
