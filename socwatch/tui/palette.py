"""The colours of the watch screen, after Okabe and Ito, told apart by colour-blind readers too.

Invariant: a colour never says anything alone; every state has its word. Text keeps a contrast of
4.5:1 against its ground, in the dark and in the light theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.theme import Theme

DARK, LIGHT = "socwatch-dark", "socwatch-light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Styles of words and bars, as rich writes them."""

    bad: str
    good: str
    bar: str
    above: str
    faint: str


_ON_DARK = Palette(
    bad="bold #E8752A", good="#2CB48A", bar="#6CC0F5", above="#E8752A", faint="#A0A0A0"
)
_ON_LIGHT = Palette(
    bad="bold #A33F00", good="#00664A", bar="#0072B2", above="#B34700", faint="#5A5A5A"
)

#: The grounds of the severities, from the gravest: vermillion, orange, sky blue.
_BADGES = ("bold #FFFFFF on #B34700", "bold #000000 on #E69F00", "#000000 on #56B4E9")


def palette(theme: str) -> Palette:
    """The styles that can be read on this theme's ground."""
    return _ON_LIGHT if "light" in theme else _ON_DARK


def badge(severity: str, ordered: Sequence[str]) -> str:
    """The style of a severity; `ordered` are the plan's, the lowest first."""
    if severity not in ordered:
        return "reverse"
    place = len(ordered) - 1 - ordered.index(severity)
    return _BADGES[0] if place == 0 else _BADGES[-1 if severity == ordered[0] else 1]


THEMES = (
    Theme(
        name=DARK, dark=True, primary="#0072B2", secondary="#56B4E9", accent="#E69F00",
        warning="#E69F00", error="#B34700", success="#00664A", foreground="#E6E6E6",
        background="#121212", surface="#1C1C1C", panel="#262626",
        variables={"footer-key-foreground": "#E69F00", "border": "#56B4E9"},
    ),
    Theme(
        name=LIGHT, dark=False, primary="#0072B2", secondary="#0072B2", accent="#A33F00",
        warning="#A33F00", error="#B34700", success="#00664A", foreground="#1A1A1A",
        background="#FFFFFF", surface="#F6F6F6", panel="#E8EEF2",
        variables={"footer-key-foreground": "#A33F00", "border": "#0072B2"},
    ),
)  # fmt: skip
