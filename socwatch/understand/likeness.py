"""Whether two texts are copies of one another, or only made after one pattern.

Invariant: symmetric; no more work than two texts of `MOST_WORDS` words can cause.

Words and pairs of neighbouring words are compared as sets, by resemblance and by containment
(Broder: On the resemblance and containment of documents, SEQUENCES 1997).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from itertools import pairwise

from socwatch.understand.common_words import (
    COMMON,
    COMPLAINTS,
    CONTRADICTIONS,
    DENIALS,
    SCALES,
)
from socwatch.understand.stories import stem

#: A text is contained in another when so much of its words and of its pairs are.
_CONTAINED = 0.8
_PAIRS = 0.55
_ALIKE = 0.4  # with less in common, no two texts are looked at any closer
#: A comment longer than what it quotes is a text of its own.
_COMMENT = 0.5
_SHORT_COMMENT = 3
#: With fewer words of its own, a text is what anybody might say.
_OWN_WORDS = 3
_FEWEST = 5
#: So many words in common, in their order, are no chance even if each of them is common.
_VERBATIM = 9
_FEWEST_CUT = 6
#: One word in so many may have been exchanged.
_EXCHANGED = 8
#: With so many of their pairs in common, two texts are made after one pattern.
_PATTERN = 0.3
_LONGEST_PATTERN = 30
_TYPO = 5
_MOST_CHANGES = 5


class Likeness(Enum):
    """What two texts are to one another."""

    COPY = "copy"
    PATTERN = "pattern"  # one sentence with other numbers, names or things: two events
    DIFFERENT = "different"


def likeness(
    one: Sequence[str],
    other: Sequence[str],
    *,
    names: Collection[str] = (),
    brand: Collection[str] = (),
) -> Likeness:
    """What two texts are to one another, given the words of both.

    `names` are stems of names in either, `brand` the stems of words that are in every text.
    """
    short, long = sorted((tuple(one), tuple(other)), key=lambda words: (len(words), words))
    in_short, in_long = set(short), set(long)
    shared = in_short & in_long
    if len(shared) < _ALIKE * len(in_short) or len(shared) < _FEWEST - 2:
        return Likeness.DIFFERENT
    kept = _pairs_kept(short, long)
    lost, added = _without_typos(in_short - shared, in_long - shared)
    if _contradictions(lost, added, names):
        masked = _pairs_kept(_masked(short, names), _masked(long, names))
        return _pattern(masked >= _PAIRS, short)
    lost = lost - {short[-1]} if _is_cut_off(short[-1], added) else lost
    exchanged = 0 if COMMON.issuperset(lost | added) else min(len(lost), len(added))
    if exchanged and not _is_anchored(shared, names, brand):
        return _pattern(kept >= _PATTERN, short)
    if kept < (_PAIRS if len(lost) < 2 else _CONTAINED / 2):
        return Likeness.DIFFERENT
    is_copy = (
        len(in_short) - len(lost) >= _CONTAINED * len(in_short)
        and exchanged * _EXCHANGED <= len(in_short)
        and not lost & DENIALS
        and _says_enough(shared, brand, is_same=not lost and not added)
        and (_is_commented(long, added) or _is_cut(short, long))
    )
    return Likeness.COPY if is_copy else Likeness.DIFFERENT


def _pattern(is_like_one: bool, short: Sequence[str]) -> Likeness:
    """A short sentence is a pattern; an article with some words changed is the same article."""
    is_one = is_like_one and len(short) <= _LONGEST_PATTERN
    return Likeness.PATTERN if is_one else Likeness.DIFFERENT


def _is_anchored(shared: set[str], names: Collection[str], brand: Collection[str]) -> bool:
    """Whether both speak of one name, or of one large number, besides the brand."""
    return any(
        word in SCALES
        or (len(word) > 2 and word.isdigit())
        or (bool(names) and (root := stem(word)) in names and root not in brand)
        for word in shared
    )


def _contradictions(lost: set[str], added: set[str], names: Collection[str]) -> int:
    """How often one has a number, or a name, where the other has another one."""
    numbers = min(sum(map(_is_number, lost)), sum(map(_is_number, added)))
    if not names:
        return numbers
    return numbers + min(_names_among(lost, names), _names_among(added, names))


def _masked(words: Sequence[str], names: Collection[str]) -> list[str]:
    """The words with one sign for every number and every name."""
    return ["#" if _is_number(word) or stem(word) in names else word for word in words]


def _names_among(words: set[str], names: Collection[str]) -> int:
    return sum(stem(word) in names for word in words)


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def _without_typos(lost: set[str], added: set[str]) -> tuple[set[str], set[str]]:
    """The words of each that are not in the other, not even misspelt."""
    if not lost or not added or len(lost) > _MOST_CHANGES:
        return lost, added
    lost, added = set(lost), set(added)
    for word in sorted(lost):
        root = stem(word)
        alike = [one for one in added if one[0] == word[0]]
        meant = [one for one in alike if stem(one) == root or is_typo(word, one)]
        if meant:
            lost.discard(word)
            added.discard(min(meant))
    return lost, added


def is_typo(one: str, other: str) -> bool:
    """Whether two long words differ by one letter: added, left out, another, or two swapped."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _TYPO:
        return False
    if one[0].isdigit() or other[0].isdigit():
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if rest[1:] == others[1:] or rest == others[1:] or rest[1:] == others:
        return True
    return rest[2:] == others[2:] and rest[:2] == others[1::-1]


def _pairs_kept(short: Sequence[str], long: Sequence[str]) -> float:
    """The share of the shorter text's pairs of neighbours that the longer one has, 0 to 1."""
    pairs = set(pairwise(short))
    return len(pairs & set(pairwise(long))) / len(pairs) if pairs else 0.0


def _says_enough(shared: set[str], brand: Collection[str], *, is_same: bool) -> bool:
    if len(shared) >= _VERBATIM:
        return True
    own = [word for word in shared if word not in COMMON and stem(word) not in brand]
    if len(shared) >= _FEWEST and len(own) >= _OWN_WORDS:
        return is_same or sum(word not in COMPLAINTS for word in own) >= _OWN_WORDS - 1
    # Anybody might say this; but hardly with the very same words, some of them misspelt.
    return is_same


def _is_cut_off(last: str, added: set[str]) -> bool:
    """Whether the last word is the beginning of one that the other text has: “passw…”."""
    return len(last) > 1 and any(word.startswith(last) for word in added)


def _is_commented(long: Sequence[str], added: set[str]) -> bool:
    """Whether the longer text is the shorter one with a comment, that does not deny it."""
    return len(added) <= _COMMENT * len(set(long)) and not _is_denied(long, added)


def _is_denied(long: Sequence[str], added: set[str]) -> bool:
    """Whether what was added turns the sentence around.

    A “not” does so inside the sentence or right before it (“Not true: …”); in a comment of some
    words it speaks of something else.
    """
    weak = added & DENIALS
    if added & CONTRADICTIONS or (weak and len(added) <= _SHORT_COMMENT):
        return True
    if not weak:
        return False
    kept = [place for place, word in enumerate(long) if word not in added]
    return any(word in weak for word in long[kept[0] : kept[-1]])


def _is_cut(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter text is the beginning of the longer one."""
    start = set(long[: len(short) + 1])
    kept = sum(word in start for word in short)
    is_denied = bool(set(long[: len(short)]).difference(short) & DENIALS)
    return len(short) >= _FEWEST_CUT and kept >= len(short) - 1 and not is_denied
