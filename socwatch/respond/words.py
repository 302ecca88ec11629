"""Times, spans and names as people say them.

Every sentence of this room goes through here, so that a time is always local and says its day
when that is not obvious.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socwatch.model.plan import CrisisPlan, Severity


def clock(at: datetime, timezone: str, *, now: datetime | None = None) -> str:
    """`07:00`, with the day before it when `now` is given and lies on another local day."""
    local = at.astimezone(ZoneInfo(timezone))
    if now is None or now.astimezone(ZoneInfo(timezone)).date() == local.date():
        return f"{local:%H:%M}"
    return f"{local.day} {local:%B %H:%M}"


def span(length: timedelta) -> str:
    """`25 min`, `2 h`, `1 h 5 min`; whole minutes, rounded down."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return " ".join(parts) or "0 min"


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; each name once, in order."""
    each = list(dict.fromkeys(names))
    if len(each) < 2:
        return "".join(each)
    return f"{', '.join(each[:-1])} {last} {each[-1]}"


def name_of(plan: CrisisPlan, who: str) -> str:
    """The name of a contact; what is no contact (an address, somebody unknown) as it is."""
    return next((person.name for person in plan.contacts if person.id == who), who)


def level_of(plan: CrisisPlan, severity: str) -> Severity:
    """The plan's level of this name.

    A level that has left the plan since the issue was opened counts as the highest: an edit of
    the plan may make an issue louder, never silent.
    """
    return next((level for level in plan.severities if level.name == severity), plan.highest)
