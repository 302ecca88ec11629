"""The quick reading of the tone finds what the plain one names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.understand.features import NEGATIONS, features, marks, turned
from socwatch.understand.tone_table import read, table_of

SIGNS = {"good": 1, "great": 1, "love": 1, "bad": -1, "awful": -1, "hate": -1}
WORDS = [*SIGNS, "kettle", "the", "never", "working", "stopped", "a1", "it's", "zonda", "\u00fcber"]
MARKS = ["BOTH", "GOOD", "BAD", "PLAIN", "GOOD2", "BAD2", "GOOD3", "BAD3", "CAPS", "CAPS+"]
#: Every other word and pair has a weight, so that those without one are met as well.
PULLS = {
    feature: complex(number, -number)
    for number, feature in enumerate(
        [
            *WORDS[::2], *("~" + word for word in WORDS[::3]), *MARKS, "!", ".", "@", "0", "URL",
            *(f"{one} {other}" for one in ("^", *WORDS) for other in (*WORDS[::2], "$")),
            "@ good", "bad @", "0 kettle", "kettle URL", "~", "~bad", ":)", "kettle :)",
        ],
        start=1,
    )
}  # fmt: skip
TABLE = table_of(PULLS, SIGNS)
PARTS = st.sampled_from(
    [
        *WORDS, *sorted(NEGATIONS)[:12], "GOOD", "KETTLE", "BAD!", "bad,", "good.", "@acme", "@a_b",
        "#great", "#1", "12", "12,", "https://a.example/b", "www.a.example", "sooo", "!!!", "?!", ":)",
        "<3", "...", "(bad)", "it\u2019s", "\U0001f621", "good;bad", "a.b", "\n", "~", "''", "x" * 40,
    ]
)  # fmt: skip


def named(text: str) -> dict[str, complex]:
    """The features that have a pull, by the functions that the training reads texts with."""
    words, pairs = features(text)
    found = (*words, *pairs, *marks(words, turned(SIGNS)))
    return {feature: PULLS[feature] for feature in found if feature in PULLS}


def holds(text: str) -> None:
    hits = read(text, TABLE, PULLS)
    assert dict(hits) == named(text)
    assert len(hits) == len(dict(hits))


@given(st.lists(PARTS, max_size=25).map(" ".join))
def test_a_quick_look_finds_each_feature_once(text: str) -> None:
    """Words, negated words, pairs and marks: the same, whatever the text is made of."""
    holds(text)


@given(st.text(max_size=200))
def test_also_in_texts_of_any_characters(text: str) -> None:
    """No character of Unicode parts the two."""
    holds(text)


@pytest.mark.soak
@settings(max_examples=20_000)
@given(st.lists(PARTS, max_size=40).map(" ".join))
def test_many_more_texts(text: str) -> None:
    """The same for many."""
    holds(text)
