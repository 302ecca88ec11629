"""A post of X as a mention.

Invariants: ids are text, since they are larger than many programs can count; a long post is taken
whole; without its author's name a post still has an author and an address. Facts:
https://docs.x.com/x-api/fundamentals/data-dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import count, identity, instant, name, part, row, rows, title, words

_ORIGIN = "x"
_SITE = "https://x.com"
#: What X says where it knows no language: undetermined, only links, only media and the like.
_NO_LANGUAGE = ("und", "zxx", "art", "qam", "qct", "qht", "qme", "qst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A post with what came beside it."""

    post: object
    users: Mapping[str, Mapping[str, object]]  #: by id
    others: Mapping[str, Mapping[str, object]]  #: posts that it refers to, by id

    @property
    def fields(self) -> Mapping[str, object]:
        """The post's fields; empty when it is no object."""
        return self.post if isinstance(self.post, dict) else {}

    @property
    def id(self) -> str | None:
        """The post's id."""
        return name(self.fields, "id")

    @property
    def at(self) -> datetime | None:
        """When it was posted."""
        return instant(self.fields.get("created_at"))


def bought(answer: Mapping[str, object]) -> list[Bought]:
    """The posts of an answer."""
    includes = part(answer, "includes")
    users, others = _by_id(includes, "users"), _by_id(includes, "tweets")
    posts = rows(answer, "data") or ()
    return [Bought(post=post, users=users, others=others) for post in posts]


def _by_id(includes: Mapping[str, object], key: str) -> dict[str, Mapping[str, object]]:
    found = (one for one in rows(includes, key) or () if isinstance(one, dict))
    return {f"{one.get('id')}": one for one in found}


def mention_of(
    one: Bought, *, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """The post as a mention. Raises ValueError when it has no id."""
    post = row(one.post)
    post_id = identity(post, "id")
    refers = {name(ref, "type"): name(ref, "id") for ref in _references(post)}
    kind = _kind(refers)
    repeated = one.others.get(refers.get("retweeted") or "", post)
    author = _author(post, one.users)
    metrics = part(post, "public_metrics")
    handle = (author.handle if author else None) or "i"
    lang = name(post, "lang")
    return Mention(
        origin=_ORIGIN,
        id=post_id,
        source=source,
        kind=kind,
        url=f"{_SITE}/{handle}/status/{post_id}",
        text=words(part(repeated, "note_tweet"), "text") or words(repeated, "text"),
        lang=None if lang in _NO_LANGUAGE else lang,
        published_at=one.at,
        fetched_at=fetched_at,
        author=author,
        likes=count(metrics, "like_count"),
        reposts=count(metrics, "retweet_count"),
        replies=count(metrics, "reply_count"),
        quotes=count(metrics, "quote_count"),
        views=count(metrics, "impression_count"),
        in_reply_to=refers.get("replied_to"),
        found_by=found_by,
    )


def _references(post: Mapping[str, object]) -> list[Mapping[str, object]]:
    return [one for one in rows(post, "referenced_tweets") or () if isinstance(one, dict)]


def _kind(refers: Mapping[str | None, str | None]) -> MentionKind:
    if "retweeted" in refers:
        return MentionKind.REPOST
    return MentionKind.REPLY if "replied_to" in refers else MentionKind.POST


def _author(post: Mapping[str, object], users: Mapping[str, Mapping[str, object]]) -> Author | None:
    author_id = name(post, "author_id")
    user = users.get(author_id or "", {})
    handle = name(user, "username")
    if author_id is None and handle is None:
        return None
    return Author(
        id=author_id,
        handle=handle,
        name=title(user.get("name")),
        followers=count(part(user, "public_metrics"), "followers_count"),
    )
