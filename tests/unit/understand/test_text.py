"""Hostile text becomes safe text, and ordinary text stays as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.understand.text import clean, fold, plain

FAMILY = "👨\u200d👩\u200d👧"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
NASTY = st.text(
    alphabet=st.one_of(
        st.characters(codec=None),
        st.sampled_from(
            "\x00\x1b\r\n\t \x85\ud800\u200b\u200c\u200d\u202e\u2066\u0301\u0345\ufe0f"
        ),
        st.sampled_from(
            "a\u0130ß\u017f'\u2019👨🏴\U000e0067\U000e007f\u0627\u0915\u094d\ufb1d\u1100\u1161"
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("plain words", "plain words"),
        ("a\x1b[31mred", "a␛[31mred"),
        ("all fine\rALARM", "all fine␍ALARM"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("gone\x08\x08\x7f", "gone␈␈␡"),
        ("a\x00b\ud800c\ufffed\x9be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("evil\u202etxt.exe\u2066", "eviltxt.exe"),
        ("ac\u200bme\u00ad\ufeff", "acme"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("e\u0301", "é"),
        ("  a \t b\u00a0\u3000c  ", "a b c"),
        ("a \n \n\n\n b", "a\n\nb"),
        ("", ""),
    ],
)
def test_what_is_made_safe(raw: str, safe: str) -> None:
    """Controls are shown as pictures, broken characters as one sign, hiding ones not at all."""
    assert clean(raw) == safe


@pytest.mark.parametrize(
    "text",
    [
        FAMILY,
        ENGLAND,
        "❤️",
        "👍🏽",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "क\u094d\u200dष",
        "नमस्ते",
        "กี่ครั้ง",
        "שָׁלוֹם",
        "日本語",
    ],
)
def test_what_needs_joiners_and_marks_keeps_them(text: str) -> None:
    """Emoji and scripts that are written with invisible characters stay whole."""
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_joiners_elsewhere_go() -> None:
    """Between Latin letters a joiner only hides a word from a search."""
    assert clean("ac\u200dm\u200ce") == "acme"


def test_piles_of_accents_are_capped() -> None:
    """A letter keeps four accents; a thousand would paint over the lines around it."""
    assert clean("z" + "\u0317" * 1_000 + "a") == "z" + "\u0317" * 4 + "a"


@pytest.mark.parametrize(("limit", "expected"), [(5, "abcd…"), (10, "abcd efghi"), (1, "…")])
def test_the_limit_is_kept(limit: int, expected: str) -> None:
    """A longer text ends in an ellipsis within the limit."""
    assert clean("abcd efghi", limit=limit) == expected


def test_a_cut_is_seen_even_when_the_rest_is_blank_at_first() -> None:
    """A text of which only the beginning was looked at is marked as cut."""
    assert clean("a" + " " * 1_000_000 + "b") == "a…"


@given(NASTY, st.integers(min_value=1, max_value=40))
@settings(max_examples=400)
def test_clean_is_safe_and_settled(raw: str, limit: int) -> None:
    """Whatever comes in: no control, no broken character, within the limit, nothing left to do."""
    safe = clean(raw, limit=limit)

    assert len(safe) <= limit
    assert clean(safe, limit=limit) == safe
    assert not [c for c in safe if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]
    assert not [c for c in safe if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI", "PDI")]
    assert safe.encode("utf-8").decode("utf-8") == safe


@given(NASTY)
@settings(max_examples=400)
def test_fold_is_settled(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME", "acme"),
        ("O\u2019Reilly", "o'reilly"),
        ("\uff21\uff23\uff2d\uff25", "acme"),
        ("Straße", "STRASSE"),
        ("ac\u200bme", "acme"),
        ("❤️", "❤"),
        ("cafe\u0301", "café"),
    ],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    """Two spellings that people read as the same compare as equal."""
    assert fold(one) == fold(other)


def test_fold_keeps_accents() -> None:
    """An accent is a difference."""
    assert fold("café") != fold("cafe")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hi &amp; bye<br>you</p><p>second</p>", "Hi & bye\nyou\n\nsecond"),
        ("<p>a\nb</p>", "a b"),
        ("first\nsecond <b>line</b>", "first\nsecond line"),
        ("It&#x27;s &lt;b&gt;", "It's <b>"),
        ("I <3 acme & more", "I <3 acme & more"),
        ("a <b if c", "a <b if c"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("x<script>alert(1)</script><style>p{}</style><!-- c -->y", "xy"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ('<a href="x"><span class="invisible">https://</span>acme.example</a>',
         "https://acme.example"),
        ("&#27;[31m&#x202e;", "␛[31m"),
        ("<frameset>hello", "hello"),
        ("<p \ud800>x</p>", "x"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_to_text(html: str, text: str) -> None:
    """Markup becomes lines, entities become characters, and what only looks like markup stays."""
    assert plain(html) == text


@pytest.mark.parametrize("piece", ["<div>", "<x>", "<a '\"", "<", "&", "<p>a</p>", "a\u0301\u200d"])
def test_a_megabyte_of_markup_ends(piece: str) -> None:
    """However it is nested or broken, a large page becomes a text within the limit."""
    assert len(plain(piece * (1_000_000 // len(piece)))) <= 32_000
