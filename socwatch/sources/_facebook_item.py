"""A post or comment of the Graph API as a mention.

Invariants: the page's own words are no mention of it; an item is known by Facebook's number for
it, which its address holds too where the answer leaves it out. Facts:
https://developers.facebook.com/docs/graph-api/reference/comment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, urljoin, urlsplit

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import (
    count,
    identity_or_none,
    instant,
    link,
    name,
    part,
    row,
    title,
    words,
)
from socwatch.sources._owned import basis
from socwatch.sources._pages import Declined

_SITE = "https://www.facebook.com/"


def id_of(item: object) -> str | None:
    """Facebook's number: `page_post`, or `post_comment`; None when it is nowhere."""
    if not isinstance(item, dict):
        return None
    return identity_or_none(item, "id") or _id_in(_address(item))


def at_of(item: object) -> datetime | None:
    """When it was said."""
    return instant(item.get("created_time")) if isinstance(item, dict) else None


def comments_of(post: object) -> int | None:
    """How many comments are below a post; None when the answer does not say."""
    return _total(row(post), "comments") if isinstance(post, dict) else None


def mention_of(
    item: object, topics: tuple[str, ...], *, page: str, source: str, now: datetime
) -> Mention:
    """The item as a mention; `post` is the field under which a comment carries its post.

    Raises ValueError when it is malformed, Declined when the page itself said it.
    """
    found = row(item)
    item_id = id_of(found)
    if item_id is None:
        raise ValueError("no id")
    writer, post = part(found, "from"), name(found, "post")
    if name(writer, "id") == page:
        raise Declined("the page's own words")
    is_comment = post is not None or "comment_id" in _query(_address(found))
    return Mention(
        origin="facebook",
        id=item_id,
        source=source,
        kind=MentionKind.COMMENT if is_comment else MentionKind.POST,
        url=_address(found) or f"{_SITE}{item_id}",
        text=words(found, "message") or words(found, "story"),
        published_at=at_of(found),
        fetched_at=now,
        author=_author(writer),
        likes=_first(_total(found, "reactions"), count(found, "like_count")),
        reposts=count(part(found, "shares"), "count"),
        replies=_first(_total(found, "comments"), count(found, "comment_count")),
        in_reply_to=name(part(found, "parent"), "id") or post,
        match_basis=basis(topics),
        found_by=topics,
    )


def _address(item: Mapping[str, object]) -> str | None:
    """Some addresses come without the host."""
    said = item.get("permalink_url")
    return link(urljoin(_SITE, said)) if isinstance(said, str) and said.strip() else None


def _id_in(address: str | None) -> str | None:
    """The number of a comment, as its own address says it."""
    query = _query(address)
    comment = query.get("reply_comment_id") or query.get("comment_id")
    steps = [step for step in urlsplit(address or "").path.split("/") if step]
    return f"{steps[-1]}_{comment[0]}" if comment and steps else None


def _query(address: str | None) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address or "").query)


def _total(item: Mapping[str, object], key: str) -> int | None:
    return count(part(part(item, key), "summary"), "total_count")


def _first(*counts: int | None) -> int | None:
    return next((one for one in counts if one is not None), None)


def _author(writer: Mapping[str, object]) -> Author | None:
    """Facebook names people only to pages that they wrote to, and not always."""
    writer_id, shown = name(writer, "id"), title(writer.get("name"))
    return Author(id=writer_id, name=shown) if writer_id or shown else None
