"""What a category of risk is made of: signs by level."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of harm. Each line of the texts is a pattern (see patterns)."""

    id: str
    grave: str = ""  # level 3: life, law or survival
    serious: str = ""  # level 2
    remarks: str = ""  # level 0: single words, no patterns
    slight: str = ""  # level 1: a nuisance, or no more than a word for it


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())
