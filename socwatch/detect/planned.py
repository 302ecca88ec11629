"""What the plan's events make of the volume that is expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from socwatch.model.plan import PlannedEvent


def lift(
    events: Iterable[PlannedEvent], topic: str | None, start: datetime, end: datetime
) -> float:
    """By how much [start, end) is lifted: by the largest of its events, by 1 without any.

    A topic of None has the events that are for every topic.
    """
    lifts = [
        event.expected_lift
        for event in events
        if (not event.topics or topic in event.topics) and event.start < end and event.end > start
    ]
    return max(lifts, default=1.0)
