"""The links of a Google Alerts mail: one for each page that Google found.

Invariant: a link is what it leads to, not Google's detour that counts the clicks; Google's own
links (to change, to share or to end the alert) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socwatch.sources._fields import host_of, title
from socwatch.sources.rss import unwrapped
from socwatch.understand.text import clean, plain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST = 200
#: Tags read in one mail: nested ones cost the parser the square of their number.
_MOST_TAGS = 6_000
#: No item is nested deeper in its row.
_CLIMB = 12
_DETOUR = re.compile(r"<?(https?://(?:www\.)?google\.[a-z.]{2,6}/url\?[^\s<>\"]+)>?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One page that Google found."""

    url: str
    title: str | None
    text: str
    publisher: str | None = None


def alerts_in_html(html: str) -> list[Alert]:
    """Those of a mail in HTML, in its order."""
    from selectolax.lexbor import LexborHTMLParser  # 30 ms that every command would wait for

    tree = LexborHTMLParser("<".join(html.split("<", _MOST_TAGS)[:_MOST_TAGS]))
    tree.strip_tags(["script", "style"])
    anchors = [(page, node) for node in tree.css("a[href]") if (page := _page(_href(node)))]
    firsts: dict[str, list[LexborNode]] = {}
    for page, node in anchors:
        firsts.setdefault(page, []).append(node)
    return [_from_row(page, nodes) for page, nodes in list(firsts.items())[:_MOST]]


def alerts_in_text(text: str) -> list[Alert]:
    """Those of a mail in plain text: headline and excerpt stand above each link."""
    found: dict[str, Alert] = {}
    start = 0
    for match in _DETOUR.finditer(text):
        page = _page(match[1])
        above = [line.strip() for line in text[start : match.start()].rstrip().splitlines()]
        start = match.end()
        if page is None or page in found:
            continue
        blank = max((place for place, line in enumerate(above) if not line), default=-1)
        lines = above[blank + 1 :]
        headline = title(lines[0]) if lines else None
        found[page] = Alert(url=page, title=headline, text=clean("\n".join(lines[1:])))
    return list(found.values())[:_MOST]


def _href(node: LexborNode) -> str:
    return node.attributes.get("href") or ""


def _page(href: str) -> str | None:
    """Where a detour of Google leads to; None for every other link."""
    found = unwrapped(href.strip())
    host = host_of(found)
    if not found or found == href.strip() or host is None:
        return None
    own = host.removeprefix("www.").startswith("google.") and "/alerts" in found
    return None if own else found


def _from_row(page: str, nodes: list[LexborNode]) -> Alert:
    """What stands around a link, as far as it belongs to no other link."""
    headline = max((title(node.text()) or "" for node in nodes), key=len)
    around = _around(nodes[0], page)
    publisher = around[-1].css_first('[itemprop="publisher"]')
    said = title(publisher.text()) if publisher is not None else None
    excerpt = around[-1].css_first('[itemprop="description"]')
    if excerpt is not None:
        text = plain(_words_of(excerpt))
    else:
        # The nearest words: further out stand those of the mail itself.
        text = next((words for row in around[1:] if (words := _rest(row, said))), "")
    text = text or plain(_after(around[-1]))
    return Alert(url=page, title=headline or None, text=text, publisher=said)


def _around(node: LexborNode, page: str) -> list[LexborNode]:
    """The link and the ever larger parts of the mail around it without a link to another page."""
    rows = [node]
    for _ in range(_CLIMB):
        above = rows[-1].parent
        if above is None or above.tag in ("body", "html"):
            break
        if any(_page(_href(one)) not in (None, page) for one in above.css("a[href]")):
            break
        rows.append(above)
    return rows


def _rest(row: LexborNode, publisher: str | None) -> str:
    """The words of a row beside its links and its publisher."""
    lines = plain(_words_of(row)).splitlines()
    return clean("\n".join(line for line in lines if line.strip() and line != publisher))


def _words_of(node: LexborNode) -> str:
    return re.sub(r"<a\b[^>]*\bhref\b.*?</a>", " ", node.html or "", flags=re.DOTALL)


def _after(row: LexborNode) -> str:
    """What follows a bare link, up to the next."""
    pieces: list[str] = []
    beside = row.next
    while beside is not None and len(pieces) < _CLIMB:
        html = beside.html or ""
        if "<a" in html or beside.tag in ("hr", "table"):
            break
        pieces.append(html)
        beside = beside.next
    return "".join(pieces)
