"""One page of the App Store's feed of reviews, in each of its forms, and a review as a mention.

Invariants: a feed without entries is told from an answer that is no feed; the entry that describes
the app itself is no review; a rating that is not there is unknown, not 0. Facts: the answers
themselves, for Apple documents them nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from socwatch.errors import SourceBroken
from socwatch.model.mention import Author, MatchBasis, Mention, MentionKind
from socwatch.sources._answers import Answer
from socwatch.sources._feed import document
from socwatch.sources._fields import (
    amount,
    identity,
    instant,
    link,
    name,
    part,
    row,
    score,
    title,
    words,
)

#: A page that is not full is the last, where the feed does not say which is.
FULL = 50

_PAGE = re.compile(r"/page=(\d{1,2})\b")
_NUMBER = re.compile(r"/id(\d+)\b")
_PLAIN = ("text/plain", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """One page, newest first. `last` is the number of the last page."""

    entries: Sequence[object]
    last: int


def in_json(answer: Answer, page: int) -> Reviews:
    """The page in Apple's JSON form. Raises SourceBroken when it is another document."""
    found = answer.json()
    feed = found.get("feed") if isinstance(found, dict) else None
    if not isinstance(feed, dict):
        raise SourceBroken("the App Store sent an answer without a feed")
    entries = feed.get("entry")
    if entries is None:
        entries = []
    if isinstance(entries, dict):
        entries = [entries]
    if not isinstance(entries, list):
        raise SourceBroken("the App Store sent a feed whose reviews are no list")
    return _page_of(entries, feed.get("link"), page)


def in_xml(answer: Answer, page: int) -> Reviews:
    """The page in Apple's Atom form. Raises SourceBroken when it is another document.

    Takes long for a large document: call it in a thread.
    """
    found, cut = document(answer)
    if cut:
        raise SourceBroken("the App Store's feed was cut off")
    links = [{"attributes": one} for one in found.feed.get("links") or ()]
    return _page_of([_as_json(one) for one in found.entries], links, page)


def _page_of(entries: list[object], links: object, page: int) -> Reviews:
    last = _last_page(links)
    if last is None:
        last = page if len(entries) < FULL else page + 1
    first = entries[0] if entries else None
    if isinstance(first, dict) and "im:rating" not in first:
        entries = entries[1:]  # older answers begin with the app itself
    return Reviews(entries=entries, last=last)


def _last_page(links: object) -> int | None:
    for one in links if isinstance(links, list) else ():
        about = part(one, "attributes") if isinstance(one, dict) else {}
        found = _PAGE.search(str(about.get("href"))) if about.get("rel") == "last" else None
        if found is not None:
            return int(found[1])
    return None


def _as_json(entry: Mapping[str, Any]) -> dict[str, object]:
    """An entry of the Atom form as the JSON form has it."""
    author = part(entry, "author_detail")
    found: dict[str, object] = {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "content": _content(entry),
        "updated": entry.get("updated"),
        "im:voteSum": entry.get("im_votesum"),
    }
    if "im_rating" in entry:
        found["im:rating"] = entry["im_rating"]
    return {
        **{key: {"label": value} for key, value in found.items()},
        "author": {
            key: {"label": author.get(of)} for key, of in (("name", "name"), ("uri", "href"))
        },
        "link": {"attributes": {"href": entry.get("link")}},
    }


def _content(entry: Mapping[str, Any]) -> object:
    """The review comes as text and once more as a table of HTML."""
    parts = [one for one in entry.get("content") or () if isinstance(one, Mapping)]
    parts.sort(key=lambda one: one.get("type") not in _PLAIN)
    return parts[0].get("value") if parts else entry.get("summary")


def review_id(entry: object) -> str | None:
    """The number of the review; None when the entry has none."""
    return name(_labels(entry), "id") if isinstance(entry, dict) else None


def updated(entry: object) -> datetime | None:
    """When it was written or last changed; older answers do not say."""
    return instant(_labels(entry).get("updated")) if isinstance(entry, dict) else None


def mention_of(
    entry: object, *, source: str, page_of_app: str, found_by: tuple[str, ...], now: datetime
) -> Mention:
    """A review as a mention; `found_by` are the topics that it belongs to whatever it says."""
    item = row(entry)
    labels = _labels(item)
    return Mention(
        origin="appstore",
        id=identity(labels, "id"),
        source=source,
        kind=MentionKind.REVIEW,
        url=_link(item) or page_of_app,
        title=title(labels.get("title")),
        text=words(labels, "content"),
        published_at=updated(item),
        fetched_at=now,
        author=_author(part(item, "author")),
        likes=score(labels, "im:voteSum"),
        rating=_rating(labels),
        match_basis=MatchBasis.SOURCE if found_by else MatchBasis.TEXT,
        found_by=found_by,
    )


def _labels(item: Mapping[str, object]) -> dict[str, object]:
    """The fields without the wrapping that Apple puts around each."""
    return {
        key: value.get("label") if isinstance(value, dict) else value for key, value in item.items()
    }


def _rating(labels: Mapping[str, object]) -> float | None:
    stars = amount(labels, "im:rating")
    return stars if stars is not None and 1 <= stars <= 5 else None


def _link(item: Mapping[str, object]) -> str | None:
    links = item.get("link")
    for one in links if isinstance(links, list) else (links,):
        about = part(one, "attributes") if isinstance(one, dict) else {}
        if found := link(about.get("href")):
            return found
    return None


def _author(author: Mapping[str, object]) -> Author | None:
    labels = _labels(author)
    shown, address = title(labels.get("name")), name(labels, "uri")
    number = _NUMBER.search(address or "")
    author_id = number[1] if number else address
    return Author(id=author_id, name=shown) if author_id or shown else None
