"""What a text tells, taken apart for comparison: its words, and those that tell an event.

Invariant: the same text gives the same `Said` for ever, in every process. Who is quoted in front,
links, tags and credits behind, case, quotation marks and punctuation make no difference. The work
is bounded, whatever the text holds.

Terms are words without the commonest endings, cut to their first five letters: a stemmer that
needs no language (McNamee and Mayfield: Character n-gram tokenization for European language text
retrieval, Information Retrieval 7, 2004). Scripts without spaces give pairs of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from socwatch.model.letters import fold
from socwatch.model.mention import Mention, MentionKind
from socwatch.understand.address import page_of
from socwatch.understand.common_words import COMMON, NUMBERS, SCALES

#: What a text says later than this is not compared.
_LONGEST = 1_500
MOST_WORDS = 64
MOST_TERMS = 28
_MOST_LINKS = 4
_LONGEST_WORD = 40

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 8  # for scripts that write no spaces
#: With fewer words in front, tags and names at the end are part of the sentence.
_FEWEST_BEFORE_TAGS = 6
_FEWEST_BEFORE_CREDIT = 5
_MOST_NAMES = 4  # words of a credit: “via The Kettle Gazette”
_FEWEST_TERMS = 3
_STEM = 5
_SHORTEST_STEM = 3
_FIRST_IDEOGRAPH = "\u2e80"
#: A text in which more of the words begin with a capital is set as a headline: they tell no names.
_HEADLINE = 0.5

_LINK = re.compile(r"\W*((?:https?://|www\.)\S+)")
#: What follows a link in a sentence. A bracket may be its own.
_AFTER_LINK = ".,;:!?\u2026\"'\u201d\u00bb>]"
_AROUND_NAMES = "\"'()[]{}<>.,:;!?-\u2026\u2013\u2014\u201c\u201d\u2018\u2019\u00ab\u00bb"
_HUNG_ON = re.compile(r"\W*[#@][\w.@-]+\W*|[\W_]+")
#: Numbers are words of their own: “500g” and “500 g” are the same, “40,000” is one number.
_NUMBER = r"\d+(?:[,.]\d{3}(?!\d))*"
_WORD = re.compile(rf"[a-z_]\w*(?:'\w+)?|{_NUMBER}", re.ASCII)  # quicker, and most texts are ASCII
_SEPARATORS = re.compile(r"[,.]")
_THOUSANDS = re.compile(r"(?<=\d) 000(?!\d)")
#: Vowel signs of the Indic and South-East Asian scripts are no `\w`, but part of the word.
_ANY_WORD = re.compile(rf"{_NUMBER}|(?=\D)[\w\u0900-\u0963\u0966-\u109f\u1780-\u17d3]+(?:'\w+)*")
#: Scripts that write no spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)
#: In Japanese a run of katakana is a word, and hiragana mostly bind the words.
_KATAKANA = re.compile(r"([\u30a0-\u30ff]+)|[\u3040-\u309f]+")
_SYLLABLES = re.compile(r"[\uac00-\ud7a3]")
_SYLLABLE_STEM = 2  # of Hangul: what follows are endings
_ON_ANOTHERS_PAGE = (MentionKind.COMMENT, MentionKind.REPLY, MentionKind.REVIEW)
_REPOST = frozenset({"rt", "mt", "qt"})
_CREDITS = frozenset(
    {"via", "Via", "VIA", "-", "\u2013", "\u2014", "|", "\u00b7", "\u2022", "\u00bb", "//"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text taken apart."""

    exact: str  #: equal for copies word for word; "" for an empty text
    words: tuple[str, ...] = ()  #: folded, in order; none when it is too short to be compared
    terms: tuple[str, ...] = ()  #: what tells one event from another; each once
    names: tuple[str, ...] = ()  #: of the terms, those that are surely names
    links: tuple[str, ...] = ()  #: canonical addresses of the pages it speaks of


def said_by(mention: Mention) -> Said:
    """What a mention tells.

    A comment's title and address are those of what it comments on, a review's address is that of
    the shop: they are left out.
    """
    own = mention.kind not in _ON_ANOTHERS_PAGE
    title = mention.title or "" if own or mention.kind is MentionKind.REVIEW else ""
    addresses = [mention.url] if own and mention.url else []
    return said_in(mention.text, title=title, addresses=addresses)


def said_in(text: str, *, title: str = "", addresses: Sequence[str] = ()) -> Said:
    """What a text tells, under a title and about pages that the service names."""
    return _said_in(text, title, tuple(addresses))


@lru_cache(maxsize=2048)  # the same mentions are looked at tick after tick
def _said_in(text: str, title: str, addresses: tuple[str, ...]) -> Said:
    raw, found = _told(text[:_LONGEST])
    if title and not text.startswith(title.strip()):
        above, _ = _told(title[:_LONGEST])
        raw = above + raw if raw[: len(above)] != above else raw
    links = _pages([*addresses, *found]) if addresses or found else ()
    folded = fold(" ".join(raw))
    words = _words_in(folded)
    if len(words) < _FEWEST_WORDS and _unspaced_letters(words) < _FEWEST_LETTERS:
        whole = f"\n{title.strip()}\n{text.strip()}" if title else f"\n{text.strip()}"
        return Said(_name_of(whole[:_LONGEST]) if whole.strip() else "", links=links)
    told = " ".join(words)
    tellable = words = words[:MOST_WORDS]
    if not folded.isascii() and _UNSPACED.search(folded):
        tellable = [part for word in words for part in _apart(word)]
        words = [part for word in words for part in _paired(word)][:MOST_WORDS]
    terms = terms_of(tellable)
    if links and len(terms) < _FEWEST_TERMS:
        told = f"{told}\n{' '.join(links)}"  # “look at this”: what it tells is behind the link
    return Said(_name_of(told), tuple(words), terms, _names_in(raw, terms), links)


