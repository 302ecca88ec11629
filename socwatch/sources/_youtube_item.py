"""Videos and comments of YouTube as mentions.

Invariants: numbers come as text, and one that is missing is unknown; a channel that hides how many
follow it has an unknown number of followers. Facts:
https://developers.google.com/youtube/v3/docs/videos and
https://developers.google.com/youtube/v3/docs/commentThreads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import count, identity, instant, name, part, row, rows, title, words
from socwatch.sources._pages import Declined

_ORIGIN = "youtube"
_SITE = "https://www.youtube.com"

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A result of a search with what was asked for beside it, or a comment."""

    found: object
    details: Fields = field(default_factory=dict)  #: of the video
    channel: Fields = field(default_factory=dict)
    comment: bool = False

    @property
    def fields(self) -> Fields:
        """What was found; empty when it is no object."""
        return self.found if isinstance(self.found, dict) else {}

    @property
    def id(self) -> str | None:
        """The id of the video or comment."""
        return name(self.fields, "id") if self.comment else video_id(self.fields)

    @property
    def at(self) -> datetime | None:
        """When it was published."""
        return instant(part(self.fields, "snippet").get("publishedAt"))


def video_id(found: object) -> str | None:
    """The video that a search found; None for channels, lists and what is malformed."""
    return name(part(found, "id"), "videoId") if isinstance(found, dict) else None


def channel_id(found: object) -> str | None:
    """The channel that published it."""
    return name(part(found, "snippet"), "channelId") if isinstance(found, dict) else None


def comments_of(thread: object) -> list[Item]:
    """The comment that a thread begins with, and those replies that came with it."""
    if not isinstance(thread, dict):
        return [Item(found=thread, comment=True)]
    snippet = part(thread, "snippet")
    top = dict(part(snippet, "topLevelComment"))
    top["replies"] = snippet.get("totalReplyCount")
    top["public"] = snippet.get("isPublic")
    replies = rows(part(thread, "replies"), "comments") or ()
    return [Item(found=one, comment=True) for one in (top, *replies)]


def mention_of(
    item: Item, *, source: str, found_by: tuple[str, ...], fetched_at: datetime
) -> Mention:
    """Raises ValueError when it is malformed, Declined when it must not be taken."""
    read = _comment if item.comment else _video
    return read(item, source, found_by, fetched_at)


def _video(item: Item, source: str, found_by: tuple[str, ...], fetched_at: datetime) -> Mention:
    found = part(row(item.found), "id")
    if name(found, "channelId") or name(found, "playlistId"):
        raise Declined("no video")
    native = identity(found, "videoId")
    brief, whole = part(item.fields, "snippet"), part(item.details, "snippet")
    numbers = part(item.details, "statistics")
    channel = name(brief, "channelId")
    owner = title(brief.get("channelTitle"))
    return Mention(
        origin=_ORIGIN,
        id=native,
        source=source,
        kind=MentionKind.POST,
        url=f"{_SITE}/watch?v={native}",
        title=title(whole.get("title")) or title(brief.get("title")),
        # A search shows the beginning only.
        text=words(whole, "description") or words(brief, "description"),
        lang=name(whole, "defaultAudioLanguage") or name(whole, "defaultLanguage"),
        published_at=item.at,
        fetched_at=fetched_at,
        author=Author(id=channel, name=owner, followers=_followers(item.channel))
        if channel or owner
        else None,
        likes=count(numbers, "likeCount"),
        replies=count(numbers, "commentCount"),
        views=count(numbers, "viewCount"),
        found_by=found_by,
    )


def _comment(item: Item, source: str, found_by: tuple[str, ...], fetched_at: datetime) -> Mention:
    fields = row(item.found)
    native = identity(fields, "id")
    snippet = part(fields, "snippet")
    if fields.get("public") is False or name(snippet, "moderationStatus") not in _SHOWN:
        raise Declined("not a public comment")
    parent, video = name(snippet, "parentId"), name(snippet, "videoId")
    who, channel = title(snippet.get("authorDisplayName")), part(snippet, "authorChannelId")
    return Mention(
        origin=_ORIGIN,
        id=native,
        source=source,
        kind=MentionKind.REPLY if parent else MentionKind.COMMENT,
        url=_place(video, name(snippet, "channelId"), native),
        # What the author typed, where YouTube tells; else its form for web pages.
        text=words(snippet, "textOriginal") or words(snippet, "textDisplay"),
        published_at=item.at,
        fetched_at=fetched_at,
        author=Author(id=name(channel, "value"), name=who) if who or channel else None,
        likes=count(snippet, "likeCount"),
        replies=count(fields, "replies"),
        in_reply_to=parent or video,
        found_by=found_by,
    )


_SHOWN = (None, "published")


def _place(video: str | None, channel: str | None, comment: str) -> str | None:
    if video:
        return f"{_SITE}/watch?v={video}&lc={comment}"
    return f"{_SITE}/channel/{channel}/community?lc={comment}" if channel else None


def _followers(channel: Fields) -> int | None:
    numbers = part(channel, "statistics")
    hidden = numbers.get("hiddenSubscriberCount") is True
    return None if hidden else count(numbers, "subscriberCount")
