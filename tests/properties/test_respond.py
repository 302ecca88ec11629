"""What holds for every rota, every ladder and every night."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.model.issue import Issue, IssueState, Ladder, Timer
from socwatch.model.plan import (
    Absence,
    Contact,
    CrisisPlan,
    Override,
    Policy,
    QuietHours,
    Rota,
    Silence,
    Step,
)  # fmt: skip
from socwatch.respond.acts import close
from socwatch.respond.cover import check
from socwatch.respond.issues import open_issue
from socwatch.respond.ladder import due
from socwatch.respond.rota import next_handover, on_call
from socwatch.respond.slots import slots
from socwatch.respond.told import Sent
from tests.unit.respond.world import (
    AMBER,
    FALLBACK,
    NOON,
    RED,
    finding,
    minutes,
    plan,
    sent,
    signal,
)

PEOPLE = ("ann", "bob", "cleo")
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    members = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4))
    first = draw(DAYS)
    overrides = [
        Override(first=first + timedelta(days=n), last=first + timedelta(days=n + 2), who="dora")
        for n in draw(st.lists(st.integers(0, 60), max_size=2))
    ]
    return Rota(
        name="duty",
        members=tuple(members),
        rotate=draw(st.sampled_from(("daily", "weekly", "FREQ=WEEKLY;BYDAY=TU,SA"))),
        handover=draw(CLOCK),
        start=first,
        timezone=draw(st.sampled_from(ZONES)),
        overrides=tuple(overrides),
    )


@st.composite
def contacts(draw: st.DrawFn) -> tuple[Contact, ...]:
    quiet = st.none() | st.builds(QuietHours, start=CLOCK, end=CLOCK)
    away = st.lists(st.just(Absence(first=NOON.date(), last=NOON.date())), max_size=1)
    return tuple(
        Contact(
            id=who,
            name=who.title(),
            timezone=draw(st.sampled_from(ZONES)),
            email=f"{who}@acme.example",
            roles=("pr",) if draw(st.booleans()) else (),
            quiet_hours=draw(quiet),
            deputy=draw(st.sampled_from((None, *PEOPLE))),
            away=tuple(draw(away)),
        )
        for who in PEOPLE
    )


@st.composite
def plans(draw: st.DrawFn) -> CrisisPlan:
    tells = ("rota:duty", "role:pr", "role:nobody", *(f"contact:{who}" for who in PEOPLE))
    tell = st.lists(st.sampled_from(tells), min_size=1, max_size=2, unique=True)
    afters = sorted(draw(st.lists(st.integers(0, 90), min_size=1, max_size=4)))
    steps = tuple(Step(after=minutes(after), tell=tuple(draw(tell))) for after in afters)
    fallback = draw(st.sampled_from((None, FALLBACK)))
    repeat = draw(st.integers(0, 2))
    return replace(
        plan(),
        contacts=draw(contacts()),
        rotas=(draw(rotas()),),
        policies=tuple(
            Policy(severity=name, steps=steps, repeat=repeat, fallback=fallback)
            for name in ("amber", "red")
        ),
    )


def opened(of: CrisisPlan, severity: str) -> Issue:
    issue = open_issue(1, finding(severity), of, NOON).issue
    assert issue is not None
    return issue


@settings(max_examples=60, deadline=None)
@given(rotas(), MOMENTS)
def test_a_rota_that_has_begun_has_exactly_one_person_on_duty(rota: Rota, at: datetime) -> None:
    """Somebody of the rota is on duty from the day after its start on; nobody before its start."""
    who = on_call(rota, at)
    if at.date() > rota.start + timedelta(days=2):
        assert who in (*rota.members, "dora")
    if at.date() < rota.start - timedelta(days=1):
        assert who is None


@settings(max_examples=60, deadline=None)
@given(rotas(), MOMENTS, st.floats(0, 0.999))
def test_nobody_changes_before_the_next_handover(rota: Rota, at: datetime, part: float) -> None:
    """Up to the announced handover the same person is on duty, and then somebody else."""
    then = next_handover(rota, at)
    if then is None:
        return
    assert then > at
    assert on_call(rota, then) != on_call(rota, at)
    assert on_call(rota, at + (then - at) * part) == on_call(rota, at)


@given(st.lists(st.integers(0, 300), max_size=5), st.integers(0, 3))
def test_slots_never_go_back(afters: list[int], repeat: int) -> None:
    """Each slot comes later in the ladder, and not earlier in time, than the one before."""
    steps = tuple(Step(after=minutes(one), tell=("role:pr",)) for one in sorted(afters))
    row = slots(Ladder(steps=steps, repeat=repeat), Timer(round=0, step=0, due_at=NOON))
    seen = [next(row) for _ in range(40)]
    places = [(one.round, one.step) for one in seen]
    times = [one.due_at for one in seen]
    assert places == sorted(set(places))
    assert times == sorted(times)
    assert times[-1] > NOON


@settings(max_examples=80, deadline=None)
@given(
    plans(),
    st.sampled_from(("amber", "red")),
    st.lists(st.integers(1, 200), min_size=1, max_size=15),
    st.none() | st.tuples(st.integers(0, 120), st.integers(1, 240)),
)
def test_an_open_issue_never_stalls_and_tells_nobody_twice(
    of: CrisisPlan, severity: str, waits: list[int], mute: tuple[int, int] | None
) -> None:
    """However the ticks come: a future timer, no step told twice to anybody, only known people."""
    issue, now, log = opened(of, severity), NOON, list[Sent]()
    silences = () if mute is None else (
        Silence(start=NOON + minutes(mute[0]), end=NOON + minutes(sum(mute)), because="move",
                include_red=True),
    )  # fmt: skip
    for wait in [0, *waits]:
        now += minutes(wait)
        turn = due(of, issue, log, silences, now)
        assert turn.timer is not None
        assert turn.timer.due_at > now
        issue = replace(issue, timer=turn.timer)
        log += sent(turn.notices, now)
        assert due(of, issue, log, silences, now).notices == ()
    told = [(one.round, one.step, one.contact) for one in log]
    assert len(told) == len(set(told))
    assert {one.contact for one in log} <= {*PEOPLE, FALLBACK}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True),
    st.integers(0, 90),
    st.integers(1, 150),
)
def test_after_a_silence_exactly_one_step_is_told(
    afters: list[int], begins: int, length: int
) -> None:
    """Minute by minute: nothing inside a silence, one step at its end, and none left out."""
    steps = [Step(after=minutes(after), tell=("contact:luis",)) for after in sorted(afters)]
    of, ends = plan(*steps), begins + length
    silence = Silence(start=NOON + minutes(begins), end=NOON + minutes(ends), because="move")
    issue, seen, muted = opened(of, "amber"), list[tuple[int, int]](), 0
    for minute in range(ends + 90):
        turn = due(of, issue, (), [silence], NOON + minutes(minute))
        issue = replace(issue, timer=turn.timer)
        seen += [(minute, one.step) for one in turn.notices]
        muted += len(turn.not_told)
    assert not [minute for minute, _ in seen if begins <= minute < ends]
    assert muted <= 1
    assert not muted or [minute for minute, _ in seen].count(ends) == 1
    told = list(dict.fromkeys(step for _, step in seen))
    assert told == list(range(len(told)))


@settings(max_examples=40, deadline=None)
@given(plans(), st.lists(st.integers(1, 90), max_size=8))
def test_everybody_who_knows_is_stood_down_once(of: CrisisPlan, waits: list[int]) -> None:
    """Whatever was told until the close, each who got it gets one stand-down and nobody else."""
    issue, now, log = opened(of, "red"), NOON, list[Sent]()
    for wait in [0, *waits]:
        now += minutes(wait)
        turn = due(of, issue, log, (), now)
        issue, log = replace(issue, timer=turn.timer), log + sent(turn.notices, now)
    change = close(issue, "ann", "real", log, now, of)  # type: ignore[arg-type]
    assert sorted(one.to for one in change.notices) == sorted({one.contact for one in log})
    assert change.issue.state is IssueState.CLOSED


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 10 * 24 * 60), st.sampled_from((None, *PEOPLE)))
def test_a_proven_hour_reaches_a_human(of: CrisisPlan, minute: int, absent: str | None) -> None:
    """Where `plan check` names no hole for a severity, an issue at that instant tells somebody."""
    cover = check(of, start=NOON, days=10)
    at = NOON + minutes(minute)
    ever = Absence(first=date.min, last=date.max)
    here = [replace(c, away=(ever,)) if c.id == absent else c for c in of.contacts]
    for severity in (AMBER.name, RED.name):
        if any(hole.severity == severity for hole in cover.problems):
            continue
        since = at - of.policies[0].steps[0].after
        issue = replace(opened(of, severity), since=since, signal=signal(since),
                        timer=Timer(round=0, step=0, due_at=at))  # fmt: skip
        turn = due(replace(of, contacts=tuple(here)), issue, (), (), at)
        assert any(one.to in PEOPLE and one.not_before is None for one in turn.notices)


def test_midnight_is_a_time_like_any_other() -> None:
    """A quiet window from midnight to midnight is none, not all day."""
    window = QuietHours(start=time(0), end=time(0))
    person = Contact(id="ann", name="Ann", timezone="UTC", email="a@x.example", quiet_hours=window)
    of = replace(plan(), contacts=(person,), policies=(
        Policy(severity="amber", steps=(Step(after=minutes(0), tell=("contact:ann",)),)),))  # fmt: skip
    turn = due(of, opened(of, "amber"), (), (), NOON)
    assert [(one.to, one.not_before) for one in turn.notices] == [("ann", None)]
