"""What a person said of a mention: whether it belongs to what a topic is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a mention is to a topic."""

    NOISE = "noise"  # the query matches, and it is about something else
    RELEVANT = "relevant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One person's verdict on one mention for one topic; a later one takes its place."""

    mention: str  # the mention's key
    topic: str
    verdict: Verdict
    by: str  # id of a contact
    at: datetime
