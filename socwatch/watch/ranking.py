"""The best of many, without looking closely at each.

Invariant: the order is that of a full sort, those of equal rank in the order in which they came; of
what nobody asks for, only the cheap bound is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")
_Rank = tuple[Any, ...]


def best_first(
    several: Iterable[_Item],
    at_best: Callable[[_Item], _Rank],
    look: Callable[[_Item], tuple[_Rank, _Found]],
) -> Iterator[_Found]:
    """What `look` finds in each, the lowest rank first, as far as somebody goes on asking.

    `at_best` is never above the rank that `look` gives. (Lazy best-first search: a bound is taken
    off the heap before a rank that is equal to it, and put back as what it really is.)
    """
    heap: list[tuple[_Rank, bool, int, Any]] = [
        (at_best(one), False, number, one) for number, one in enumerate(several)
    ]
    heapify(heap)
    while heap:
        _, is_known, number, held = heappop(heap)
        if is_known:
            yield held
        else:
            rank, found = look(held)
            heappush(heap, (rank, True, number, found))
