"""RSS, Atom, RDF and JSON feeds as one kind of entry.

Invariants: feedparser only ever sees bytes in memory (given a name, it would open files and
addresses); what an entry does not say is None; an id stays as the feed has it, only links are
made absolute.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import feedparser.api
import feedparser.datetimes

from socwatch.errors import SourceBroken
from socwatch.sources._answers import Answer
from socwatch.sources._dates import Calendar
from socwatch.sources._fields import (
    count,
    identity_or_none,
    instant,
    link,
    name,
    part,
    rows,
    title,
    words,
)
from socwatch.understand.text import plain

_END = re.compile(rb"</\s*(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
#: What a tolerant parser still raises for some hostile document, found by nobody yet.
_BAFFLED = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_PERIODS = {
    "hourly": timedelta(hours=1), "daily": timedelta(days=1), "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30), "yearly": timedelta(days=365),
}  # fmt: skip
_ADDRESS = re.compile(r"[^\s()<>@]+@[^\s()<>@]+")
#: Earlier dates are none: numbers and days without a year, misread.
_FIRST_YEAR = 1971
_ZONES = {
    "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_NAMED_ZONE = re.compile(rf"(.*\d)\s*\b({'|'.join(_ZONES)})", re.IGNORECASE)
_JSON_FEED = "jsonfeed.org/version/"

# An id is compared and never followed. feedparser has no setting for this list of its: it would
# join ids to the address of the feed, and a feed that moves would repeat everything.
for _parser in (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser):
    _parser.can_be_relative_uri = _parser.can_be_relative_uri - {"id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed."""

    id: str | None
    url: str | None
    title: str | None
    text: str
    html: str = ""  #: the summary, or else the content, as it was sent
    published_at: datetime | None = None
    author: str | None = None
    lang: str | None = None
    publisher: str | None = None
    publisher_url: str | None = None
    replies: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed in its own order; `cut` when its end is missing."""

    entries: tuple[Entry, ...]
    cut: bool = False
    wait: timedelta | None = None  #: how long the feed asks to be left alone between two looks


def parsed(answer: Answer) -> Feed:
    """The feed in an answer. Raises SourceBroken when there is none.

    Takes seconds for a hostile document of the largest size: call it in a thread.
    """
    if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(answer)
    found, cut = document(answer)
    lang = name(found.feed, "language")
    # The last entry of a cut feed may be half an entry.
    entries = found.entries[:-1] if cut else found.entries
    wait = _wait(found.feed)
    return Feed(entries=tuple(_entry(one, lang) for one in entries), cut=cut, wait=wait)


def _wait(head: Mapping[str, Any]) -> timedelta | None:
    """`ttl` in minutes, or a period of https://web.resource.org/rss/1.0/modules/syndication/."""
    minutes = count(head, "ttl")
    period = _PERIODS.get(str(head.get("sy_updateperiod") or "").strip().lower())
    if minutes:
        return timedelta(minutes=min(minutes, 60 * 24 * 366))
    return None if period is None else period / (count(head, "sy_updatefrequency") or 1)


def document(answer: Answer) -> tuple[Any, bool]:
    """What the parser makes of an XML feed, and whether its end is missing.

    Raises SourceBroken when it is no feed, or when nothing is left of one that was cut.
    """
    headers = {
        "content-type": answer.headers.get("content-type", ""),
        "content-location": answer.url,
    }
    try:
        found = feedparser.parse(io.BytesIO(answer.body), response_headers=headers)
    except _BAFFLED as error:
        raise SourceBroken("the feed is damaged") from error
    if not found.get("version") and not found.entries:
        raise SourceBroken("the answer is no feed")
    cut = bool(found.bozo) and not _END.search(answer.body[-65_536:].replace(b"\0", b""))
    if cut and not found.entries:
        raise SourceBroken("the feed was cut off")
    return found, cut


