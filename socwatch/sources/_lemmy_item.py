"""A post or comment of Lemmy as a mention, as both generations of its API give it.

Invariants: an item is known by its `ap_id`, which every server that shows it agrees on; what was
removed or deleted is not taken. Facts: https://join-lemmy.org/api/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import (
    count,
    host_of,
    identity,
    identity_or_none,
    instant,
    link,
    name,
    part,
    row,
    score,
    title,
    words,
)
from socwatch.sources._pages import Declined

_ORIGIN = "lemmy"
#: A comment directly below a post: the root, then itself.
_TOP_LEVEL = 2


def ap_id(view: object) -> str | None:
    """The item's id in the federation; None when it has none."""
    return identity_or_none(_inner(view), "ap_id")


def published_at(view: object) -> datetime | None:
    """When it was written. Old servers give no zone: it is UTC."""
    item = _inner(view)
    return instant(item.get("published_at")) or instant(item.get("published"))


def mention_of(
    view: object,
    *,
    source: str,
    found_by: tuple[str, ...],
    fetched_at: datetime,
    languages: Sequence[str] = (),
) -> Mention:
    """The item as a mention; `languages` are the server's, by their number.

    Raises ValueError when it is malformed, Declined when it must not be taken.
    """
    outer, item = row(view), _inner(view)
    comment = bool(part(outer, "comment"))
    address = identity(item, "ap_id")
    _demand_public(outer, item)
    # The first generation counts beside the item, the second inside it.
    counts = part(outer, "counts") or item
    return Mention(
        origin=_ORIGIN,
        id=address,
        source=source,
        kind=MentionKind.COMMENT if comment else MentionKind.POST,
        url=link(address),
        title=None if comment else title(item.get("name")),
        text=words(item, "content" if comment else "body"),
        lang=_language(item, languages),
        published_at=published_at(view),
        fetched_at=fetched_at,
        author=_author(part(outer, "creator")),
        likes=score(counts, "score"),
        replies=count(counts, "child_count" if comment else "comments"),
        in_reply_to=_above(outer, item) if comment else None,
        found_by=found_by,
    )


def _inner(view: object) -> Mapping[str, object]:
    outer = view if isinstance(view, dict) else {}
    return part(outer, "comment") or part(outer, "post")


def _demand_public(outer: Mapping[str, object], item: Mapping[str, object]) -> None:
    if item.get("removed") is True:
        raise Declined("a moderator removed it")
    if item.get("deleted") is True:
        raise Declined("its author deleted it")
    visibility = name(part(outer, "community"), "visibility") or ""
    if "private" in visibility.casefold():
        raise Declined("not public")


def _author(creator: Mapping[str, object]) -> Author | None:
    """Handles are complete: the same name on two servers is two people."""
    handle, address = name(creator, "name"), name(creator, "actor_id") or name(creator, "ap_id")
    if handle is None and address is None:
        return None
    host = host_of(address)
    return Author(
        id=address,
        handle=f"{handle}@{host}" if handle and host else handle,
        name=name(creator, "display_name"),
    )


def _language(item: Mapping[str, object], languages: Sequence[str]) -> str | None:
    """The code of the item's language; number 0 says that its author chose none."""
    number = count(item, "language_id")
    return languages[number] or None if number and number < len(languages) else None


def _above(outer: Mapping[str, object], comment: Mapping[str, object]) -> str | None:
    """What a comment answers, when it is the post; of another comment only a local id is known."""
    if len((name(comment, "path") or "").split(".")) != _TOP_LEVEL:
        return None
    return identity_or_none(part(outer, "post"), "ap_id")
