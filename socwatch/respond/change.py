"""What an act, or time, makes of an issue: the issue, the lines of its timeline, and who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.model.delivery import Notice
from socwatch.model.issue import Entry, EventKind, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an act makes of the issue. Without `entries` nothing has changed."""

    issue: Issue
    says: str
    entries: tuple[Entry, ...] = ()
    notices: tuple[Notice, ...] = ()


def entry(
    issue: Issue, event: EventKind, actor: str, now: datetime, because: str, **details: object
) -> Entry:
    """A line of the issue's timeline."""
    return Entry(at=now, issue=issue.id, event=event, actor=actor, because=because, details=details)