def _words_in(folded: str) -> list[str]:
    words = (_WORD if folded.isascii() else _ANY_WORD).findall(folded)
    if words and len(max(words, key=len)) > _LONGEST_WORD:
        words = [word[:_LONGEST_WORD] for word in words]
    told = " ".join(words)
    if "," in told or "." in told or " 000" in told:
        return _THOUSANDS.sub("000", _SEPARATORS.sub("", told)).split(" ")
    return words


def _pages(addresses: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(filter(None, map(page_of, addresses)))
    return tuple(found)[:_MOST_LINKS]


def words_of(mention: Mention) -> list[str]:
    """The words of a mention's title and text as they are folded, before they are cut to stems."""
    return _words_in(fold(f"{mention.title or ''} {mention.text}"[:_LONGEST]))


def terms_in(text: str) -> tuple[str, ...]:
    """The terms of a piece of text, however short."""
    return terms_of([part for word in _words_in(fold(text)) for part in _apart(word)])


def terms_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell an event, cut to their stems, each once, the first `MOST_TERMS`."""
    if not SCALES.keys().isdisjoint(words):
        words = _scaled(words)
    stems = dict.fromkeys([stem(word) for word in words if word not in COMMON])
    stems.pop("", None)
    return tuple(stems)[:MOST_TERMS]


def _scaled(words: Sequence[str]) -> list[str]:
    """The words with “3 million” as one number."""
    found: list[str] = []
    for word in words:
        scale, last = SCALES.get(word), found[-1] if found else ""
        number = int(last) if last.isdecimal() and len(last) < 5 else NUMBERS.get(last)
        if scale is None or number is None:
            found.append(word)
        else:
            found[-1] = str(number * scale)
    return found


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The first letters of a word without its ending; a number as it is; "" for a single letter."""
    if "'" in word:
        word = max(word.split("'"), key=len)
    if word.isdigit() or _KATAKANA.match(word):
        return word
    if _SYLLABLES.match(word):
        return word[:_SYLLABLE_STEM]
    if len(word) < 2:
        return word if word >= _FIRST_IDEOGRAPH else ""
    return _without_ending(word)[:_STEM] if word.isascii() else word[:_STEM]


def _without_ending(word: str) -> str:
    """“leaks”, “leaked” and “leaking” as “leak”, “cities” and “city” as “citi”."""
    for ending in ("s", "ing", "ed", "e"):
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
            word = word[: -len(ending)]
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-1]}i" if word[-1] == "y" else word


def _names_in(raw: Sequence[str], terms: tuple[str, ...]) -> tuple[str, ...]:
    """Terms with a capital in the middle of a sentence, unless the text is set as a headline."""
    raw = raw[:MOST_WORDS]
    capital = [place for place, word in enumerate(raw) if word[0].isupper()]
    if not capital or len(capital) > _HEADLINE * len(raw):
        return ()
    words = [raw[place] for place in capital if place and raw[place - 1][-1].isalnum()]
    names = {stem(fold(word.strip(_AROUND_NAMES))) for word in words}
    return tuple([term for term in terms if term in names])


def _name_of(told: str) -> str:
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _told(text: str) -> tuple[list[str], list[str]]:
    """The words without who is quoted in front, and without tags and credits behind; the links."""
    told = text.split()
    while len(told) > 1 and told[1][0] == "@" and _is_repost(told[0]):
        del told[:2]
    links: list[str] = []
    if "//" in text or "www." in text:
        found = [_LINK.fullmatch(word) for word in told]
        links = [link[1].rstrip(_AFTER_LINK) for link in found if link]
        told = [word for word, link in zip(told, found, strict=True) if not link]
    return _without_credit(_without_tags(_without_credit(told))), links


def _is_repost(mark: str) -> bool:
    return mark.strip("\"'\u201c\u201d").lower() in _REPOST


def _without_tags(words: list[str]) -> list[str]:
    end = len(words)
    while end and not words[end - 1].isalnum() and _HUNG_ON.fullmatch(words[end - 1]):
        end -= 1
    return words[:end] if end >= _FEWEST_BEFORE_TAGS else words


def _without_credit(words: list[str]) -> list[str]:
    """Without “via @dana”, “- The Kettle Gazette”, “| BBC News” at the end."""
    tail = words[_FEWEST_BEFORE_CREDIT:][-_MOST_NAMES - 1 :]
    if _CREDITS.isdisjoint(tail):
        return words
    for back in range(2, len(tail) + 1):
        if tail[-back] in _CREDITS:
            is_credit = all(name[0].isupper() or name[0] in "@#" for name in tail[1 - back :])
            return words[:-back] if is_credit else words
    return words


def _unspaced_letters(words: Sequence[str]) -> int:
    return sum(letter > "\u2e7f" for word in words for letter in word)


def _paired(word: str) -> list[str]:
    """The word, or where it has no spaces the pairs of neighbouring characters."""
    found: list[str] = []
    for place, run in enumerate(_UNSPACED.split(word)):
        if place % 2:
            found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
        elif run:
            found.append(run)
    return found


def _apart(word: str) -> list[str]:
    """The same for terms: words of katakana whole, hiragana left out."""
    found: list[str] = []
    for place, run in enumerate(_UNSPACED.split(word)):
        if place % 2 == 0:
            found += [run] if run else []
            continue
        for which, part in enumerate(_KATAKANA.split(run)):
            if part and which % 2:
                found.append(part)
            elif part:
                found += _paired(part)
    return found
