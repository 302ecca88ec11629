"""Single tokens to literals: words, phrases, patterns, hashtags, accounts, fields, expressions.

Invariant: every refusal is a QueryError with the column and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from socwatch.match.regex import compiled
from socwatch.match.tokens import QueryError, Token
from socwatch.model.letters import fold
from socwatch.model.mention import MentionKind
from socwatch.model.query import Field, Literal, LiteralKind, Near, Titled

SHORTEST_PREFIX = 3
_MOST_STARS = 3
NUMBERS = ("followers", "engagement", "rating")
#: What `is:` may be followed by.
SORTS = ("repost", "reply", "question")


def word_of(token: Token) -> Literal:
    """What a plain word looks for. Raises QueryError when that is nothing we know."""
    _refuse_unknown(token)
    text = token.text
    if text.startswith("!") and len(text) > 1:
        return cased(Token(token.sort, text[1:], token.column + 1))
    if text.startswith("#"):
        return _tag(token)
    if text.startswith("@"):
        return _handle(token)
    if "*" in text or "?" in text:
        return _wild(token)
    _refuse_empty(text, token)
    return Literal(kind=LiteralKind.WORD, text=text)


def phrase_of(token: Token) -> Literal:
    """What a quoted token looks for; with `~5`, its words close to each other in any order."""
    text = " ".join(token.text.split())
    if "*" in text or "?" in text:
        raise QueryError(
            "wildcards are not understood inside quotes",
            column=token.column,
            suggestion="write the words out, or use NEAR: burn* NEAR/0 kettle",
        )
    _refuse_empty(text, token)
    if token.within is None:
        return Literal(kind=LiteralKind.PHRASE, text=text)
    sides = tuple((Literal(kind=LiteralKind.WORD, text=word),) for word in text.split())
    if len(sides) < 2:
        return Literal(kind=LiteralKind.PHRASE, text=text)
    return Near(
        kind=LiteralKind.NEAR, text=f'"{text}"~{token.within}', sides=sides, within=token.within
    )


def cased(token: Token) -> Literal:
    """Exactly these letters, capitals and accents included."""
    text = " ".join(token.text.split())
    _refuse_empty(text, token)
    return Literal(kind=LiteralKind.CASED, text=text)


def regex_of(token: Token) -> Literal:
    """A regular expression, which takes linear time on any text."""
    compiled(token.text, column=token.column)
    return Literal(kind=LiteralKind.REGEX, text=token.text)


def field_of(name: str, token: Token, part: Literal | None) -> Literal:
    """What a field must say; `part` is the value of `title:` as a literal."""
    if name == "title":
        assert part is not None, "the title is searched for a literal"
        return Titled(kind=LiteralKind.TITLED, text=f"title:{part}", part=part)
    value = " ".join(token.text.split())
    if name in NUMBERS:
        return _number(name, value, token)
    if name == "is":
        _one_of("is", value.casefold(), SORTS, token)
    if name == "kind":
        _one_of("kind", value.casefold(), tuple(MentionKind), token)
    if not any(letter.isalnum() for letter in value):
        raise QueryError(
            f"“{name}:” has no value", column=token.column, suggestion=f"write it like {name}:acme"
        )
    return Field(kind=LiteralKind.FIELD, name=name, text=value)


def _one_of(name: str, value: str, known: tuple[str, ...], token: Token) -> None:
    if value in known:
        return
    near = get_close_matches(value, known, n=1)
    advice = f"did you mean {name}:{near[0]}?" if near else f"it is one of {', '.join(known)}"
    raise QueryError(f"“{name}:{value}” says nothing", column=token.column, suggestion=advice)


_NUMBER = re.compile(r"(?P<sign>[<>]=?)?(?P<value>\d{1,12}(?:\.\d{1,3})?)")


def _number(name: str, value: str, token: Token) -> Literal:
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise QueryError(
            f"“{name}:” needs a number", column=token.column, suggestion=f"write {name}:>1000"
        )
    return Field(kind=LiteralKind.FIELD, name=name, sign=found["sign"] or "", text=found["value"])


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


def _wild(token: Token) -> Literal:
    """`burn*` is a beginning; a sign elsewhere makes a pattern."""
    text = token.text
    if sum(letter.isalnum() for letter in fold(text)) < SHORTEST_PREFIX:
        raise QueryError(
            f"“{text}” would match too much",
            column=token.column,
            suggestion=f"write at least {SHORTEST_PREFIX} letters beside the * or ?",
        )
    if text.count("*") > _MOST_STARS or "**" in text:
        raise QueryError(
            f"“{text}” has too many *",
            column=token.column,
            suggestion="one * stands for any letters",
        )
    if text.endswith("*") and "*" not in text[:-1] and "?" not in text:
        return Literal(kind=LiteralKind.PREFIX, text=text[:-1])
    return Literal(kind=LiteralKind.PATTERN, text=text)


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
        (r"\|\|?", "“|” is not an operator", "write OR"),
        (r"&&", "“&&” is not an operator", "write AND, or leave it out"),
        (r"~\d*.*", "“~” belongs directly behind a phrase", 'write "acme kettle"~5'),
        (r"\^.*", "“^” has no meaning here", "leave it out"),
        (r"[{}\[\]<>=].*", "this sign has no meaning here", "leave it out"),
        (r"[\u2013\u2014].*", "a long dash excludes nothing", "write - or NOT"),
        (r"\+[^\W\d].*", "every word is required anyway", "leave the + out"),
        (r"https?:.*", "an address is looked for in a field", 'write url:"…" or link:"…"'),
        (r"[^\W\d]\w*:", "a field needs a value", "write the value directly behind the colon"),
        (r"[#@].*[*?]", "a wildcard after a hashtag or account is not understood", "write it out"),
        (r"[*?].*", "a word cannot begin with a wildcard", "write it like burn* or reca?l"),
        (r".*[,;:!]", "punctuation has no meaning here", "leave it out, or write OR"),
        (r"['\u2018\u2019].*", "a phrase needs double quotes", 'write "like this"'),
    )
)


def _refuse_unknown(token: Token) -> None:
    for pattern, wrong, advice in _REFUSALS:
        if pattern.fullmatch(token.text):
            raise QueryError(wrong, column=token.column, suggestion=advice)
