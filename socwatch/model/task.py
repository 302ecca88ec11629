"""A step of a playbook as it stands in an issue: what is to be done, by when, and whether it is.

Invariant: it is taken over from the plan when the issue starts, so that a plan which is edited in the
night changes nothing that people were told; only what was done is ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Times are UTC."""

    do: str
    due_at: datetime | None = None
    role: str | None = None  # whose task it is
    tell: tuple[str, ...] = ()  # who is told when it is overdue: rota:NAME | role:NAME | contact:ID
    holds: str | None = None  # name of the channel that is asked to hold something back
    page: str | None = None  # address that must be up; then the step is done
    shows: str | None = None  # words that the page must show
    private: bool = False  # whether the page may have a private address
    done_at: datetime | None = None
    done_by: str | None = None  # contact id, or "socwatch" for a page that is up
    overdue_at: datetime | None = None  # when it was said to be overdue
    held_at: datetime | None = None  # since when something is held back
    seen: str = ""  # why the page was not up when it was looked at last
    looked_at: datetime | None = None

    @property
    def waits_until(self) -> datetime | None:
        """When it becomes overdue; None when it is done, has no end, or was said to be overdue."""
        open_ = self.done_at is None and self.overdue_at is None
        return self.due_at if open_ else None
