"""A topic's query in the words of a search over press articles.

Invariants: the press writes names without `#` and `@`, so a hashtag or account stands for its
bare word only where the query has no other word for the same thing (otherwise `#acme` beside "acme
kettle" would bring every article that says acme). The service decides only where it was asked all
that the query means: a wildcard it does not know, so there the words that we see must match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from socwatch.match.translate import plain
from socwatch.model.mention import MatchBasis
from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Topic
from socwatch.sources._boolean import Dialect
from socwatch.sources._topics import positive
from socwatch.sources._widened import whole_words

_SIGNED = (LiteralKind.TAG, LiteralKind.HANDLE)


def press_searches(root: Node, *, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """The searches with AND, OR and NOT whose answers together are what the query means."""
    dialect = Dialect(both=" AND ", without="NOT ", fits=fits)
    return dialect.searches(whole_words(_without_signed(root)))


def asked_in_full(topics: Sequence[Topic]) -> frozenset[str]:
    """The topics of which the service was asked all that their query means."""
    return frozenset(
        topic.name
        for topic in topics
        if not _has_wildcard(topic.query.root) and not plain(topic.query).widened
    )


def _has_wildcard(root: Node) -> bool:
    return any(one.kind is LiteralKind.PREFIX for one in positive(root))


def _without_signed(node: Node) -> Node:
    match node:
        case AnyOf(parts=parts):
            said = " ".join(one.text.casefold() for part in parts for one in _worded(part))
            kept = tuple(one for one in parts if not _is_said(one, said))
            return AnyOf(parts=tuple(map(_without_signed, kept or parts)))
        case AllOf(parts=parts):
            return AllOf(parts=tuple(map(_without_signed, parts)))
        case _:
            return node


def _worded(node: Node) -> Iterator[Literal]:
    return (one for one in positive(node) if one.kind not in _SIGNED)


def _is_said(node: Node, said: str) -> bool:
    """Whether it is a hashtag or account whose word stands in another alternative."""
    return isinstance(node, Literal) and node.kind in _SIGNED and node.text.casefold() in said


def server_basis(topics: tuple[str, ...]) -> MatchBasis:
    """Who decides on an article that the service found for these topics."""
    return MatchBasis.SERVER if topics else MatchBasis.TEXT
