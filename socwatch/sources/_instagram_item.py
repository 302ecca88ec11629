"""A post or comment of Instagram as a mention.

Invariants: the account's own words are no mention of it; a post that a hashtag brought has no
author, because Instagram does not say. Facts:
https://developers.facebook.com/docs/instagram-platform/reference/instagram-media.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import (
    count,
    identity,
    identity_or_none,
    instant,
    link,
    name,
    part,
    row,
    rows,
    words,
)
from socwatch.sources._owned import basis
from socwatch.sources._pages import Declined


def id_of(item: object) -> str | None:
    """Instagram's number; None when there is none."""
    return identity_or_none(item, "id") if isinstance(item, dict) else None


def at_of(item: object) -> datetime | None:
    """When it was said; hashtags may leave it out."""
    return instant(item.get("timestamp")) if isinstance(item, dict) else None


def flattened(comments: Sequence[object], post: str, address: str) -> list[object]:
    """Comments of a post and the answers to them, each with the post it is below."""
    below = {"post": post, "post_url": address}
    return [
        {**below, **one} if isinstance(one, dict) else one
        for comment in comments
        for one in _with_answers(comment)
    ]


def _with_answers(comment: object) -> Iterator[object]:
    yield comment
    if isinstance(comment, dict):
        parent = {"parent_id": comment.get("id")}
        for answer in rows(part(comment, "replies"), "data") or []:
            yield {**parent, **answer} if isinstance(answer, dict) else answer


def mention_of(
    item: object, topics: tuple[str, ...], *, own: Collection[str], source: str, now: datetime
) -> Mention:
    """The item as a mention; `post` and `post_url` are what `flattened` has added.

    Raises ValueError when it is malformed, Declined when the account itself said it.
    """
    found = row(item)
    item_id, handle, post = identity(found, "id"), name(found, "username"), name(found, "post")
    if handle is not None and handle in own:
        raise Declined("the account's own words")
    below = link(found.get("post_url"))
    return Mention(
        origin="instagram",
        id=item_id,
        source=source,
        kind=MentionKind.COMMENT if post else MentionKind.POST,
        url=link(found.get("permalink"))
        or (f"{below.rstrip('/')}/c/{item_id}/" if below else None),
        text=words(found, "caption") or words(found, "text"),
        published_at=at_of(found),
        fetched_at=now,
        author=Author(handle=handle) if handle else None,
        likes=count(found, "like_count"),
        replies=count(found, "comments_count"),
        in_reply_to=name(found, "parent_id") or post,
        match_basis=basis(topics),
        found_by=topics,
    )
