"""What a topic is called, read from its query.

Invariant: a name is something that every mention of an alternative must hold; what a query asks for
beside it (`acme (fire OR recall)`) is never one, and what is excluded is not either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not, Topic

_KINDS = (
    LiteralKind.WORD,
    LiteralKind.PHRASE,
    LiteralKind.TAG,
    LiteralKind.HANDLE,
    LiteralKind.CASED,
)


def names_of(topics: Iterable[Topic]) -> tuple[str, ...]:
    """The names of the topics without `#` and `@`: the first thing each alternative asks for."""
    found = (name for topic in topics for name in _names(topic.query.root))
    return tuple(dict.fromkeys(found))


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, AllOf):
        first = next((part for part in node.parts if not isinstance(part, Not)), None)
        if first is not None:
            yield from _names(first)
    elif isinstance(node, AnyOf):
        for part in node.parts:
            yield from _names(part)
    elif isinstance(node, Literal) and node.kind in _KINDS:
        yield node.text
