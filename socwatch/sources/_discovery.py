"""Where a feed really is: on the way to it, and behind a page that names it.

Invariants: a page's feed is only an address that the page itself declares, and never an
unencrypted one where the page was encrypted; a feed has moved only when every redirect says so.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from socwatch.errors import SourceError, SourceMisconfigured
from socwatch.sources._answers import Answer, Rejection
from socwatch.sources._fields import link

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml")
#: Links stand at the top; a page of megabytes need not be parsed for them.
_LOOKED_AT = 256 * 1024


class Way:
    """The redirects on the way to a feed, and what its refusals mean."""

    def __init__(self, url: str, *, preset: str | None) -> None:
        self._host = urlsplit(url).netloc
        self._preset = preset
        self._hops: list[int] = []

    @property
    def is_for_good(self) -> bool:
        """Whether every redirect said that the feed has moved for good."""
        return bool(self._hops) and set(self._hops) <= {301, 308}

    def explain(self, rejection: Rejection) -> SourceError | None:
        """A feed that is gone, or that nobody has by this name."""
        if 300 <= rejection.status < 400:
            self._hops.append(rejection.status)
        if rejection.status == 410:
            return SourceMisconfigured(
                f"{self._host} says that this feed is gone for good (410)",
                hint="look for its new address, or take the source out",
            )
        if rejection.status == 404 and self._preset:
            return SourceMisconfigured(
                f"{self._host} has no such feed (404)", hint=f"check `of` of {self._preset}"
            )
        return None


def feed_named_in(page: Answer) -> str | None:
    """The address of the page's feed; None when it names none. Call it in a thread."""
    from selectolax.lexbor import LexborHTMLParser  # 30 ms that every poll would wait for

    tree = LexborHTMLParser(page.body[:_LOOKED_AT].decode("utf-8", "replace"))
    named = [node.attributes for node in tree.css("link[rel~=alternate][href]")]
    feeds = [one for one in named if (one.get("type") or "").strip().lower() in _TYPES]
    # Blogs name the feed of their comments beside the one of their posts.
    feeds.sort(key=lambda one: "comment" in f"{one.get('title')} {one.get('href')}".lower())
    found = (_whole(page.url, one.get("href") or "") for one in feeds)
    return next((one for one in found if one is not None), None)


def _whole(page: str, href: str) -> str | None:
    try:
        address = link(urljoin(page, href.strip()))
    except ValueError:
        return None
    if address is None or urlsplit(page).scheme == "http":
        return address
    # A site that moved to https long ago may still name its old address.
    return f"https://{address.partition('://')[2]}"
