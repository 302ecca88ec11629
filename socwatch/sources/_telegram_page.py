"""A page of a Telegram channel's public preview, and a message of it as a mention.

Invariants: a page that is not a channel's is an error, whatever else it shows; service messages
are none; what is quoted above a reply was said by somebody else and is no part of it. Facts: the
pages below https://t.me/s/ themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.sources._fields import instant, title
from socwatch.sources._pages import Declined
from socwatch.understand.text import plain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_POST = re.compile(r"([A-Za-z0-9_]{2,64})/(\d{1,18})")
_SHORT = re.compile(r"(\d+(?:[.,]\d+)*)\s*([KMB]?)")
_TIMES = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_QUOTES = ".tgme_widget_message_reply, .js-message_reply_text"
_FRAMES = ".tgme_channel_history, .js-message_history, .tme_no_messages_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as the page shows it. `post` is "channel/number", or whatever stands there."""

    post: str
    text: str
    title: str | None
    published_at: datetime | None
    views: int | None
    forwarded: bool
    reply_to: str | None
    channel: str | None  #: the channel's name as it stands above the message

    @property
    def number(self) -> int | None:
        """Its number in the channel; None when it cannot be read."""
        found = _POST.fullmatch(self.post)
        return int(found[2]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a page shows of the channel, oldest message first."""

    messages: Sequence[Message]
    numbers: Sequence[int]  #: of all messages, those about the channel itself included
    title: str | None
    subscribers: int | None


def preview(body: bytes, channel: str) -> Preview:
    """The page. Raises SourceBroken or SourceMisconfigured when it is not the channel's.

    Takes long for a large page: call it in a thread.
    """
    from selectolax.lexbor import LexborHTMLParser  # not needed to check a config

    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html")) and b"</html" not in body[-4096:].lower():
        raise SourceBroken("the page of Telegram was cut off")
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    blocks = tree.css(".tgme_widget_message")
    if not blocks:
        _demand_a_channel(tree, channel)
    numbers = (_number(block) for block in blocks)
    shown = tree.css_first(".tgme_channel_info_header_title")
    return Preview(
        messages=[_message(block) for block in blocks if not _is_service(block)],
        numbers=[number for number in numbers if number is not None],
        title=title(shown.inner_html) if shown is not None else None,
        subscribers=_subscribers(tree),
    )


def _demand_a_channel(tree: LexborHTMLParser, channel: str) -> None:
    if tree.css_first(_FRAMES) is not None:
        return
    if tree.css_first(".tgme_page") is not None:
        raise no_preview(channel)
    raise SourceBroken("Telegram sent a page that is not a channel's")


def no_preview(channel: str) -> SourceMisconfigured:
    """What it means that Telegram shows the channel's card, but not what is written in it."""
    return SourceMisconfigured(
        f"Telegram shows nothing of @{channel} to the public: there is no such channel, it is"
        " private or a group, or its preview is switched off",
        hint="check `channel`",
    )


def _number(block: LexborNode) -> int | None:
    found = _POST.fullmatch(_attribute(block, "data-post"))
    return int(found[2]) if found else None


def _is_service(block: LexborNode) -> bool:
    return "service_message" in _attribute(block, "class").split()


def _message(block: LexborNode) -> Message:
    reply = block.css_first(".tgme_widget_message_reply")
    quoted = _POST.search(_attribute(reply, "href").partition("t.me/")[2])
    # One by one: a quote may hold another, which is gone with it.
    while (quote := block.css_first(_QUOTES)) is not None:
        quote.decompose()
    headline = _line(block, ".link_preview_title")
    return Message(
        post=_attribute(block, "data-post"),
        text=_text(block),
        title=headline,
        published_at=instant(
            _attribute(block.css_first(".tgme_widget_message_date time"), "datetime")
        ),
        views=shortened(_line(block, ".tgme_widget_message_views")),
        forwarded=block.css_first(".tgme_widget_message_forwarded_from") is not None,
        reply_to=quoted[0] if quoted else None,
        channel=_line(block, ".tgme_widget_message_owner_name"),
    )


def _text(block: LexborNode) -> str:
    """The message's own words, else those of its poll, else the names of its files."""
    texts = block.css(".tgme_widget_message_text")
    if texts and (text := plain(texts[-1].inner_html or "")):
        return text
    for lines in (
        ".tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text",
        ".tgme_widget_message_document_title",
    ):
        found = [plain(one.inner_html or "") for one in block.css(lines)]
        if any(found):
            return "\n".join(one for one in found if one)
    return ""


def _line(block: LexborNode, selector: str) -> str | None:
    found = block.css_first(selector)
    return title(found.inner_html) if found is not None else None


def _attribute(node: LexborNode | None, key: str) -> str:
    return (node.attributes.get(key) or "") if node is not None else ""


def _subscribers(tree: LexborHTMLParser) -> int | None:
    for counter in tree.css(".tgme_channel_info_counter"):
        kind = counter.css_first(".counter_type")
        value = counter.css_first(".counter_value")
        if kind is not None and value is not None and kind.text().strip().startswith("subscriber"):
            return shortened(value.text())
    return None


def shortened(value: str | None) -> int | None:
    """The number that Telegram writes as "17.8K" or "1.2M"; None when it is none."""
    found = _SHORT.fullmatch((value or "").strip().upper())
    if found is None:
        return None
    digits, unit = found[1], found[2]
    if not unit:
        return int(re.sub(r"[.,]", "", digits))
    try:
        return round(float(digits.replace(",", ".")) * _TIMES[unit])
    except ValueError:
        return None


def mention_of(message: Message, page: Preview, *, source: str, now: datetime) -> Mention:
    """A message as a mention of its channel, which is its author whoever wrote it.

    Raises ValueError when it has no number, Declined when it has no words.
    """
    found = _POST.fullmatch(message.post)
    if found is None:
        raise ValueError("no number")
    if not message.text and not message.title:
        raise Declined("a picture or recording without words")
    return Mention(
        origin="telegram",
        id=message.post,
        source=source,
        kind=_kind(message),
        url=f"https://t.me/{message.post}",
        title=message.title,
        text=message.text,
        published_at=message.published_at,
        fetched_at=now,
        author=Author(
            handle=found[1], name=page.title or message.channel, followers=page.subscribers
        ),
        views=message.views,
        in_reply_to=message.reply_to,
    )


def _kind(message: Message) -> MentionKind:
    if message.forwarded:
        return MentionKind.REPOST
    return MentionKind.REPLY if message.reply_to else MentionKind.POST
