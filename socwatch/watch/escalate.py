"""Step 3: who is due to be told, and the mails that tell them.

Invariants: the issue, its timer, its timeline and the outbox rows of one turn are one unit of
work; the words are written here, once; who was not told is on the timeline with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState, NotTold
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.plan import CrisisPlan, Silence
from socwatch.respond.change import Change
from socwatch.respond.inhibit import inhibited, inhibitor
from socwatch.respond.ladder import Turn, due, failover
from socwatch.respond.playbook import overdue
from socwatch.respond.silence import muted_by
from socwatch.respond.timers import ack_overdue, remind, unanswered, wake
from socwatch.respond.told import Sent
from socwatch.watch.outgoing import written
from socwatch.watch.setup import Setup
from socwatch.watch.take import take

_ON_ITS_WAY = (
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.MERGED,
)


def escalate(setup: Setup, now: datetime) -> None:
    """One turn of every issue that is due."""
    for issue in setup.store.ledger.due(now):
        with setup.store.unit():
            _turn_of(setup, issue.id, now)


def _turn_of(setup: Setup, name: str, now: datetime) -> None:
    plan = setup.plan
    for timely in (_awake, ack_overdue, unanswered, remind):
        change = timely(setup.store.ledger.issue(name), plan, now)
        if change is not None:
            take(setup, change, now)
    issue = setup.store.ledger.issue(name)
    red = inhibitor(issue, setup.store.ledger.open_of(issue.topic), plan)
    late = overdue(issue, plan, now, muted=_mute_of(setup, issue, red, now))
    if late is not None:
        issue = take(setup, late, now)
    if red is not None:
        turn = _said_once(setup, issue, inhibited(issue, red, plan, now))
    else:
        turn = due(plan, issue, log_of(setup, issue), silences(setup, now), now)
    _store(setup, issue, turn, now)


def _mute_of(setup: Setup, issue: Issue, red: Issue | None, now: datetime) -> str:
    """Why nobody is told of the issue now; "" when they are."""
    if red is not None:
        return f"nobody is told while {red.id} is open"
    level = setup.plan.severity(issue.severity)
    silence = muted_by(silences(setup, now), issue.topic, level, setup.plan, now)
    return "" if silence is None else f"nobody is told: {silence.because}"


def _said_once(setup: Setup, issue: Issue, turn: Turn) -> Turn:
    """Without what the timeline says already: a mute is looked at every few minutes."""
    if not turn.not_told:
        return turn
    said = {
        (str(entry.details.get("to")), entry.because)
        for _, entry in setup.store.ledger.timeline(issue.id)
        if entry.event is EventKind.MUTED and entry.at >= issue.since
    }
    fresh = tuple(one for one in turn.not_told if (one.to, one.because) not in said)
    return replace(turn, not_told=fresh)


def _awake(issue: Issue, plan: CrisisPlan, now: datetime) -> Change | None:
    del plan  # a snooze ends when it ends
    return wake(issue, now)


def _store(setup: Setup, issue: Issue, turn: Turn, now: datetime) -> None:
    if turn.timer == issue.timer and not turn.notices and not turn.not_told:
        return
    saved = setup.store.ledger.save(
        replace(issue, timer=turn.timer), [entry_of(one, now) for one in turn.not_told]
    )
    setup.store.outbox.add(written(setup, saved, turn.notices, now))


def passed_on(setup: Setup, delivery: Delivery, now: datetime) -> None:
    """Tells whoever comes next instead of a recipient who could not be reached.

    Call it inside the unit of work that settles the delivery.
    """
    if delivery.issue is None or delivery.kind is not DeliveryKind.ESCALATION:
        return
    issue = setup.store.ledger.issue(delivery.issue)
    turn = failover(
        setup.plan,
        issue,
        to=delivery.to,
        round=delivery.round,
        step=delivery.step,
        tried=_tried(setup, delivery),
        told=log_of(setup, issue),
        now=now,
    )
    if delivery.state is DeliveryState.PENDING:
        turn = replace(turn, not_told=tuple(_still_tried(delivery, one) for one in turn.not_told))
    _store(setup, issue, turn, now)


def _still_tried(delivery: Delivery, one: NotTold) -> NotTold:
    """In words that fit somebody who was not refused, but cannot be reached for minutes."""
    if one.to != delivery.to:
        return one
    return replace(one, because=f"not reached so far ({delivery.last_error}); tried on beside")


def _tried(setup: Setup, delivery: Delivery) -> tuple[str, ...]:
    """The person's channels that did not work in this step."""
    same = [
        one.channel
        for one in setup.store.outbox.of_issue(delivery.issue or "")
        if (one.to, one.round, one.step) == (delivery.to, delivery.round, delivery.step)
        and one.state in (DeliveryState.REFUSED, DeliveryState.FAILED)
    ]
    return tuple(dict.fromkeys((*same, delivery.channel)))


def log_of(setup: Setup, issue: Issue) -> tuple[Sent, ...]:
    """What people were told of an issue, or will be: refused and dropped messages are left out."""
    return tuple(
        Sent(
            contact=one.to,
            at=_got_at(one),
            round=one.round,
            step=one.step,
            channel=one.channel,
            kind=one.kind,
            written=one.created_at,
            arrived=one.state is DeliveryState.SENT,
        )
        for one in setup.store.outbox.of_issue(issue.id)
        if one.state in _ON_ITS_WAY
    )


def _got_at(one: Delivery) -> datetime:
    """When the person got it; of what waits, when they will."""
    if one.settled_at is not None:
        return one.settled_at
    waits = one.next_try_at if one.over_budget else one.not_before
    return max(one.created_at, waits or one.created_at)


def silences(setup: Setup, now: datetime) -> Sequence[Silence]:
    """Those of the plan and those that people set."""
    return (*setup.plan.silences, *setup.store.ledger.silences(now))


def entry_of(one: NotTold, now: datetime) -> Entry:
    """The timeline's line on somebody who was not told."""
    return Entry(
        at=now,
        issue=one.issue,
        event=EventKind(one.outcome),
        actor="socwatch",
        because=one.because,
        details={"to": one.to},
    )
