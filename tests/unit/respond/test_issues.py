"""Open, raise, keep, re-open, calm."""

from __future__ import annotations

from dataclasses import replace

from socwatch.model.delivery import DeliveryKind
from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState, Timer
from socwatch.respond.acts import acknowledge, close
from socwatch.respond.issues import DecisionKind, calm, decide, open_issue
from tests.unit.respond.world import NOON, finding, minutes, opened, plan, told

LATER = NOON + minutes(30)
#: Long enough after the close for the signal to have gone in between.
MUCH_LATER = NOON + minutes(75)


def closed(reason: CloseReason = CloseReason.REAL, severity: str = "amber") -> Issue:
    return close(opened(plan(), severity), "luis", reason, (), NOON, plan()).issue


def test_a_first_finding_opens_an_issue_and_starts_its_ladder() -> None:
    """Without an issue of the key: open; the number comes from outside, the timer is due now."""
    decision = decide(finding(), None, None, plan(), NOON)
    assert (decision.kind, decision.issue) == (DecisionKind.OPEN, None)
    new = open_issue(42, finding(), plan(), NOON)
    assert new.issue is not None
    assert new.issue.id == "I-42"
    assert new.issue.timer == Timer(round=0, step=0, due_at=NOON)
    assert [one.event for one in new.entries] == [EventKind.OPENED]


def test_a_green_issue_is_open_and_never_due() -> None:
    """Digest only: open, without timer."""
    assert opened(plan(), "green").timer is None
    assert opened(plan(), "green").state is IssueState.OPEN


def test_a_drill_has_a_name_of_its_own() -> None:
    """The same code opens a drill, as D-3."""
    issue = open_issue(3, finding(), plan(), NOON, drill=True).issue
    assert issue is not None
    assert issue.id == "D-3"


def test_the_same_or_less_only_updates_the_evidence() -> None:
    """A further amber finding on a red issue keeps state, timer and severity, and adds mentions."""
    issue = opened(plan(), "red")
    found = finding("amber", mentions=["press:m1", "press:m2"], observed=99)
    decision = decide(found, issue, None, plan(), LATER)
    assert decision.kind is DecisionKind.KEEP
    assert decision.issue is not None
    kept = decision.issue
    assert (kept.severity, kept.timer, kept.since) == ("red", issue.timer, NOON)
    assert (kept.signal.observed, kept.mentions) == (99, ("press:m1", "press:m2"))
    assert kept.last_signal_at == LATER
    assert decision.entries == ()


def test_a_higher_severity_voids_the_acknowledgement() -> None:
    """Raised after Dana acknowledged: open, step 0 of the red ladder, counted from now."""
    owned = acknowledge(opened(plan(), "amber"), "dana", (), plan(), NOON).issue
    decision = decide(finding("red"), owned, None, plan(), LATER)
    assert decision.kind is DecisionKind.RAISE
    assert decision.issue is not None
    raised = decision.issue
    assert raised.state is IssueState.OPEN
    assert (raised.owner, raised.acknowledged_by) == (None, ())
    assert (raised.since, raised.timer) == (LATER, Timer(round=0, step=0, due_at=LATER))
    assert "raised from amber to red after Dana Okafor acknowledged" in decision.because
    assert decision.entries[0].details["was"] == "amber"


def test_within_two_hours_of_its_close_the_same_issue_comes_back() -> None:
    """The signal had gone; a new mention re-opens I-42 at step 0, after two hours a new issue."""
    found = finding("amber", mentions=["press:m9"])
    decision = decide(found, None, closed(), plan(), MUCH_LATER)
    assert decision.kind is DecisionKind.REOPEN
    assert decision.issue is not None
    assert (decision.issue.id, decision.issue.state) == ("I-42", IssueState.OPEN)
    assert decision.issue.closed_at is None
    assert decision.issue.timer == Timer(round=0, step=0, due_at=MUCH_LATER)
    after = decide(found, None, closed(), plan(), NOON + minutes(120))
    assert after.kind is DecisionKind.OPEN


def test_the_signal_that_a_person_closed_stays_closed_while_it_stands() -> None:
    """Windows of hours look back at what was judged: tick after tick of it opens nothing."""
    issue = closed()
    for tick in range(1, 13):
        at = NOON + minutes(15 * tick)
        decision = decide(finding("amber", mentions=[f"press:{tick}"]), None, issue, plan(), at)
        assert decision.kind is DecisionKind.KEEP
        assert decision.issue is not None
        issue = decision.issue


