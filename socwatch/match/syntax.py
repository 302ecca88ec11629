r"""The query language: text to tree and back.

    acme kettle          both words; `acme AND kettle` says the same
    "acme kettle"        the words in this order
    acme OR bravo        at least one of them
    NOT toaster          without it; `-toaster` says the same
    a NEAR/5 b           at most five words between them; NEAR/5f keeps the order
    "acme fire"~5        the words close to each other, in any order
    burn*  reca?l        words that begin so; ? is one letter; at least three letters first
    case:"ACME"  !ACME   exactly these letters
    #acme  @acme         the hashtag, the account
    title:recall         in the title
    /acme ?\d+/          a regular expression
    author: domain: url: link: lang: country: source: kind: is:
    followers:>1000  engagement:>50  rating:<3
    (a OR b) c           NOT binds closest, then NEAR, AND, OR; parentheses decide

Operators are upper case; `and`, `or` and `not` are words like any other.

Invariant: `parse` returns a tree or raises QueryError, whatever the text. In a tree nested ANDs
and ORs are flat, nothing is negated twice, and every query asks for something. `write` prints a
tree so that parsing it gives the same tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from socwatch.match.haystack import TEXTUAL
from socwatch.match.terms import cased, field_of, phrase_of, regex_of, word_of
from socwatch.match.tokens import QueryError, Sort, Token, tokens
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Near, Node, Not, Query

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
    if not isinstance(root, Literal) or root.kind not in TEXTUAL:
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
            return f"NOT {_beside_near(part)}"
        case Literal():
            return str(node)


def _beside_near(node: Node) -> str:
    """NOT binds closer than NEAR."""
    return f"({node})" if isinstance(node, Near) and " NEAR/" in node.text else _enclosed(node)


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
        parts = [self._near()]
        while self._next.sort not in _ENDS_AND:
            if self._next.sort is Sort.AND:
                self._take()
            parts.append(self._near())
        return all_of(parts)

    def _near(self) -> Node:
        begin, left = self._next, self._not()
        if self._next.sort is not Sort.NEAR:
            return left
        parts: list[Node] = []
        while self._next.sort is Sort.NEAR:
            operator, place = self._take(), self._next
            right = self._not()
            sides = (_side(left, begin), _side(right, place))
            parts.append(_near(sides, operator))
            left, begin = right, place
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
        match token.sort:
            case Sort.WORD:
                return word_of(token)
            case Sort.QUOTED:
                return phrase_of(token)
            case Sort.REGEX:
                return regex_of(token)
            case Sort.FIELD:
                return self._field(token)
            case Sort.OPEN:
                return self._group(token)
        raise self._missing(token)

    def _field(self, field: Token) -> Node:
        token = self._take()
        if token.sort is Sort.OPEN:
            return _each(self._group(token), field)
        if token.sort not in (Sort.WORD, Sort.QUOTED):
            raise self._missing(token)
        return _fielded(field.text, token)

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


def _fielded(name: str, token: Token) -> Node:
    if name == "case":
        return cased(token)
    part = None
    if name == "title":
        part = phrase_of(token) if token.sort is Sort.QUOTED else word_of(token)
        if part.kind not in TEXTUAL:
            raise QueryError(
                "the title is searched for words and phrases only",
                column=token.column,
                suggestion='write title:recall or title:"product recall"',
            )
    return field_of(name, token, part)


def _each(node: Node, field: Token) -> Node:
    """A group behind a field: the field of each word in it."""
    match node:
        case AllOf(parts=parts):
            return all_of([_each(part, field) for part in parts])
        case AnyOf(parts=parts):
            return any_of([_each(part, field) for part in parts])
        case Not(part=part):
            return negated(_each(part, field))
        case Literal(kind=kind, text=text):
            sort = Sort.QUOTED if kind is LiteralKind.PHRASE else Sort.WORD
            return _fielded(field.text, Token(sort, text, field.column))


def _side(node: Node, begin: Token) -> tuple[Literal, ...]:
    """What may stand on one side of NEAR: a literal, or several of which one will do."""
    found = node.parts if isinstance(node, AnyOf) else (node,)
    literals = tuple(one for one in found if isinstance(one, Literal) and one.kind in TEXTUAL)
    if len(literals) == len(found):
        return literals
    advice = "write each side as a word, a phrase or (a OR b)"
    if isinstance(node, Not):
        advice = "put NOT before the whole: NOT (a NEAR/5 b)"
    raise QueryError("NEAR needs a word or a phrase here", column=begin.column, suggestion=advice)


def _near(sides: tuple[tuple[Literal, ...], ...], operator: Token) -> Near:
    assert operator.within is not None, "NEAR has a distance, written or not"
    sign = f" NEAR/{operator.within}{'f' if operator.ordered else ''} "
    return Near(
        kind=LiteralKind.NEAR,
        text=sign.join(_written_side(side) for side in sides),
        sides=sides,
        within=operator.within,
        ordered=operator.ordered,
    )


def _written_side(side: tuple[Literal, ...]) -> str:
    written = " OR ".join(map(str, side))
    return written if len(side) == 1 else f"({written})"
