"""`oncall`: who is on call now, who is next, the calendar, its gaps, and the calendar as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked
from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.paragraphs import paragraphs
from socwatch.errors import SocwatchError, UsageError
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.plan import Contact, CrisisPlan, Rota
    from socwatch.report.ical import Event

_CALENDAR, _GAPS, _ICAL = 14, 365, 90


def add_to(app: typer.Typer) -> None:
    """Adds the command to the tree."""
    app.command("oncall")(oncall)


@command
def oncall(
    frame: Frame,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="Then, instead of now.")
    ] = None,
    following: Annotated[
        int, typer.Option("--next", help="How many handovers to show.", min=1)
    ] = 1,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="Every shift of the next 14 days, or of --days.")
    ] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Hours in which nobody is reached, for 365 days.")
    ] = False,
    ical: Annotated[
        str | None,
        typer.Option("--ical", metavar="FILE", help="Write 90 days as iCalendar; - for stdout."),
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", help="How far to look ahead.", min=1, max=3660)
    ] = None,
) -> None:
    """Who is on call now, who is next, and when they hand over."""
    if sum((calendar, gaps, ical is not None)) > 1:
        raise UsageError("--calendar, --gaps and --ical are three answers", hint="ask for one")
    if days is not None and not (calendar or gaps or ical is not None):
        raise UsageError("--days says how far to look", hint="with --calendar, --gaps or --ical")
    with frame.app() as app:
        when = app.clock.now() if at is None else asked.instant(at)
        if ical is not None:
            _export(frame, app, ical, when, days or _ICAL)
        elif calendar:
            _calendar(frame, app, when, days or _CALENDAR)
        elif gaps:
            _gaps(frame, app, when, days or _GAPS)
        else:
            _now(frame, app, when, following)


def _now(frame: Frame, app: App, when: datetime, following: int) -> None:
    rows = [_duty(app, rota, when, following) for rota in app.config.plan.rotas]
    if frame.as_json:
        frame.answer({"schema": "socwatch.oncall/1", "at": rfc3339(when), "rotas": rows})
        return
    lines = [line for row in rows for line in (_line(app, row, when), *_later(app, row))]
    paragraphs(frame, lines or ["The plan has no rota."])


def _calendar(frame: Frame, app: App, when: datetime, days: int) -> None:
    """One line for each shift, in the local times of its rota."""
    from socwatch.cli.plan_people import turn, zone
    from socwatch.respond.shifts import shifts

    plan, names = app.config.plan, app.names()
    until = when + timedelta(days=days)
    several = [(rota, one) for rota in plan.rotas for one in shifts(rota, when, until)]
    if frame.as_json:
        rows = [
            {
                "rota": rota.name,
                "from": rfc3339(one.start),
                "to": None if one.end is None else rfc3339(one.end),
                "contact": one.who,
                "name": names.get(one.who or "", one.who),
            }
            for rota, one in several
        ]
        frame.answer({"schema": "socwatch.oncall_calendar/1", "at": when, "shifts": rows})
        return
    lines = [f"{rota.name}{zone(plan, rota)}: {turn(plan, rota, one)}" for rota, one in several]
    paragraphs(frame, lines or ["The plan has no rota."])


def _gaps(frame: Frame, app: App, when: datetime, days: int) -> None:
    """The holes in cover in the words of `plan check`, without those that take an absence."""
    from socwatch.respond.cover import check

    found = check(app.config.plan, start=when, days=days).problems
    holes = [one for one in found if one.absent is None]
    if frame.as_json:
        rows = [
            {"severity": one.severity, "from": rfc3339(one.start), "to": rfc3339(one.end),
             "says": one.says}
            for one in holes
        ]  # fmt: skip
        frame.answer({"schema": "socwatch.oncall_gaps/1", "at": when, "days": days, "gaps": rows})
    else:
        lines = [f"{one.severity.upper()}: {one.says}" for one in holes]
        paragraphs(frame, lines or [f"Somebody is reached at every hour of the next {days} days."])
    if holes:
        raise typer.Exit(3)


def _export(frame: Frame, app: App, to: str, when: datetime, days: int) -> None:
    from socwatch.report.ical import calendar

    plan, until = app.config.plan, when + timedelta(days=days)
    events = [one for rota in plan.rotas for one in _events(app, rota, when, until)]
    written = calendar(plan.name, events, now=when)
    if to == "-":
        print(written.replace("\r\n", "\n"), end="")
        return
    try:
        Path(to).write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise SocwatchError(f"{to} cannot be written: {error.strerror}") from error
    if frame.as_json:
        rows = {"schema": "socwatch.oncall_ical/1", "path": to, "shifts": len(events)}
        frame.answer(rows)
    elif frame.wants_words:
        print(to)
        say(f"{len(events)} shifts of {days} days; when the plan changes, write it anew")


def _events(app: App, rota: Rota, when: datetime, until: datetime) -> Iterator[Event]:
    """A shift without an end is written up to the end of the look ahead."""
    from socwatch.cli.plan_people import absent
    from socwatch.report.ical import Event
    from socwatch.respond.shifts import shifts

    plan = app.config.plan
    for one in shifts(rota, when, until):
        if one.who is not None:
            person = plan.contact(one.who)
            yield Event(
                uid=f"{rota.name}-{one.start:%Y%m%dT%H%M%SZ}@{_host(app)}",
                start=one.start,
                end=one.end or until,
                summary=f"On call: {person.name} ({rota.name})",
                description=f"{plan.name}: {person.name}{absent(plan, one)}",
                contact=", ".join(word for word in (person.name, person.email) if word),
            )


def _host(app: App) -> str:
    """The right side of every UID: where the mails come from."""
    sender = app.config.mail.sender if app.config.mail else ""
    return sender.rpartition("@")[2].rstrip(">").strip() or "socwatch.invalid"


def _duty(app: App, rota: Rota, when: datetime, following: int) -> dict[str, object]:
    from socwatch.respond.reach import absence_at
    from socwatch.respond.rota import next_handover, on_call
    from socwatch.respond.shifts import shifts

    names = app.names()
    who = on_call(rota, when)
    until = next_handover(rota, when)
    after = on_call(rota, until + timedelta(seconds=1)) if until else None
    person = next((one for one in app.config.plan.contacts if one.id == who), None)
    return {
        "rota": rota.name,
        "contact": who,
        "name": names.get(who or "", who),
        "away": person is not None and absence_at(person, when) is not None,
        "told": [] if person is None else _told(app.config.plan, person, when),
        "until": None if until is None else rfc3339(until),
        "next": after,
        "next_name": names.get(after or "", after),
        "handovers": [
            {
                "at": rfc3339(one.start),
                "to": None if one.end is None else rfc3339(one.end),
                "contact": one.who,
                "name": names.get(one.who or "", one.who),
            }
            for one in islice(shifts(rota, when), 1, following + 1)
        ],
    }


def _later(app: App, row: dict[str, object]) -> Iterator[str]:
    """The handovers after the next one, which the line has already."""
    handovers = row["handovers"]
    assert isinstance(handovers, list)
    for one in handovers[1:]:
        begins = glance.clock(datetime.fromisoformat(one["at"]), app.config.timezone)
        yield f"  from {begins}: {one['name'] or 'nobody'}"


def _told(plan: CrisisPlan, person: Contact, when: datetime) -> list[str]:
    """Whom a message of the highest severity for this person would reach at once."""
    from socwatch.respond.reach import reach

    found = reach(plan, person, plan.highest, when)
    return [notice.to for notice in found.notices if notice.not_before is None]


def _line(app: App, row: dict[str, object], when: datetime) -> str:
    until, zone = row["until"], app.config.timezone
    who = f"{row['name'] or 'nobody'}{_remark(app, row, when)}"
    if not isinstance(until, str):
        return f"{row['rota']}: {who}"
    hands_over = glance.clock(datetime.fromisoformat(until), zone)
    return f"{row['rota']}: {who} until {hands_over}, then {row['next_name'] or 'nobody'}"


def _remark(app: App, row: dict[str, object], when: datetime) -> str:
    """Why somebody else is told than the person on call, in brackets; "" when that is not so."""
    from socwatch.respond.reach import quiet_until
    from socwatch.respond.words import listed, name_of

    who, told = row["contact"], row["told"]
    assert isinstance(told, list)
    if who is None or who in told:
        return ""
    plan = app.config.plan
    if row["away"]:
        why = "away"
    elif quiet_until(plan.contact(str(who)), when):
        why = "in quiet hours"
    else:
        why = "without an address"
    instead = listed(name_of(plan, one) for one in told)
    if not instead:
        return f" ({why}; nobody stands in)"
    return f" ({why}; {instead} {glance.is_or_are(instead, app.names())} told instead)"
