"""PagerDuty by its Events API v2: an issue is one incident, which opens, is taken and ends.

Not by Apprise, which can open and resolve but not acknowledge. The URL is written as Apprise has
it: `pagerduty://INTEGRATION_KEY@API_KEY/source/component?region=eu`; the API key is not used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

from socwatch.errors import DeliveryRefused
from socwatch.model.delivery import Delivery, DeliveryKind
from socwatch.notifiers._http import post_json
from socwatch.notifiers._notice import ChatNotice, notice_of

ENDPOINTS: Mapping[str, str] = {
    "us": "https://events.pagerduty.com/v2/enqueue",
    "eu": "https://events.eu.pagerduty.com/v2/enqueue",
}
_SEVERITIES = ("critical", "error", "warning", "info")
_LONGEST_SUMMARY = 1024
_LONGEST_KEY = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The service of PagerDuty that is called, as its URL says."""

    routing_key: str
    region: str = "us"
    source: str = "socwatch"
    component: str = ""
    group: str = ""
    class_: str = ""
    severity: str = ""  # instead of what the issue has


async def page(
    url: str,
    delivery: Delivery,
    *,
    deadline: timedelta,
    allow_private: bool,
    endpoints: Mapping[str, str] = ENDPOINTS,
) -> str:
    """Says what happened and returns the status. Raises DeliveryRefused and DeliveryFailed."""
    service = service_of(url)
    status = 0
    for event in events(service, delivery):
        status = await post_json(
            endpoints[service.region],
            json.dumps(event).encode("ascii"),
            headers={"User-Agent": "socwatch"},
            deadline=deadline,
            allow_private=allow_private,
        )
    return f"PagerDuty HTTP {status}"


def service_of(url: str) -> Service:
    """What the URL says. Raises DeliveryRefused when it says too little."""
    try:
        parts = urlsplit(url.strip())
        asked = {key.casefold(): found[0] for key, found in parse_qs(parts.query).items()}
    except ValueError:
        raise _wrong("cannot be read") from None
    first, _, _ = parts.netloc.partition("@")  # as written: a host name would lose its capitals
    steps = [unquote(step) for step in parts.path.split("/") if step]
    service = Service(
        routing_key=asked.get("integrationkey") or unquote(first.partition(":")[0]),
        region=asked.get("region", "us").casefold(),
        source=asked.get("source") or next(iter(steps), "socwatch"),
        component=asked.get("component") or next(iter(steps[1:]), ""),
        group=asked.get("group", ""),
        class_=asked.get("class", ""),
        severity=asked.get("severity", "").casefold(),
    )
    _complete(service)
    return service


def _complete(service: Service) -> None:
    if not service.routing_key:
        raise _wrong("has no integration key")
    if service.region not in ENDPOINTS:
        raise _wrong("names a region that is neither us nor eu")
    if service.severity and service.severity not in _SEVERITIES:
        raise _wrong(f"names a severity that is not one of {', '.join(_SEVERITIES)}")


def _wrong(what: str) -> DeliveryRefused:
    return DeliveryRefused(
        f"the channel's PagerDuty URL {what}",
        whole_channel=True,
        hint="write pagerduty://INTEGRATION_KEY@API_KEY/source/component?region=eu",
    )


def events(service: Service, delivery: Delivery) -> list[dict[str, object]]:
    """What is posted, in this order.

    A call of the first round ends the issue's incident and opens it anew: one that somebody took
    before the issue got worse would wake nobody again. Later rounds add to the open one, which
    PagerDuty escalates by itself. What is neither call nor end has an incident of its own.
    """
    notice = notice_of(delivery)
    of_issue: dict[str, object] = {
        "routing_key": service.routing_key,
        "dedup_key": _key(notice.issue),
    }
    match delivery.kind:
        case DeliveryKind.ACKNOWLEDGED if notice.issue:
            return [{**of_issue, "event_action": "acknowledge"}]
        case DeliveryKind.STAND_DOWN if notice.issue:
            return [{**of_issue, "event_action": "resolve"}]
        case DeliveryKind.ESCALATION if notice.issue:
            opened = {**_trigger(service, delivery, notice), **of_issue}
            if delivery.round > 0:
                return [opened]
            return [{**of_issue, "event_action": "resolve"}, opened]
        case _:
            own = {"routing_key": service.routing_key, "dedup_key": _key(delivery.id)}
            return [{**_trigger(service, delivery, notice), **own}]


def _key(name: str) -> str:
    key = f"socwatch/{name}"
    if len(key) <= _LONGEST_KEY:
        return key
    return f"socwatch/{hashlib.sha256(name.encode()).hexdigest()}"


def _trigger(service: Service, delivery: Delivery, notice: ChatNotice) -> dict[str, object]:
    marked = notice.drill and "DRILL" not in notice.subject
    summary = f"DRILL {notice.subject}" if marked else notice.subject
    payload = {
        "summary": summary[:_LONGEST_SUMMARY] or "socwatch",
        "source": service.source,
        "severity": service.severity or _severity(delivery, notice),
        "component": service.component or notice.topic,
        "group": service.group,
        "class": service.class_,
        "custom_details": {
            "text": notice.text,
            "issue": notice.issue,
            "severity": notice.severity,
            "drill": notice.drill,
        },
    }
    return {
        "event_action": "trigger",
        "client": "socwatch",
        "payload": {key: value for key, value in payload.items() if value},
    }


def _severity(delivery: Delivery, notice: ChatNotice) -> str:
    if delivery.kind is DeliveryKind.TEST:
        return "info"
    return "critical" if delivery.urgent or notice.severity == "red" else "warning"
