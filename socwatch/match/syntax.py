"""The query language: text to tree and back.

    acme kettle         both words; `acme AND kettle` says the same
    "acme kettle"       the words in this order
    burn*               words that begin so; at least three letters
    #acme  @acme        the hashtag, the account
    acme OR bravo       at least one of them
    NOT toaster         without it; `-toaster` says the same
    (a OR b) c          NOT binds closest, then AND, then OR; parentheses decide

Operators are upper case; `and`, `or` and `not` are words like any other.

Invariant: `parse` returns a tree or raises QueryError, whatever the text. In a tree nested ANDs
and ORs are flat, nothing is negated twice, and every query asks for something. `write` prints a
tree so that parsing it gives the same tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from socwatch.match.tokens import QueryError, Sort, Token, literal_of, tokens
from socwatch.model.query import AllOf, AnyOf, Literal, Node, Not, Query

__all__ = ["QueryError", "literal", "parse", "write"]

LONGEST_QUERY = 500_000  # characters; 10,000 terms are far below
DEEPEST = 50  # parentheses inside one another


def parse(text: str) -> Query:
    """The query that this text means. Raises QueryError when it means none."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"the query is longer than {LONGEST_QUERY:,} characters",
            column=LONGEST_QUERY + 1,
            suggestion="split it into several topics",
        )
    return Query(text=text, root=_Parser(tuple(tokens(text))).root())


def literal(term: str) -> Literal:
    """A single term as scenarios list them: `fire`, `burn*`, `data breach`, `#recall`, `@acme`.

    Several words are a phrase, with or without quotes. Raises QueryError when it is no term.
    """
    bare = term.strip()
    if '"' not in bare and len(bare.split()) > 1:
        bare = f'"{bare}"'
    root = parse(bare).root
    if not isinstance(root, Literal):
        raise QueryError(
            f"“{term}” is not a single term", column=1, suggestion="list each term on its own"
        )
    return root


def write(query: Query) -> str:
    """The query with every operator spelt out and parentheses wherever two kinds meet."""
    return _written(query.root)


def _written(node: Node) -> str:
    match node:
        case AllOf(parts=parts):
            return " AND ".join(_enclosed(part) for part in parts)
        case AnyOf(parts=parts):
            return " OR ".join(_enclosed(part) for part in parts)
        case Not(part=part):
            return f"NOT {_enclosed(part)}"
        case Literal():
            return str(node)


def _enclosed(node: Node) -> str:
    return f"({_written(node)})" if isinstance(node, AllOf | AnyOf) else _written(node)


def all_of(parts: Sequence[Node]) -> Node:
    """The parts as one AND: flat, each once."""
    inner = [one for part in parts for one in (part.parts if isinstance(part, AllOf) else (part,))]
    unique = tuple(dict.fromkeys(inner))
    return unique[0] if len(unique) == 1 else AllOf(parts=unique)


def any_of(parts: Sequence[Node]) -> Node:
    """The parts as one OR: flat, each once."""
    inner = [one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))]
    unique = tuple(dict.fromkeys(inner))
    return unique[0] if len(unique) == 1 else AnyOf(parts=unique)


def negated(node: Node) -> Node:
    """Its opposite; the opposite of a Not is what the Not is about."""
    return node.part if isinstance(node, Not) else Not(part=node)


def asks_for_something(node: Node) -> bool:
    """Whether no text matches by merely lacking words."""
    match node:
        case AllOf(parts=parts):
            return any(asks_for_something(part) for part in parts)
        case AnyOf(parts=parts):
            return all(asks_for_something(part) for part in parts)
        case Not():
            return False
        case Literal():
            return True


_ENDS_AND = frozenset({Sort.OR, Sort.CLOSE, Sort.END})


class _Parser:
    """Recursive descent over the tokens, one method for each level of precedence."""

    def __init__(self, read: Sequence[Token]) -> None:
        self._tokens = read
        self._at = 0
        self._depth = 0

    def root(self) -> Node:
        if self._next.sort is Sort.END:
            raise QueryError("the query is empty", column=1, suggestion="write a word, like acme")
        node = self._or()
        if self._next.sort is Sort.CLOSE:
            raise QueryError(
                "this ) was never opened", column=self._next.column, suggestion="leave it out"
            )
        if not asks_for_something(node):
            raise self._only_excludes(node)
        return node

    def _only_excludes(self, node: Node) -> QueryError:
        first = next(token for token in self._tokens if token.sort is Sort.NOT)
        whose = "one side of an OR" if isinstance(node, AnyOf) else "the query"
        return QueryError(
            f"{whose} only says what to leave out",
            column=first.column,
            suggestion="put a word to look for beside it: acme NOT toaster",
        )

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _or(self) -> Node:
        parts = [self._and()]
        while self._next.sort is Sort.OR:
            self._take()
            parts.append(self._and())
        return any_of(parts)

    def _and(self) -> Node:
        parts = [self._not()]
        while self._next.sort not in _ENDS_AND:
            if self._next.sort is Sort.AND:
                self._take()
            parts.append(self._not())
        return all_of(parts)

    def _not(self) -> Node:
        negative = False
        while self._next.sort is Sort.NOT:
            self._take()
            negative = not negative
        node = self._term()
        return negated(node) if negative else node

    def _term(self) -> Node:
        token = self._take()
        if token.sort in (Sort.WORD, Sort.QUOTED):
            return literal_of(token)
        if token.sort is not Sort.OPEN:
            raise self._missing(token)
        return self._group(token)

    def _group(self, opening: Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(
                f"more than {DEEPEST} parentheses inside one another",
                column=opening.column,
                suggestion="leave out the ones that change nothing",
            )
        node = self._or()
        if self._take().sort is not Sort.CLOSE:
            raise QueryError(
                "this ( is never closed", column=opening.column, suggestion="add the closing )"
            )
        self._depth -= 1
        return node

    def _missing(self, found: Token) -> QueryError:
        before = self._tokens[self._at - 2].text if self._at > 1 else ""
        where = f"after “{before}”" if before else "at the beginning"
        advice = f"write a word there, or leave “{found.text or before}” out"
        return QueryError(f"a word is missing {where}", column=found.column, suggestion=advice)
