"""Query text to tokens.

Invariant: every refusal is a QueryError with the column and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto

from socwatch.errors import UsageError


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
    REGEX = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    NEAR = auto()
    AND = auto()
    OR = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query; `text` of a quoted one is without its quotes.

    Of a FIELD, `text` is its name, and its value is the next token. `within` is the number behind
    NEAR, or behind a quoted phrase's `~`; None when there is none.
    """

    sort: Sort
    text: str
    column: int
    within: int | None = None
    ordered: bool = False


#: Fields, and what other tools call them.
FIELDS = {
    "author": "author", "domain": "domain", "site": "domain", "url": "url", "link": "link",
    "links": "link", "title": "title", "lang": "lang", "language": "lang", "country": "country",
    "source": "source", "kind": "kind", "followers": "followers", "engagement": "engagement",
    "rating": "rating", "is": "is", "case": "case", "raw": "case",
}  # fmt: skip

_OPERATORS = {"AND": Sort.AND, "OR": Sort.OR, "NOT": Sort.NOT}
_CLOSING = {'"': '"', "“": '”"', "”": '”"', "„": '“”"', "«": '»"', "»": '»"'}
_LEXEME = re.compile(
    r"\s*(?:(?P<sign>[()])"
    r'|(?P<quote>["“”„«»])'
    r"|(?P<regex>/)"
    r'|(?P<bang>!)(?=["“”„«»])'
    r'|(?P<minus>-+)(?=["“”„«»(/]|[^\W\d_]+:(?!//))'
    r"|(?P<field>[^\W\d_]+):(?=[^\s)])(?!//)"
    r'|(?P<word>[^\s()"“”„«»]+))'
)
_NEAR = re.compile(r"O?NEAR(?:/(?P<within>\d{1,3})(?P<ordered>f?))?")
_TILDE = re.compile(r"~(?P<within>\d{1,3})(?![^\s()])")
_LIKE_NEAR = re.compile(r"[A-Za-z]{3,5}/\d+f?")
_USUAL_DISTANCE = 5
MOST_BETWEEN = 100
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, ending with END."""
    _refuse_invisible(text)
    at, after_field = 0, False
    while found := _LEXEME.match(text, at):
        at = found.end()
        last = found.lastgroup or ""
        column = found.start(last) + 1
        after_field, was = last in ("field", "bang"), after_field
        if last == "quote":
            token, at = _quoted(text, at, found[last])
            yield token
        elif last == "regex" and not was:
            token, at = _regex(text, at)
            yield token
        elif last in ("word", "regex"):
            word, at = _word_at(text, column - 1)
            yield from _word_tokens(word, column, text[at : at + 1], plain=was)
        else:
            yield from _sign(last, found[last], column)
    yield Token(Sort.END, "", len(text) + 1)


def _sign(sort: str, text: str, column: int) -> Iterator[Token]:
    if sort == "sign":
        yield Token(Sort.OPEN if text == "(" else Sort.CLOSE, text, column)
    elif sort == "minus":
        for place in range(len(text)):
            yield Token(Sort.NOT, "-", column + place)
    else:
        yield Token(Sort.FIELD, "case" if sort == "bang" else _field(text, column), column)


def _field(name: str, column: int) -> str:
    known = FIELDS.get(name.lower())
    if known is not None:
        return known
    near = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.6)
    advice = f"did you mean {near[0]}: ?" if near else f"put “{name}:…” in quotes to look for it"
    raise QueryError(f"there is no field “{name}:”", column=column, suggestion=advice)


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


def _quoted(text: str, start: int, quote: str) -> tuple[Token, int]:
    """The phrase that begins at `start`, and where the text goes on after it."""
    ends = [end for closer in _CLOSING[quote] if (end := text.find(closer, start)) >= 0]
    if not ends:
        raise QueryError("this quote is never closed", column=start, suggestion='add the closing "')
    end = min(ends)
    tilde = _TILDE.match(text, end + 1)
    within = _distance(tilde["within"], end + 2) if tilde else None
    after = tilde.end() if tilde else end + 1
    return Token(Sort.QUOTED, text[start:end], start, within), after


def _regex(text: str, start: int) -> tuple[Token, int]:
    """The expression that begins at `start`, up to the next slash that no backslash precedes."""
    end = start
    while end < len(text) and text[end] != "/":
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise QueryError(
            "this / begins a regular expression that never ends",
            column=start,
            suggestion="add the closing /, or put the words in quotes",
        )
    return Token(Sort.REGEX, text[start:end], start), end + 1


_RUN = re.compile(r'[^\s()"“”„«»]+')


def _word_at(text: str, start: int) -> tuple[str, int]:
    found = _RUN.match(text, start)
    assert found is not None, "a word begins here"
    return found[0], found.end()


def _word_tokens(word: str, column: int, follows: str, *, plain: bool) -> Iterator[Token]:
    """The tokens of one run of letters and signs; `plain` when it is a field's value."""
    if plain:
        yield Token(Sort.WORD, word, column)
        return
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
        yield _bare(bare, column + len(word) - len(bare))


def _bare(word: str, column: int) -> Token:
    near = _NEAR.fullmatch(word)
    if near:
        within = _distance(near["within"] or str(_USUAL_DISTANCE), column)
        ordered = bool(near["ordered"]) or word.startswith("O")
        return Token(Sort.NEAR, word, column, within, ordered)
    if _LIKE_NEAR.fullmatch(word) and get_close_matches(word.split("/")[0].upper(), ["NEAR"]):
        raise QueryError(
            f"“{word}” is not an operator", column=column, suggestion="write NEAR/5, in capitals"
        )
    return Token(_OPERATORS.get(word, Sort.WORD), word, column)


def _distance(digits: str, column: int) -> int:
    if int(digits) > MOST_BETWEEN:
        raise QueryError(
            f"more than {MOST_BETWEEN} words apart is not near",
            column=column,
            suggestion="use AND, or a smaller number",
        )
    return int(digits)
