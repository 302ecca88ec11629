"""What a service must at least be asked for, so that nothing the query means is missed.

Invariants: `plain` is true of every text that the query is true of, and says in words where it is
wider; every text that the query matches contains all literals of at least one of `alternatives`.
They may bring more; the matcher decides on what comes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from socwatch.model.query import (
    AllOf,
    AnyOf,
    Field,
    Literal,
    LiteralKind,
    Near,
    Node,
    Not,
    Query,
    Titled,
)

#: More requests than this for one query are not worth what they narrow.
MOST_ALTERNATIVES = 20

_Wanted = frozenset[Literal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A query of words, phrases, beginnings, hashtags and accounts alone.

    `query` is None when nothing is left that a service could be asked for. `widened` says what of
    the original is decided here and not by the service.
    """

    query: Query | None
    widened: tuple[str, ...] = ()


def plain(query: Query) -> Plain:
    """The query in what every service understands."""
    widened: dict[str, None] = {}
    root = _plainly(query.root, widened)
    written = query if root == query.root else Query(text=query.text, root=root) if root else None
    return Plain(query=written, widened=tuple(widened))


def _plainly(node: Node, widened: dict[str, None]) -> Node | None:
    """None stands for "anything at all"."""
    match node:
        case Literal():
            return _plain_literal(node, widened)
        case Not(part=part):
            return _plain_exclusion(node, part, widened)
        case AllOf(parts=parts):
            found = [one for part in parts if (one := _plainly(part, widened)) is not None]
            flat = [
                one
                for part in found
                for one in (part.parts if isinstance(part, AllOf) else (part,))
            ]
            unique = tuple(dict.fromkeys(flat))
            if all(isinstance(one, Not) for one in unique):
                return None
            return unique[0] if len(unique) == 1 else AllOf(parts=unique)
        case AnyOf(parts=parts):
            either = [_plainly(part, widened) for part in parts]
            if any(one is None for one in either):
                widened[f"({' OR '.join(map(_named, parts))}): left out"] = None
                return None
            kept = tuple(dict.fromkeys(one for one in either if one is not None))
            return kept[0] if len(kept) == 1 else AnyOf(parts=kept)


def _plain_exclusion(node: Not, part: Node, widened: dict[str, None]) -> Node | None:
    """An exclusion that would be wider than it is written would throw away too much."""
    inner: dict[str, None] = {}
    if _plainly(part, inner) == part and not inner:
        return node
    widened[f"NOT {_named(part)}: left out"] = None
    return None


def _plain_literal(literal: Literal, widened: dict[str, None]) -> Node | None:
    found = _narrowest_plain(literal)
    if found != literal:
        widened[f"{literal}: {_named(found) if found else 'left out'}"] = None
    return found


def _narrowest_plain(literal: Literal) -> Node | None:
    match literal:
        case Near(sides=sides):
            groups = [found for side in sides if (found := _either(side)) is not None]
            unique = tuple(dict.fromkeys(groups))
            if not unique:
                return None
            return unique[0] if len(unique) == 1 else AllOf(parts=unique)
        case Titled(part=part):
            return _narrowest_plain(part)
        case Field():
            return None
    return _spelt(literal)


def _spelt(literal: Literal) -> Literal | None:
    match literal.kind:
        case LiteralKind.PATTERN:
            stem = re.split(r"[*?]", literal.text)[0]
            return Literal(kind=LiteralKind.PREFIX, text=stem) if len(stem) >= 3 else None
        case LiteralKind.CASED:
            kind = LiteralKind.PHRASE if " " in literal.text else LiteralKind.WORD
            return Literal(kind=kind, text=literal.text)
        case LiteralKind.REGEX:
            return None
    return literal


def _either(side: tuple[Literal, ...]) -> Node | None:
    spelt = [_spelt(literal) for literal in side]
    if any(one is None for one in spelt):
        return None
    found = tuple(dict.fromkeys(one for one in spelt if one is not None))
    return found[0] if len(found) == 1 else AnyOf(parts=found)


def _named(node: Node) -> str:
    """A node in a few words."""
    match node:
        case Literal():
            return str(node)
        case Not(part=part):
            return f"NOT {_named(part)}"
        case AllOf(parts=parts):
            return " AND ".join(map(_named, parts))
        case AnyOf(parts=parts):
            return f"({' OR '.join(map(_named, parts))})"


def alternatives(query: Query) -> tuple[tuple[Literal, ...], ...]:
    """The query as alternatives of literals that must all occur, as written order goes.

    Exclusions are dropped. Where more than 20 alternatives would be needed, literals are dropped
    until fewer will do; a plain OR of more words than that keeps one alternative for each.
    """
    found = plain(query).query
    if found is None:
        return ((),)
    order = {literal: place for place, literal in reversed([*enumerate(_literals(found.root))])}
    wanted = _alternatives(found.root)
    return tuple(tuple(sorted(one, key=order.__getitem__)) for one in wanted)


def _literals(node: Node) -> Iterable[Literal]:
    match node:
        case Literal():
            yield node
        case Not(part=part):
            yield from _literals(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _literals(part)


def _alternatives(node: Node) -> list[_Wanted]:
    """One empty set stands for “anything at all”."""
    match node:
        case Literal():
            return [frozenset({node})]
        case Not():
            return [frozenset()]
        case AnyOf(parts=parts):
            return _fewest([one for part in parts for one in _alternatives(part)])
        case AllOf(parts=parts):
            return _combined([_alternatives(part) for part in parts])


def _combined(parts: list[list[_Wanted]]) -> list[_Wanted]:
    """One alternative of each part together; where they get too many, the widest parts go."""
    certain = frozenset[Literal]().union(*(part[0] for part in parts if len(part) == 1))
    chosen: list[_Wanted] = [certain]
    for part in sorted((part for part in parts if len(part) > 1), key=len):
        if len(chosen) * len(part) <= MOST_ALTERNATIVES:
            chosen = _narrowest([one | other for one, other in product(chosen, part)])
        elif chosen == [frozenset()]:
            chosen = part
    return chosen


def _fewest(wanted: list[_Wanted]) -> list[_Wanted]:
    kept = _narrowest(wanted)
    while len(kept) > MOST_ALTERNATIVES and any(len(one) > 1 for one in kept):
        shared = Counter(literal for one in kept for literal in one)
        kept = _narrowest([_shorter(one, shared) for one in kept])
    return kept


def _shorter(one: _Wanted, shared: Counter[Literal]) -> _Wanted:
    """Without the literal that the fewest others have, so that alternatives become the same."""
    if len(one) == 1:
        return one
    return one - {min(one, key=lambda literal: (shared[literal], str(literal)))}


def _narrowest(wanted: list[_Wanted]) -> list[_Wanted]:
    """Each once, and none that a single literal among them covers."""
    unique = list(dict.fromkeys(wanted))
    if frozenset() in unique:
        return [frozenset()]
    single = {literal for one in unique if len(one) == 1 for literal in one}
    return [one for one in unique if len(one) == 1 or single.isdisjoint(one)]
