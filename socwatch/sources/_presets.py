"""Feeds that are known by a name: what to write in `of`, and the address that makes.

Invariant: what somebody writes fills a gap in an address and never makes the host another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from socwatch.model.mention import MentionKind

Name = Literal[
    "bing_news", "bluesky", "devto_tag", "google_alerts", "lobsters_tag", "mastodon_account",
    "mastodon_tag", "medium_author", "medium_tag", "reddit", "substack", "tumblr", "wordpress",
    "wordpress_search", "youtube_channel", "youtube_playlist",
]  # fmt: skip

_HOST = r"(?:https?://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z]{2,24})/?"
_LABEL = r"(?P<a>[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)"
_WORD = r"#?(?P<a>[^\s/?#@]{1,100})"
_WORDS = r"(?P<a>\S.{0,400})"


@dataclass(frozen=True, slots=True)
class _Preset:
    """`ways` are patterns of `of` with the address that each makes; the first that fits counts."""

    example: str
    ways: tuple[tuple[str, str], ...]
    kind: MentionKind = MentionKind.ARTICLE


_PRESETS: dict[str, _Preset] = {
    "bing_news": _Preset(
        '"acme kettle"', ((_WORDS, "https://www.bing.com/news/search?q={a}&format=rss"),)
    ),
    "bluesky": _Preset(
        "acme.bsky.social",
        (
            (
                r"(?:https://bsky\.app/profile/|@)?(?P<a>did:[a-z]+:[a-z0-9.:-]+|[a-z0-9.-]+\.[a-z]+)",
                "https://bsky.app/profile/{a}/rss",
            ),
        ),
        MentionKind.POST,
    ),
    "devto_tag": _Preset("kettles", ((_WORD, "https://dev.to/feed/tag/{a}"),)),
    "google_alerts": _Preset(
        "1234567890/987654321, the end of the feed's address",
        (
            (
                r"(?:https://www\.google\.[a-z.]{2,6}/alerts/feeds/)?(?P<a>\d{1,30})/(?P<b>\d{1,30})",
                "https://www.google.com/alerts/feeds/{a}/{b}",
            ),
        ),
    ),
    "lobsters_tag": _Preset("security", ((_WORD, "https://lobste.rs/t/{a}.rss"),)),
    "mastodon_account": _Preset(
        "@acme@kettle.social",
        ((rf"@?(?P<a>[\w.-]{{1,100}})@{_HOST}", "https://{host}/@{a}.rss"),),
        MentionKind.POST,
    ),
    "mastodon_tag": _Preset(
        "acme, or acme@kettle.social",
        (
            (rf"#?(?P<a>\w{{1,100}})@{_HOST}", "https://{host}/tags/{a}.rss"),
            (r"#?(?P<a>\w{1,100})", "https://mastodon.social/tags/{a}.rss"),
        ),
        MentionKind.POST,
    ),
    "medium_author": _Preset(
        "@acme", ((r"@?(?P<a>[\w.-]{1,100})", "https://medium.com/feed/@{a}"),)
    ),
    "medium_tag": _Preset("kettles", ((_WORD, "https://medium.com/feed/tag/{a}"),)),
    "reddit": _Preset(
        "r/kettles, u/acme, or the words of a search",
        (
            (r"/?r/(?P<a>\w{2,50})/?", "https://www.reddit.com/r/{a}/new/.rss"),
            (r"/?u(?:ser)?/(?P<a>[\w-]{2,50})/?", "https://www.reddit.com/user/{a}/.rss"),
            (_WORDS, "https://www.reddit.com/search.rss?q={a}&sort=new"),
        ),
        MentionKind.POST,
    ),
    "substack": _Preset("acme", ((_LABEL, "https://{a}.substack.com/feed"),)),
    "tumblr": _Preset("acme", ((_LABEL, "https://{a}.tumblr.com/rss"),), MentionKind.POST),
    "wordpress": _Preset("blog.example", ((_HOST, "https://{host}/feed/"),)),
    "wordpress_search": _Preset(
        "blog.example acme kettle", ((rf"{_HOST}\s+{_WORDS}", "https://{host}/?s={a}&feed=rss2"),)
    ),
    "youtube_channel": _Preset(
        "UC and the rest of the channel's id",
        (
            (
                r"(?:https://(?:www\.)?youtube\.com/channel/)?(?P<a>(?-i:UC)[\w-]{1,60})",
                "https://www.youtube.com/feeds/videos.xml?channel_id={a}",
            ),
        ),
        MentionKind.POST,
    ),
    "youtube_playlist": _Preset(
        "PL and the rest of the playlist's id",
        (
            (
                r"(?P<a>(?-i:PL|UU|FL|OL)[\w-]{1,60})",
                "https://www.youtube.com/feeds/videos.xml?playlist_id={a}",
            ),
        ),
        MentionKind.POST,
    ),
}


def address_of(preset: Name, of: str) -> str:
    """The feed's address. Raises ValueError with an example when `of` is no such thing."""
    known = _PRESETS[preset]
    for pattern, address in known.ways:
        if found := re.fullmatch(pattern, of.strip(), re.IGNORECASE):
            parts = found.groupdict()
            host = (parts.pop("host", None) or "").lower()
            return address.format(host=host, **{key: quote(parts[key], safe="") for key in parts})
    raise ValueError(f"preset {preset} needs `of` such as {known.example}")


def kind_of(preset: Name | None) -> MentionKind:
    """What sort of item the feed has."""
    return MentionKind.ARTICLE if preset is None else _PRESETS[preset].kind
