"""How socwatch itself is doing: what each source last brought, and when it was blind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Cursor, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One poll, or several in a row that went the same way, and how many new items they brought."""

    source: str
    since: datetime
    until: datetime
    outcome: Outcome
    found: int = 0
    polls: int = 1
    because: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a source brought in 24 hours. Not `read`: it was not read for a good part of them."""

    found: int
    read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is known of one source after its last poll."""

    name: str
    kind: str
    outcome: Outcome = Outcome.OK
    because: str = ""  # one sentence, when it is not OK
    since: datetime | None = None  # since when the outcome is what it is
    last_try: datetime | None = None
    first_ok: datetime | None = None  # when it was read for the first time
    last_ok: datetime | None = None  # everything up to here was read
    blind_since: datetime | None = None  # while it cannot be read: since when nothing is known
    retry_at: datetime | None = None  # the service asked us to wait until then
    failures: int = 0  # failed polls in a row
    told_failing: bool = False  # its owner has been told
    fell: tuple[datetime, ...] = ()  # when its owner was told lately that it fails, in order
    latest: Sighting | None = None  # the run of polls that is still going on
    last_found: datetime | None = None  # when it last brought something new
    silent_since: datetime | None = None  # read well, but far less than its own history
    silent_because: str = ""
    silence_checked: datetime | None = None
    canary_at: datetime | None = None  # when the canary query was last asked
    cursor: Cursor | None = None

    @property
    def word(self) -> str:
        """The state in one word: the outcome of the last poll, or `silent`."""
        if self.outcome is Outcome.OK and self.silent_since is not None:
            return "silent"
        return self.outcome.value

    @property
    def why(self) -> str:
        """What is the matter, in a sentence; "" when nothing is."""
        return self.because or self.silent_because


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpan:
    """A time in which a source was not read. `until` is None while it lasts."""

    source: str
    since: datetime
    until: datetime | None
    because: str
