"""How long `plan check` takes for a large team: 50 contacts, 6 rotas, a year. The goal is 5 s.

python -m benchmarks.plan_check [CONTACTS ROTAS]
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter

from socwatch.model.plan import (
    Absence,
    Contact,
    CrisisPlan,
    Notify,
    Policy,
    QuietHours,
    Rota,
    Severity,
    Step,
)
from socwatch.respond.cover import check

START = datetime(2026, 11, 27, tzinfo=UTC)
ZONES = ("Europe/London", "Europe/Madrid", "America/New_York", "Asia/Tokyo", "Australia/Sydney")
ROTATIONS = ("daily", "weekly", "FREQ=WEEKLY;INTERVAL=2")


def contact(number: int, of: int) -> Contact:
    """Everybody sleeps, has a deputy, and is away three times a year."""
    first = date(2027, 1, 3) + timedelta(days=number * 5)
    away = (first + timedelta(days=100 * turn) for turn in range(3))
    return Contact(
        id=f"p{number}",
        name=f"Person {number}",
        timezone=ZONES[number % len(ZONES)],
        roles=("pr", "legal", "care")[number % 3 : number % 3 + 1],
        email=f"p{number}@acme.example",
        quiet_hours=QuietHours(start=time(22, number % 4 * 15), end=time(7)),
        deputy=f"p{number + 1}" if number % 5 < 4 and number + 1 < of else None,
        away=tuple(Absence(first=day, last=day + timedelta(days=9)) for day in away),
    )


def plan(contacts: int, rotas: int) -> CrisisPlan:
    """A team on five continents, with a policy for each level and one for each rota's topic."""
    people = tuple(contact(number, contacts) for number in range(contacts))
    turns = tuple(
        Rota(
            name=f"r{number}",
            members=tuple(one.id for one in people[number::rotas]),
            rotate=ROTATIONS[number % len(ROTATIONS)],
            handover=time(8 + number),
            start=date(2026, 1, 5),
            timezone=ZONES[number % len(ZONES)],
        )
        for number in range(rotas)
    )
    levels = (
        Severity(name="green", rank=0, notify=Notify.DIGEST),
        Severity(name="amber", rank=1),
        Severity(name="red", rank=2, ack_within=timedelta(minutes=15), breaks_quiet_hours=True),
    )
    policies = tuple(
        Policy(
            severity=level.name,
            topics=() if number == 0 else (f"t{number}",),
            steps=(
                Step(after=timedelta(0), tell=(f"rota:{turn.name}",)),
                Step(after=timedelta(minutes=15), tell=("role:pr",)),
                Step(after=timedelta(minutes=30), tell=("contact:p0",)),
            ),
            repeat=2,
            fallback="ops@acme.example",
        )
        for level in levels[1:]
        for number, turn in enumerate(turns)
    )
    return CrisisPlan(
        name="Large",
        owner="pr",
        timezone="Europe/London",
        severities=levels,
        contacts=people,
        rotas=turns,
        policies=policies,
    )


def main() -> None:
    """Prints the seconds, and what was found."""
    contacts, rotas = (int(word) for word in sys.argv[1:3] or ("50", "6"))
    large = plan(contacts, rotas)
    begin = perf_counter()
    found = check(large, start=START, days=365)
    took = perf_counter() - begin
    print(f"{contacts} contacts, {rotas} rotas, a year: {took:.1f} s, {len(found.problems)} holes")


if __name__ == "__main__":
    main()