def _entry(item: Mapping[str, Any], feed_lang: str | None) -> Entry:
    summary, content = item.get("summary") or "", _content(item)
    publisher = part(item, "source")
    return Entry(
        id=identity_or_none(item, "id"),
        url=link(item.get("link")),
        title=title(item.get("title")),
        text=_text(plain(summary), plain(content)),
        html=summary or content,
        published_at=_published(item),
        author=_author(title(item.get("author"))),
        lang=_lang(item) or feed_lang,
        publisher=title(publisher.get("title")),
        publisher_url=link(publisher.get("href")),
        replies=count(item, "slash_comments"),
        views=count(part(item, "media_statistics"), "views"),
    )


def _content(item: Mapping[str, Any]) -> str:
    parts = [str(one.get("value") or "") for one in item.get("content") or ()]
    return max(parts, key=len, default="")


def _text(summary: str, content: str) -> str:
    """The whole text; the summary stands before it only when it says something else."""
    start = summary.rstrip("….[] ")[:200]
    if not content or start in content:
        return content or summary
    return summary if content in summary else f"{summary}\n\n{content}"


def _author(name: str | None) -> str | None:
    """Without the mail address that feeds put beside the name."""
    found = _ADDRESS.search(name or "")
    return (found and _ADDRESS.sub("", found.string).strip(" ()<>,;")) or name


def _published(item: Mapping[str, Any]) -> datetime | None:
    # feedparser's own table answers one of them with the other, and warns.
    fields = dict(item)
    for key in ("published", "updated"):
        at = _instant(fields.get(f"{key}_parsed")) or _written(fields.get(key))
        if at is not None:
            return at
    return None


def _instant(parts: Sequence[int] | None) -> datetime | None:
    """What feedparser understood; None for times before there were feeds, which it misread."""
    year, month, day, hour, minute, second = (parts or (0,) * 6)[:6]
    if year < _FIRST_YEAR:
        return None
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None


def _written(date: object) -> datetime | None:
    """The other ways in which people write dates; none that reads in two ways."""
    try:
        at = Calendar().instant(str(date)[:100])
    except ValueError:
        return None
    return at if at.year >= _FIRST_YEAR else None


def _with_offset(date: str) -> Any:
    """A date whose zone only has a name, which feedparser would take for UTC."""
    found = _NAMED_ZONE.fullmatch(date.strip()[:100])
    if found is None:
        return None  # it knows all others
    offset = _ZONES[found[2].upper()]
    return feedparser.datetimes._parse_date(f"{found[1]} {offset:+03d}00")


def _lang(item: Mapping[str, Any]) -> str | None:
    details = [*(item.get("content") or ()), item.get("summary_detail"), item.get("title_detail")]
    found = (name(one, "language") for one in details if isinstance(one, Mapping))
    return next((one for one in found if one), None)


def _json_feed(answer: Answer) -> Feed:
    document = answer.json()
    items = rows(document, "items")
    version = document.get("version") if isinstance(document, dict) else None
    if items is None or _JSON_FEED not in str(version):
        raise SourceBroken("the answer is no feed")
    lang = name(document, "language") if isinstance(document, dict) else None
    return Feed(entries=tuple(_json_entry(one, lang) for one in items))


def _json_entry(item: object, feed_lang: str | None) -> Entry:
    """Facts: https://www.jsonfeed.org/version/1.1/."""
    fields = item if isinstance(item, dict) else {}
    people = rows(fields, "authors") or [fields.get("author")]
    first = people[0] if people and isinstance(people[0], dict) else {}
    content = words(fields, "content_html") or words(fields, "content_text")
    return Entry(
        id=identity_or_none(fields, "id"),
        url=link(fields.get("url")) or link(fields.get("external_url")),
        title=title(fields.get("title")),
        text=_text(words(fields, "summary"), content),
        html=str(fields.get("content_html") or fields.get("content_text") or ""),
        published_at=instant(fields.get("date_published")) or instant(fields.get("date_modified")),
        author=title(first.get("name")),
        lang=name(fields, "language") or feed_lang,
    )


feedparser.registerDateHandler(_with_offset)
