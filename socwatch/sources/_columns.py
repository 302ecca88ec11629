"""Which column of an export says what: the headers of the usual vendors, and of our own export.

Invariant: a header is known by its whole name, in the form that `header` gives it; what a vendor
calls sentiment, impact or score of its own is nobody's business here. The names are those that
Brandwatch, Talkwalker, Meltwater, Mention and Sprout Social write at the top of their exports.
"""

from __future__ import annotations

import re

from socwatch.model.mention import MentionKind

#: The names of each field's columns, the best first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "mention id", "resource id", "document id", "native message id", "message id",
        "tweet id", "post id", "article id", "native id", "guid",
    ),
    "url": (
        "url", "mention url", "original url", "unique url", "permalink", "message url", "post url",
        "article url", "link", "perma link", "post link", "web address",
    ),
    "title": ("title", "headline", "subject", "article title", "post title"),
    "text": (
        "text", "full text", "content", "message", "post", "body", "mention text", "post text",
        "tweet text", "description", "comment",
    ),
    "snippet": ("snippet", "opening text", "content snippet", "excerpt", "summary"),
    "sentence": ("hit sentence", "mention snippet"),
    "date": (
        "published at", "published", "date", "publication date", "published date", "publish date",
        "date published", "mention date", "post date", "created at", "created time", "date created",
        "created", "timestamp", "datetime", "date time", "alternate date format",
    ),
    "clock": ("time", "hour", "publication time"),
    "fetched_at": ("fetched at",),
    "lang": ("lang", "language", "language code"),
    "handle": (
        "author handle", "twitter screen name", "x screen name", "screen name", "username",
        "user name", "handle", "from user", "extra author attributes short name", "from",
    ),
    "author": (
        "author", "influencer", "extra author attributes name", "byline", "user",
        "creator", "thread author",
    ),
    "name": ("author name", "full name", "display name", "profile name", "author full name"),
    "author_id": (
        "author id", "user id", "twitter author id", "x author id", "facebook author id",
        "extra author attributes id",
    ),
    "followers": (
        "author followers", "followers", "follower count", "followers count", "twitter followers",
        "x followers", "instagram followers", "number of followers", "author follower count",
        "reach", "reach new", "direct reach", "potential reach", "cumulative reach",
    ),
    "likes": (
        "likes", "twitter likes", "x likes", "facebook likes", "instagram likes", "linkedin likes",
        "youtube likes", "tiktok likes", "threads likes", "bluesky likes", "reddit score",
        "favorites", "favourites", "like count", "reactions", "number of likes", "upvotes",
    ),
    "reposts": (
        "reposts", "shares", "retweets", "twitter retweets", "x reposts", "twitter shares",
        "facebook shares", "linkedin shares", "tiktok shares", "threads reposts",
        "bluesky reposts", "share count", "number of shares", "number of retweets",
    ),
    "replies": (
        "replies", "comments", "twitter reply count", "x replies", "twitter replies",
        "facebook comments", "instagram comments", "linkedin comments", "youtube comments",
        "tiktok comments", "reddit comments", "threads replies", "bluesky replies", "reply count",
        "comment count", "number of comments", "num comments",
        "article extended attributes num comments",
    ),
    "quotes": ("quotes", "quote count", "bluesky quotes", "x quotes"),
    "views": (
        "views", "view count", "video views", "youtube views", "linkedin video views",
        "tiktok views", "number of views", "article extended attributes url views",
    ),
    "rating": ("rating", "star rating", "stars", "review rating"),
    "entry": ("kind", "thread entry type", "message type", "post type", "engagement type"),
    "medium": (
        "page type", "page type name", "source type", "content type", "media type", "medium",
        "network", "information type", "content source", "content source name", "type",
    ),
    "site": (
        "source", "source name", "site", "site name", "platform", "publisher",
        "extra source attributes name",
    ),
    "in_reply_to": (
        "in reply to", "twitter reply to", "x reply to", "parent post id", "parent url",
    ),
    "key": ("key",),
    "domain": ("domain",),
    "topics": ("topics",),
    "sources": ("sources",),
    "match_basis": ("match basis",),
}  # fmt: skip

