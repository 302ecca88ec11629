"""What people do with an issue, and what they are told about it."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.delivery import DeliveryKind
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState, Timer
from socwatch.model.plan import Need
from socwatch.respond.acts import acknowledge, close, hand_over, note, reopen, snooze
from socwatch.respond.ladder import due
from socwatch.respond.timers import ack_overdue, remind, wake
from tests.unit.respond.world import FALLBACK, NIGHT, NOON, minutes, opened, plan, step, told

SOON = NOON + minutes(20)
LOG = [told("dana", NOON), told("luis", NOON + minutes(15), step=1)]


def waiting(severity: str = "red") -> Issue:
    """I-42 after its first two steps."""
    later = Timer(round=0, step=2, due_at=NOON + minutes(30))
    return replace(opened(plan(), severity), timer=later)


def test_an_acknowledgement_stops_the_ladder_and_is_told() -> None:
    """Dana has it: no timer, Luis hears of it, Mia and the fallback are spared."""
    change = acknowledge(waiting(), "dana", LOG, plan(), SOON)
    assert change.issue.state is IssueState.ACKNOWLEDGED
    assert (change.issue.owner, change.issue.timer) == ("dana", None)
    assert change.issue.remind_at == SOON + minutes(240)
    assert [(one.kind, one.to) for one in change.notices] == [(DeliveryKind.ACKNOWLEDGED, "luis")]
    assert change.says == (
        f"I-42 acknowledged by Dana Okafor. Mia Chen and {FALLBACK} will not be told. "
        "Undo: socwatch reopen I-42"
    )


def test_acknowledging_again_changes_nothing() -> None:
    """The same person again: no entry, no mail, the same issue."""
    once = acknowledge(waiting(), "dana", LOG, plan(), SOON).issue
    again = acknowledge(once, "dana", LOG, plan(), SOON + minutes(1))
    assert again.issue == once
    assert again.entries == again.notices == ()
    assert "already" in again.says


def test_a_second_person_is_a_joint_owner() -> None:
    """Luis too: recorded, Dana stays the owner, nobody is mailed."""
    once = acknowledge(waiting(), "dana", LOG, plan(), SOON).issue
    joint = acknowledge(once, "luis", LOG, plan(), SOON)
    assert joint.issue.acknowledged_by == ("dana", "luis")
    assert joint.issue.owner == "dana"
    assert [one.event for one in joint.entries] == [EventKind.ACKNOWLEDGED]
    assert joint.notices == ()


def test_a_closed_issue_says_who_closed_it_and_when() -> None:
    """An acknowledgement that comes too late changes nothing and names the closer and the time."""
    ended = close(waiting(), "luis", CloseReason.REAL, LOG, SOON, plan()).issue
    change = acknowledge(ended, "dana", LOG, plan(), SOON + minutes(5))
    assert change.issue == ended
    assert change.entries == ()
    assert "already closed by Luis Peña at 12:20 (real)" in change.says


def test_a_step_that_needs_all_waits_for_everybody() -> None:
    """One of two is noted and the issue stays open; the second makes it acknowledged."""
    both = plan(step(0, "contact:dana", "contact:luis", need=Need.ALL))
    log = [told("dana", NOON), told("luis", NOON)]
    first = acknowledge(opened(both), "dana", log, both, SOON)
    assert first.issue.state is IssueState.OPEN
    assert "until Luis Peña acknowledged too" in first.says
    assert first.notices == ()
    second = acknowledge(first.issue, "luis", log, both, SOON)
    assert second.issue.state is IssueState.ACKNOWLEDGED
    assert second.issue.acknowledged_by == ("dana", "luis")


def test_a_mail_held_until_the_morning_does_not_block_the_others() -> None:
    """Who has not been told yet need not acknowledge a step that needs all."""
    both = plan(step(0, "contact:dana", "contact:luis", need=Need.ALL))
    log = [told("dana", SOON + minutes(60)), told("luis", NOON)]
    change = acknowledge(opened(both), "luis", log, both, SOON)
    assert change.issue.state is IssueState.ACKNOWLEDGED


def test_a_snooze_stops_the_steps_and_then_they_go_on() -> None:
    """The step that fell into the snooze is due at its end, the next one at its gap."""
    until = NOON + minutes(60)
    asleep = snooze(waiting(), "dana", until, SOON, plan()).issue
    assert asleep.state is IssueState.SNOOZED
    assert due(plan(), asleep, LOG, (), NOON + minutes(45)).notices == ()
    assert wake(asleep, until - minutes(1)) is None
    awake = wake(asleep, until)
    assert awake is not None
    assert awake.issue.state is IssueState.OPEN
    assert awake.issue.timer == Timer(round=0, step=2, due_at=until)
    assert [one.to for one in due(plan(), awake.issue, LOG, (), until).notices] == ["mia"]


def test_a_snooze_that_ends_before_the_step_does_not_move_it() -> None:
    """Five minutes of snooze leave the step at its own time."""
    asleep = snooze(waiting(), "dana", SOON + minutes(5), SOON, plan()).issue
    awake = wake(asleep, SOON + minutes(5))
    assert awake is not None
    assert awake.issue.timer == waiting().timer
    past = snooze(waiting(), "dana", SOON, SOON, plan())
    assert past.issue == waiting()
    assert past.entries == ()


def test_a_snoozed_owner_still_owns_it_afterwards() -> None:
    """The snooze of an acknowledged issue ends in an acknowledged issue."""
    owned = acknowledge(waiting(), "dana", LOG, plan(), SOON).issue
    asleep = snooze(owned, "dana", SOON + minutes(30), SOON, plan()).issue
    awake = wake(asleep, SOON + minutes(30))
    assert awake is not None
    assert awake.issue.state is IssueState.ACKNOWLEDGED
    assert awake.issue.owner == "dana"


def test_a_new_owner_is_told_and_has_to_answer() -> None:
    """Handed over to Mia: she is mailed, the others hear of it, 15 minutes later it is open."""
    change = hand_over(waiting(), "dana", "mia", plan(), LOG, SOON)
    assert [(one.kind, one.to) for one in change.notices] == [
        (DeliveryKind.REMINDER, "mia"), (DeliveryKind.ACKNOWLEDGED, "luis"),
    ]  # fmt: skip
    assert change.issue.ack_due_at == SOON + minutes(15)
    assert ack_overdue(change.issue, plan(), SOON + minutes(14)) is None
    late = ack_overdue(change.issue, plan(), SOON + minutes(15))
    assert late is not None
    assert late.issue.state is IssueState.OPEN
    assert late.issue.timer == Timer(round=0, step=0, due_at=SOON + minutes(15))
    assert [one.event for one in late.entries] == [EventKind.REOPENED]


def test_a_new_owner_who_answers_keeps_it() -> None:
    """Mia acknowledges in time: nothing falls due any more, and handing to her again is no news."""
    handed = hand_over(waiting(), "dana", "mia", plan(), LOG, SOON).issue
    answered = acknowledge(handed, "mia", LOG, plan(), SOON + minutes(5)).issue
    assert answered.ack_due_at is None
    assert answered.remind_at == SOON + minutes(245)
    assert ack_overdue(answered, plan(), SOON + minutes(60)) is None
    assert hand_over(answered, "dana", "mia", plan(), LOG, SOON).entries == ()


def test_everybody_who_was_told_is_stood_down_exactly_once() -> None:
    """A close mails each person once, whatever they got; a second close mails nobody."""
    log = [
        *LOG,
        told("dana", SOON, kind=DeliveryKind.ACKNOWLEDGED),
        told("mia", SOON + minutes(99)),
    ]
    ended = close(waiting(), "mia", CloseReason.FALSE_ALARM, log, SOON, plan())
    assert [(one.kind, one.to) for one in ended.notices] == [
        (DeliveryKind.STAND_DOWN, "dana"), (DeliveryKind.STAND_DOWN, "luis"),
    ]  # fmt: skip
    assert ended.issue.timer is None
    assert close(ended.issue, "mia", CloseReason.REAL, log, SOON, plan()).entries == ()


def test_who_was_stood_down_before_is_not_stood_down_again() -> None:
    """After a re-opening only those who heard of it get the second stand-down."""
    log = [
        *LOG,
        told("dana", SOON, kind=DeliveryKind.STAND_DOWN),
        told("luis", SOON, kind=DeliveryKind.STAND_DOWN),
        told("dana", SOON + minutes(5)),
    ]
    ended = close(waiting(), "mia", CloseReason.REAL, log, SOON + minutes(9), plan())
    assert [one.to for one in ended.notices] == ["dana"]


def test_reopening_undoes_an_acknowledgement_and_a_close() -> None:
    """Open from step 0 either way; an open issue says that it is open already."""
    owned = acknowledge(waiting(), "dana", LOG, plan(), SOON).issue
    ended = close(waiting(), "dana", CloseReason.REAL, LOG, SOON, plan()).issue
    for issue in (owned, ended):
        again = reopen(issue, "luis", plan(), SOON).issue
        assert again.state is IssueState.OPEN
        assert again.timer == Timer(round=0, step=0, due_at=SOON)
        assert (again.owner, again.closed_at, again.acknowledged_by) == (None, None, ())
    assert "already" in reopen(waiting(), "luis", plan(), SOON).says


def test_the_owner_is_asked_whether_it_is_still_theirs() -> None:
    """After four hours, and four hours later again; an answer in between postpones it."""
    owned = acknowledge(waiting(), "luis", LOG, plan(), SOON).issue
    assert remind(owned, plan(), SOON + minutes(239)) is None
    asked = remind(owned, plan(), SOON + minutes(240))
    assert asked is not None
    assert [(one.kind, one.to) for one in asked.notices] == [(DeliveryKind.REMINDER, "luis")]
    assert asked.issue.remind_at == SOON + minutes(480)
    answer = acknowledge(asked.issue, "luis", LOG, plan(), SOON + minutes(400))
    assert answer.issue.remind_at == SOON + minutes(640)
    assert [one.event for one in answer.entries] == [EventKind.ACKNOWLEDGED]


def test_a_reminder_respects_quiet_hours() -> None:
    """Dana is asked at 07:00, not at 02:30; the next question counts from then."""
    morning = NIGHT.replace(hour=7, minute=0)
    owned = replace(
        acknowledge(opened(plan(), "amber", NIGHT), "dana", (), plan(), NIGHT).issue,
        remind_at=NIGHT,
    )
    asked = remind(owned, plan(), NIGHT)
    assert asked is not None
    assert asked.notices[0].not_before == morning
    assert asked.issue.remind_at == morning + minutes(240)


def test_a_note_is_only_a_line_of_the_timeline() -> None:
    """The text stands in the timeline, under the person's name; the issue is untouched."""
    change = note(waiting(), "dana", "Called Product Safety.", SOON)
    assert change.issue == waiting()
    assert [(one.event, one.actor, one.because) for one in change.entries] == [
        (EventKind.NOTE, "dana", "Called Product Safety."),
    ]  # fmt: skip
