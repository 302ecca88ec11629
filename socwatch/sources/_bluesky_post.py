"""A Bluesky post as a mention, whether the search or the stream brought it.

Invariants: a post is known by its at:// address, on which all agree; a time that an app made up
is never believed to be later than when the network saw the post; an author who asked to be shown
to logged-in readers only is not taken. Facts:
https://docs.bsky.app/docs/advanced-guides/post-richtext and the lexicon app.bsky.feed.defs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import count, identity, instant, link, name, part, row, title
from socwatch.sources._pages import Declined
from socwatch.understand.text import clean

COLLECTION = "app.bsky.feed.post"

_ORIGIN = "bluesky"
_ADDRESS = re.compile(r"at://([^/\s]+)/([^/\s]+)/([^/\s?#]+)")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
#: What the service shows for an account whose name no longer leads to it.
_NO_HANDLE = "handle.invalid"
_LOGGED_IN_ONLY = "!no-unauthenticated"


def address_of(did: str, rkey: str) -> str:
    """The at:// address of a post in an account's repository."""
    return f"at://{did}/{COLLECTION}/{rkey}"


def seen_at(view: object) -> datetime | None:
    """When the network took the post in; what its app says where that is not told."""
    item = view if isinstance(view, dict) else {}
    return instant(item.get("indexedAt")) or instant(part(item, "record").get("createdAt"))


def mention_of_view(
    view: object,
    *,
    source: str,
    found_by: tuple[str, ...],
    fetched_at: datetime,
    followers: Mapping[str, int] | None = None,
) -> Mention:
    """What the search shows of a post. `followers` are those of the accounts that were asked for.

    Raises ValueError when it is malformed, Declined when it must not be taken.
    """
    item = row(view)
    uri = identity(item, "uri")
    record = row(item.get("record"))
    mention = _mention(uri, record, instant(item.get("indexedAt")), source, fetched_at)
    mention = with_view(mention, item)
    author = mention.author
    if author is not None and author.id is not None and followers:
        author = replace(author, followers=followers.get(author.id))
    return replace(mention, author=author, found_by=found_by)


def mention_of_event(
    record: object, *, did: str, rkey: str, at: datetime, source: str, fetched_at: datetime
) -> Mention:
    """A post as the stream carries it: without handle and counts.

    Raises ValueError when it is malformed.
    """
    mention = _mention(address_of(did, rkey), row(record), at, source, fetched_at)
    return replace(mention, author=Author(id=did))


def with_view(mention: Mention, view: Mapping[str, object]) -> Mention:
    """The mention with author and counts as the service shows them now.

    Raises Declined when the author must not be shown to strangers.
    """
    author = part(view, "author")
    _demand_public(author)
    return replace(
        mention,
        author=_author(author) or mention.author,
        likes=count(view, "likeCount"),
        reposts=count(view, "repostCount"),
        replies=count(view, "replyCount"),
        quotes=count(view, "quoteCount"),
    )


def _mention(
    uri: str,
    record: Mapping[str, object],
    at: datetime | None,
    source: str,
    fetched_at: datetime,
) -> Mention:
    found = _ADDRESS.fullmatch(uri)
    if found is None:
        raise ValueError("no address of a post")
    parent = name(part(part(record, "reply"), "parent"), "uri")
    return Mention(
        origin=_ORIGIN,
        id=uri,
        source=source,
        kind=MentionKind.REPLY if parent else MentionKind.POST,
        url=f"https://bsky.app/profile/{found[1]}/post/{found[3]}",
        text=_text(record),
        lang=_language(record.get("langs")),
        published_at=_published(record, at, fetched_at),
        fetched_at=fetched_at,
        in_reply_to=parent,
    )


def _demand_public(author: Mapping[str, object]) -> None:
    for label in _list(author.get("labels")):
        if label.get("val") == _LOGGED_IN_ONLY and label.get("neg") is not True:
            raise Declined("the author asked to be shown to logged-in readers only")


def _author(author: Mapping[str, object]) -> Author | None:
    did, handle = name(author, "did"), name(author, "handle")
    if did is None and handle is None:
        return None
    shown = None if handle == _NO_HANDLE else handle
    return Author(id=did, handle=shown, name=title(author.get("displayName")))


def _published(
    record: Mapping[str, object], at: datetime | None, fetched_at: datetime
) -> datetime | None:
    claimed = (instant(record.get("createdAt")), at)
    times = [one for one in claimed if one is not None]
    return min([*times, fetched_at]) if times else None


def _language(langs: object) -> str | None:
    first = langs[0] if isinstance(langs, list) and langs else None
    return name({"lang": first}, "lang") if isinstance(first, str) else None


def _text(record: Mapping[str, object]) -> str:
    """The words with their links whole; links and tags that stand beside them come at the end."""
    words = record.get("text")
    links = tuple(_links(record))
    text = _with_whole_links(words if isinstance(words, str) else "", links)
    beside = dict.fromkeys([*(uri for _, _, uri in links), *_cards(record), *_tags(record)])
    lower = text.casefold()
    return clean("\n".join([text, *(one for one in beside if one.casefold() not in lower)]).strip())


def _with_whole_links(text: str, links: Sequence[tuple[int, int, str]]) -> str:
    """Apps shorten the links they show; places are counted in bytes of UTF-8."""
    raw = text.encode("utf-8", "surrogatepass")
    limit = len(raw)
    for start, end, uri in sorted(links, reverse=True):
        if not 0 <= start < end <= limit:
            continue
        if _shortened(raw[start:end].decode("utf-8", "ignore"), uri):
            raw = raw[:start] + uri.encode("utf-8", "surrogatepass") + raw[end:]
            limit = start
    return raw.decode("utf-8", "replace")


def _shortened(shown: str, uri: str) -> bool:
    """Whether the words are the beginning of the address, and not a name for it."""
    stem = _SCHEME.sub("", shown.strip().removesuffix("…").removesuffix("...")).casefold()
    return bool(stem) and _SCHEME.sub("", uri).casefold().startswith(stem)


def _links(record: Mapping[str, object]) -> Iterator[tuple[int, int, str]]:
    for facet in _list(record.get("facets")):
        index = part(facet, "index")
        start, end = count(index, "byteStart"), count(index, "byteEnd")
        for feature in _list(facet.get("features")):
            uri = link(feature.get("uri"))
            if uri is not None:
                yield start if start is not None else -1, end if end is not None else -1, uri


def _cards(record: Mapping[str, object]) -> Iterator[str]:
    """The addresses of link cards, alone or beside a quoted post."""
    embed = part(record, "embed")
    for holder in (embed, part(embed, "media")):
        uri = link(part(holder, "external").get("uri"))
        if uri is not None:
            yield uri


def _tags(record: Mapping[str, object]) -> Iterator[str]:
    """Hashtags that an app keeps out of the text."""
    tags = record.get("tags")
    for tag in tags if isinstance(tags, list) else []:
        if isinstance(tag, str) and tag.strip():
            yield f"#{tag.strip().lstrip('#')}"


def _list(value: object) -> list[Mapping[str, object]]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]
