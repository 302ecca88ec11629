"""Stories: what the index remembers of a wording, and what people said of stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: Of a story with more mentions, the original and the latest are looked at.
MOST_OF_A_STORY = 20_000


class Told(StrEnum):
    """What a mention is to its story."""

    ORIGINAL = "original"  # the first, by its own time
    COPY = "copy"  # repeats a wording that was there before: amplification, no new voice
    RETELLING = "retelling"  # the same event in other words: a voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One wording of a story, as far as later mentions are compared with it.

    `words`, `terms`, `names` and `links` are single strings with blanks between, because thousands
    of them are loaded at once and few are looked into.
    """

    wording: str
    story: str
    first_at: datetime
    last_at: datetime  # the latest mention in this wording
    words: str  # folded, in order
    terms: str  # those that tell one event from another
    names: str  # of the terms, those that are surely names
    links: str  # canonical addresses


class StoryActKind(StrEnum):
    """What a person can say of stories."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAct:
    """That a person merged or split stories.

    A merge: `story` and all its mentions, later ones too, count as part of `target`. A split: the
    mentions that are named, and later ones in their very words, are the story `target`.
    """

    number: int = 0  # 1, 2, 3 in their order; 0 before it is stored
    kind: StoryActKind
    story: str
    target: str
    by: str  # a contact's id
    at: datetime
    #: Those that were split off: the key of each, and the wording that is its own.
    mentions: tuple[tuple[str, str], ...] = ()
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether it was not undone."""
        return self.undone_at is None
