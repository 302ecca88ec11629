"""A reading: what socwatch understood of one mention."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The label of a text's tone. UNSCORED is not neutral: nobody could tell."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A scenario of the plan that a text speaks of, and the word that says so."""

    category: str  # the scenario's id
    severity: str  # the scenario's severity floor, or "" when it sets none
    term: str
    tripwire: bool = False  # opens an issue at the first matching mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Language, tone, risk and story of one mention."""

    language: str | None  # ISO 639-1; None when the text is too short to tell
    tone: Tone
    score: float | None  # -1..1; None when unscored
    because: tuple[tuple[str, float], ...] = ()  # words and their weights, strongest first
    risks: tuple[Risk, ...] = ()
    story: str = ""  # equal for copies of one text
    unscored_because: str = ""  # in words, when the tone is UNSCORED
