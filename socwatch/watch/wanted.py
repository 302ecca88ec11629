"""Whether a message still says something true when its turn comes."""

from __future__ import annotations

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import Issue, IssueState
from socwatch.watch.setup import Setup

#: What only makes sense to people who know of the issue.
_FOLLOW_UPS = (DeliveryKind.ACKNOWLEDGED, DeliveryKind.STAND_DOWN)
_MAY_HAVE_ARRIVED = (DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.MERGED)


def unwanted(setup: Setup, delivery: Delivery) -> str:
    """Why a delivery need not go out any more; empty when it must."""
    if delivery.issue is None or delivery.state is DeliveryState.SENDING:
        return ""  # what was claimed may have gone out: the same message again is better than none
    issue = setup.store.ledger.issue(delivery.issue)
    if delivery.kind in _FOLLOW_UPS and not _heard_before(setup, delivery):
        return f"nothing of {issue.id} was sent to them"
    if delivery.kind in (DeliveryKind.HOLD, DeliveryKind.LIFT):
        return _changed_back(issue, delivery)
    if delivery.kind is DeliveryKind.STAND_DOWN:
        return f"{issue.id} is open again" if issue.is_open else ""
    if not issue.is_open:
        return f"{issue.id} was closed before it was sent"
    return _overtaken(issue, delivery.kind)


def _overtaken(issue: Issue, kind: DeliveryKind) -> str:
    """Why a message about an issue that is open says something that is no longer so."""
    if kind is DeliveryKind.ACKNOWLEDGED and issue.owner is None:
        return f"{issue.id} has no owner any more"
    taken = issue.state is IssueState.ACKNOWLEDGED
    late = any(task.overdue_at and task.done_at is None for task in issue.tasks)
    if kind is DeliveryKind.TASK and not late:
        return f"nothing of the playbook of {issue.id} is overdue any more"
    if kind is DeliveryKind.ESCALATION and taken:
        return f"{issue.id} was acknowledged before it was sent"
    return ""


def _changed_back(issue: Issue, delivery: Delivery) -> str:
    """Whether what a program is asked to hold was lifted before it heard, or held anew."""
    holds = any(task.held_at and task.holds == delivery.to for task in issue.tasks)
    if delivery.kind is DeliveryKind.HOLD:
        return "" if holds else "lifted before it was asked for"
    return "it is to hold again" if holds else ""


def _heard_before(setup: Setup, delivery: Delivery) -> bool:
    """Whether anything about the issue may have reached the person: a call may be dropped."""
    return any(
        one.to == delivery.to and one.id != delivery.id and one.state in _MAY_HAVE_ARRIVED
        for one in setup.store.outbox.of_issue(delivery.issue or "")
    )
