"""Reads a rota's turns from an iCalendar file (RFC 5545), with the extra [ical].

Invariants: turns are in order, do not overlap, and name members of the rota; an entry that names nobody
is a warning and no turn, so that the hours it covers are a hole which `plan check` names. A file that
cannot be read is a mistake of the config: nobody must rely on an empty rota.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from socwatch.config.lines import Place
from socwatch.config.plan_tables import ContactTable, RotaTable
from socwatch.config.sheet import Placed, Sheet
from socwatch.config.tables import PlanTables
from socwatch.config.words import shown
from socwatch.model.plan import Turn

#: So far from today, both ways, a calendar is read: `plan check` walks a year.
REACH = timedelta(days=400)
_LARGEST = 4 * 1024 * 1024
_MOST = 20_000  # entries within reach; more is no rota


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    start: datetime  # UTC
    end: datetime
    words: str  # what it is called
    addresses: tuple[str, ...]  # whom it invites


def calendars(
    sheet: Sheet, plan: PlanTables, folder: Path, timezone: str, today: date
) -> Mapping[str, tuple[Turn, ...]]:
    """The turns by name of the rota, of those that have a calendar. Mistakes are in the sheet."""
    people = {one.value.id: one.value for one in plan.contacts}
    found = {}
    for rota in plan.rotas:
        if rota.value.ical is not None:
            path = folder / Path(rota.value.ical).expanduser()
            found[rota.value.name] = _turns(sheet, rota, path, people, timezone, today)
    return found


def _turns(
    sheet: Sheet,
    rota: Placed[RotaTable],
    path: Path,
    people: Mapping[str, ContactTable],
    timezone: str,
    today: date,
) -> tuple[Turn, ...]:
    place: Place = (*rota.place, "ical")
    zone = ZoneInfo(rota.value.timezone or timezone)
    try:
        entries = _entries(path, zone, today)
    except ImportError:
        sheet.blame(place, "needs the extra [ical]", "pip install 'socwatch[ical]'")
        return ()
    except (OSError, ValueError, LookupError) as error:
        why = error.strerror if isinstance(error, OSError) else _in_short(error)
        sheet.blame(place, f"cannot be read: {why}", f"put an iCalendar file at {path.name}")
        return ()
    members = [people[one] for one in rota.value.members if one in people]
    turns = []
    for entry in entries:
        who = _member(entry, members)
        if who is None:
            says = (
                f"{shown(entry.words)} of {entry.start.astimezone(zone):%Y-%m-%d} names no member"
            )
            sheet.warn(place, says, "write a member's name in its title, or invite them")
        else:
            turns.append(Turn(start=entry.start, end=entry.end, who=who))
    return _flat(turns)


def _entries(path: Path, zone: ZoneInfo, today: date) -> list[_Entry]:
    """Raises ImportError, OSError, and ValueError for what is no calendar."""
    import recurring_ical_events
    from icalendar import Calendar

    if path.stat().st_size > _LARGEST:
        raise ValueError("it is larger than 4 MB")
    calendar = Calendar.from_ical(path.read_bytes())
    found = []
    query = recurring_ical_events.of(calendar)
    for number, event in enumerate(query.between(today - REACH, today + REACH)):
        if number >= _MOST:
            raise ValueError(f"it has more than {_MOST} entries in two years")
        if str(event.get("STATUS", "")).upper() != "CANCELLED":
            found.append(_entry(event, zone))
    return sorted((one for one in found if one.end > one.start), key=lambda one: one.start)


def _entry(event: Mapping[str, object], zone: ZoneInfo) -> _Entry:
    start = event["DTSTART"].dt  # type: ignore[attr-defined]
    end = event["DTEND"].dt if "DTEND" in event else start + timedelta(days=1)  # type: ignore[attr-defined]
    invited = event.get("ATTENDEE", ())
    several = invited if isinstance(invited, list) else [invited] if invited else []
    return _Entry(
        start=_instant(start, zone),
        end=_instant(end, zone),
        words=" ".join(str(event.get("SUMMARY", "")).split()),
        addresses=tuple(str(one).lower().removeprefix("mailto:") for one in several),
    )


def _instant(at: date | datetime, zone: ZoneInfo) -> datetime:
    """In UTC. A day, and a time without a zone, are local to the rota."""
    moment = at if isinstance(at, datetime) else datetime.combine(at, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _member(entry: _Entry, members: Sequence[ContactTable]) -> str | None:
    """The first member that is invited; else the one who stands first in the title."""
    for person in members:
        if person.email and person.email.casefold() in entry.addresses:
            return person.id
    places = {
        person.id: place
        for person in members
        if (place := _place(entry.words, (person.id, person.name))) is not None
    }
    return min(places, key=lambda one: places[one], default=None)


def _place(words: str, names: Iterable[str]) -> int | None:
    """Where one of the names stands in the words, as whole words."""
    found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) for name in names)
    return min((one.start() for one in found if one), default=None)


def _flat(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Without overlaps: from its start on, the later turn counts, and then the earlier goes on."""
    flat: list[Turn] = []
    coming, holding = list(turns), list[Turn]()
    for start, end in pairwise(sorted({edge for one in turns for edge in (one.start, one.end)})):
        while coming and coming[0].start <= start:
            holding.append(coming.pop(0))
        holding = [one for one in holding if one.end > start]
        if not holding:
            continue
        who = holding[-1].who
        if flat and flat[-1].end == start and flat[-1].who == who:
            flat[-1] = Turn(start=flat[-1].start, end=end, who=who)
        else:
            flat.append(Turn(start=start, end=end, who=who))
    return tuple(flat)


def _in_short(error: ValueError | LookupError) -> str:
    if isinstance(error, LookupError):  # a part that every entry has
        return f"an entry has no {error.args[0]}"
    return " ".join(str(error).split())[:120] or "it is no calendar"
