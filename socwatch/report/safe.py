"""Hostile text made fit to be shown.

Invariant: what leaves here is one line of printable text that cannot hide, reorder or overwrite
what stands around it. Escaping for HTML, Markdown and CSV comes on top, at each output.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

#: Longest address that is printed; a longer one is named by its host.
LONGEST_URL = 500
#: Marks stacked on one letter beyond this are dropped.
STACKED_MARKS = 3

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e0fff]")
_SPACE = re.compile(r"\s+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that may be made clickable, with the host it really leads to."""

    url: str
    host: str
    warning: str = ""  # why the host may not be what it looks like


def plain(text: str) -> str:
    """The text on one line, without controls, invisible or direction-changing characters."""
    visible = _INVISIBLE.sub("", _BIDI.sub("", text))
    spaced = _SPACE.sub(" ", visible).strip()
    return _unstacked("".join(_printable(char) for char in spaced))


def shortened(text: str, longest: int) -> str:
    """The text as `plain` gives it, cut at a word's end where there is one nearby."""
    line = plain(text)
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at_word = cut.rfind(" ", longest * 2 // 3)
    return (cut[:at_word] if at_word > 0 else cut).rstrip() + _ELLIPSIS


def isolated(text: str) -> str:
    """The text; when it runs right to left, closed in so that it cannot turn its neighbours."""
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"\u2068{text}\u2069"
    return text


def ascii_only(text: str) -> str:
    """The text in ASCII, other characters as `?`; for the mail that must go out whatever comes."""
    return text.encode("ascii", "replace").decode("ascii")


def link(url: str | None) -> Link | None:
    """Where the address leads, or None when it is none that may be opened from a message.

    Only http and https. A host that is not plain ASCII, and a user name before the host, are
    how addresses are made to look like others, so both are named.
    """
    if url is None or len(url) > LONGEST_URL:
        return None
    tidy = quote(plain(url), safe="%/:?#[]@!$&'()*+,;=~-._")
    try:
        parts = urlsplit(tidy)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return Link(url=tidy, host=host, warning=_suspicion(parts.netloc, host))


def _suspicion(netloc: str, host: str) -> str:
    if "@" in netloc:
        return f"the address hides where it leads: {host}"
    if "xn--" in host or "%" in host:
        return "the host has letters that may look like others"
    return ""


def _printable(char: str) -> str:
    point = ord(char)
    unassignable = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return "\ufffd" if unassignable or unicodedata.category(char) in ("Cc", "Cs") else char


def _unstacked(text: str) -> str:
    marks = 0
    kept = []
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= STACKED_MARKS:
            kept.append(char)
    return "".join(kept)