def test_the_signal_that_a_person_closed_comes_back_when_it_grows_clearly() -> None:
    """Twice the mentions an hour is news, a quarter of an hour after the close too."""
    found = finding("amber", mentions=["press:m9"], observed=120)
    assert decide(found, None, closed(), plan(), LATER).kind is DecisionKind.REOPEN


def test_the_mentions_that_were_judged_do_not_reopen_an_issue() -> None:
    """Nothing was said since the close: it stays closed, and a sentence says so."""
    decision = decide(finding("amber"), None, closed(), plan(), LATER)
    assert decision.kind is DecisionKind.KEEP
    assert decision.issue == replace(closed(), last_signal_at=LATER)
    assert "nothing was said since" in decision.because


def test_a_false_alarm_needs_clearly_more_to_come_back() -> None:
    """More of the same stays closed; twice the mentions, or a higher severity, re-opens it."""
    alarm = closed(CloseReason.FALSE_ALARM)
    new = ["press:m9"]
    kinds = [
        decide(found, None, alarm, plan(), LATER).kind
        for found in (
            finding("amber", mentions=new, observed=119),
            finding("amber", mentions=new, observed=120),
            finding("red", observed=60),
        )
    ]
    assert kinds == [DecisionKind.KEEP, DecisionKind.REOPEN, DecisionKind.REOPEN]


def test_amber_closes_by_itself_after_the_calm() -> None:
    """An hour without signal: calmed, closed, and everybody who knows is stood down."""
    issue = opened(plan(), "amber")
    log = [told("dana", NOON), told("luis", NOON + minutes(15))]
    hour = NOON + minutes(60)
    assert calm(issue, quiet_since=NOON, plan=plan(), now=hour - minutes(1), told=log) is None
    decision = calm(issue, quiet_since=NOON, plan=plan(), now=hour, told=log)
    assert decision is not None
    assert decision.issue is not None
    assert decision.issue.close_reason is CloseReason.CALM
    assert [one.event for one in decision.entries] == [EventKind.CALMED, EventKind.CLOSED]
    assert [(one.kind, one.to) for one in decision.notices] == [
        (DeliveryKind.STAND_DOWN, "dana"), (DeliveryKind.STAND_DOWN, "luis"),
    ]  # fmt: skip


def test_red_asks_once_and_stays_open() -> None:
    """The highest severity asks its owner, or everybody who knows, and never closes by itself."""
    hour = NOON + minutes(60)
    owned = acknowledge(opened(plan()), "dana", (), plan(), NOON).issue
    log = [told("dana", NOON), told("luis", NOON)]
    asked = calm(owned, quiet_since=NOON, plan=plan(), now=hour, told=log)
    unowned = calm(opened(plan()), quiet_since=NOON, plan=plan(), now=hour, told=log)
    assert asked is not None
    assert unowned is not None
    assert asked.issue is not None
    assert [(one.kind, one.to) for one in asked.notices] == [(DeliveryKind.REMINDER, "dana")]
    assert [one.to for one in unowned.notices] == ["dana", "luis"]
    assert asked.issue.state is IssueState.ACKNOWLEDGED
    assert calm(asked.issue, quiet_since=NOON, plan=plan(), now=hour + minutes(60)) is None


def test_a_signal_that_returns_ends_the_calm() -> None:
    """After the question a new finding makes the issue uncalm, so that it can be asked again."""
    quiet = replace(opened(plan()), calmed_at=NOON)
    decision = decide(finding(mentions=["press:m2"]), quiet, None, plan(), LATER)
    assert decision.issue is not None
    assert decision.issue.calmed_at is None


def test_an_issue_in_a_storm_stays_small() -> None:
    """Ten thousand mentions leave at most five hundred keys, the first ones."""
    keys = [f"press:m{i}" for i in range(10_000)]
    decision = decide(finding(mentions=keys), opened(plan()), None, plan(), LATER)
    assert decision.issue is not None
    assert decision.issue.mentions == tuple(
        ["press:m1", *[k for k in keys if k != "press:m1"]][:500]
    )
