"""Where in a service's JSON the parts of a mention are, as the config says it.

Invariants: a path that leads nowhere is unknown, never an error; a time in a form that the config
names is in that form or the item is malformed: a form that changed must be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import (
    amount,
    count,
    identity_or_none,
    instant,
    link,
    name,
    row,
    score,
    title,
    words,
)

#: From here on a number of seconds would be in the year 5138: it is of milliseconds.
_MILLISECONDS = 1e11
#: Forms that are understood without being named.
_USUAL = frozenset({"rfc3339", "iso8601", "epoch", "epoch_ms"})


def path(value: str) -> str:
    """The same path when it is one; ValueError with the reason if not."""
    if value and not all(step.strip() for step in value.split(".")):
        raise ValueError('write a path as "author.name" or "tags.0"')
    return value


Path = Annotated[str, AfterValidator(path)]
_Step = Annotated[str, Field(min_length=1), AfterValidator(path)]
#: One path, or several of which the first that leads to something counts.
Paths = _Step | Annotated[tuple[_Step, ...], Field(strict=False, min_length=1)]


class Fields(BaseModel):
    """Where in an item each part of a mention is."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Paths | None = None
    """What tells it from the others; left out, its url does."""
    url: Paths | None = None
    """Its address, for people to follow."""
    title: Paths | None = None
    """Headline."""
    text: Paths | None = None
    """What was said; HTML becomes plain text."""
    lang: Paths | None = None
    """Language."""
    published_at: Paths | None = None
    """When it was said."""
    author: Paths | None = None
    """The author's handle."""
    author_id: Paths | None = None
    """The author's id."""
    author_name: Paths | None = None
    """The author's name."""
    followers: Paths | None = None
    """How many follow the author."""
    likes: Paths | None = None
    """Likes, or a score, which may be below zero."""
    reposts: Paths | None = None
    """How often it was passed on."""
    replies: Paths | None = None
    """Number of replies."""
    quotes: Paths | None = None
    """How often it was quoted."""
    views: Paths | None = None
    """How often it was seen."""
    rating: Paths | None = None
    """Stars of a review."""
    kind: Paths | None = None
    """post, comment, reply, repost, article, review, question or mail."""
    in_reply_to: Paths | None = None
    """The id of what it answers."""

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.id is None and self.url is None:
            raise ValueError("say where the id of an item is, or its url")
        if self.text is None and self.title is None:
            raise ValueError("say where the text of an item is, or its title")
        return self

    def of(self, item: object) -> dict[str, object]:
        """What an item has of each part. Raises ValueError when it is no object."""
        row(item)
        return {part: first(item, getattr(self, part)) for part in type(self).model_fields}

    def is_wordless(self, item: object) -> bool:
        """Whether there is room for words in the item, but none in it, as with a bare picture."""
        paths = [one for where in (self.text, self.title) for one in _each(where)]
        return any(_has(item, one) for one in paths) and first(item, paths) is None


def at_path(document: object, where: str) -> object:
    """What is there; None when nothing is. Numbers count in lists, from 0 (-1 is the last)."""
    found = document
    for step in where.split(".") if where else ():
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, Sequence) and not isinstance(found, str):
            found = _numbered(found, step)
        else:
            return None
    return found


def _numbered(found: Sequence[object], step: str) -> object:
    if not step.removeprefix("-").isdecimal() or len(step) > 6:
        return None
    number = int(step)
    return found[number] if -len(found) <= number < len(found) else None


def first(document: object, where: str | Sequence[str] | None) -> object:
    """The first thing at these paths that is something."""
    found = (at_path(document, one) for one in _each(where))
    return next((one for one in found if one is not None and one != ""), None)


def _each(where: str | Sequence[str] | None) -> Sequence[str]:
    return (where,) if isinstance(where, str) else where or ()


def _has(item: object, where: str) -> bool:
    above, _, last = where.rpartition(".")
    holder = at_path(item, above)
    return isinstance(holder, Mapping) and last in holder


def identity_of(parts: Mapping[str, object]) -> str | None:
    """The item's own id, else its address; None when it has neither."""
    return identity_or_none(parts, "id") or identity_or_none(parts, "url")


def time_of(value: object, form: str | None) -> datetime | None:
    """The UTC instant that a value means; without a zone it is in UTC. None when it is missing.

    Raises ValueError when it is not in the form (of strptime) that the config names. Without one
    RFC 3339, epoch seconds and milliseconds, and the dates of mails are understood.
    """
    if value is None:
        return None
    if form is not None and form not in _USUAL:
        try:
            at = datetime.strptime(str(value).strip(), form)  # noqa: DTZ007 (the zone comes next)
        except ValueError:
            raise ValueError("its time is not in date_format") from None
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    number = amount({"": value}, "")
    if number is not None:
        return instant(number / 1000 if abs(number) >= _MILLISECONDS else number)
    return instant(value) or _mail_date(value)


def _mail_date(value: object) -> datetime | None:
    try:
        at = parsedate_to_datetime(value) if isinstance(value, str) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant(at.isoformat()) if at is not None else None


def mention_from(
    parts: Mapping[str, object], *, source: str, kind: MentionKind, form: str | None, now: datetime
) -> Mention:
    """The mention that an item is. Raises ValueError with the reason when it is none."""
    item_id = identity_of(parts)
    if item_id is None:
        raise ValueError("neither id nor url")
    headline, text = title(parts["title"]), words(parts, "text")
    if headline is None and not text:
        raise ValueError("neither text nor title")
    return Mention(
        origin=source,
        id=item_id,
        source=source,
        kind=_kind(parts["kind"]) or kind,
        url=link(parts["url"]),
        title=headline,
        text=text,
        lang=name(parts, "lang"),
        published_at=time_of(parts["published_at"], form),
        fetched_at=now,
        author=_author(parts),
        likes=score(parts, "likes"),
        reposts=count(parts, "reposts"),
        replies=count(parts, "replies"),
        quotes=count(parts, "quotes"),
        views=count(parts, "views"),
        rating=amount(parts, "rating"),
        in_reply_to=identity_or_none(parts, "in_reply_to"),
    )


def _kind(value: object) -> MentionKind | None:
    known = {one.value: one for one in MentionKind}
    return known.get(value.strip().lower()) if isinstance(value, str) else None


def _author(parts: Mapping[str, object]) -> Author | None:
    author = Author(
        id=identity_or_none(parts, "author_id"),
        handle=name(parts, "author"),
        name=name(parts, "author_name"),
        followers=count(parts, "followers"),
    )
    return None if author == Author() else author
