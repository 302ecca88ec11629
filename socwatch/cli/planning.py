"""Commands about the crisis plan: plan show, plan check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli.frame import Frame, command, group, rfc3339
from socwatch.cli.paragraphs import paragraphs
from socwatch.cli.plan_page import plan_show

if TYPE_CHECKING:
    from datetime import datetime

    from socwatch.app import App
    from socwatch.errors import Problem
    from socwatch.respond.cover import Cover


#: A plan that was not tried out for so long may not hold (ISO 22361 asks for regular exercises).
_HALF_A_YEAR = timedelta(days=183)


def add_to(app: typer.Typer) -> None:
    """Adds these commands to the tree."""
    plan = group("The crisis plan: what it says, and whether it holds.")
    plan.command("show")(plan_show)
    plan.command("check")(check)
    app.add_typer(plan, name="plan")


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
        odd = [*lint_plan(app.config.path, plan, now, days=days), *_unreached(app, now)]
        odd += _undrilled(app, now)
    if frame.as_json:
        frame.answer(_document(found, odd))
    else:
        paragraphs(frame, (*_words(found, days), *_to_look_at(odd)))
    if not found.ok or (strict and odd):
        raise typer.Exit(3)


def _unreached(app: App, now: datetime) -> list[Problem]:
    """Who did not confirm the last roll-call."""
    from socwatch.errors import Problem
    from socwatch.watch.rollcall import results

    if not app.database.exists():
        return []
    names = app.names()
    return [
        Problem(
            file=str(app.config.path),
            line=None,
            key="",
            says=f"{names.get(one.who, one.who)} did not confirm the last roll-call by {one.channel}"
            + (f": {one.problem}" if one.problem else ""),
            suggestion=f"ask them, then: socwatch rollcall --to {one.who}",
        )
        for one in results(app.setup(sources=(), notifiers={}), now)
        if one.is_missing(now)
    ]


def _undrilled(app: App, now: datetime) -> list[Problem]:
    """Whether the plan has been tried out in the last half year; a new one is given that time."""
    from socwatch.errors import Problem
    from socwatch.report.words import several

    if not app.database.exists():
        return []
    opened = [one.opened_at for one in app.store.ledger.issues() if one.drill]
    watching = (app.store.watching.judged_since(one.name) for one in app.config.topics)
    first = min((at for at in watching if at is not None), default=None)
    began = max(opened, default=first)
    if began is None or now - began < _HALF_A_YEAR:
        return []
    ago = several((now - began).days, "day")
    says = f"the last drill was {ago} ago" if opened else f"there was no drill in {ago}"
    return [
        Problem(
            file=str(app.config.path), line=None, key="", says=says,
            suggestion="socwatch drill SCENARIO --topic TOPIC",
        )
    ]  # fmt: skip


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
