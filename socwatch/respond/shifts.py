"""Who is on duty from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.plan import Rota
from socwatch.respond.rota import next_handover, on_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stretch in which one person, or nobody, is on duty."""

    start: datetime  # UTC
    end: datetime | None  # None: nothing changes any more
    who: str | None  # id of a contact


def shifts(rota: Rota, begin: datetime, until: datetime | None = None) -> Iterator[Shift]:
    """The shifts that touch [begin, until), each from its own start, in order."""
    at: datetime | None = min(begin, _first_day(rota))
    while at is not None and (until is None or at < until):
        end = next_handover(rota, at)
        if end is None or end > begin:
            yield Shift(start=at, end=end, who=on_call(rota, at))
        at = end


def _first_day(rota: Rota) -> datetime:
    """The midnight before the rota's first handover, or before an override that is earlier."""
    first = min((rota.start, *(one.first for one in rota.overrides)))
    zone = ZoneInfo(rota.timezone)
    return datetime(first.year, first.month, first.day, tzinfo=zone) - timedelta(days=1)
