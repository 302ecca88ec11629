"""The people, the plan and the moments that the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from socwatch.model.delivery import DeliveryKind, Notice
from socwatch.model.issue import Issue
from socwatch.model.plan import (
    Absence,
    Contact,
    CrisisPlan,
    Need,
    Notify,
    Policy,
    QuietHours,
    Rota,
    Scenario,
    Severity,
    Step,
)
from socwatch.model.signal import Signal, SignalKind
from socwatch.respond.issues import Finding, open_issue
from socwatch.respond.told import Sent

NIGHT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)  # a Sunday; London is on UTC
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday

GREEN = Severity(name="green", rank=0, notify=Notify.DIGEST)
AMBER = Severity(name="amber", rank=1, ack_within=timedelta(hours=1))
RED = Severity(name="red", rank=2, ack_within=timedelta(minutes=15), breaks_quiet_hours=True)

DANA = Contact(
    id="dana",
    name="Dana Okafor",
    timezone="Europe/London",
    roles=("pr",),
    email="dana@acme.example",
    quiet_hours=QuietHours(start=time(22), end=time(7)),
    deputy="luis",
    away=(Absence(first=date(2026, 12, 24), last=date(2026, 12, 27)),),
)
LUIS = Contact(
    id="luis",
    name="Luis Peña",
    timezone="Europe/Madrid",
    roles=("care",),
    email="luis@acme.example",
    channels=("email", "push"),
)
MIA = Contact(
    id="mia", name="Mia Chen", timezone="Europe/London", roles=("ceo",), email="mia@acme.example"
)
DUTY = Rota(
    name="duty",
    members=("dana", "luis"),
    rotate="weekly",
    handover=time(8),
    start=date(2026, 1, 5),
    timezone="Europe/London",
)
FALLBACK = "ops@acme.example"


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def step(after: float, *tell: str, need: Need = Need.ANY) -> Step:
    """A step this many minutes after the opening."""
    return Step(after=minutes(after), tell=tell, need=need)


STEPS = (step(0, "contact:dana"), step(15, "contact:luis"), step(30, "role:ceo"))


def plan(
    *steps: Step, repeat: int = 0, fallback: str | None = FALLBACK, contacts: Sequence[Contact] = ()
) -> CrisisPlan:
    """A plan of three levels whose steps are the same for amber and red."""
    chosen = steps or STEPS
    return CrisisPlan(
        name="Acme crisis plan",
        owner="pr",
        timezone="Europe/London",
        severities=(GREEN, AMBER, RED),
        contacts=tuple(contacts) or (DANA, LUIS, MIA),
        rotas=(DUTY,),
        policies=tuple(
            Policy(severity=name, steps=chosen, repeat=repeat, fallback=fallback)
            for name in ("amber", "red")
        ),
        scenarios=(Scenario(id="fire", terms=("fire",), severity_floor="red", tripwire=True),),
    )


def signal(at: datetime = NOON, **more: object) -> Signal:
    """A loud and negative hour."""
    usual = Signal(
        topic="acme",
        kind=SignalKind.VOLUME,
        at=at,
        window=timedelta(hours=1),
        observed=60,
        expected=5.0,
        low=2,
        high=9,
        scored=50,
        negative=40,
        usual_negative=0.2,
        voices=55,
        strength=5.0,
    )
    return replace(usual, **more)


def finding(
    severity: str = "red", *, mentions: Iterable[str] = ("press:m1",), **more: object
) -> Finding:
    """A finding about acme's volume."""
    return Finding(
        topic="acme",
        kind="volume",
        signal=signal(**more),
        severity=severity,
        title="Acme: much more is said than usual",
        because="60 mentions in an hour, usually 2 to 9",
        mentions=tuple(mentions),
    )


def opened(of: CrisisPlan, severity: str = "red", at: datetime = NOON) -> Issue:
    """I-42, opened then."""
    issue = open_issue(42, finding(severity), of, at).issue
    assert issue is not None
    return issue


def sent(notices: Iterable[Notice], at: datetime) -> list[Sent]:
    """The log after these notices went out."""
    return [
        Sent(
            contact=one.to,
            at=one.not_before or at,
            round=one.round,
            step=one.step,
            kind=one.kind,
        )
        for one in notices
    ]


def told(contact: str, at: datetime, *, step: int = 0, round: int = 0,
         kind: DeliveryKind = DeliveryKind.ESCALATION) -> Sent:  # fmt: skip
    """One line of the log."""
    return Sent(contact=contact, at=at, round=round, step=step, kind=kind)
