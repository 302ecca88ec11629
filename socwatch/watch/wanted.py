"""Whether a message still says something true when its turn comes."""

from __future__ import annotations

from socwatch.model.delivery import Delivery, DeliveryKind, DeliveryState
from socwatch.model.issue import IssueState
from socwatch.watch.setup import Setup


def unwanted(setup: Setup, delivery: Delivery) -> str:
    """Why a delivery need not go out any more; empty when it must."""
    if delivery.issue is None or delivery.state is DeliveryState.SENDING:
        return ""  # what was claimed may have gone out: the same message again is better than none
    issue = setup.store.ledger.issue(delivery.issue)
    if delivery.kind is DeliveryKind.STAND_DOWN:
        return f"{issue.id} is open again" if issue.is_open else ""
    if not issue.is_open:
        return f"{issue.id} was closed before it was sent"
    if delivery.kind is DeliveryKind.ACKNOWLEDGED and issue.owner is None:
        return f"{issue.id} has no owner any more"
    taken = issue.state is IssueState.ACKNOWLEDGED
    if delivery.kind is DeliveryKind.ESCALATION and taken:
        return f"{issue.id} was acknowledged before it was sent"
    return ""
