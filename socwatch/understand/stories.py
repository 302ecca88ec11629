"""Which texts are copies of one another.

Invariant: the same text gives the same story for ever, in every process. Copies (reposts,
quotations, other links, tags, credits or punctuation) share a story; other words are another
story. A text of fewer than four words says too little to be a copy: only the very same text
shares its story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from socwatch.model.letters import fold

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 8  # for scripts that write no spaces
#: With fewer words in front, tags and names at the end are part of the sentence.
_FEWEST_BEFORE_TAGS = 6
_MOST_NAMES = 3  # words of a credit: “via The Kettle Gazette”

_LINK = re.compile(r"\W*(?:https?://|www\.)\S+")
_TAG = re.compile(r"\W*[#@][\w.@-]+\W*")
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+(?:'\w+)?")
_REPOST = frozenset({"rt", "mt", "qt"})


def story_of(text: str) -> str:
    """The name of the story that a text tells, 16 characters; "" for an empty text."""
    if not text.strip():
        return ""
    words = _WORD.findall(fold(" ".join(_told(text.split()))))
    long_enough = len(words) >= _FEWEST_WORDS or _unspaced_letters(words) >= _FEWEST_LETTERS
    told = " ".join(words) if long_enough else f"\n{text.strip()}"
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _told(words: list[str]) -> Sequence[str]:
    """The words without who is quoted in front, and without links, tags and credits behind."""
    start = 0
    while len(words) > start + 1 and _is_repost(words[start], words[start + 1]):
        start += 2
    told = [word for word in words[start:] if not _LINK.fullmatch(word)]
    return _without_tags(_without_credit(told))


def _is_repost(mark: str, account: str) -> bool:
    return mark.strip("\"'\u201c\u201d").lower() in _REPOST and account.startswith("@")


def _without_tags(words: Sequence[str]) -> Sequence[str]:
    end = len(words)
    while end and (_TAG.fullmatch(words[end - 1]) or _SIGNS.fullmatch(words[end - 1])):
        end -= 1
    return words[:end] if end >= _FEWEST_BEFORE_TAGS else words


def _without_credit(words: Sequence[str]) -> Sequence[str]:
    for back in range(2, _MOST_NAMES + 2):
        if len(words) > back and words[-back].lower() == "via":
            named = words[len(words) - back + 1 :]
            credit = all(name[0].isupper() or name[0] in "@#" for name in named)
            return words[:-back] if credit else words
    return words


def _unspaced_letters(words: Sequence[str]) -> int:
    return sum(letter > "\u2e7f" for word in words for letter in word)
