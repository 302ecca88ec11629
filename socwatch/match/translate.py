"""What a service must at least be asked for, so that nothing the query means is missed.

Invariant: every text that the query matches contains all literals of at least one alternative.
The alternatives may bring more; the matcher decides on what comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product

from socwatch.model.query import AllOf, AnyOf, Literal, Node, Not, Query

#: More requests than this for one query are not worth what they narrow.
MOST_ALTERNATIVES = 20

_Wanted = frozenset[Literal]


def alternatives(query: Query) -> tuple[tuple[Literal, ...], ...]:
    """The query as alternatives of literals that must all occur, as written order goes.

    Exclusions are dropped. Where more than 20 alternatives would be needed, literals are dropped
    until fewer will do; a plain OR of more words than that keeps one alternative for each.
    """
    order = {literal: place for place, literal in enumerate(_literals(query.root))}
    wanted = _alternatives(query.root)
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
