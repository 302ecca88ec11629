"""A mention: one public item that matched a topic, as the service gave it.

Invariant: unknown is None and never 0; every time is aware and in UTC; `text` has been cleaned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

#: Where a source goes on reading. Only the source that wrote it can read it.
Cursor = NewType("Cursor", str)

#: A claim to be from later than this after we fetched it is not believed.
FUTURE_TOLERANCE = timedelta(minutes=5)


class MentionKind(StrEnum):
    """What sort of item it is on its service."""

    POST = "post"
    COMMENT = "comment"
    REPLY = "reply"
    REPOST = "repost"
    ARTICLE = "article"
    REVIEW = "review"
    QUESTION = "question"
    MAIL = "mail"


class MatchBasis(StrEnum):
    """Who decided that it matches.

    We, from the text; the service, from text we never see; or the config, which says that all of
    a source belongs to the topics that read it.
    """

    TEXT = "text"
    SERVER = "server"
    SOURCE = "source"


class Outcome(StrEnum):
    """How a read of a source went. Only OK means that silence is silence."""

    OK = "ok"
    PARTIAL = "partial"
    REFUSED = "refused"
    UNAUTHORISED = "unauthorised"
    MISCONFIGURED = "misconfigured"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who said it, as far as the service tells."""

    id: str | None = None
    handle: str | None = None
    name: str | None = None
    followers: int | None = None

    @property
    def voice(self) -> str | None:
        """What tells this author from others of the same service; None when nothing does."""
        return self.id or self.handle or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One public item."""

    origin: str  #: the name space in which `id` is unique: a service, or one configured source
    id: str  #: the service's own id
    source: str  #: name of the configured source that read it first
    kind: MentionKind
    text: str  #: cleaned plain text, without the title
    fetched_at: datetime
    published_at: datetime | None = None  #: the service's claim; None when it made none
    url: str | None = None
    title: str | None = None
    lang: str | None = None  #: the service's claim, a BCP 47 tag
    author: Author | None = None
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    quotes: int | None = None
    views: int | None = None
    rating: float | None = None
    in_reply_to: str | None = None
    domain: str | None = None  #: the publisher's host where `url` is only a detour
    country: str | None = None  #: ISO 3166, two capitals: of the publisher or the store
    match_basis: MatchBasis = MatchBasis.TEXT
    found_by: tuple[str, ...] = ()  #: topics whose query the service answered with it
    sources: tuple[str, ...] = ()  #: every configured source that found it, the first first

    @property
    def key(self) -> str:
        """Its identity in the store."""
        return f"{self.origin}:{self.id}"

    @property
    def voice(self) -> str:
        """Who said it, told apart from all others. Without an author it is a voice of its own."""
        name = self.author.voice if self.author else None
        return f"{self.origin}/{name}" if name else self.key

    @property
    def counts_at(self) -> datetime:
        """When it counts: its publish time, unless absent or in the future."""
        if self.published_at is None:
            return self.fetched_at
        if self.published_at > self.fetched_at + FUTURE_TOLERANCE:
            return self.fetched_at
        return self.published_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An item that was not taken, and why."""

    item: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one step of reading a source brought.

    `next` is where to go on once these mentions are stored; None leaves the cursor as it was.
    A page that is not OK is the last one of its poll.
    """

    mentions: Sequence[Mention] = ()
    next: Cursor | None = None
    outcome: Outcome = Outcome.OK
    because: str = ""  #: one sentence for people when the outcome is not OK
    retry_at: datetime | None = None  #: not before this, when the service said so
    skipped: Sequence[Skipped] = field(default=())
