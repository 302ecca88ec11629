"""Hostile text made fit to be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socwatch.report.safe import isolated, link, plain, shortened


@given(st.text())
def test_plain_text_is_one_line_that_a_terminal_cannot_obey(text: str) -> None:
    """No control, no line break, no direction change, no half of a character is left."""
    line = plain(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line)
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\ufeff")
    line.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("a\u200bc\u2060m\ufeffe", "acme"),
        ("lone \ud800", "lone \ufffd"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 3),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
    ],
)
def test_what_hides_or_overwrites_is_gone_and_the_rest_stays(text: str, expected: str) -> None:
    """Tricks are removed or made visible; joined emoji are no trick."""
    assert plain(text) == expected


def test_a_long_text_is_cut_at_a_word() -> None:
    """What was cut shows it, and never exceeds its length."""
    assert shortened("one two three four five", 16) == "one two three…"
    assert len(shortened("x" * 99, 20)) == 20


def test_text_that_runs_right_to_left_is_closed_in() -> None:
    """It cannot turn the words around it; other text is left alone."""
    assert isolated("\u0645\u0631") == "\u2068\u0645\u0631\u2069"
    assert isolated("hello") == "hello"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "http://",
        "http://[x",
        "https://x.example/" + "a" * 600,
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    """Whatever else can be opened or run from a mail is not made clickable."""
    assert link(url) is None


def test_a_link_shows_where_it_leads() -> None:
    """A user name that looks like a host, and look-alike letters, are named."""
    hidden = link("https://acme.example@evil.example/x")
    assert hidden is not None
    assert hidden.host == "evil.example"
    assert "evil.example" in hidden.warning
    alike = link("https://\u0430cme.example/")
    assert alike is not None
    assert "look like others" in alike.warning
    good = link('https://acme.example/a"b<c> d')
    assert good is not None
    assert (good.url, good.warning) == ("https://acme.example/a%22b%3Cc%3E%20d", "")
