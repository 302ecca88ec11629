"""The small language in which the signs of harm are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.index import Index
from socwatch.understand.risks.passage import WORD_OR_SIGN, words_and_signs
from socwatch.understand.risks.patterns import Pattern, Trust, forms_of, inflected
from socwatch.understand.risks.sieve import Sieve
from socwatch.understand.risks.vocabulary import CATEGORIES


def span(written: str, text: str) -> str | None:
    """The words of the text that the pattern holds."""
    pattern, words = Pattern(written), text.split()
    for at, word in enumerate(words):
        if word in pattern.found_by:
            found = pattern.span(words, at)
            if found is not None:
                return " ".join(words[found[0] : found[1] + 1])
    return None


@pytest.mark.parametrize(
    ("written", "text", "held"),
    [
        ("catch~ fire", "it caught fire today", "caught fire"),
        ("catch~ fire", "it caught the damn fire", "caught the damn fire"),
        ("catch~ fire", "it caught a cold . fire", None),
        ("burn~ BODY", "burnt my left hand", None),
        ("burn~ .. BODY", "burnt my left hand", "burnt my left hand"),
        ("# .. injured", "12 people were injured", "12 people were injured"),
        ("# .. injured", "three injured", "three injured"),
        ("# .. injured", "the 3rd injured", None),
        ("won't|cannot refund", "they cannot refund", "cannot refund"),
        ("kill~ # PERSON?", "killed 3 yesterday", "killed 3"),
        ("kill~ # PERSON?", "killed 3 men", "killed 3 men"),
        ("phone ... explode~", "phone that my mother bought there exploded", "phone that my mother bought there exploded"),
        ("phone ... explode~", "phone did not explode", None),
    ],
)  # fmt: skip
def test_what_a_pattern_holds(written: str, text: str, held: str | None) -> None:
    """Words in order, with the gaps that are allowed and nothing denied in between."""
    assert span(written, text) == held


def test_a_pattern_is_found_by_its_rarest_word() -> None:
    """Not by a word of every text, else every text would have to be looked at."""
    assert Pattern("was|is|are .. electrocuted").found_by == {"electrocuted"}


def test_the_mark_says_how_far_the_words_are_trusted() -> None:
    """Sure, doubtful, or neither."""
    trusts = [Pattern(written).trust for written in ("salmonella !", "explosion ?", "outage")]

    assert trusts == [Trust.SURE, Trust.DOUBTFUL, Trust.USUAL]


@pytest.mark.parametrize(
    ("word", "form"),
    [("burn", "burnt"), ("choke", "choking"), ("injure", "injuries"), ("rob", "robbed"), ("crush", "crushes"), ("carry", "carried")],
)  # fmt: skip
def test_inflections(word: str, form: str) -> None:
    """Regular and irregular endings."""
    assert form in inflected(word)


def test_things_are_not_inflected_like_verbs() -> None:
    """A unit is no United, and a box no boxing."""
    assert "units" in forms_of("DEVICE")
    assert "united" not in forms_of("DEVICE")


def test_what_is_added_to_a_category_belongs_to_one() -> None:
    """A misspelt name would be lost without a word."""
    known = {one.id for one in CATEGORIES if not one.remarks}

    assert set(HINTS) == known
    assert set(IDIOMS) == known
    assert set(FRAMES) <= known


def test_every_line_can_be_read() -> None:
    """What is read only when it is first tried would otherwise fail on somebody's mention."""
    index = Index(CATEGORIES)
    patterns = [*(rule.pattern for rule in index.rules), *index.figures]
    held = [word for pattern in patterns for word in pattern.found_by]

    assert all(forms_of(name) for one in patterns for names in one.needed for name in names)
    assert all(word.strip("|?~#.!") == word for word in held)


def test_no_pattern_that_is_in_a_text_is_sifted_out() -> None:
    """A pattern passes by one word of each part that it needs, and not without one of them."""
    written = ["catch~ fire", "burn~ .. BODY", "# .. injured", "lid? ... fell off", "recall~"]
    sieve = Sieve([Pattern(one) for one in written])

    def passed(text: str) -> list[str]:
        return [written[place] for place in sieve.passed(frozenset(text.split()))]

    assert passed("fire caught") == ["catch~ fire"]
    assert passed("burnt my hand , 3 injured , recalled") == [written[1], written[2], written[4]]
    assert passed("it fell") == []
    assert passed("it fell off") == ["lid? ... fell off"]
    assert passed("") == []


@given(st.text("ab' .!?;,:\n\u2026_-1\u00e9", max_size=30))
def test_plain_texts_are_cut_like_all_others(text: str) -> None:
    """The quick way for plain texts finds the words and signs that the pattern finds."""
    found = words_and_signs(text)

    assert [";" if one == "\n" else one for one in found] == [
        ";" if one == "\n" else one for one in re.findall(WORD_OR_SIGN, text)
    ]


def test_topics_are_hints() -> None:
    """All but a few of the words that name a topic only hint at something."""
    hints = {form for words in HINTS.values() for word in words.split() for form in forms_of(word)}

    assert not {word for word in TOPICS.split() if not forms_of(word) & hints}
