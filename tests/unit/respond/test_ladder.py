"""Who is due to be told, round after round."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from socwatch.model.issue import Issue, IssueState, Ladder, Timer
from socwatch.model.plan import CrisisPlan, Need, Policy, Silence
from socwatch.respond.ladder import Turn, due, failover, ladder_for, next_told, start
from socwatch.respond.told import Sent
from tests.unit.respond.world import (
    DANA,
    DUTY,
    FALLBACK,
    LUIS,
    MIA,
    NIGHT,
    NOON,
    minutes,
    opened,
    plan,
    sent,
    step,
    told,
)  # fmt: skip


def at(issue: Issue, turn: Turn) -> Issue:
    return replace(issue, timer=turn.timer)


def walk(
    of: CrisisPlan, issue: Issue, moments: list[float], silences: tuple[Silence, ...] = ()
) -> list[tuple[float, list[str]]]:
    """Turns at these minutes after the opening: who is told in each."""
    log: list[Sent] = []
    seen = []
    for moment in moments:
        now = issue.opened_at + minutes(moment)
        turn = due(of, issue, log, silences, now)
        log += sent(turn.notices, now)
        issue = at(issue, turn)
        seen.append((moment, [one.to for one in turn.notices]))
    return seen


def test_steps_are_told_at_their_time_counted_from_the_opening() -> None:
    """Dana at once, Luis after 15 minutes, Mia after 30, nobody in between."""
    moments = [0, 1, 14, 15, 16, 30, 31]
    assert walk(plan(), opened(plan()), moments) == [
        (0, ["dana"]), (1, []), (14, []), (15, ["luis"]), (16, []), (30, ["mia"]), (31, []),
    ]  # fmt: skip


def test_rounds_repeat_and_then_the_fallback_is_told_every_hour() -> None:
    """With one repeat: a second round 15 minutes after the first, then the fallback, hourly."""
    twice = plan(repeat=1)
    moments = [0, 15, 30, 45, 60, 75, 90, 91, 150, 210]
    names = [who for _, who in walk(twice, opened(twice), moments)]
    assert names == [
        ["dana"], ["luis"], ["mia"], ["dana"], ["luis"], ["mia"],
        [FALLBACK], [], [FALLBACK], [FALLBACK],
    ]  # fmt: skip


def test_the_fallback_counts_its_rounds_on() -> None:
    """Each telling of the fallback has a round of its own, behind the last step."""
    issue = replace(opened(plan()), timer=Timer(round=0, step=3, due_at=NOON))
    first = due(plan(), issue, (), (), NOON)
    again = due(plan(), at(issue, first), (), (), NOON + minutes(60))
    places = [(one.round, one.step) for turn in (first, again) for one in turn.notices]
    assert places == [(0, 3), (1, 3)]
    assert first.exhausted
    assert "waited out" in first.notices[0].because


def test_steps_of_the_same_time_are_told_together_each_person_once() -> None:
    """Two steps at 0 minutes are one turn, and Luis, who is in both, gets one notice."""
    together = plan(step(0, "contact:dana", "contact:luis"), step(0, "contact:luis", "role:ceo"))
    turn = due(together, opened(together), (), (), NOON)
    assert [(one.to, one.step) for one in turn.notices] == [("dana", 0), ("luis", 0), ("mia", 1)]
    assert turn.timer == Timer(round=0, step=2, due_at=NOON + minutes(15))


def test_nothing_is_due_when_it_is_not_open() -> None:
    """An acknowledged, snoozed or closed issue tells nobody, however late it is."""
    for state in (IssueState.ACKNOWLEDGED, IssueState.SNOOZED, IssueState.CLOSED):
        turn = due(plan(), replace(opened(plan()), state=state), (), (), NOON + minutes(99))
        assert turn.notices == turn.not_told == ()


def test_after_downtime_only_the_highest_overdue_step_is_told() -> None:
    """40 minutes late: Mia alone, told that it is late; the next has its 15 min from now."""
    issue = at(opened(plan()), due(plan(), opened(plan()), (), (), NOON))
    turn = due(plan(), issue, (), (), NOON + minutes(40))
    assert [(one.to, one.delayed) for one in turn.notices] == [("mia", minutes(10))]
    assert [(one.to, one.outcome) for one in turn.not_told] == [("luis", "skipped")]
    assert "25 min ago" in turn.not_told[0].because
    assert turn.timer == Timer(round=0, step=3, due_at=NOON + minutes(55))


def test_a_night_of_downtime_tells_people_before_the_fallback() -> None:
    """Ten hours late nobody was waited for: the highest step first, the fallback 15 min later."""
    issue = at(opened(plan()), due(plan(), opened(plan()), (), (), NOON))
    late = NOON + minutes(600)
    turn = due(plan(), issue, (), (), late)
    assert [one.to for one in turn.notices] == ["mia"]
    assert turn.timer == Timer(round=0, step=3, due_at=late + minutes(15))


def test_a_tick_that_comes_a_little_late_is_not_delayed() -> None:
    """Less than two minutes are no delay, and the next step keeps its place."""
    turn = due(plan(), opened(plan()), (), (), NOON + minutes(1.9))
    assert turn.notices[0].delayed == minutes(0)
    assert turn.timer == Timer(round=0, step=1, due_at=NOON + minutes(15))


def test_an_empty_step_gives_way_at_once() -> None:
    """A rota that has not begun: Luis is told now, and the third step keeps its time."""
    later = replace(plan(step(0, "rota:duty"), step(15, "contact:luis"), step(30, "role:ceo")),
                    rotas=(replace(DUTY, start=DANA.away[0].first),))  # fmt: skip
    turn = due(later, opened(later), (), (), NOON)
    assert [(one.to, one.step) for one in turn.notices] == [("luis", 1)]
    assert [one.outcome for one in turn.not_told] == ["skipped"]
    assert "nobody on call" in turn.not_told[0].because
    assert turn.timer == Timer(round=0, step=2, due_at=NOON + minutes(30))


def test_when_nobody_can_be_reached_the_fallback_is_told_at_once() -> None:
    """At amber in the night with everybody quiet: mails are held and the fallback is told now."""
    quiet = [replace(one, quiet_hours=DANA.quiet_hours, deputy=None) for one in (DANA, LUIS, MIA)]
    asleep = plan(repeat=1, contacts=quiet)
    turn = due(asleep, opened(asleep, "amber", NIGHT), (), (), NIGHT)
    now = [one.to for one in turn.notices if one.not_before is None]
    held = [one.to for one in turn.notices if one.not_before]
    assert now == [FALLBACK]
    assert held == ["dana", "luis", "mia"]
    assert turn.exhausted
    assert turn.timer == Timer(round=1, step=0, due_at=NIGHT + minutes(45))


def test_after_the_last_round_the_fallback_that_came_early_is_hourly() -> None:
    """Nobody was reached in the only round: the fallback now, and a new round of it an hour on."""
    lost = plan(step(0, "role:nobody"))
    issue = opened(lost)
    first = due(lost, issue, (), (), NOON)
    again = due(lost, at(issue, first), (), (), NOON + minutes(60))
    assert [(one.to, one.round) for one in first.notices] == [(FALLBACK, 0)]
    assert [(one.to, one.round) for one in again.notices] == [(FALLBACK, 1)]
    assert first.timer == Timer(round=1, step=1, due_at=NOON + minutes(60))


def test_a_mail_that_is_already_held_is_not_held_twice() -> None:
    """The second round in the same night adds no second mail for the morning."""
    quiet = [replace(one, quiet_hours=DANA.quiet_hours, deputy=None) for one in (DANA, LUIS, MIA)]
    asleep = plan(repeat=1, contacts=quiet)
    issue = opened(asleep, "amber", NIGHT)
    first = due(asleep, issue, (), (), NIGHT)
    log = sent(first.notices, NIGHT)
    second = due(asleep, at(issue, first), log, (), NIGHT + minutes(45))
    assert [one.to for one in second.notices] == [FALLBACK]
    assert [one.outcome for one in second.not_told].count("held") == 3


def test_without_a_fallback_everybody_is_told_again() -> None:
    """A ladder that names no fallback is never silent either: all its people, every hour."""
    bare = plan(fallback=None)
    issue = replace(opened(bare), timer=Timer(round=0, step=3, due_at=NOON))
    turn = due(bare, issue, (), (), NOON)
    assert [one.to for one in turn.notices] == ["dana", "luis", "mia"]
    assert turn.timer == Timer(round=1, step=3, due_at=NOON + minutes(60))


def test_a_silence_lets_one_step_through_at_its_end() -> None:
    """Muted for two hours: one line says so, one step comes at the end, the rest at their gaps."""
    move = Silence(start=NOON, end=NOON + minutes(120), because="site move", by="dana")
    issue = opened(plan(), "amber")
    muted = due(plan(), issue, (), [move], NOON)
    assert [(one.to, one.outcome) for one in muted.not_told] == [("dana", "muted")]
    assert "site move" in muted.not_told[0].because
    moments = [0, 1, 60, 119, 120, 121, 134, 135, 150]
    assert [who for _, who in walk(plan(), issue, moments, (move,))] == [
        [], [], [], [], ["dana"], [], [], ["luis"], ["mia"],
    ]  # fmt: skip


def test_whoever_has_acknowledged_is_not_told_again() -> None:
    """In a round that goes on for the others, Dana, who has acknowledged, is left in peace."""
    both = plan(step(0, "contact:dana", "contact:luis", need=Need.ALL), repeat=1)
    issue = replace(opened(both), acknowledged_by=("dana",))
    turn = due(both, issue, (), (), NOON)
    assert [one.to for one in turn.notices] == ["luis"]


def test_a_raise_reaches_those_whom_the_lower_level_told_or_held() -> None:
    """Red at 03:00 tells Dana, though amber told step 0 before and holds a mail for 07:00."""
    now = NIGHT + minutes(30)
    raised = replace(
        opened(plan(), "red", NIGHT), since=now, timer=Timer(round=0, step=0, due_at=now)
    )
    morning = NIGHT + minutes(270)
    for before in (
        told("dana", NIGHT),
        told("dana", morning),
        replace(told("dana", morning), written=NIGHT),
        replace(told("dana", now + minutes(1)), written=NIGHT),
    ):
        turn = due(plan(), raised, [before], (), now)
        assert [(one.to, one.not_before) for one in turn.notices] == [("dana", None)]


def test_what_the_lower_level_still_delivers_is_no_step_of_the_new_ladder() -> None:
    """An amber mail that arrives after the raise does not stand for a red step that comes later."""
    later = plan(step(5, "contact:dana"))
    issue = opened(later)
    slow = replace(told("dana", NOON + minutes(1)), written=NOON - minutes(1))
    turn = due(later, issue, [slow], (), NOON + minutes(5))
    assert [one.to for one in turn.notices] == ["dana"]


def test_the_narrowest_policy_wins() -> None:
    """Scenario with topic before scenario before topic before neither, whatever the order."""
    made = [
        Policy(severity="red", steps=(step(1, "role:pr"),)),
        Policy(severity="red", steps=(step(2, "role:pr"),), topics=("acme",)),
        Policy(severity="red", steps=(step(3, "role:pr"),), scenarios=("fire",)),
        Policy(severity="red", steps=(step(4, "role:pr"),), topics=("acme",), scenarios=("fire",)),
    ]
    of = replace(plan(), policies=tuple(made))
    asked = [("acme", "fire"), ("bravo", "fire"), ("acme", None), ("bravo", None)]
    found = [ladder_for(of, severity="red", topic=t, scenario=s).steps[0].after for t, s in asked]
    assert found == [minutes(4), minutes(3), minutes(2), minutes(1)]


def test_digest_only_has_no_ladder_and_no_timer() -> None:
    """Green is for the digest: nothing is ever due."""
    ladder = ladder_for(plan(), severity="green", topic="acme", scenario=None)
    assert ladder == Ladder()
    assert start(ladder, NOON) is None


def test_a_level_without_a_policy_is_not_silent() -> None:
    """It borrows the nearest level's steps; without any policy the plan's owner is told."""
    only_red = replace(plan(), policies=plan().policies[1:])
    assert ladder_for(only_red, severity="amber", topic="acme", scenario=None).steps
    none = replace(plan(), policies=())
    assert ladder_for(none, severity="red", topic="acme", scenario=None).steps[0].tell == (
        "role:pr",
    )


def test_a_refused_mail_goes_to_the_next_channel() -> None:
    """Luis has a second channel, so it is tried at once; the ladder stays where it is."""
    issue = at(opened(plan()), due(plan(), opened(plan()), (), (), NOON))
    turn = failover(plan(), issue, to="luis", round=0, step=1, tried=["email"], told=(), now=NOON)
    assert [(one.to, one.channels, one.step) for one in turn.notices] == [("luis", ("push",), 1)]
    assert turn.timer == issue.timer


def test_all_channels_dead_goes_to_the_deputy_and_else_to_the_next_step() -> None:
    """Luis stands in for Dana; Mia has nobody, so the next step is due now."""
    issue = at(opened(plan()), due(plan(), opened(plan()), (), (), NOON))
    dana = failover(plan(), issue, to="dana", round=0, step=0, tried=["email"], told=(), now=NOON)
    assert [one.to for one in dana.notices] == ["luis"]
    mia = failover(plan(), issue, to="mia", round=0, step=0, tried=["email"], told=(), now=NOON)
    assert mia.notices == ()
    assert mia.timer == Timer(round=0, step=1, due_at=NOON)
    others = [told("luis", NOON)]
    kept = failover(
        plan(), issue, to="mia", round=0, step=0, tried=["email"], told=others, now=NOON
    )
    assert kept.timer == issue.timer


def test_who_is_told_next_and_when() -> None:
    """Names and time of the next step; after a silence if one covers it; nobody once it is owned."""
    issue = at(opened(plan(), "amber"), due(plan(), opened(plan(), "amber"), (), (), NOON))
    assert next_told(plan(), issue, (), NOON) == ("Luis Peña", NOON + minutes(15))
    move = Silence(start=NOON, end=NOON + minutes(60), because="site move")
    assert next_told(plan(), issue, [move], NOON) == ("Luis Peña", NOON + minutes(60))
    owned = replace(issue, state=IssueState.ACKNOWLEDGED, timer=None)
    assert next_told(plan(), owned, (), NOON) is None


def test_people_are_looked_up_when_the_step_is_due() -> None:
    """The steps are a snapshot; who has the role is read from the plan of the moment."""
    issue = replace(opened(plan()), timer=Timer(round=0, step=2, due_at=NOON))
    promoted = plan(contacts=[DANA, replace(LUIS, roles=("ceo",)), replace(MIA, roles=())])
    turn = due(promoted, issue, (), (), NOON)
    assert [one.to for one in turn.notices] == ["luis"]


def test_a_level_that_left_the_plan_is_treated_as_the_highest() -> None:
    """An edit of the plan makes an open issue louder, never silent or broken."""
    issue = replace(opened(plan()), severity="crimson")
    now: datetime = NIGHT.replace(day=23)
    turn = due(plan(), replace(issue, timer=Timer(round=0, step=0, due_at=now)), (), (), now)
    assert [(one.to, one.not_before) for one in turn.notices] == [("dana", None)]


def test_the_fallback_is_told_once_for_each_round() -> None:
    """When nobody can be reached and a tick comes late, the next round's fallback is another one."""
    of = plan(step(1, "role:nobody"), step(3, "role:nobody"), repeat=2)
    issue, log = opened(of), list[Sent]()
    for moment in (0, 18, 33, 48):
        turn = due(of, issue, log, (), NOON + minutes(moment))
        issue = at(issue, turn)
        log += sent(turn.notices, NOON + minutes(moment))
    told = [(one.round, one.step, one.contact) for one in log]
    assert len(told) >= 3
    assert len(told) == len(set(told))
