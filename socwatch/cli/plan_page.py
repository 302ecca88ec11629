"""`plan show`: the crisis plan in words that its owner can read and sign.

Every role, rota and deputy is resolved to the names of people, so that nobody has to know the
config to see who would be called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from socwatch.cli import show
from socwatch.cli.frame import Frame, command, rfc3339
from socwatch.cli.paragraphs import wrapped
from socwatch.cli.plan_people import people, rotas
from socwatch.report import glance

if TYPE_CHECKING:
    from socwatch.app import App
    from socwatch.model.plan import (
        CrisisPlan,
        PlaybookStep,
        Policy,
        Scenario,
        Severity,
        Statement,
        Step,
    )

_WIDTH = 80
_HANDOVERS = 4


@command
def plan_show(
    frame: Frame,
    handovers: Annotated[
        int, typer.Option("--handovers", help="How many turns of each rota to show.", min=1)
    ] = _HANDOVERS,
) -> None:
    """The crisis plan in words: who is told what, when, by name; to read and to sign."""
    with frame.app() as app:
        now = app.clock.now()
        if frame.as_json:
            frame.answer(_document(app, now, handovers))
            return
        lines = list(page(app, now, handovers))
    show.lines(frame, lines if frame.plain else wrapped(lines, _WIDTH))


def page(app: App, now: datetime, handovers: int) -> Iterator[str]:
    """The whole plan, line by line."""
    plan = app.config.plan
    yield from _head(plan)
    parts = (
        ("LEVELS", _levels(plan)),
        ("WHO IS TOLD", _policies(plan, now)),
        ("WHOSE TURN IT IS", rotas(plan, now, handovers)),
        ("PEOPLE", people(plan, now)),
        ("WHAT IS FORESEEN", _scenarios(plan)),
        ("WHO DECIDES", _racis(plan)),
        ("HOLDING STATEMENTS (shown to people, never sent by socwatch)", _statements(plan, now)),
        ("WHO ANSWERS WHAT", _engagements(plan)),
        ("PLANNED EVENTS", _events(plan, now)),
        ("SILENCES", _silences(app, now)),
        ("RULES", _rules(plan)),
    )
    for head, body in parts:
        several = list(body)
        if several:
            yield from ("", head, *(f"  {line}" for line in several))
    yield from ("", "Read and approved by ______________________ on ______________")


def _head(plan: CrisisPlan) -> Iterator[str]:
    yield plan.name.upper()
    approved = f"approved on {plan.approved_on}" if plan.approved_on else "not approved yet"
    review = f"to be looked at again by {plan.review_due}" if plan.review_due else ""
    says = "; ".join(one for one in (f"Kept by {_role(plan, plan.owner)}", approved, review) if one)
    yield f"{says}."
    yield f"Times are those of {plan.timezone} where nothing else is said."


def _role(plan: CrisisPlan, role: str | None) -> str:
    """`Dana Okafor (pr)`; a role that nobody has is said to be so."""
    from socwatch.respond.words import listed

    if not role:
        return "nobody"
    names = listed(person.name for person in plan.in_role(role))
    return f"{names} ({role})" if names else f"NOBODY ({role})"


def _levels(plan: CrisisPlan) -> Iterator[str]:
    for level in plan.severities:
        means = f"{level.means}. " if level.means else ""
        yield f"{level.name.upper()}: {means}{_told(level)}"


def _told(level: Severity) -> str:
    from socwatch.respond.words import span

    if level.notify.value == "digest":
        return "Waits for the digest; nobody is called."
    hours = "at any hour" if level.breaks_quiet_hours else "but not in their quiet hours"
    return (
        f"People are told at once, {hours}; somebody is to have it within {span(level.ack_within)}."
    )


def _policies(plan: CrisisPlan, now: datetime) -> Iterator[str]:
    order = {level.name: -level.rank for level in plan.severities}
    for policy in sorted(plan.policies, key=lambda one: order[one.severity]):
        yield f"{policy.severity.upper()}{_scope(policy)}"
        for step in sorted(policy.steps, key=lambda one: one.after):
            yield f"  {_step(plan, step, now)}"
        yield f"  {_afterwards(plan, policy)}"


def _scope(policy: Policy) -> str:
    topics = f", only {', '.join(policy.topics)}" if policy.topics else ""
    return topics + (f", in scenario {', '.join(policy.scenarios)}" if policy.scenarios else "")


def _step(plan: CrisisPlan, step: Step, now: datetime) -> str:
    from socwatch.respond.words import span

    when = f"after {span(step.after)}" if step.after else "at once"
    everybody = "; all of them must acknowledge" if step.need.value == "all" else ""
    return f"{when}: {'; '.join(_named(plan, tell, now) for tell in step.tell)}{everybody}"


def _named(plan: CrisisPlan, tell: str, now: datetime) -> str:
    from socwatch.respond.reach import targets
    from socwatch.respond.words import listed, name_of

    sort, _, name = tell.partition(":")
    if sort == "role":
        return _role(plan, name)
    if sort == "contact":
        return name_of(plan, name)
    on_duty = listed(person.name for person in targets(plan, tell, now))
    return f"whoever is on duty in rota {name}, now {on_duty or 'NOBODY'}"


def _afterwards(plan: CrisisPlan, policy: Policy) -> str:
    from socwatch.report.words import several
    from socwatch.respond.ladder import ladder_for

    ladder = ladder_for(
        plan,
        severity=policy.severity,
        topic=next(iter(policy.topics), ""),
        scenario=next(iter(policy.scenarios), None),
    )

    again = f"the same {several(policy.repeat, 'more time')}, " if policy.repeat else ""
    last = ladder.fallback or "everybody named here"
    return f"while nobody has it: {again}then {last}, every hour"


def _scenarios(plan: CrisisPlan) -> Iterator[str]:
    from socwatch.report.words import spoken

    for one in plan.scenarios:
        floor = f"never below {one.severity_floor.upper()}" if one.severity_floor else ""
        wire = "the first mention is enough" if one.tripwire else ""
        owner = f"owner {_role(plan, one.owner)}" if one.owner else ""
        rules = "; ".join(words for words in (floor, wire, owner) if words)
        yield f"{spoken(one.id)}{f': {rules}' if rules else ''}"
        yield from (f"  {line}" for line in _scenario(plan, one))


def _scenario(plan: CrisisPlan, one: Scenario) -> Iterator[str]:
    from socwatch.report.advice import SCCT
    from socwatch.respond.words import span

    if one.terms:
        but = f"; not: {', '.join(one.exclude)}" if one.exclude else ""
        yield f"Terms: {', '.join(one.terms)}{but}"
    for number, step in enumerate(one.playbook, start=1):
        within = f", within {span(step.within)}" if step.within else ""
        who = f", {_role(plan, step.role)}" if step.role else ""
        yield f"{number}. {step.do}{within}{who}{_beside(plan, step)}"
    if not one.playbook:
        yield "No playbook: nobody is told what to do."
    if one.scct:
        yield f"Advice ({one.scct}): {SCCT[one.scct]}"
    if one.statements:
        yield f"Statements: {', '.join(one.statements)}"


def _racis(plan: CrisisPlan) -> Iterator[str]:
    from socwatch.report.advice import who_decides

    for raci in plan.racis:
        yield f"{', '.join(raci.topics) or 'every other topic'}:"
        rows = who_decides(plan, next(iter(raci.topics), ""))
        yield from (f"  {label}: {names}" for label, names in rows)


def _beside(plan: CrisisPlan, step: PlaybookStep) -> str:
    """What socwatch does about a step of a playbook."""
    from socwatch.respond.words import name_of

    told = [tell.partition(":")[::2] for tell in step.tell]
    names = ", ".join(name_of(plan, name) if sort == "contact" else name for sort, name in told)
    parts = (
        f"if late, {names} is told" if told else "",
        f"{step.holds} is asked to hold" if step.holds else "",
        f"done once {step.page} is up" if step.page else "",
    )
    return "".join(f"; {part}" for part in parts if part)


def _statements(plan: CrisisPlan, now: datetime) -> Iterator[str]:
    from zoneinfo import ZoneInfo

    today = now.astimezone(ZoneInfo(plan.timezone)).date()
    for one in plan.statements:
        approved = (
            f"approved by {_role(plan, one.approved_by)}" if one.approved_by else "NOT APPROVED"
        )
        until = ""
        if one.expires:
            until = (
                f"; EXPIRED on {one.expires}"
                if one.expires < today
                else f"; good until {one.expires}"
            )
        yield f"{one.id} ({one.language}), {approved}{until}:"
        yield f"  {_quoted(one)}"


def _quoted(one: Statement) -> str:
    return f"“{' '.join(one.text.split())}”"


def _engagements(plan: CrisisPlan) -> Iterator[str]:
    from socwatch.report.words import spoken
    from socwatch.respond.words import span

    other = {"watch": "watched, not answered", "never": "never answered"}
    for one in plan.engagements:
        within = f" within {span(one.within)}" if one.within else ""
        answered = f"answered by {_role(plan, one.owner)}{within}"
        yield f"{spoken(one.triage.value)}: {other.get(one.do, answered)}"


def _events(plan: CrisisPlan, now: datetime) -> Iterator[str]:
    for one in plan.events:
        if one.end > now:
            begin, end = (glance.clock(at, plan.timezone) for at in (one.start, one.end))
            topics = ", ".join(one.topics) or "all topics"
            lift = f"{one.expected_lift:g} times the usual is expected"
            yield f"{one.name}, {begin} to {end}, {topics}: {lift}; no alarm is disarmed"


def _silences(app: App, now: datetime) -> Iterator[str]:
    from socwatch.engine.silencing import about, kept

    plan = app.config.plan
    red = plan.highest.name.upper()
    for one in kept(app.setup(sources=(), notifiers={}), now):
        silence = one.silence
        begin, end = (glance.clock(at, plan.timezone) for at in (silence.start, silence.end))
        loud = f"{red} IS MUTED AS WELL" if silence.include_red else f"{red} still calls"
        by = "the plan" if one.number is None else app.names().get(silence.by, silence.by)
        yield f"{about(silence)}, {begin} to {end}, by {by}: {silence.because}; {loud}"


def _rules(plan: CrisisPlan) -> Iterator[str]:
    from socwatch.respond.words import span

    yield f"What comes back within {span(plan.reopen_within)} of its close is the same issue."
    yield (
        f"After {span(plan.calm_for)} without the signal an issue is calm and closes by itself; "
        f"at {plan.highest.name.upper()} only a person closes it."
    )
    lost = (
        f"; without an answer for {span(plan.ack_timeout)} the others are told"
        if plan.ack_timeout
        else ""
    )
    yield f"Whoever has an issue is asked every {span(plan.ack_reminder)} whether it is theirs{lost}."


def _document(app: App, now: datetime, handovers: int) -> dict[str, object]:
    """The plan as data: lengths of time are ISO 8601, such as PT15M."""
    import msgspec

    from socwatch.respond.shifts import shifts

    plan = app.config.plan
    names: Sequence[str] = [rota.name for rota in plan.rotas]
    turns = {
        rota.name: [
            {
                "from": rfc3339(one.start),
                "to": None if one.end is None else rfc3339(one.end),
                "contact": one.who,
            }
            for one in islice(shifts(rota, now), handovers)
        ]
        for rota in plan.rotas
    }
    return {
        "schema": "socwatch.plan/1",
        "at": now,
        "plan": msgspec.to_builtins(plan),
        "shifts": {name: turns[name] for name in names},
    }
