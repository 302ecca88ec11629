"""Sources that read what is said at a place of our own: our page, our account, our reviews.

Invariant: whether what is said there belongs to the topics is the user's to say; by default all
of it does, because a comment below our own post seldom says our name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from socwatch.model.mention import MatchBasis
from socwatch.model.query import Topic
from socwatch.sources._options import TokenOptions


class OwnedOptions(TokenOptions):
    """What belongs to the topics that read the source."""

    match: Literal["all", "query"] = "all"
    """"all": everything there belongs to the topics; "query": their queries decide."""

    def belongs_to(self, topics: Sequence[Topic], source: str) -> tuple[str, ...]:
        """The topics that everything belongs to; none where their queries decide."""
        if self.match == "query":
            return ()
        return tuple(topic.name for topic in topics if topic.reads(source))


def basis(topics: tuple[str, ...]) -> MatchBasis:
    """Who decides on a mention that belongs to these topics by configuration."""
    return MatchBasis.SOURCE if topics else MatchBasis.TEXT
