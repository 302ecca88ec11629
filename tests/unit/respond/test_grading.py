"""A drill is graded by what the plan promises, and only by what was due."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import IssueState
from socwatch.respond.grading import grade
from socwatch.respond.ladder import ladder_for, start
from tests.unit.respond.world import NOON, minutes, opened, plan

LADDER = ladder_for(plan(), severity="red", topic="acme", scenario=None)
DRILL = replace(opened(plan()), drill=True, ladder=LADDER, timer=start(LADDER, NOON))


def call(to: str, step: int, at: float, **known: object) -> Delivery:
    """A message of the drill that was accepted so many minutes after noon."""
    sent = Delivery(
        id=f"{to}/{step}", kind=DeliveryKind.ESCALATION, to=to, channel="email", address="",
        subject="", body=b"", message_id="", created_at=NOON + minutes(int(at)),
        deadline=NOON + minutes(999), issue="D-1", step=step, state=DeliveryState.SENT,
        settled_at=NOON + minutes(int(at)),
    )  # fmt: skip
    return replace(sent, **known)  # type: ignore[arg-type]


def test_a_drill_that_is_taken_in_time_passes() -> None:
    """Dana is told at once and acknowledges after nine minutes; Luis was not due."""
    found = grade(
        DRILL, ("dana", NOON + minutes(9)), [call("dana", 0, 0)], plan(), NOON + minutes(60)
    )
    assert found.passed is True
    assert found.problems == ()
    assert [step.number for step in found.steps] == [1]
    assert found.acknowledged_after == minutes(9)


def test_nobody_takes_it() -> None:
    """While there is time it has no verdict; then it is not passed, and says what was promised."""
    calls = [call("dana", 0, 0), call("luis", 1, 15)]
    assert grade(DRILL, None, calls, plan(), NOON + minutes(5)).passed is None
    late = grade(DRILL, None, calls, plan(), NOON + minutes(16))
    assert late.passed is False
    assert late.problems == ("Nobody acknowledged; the plan wants it within 15 min.",)


def test_steps_that_were_late_or_told_nobody() -> None:
    """Each is one sentence; a step whose time has only just come is not held against anybody."""
    refused = call("dana", 0, 0, state=DeliveryState.REFUSED, last_error="no such user")
    calls = [refused, call("luis", 1, 21)]
    found = grade(DRILL, ("luis", NOON + minutes(31)), calls, plan(), NOON + minutes(60))
    assert found.problems[:3] == (
        "Step 1: Dana Okafor could not be reached: no such user.",
        "Step 1 told nobody.",
        "Step 2 was told 6 min late.",
    )
    assert [step.number for step in found.steps] == [1, 2]


def test_a_drill_that_is_closed_without_an_answer() -> None:
    """The one who ends it does not thereby pass it."""
    ended = replace(DRILL, state=IssueState.CLOSED, closed_at=NOON + minutes(4), timer=None)
    found = grade(ended, None, [call("dana", 0, 0)], plan(), NOON + minutes(60))
    assert found.problems == (
        "Nobody acknowledged before it was closed; the plan wants it within 15 min.",
    )
