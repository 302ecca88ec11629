"""What the learned tone looks at."""

from __future__ import annotations

import pytest

from socwatch.testing import hostile_texts
from socwatch.understand.features import features, marks, tokens, turned

SIGNS = turned({"good": 1, "great": 1, "nice": 1, "bad": -1})


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("My #Kettle LEAKS", ["my", "kettle", "leaks"]),
        ("@acme @bravo hi", ["@", "@", "hi"]),
        ("see https://a.example/b?c and www.acme.example", ["see", "URL", "and", "URL"]),
        ("44 cups in 3D", ["0", "cups", "in", "3d"]),
        ("sooooo bad!!!!", ["soo", "bad", "!!"]),
        ("I don\u2019t :( <3 \U0001f621", ["i", "don't", ":(", "<3", "\U0001f621"]),
        ("", []),
    ],
)
def test_tokens(text: str, seen: list[str]) -> None:
    """Names, links and numbers are only that; letters drawn out are two."""
    assert tokens(text) == seen


def test_a_negation_reaches_four_words_and_no_further_than_the_sentence() -> None:
    """What follows a negation is marked, up to the fourth word or the next punctuation."""
    words, _ = features("not a very good or nice kettle, good")

    assert list(words) == ["not", "~a", "~very", "~good", "~or", "nice", "kettle", ",", "good"]


def test_pairs_begin_and_end_a_text() -> None:
    """Neighbours are pairs, the edges of the text among them."""
    assert list(features("stopped working today")[1]) == [
        "^ stopped", "stopped working", "working today", "today $",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("a kettle", ["PLAIN"]),
        ("good and bad", ["BOTH"]),
        ("good, great", ["GOOD", "GOOD2"]),
        ("not good", ["BAD"]),
        ("not bad, nice, great", ["GOOD", "GOOD2", "GOOD3"]),
    ],
)
def test_marks(text: str, together: list[str]) -> None:
    """Known words together say something of their own, and negation turns them."""
    assert list(marks(features(text)[0], SIGNS)) == together


def test_capitals_are_seen_once() -> None:
    """Shouting is a mark of the text, whatever is shouted."""
    assert "CAPS" in features("this is BAD")[0]
    assert "CAPS+" in features("THIS WAS SO BAD")[0]
    assert "CAPS" not in features("I saw it in the UK")[0]


@pytest.mark.parametrize("kind", hostile_texts(10))
def test_hostile_texts_are_read_in_one_go(kind: str) -> None:
    """There are never more features than characters, whatever the text."""
    text = hostile_texts(5_000)[kind]

    words, pairs = features(text)

    assert len(words) + len(pairs) <= 2 * len(text) + 2
