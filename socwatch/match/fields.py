"""What a mention's fields say to a query: `lang:en`, `domain:bbc.co.uk`, `followers:>1000`.

Invariant: a field that a mention does not have is unknown: no query finds it, and no service's
word is doubted because of it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping

from socwatch.model.mention import Mention, MentionKind
from socwatch.model.query import Field

_LINKS = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+")
_ENGAGEMENT = ("likes", "reposts", "replies", "quotes")
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def field_word(field: Field, mention: Mention) -> str:
    """What the mention's field says where that is what was asked; "" where it is not, or unknown."""
    if field.name in _NUMBERS:
        has = _NUMBERS[field.name](mention)
        fits = has is not None and _SIGNS[field.sign](has, float(field.text))
        return f"{has:g}" if fits else ""
    return _WORDS[field.name](field.text.casefold().lstrip("@"), mention)


def field_is_known(field: Field, mention: Mention) -> bool:
    """Whether the mention says anything about the field."""
    if field.name in _NUMBERS:
        return _NUMBERS[field.name](mention) is not None
    has = {
        "author": mention.author,
        "domain": next(_hosts(mention), None),
        "url": mention.url,
        "lang": mention.lang,
        "country": mention.country,
    }
    return has.get(field.name, "") is not None


def _followers(mention: Mention) -> float | None:
    return mention.author.followers if mention.author else None


def _rating(mention: Mention) -> float | None:
    return mention.rating


def _engagement(mention: Mention) -> float | None:
    """Likes, reposts, replies and quotes together, as far as they are known."""
    known = [value for one in _ENGAGEMENT if (value := getattr(mention, one)) is not None]
    return float(sum(known)) if known else None


def _author(asked: str, mention: Mention) -> str:
    author = mention.author
    if author is None:
        return ""
    handle = (author.handle or "").casefold().lstrip("@")
    names = {handle, handle.partition("@")[0]}
    names |= {(one or "").casefold() for one in (author.name, author.id)} - {""}
    stem = asked.removesuffix("*")
    hit = any(one == asked or (stem != asked and one.startswith(stem)) for one in names if one)
    return (author.handle or author.name or author.id or "") if hit else ""


def _hosts(mention: Mention) -> Iterator[str]:
    if mention.domain:
        yield mention.domain.casefold().removeprefix("www.")
    found = re.match(r"https?://([^/?#:]+)", (mention.url or "").casefold())
    if found:
        yield found[1].removeprefix("www.")


def _domain(asked: str, mention: Mention) -> str:
    asked = asked.removeprefix("www.")
    hosts = (one for one in _hosts(mention) if one == asked or one.endswith(f".{asked}"))
    return next(hosts, "")


def _url(asked: str, mention: Mention) -> str:
    url = mention.url or ""
    return url if asked in url.casefold() else ""


def _link(asked: str, mention: Mention) -> str:
    links = _LINKS.findall(f"{mention.title or ''} {mention.text}")
    return next((one for one in links if asked in one.casefold()), "")


def _source(asked: str, mention: Mention) -> str:
    names = (mention.source, *mention.sources)
    return next((one for one in names if one.casefold() == asked), "")


def _lang(asked: str, mention: Mention) -> str:
    lang = (mention.lang or "").casefold().replace("_", "-")
    return lang if lang == asked or lang.startswith(f"{asked}-") else ""


def _country(asked: str, mention: Mention) -> str:
    country = mention.country or ""
    return country if country.casefold() == asked else ""


def _kind(asked: str, mention: Mention) -> str:
    return mention.kind.value if mention.kind is MentionKind(asked) else ""


def _is(asked: str, mention: Mention) -> str:
    if asked == "question" and mention.text.rstrip().endswith("?"):
        return "question"
    if asked == "reply" and mention.in_reply_to:
        return "reply"
    return _kind(asked, mention)


_NUMBERS: Mapping[str, Callable[[Mention], float | None]] = {
    "followers": _followers,
    "engagement": _engagement,
    "rating": _rating,
}
_WORDS: Mapping[str, Callable[[str, Mention], str]] = {
    "author": _author,
    "domain": _domain,
    "url": _url,
    "link": _link,
    "source": _source,
    "lang": _lang,
    "country": _country,
    "kind": _kind,
    "is": _is,
}
