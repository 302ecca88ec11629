"""The kinds of value that a config holds: durations, zones, addresses, names, days.

Each check says in plain words what is wrong and what to write instead. Nothing is coerced: a
number in quotes is text.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.utils import getaddresses
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from socwatch.config.words import nearest, shown
from socwatch.model.times import length

T = TypeVar("T")

_ADDRESS = re.compile(
    r"(?=.{3,254}\Z)(?=[^@]{1,64}@)"
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:localhost|(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63})"
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_RANGE = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?")


class Table(BaseModel):
    """A table of the config: unknown keys and values of a wrong type are mistakes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def wrong(says: str, suggestion: str = "") -> PydanticCustomError:
    """A mistake in plain words, for a validator to raise."""
    return PydanticCustomError("wrong", "{says}", {"says": says, "suggestion": suggestion})


def duration(value: object) -> timedelta:
    """`90s 15m 2h 1d 4w` as a timedelta."""
    if isinstance(value, timedelta):
        return value
    try:
        return length(str(value) if isinstance(value, str) else "")
    except ValueError:
        advice = "write 90s, 15m, 2h, 1d or 4w, in quotes"
        raise wrong(f"{shown(value)} is no duration", advice) from None


def _some_time(value: timedelta) -> timedelta:
    if not value:
        raise wrong("must be longer than nothing", "write 15m, for example, in quotes")
    return value


def zone(value: str) -> str:
    """The name, if the time zone database has it."""
    try:
        ZoneInfo(value)
    except (ValueError, KeyError, OSError):
        close = nearest(value, available_timezones())
        raise wrong(
            f"{shown(value)} is no time zone", close or "write a name such as Europe/London"
        ) from None
    return value


def address(value: str) -> str:
    """The value, if it is exactly one plain mail address."""
    if any(not letter.isprintable() for letter in value):
        raise wrong("a mail address on more than one line", "write one address")
    if value.count("@") > 1 or "," in value or ";" in value:
        raise wrong(f"{shown(value)} is more than one mail address", "write one address")
    if not _ADDRESS.fullmatch(value):
        raise wrong(f"{shown(value)} is no mail address", "write name@host.example")
    return value


def sender(value: str) -> str:
    """The value, if it is one mail address, perhaps with a name: `socwatch <s@host.example>`."""
    if any(not letter.isprintable() for letter in value):
        raise wrong("a sender on more than one line", "write name <name@host.example>")
    parsed = getaddresses([value])
    if len(parsed) != 1:
        raise wrong(f"{shown(value)} is not one sender", "write name <name@host.example>")
    address(parsed[0][1])
    return value


def rotation(value: str) -> str:
    """daily, weekly, or a recurrence rule of RFC 5545 that does not change hands every minute."""
    if value in ("daily", "weekly"):
        return value
    suggestion = "write daily, weekly or a rule such as FREQ=WEEKLY;INTERVAL=2"
    if not re.fullmatch(r"(?:RRULE:)?[A-Z0-9=;,+-]{6,200}", value):
        raise wrong(f"{shown(value)} is no rotation", suggestion)
    if "MINUTELY" in value or "SECONDLY" in value:
        raise wrong("a turn must last at least an hour", suggestion)
    from dateutil.rrule import rrulestr  # few configs need it, and it takes its time to load

    try:
        rrulestr(value, dtstart=datetime(2026, 1, 5, 9))  # noqa: DTZ001  # only its form matters
    except (ValueError, TypeError) as error:
        raise wrong(f"{shown(value)} is no rotation: {error}", suggestion) from None
    return value


def tick(value: timedelta) -> timedelta:
    """A step of detection: at least a minute, and a day is a whole number of them."""
    if value < timedelta(minutes=1) or timedelta(days=1) % value:
        raise wrong("a day must be a whole number of ticks of at least 1m", "write 5m, 15m or 1h")
    return value


def _one_line(value: str) -> str:
    if not value.strip():
        raise wrong("must not be empty")
    if any(not letter.isprintable() for letter in value):
        raise wrong("must be one line of plain text")
    return value


def _name(value: str) -> str:
    _one_line(value)
    if value != value.strip() or len(value) > 80 or set(value) & set("/*@:"):
        raise wrong(f"{shown(value)} is no name", "write up to 80 letters, digits, spaces or . _ -")
    return value


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,64}", value):
        raise wrong(f"{shown(value)} is no name", "write only a-z, 0-9 and -")
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,64}", value):
        raise wrong(f"{shown(value)} is no name", "write letters, digits, . _ or -, no spaces")
    return value


def _day_set(value: object) -> frozenset[int]:
    """`mon-fri`, `mon,thu` or a list of such, as weekdays: Monday is 0."""
    if isinstance(value, frozenset):
        return value
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not parts:
        raise wrong(f"{shown(value)} are no days", 'write "mon-fri" or "mon,thu"')
    return frozenset(day for part in parts for day in _day_range(part))


def _day_range(value: object) -> list[int]:
    found = _DAY_RANGE.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        raise wrong(f"{shown(value)} is no day", 'write "mon-fri" or "mon,thu"')
    first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _sensible(value: T) -> T:
    """Dates far out would overflow when they are put into another zone."""
    year = value.year if isinstance(value, date) else 2000
    if not 1970 <= year <= 2999:
        raise wrong(f"the year {year} cannot be meant")
    return value


#: A list; TOML's arrays arrive as Python lists.
Many = Annotated[tuple[T, ...], Field(strict=False)]
#: At least one.
Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]

_DURATION_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,6}\\s*[smhdw]$"})
#: A duration, perhaps of no length.
Duration = Annotated[timedelta, BeforeValidator(duration), _DURATION_SCHEMA]
#: A duration of some length.
Span = Annotated[timedelta, AfterValidator(_some_time), BeforeValidator(duration), _DURATION_SCHEMA]
Tick = Annotated[timedelta, AfterValidator(tick), BeforeValidator(duration), _DURATION_SCHEMA]
Rotation = Annotated[str, AfterValidator(rotation)]
Zone = Annotated[str, AfterValidator(zone)]
Address = Annotated[str, AfterValidator(address)]
Sender = Annotated[str, AfterValidator(sender)]
Line = Annotated[str, AfterValidator(_one_line)]
Name = Annotated[str, AfterValidator(_name)]
Slug = Annotated[str, AfterValidator(_slug)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Day = Annotated[date, AfterValidator(_sensible)]
Instant = Annotated[datetime, AfterValidator(_sensible)]
Days = Annotated[
    frozenset[int],
    BeforeValidator(_day_set),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
