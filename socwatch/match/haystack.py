"""Finds many literals in one text at the cost of one pass.

The text model: upper and lower case, accents, full-width forms and invisible characters make no
difference. A word is found as a whole word (`acme` in "Acme's", "#acme", "@acme" and "acme-like",
never in "acmeville"); a sign inside or at the end of a term must be there (`AT&T`, `C++`,
`node.js`). Scripts that write no spaces are searched by substring. A phrase's words may be parted
by up to three signs or blanks. A hashtag or account is only found written as one; `@acme` also in
"@acme@kettle.social". The inside of a link counts only for terms with a dot or slash (`acme.com`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from socwatch.model.letters import fold
from socwatch.model.query import Literal, LiteralKind

_ACCENTS = re.compile("[\u0300-\u036f]")
_BLANKS = re.compile(r"\s+")
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+")

#: Scripts without spaces, or whose words carry their endings without one: Thai, Lao, Burmese,
#: Khmer, kana, Han, Hangul.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
)
_SIGNS = "'.-&+#@$%"

#: Parts title and text further than the words of a phrase may be.
_GAP = "\n" * 4
_BETWEEN_WORDS = r"\W{1,3}"


def searchable(*texts: str) -> str:
    """The texts in the form in which literals are looked for; no phrase spans two of them."""
    return _GAP.join(_BLANKS.sub(" ", unaccented(fold(text))) for text in texts)


def unaccented(text: str) -> str:
    """Without the accents on Latin, Greek and Cyrillic letters."""
    if text.isascii():
        return text
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def _in_word(text: str, at: int) -> bool:
    """Whether the character there joins its neighbours into one word."""
    if not 0 <= at < len(text):
        return False
    letter = text[at]
    if letter.isascii():
        return letter.isalnum() or letter == "_"
    if _UNSPACED.match(letter):
        return False
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _starts(text: str, at: int) -> bool:
    """Whether a term that begins there is not the rest of a longer one."""
    first = text[at]
    if first in _SIGNS:
        return not _in_word(text, at - 1) and text[at - 1 : at] != first
    return not (_in_word(text, at) and _in_word(text, at - 1))


def _ends(text: str, end: int) -> bool:
    """Whether a term that ends there does not go on."""
    last = text[end - 1]
    if last in _SIGNS:
        return text[end : end + 1] != last
    return not (_in_word(text, end - 1) and _in_word(text, end))


def _whole_word(text: str, start: int, end: int) -> str:
    return text[start:end] if _starts(text, start) and _ends(text, end) else ""


def _begun_word(text: str, start: int, end: int) -> str:
    if not _starts(text, start):
        return ""
    while _in_word(text, end):
        end += 1
    return text[start:end]


def _tagged(text: str, start: int, end: int) -> str:
    if _in_word(text, end) or _in_word(text, start - 1) or text[start - 1 : start] in ("/", "&"):
        return ""
    return text[start:end]


def _phrased(phrase: re.Pattern[str]) -> Callable[[str, int, int], str]:
    def found(text: str, start: int, _end: int) -> str:
        match = phrase.match(text, start)
        return _whole_word(text, start, match.end()) if match else ""

    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """How one literal is recognised: a needle for the quick pass, then a closer look."""

    literal: Literal
    needle: str
    look: Callable[[str, int, int], str]  # what is there, or ""
    in_links: bool


def _form(literal: Literal) -> _Form:
    text = " ".join(unaccented(fold(literal.text)).split())
    in_links = "." in text or "/" in text
    match literal.kind:
        case LiteralKind.PREFIX:
            return _Form(literal, text, _begun_word, in_links)
        case LiteralKind.TAG:
            return _Form(literal, f"#{text}", _tagged, False)
        case LiteralKind.HANDLE:
            return _Form(literal, f"@{text}", _tagged, False)
        case LiteralKind.WORD:
            return _Form(literal, text, _whole_word, in_links)
        case LiteralKind.PHRASE:
            words = _words(text)
            phrase = re.compile(_BETWEEN_WORDS.join(map(re.escape, words)))
            return _Form(literal, words[0], _phrased(phrase), in_links)


def _words(phrase: str) -> list[str]:
    """The words of a phrase, without the punctuation between them; signs inside them stay."""
    words = [word.strip(",;:!?()") for word in phrase.split()]
    meant = [word for word in words if any(letter not in _SIGNS for letter in word)]
    return meant or [phrase]


class Haystack:
    """Literals ready to be looked for in any number of texts."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for literal in dict.fromkeys(literals):
            form = _form(literal)
            self._forms.setdefault(form.needle, []).append(form)
        self._needles = tuple(self._forms)
        self._automaton = AhoCorasick(self._needles) if self._needles else None

    def found(self, text: str) -> Mapping[Literal, str]:
        """Each literal that is in a `searchable` text, and the word it is there, first first."""
        seen: dict[Literal, str] = {}
        if self._automaton is None:
            return seen
        links = [link.span() for link in _LINK.finditer(text)]
        for needle, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for form in self._forms[self._needles[needle]]:
                if form.literal in seen or (not form.in_links and _inside(links, start)):
                    continue
                if word := form.look(text, start, end):
                    seen[form.literal] = word
        return seen


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether one of the spans, which come in order, holds the place."""
    before = bisect_right(spans, at, key=itemgetter(0))
    return before > 0 and at < spans[before - 1][1]
