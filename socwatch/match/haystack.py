"""Finds many literals in one text at the cost of one pass.

A word is found as a whole word (`acme` in "Acme's", "#acme", "@acme" and "acme-like", never in
"acmeville"); a sign inside or at the end of a term must be there (`AT&T`, `C++`, `node.js`).
Scripts that write no spaces are searched by substring. A phrase's words may be parted by up to
three signs or blanks. In a pattern `?` is one letter and `*` any number, inside one word. A
hashtag or account is only found written as one; `@acme` also in "@acme@kettle.social". The inside
of a link counts only for terms with a dot or slash (`acme.com`).

Invariant: a literal is found by `found` exactly when `spans` has a place for it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation

from socwatch.match.folding import unaccented
from socwatch.model.letters import fold
from socwatch.model.query import Literal, LiteralKind

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+")

#: Scripts without spaces, or whose words carry their endings without one: Thai, Lao, Burmese,
#: Khmer, kana, Han, Hangul.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]"
)
_SIGNS = "'.-&+#@$%"
_MOST_LETTERS = 500_000

_BETWEEN_WORDS = r"\W{1,3}"


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


def _patterned(pattern: re.Pattern[str]) -> Callable[[str, int, int], str]:
    """The needle stands anywhere in the word; the pattern begins where the word does."""

    def found(text: str, start: int, _end: int) -> str:
        while _in_word(text, start) and _in_word(text, start - 1):
            start -= 1
        match = pattern.match(text, start)
        return match[0] if match and _ends(text, match.end()) else ""

    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """How one literal is recognised: a needle for the quick pass, then a closer look."""

    literal: Literal
    needle: str
    look: Callable[[str, int, int], str]  # what is there, or ""
    in_links: bool


#: The kinds that a text alone decides; the others need the mention, or a place beside another.
TEXTUAL = frozenset({
    LiteralKind.WORD, LiteralKind.PHRASE, LiteralKind.PREFIX, LiteralKind.TAG, LiteralKind.HANDLE,
    LiteralKind.PATTERN, LiteralKind.CASED,
})  # fmt: skip


@cache
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
        case LiteralKind.PATTERN:
            return _pattern(literal, text, in_links=in_links)
        case LiteralKind.PHRASE | LiteralKind.CASED:
            words = _words(text)
            phrase = re.compile(_BETWEEN_WORDS.join(map(re.escape, words)))
            return _Form(literal, words[0], _phrased(phrase), in_links)
        case _:
            return _Form(literal, text, _whole_word, in_links)


def _pattern(literal: Literal, text: str, *, in_links: bool) -> _Form:
    """`reca?l`: one letter; `ac*me`: any number of them. The parser allows few stars."""
    return _Form(
        literal, max(re.split(r"[?*]", text), key=len), _patterned(_as_regex(text)), in_links
    )


def _as_regex(text: str) -> re.Pattern[str]:
    signs = {"?": r"\w", "*": r"\w*"}
    return re.compile("".join(signs.get(one, re.escape(one)) for one in re.split(r"([?*])", text)))


def _words(phrase: str) -> list[str]:
    """The words of a phrase, without the punctuation between them; signs inside them stay."""
    words = [word.strip(",;:!?()") for word in phrase.split()]
    meant = [word for word in words if any(letter not in _SIGNS for letter in word)]
    return meant or [phrase]


def _finder(needles: Sequence[str]) -> Callable[[str], Places]:
    """The quickest automaton takes memory: some hundred bytes a letter, so not for a dictionary."""
    if not needles:
        return lambda _text: ()
    small = sum(map(len, needles)) < _MOST_LETTERS
    automaton = AhoCorasick(needles, implementation=Implementation.DFA if small else None)
    return partial(automaton.find_matches_as_indexes, overlapping=True)


#: Number of a needle, start and end of each of its places.
Places = Sequence[tuple[int, int, int]]


class Haystack:
    """Literals ready to be looked for in any number of texts."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for literal in dict.fromkeys(literals):
            form = _form(literal)
            self._forms.setdefault(form.needle, []).append(form)
        self._needles = tuple(self._forms)
        self._by_needle = tuple(tuple(forms) for forms in self._forms.values())
        #: Where needles are in a `folded` text: no needle has a blank, so blanks do not matter.
        self.places: Callable[[str], Places] = _finder(self._needles)

    def found(self, text: str) -> Mapping[Literal, str]:
        """Each literal that is in a `searchable` text, and the word it is there, first first."""
        return self.looked_at(text, self.places(text))

    def looked_at(self, text: str, places: Places) -> Mapping[Literal, str]:
        """The same, when the places of the needles are known."""
        seen: dict[Literal, str] = {}
        links: list[tuple[int, int]] | None = None
        for needle, start, end in places:
            for form in self._by_needle[needle]:
                if form.literal in seen or not (word := form.look(text, start, end)):
                    continue
                if not form.in_links:
                    links = _links(text) if links is None else links
                    if links and _inside(links, start):
                        continue
                seen[form.literal] = word
        return seen


def spans(text: str, literal: Literal) -> Iterator[tuple[int, int]]:
    """Every place of a textual literal in a `searchable` text: start and end."""
    form = _form(literal)
    links = None if form.in_links else _links(text)
    if literal.kind is LiteralKind.PATTERN:
        yield from _pattern_spans(text, _as_regex(" ".join(unaccented(fold(literal.text)).split())))
        return
    start = text.find(form.needle)
    while start >= 0:
        word = form.look(text, start, start + len(form.needle))
        if word and not (links and _inside(links, start)):
            yield start, start + len(word)
        start = text.find(form.needle, start + 1)


def _pattern_spans(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if _starts(text, match.start()) and _ends(text, match.end()):
            yield match.span()


def _links(text: str) -> list[tuple[int, int]]:
    if "://" not in text and "www." not in text:
        return []
    return [link.span() for link in _LINK.finditer(text)]


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether one of the spans, which come in order, holds the place."""
    before = bisect_right(spans, at, key=itemgetter(0))
    return before > 0 and at < spans[before - 1][1]
