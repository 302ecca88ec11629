"""The command that rehearses the night: drill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.acting import By, who
from socwatch.cli.frame import Frame, command, rfc3339, say
from socwatch.cli.progress import waited_for
from socwatch.errors import NothingMatched, UsageError
from socwatch.report import glance

if TYPE_CHECKING:
    from datetime import datetime

    from socwatch.app import App
    from socwatch.model.issue import Issue
    from socwatch.respond.grading import Grade


def add_to(app: typer.Typer) -> None:
    """Adds this command to the tree."""
    app.command("drill")(drill)


@command
def drill(
    frame: Frame,
    scenario: Annotated[
        str | None, typer.Argument(metavar="SCENARIO", help="Of the plan, such as product_safety.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="Of which topic; the first when left out.")
    ] = None,
    by: By = None,
    speed: Annotated[
        float, typer.Option("--speed", help="Waits are so many times shorter.", min=1, max=100)
    ] = 1,
    grade: Annotated[
        str | None,
        typer.Option("--grade", metavar="DRILL", help="Grade this drill, such as D-3, or: all."),
    ] = None,
) -> None:
    """Rehearse: call people as in the night, marked DRILL; or grade how it went."""
    with frame.app() as app:
        if grade is not None:
            _grade(frame, app, grade)
            return
        if scenario is None:
            known = ", ".join(one.id for one in app.config.plan.scenarios) or "none"
            raise UsageError("a drill of what?", hint=f"the plan's scenarios: {known}")
        _begin(frame, app, (scenario, topic or app.config.topics[0].name, who(app, by)), speed)


def _begin(frame: Frame, app: App, what: tuple[str, str, str], speed: float) -> None:
    """Starts it and tells the first step at once, or leaves that to the process that polls."""
    from socwatch.engine.local import escalate_once
    from socwatch.errors import LeaseHeld
    from socwatch.watch.drill import start_drill

    scenario, topic, by = what
    setup = app.setup(sources=())
    issue = start_drill(
        setup, scenario=scenario, topic=topic, by=by, now=app.clock.now(), speed=speed
    )
    try:
        sent = waited_for(frame, "Calling people", escalate_once(app)).sent
        told = f"{sent} told." if sent else "Nobody was told yet: see the timeline."
    except LeaseHeld:
        told = "The socwatch that is running tells people within a minute."
    if frame.as_json:
        from socwatch.cli import forms

        now = app.store.ledger.issue(issue.id)
        frame.answer({"schema": "socwatch.issue/1", **forms.issue(now), "says": told})
        return
    print(f"{issue.id} is open: {show.safe(issue.because)}. {told}")
    say(f"Follow it: socwatch show {issue.id}. To acknowledge: socwatch ack {issue.id}")
    say(f"Grade it: socwatch drill --grade {issue.id}. End it: socwatch close {issue.id}")
    say("The next steps need `run`, or `poll` from cron.")


def _grade(frame: Frame, app: App, asked: str) -> None:
    drills = [one for one in app.store.ledger.issues() if one.drill]
    if asked != "all":
        drills = [one for one in drills if one.id.casefold() == asked.casefold()]
    if not drills:
        raise NothingMatched(
            "there was no drill yet" if asked == "all" else f"there is no drill {asked}",
            hint="`socwatch drill --grade all` lists them; `socwatch drill SCENARIO` starts one",
        )
    graded = [graded_drill(app, one, app.clock.now()) for one in drills]
    if frame.as_json:
        shown = [_document(one) for one in graded]
        document = shown[0] if asked != "all" else {"drills": shown}
        frame.answer({"schema": "socwatch.drill/1", **document})
    elif asked == "all":
        show.lines(frame, [_line(app, one) for one in graded])
    else:
        show.lines(frame, _words(app, graded[0]))
    if asked != "all" and graded[0].passed is False:
        raise typer.Exit(3)


def graded_drill(app: App, issue: Issue, now: datetime) -> Grade:
    """The grade of a drill, from its timeline and the messages about it."""
    from socwatch.model.issue import EventKind
    from socwatch.respond.grading import grade

    taken = (
        (entry.actor, entry.at)
        for _, entry in app.store.ledger.timeline(issue.id)
        if entry.event is EventKind.ACKNOWLEDGED and entry.at >= issue.since
    )
    deliveries = app.store.outbox.of_issue(issue.id)
    return grade(issue, next(taken, None), deliveries, app.config.plan, now)


def _verdict(one: Grade) -> str:
    if one.passed is None:
        return "still running"
    return "PASSED" if one.passed else "NOT PASSED"


def _line(app: App, one: Grade) -> str:
    at = glance.clock(one.began_at, app.config.timezone)
    return f"{one.issue} {at}: {_verdict(one)}. {_answer(one)}"


def _answer(one: Grade) -> str:
    if one.acknowledged_after is None:
        return f"Nobody has acknowledged; the plan wants it within {glance.span(one.within)}."
    after, within = glance.span(one.acknowledged_after), glance.span(one.within)
    return f"{one.acknowledged_by} acknowledged after {after}, within {within} is promised."


def _words(app: App, one: Grade) -> Iterator[str]:
    zone = app.config.timezone
    yield f"{one.issue}, begun {glance.clock(one.began_at, zone)}: {_verdict(one)}"
    for step in one.steps:
        told = ", ".join(f"{name} at {glance.clock(at, zone)}" for name, at in step.told)
        yield f"  Step {step.number}, due {glance.clock(step.due_at, zone)}: {told or 'nobody'}"
    after = one.acknowledged_after
    if one.passed is None or (after is not None and after <= one.within):
        yield f"  {_answer(one)}"
    for problem in one.problems:
        yield f"  ! {show.safe(problem)}"
    if one.passed is None:
        yield f"It goes on: socwatch show {one.issue}"


def _document(one: Grade) -> dict[str, object]:
    after = one.acknowledged_after
    return {
        "drill": one.issue,
        "began_at": rfc3339(one.began_at),
        "passed": one.passed,
        "ack_within_seconds": one.within.total_seconds(),
        "acknowledged_by": one.acknowledged_by,
        "acknowledged_after_seconds": None if after is None else after.total_seconds(),
        "steps": [
            {
                "step": step.number - 1,
                "due_at": rfc3339(step.due_at),
                "told": [{"who": name, "at": rfc3339(at)} for name, at in step.told],
                "not_reached": [{"who": name, "because": why} for name, why in step.not_reached],
            }
            for step in one.steps
        ],
        "problems": list(one.problems),
    }
