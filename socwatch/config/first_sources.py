"""The sources of a first config: all that can be read without a login, and how to add more.

Invariant: each table that is in use works for whoever has no account anywhere.
"""

from __future__ import annotations

import tomlkit

_OPEN = """\
# Where to look. None of these needs an account or a key. `socwatch sources list` says how each is
# doing, `socwatch sources try KIND` what one would bring; docs/reference/sources has a page on each.
[[sources]]
name = "news"
kind = "google_news"             # headlines; hl, gl choose the edition: hl = "en-GB", gl = "GB"

[[sources]]
name = "gdelt"
kind = "gdelt"                   # news of the world in 65 languages; often too busy to answer

[[sources]]
name = "hackernews"
kind = "hackernews"

[[sources]]
name = "lemmy"
kind = "lemmy"
server = "lemmy.world"

[[sources]]
name = "stackoverflow"
kind = "stackexchange"           # questions about your product; site = "superuser" and others

{mastodon}
{bluesky}"""

_MASTODON = """\
[[sources]]
name = "mastodon"
kind = "mastodon"
server = "mastodon.social"
hashtags = [{tag}]
"""

_NO_MASTODON = """\
# Mastodon finds hashtags only, and the brand's name is none. CHANGE the hashtag and take the # away:
# [[sources]]
# name = "mastodon"
# kind = "mastodon"
# server = "mastodon.social"
# hashtags = ["yourhashtag"]
"""

_BLUESKY = """\
[[sources]]
name = "bluesky"
kind = "jetstream"               # every public post of Bluesky, looked through here
"""

_NO_BLUESKY = """\
# Bluesky without a login: pip install "socwatch[jetstream]", then take the # away:
# [[sources]]
# name = "bluesky"
# kind = "jetstream"
"""

_CLOSED = """
# These need to be told where you are. CHANGE what is yours and take the # away:
# [[sources]]
# name = "press"
# kind = "rss"                   # a newspaper, a blog, a forum, a Google Alert delivered as a feed
# url = "https://news.example/rss"
#
# [[sources]]
# name = "app"
# kind = "appstore"
# app_id = "123456789"           # the number in the address of your app's page
# country = "us"
#
# [[sources]]
# name = "channel"
# kind = "telegram"
# channel = "yourchannel"        # a public channel
#
# [[sources]]
# name = "community"
# kind = "discourse"
# server = "https://forum.example"
#
# [[sources]]
# name = "statement"
# kind = "page"                  # your own status or statement page: up, and changed?
# url = "https://acme.example/statement"
#
# With a key there is more: reddit, youtube, x, bluesky, guardian, newsapi, facebook, instagram,
# trustpilot; a mailbox (imap), any JSON service (json), exports of other tools (socwatch import).
"""


def first_sources(hashtag: str, *, firehose: bool) -> str:
    """The tables, for a brand with this hashtag ("" when it has none).

    `firehose` says whether this installation can read Bluesky's.
    """
    tag = tomlkit.string(hashtag).as_string()
    return (
        _OPEN.format(
            mastodon=_MASTODON.format(tag=tag) if hashtag else _NO_MASTODON,
            bluesky=_BLUESKY if firehose else _NO_BLUESKY,
        )
        + _CLOSED
    )
