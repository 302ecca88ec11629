"""The small language in which the signs of harm are written."""

from __future__ import annotations

import pytest

from socwatch.understand.risks.frames import FRAMES
from socwatch.understand.risks.hints import HINTS, TOPICS
from socwatch.understand.risks.idioms import IDIOMS
from socwatch.understand.risks.index import Index
from socwatch.understand.risks.patterns import Pattern, Trust, forms_of, inflected
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
    patterns = [rule.pattern for rules in index.rules.values() for rule in rules]
    patterns += [figure for figures in index.figures.values() for figure in figures]

    assert all(all(forms for forms in pattern.required) for pattern in patterns)
    assert all(word.strip("|?~#.!") == word for word in index.rules)


def test_topics_are_hints() -> None:
    """All but a few of the words that name a topic only hint at something."""
    hints = {form for words in HINTS.values() for word in words.split() for form in forms_of(word)}

    assert not {word for word in TOPICS.split() if not forms_of(word) & hints}
