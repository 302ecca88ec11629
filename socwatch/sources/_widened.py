"""A query for services that know whole words only.

Invariant: the widened query finds all that the query finds. `burn*` cannot be said to a service
that has no wildcard, and "burn" alone would miss "burning"; so what stands beside it is asked for.
"""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not


def whole_words(root: Node) -> Node:
    """The query without its wildcards; with their stems as words where nothing else is left."""
    return _widened(root) or _stems(root)


def _widened(node: Node) -> Node | None:
    """None stands for "anything at all"."""
    match node:
        case Literal(kind=LiteralKind.PREFIX):
            return None
        case Literal():
            return node
        case Not(part=part):
            # An exclusion that is only partly said still excludes nothing that is wanted.
            kept = _excluded(part)
            return Not(part=kept) if kept else None
        case AllOf(parts=parts):
            found = tuple(one for part in parts if (one := _widened(part)))
            wanted = any(not isinstance(one, Not) for one in found)
            return AllOf(parts=found) if wanted else None
        case AnyOf(parts=parts):
            widened = [_widened(part) for part in parts]
            found = tuple(one for one in widened if one is not None)
            return AnyOf(parts=found) if len(found) == len(parts) else None


def _excluded(node: Node) -> Node | None:
    match node:
        case Literal(kind=kind):
            return None if kind is LiteralKind.PREFIX else node
        case AnyOf(parts=parts):
            found = tuple(one for part in parts if (one := _excluded(part)))
            return AnyOf(parts=found) if found else None
        case _:
            return None


def _stems(node: Node) -> Node:
    match node:
        case Literal(kind=LiteralKind.PREFIX):
            return replace(node, kind=LiteralKind.WORD)
        case Not(part=part):
            return Not(part=_excluded(part) or part)
        case AllOf(parts=parts):
            return AllOf(parts=tuple(_stems(part) for part in parts))
        case AnyOf(parts=parts):
            return AnyOf(parts=tuple(_stems(part) for part in parts))
        case Literal():
            return node
