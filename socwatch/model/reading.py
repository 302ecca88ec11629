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


#: Categories that are no harm.
REMARKS = frozenset({"praise", "question"})


class Triage(StrEnum):
    """The class of a mention, as the plan's engagement rules name it: who answers, if anybody."""

    QUESTION = "question"
    UNHAPPY_CUSTOMER = "unhappy_customer"  # had a bad experience with us
    MISGUIDED = "misguided"  # has the facts wrong
    RAGER = "rager"  # rants or jokes at our cost
    TROLL = "troll"  # wants a quarrel
    POSITIVE = "positive"  # praise


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A risk that a text speaks of, and the words that say so.

    `category` is a scenario's id or one of the risks that socwatch knows by itself.
    """

    category: str
    severity: str  # the scenario's severity floor, or "" when it sets none
    term: str
    tripwire: bool = False  # opens an issue at the first matching mention
    level: int = 0  # how serious by itself: 1 a nuisance, 2 serious, 3 life, law or survival


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Language, tone, risk and story of one mention."""

    language: str | None  # ISO 639-1; None when the text is too short to tell
    tone: Tone
    score: float | None  # -1..1; None when unscored
    p_negative: float | None = None  # 0..1, calibrated; None when unscored
    because: tuple[tuple[str, float], ...] = ()  # words and their weights, strongest first
    risks: tuple[Risk, ...] = ()
    wording: str = ""  # equal for near-copies of one text
    story: str = ""  # equal for all that tell the same, in whatever words
    triage: Triage | None = None  # None: nothing that asks for an answer
    unscored_because: str = ""  # in words, when the tone is UNSCORED

    @property
    def harms(self) -> tuple[Risk, ...]:
        """The risks without praise and questions, which are found by the same look at a text."""
        return tuple(risk for risk in self.risks if risk.category not in REMARKS)
