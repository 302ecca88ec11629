"""What a look at the audit trail finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The latest entry and its seal: whoever notes it elsewhere can prove later what came before."""

    entry: int
    hash: str  # 64 hexadecimal digits

    def __str__(self) -> str:
        return f"{self.entry}:{self.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first entry at which the trail is not what was written."""

    entry: int
    at: datetime | None  # as it stands there now; None: the entry is gone
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The trail from its first entry on; `broken` is None when it is whole."""

    entries: int
    since: datetime | None
    head: Head | None
    broken: Broken | None
