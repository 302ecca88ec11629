"""How socwatch itself is doing: what each source last brought, and when it was blind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Cursor, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is known of one source after its last poll."""

    name: str
    kind: str
    outcome: Outcome = Outcome.OK
    because: str = ""  # one sentence, when it is not OK
    since: datetime | None = None  # since when the outcome is what it is
    last_try: datetime | None = None
    last_ok: datetime | None = None  # everything up to here was read
    blind_since: datetime | None = None  # while it cannot be read: since when nothing is known
    retry_at: datetime | None = None  # the service asked us to wait until then
    failures: int = 0  # failed polls in a row
    told_failing: bool = False  # its owner has been told
    cursor: Cursor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpan:
    """A time in which a source was not read. `until` is None while it lasts."""

    source: str
    since: datetime
    until: datetime | None
    because: str
