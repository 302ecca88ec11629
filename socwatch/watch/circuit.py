"""Channels that take nothing just now: one message asks again, after a growing while; none of the others.

Invariants: while a circuit is open nothing is tried on its channel; its end is at most 20 minutes away,
whatever a wrong clock wrote; a person who retries, tests or changes the config closes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.watch.setup import Setup

MEMO = "channels_down"
#: A server that is down is asked again after these.
_PROBES = tuple(timedelta(seconds=seconds) for seconds in (15, 30, 60, 120, 300))
#: One that rejects our login or sender is asked at most three times an hour.
LOCKED_OUT = timedelta(minutes=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    failures: int
    until: datetime
    refused: bool  # our login or sender, so that waiting does not help


class Circuits:
    """Those of all channels at one instant."""

    def __init__(self, setup: Setup, now: datetime) -> None:
        self._setup = setup
        self._now = now
        self._open = {name: _read(kept) for name, kept in _stored(setup).items()}

    def until(self, channel: str) -> datetime | None:
        """Until when the channel is left alone; None when it may be tried."""
        known = self._open.get(channel)
        if known is None or not self._now < known.until <= self._now + LOCKED_OUT:
            return None
        return known.until

    def is_refused(self, channel: str) -> bool:
        """Whether it is left alone because it rejected our login or sender."""
        known = self._open.get(channel)
        return known is not None and known.refused

    def failed(self, channel: str, *, refused: bool) -> None:
        """The channel took nothing: it is left alone for a while."""
        failures = self._open[channel].failures + 1 if channel in self._open else 1
        wait = LOCKED_OUT if refused else _PROBES[min(failures, len(_PROBES)) - 1]
        known = _Open(failures=failures, until=self._now + wait, refused=refused)
        self._keep({**self._open, channel: known})

    def worked(self, channel: str) -> None:
        """The channel takes messages again."""
        if channel in self._open:
            self._keep({name: one for name, one in self._open.items() if name != channel})

    def _keep(self, circuits: dict[str, _Open]) -> None:
        self._open = circuits
        kept = {
            name: [one.failures, one.until.isoformat(), one.refused]
            for name, one in circuits.items()
        }
        with self._setup.store.unit():
            self._setup.store.watching.save_memo(MEMO, json.dumps(kept))


def close(setup: Setup) -> None:
    """Lets every channel be tried again at once. Call it inside a unit of work."""
    if setup.store.watching.memo(MEMO) not in (None, "{}"):
        setup.store.watching.save_memo(MEMO, "{}")


def _stored(setup: Setup) -> dict[str, list[object]]:
    kept = json.loads(setup.store.watching.memo(MEMO) or "{}")
    return kept if isinstance(kept, dict) else {}


def _read(kept: list[object]) -> _Open:
    failures, until, refused = kept
    return _Open(
        failures=int(str(failures)),
        until=datetime.fromisoformat(str(until)),
        refused=bool(refused),
    )