#: What names a vendor beyond doubt, tried in this order. Our own export is the first.
_TELLTALES: tuple[tuple[str, frozenset[str]], ...] = (
    ("socwatch", frozenset({"key", "published at", "fetched at"})),
    ("brandwatch", frozenset({"query name", "snippet"})),
    ("brandwatch", frozenset({"page type", "full text"})),
    ("talkwalker", frozenset({"extra author attributes name"})),
    ("talkwalker", frozenset({"title snippet"})),
    ("talkwalker", frozenset({"matched profile"})),
    ("meltwater", frozenset({"hit sentence"})),
    ("meltwater", frozenset({"opening text"})),
    ("mention", frozenset({"tone", "source type", "url"})),
    ("mention", frozenset({"cumulative reach"})),
    ("sprout_social", frozenset({"network", "message"})),
    ("sprout_social", frozenset({"network", "profile"})),
)

#: The fields by the name of a column.
FIELDS = {name: field for field, names in COLUMNS.items() for name in names}

_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")
_BETWEEN = re.compile(r"[\s_./\\\-:#]+")

_KINDS: dict[MentionKind, str] = {
    MentionKind.POST: (
        "post|posts|twitter|x|tweet|facebook|facebook public|instagram|instagram public|linkedin"
        "|tiktok|threads|bluesky|mastodon|tumblr|pinterest|vk|weibo|wechat|social|social media"
        "|reddit|forum|forums|messageboard|message board|message boards|discussion|youtube|video|videos|image"
        "|photo|original|original post|public post|status|x twitter|twitter x|snapchat|twitch"
        "|telegram|discord|qq|douyin|microblog|microblogs"
    ),
    MentionKind.ARTICLE: (
        "article|articles|news|online news|onlinenews|tvradio|news article|blog|blogs|web|website|websites|print"
        "|newspaper|magazine|broadcast|tv|television|radio|podcast|podcasts|press|press release"
        "|lexisnexis|online|editorial|newswire|agency|newsletter"
    ),
    MentionKind.REVIEW: "review|reviews|app review|customer review|google business review",
    MentionKind.COMMENT: "comment|comments|ad comment|post comment|blog comment",
    MentionKind.REPLY: "reply|replies|mention reply|response",
    MentionKind.REPOST: "repost|reposts|retweet|retweets|share|shares|shared|reblog|boost",
    MentionKind.QUESTION: "question|questions|q a|qa|q&a|answers",
    MentionKind.MAIL: "mail|mails|email|e mail",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}

_LANGUAGES = {
    "af": "afrikaans", "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "ca": "catalan",
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian",
    "it": "italian", "ja": "japanese", "ko": "korean", "lt": "lithuanian", "lv": "latvian",
    "ms": "malay", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovenian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "th": "thai", "tl": "tagalog", "tr": "turkish",
    "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
_CODE_OF = {name: code for code, name in _LANGUAGES.items()}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def header(written: str) -> str:
    """A column's name as the tables here have it: small letters, single blanks, no brackets."""
    bare = _BRACKETED.sub("", written.strip().strip("\ufeff\"'"))
    return " ".join(_BETWEEN.sub(" ", bare).split()).casefold()


def bracketed(written: str) -> str:
    """What stands in brackets behind a column's name, as the zone in "Timestamp (ET)"."""
    found = _BRACKETED.search(written)
    return found[1].strip() if found else ""


def vendor(headers: frozenset[str]) -> str:
    """Whose export has these headers; "" when nothing tells."""
    return next((name for name, telling in _TELLTALES if telling <= headers), "")


def kind(written: str) -> MentionKind | None:
    """The sort of item that a page type, an entry type or a network means; None for others."""
    name = " ".join(_BETWEEN.sub(" ", written).split()).casefold()
    return _KIND_OF.get(name.removeprefix("socialmedia ").removeprefix("messageboard "))


def language(written: str) -> str | None:
    """The tag of a language that is given by its tag or its English name; None for others."""
    name = written.strip()
    if name.casefold() in _CODE_OF:
        return _CODE_OF[name.casefold()]
    return name.replace("_", "-") if _TAG.fullmatch(name) else None
