"""What people see of a web page, and what is different in it.

Invariants: scripts, hidden parts and white space are not seen; an approved text is found whatever
the printer made of its blanks, capitals, quotes and dashes; a description of a change is short,
however much has changed.
"""

from __future__ import annotations

import re
import zlib
from base64 import b85decode, b85encode
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from socwatch.errors import SourceBroken, SourceMisconfigured
from socwatch.model.letters import fold
from socwatch.sources._answers import Answer
from socwatch.understand.text import plain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

#: More of a page's text than this is not looked at.
LONGEST = 60_000
_SHOWN = 400
#: Text is taken out of pieces of at most this size.
_WHOLE_BELOW = 150_000
_MOST_TAGS = 1_500
_DEEPEST = 60
_UNSEEN = ["script", "style", "template", "noscript", "iframe", "object", "svg", "head"]
_HIDDEN = '[hidden], [style*="display:none"], [style*="display: none"]'
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
#: The printer's quotes, primes and dashes, and what a keyboard has for them.
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u0060\u00b4"
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_TYPED = {
    ord(one): typed for several, typed in ((_DOUBLE, '"'), (_SINGLE, "'"), (_DASH, "-"))
    for one in several
}  # fmt: skip


def seen_in(answer: Answer, selector: str | None) -> str:
    """The visible text of a page, or of the parts of it that fit the selector.

    Raises SourceBroken when there is none, SourceMisconfigured when nothing fits. Takes its time
    for a large page: call it in a thread.
    """
    from selectolax.lexbor import LexborHTMLParser  # 30 ms that every poll would wait for

    if b"\0" in answer.body[:1024] and not answer.body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceMisconfigured("the address is no page of text")
    tree = LexborHTMLParser(_decoded(answer))
    tree.strip_tags(_UNSEEN)
    for node in tree.css(_HIDDEN):
        node.decompose()
    pieces = _pieces(tree, selector)
    text = "\n".join(plain(piece) for piece in pieces)[:LONGEST].strip()
    if not text:
        raise SourceBroken("there is no text on the page; a script may draw it")
    return text


def _pieces(tree: LexborHTMLParser, selector: str | None) -> list[str]:
    """The HTML of the parts that are looked at, each small enough to be read whole."""
    if selector is None:
        return list(_split(tree.body)) if tree.body else []
    found = tree.css(selector)
    if not found:
        raise SourceMisconfigured(
            "nothing on the page fits the selector", hint="the page was built anew, or it never did"
        )
    return [piece for node in found for piece in _split(node)]


def _split(node: LexborNode, depth: int = 0) -> Iterator[str]:
    html = node.html or ""
    children = list(node.iter(include_text=True)) if depth < _DEEPEST else []
    if not children or (len(html) < _WHOLE_BELOW and html.count("<") < _MOST_TAGS):
        yield html
        return
    for child in children:
        yield from _split(child, depth + 1)


def _decoded(answer: Answer) -> str:
    announced = _IN_HEADER.search(answer.headers.get("content-type", ""))
    declared = _CHARSET.search(answer.body[:2048])
    names = [announced[1] if announced else "", declared[1].decode() if declared else "", "utf-8"]
    for name in filter(None, names):
        try:
            return answer.body.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    return answer.body.decode("cp1252", "replace")


def selectable(selector: str) -> str:
    """The same selector when it is one; ValueError if not."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p></p>").css(selector)
    except (SelectolaxError, ValueError):
        raise ValueError('this is no CSS selector; write one such as "main" or "#status"') from None
    return selector


def squeezed(text: str) -> str:
    """The text without blanks, capitals and the printer's choice of quotes and dashes."""
    return _BLANK.sub("", fold(text.translate(_TYPED).replace("…", "...")))


def is_in(text: str, words: str) -> bool:
    """Whether the words stand in the text, however they are set."""
    return squeezed(words) in squeezed(text)


def what_changed(before: str, after: str) -> str:
    """What was taken away and what was added, in a few words; "" when nothing was."""
    old, new = _lines(before), _lines(after)
    if list(old.values()) == list(new.values()) and _keys(before) == _keys(after):
        return ""
    lost, gained = _left(before, new), _left(after, old)
    parts = [("Added", gained), ("Removed", lost)]
    told = [f"{name}: {_short(lines)}" for name, lines in parts if lines]
    return "\n".join(told) or "The order of the text has changed."


def _keys(text: str) -> list[str]:
    return [key for line in text.split("\n") if (key := _BLANK.sub("", line))]


def _lines(text: str) -> Counter[str]:
    return Counter(_keys(text))


def _left(text: str, others: Counter[str]) -> list[str]:
    """The lines of a text that the other one has not, or not as often."""
    left = others.copy()
    found = []
    for line in text.split("\n"):
        key = _BLANK.sub("", line)
        if not key:
            continue
        if left[key]:
            left[key] -= 1
        else:
            found.append(" ".join(line.split()))
    return found


def _short(lines: Sequence[str]) -> str:
    words = " / ".join(lines)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def kept(text: str) -> str:
    """A text packed for a cursor."""
    return b85encode(zlib.compress(text.encode(), 9)).decode()


def looked_up(packed: str) -> str:
    """The text that was packed; "" when it is damaged."""
    try:
        return zlib.decompress(b85decode(packed)).decode()
    except (ValueError, zlib.error):
        return ""
