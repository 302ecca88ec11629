"""Query text to tokens, and single tokens to literals.

Invariant: every refusal is a QueryError with the column and what to write instead. What the full
language has and this one does not yet is refused by name, never searched for as if it were a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from socwatch.errors import UsageError
from socwatch.model.letters import fold
from socwatch.model.query import Literal, LiteralKind

SHORTEST_PREFIX = 3


class QueryError(UsageError):
    """A query that cannot be understood; `column` (1-based) is where, `suggestion` what to do."""

    def __init__(self, message: str, *, column: int, suggestion: str = "") -> None:
        super().__init__(f"column {column}: {message}", hint=suggestion)
        self.column = column
        self.suggestion = suggestion


class Sort(Enum):
    """What a token is to the grammar."""

    WORD = auto()
    QUOTED = auto()
    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    AND = auto()
    OR = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; `text` of a quoted one is without its quotes."""

    sort: Sort
    text: str
    column: int


_OPERATORS = {"AND": Sort.AND, "OR": Sort.OR, "NOT": Sort.NOT}
_CLOSING = {'"': '"', "“": '”"', "”": '”"', "„": '“”"', "«": '»"', "»": '»"'}
_LEXEME = re.compile(r'\s*(?:(?P<sign>[()])|(?P<quote>["“”„«»])|(?P<word>[^\s()"“”„«»]+))')
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, ending with END."""
    _refuse_invisible(text)
    at = 0
    while found := _LEXEME.match(text, at):
        at = found.end()
        if quote := found["quote"]:
            column = found.start("quote") + 1
            at = _after_quote(text, at, quote)
            yield Token(Sort.QUOTED, text[column : at - 1], column)
        elif sign := found["sign"]:
            sort = Sort.OPEN if sign == "(" else Sort.CLOSE
            yield Token(sort, sign, found.start("sign") + 1)
        else:
            yield from _word_tokens(found["word"], found.start("word") + 1, text[at : at + 1])
    yield Token(Sort.END, "", len(text) + 1)


def _refuse_invisible(text: str) -> None:
    if text.isprintable():
        return
    for column, letter in enumerate(text, start=1):
        control = unicodedata.category(letter) in ("Cc", "Cs") and not letter.isspace()
        if control or unicodedata.bidirectional(letter) in _TURNING:
            raise QueryError(
                f"an invisible character (U+{ord(letter):04X}) stands here",
                column=column,
                suggestion="type this part again; such characters come along when copying",
            )


def _after_quote(text: str, start: int, quote: str) -> int:
    """Where the text goes on after the quote that was opened just before `start`."""
    ends = [end for closer in _CLOSING[quote] if (end := text.find(closer, start)) >= 0]
    if not ends:
        raise QueryError("this quote is never closed", column=start, suggestion='add the closing "')
    return min(ends) + 1


def _word_tokens(word: str, column: int, follows: str) -> Iterator[Token]:
    bare = word.lstrip("-")
    if not bare and (not follows or follows.isspace() or follows == ")"):
        raise QueryError(
            "a “-” stands alone here",
            column=column,
            suggestion="write it directly before the word it excludes, or leave it out",
        )
    for place in range(len(word) - len(bare)):
        yield Token(Sort.NOT, "-", column + place)
    if bare:
        yield Token(_OPERATORS.get(bare, Sort.WORD), bare, column + len(word) - len(bare))


def literal_of(token: Token) -> Literal:
    """What a WORD or QUOTED token looks for. Raises QueryError when that is nothing we know."""
    if token.sort is Sort.QUOTED:
        return _phrase(token)
    _refuse_unknown(token)
    text = token.text
    if text.startswith("#"):
        return _tag(token)
    if text.startswith("@"):
        return _handle(token)
    if text.endswith("*"):
        return _prefix(token)
    _refuse_empty(text, token)
    return Literal(kind=LiteralKind.WORD, text=text)


def _phrase(token: Token) -> Literal:
    text = " ".join(token.text.split())
    if "*" in text or "?" in text:
        raise QueryError(
            "wildcards inside quotes are not understood yet",
            column=token.column,
            suggestion="write the words out, or use burn* outside quotes",
        )
    _refuse_empty(text, token)
    return Literal(kind=LiteralKind.PHRASE, text=text)


def _tag(token: Token) -> Literal:
    name = token.text[1:]
    if not fold(name) or not all(letter.isalnum() or letter == "_" for letter in fold(name)):
        raise QueryError(
            f"“{token.text}” is no hashtag",
            column=token.column,
            suggestion="a hashtag is # and then letters and digits only",
        )
    return Literal(kind=LiteralKind.TAG, text=name)


_ACCOUNT = re.compile(r"[\w.-]*\w(?:@[\w.-]*\w)?")


def _handle(token: Token) -> Literal:
    name = token.text[1:]
    if not _ACCOUNT.fullmatch(name):
        raise QueryError(
            f"“{token.text}” is no account",
            column=token.column,
            suggestion="write @name or @name@server",
        )
    return Literal(kind=LiteralKind.HANDLE, text=name)


def _prefix(token: Token) -> Literal:
    stem = token.text[:-1]
    if sum(letter.isalnum() for letter in fold(stem)) < SHORTEST_PREFIX:
        raise QueryError(
            f"“{token.text}” would match too much",
            column=token.column,
            suggestion=f"write at least {SHORTEST_PREFIX} letters before the *",
        )
    return Literal(kind=LiteralKind.PREFIX, text=stem)


def _refuse_empty(text: str, token: Token) -> None:
    if any(letter.isalnum() or unicodedata.category(letter) == "So" for letter in fold(text)):
        return
    raise QueryError(
        "there is no word here to look for",
        column=token.column,
        suggestion="leave it out, or put a word in its place",
    )


#: (what the token looks like, what is wrong, what to do); the first that fits is told.
_REFUSALS = tuple(
    (re.compile(pattern), wrong, advice)
    for pattern, wrong, advice in (
        (r"O?NEAR(/\d*f?)?", "NEAR is not understood yet", 'use AND, or a "phrase in quotes"'),
        (r"\|\|?", "“|” is not an operator", "write OR"),
        (r"&&", "“&&” is not an operator", "write AND, or leave it out"),
        (r"[~^].*", "“~” after a phrase is not understood yet", "leave it out"),
        (r"/.*", "/regular expressions/ are not understood yet", "use words and burn*"),
        (r"[!{}\[\]<>=].*", "searching by exact spelling is not understood yet", "leave it out"),
        (r"[\u2013\u2014].*", "a long dash excludes nothing", "write - or NOT"),
        (r"\+[^\W\d].*", "every word is required anyway", "leave the + out"),
        (r"[^\W\d]\w*:.*", "fields (author:, site: …) are not understood yet", "put it in quotes"),
        (r".*\?.*", "“?” is not understood yet", "write the words out, or use burn*"),
        (r"[#@].*\*", "a * after a hashtag or account is not understood yet", "write it out"),
        (r".*\*.+", "a * is only understood at the end of a word", "write it like burn*"),
        (r".*[,;:!]", "punctuation has no meaning here", "leave it out, or write OR"),
        (r"['\u2018\u2019].*", "a phrase needs double quotes", 'write "like this"'),
    )
)


def _refuse_unknown(token: Token) -> None:
    for pattern, wrong, advice in _REFUSALS:
        if pattern.fullmatch(token.text):
            raise QueryError(wrong, column=token.column, suggestion=advice)
