"""The JSON that a webhook is sent, for push services, chats and people's own programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from socwatch.model.delivery import DeliveryKind, Message
from socwatch.model.issue import Issue

SCHEMA = "socwatch.notice/1"


def hook_body(
    message: Message,
    *,
    id: str,
    kind: DeliveryKind,
    to: str,
    at: datetime,
    issue: Issue | None = None,
) -> bytes:
    """The notice as UTF-8 JSON; `id` is the delivery's, the same in every copy.

    `text` is the whole message as plain text. It quotes mentions: whoever shows it must treat it
    as text and not as Markdown or HTML.
    """
    notice: dict[str, object] = {
        "schema": SCHEMA,
        "id": id,
        "kind": str(kind),
        "to": to,
        "at": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "subject": message.subject,
        "text": message.text,
    }
    if issue is not None:
        notice |= {
            "issue": issue.id,
            "topic": issue.topic,
            "severity": issue.severity,
            "state": str(issue.state),
            "drill": issue.drill,
        }
    return json.dumps(notice, ensure_ascii=True, sort_keys=True).encode("ascii")
