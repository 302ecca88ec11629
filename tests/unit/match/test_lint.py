"""What is allowed in a query, but hardly meant."""

from __future__ import annotations

import pytest

from socwatch.match.lint import lint
from socwatch.match.syntax import parse


@pytest.mark.parametrize(
    ("query", "column", "says"),
    [
        ("acme kettle OR bravo", 13, "AND binds closer"),
        ("acme OR kettle NOT toaster", 16, "only from what stands directly before"),
        ('brand ("acme" b OR c)', 17, "AND binds closer"),
        ("apple", 1, "everyday word"),
        ('"target" OR #target', 1, "everyday word"),
        ("acme and kettle", 6, "“and” is looked for as a word"),
        ("acme ADN kettle", 6, "“ADN” is looked for as a word"),
        ("lang:en rating:<3", 1, "no word has to occur"),
        (" OR ".join(f"brand{n}" for n in range(51)), 1, "51 terms"),
    ],
)
def test_oddities_are_placed(query: str, column: int, says: str) -> None:
    """Each is named with its column and a remedy."""
    (odd,) = lint(parse(query))
    assert odd.column == column
    assert says in odd.says
    assert odd.suggestion


@pytest.mark.parametrize(
    "query",
    [
        "acme", "acme kettle", "acme OR bravo", '(acme OR bravo) kettle', "acme NOT toaster",
        'acme NEAR/5 recall', "NASA moon", "(acme kettle) OR (bravo cargo)", "acme lang:en",
        "title:acme OR #acme", "acme -toaster", "AMD OR acme",
        '("acme kettle" OR @acme) NOT cartoon',
    ],
)  # fmt: skip
def test_a_plain_query_is_not_odd(query: str) -> None:
    """Nobody is nagged for what everybody understands."""
    assert lint(parse(query)) == ()
