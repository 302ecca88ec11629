"""What is allowed in a query, but hardly meant.

Invariant: a warning names the words that it is about and what to write instead; it never changes
what the query means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from socwatch.match.everyday import is_everyday
from socwatch.match.query import literals, needs_words
from socwatch.match.tokens import Sort, Token, tokens
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Query

MOST_TERMS = 50
_BEGIN_A_TERM = frozenset({Sort.WORD, Sort.QUOTED, Sort.REGEX, Sort.FIELD, Sort.OPEN, Sort.NOT})
_OPERATORS = ("AND", "OR", "NOT", "NEAR")


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd, and what to do; `column` is 1-based."""

    column: int
    says: str
    suggestion: str


def lint(query: Query) -> tuple[Oddity, ...]:
    """Everything that is odd about the query, in the order of its columns."""
    read = tuple(tokens(query.text))
    found = [
        *_mixed(read),
        *_misspelt(read),
        *_lower_case(read),
        *_everyday(query.root),
        *_endless(query.root),
        *_wordless(query.root),
    ]
    return tuple(sorted(found, key=lambda one: one.column))


def _mixed(read: tuple[Token, ...]) -> Iterator[Oddity]:
    """OR beside AND without parentheses: AND binds closer, which few expect."""
    level: list[set[Sort]] = [set()]
    previous = Sort.OPEN
    for token in read:
        joined = previous not in (Sort.OPEN, Sort.AND, Sort.OR, Sort.NOT, Sort.NEAR, Sort.FIELD)
        is_term = token.sort in _BEGIN_A_TERM
        sort = Sort.AND if joined and is_term else token.sort
        if sort in (Sort.AND, Sort.OR):
            level[-1].add(sort)
            if len(level[-1]) == 2:
                level[-1].clear()
                yield _mix(token)
        if token.sort is Sort.OPEN:
            level.append(set())
        elif token.sort is Sort.CLOSE and len(level) > 1:
            level.pop()
        previous = token.sort


def _mix(token: Token) -> Oddity:
    if token.sort is Sort.NOT:
        return Oddity(
            token.column,
            "NOT excludes only from what stands directly before it, not from the whole OR",
            "write parentheses around the alternatives: (a OR b) NOT c",
        )
    return Oddity(
        token.column,
        "OR stands beside AND without parentheses, and AND binds closer",
        "write parentheses around what belongs together: (a OR b) c",
    )


def _misspelt(read: tuple[Token, ...]) -> Iterator[Oddity]:
    for token in read:
        is_word = token.sort is Sort.WORD and token.text.isupper() and token.text.isalpha()
        near = get_close_matches(token.text, _OPERATORS, n=1, cutoff=0.65) if is_word else []
        if near and sorted(near[0]) == sorted(token.text)[: len(near[0])]:
            yield Oddity(
                token.column,
                f"“{token.text}” is looked for as a word",
                f"write {near[0]} if you mean the operator",
            )


def _lower_case(read: tuple[Token, ...]) -> Iterator[Oddity]:
    for token in read:
        if token.sort is Sort.WORD and token.text in ("and", "or", "not", "near"):
            yield Oddity(
                token.column,
                f"“{token.text}” is looked for as a word",
                f"write {token.text.upper()} if you mean the operator, or leave it out",
            )


def _everyday(root: Node) -> Iterator[Oddity]:
    for node in root.parts if isinstance(root, AnyOf) else (root,):
        alone = isinstance(node, Literal) and node.kind in (LiteralKind.WORD, LiteralKind.PHRASE)
        if alone and is_everyday(str(node).strip('"')):
            yield Oddity(
                1,
                f"{node} is an everyday word, and everything that says it belongs here",
                f'add what tells you apart: {node} AND (store OR service), or "the full name"',
            )


def _endless(root: Node) -> Iterator[Oddity]:
    terms = sum(1 for _ in literals(root))
    if terms > MOST_TERMS:
        yield Oddity(
            1,
            f"the query has {terms} terms, and nobody can see any more which of them does what",
            "split it into several topics",
        )


def _wordless(root: Node) -> Iterator[Oddity]:
    if needs_words(root):
        return
    parts = root.parts if isinstance(root, AllOf | AnyOf) else (root,)
    first = next((str(one) for one in parts if isinstance(one, Literal)), "the query")
    yield Oddity(
        1,
        f"no word has to occur ({first} …), so no service can be searched for it",
        "add a word, unless the topic reads feeds and files alone",
    )
