"""The steps of a playbook: done, undone, overdue, held and lifted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socwatch.errors import NothingMatched, UsageError
from socwatch.model.delivery import DeliveryKind
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from socwatch.model.plan import PlaybookStep, Scenario
from socwatch.respond import playbook
from socwatch.respond.acts import close, reopen
from tests.unit.respond.world import NIGHT, NOON, opened, plan

QUARTER = timedelta(minutes=15)
STEPS = (
    PlaybookStep(do="Ask Product Safety", within=QUARTER, role="pr", tell=("contact:mia",)),
    PlaybookStep(do="Hold scheduled posts", within=2 * QUARTER, holds="scheduler"),
    PlaybookStep(do="Statement page is up", page="https://acme.example/statement"),
)
FIRE = Scenario(id="fire", terms=("fire",), playbook=STEPS)
PLAN = plan()
WITH_FIRE = replace(PLAN, scenarios=(FIRE,))


def burning(**more: object) -> Issue:
    """An issue of the scenario that was opened at noon."""
    tasks = playbook.tasks_of(WITH_FIRE, "fire", NOON)
    return replace(opened(PLAN), **{"scenario": "fire", "tasks": tasks, **more})  # type: ignore[arg-type]


def test_deadlines_count_from_the_opening() -> None:
    """Within a quarter of an hour, half an hour, and without an end."""
    due = [task.due_at for task in burning().tasks]
    assert due == [NOON + QUARTER, NOON + 2 * QUARTER, None]


def test_a_step_is_ticked_off() -> None:
    """It says who did it and how late, and how to undo it."""
    change = playbook.done(burning(), 1, "dana", WITH_FIRE, NOON + 2 * QUARTER)
    task = change.issue.tasks[0]
    assert (task.done_at, task.done_by) == (NOON + 2 * QUARTER, "dana")
    assert "Dana Okafor did step 1" in change.says
    assert "15 min late" in change.says
    assert "--undo 1" in change.says


def test_a_step_is_done_once() -> None:
    """A second tick changes nothing and says who was first."""
    once = playbook.done(burning(), 1, "dana", WITH_FIRE, NOON).issue
    again = playbook.done(once, 1, "luis", WITH_FIRE, NOON + QUARTER)
    assert again.issue == once
    assert not again.entries
    assert "Dana Okafor" in again.says


def test_a_tick_is_taken_back() -> None:
    """The step is to be done again."""
    once = playbook.done(burning(), 1, "dana", WITH_FIRE, NOON).issue
    back = playbook.undone(once, 1, "luis", WITH_FIRE, NOON)
    assert back.issue.tasks[0].done_at is None
    assert "Luis Peña took back" in back.says


def test_a_step_that_holds_asks_its_channel() -> None:
    """Ticked off it asks, lifted it asks the other way; closing lifts nothing."""
    done = playbook.done(burning(), 2, "dana", WITH_FIRE, NOON)
    assert [(one.kind, one.to, one.channels) for one in done.notices] == [
        (DeliveryKind.HOLD, "scheduler", ("scheduler",))
    ]
    over = close(done.issue, "dana", CloseReason.REAL, (), NOON, WITH_FIRE)
    assert "Still held back by scheduler" in over.says
    assert [number for number, _ in playbook.held(over.issue)] == [2]
    lifted = playbook.lifted(over.issue, 2, "luis", WITH_FIRE, NOON + QUARTER)
    assert [one.kind for one in lifted.notices] == [DeliveryKind.LIFT]
    assert not playbook.held(lifted.issue)


def test_a_drill_holds_nothing() -> None:
    """The step is ticked off, and it says that nothing was asked."""
    change = playbook.done(burning(drill=True), 2, "dana", WITH_FIRE, NOON)
    assert not change.notices
    assert not playbook.held(change.issue)
    assert "not asked to hold" in change.says


def test_what_is_overdue_is_said_once() -> None:
    """Whom the step names is told, once, also when somebody has the issue."""
    mine = burning(state=IssueState.ACKNOWLEDGED, owner="dana")
    assert playbook.overdue(mine, WITH_FIRE, NOON) is None
    late = playbook.overdue(mine, WITH_FIRE, NOON + QUARTER)
    assert late is not None
    assert [(one.to, one.kind) for one in late.notices] == [("mia", DeliveryKind.TASK)]
    assert [one.details["step"] for one in late.entries] == [1]
    assert playbook.overdue(late.issue, WITH_FIRE, NOON + QUARTER) is None
    later = playbook.overdue(late.issue, WITH_FIRE, NOON + 2 * QUARTER)
    assert later is not None
    assert not later.notices  # the second step names nobody


def test_a_deadline_is_a_timer() -> None:
    """An issue that only its playbook will change is looked at then."""
    mine = burning(state=IssueState.ACKNOWLEDGED, timer=None)
    assert mine.due_at == NOON + QUARTER
    late = playbook.overdue(mine, WITH_FIRE, NOON + QUARTER)
    assert late is not None
    assert late.issue.due_at == NOON + 2 * QUARTER


def test_nobody_is_told_while_the_issue_is_muted() -> None:
    """The line is there, and says why."""
    late = playbook.overdue(burning(), WITH_FIRE, NOON + QUARTER, muted="nobody is told: move")
    assert late is not None
    assert not late.notices
    assert "move" in late.entries[0].because


@pytest.mark.parametrize("state", [IssueState.SNOOZED, IssueState.CLOSED])
def test_a_snoozed_or_closed_issue_is_not_overdue(state: IssueState) -> None:
    """After a snooze it is; a closed one never is."""
    assert playbook.overdue(burning(state=state), WITH_FIRE, NOON + QUARTER) is None


def test_whoever_is_asleep_is_held_and_the_deputy_told() -> None:
    """As at any step, unless the severity breaks quiet hours."""
    step = replace(STEPS[0], tell=("contact:dana",))
    other = replace(PLAN, scenarios=(replace(FIRE, playbook=(step,)),))
    asleep = replace(
        opened(PLAN),
        severity="amber",
        scenario="fire",
        tasks=playbook.tasks_of(other, "fire", NIGHT),
    )
    late = playbook.overdue(asleep, other, NIGHT + QUARTER)
    assert late is not None
    assert [(one.to, one.not_before is None) for one in late.notices] == [
        ("dana", False),
        ("luis", True),
    ]
    assert EventKind.HELD in [one.event for one in late.entries]


def test_a_step_that_names_nobody_says_so() -> None:
    """A role that nobody has is a line, not a silence."""
    step = replace(STEPS[0], tell=("role:press",))
    other = replace(PLAN, scenarios=(replace(FIRE, playbook=(step,)),))
    late = playbook.overdue(
        burning(tasks=playbook.tasks_of(other, "fire", NOON)), other, NOON + QUARTER
    )
    assert late is not None
    assert [one.because for one in late.entries if one.event is EventKind.SKIPPED] == [
        "nobody is behind role:press now, of an overdue step: Ask Product Safety"
    ]


def test_what_was_done_stays_done_when_the_issue_opens_again() -> None:
    """Deadlines begin anew, ticks and what is held remain."""
    done = playbook.done(burning(), 2, "dana", WITH_FIRE, NOON).issue
    acknowledged = replace(done, state=IssueState.ACKNOWLEDGED, acknowledged_by=("dana",))
    again = reopen(acknowledged, "luis", WITH_FIRE, NOON + QUARTER).issue
    assert again.tasks[0].due_at == NOON + 2 * QUARTER
    assert again.tasks[1].done_by == "dana"
    assert playbook.held(again)


def test_what_is_held_outlives_its_step() -> None:
    """A plan without the step any more cannot hide that something is held back."""
    done = playbook.done(burning(), 2, "dana", WITH_FIRE, NOON).issue
    anew = playbook.tasks_of(PLAN, "gone", NOON, done.tasks)
    assert [task.do for task in anew] == ["Hold scheduled posts"]


def test_a_page_ticks_its_step_off() -> None:
    """While it is not up, the reason is on the timeline once."""
    down = playbook.page_seen(burning(), 3, "it answered 404", NOON)
    assert "it answered 404" in down.entries[0].because
    again = playbook.page_seen(down.issue, 3, "it answered 404", NOON + QUARTER)
    assert not again.entries
    up = playbook.page_seen(again.issue, 3, "", NOON + QUARTER)
    assert up.issue.tasks[2].done_by == "socwatch"


def test_steps_that_are_not_there() -> None:
    """The answer names those that are."""
    with pytest.raises(UsageError, match="no step 4"):
        playbook.done(burning(), 4, "dana", WITH_FIRE, NOON)
    with pytest.raises(NothingMatched, match="no playbook"):
        playbook.done(opened(PLAN), 1, "dana", WITH_FIRE, NOON)
    assert "holds nothing" in playbook.lifted(burning(), 1, "dana", WITH_FIRE, NOON).says


def test_a_sped_up_drill_is_sooner_overdue() -> None:
    """Ten times as fast: after a minute and a half."""
    (first, *_) = playbook.sped_up(burning().tasks, NOON, 10)
    assert first.due_at == NOON + QUARTER / 10
