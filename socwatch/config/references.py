"""What one table says about another: names that must exist, and names that must be unique."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socwatch.config.lines import Place
from socwatch.config.sheet import Sheet
from socwatch.config.words import nearest, one_of, shown


def known(sheet: Sheet, place: Place, name: str | None, what: str, names: Sequence[str]) -> None:
    """A name that must be one of `names`; `what` says of what: "topic", "contact" …"""
    if name is not None and name not in names:
        sheet.blame(place, f"there is no {what} {shown(name)}", one_of(name, names))


def all_known(
    sheet: Sheet, place: Place, given: Sequence[str], what: str, names: Sequence[str]
) -> None:
    """The same for a list of names."""
    for number, name in enumerate(given):
        known(sheet, (*place, number), name, what, names)


def role_held(sheet: Sheet, place: Place, role: str | None, roles: Sequence[str]) -> None:
    """A role that somebody must have."""
    if role is not None and role not in roles:
        sheet.blame(
            place,
            f"nobody has the role {shown(role)}",
            nearest(role, roles) or f'add roles = ["{role}"] to a contact',
        )


def role_hoped_for(sheet: Sheet, place: Place, role: str | None, roles: Sequence[str]) -> None:
    """A role that somebody should have."""
    if role is not None and role not in roles:
        sheet.warn(place, f"nobody has the role {shown(role)}", nearest(role, roles))


def unique(sheet: Sheet, named: Iterable[tuple[Place, str]], what: str) -> None:
    """Names of which each may stand only once."""
    first: dict[str, Place] = {}
    for place, name in named:
        if name in first:
            line = sheet.line(first[name])
            sheet.blame(place, f"a second {what} {shown(name)}", f"the first is in line {line}")
        first.setdefault(name, place)
