"""A Mastodon status as a mention.

Invariant: a post is known by its `uri`, which every server that shows it agrees on; posts that are
not public, and authors who asked not to be found, are not taken. Facts:
https://docs.joinmastodon.org/entities/Status/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import (
    count,
    host_of,
    identity,
    instant,
    link,
    name,
    part,
    row,
    title,
    words,
)
from socwatch.sources._pages import Declined

_PUBLIC = ("public", "unlisted")


def mention_of(
    status: object, *, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """The status as a mention; of a boost, the boosted words under the name of who boosts.

    Raises ValueError when it is malformed, Declined when it must not be taken.
    """
    outer = row(status)
    inner = part(outer, "reblog") or outer
    uri = identity(outer, "uri", "url")
    _demand_public(outer, inner)
    return Mention(
        origin="mastodon",
        id=uri,
        source=source,
        kind=_kind(outer, inner),
        url=link(outer.get("url")) or link(inner.get("url")) or link(inner.get("uri")),
        text=_text(inner),
        lang=name(inner, "language"),
        published_at=instant(outer.get("created_at")),
        fetched_at=fetched_at,
        author=_author(part(outer, "account")),
        likes=count(inner, "favourites_count"),
        reposts=count(inner, "reblogs_count"),
        replies=count(inner, "replies_count"),
        quotes=count(inner, "quotes_count"),
        in_reply_to=name(inner, "in_reply_to_id"),
        found_by=found_by,
    )


def _demand_public(outer: Mapping[str, object], inner: Mapping[str, object]) -> None:
    for status in (outer, inner):
        account = part(status, "account")
        if (name(status, "visibility") or "public") not in _PUBLIC:
            raise Declined("not a public post")
        if account.get("noindex") is True or account.get("discoverable") is False:
            raise Declined("the author asked not to be found")


def _kind(outer: Mapping[str, object], inner: Mapping[str, object]) -> MentionKind:
    if inner is not outer:
        return MentionKind.REPOST
    return MentionKind.REPLY if name(outer, "in_reply_to_id") else MentionKind.POST


def _text(status: Mapping[str, object]) -> str:
    """The content warning is what readers see first, so it belongs to the text."""
    parts = (words(status, "spoiler_text"), words(status, "content"))
    return "\n\n".join(one for one in parts if one)


def _author(account: Mapping[str, object]) -> Author | None:
    acct = name(account, "acct")
    author_id = name(account, "id")
    if acct is None and author_id is None:
        return None
    return Author(
        id=name(account, "uri") or name(account, "url") or author_id,
        handle=_full_handle(acct, account),
        name=title(account.get("display_name")),
        followers=count(account, "followers_count"),
    )


def _full_handle(acct: str | None, account: Mapping[str, object]) -> str | None:
    """With the server, which the service leaves out for its own accounts."""
    host = host_of(name(account, "url"))
    if acct is None or "@" in acct or host is None:
        return acct
    return f"{acct}@{host}"
