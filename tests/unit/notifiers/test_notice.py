"""Strangers' words for chats: visible, and without effect."""

# ruff: noqa: RUF001 (twins are meant to look alike)
from __future__ import annotations

import pytest

from socwatch.notifiers._notice import harmless


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<!channel>", "‹!channel›"),
        ("<https://evil.example|help>", "‹https://evil.example|help›"),
        ("foo@everyone", "foo＠everyone"),
        ("[help](https://evil.example)", "[help］(https://evil.example)"),
        ("[help]\n(https://evil.example)", "[help］\n(https://evil.example)"),
        ("[help][1]\n[1]: https://evil.example", "[help］[1]\n[1］: https://evil.example"),
        ("[help|https://evil.example]", "［help|https://evil.example]"),
        ("[url=https://evil.example]help[/url]", "［url=https://evil.example]help[/url]"),
        ("<a href='https://evil.example'>help</a>", "‹a href='https://evil.example'›help‹/a›"),
    ],
)
def test_what_a_chat_would_act_on_is_shown_instead(written: str, told: str) -> None:
    """Each sign has a twin that looks like it and does nothing."""
    assert harmless(written) == told


@pytest.mark.parametrize(
    "text",
    ["[DRILL] [RED] D-1 Acme: 12 in 15 min", "https://a.example/?q=1&p=2", "Grüße, R&D (all)"],
)
def test_our_own_words_stay_as_they_are(text: str) -> None:
    """Filters look for [RED], and an address must lead where it led."""
    assert harmless(text) == text
