"""Hostile text in, safe text out.

Invariant: what `clean` returns holds no control character but the newline, nothing that hides or
reorders other text, no pile of accents, and never more than `limit` characters; cleaning it again
changes nothing. Escaping for a terminal, a page or a mail is still the output's own duty.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from socwatch.model.letters import fold

__all__ = ["clean", "fold", "plain"]

#: Raw characters looked at for each one that may be kept: bounds the time for any input.
_READ_AHEAD = 2
_MARKS_A_LETTER = 4
_ROUNDS = 8

_NONCHARACTERS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_BROKEN = re.compile(
    f"[\x00\x80-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb{_NONCHARACTERS}]"
)
#: ESC becomes \u241b, a backspace \u2408, a carriage return that ends no line \u240d.
_PICTURES = {code: 0x2400 + code for code in range(1, 0x20) if chr(code) not in "\t\n"}
_PICTURES[0x7F] = 0x2421
_LINE_ENDS = re.compile("\r\n|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[^\\S\n]+")
_AROUND_LINE_END = re.compile(" ?\n ?")
_EMPTY_LINES = re.compile("\n{3,}")

#: Always dropped; joiners, variation selectors and flag tags have rules of their own.
_HIDERS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\U000e0080-\U000e0fff]"
)
_EMOJI = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
#: Arabic and Indic scripts, Sinhala to Khmer and Mongolian: joiners are part of their spelling.
_JOINING = (
    "\u0600-\u06ff\u0750-\u077f\u0840-\u0dff\u1000-\u109f\u1780-\u18af"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
_LOOSE_JOINERS = re.compile(
    f"\u200d(?:(?<![{_EMOJI}{_JOINING}]\u200d)|(?![{_EMOJI}{_JOINING}]))"
    f"|\u200c(?:(?<![{_JOINING}]\u200c)|(?![{_JOINING}]))"
)
_JOINER_RUNS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_TAGGED = re.compile("(\U0001f3f4?)([\U000e0000-\U000e007f]+)")
#: The only words written in tag characters that show as something: three flags.
_FLAGS = frozenset(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)

#: Tags read in one text: nested ones cost the parser the square of their number.
_MOST_TAGS = 2_000
_LARGEST_HTML = 200_000
_STRAY = re.compile(
    r"""<(?!/?[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|!--|!doctype|\?xml)""", re.IGNORECASE
)
_BLOCKS = re.compile(
    r"</?(?:br|p|div|li|ul|ol|dl|dt|dd|tr|table|h[1-6]|blockquote|pre|section|article|header"
    r"|footer|figure|figcaption|hr|html|head|body|frameset)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_UNSEEN = ["script", "style", "template", "noscript", "iframe", "object", "svg", "textarea"]


def clean(raw: str, *, limit: int = 32_000) -> str:
    """The text as people would read it, at most `limit` characters, ending in "…" when cut.

    Broken characters become U+FFFD, control characters the pictures of themselves; characters
    that hide or turn text are gone, except the joiners inside emoji and in scripts that need
    them. Line breaks stay, blanks are single, and there is never more than one empty line.
    """
    if raw.isascii() and raw.isprintable() and len(raw) <= limit and "  " not in raw:
        return raw.strip(" ")  # most posts, fifty times as quick
    window = max(limit, 1) * _READ_AHEAD
    text = _settled(raw[:window])
    if len(text) <= limit and len(raw) <= window:
        return text
    return _settled(text[: max(limit, 1) - 1]).rstrip() + "…"


def plain(html: str) -> str:
    """The clean text of a piece of HTML, which may as well be plain text with a stray `<`.

    Paragraphs and `<br>` become line breaks, entities their characters; scripts, styles and
    comments are dropped. Line ends of the source count only where no tag makes the lines.
    """
    if "<" not in html and "&" not in html:
        return clean(html)
    source = _BROKEN.sub("\ufffd", html[:_LARGEST_HTML])
    source = _STRAY.sub("&lt;", source)
    if _BLOCKS.search(source):
        source = _BLOCKS.sub("\n", source.replace("\n", " "))
    from selectolax.lexbor import LexborHTMLParser  # 30 ms that every command would wait for

    tree = LexborHTMLParser(_first_tags(source))
    tree.strip_tags(_UNSEEN)
    return clean(tree.body.text() if tree.body else "")


def _first_tags(source: str) -> str:
    """The source up to as many tags as the parser can be trusted with."""
    parts = source.split("<", _MOST_TAGS + 1)
    return source if len(parts) <= _MOST_TAGS + 1 else "<".join(parts[:-1])


def _settled(text: str) -> str:
    """Safe and tidy. Dropping one character can loosen its neighbour, so until nothing changes."""
    text = _BROKEN.sub("\ufffd", _LINE_ENDS.sub("\n", text)).translate(_PICTURES)
    if not text.isascii():
        for _ in range(_ROUNDS):
            before, text = text, _without_hiders(text)
            if text == before:
                break
    text = _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", text))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def _without_hiders(text: str) -> str:
    text = _TAGGED.sub(_flag, _HIDERS.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = _piles().sub(r"\1", _stray_selectors().sub("", text))
    return _LOOSE_JOINERS.sub("", _JOINER_RUNS.sub(r"\1", text))


def _flag(found: re.Match[str]) -> str:
    black_flag, tags = found.groups()
    return found[0] if black_flag and tags in _FLAGS else black_flag


@cache
def _marks() -> str:
    """The characters that are drawn onto the one before, as a regular expression's class.

    Of the basic plane alone: one higher character in a class makes `re` fifty times slower.
    """
    codes = (*range(0x300, 0xFE00), *range(0xFE20, 0xFFFE))
    return "".join(chr(code) for code in codes if unicodedata.category(chr(code)) in ("Mn", "Me"))


@cache
def _piles() -> re.Pattern[str]:
    return re.compile(f"([{_marks()}]{{{_MARKS_A_LETTER}}})[{_marks()}]+")


@cache
def _stray_selectors() -> re.Pattern[str]:
    """Variation selectors that do not directly follow what they vary."""
    selectors = "\ufe00-\ufe0f"
    return re.compile(f"^[{selectors}]+|[{selectors}](?<=[\\s{_marks()}{selectors}][{selectors}])")
