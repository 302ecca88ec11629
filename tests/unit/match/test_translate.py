"""What a service is asked: never less than the query means, and not for ever."""

from __future__ import annotations

import pytest

from socwatch.match.syntax import parse
from socwatch.match.translate import MOST_ALTERNATIVES, alternatives


def asked(text: str) -> list[str]:
    return [" ".join(map(str, one)) for one in alternatives(parse(text))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("acme", ["acme"]),
        ("acme kettle", ["acme kettle"]),
        ("acme OR bravo", ["acme", "bravo"]),
        ("acme NOT toaster", ["acme"]),
        ("(a OR b) c", ["a c", "b c"]),
        ("(a OR b) (c OR d)", ["a c", "a d", "b c", "b d"]),
        ("a (b OR -c)", ["a"]),
        ("a OR a b", ["a"]),
        ('"acme kettle" OR @acme OR #acme NOT cartoon', ['"acme kettle"', "@acme", "#acme"]),
        ("kettle acme", ["kettle acme"]),
    ],
)
def test_alternatives(query: str, expected: list[str]) -> None:
    """The query as searches of words that must all occur, exclusions left to the matcher."""
    assert asked(query) == expected


def test_too_many_combinations_are_widened() -> None:
    """Where combinations explode, words are dropped and nothing that matches is missed."""
    letters = "abcdefgh"
    groups = [f"({letter}1 OR {letter}2 OR {letter}3)" for letter in letters]

    found = alternatives(parse(" ".join(groups)))

    assert 1 < len(found) <= MOST_ALTERNATIVES
    assert {str(one[0])[0] for one in found} == {"a"}


def test_a_long_or_of_pairs_falls_together() -> None:
    """Many pairs that share a word become that word."""
    pairs = [f"(acme model{number})" for number in range(100)]

    assert asked(" OR ".join(pairs)) == ["acme"]


def test_a_plain_or_keeps_every_word() -> None:
    """No word of an OR can be dropped, however many there are."""
    assert len(asked(" OR ".join(f"name{number}" for number in range(50)))) == 50
