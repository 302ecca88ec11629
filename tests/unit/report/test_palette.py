"""Every colour of a mail can be read, in the light and in the dark."""

from __future__ import annotations

import pytest

from socwatch.report import message
from socwatch.report.as_html import TEMPLATES

LIGHT = TEMPLATES.get_template("mail.css").render()
DARK = TEMPLATES.get_template("document.css").render()
PAIRS = [
    ("#ffffff", message._RED),
    ("#ffffff", message._AMBER),
    ("#ffffff", message._GREEN),
    ("#ffffff", message._GREY),
    ("#5a5a5a", "#ffffff"),
    ("#005a8f", "#ffffff"),
    ("#ffffff", "#0b3d5c"),
    ("#1a1a1a", "#f2f2f2"),
    ("#e8e8e8", "#121212"),
    ("#b5b5b5", "#121212"),
    ("#6cc0f5", "#121212"),
    ("#e8e8e8", "#262626"),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_a_pair_of_colours_has_enough_contrast(text: str, ground: str) -> None:
    """At least 4.5 to 1."""
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_pairs_are_those_in_use() -> None:
    """A colour that is changed in a style sheet has to be changed here."""
    used = LIGHT + DARK + message._RED + message._AMBER + message._GREEN + message._GREY
    assert all(colour in used for pair in PAIRS for colour in pair)
