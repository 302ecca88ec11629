"""A post or comment of Reddit as a mention, from its API or from its feeds.

Invariants: `t3_…` is a post, `t1_…` a comment, and nothing else is taken; what its author or a
moderator removed is not taken, and a deleted account is no author. Facts:
https://www.reddit.com/dev/api/ and https://github.com/reddit-archive/reddit/wiki/json.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._feed import Entry
from socwatch.sources._fields import count, identity, instant, link, name, part, row, score, title
from socwatch.sources._fields import words as plain_words
from socwatch.sources._pages import Declined

_ORIGIN = "reddit"
_SITE = "https://www.reddit.com"
_GONE = ("[deleted]", "[removed]", "[ Removed by Reddit ]", "[removed by reddit]")
_KINDS = {"t3": MentionKind.POST, "t1": MentionKind.COMMENT}
#: What Reddit's feeds append to each post.
_TAIL = re.compile(
    r"\s*submitted by\s+/?u/\S+(?:\s+to\s+/?r/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?\s*$"
)


def thing_id(thing: object) -> str | None:
    """The full name of a thing of the API, such as `t3_abc`; None when it has none."""
    if not isinstance(thing, dict):
        return None
    fields = part(thing, "data")
    short, kind = name(fields, "id"), name(thing, "kind")
    return name(fields, "name") or (f"{kind}_{short}" if short and kind else None)


def thing_at(thing: object) -> datetime | None:
    """When it was written."""
    if not isinstance(thing, dict):
        return None
    return instant(part(thing, "data").get("created_utc"))


def thing_mention(
    thing: object, *, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """A thing of the API. ValueError when it is malformed, Declined when it must not be taken."""
    fields = part(row(thing), "data")
    full_name = thing_id(thing)
    if full_name is None:
        raise ValueError("no name and no id")
    kind = _kind(full_name)
    body = "body" if kind is MentionKind.COMMENT else "selftext"
    _demand_present(fields, body)
    path = name(fields, "permalink", limit=2_000)
    return Mention(
        origin=_ORIGIN,
        id=full_name,
        source=source,
        kind=kind,
        url=link(f"{_SITE}{path}") if path and path.startswith("/") else link(path),
        # The title of a comment's thread was written by somebody else.
        title=title(fields.get("title")) if kind is MentionKind.POST else None,
        text=plain_words(fields, body),
        published_at=thing_at(thing),
        fetched_at=fetched_at,
        author=_author(fields),
        likes=None if fields.get("score_hidden") is True else score(fields, "score"),
        replies=count(fields, "num_comments"),
        in_reply_to=name(fields, "parent_id"),
        found_by=found_by,
    )


def entry_mention(
    entry: Entry, *, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """An entry of a feed, which tells neither scores nor numbers of comments."""
    full_name = identity({"id": entry.id}, "id")
    kind = _kind(full_name)
    text = _TAIL.sub("", entry.text)
    handle = (entry.author or "").removeprefix("/u/").removeprefix("u/")
    if text in _GONE:
        raise Declined("deleted or removed")
    return Mention(
        origin=_ORIGIN,
        id=full_name,
        source=source,
        kind=kind,
        url=entry.url,
        title=entry.title if kind is MentionKind.POST else None,
        text=text,
        lang=None,
        published_at=entry.published_at,
        fetched_at=fetched_at,
        author=Author(handle=handle) if handle and handle not in _GONE else None,
        found_by=found_by,
    )


def _kind(full_name: str) -> MentionKind:
    kind = _KINDS.get(full_name.partition("_")[0])
    if kind is None:
        raise Declined("neither a post nor a comment")
    return kind


def _demand_present(fields: Mapping[str, object], body: str) -> None:
    if fields.get(body) in _GONE or name(fields, "removed_by_category"):
        raise Declined("deleted or removed")


def _author(fields: Mapping[str, object]) -> Author | None:
    handle = name(fields, "author")
    if handle is None or handle in _GONE:
        return None
    return Author(id=name(fields, "author_fullname"), handle=handle)
