"""Notices as they wait in the outbox for a channel that is no mail."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from socwatch.model.delivery import Delivery, DeliveryKind

NOW = datetime(2026, 11, 22, 2, 31, tzinfo=UTC)


def notice(
    *,
    kind: DeliveryKind = DeliveryKind.ESCALATION,
    id: str = "",
    issue: str = "I-42",
    subject: str = "[RED] I-42 Acme",
    text: str = "It burns.",
    severity: str = "red",
    drill: bool = False,
    urgent: bool = True,
    round: int = 0,
) -> Delivery:
    """A delivery to dana by the channel "team"."""
    body = {
        "schema": "socwatch.notice/1", "kind": str(kind), "to": "dana", "subject": subject,
        "text": text, "issue": issue, "topic": "acme", "severity": severity, "drill": drill,
    }  # fmt: skip
    return Delivery(
        id=id or f"{issue}/{kind}/r1/dana/team",
        kind=kind,
        to="dana",
        channel="team",
        address="",
        subject=subject,
        body=json.dumps(body).encode(),
        message_id="<1@acme.example>",
        created_at=NOW,
        deadline=NOW + timedelta(hours=24),
        issue=issue,
        round=round,
        urgent=urgent,
    )
