"""Commands about the crisis plan: plan check, plan show, oncall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked, show
from socwatch.cli.frame import Frame, command, group, rfc3339
from socwatch.cli.plan_page import plan_show

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.errors import Problem
    from socwatch.model.plan import Contact, CrisisPlan, Rota
    from socwatch.respond.cover import Cover


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    plan = group("The crisis plan: what it says, and whether it holds.")
    plan.command("show")(plan_show)
    plan.command("check")(check)
    app.add_typer(plan, name="plan")
    app.command("oncall")(oncall)


@command
def check(
    frame: Frame,
    days: Annotated[int, typer.Option("--days", help="How far to look ahead.", min=1)] = 365,
    strict: Annotated[
        bool, typer.Option("--strict", help="What is only to be looked at counts as a hole.")
    ] = False,
) -> None:
    """Prove that every severity at every hour reaches somebody, with any one person away."""
    from socwatch.config.lint_plan import lint_plan
    from socwatch.respond.cover import check as covered

    with frame.app() as app:
        plan, now = app.config.plan, app.clock.now()
        found = covered(plan, start=now, days=days)
        odd = lint_plan(app.config.path, plan, now, days=days)
    if frame.as_json:
        frame.answer(_document(found, odd))
    else:
        show.lines(frame, (*_words(found, days), *_to_look_at(odd)))
    if not found.ok or (strict and odd):
        raise typer.Exit(3)


def _to_look_at(odd: Sequence[Problem]) -> Iterator[str]:
    if odd:
        yield "To look at:" if len(odd) > 1 else "One thing to look at:"
    yield from (f"  {one}" for one in odd)


def _document(found: Cover, odd: Sequence[Problem]) -> dict[str, object]:
    return {
        "schema": "socwatch.plan_check/1",
        "ok": found.ok,
        "problems": [
            {
                "severity": one.severity,
                "from": rfc3339(one.start),
                "to": rfc3339(one.end),
                "says": one.says,
                "absent": one.absent,
            }
            for one in found.problems
        ],
        "reaches": [
            {"severity": one.severity, "worst_minutes": one.worst_minutes, "who": one.who}
            for one in found.reaches
        ],
        "findings": [
            {"file": one.file, "line": one.line, "key": one.key, "says": one.says,
             "suggestion": one.suggestion}
            for one in odd
        ],
    }  # fmt: skip


def _words(found: Cover, days: int) -> Iterator[str]:
    for problem in found.problems:
        yield f"{problem.severity.upper()}: {problem.says}"
    holed = {problem.severity for problem in found.problems if problem.absent is None}
    for one in found.reaches:
        when = "outside those hours" if one.severity in holed else "at every hour"
        yield f"{one.severity.upper()} reaches {one.who} within {one.worst_minutes} min {when}."
    yield (
        f"The plan holds for the next {days} days, with any one person away."
        if found.ok
        else f"The plan has {len(found.problems)} "
        + ("hole." if len(found.problems) == 1 else "holes.")
    )


@command
def oncall(
    frame: Frame,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="Then, instead of now.")
    ] = None,
) -> None:
    """Who is on call now, who is next, and when they hand over."""
    with frame.app() as app:
        when = app.clock.now() if at is None else asked.instant(at)
        rows = [_duty(app, rota, when) for rota in app.config.plan.rotas]
    if frame.as_json:
        frame.answer({"schema": "socwatch.oncall/1", "at": rfc3339(when), "rotas": rows})
        return
    lines = [_line(app, row, when) for row in rows]
    show.lines(frame, lines or ["The plan has no rota."])


def _duty(app: App, rota: Rota, when: datetime) -> dict[str, object]:
    from socwatch.respond.reach import absence_at
    from socwatch.respond.rota import next_handover, on_call

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
    }


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
    hands_over = show.clock(datetime.fromisoformat(until), zone)
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
    return f" ({why}; {instead} {show.is_or_are(instead, app.names())} told instead)"
