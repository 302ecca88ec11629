"""What a person said of a mention: whether it belongs to a topic, its tone, its risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from socwatch.model.reading import Tone


class Sort(StrEnum):
    """What a label is about; a mention carries at most one of each sort for a topic."""

    RELEVANCE = "relevance"
    TONE = "tone"
    RISK = "risk"


class Verdict(StrEnum):
    """What a person says."""

    NOISE = "noise"  # the query matches, and it is about something else
    RELEVANT = "relevant"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    RISK_RIGHT = "risk-right"  # the risk that was read is there
    RISK_WRONG = "risk-wrong"

    @property
    def sort(self) -> Sort:
        """What it is about."""
        return _SORTS.get(self, Sort.TONE)

    @property
    def tone(self) -> Tone | None:
        """The tone that it names; None when it is about something else."""
        return Tone(self.value) if self.sort is Sort.TONE else None


_SORTS = {
    Verdict.NOISE: Sort.RELEVANCE,
    Verdict.RELEVANT: Sort.RELEVANCE,
    Verdict.RISK_RIGHT: Sort.RISK,
    Verdict.RISK_WRONG: Sort.RISK,
}


class Picked(StrEnum):
    """How a mention came to be labelled: only random ones say how right socwatch is."""

    RANDOM = "random"
    UNCERTAIN = "uncertain"  # socwatch was least sure of it
    OWN = "own"  # somebody chose it


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One person's verdict on one mention for one topic; a later one takes its place."""

    mention: str  # the mention's key
    topic: str
    verdict: Verdict
    by: str  # id of a contact
    at: datetime
    picked: Picked = Picked.OWN
    category: str = ""  # the risk that is right or wrong; "" is whatever was read

    @property
    def sort(self) -> Sort:
        """What it is about."""
        return self.verdict.sort
