"""A topic's query in the words of a service that knows AND, OR and NOT."""

from __future__ import annotations

import pytest

from socwatch.model.query import AllOf, AnyOf, Literal, LiteralKind, Node, Not
from socwatch.sources._boolean import Dialect

searches = Dialect(fits=lambda search: len(search.split()) <= 28).searches


def word(text: str, kind: LiteralKind = LiteralKind.WORD) -> Literal:
    """A literal, a word unless said otherwise."""
    return Literal(kind=kind, text=text)


ACME, FIRE, TOON = word("acme"), word("fire"), word("acme toon", LiteralKind.PHRASE)


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (ACME, ("acme",)),
        (TOON, ('"acme toon"',)),
        (word("burn", LiteralKind.PREFIX), ("burn",)),
        (AllOf(parts=(ACME, FIRE)), ("(acme fire)",)),
        (AnyOf(parts=(ACME, FIRE)), ("(acme OR fire)",)),
        (AllOf(parts=(Not(part=TOON), ACME)), ('(acme -"acme toon")',)),
        (AllOf(parts=(ACME, Not(part=AnyOf(parts=(FIRE, TOON))))), ('(acme -fire -"acme toon")',)),
        (AllOf(parts=(ACME, Not(part=AllOf(parts=(FIRE, TOON))))), ("acme",)),
        (AllOf(parts=(ACME, Not(part=word("acme", LiteralKind.TAG)))), ("acme",)),
        (AllOf(parts=(ACME, AnyOf(parts=(FIRE, TOON)))), ('(acme (fire OR "acme toon"))',)),
        (Not(part=ACME), ()),
    ],
)
def test_searches(root: Node, expected: tuple[str, ...]) -> None:
    """Words, phrases, OR, AND and exclusions as Google writes them; what it cannot say is wider."""
    assert searches(root) == expected


HOOT, TAG, APPLE = word("hoot"), word("hoot", LiteralKind.TAG), word("apple")


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (AnyOf(parts=(APPLE, TAG, HOOT)), "(apple OR hoot)"),
        (AnyOf(parts=(HOOT, TAG)), "hoot"),
        (AnyOf(parts=(HOOT, word("Hoot"))), "hoot"),
        (AnyOf(parts=(HOOT, word("hoot", LiteralKind.PHRASE))), '(hoot OR "hoot")'),
        (AnyOf(parts=(HOOT, AnyOf(parts=(APPLE, TAG)))), "(hoot OR apple)"),
        (AllOf(parts=(HOOT, TAG, APPLE)), "(hoot apple)"),
        (AllOf(parts=(APPLE, AnyOf(parts=(HOOT, TAG)))), "(apple hoot)"),
        (AllOf(parts=(APPLE, Not(part=HOOT), Not(part=HOOT))), "(apple -hoot)"),
        (AllOf(parts=(APPLE, Not(part=AnyOf(parts=(HOOT, HOOT))))), "(apple -hoot)"),
    ],
)
def test_nothing_is_said_twice(root: Node, expected: str) -> None:
    """A hashtag and its word are one alternative to Google; a quoted word is another."""
    assert searches(root) == (expected,)


def test_a_long_query_is_several_searches() -> None:
    """Google reads about 32 words; each word is in exactly one search."""
    words = [f"brand{number}" for number in range(60)]
    found = searches(AnyOf(parts=tuple(word(one) for one in words)))
    assert len(found) > 1
    assert all(len(one.split()) <= 30 for one in found)
    assert [one for search in found for one in search.strip("()").split(" OR ")] == words


def test_each_service_has_its_own_signs() -> None:
    """YouTube writes | for OR, the Guardian NOT for an exclusion; a limit of characters works."""
    root = AllOf(parts=(AnyOf(parts=(ACME, FIRE)), Not(part=TOON)))
    youtube = Dialect(either="|")
    guardian = Dialect(both=" AND ", without="NOT ")
    assert youtube.searches(root) == ('((acme|fire) -"acme toon")',)
    assert guardian.searches(root) == ('((acme OR fire) AND NOT "acme toon")',)
    short = Dialect(fits=lambda search: len(search) <= 12)
    assert short.searches(AnyOf(parts=(ACME, FIRE, HOOT))) == ("acme", "fire", "hoot")
