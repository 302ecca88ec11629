"""Commands about the crisis plan: plan check, plan show, oncall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import asked, show
from socwatch.cli.frame import Frame, command, rfc3339

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.plan import Rota
    from socwatch.respond.cover import Cover


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    plan = typer.Typer(help="The crisis plan: whether it holds.", no_args_is_help=True)
    plan.command("check")(check)
    app.add_typer(plan, name="plan")
    app.command("oncall")(oncall)


@command
def check(
    frame: Frame,
    days: Annotated[int, typer.Option("--days", help="How far to look ahead.", min=1)] = 365,
) -> None:
    """Prove that every severity at every hour reaches somebody, with any one person away."""
    from socwatch.respond.cover import check as covered

    with frame.app() as app:
        found = covered(app.config.plan, start=app.clock.now(), days=days)
    if frame.as_json:
        frame.answer(_document(found))
    else:
        show.lines(frame, _words(found, days))
    if not found.ok:
        raise typer.Exit(3)


def _document(found: Cover) -> dict[str, object]:
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
    }


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
    zone = app.config.timezone
    lines = [_line(row, zone) for row in rows]
    show.lines(frame, lines or ["The plan has no rota."])


def _duty(app: App, rota: Rota, when: datetime) -> dict[str, object]:
    from socwatch.respond.rota import next_handover, on_call

    names = app.names()
    who = on_call(rota, when)
    until = next_handover(rota, when)
    after = on_call(rota, until + timedelta(seconds=1)) if until else None
    return {
        "rota": rota.name,
        "contact": who,
        "name": names.get(who or "", who),
        "until": None if until is None else rfc3339(until),
        "next": after,
        "next_name": names.get(after or "", after),
    }


def _line(row: dict[str, object], zone: str) -> str:
    until = row["until"]
    who = row["name"] or "nobody"
    if not isinstance(until, str):
        return f"{row['rota']}: {who}"
    hands_over = show.clock(datetime.fromisoformat(until), zone)
    return f"{row['rota']}: {who} until {hands_over}, then {row['next_name'] or 'nobody'}"
