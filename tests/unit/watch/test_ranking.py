"""The best of many: in the order of a full sort, without a close look at the rest."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from socwatch.watch.ranking import best_first

RANKED = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)))


@given(RANKED, st.integers(0, 20))
def test_it_is_the_beginning_of_a_full_sort(ranked: list[tuple[int, int]], number: int) -> None:
    """Whatever the bounds promise too much, those of equal rank stay in their order."""
    items = [(rank, rank - better, place) for place, (rank, better) in enumerate(ranked)]
    found = best_first(items, lambda one: (one[1],), lambda one: ((one[0],), one))
    assert list(islice(found, number)) == sorted(items, key=lambda one: one[0])[:number]


def test_what_cannot_be_among_the_first_is_not_looked_at() -> None:
    """Of a thousand, those whose bound is worse than the best one's rank are left alone."""
    looked: list[int] = []

    def look(one: int) -> tuple[tuple[int], int]:
        looked.append(one)
        return (one,), one

    found = best_first(range(1_000), lambda one: (one - 2,), look)
    assert next(found) == 0
    assert looked == [0, 1, 2]
