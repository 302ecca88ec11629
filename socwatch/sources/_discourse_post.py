"""A post of a Discourse forum as a mention.

Invariants: a reply speaks for itself, without the title of its topic, which somebody else wrote;
what was deleted, hidden or only notes that a topic was closed is not taken. Facts:
https://docs.discourse.org and the forum's own answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Author, MatchBasis, Mention, MentionKind
from socwatch.sources._fields import (
    count,
    identity,
    instant,
    link,
    name,
    row,
    rows,
    title,
    words,
)
from socwatch.sources._pages import Declined

_LIKE = 2
_SMALL_ACTION, _WHISPER = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post as it was listed, with its topic, and the whole of it where that was fetched."""

    listed: object
    topic: Mapping[str, object]
    whole: Mapping[str, object] | None = None

    @property
    def fields(self) -> Mapping[str, object]:
        """What is known of it; the whole post knows better."""
        listed = self.listed if isinstance(self.listed, dict) else {}
        return {**listed, **(self.whole or {})}


def post_id(post: object) -> str | None:
    """Its number; None when it has none."""
    return name(post.fields, "id") if isinstance(post, Post) else None


def created_at(post: object) -> datetime | None:
    """When it was written."""
    return instant(post.fields.get("created_at")) if isinstance(post, Post) else None


def mention_of(
    post: Post, *, forum: str, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """The post as a mention; `forum` is the address under which people read it.

    Raises ValueError when it is malformed, Declined when it must not be taken.
    """
    row(post.listed)
    item = post.fields
    number = identity(item, "id")
    _demand_public(item)
    whole = "cooked" in item or "raw" in item
    opens = name(item, "post_number") == "1"
    return Mention(
        origin=source,
        id=number,
        source=source,
        kind=MentionKind.POST if opens else MentionKind.REPLY,
        url=_permalink(item, post.topic, forum),
        title=_title(item, post.topic) if opens else None,
        text=words(item, "cooked") or words(item, "raw") or words(item, "blurb"),
        lang=name(item, "locale"),
        published_at=instant(item.get("created_at")),
        fetched_at=fetched_at,
        author=_author(item),
        likes=_likes(item),
        replies=count(item, "reply_count"),
        # Of a hit that was only listed we see a few words.
        match_basis=MatchBasis.TEXT if whole or not found_by else MatchBasis.SERVER,
        found_by=found_by,
    )


def _demand_public(item: Mapping[str, object]) -> None:
    kind = count(item, "post_type")
    if item.get("deleted_at") or item.get("user_deleted") is True:
        raise Declined("it was deleted")
    if item.get("hidden") is True:
        raise Declined("the forum hides it")
    if kind == _WHISPER:
        raise Declined("not public")
    if kind == _SMALL_ACTION:
        raise Declined("nobody's words: the forum notes what was done")


def _title(item: Mapping[str, object], topic: Mapping[str, object]) -> str | None:
    return title(item.get("topic_title")) or title(topic.get("title"))


def _permalink(item: Mapping[str, object], topic: Mapping[str, object], forum: str) -> str | None:
    topic_id, number = name(item, "topic_id"), name(item, "post_number")
    if topic_id is None or number is None:
        return None
    slug = name(item, "topic_slug") or name(topic, "slug") or "-"
    return link(f"{forum}/t/{slug}/{topic_id}/{number}")


def _author(item: Mapping[str, object]) -> Author | None:
    """Without the number of the account: lists leave it out, and one voice must stay one."""
    handle = name(item, "username")
    shown = name(item, "name") or name(item, "display_username")
    return Author(handle=handle, name=shown) if handle or shown else None


def _likes(item: Mapping[str, object]) -> int | None:
    """Listed posts say it; whole ones list who did what, and leave out what nobody did."""
    listed = count(item, "like_count")
    for one in rows(item, "actions_summary") or []:
        if isinstance(one, dict) and count(one, "id") == _LIKE:
            return count(one, "count") if "count" in one else listed
    return listed
