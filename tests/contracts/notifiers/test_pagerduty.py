"""PagerDuty: one issue is one incident, from the first call to the end."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.model.delivery import Delivery, DeliveryKind
from socwatch.notifiers._pagerduty import service_of
from socwatch.notifiers.chat import AppriseNotifier
from tests.contracts.notifiers.webhook_server import WebhookServer
from tests.support.chat import notice

URL = "pagerduty://R0UTE@apikey/monitor/press"


def posted(*deliveries: Delivery, url: str = URL) -> list[dict[str, Any]]:
    """The events that arrive when these are sent one after the other."""
    with WebhookServer(202) as server:
        for one in deliveries:
            assert asyncio.run(pager(server, url).send(one)) == "PagerDuty HTTP 202"
    return [json.loads(body) for _, _, body in server.requests]


def pager(server: WebhookServer, url: str = URL) -> AppriseNotifier:
    """The channel, with the server in PagerDuty's place."""
    return AppriseNotifier(
        channel="pager",
        url=lambda: url,
        allow_private=True,
        pagerduty={"us": server.url(), "eu": server.url()},
    )


def test_an_issue_opens_is_taken_and_ends() -> None:
    """The three steps of one incident, known by the issue's id."""
    kinds = (DeliveryKind.ESCALATION, DeliveryKind.ACKNOWLEDGED, DeliveryKind.STAND_DOWN)
    events = posted(*(notice(kind=kind) for kind in kinds))
    actions = [one["event_action"] for one in events]
    assert actions == ["resolve", "trigger", "acknowledge", "resolve"]
    assert {one["dedup_key"] for one in events} == {"socwatch/I-42"}
    assert {one["routing_key"] for one in events} == {"R0UTE"}
    payload = events[1]["payload"]
    assert payload["summary"] == "[RED] I-42 Acme"
    assert (payload["source"], payload["component"]) == ("monitor", "press")
    assert payload["severity"] == "critical"


def test_a_call_of_a_later_round_leaves_the_open_incident_to_pagerduty() -> None:
    """It has its own ladder, which a new incident would start from its beginning."""
    assert [one["event_action"] for one in posted(notice(round=1))] == ["trigger"]


def test_lesser_levels_are_warnings() -> None:
    """Only the highest wakes as critical."""
    (_, event) = posted(notice(severity="amber", urgent=False))
    assert event["payload"]["severity"] == "warning"


def test_a_drill_says_so_and_has_its_own_incident() -> None:
    """Nobody takes it for real, and it ends no real one."""
    (_, event) = posted(notice(issue="D-1", drill=True, subject="[DRILL] [RED] D-1 Acme"))
    assert event["dedup_key"] == "socwatch/D-1"
    assert "DRILL" in event["payload"]["summary"]
    assert event["payload"]["custom_details"]["drill"] is True
    (_, unmarked) = posted(notice(issue="D-1", drill=True, subject="D-1"))
    assert unmarked["payload"]["summary"] == "DRILL D-1"


@pytest.mark.parametrize("kind", [DeliveryKind.REMINDER, DeliveryKind.SOURCE, DeliveryKind.TEST])
def test_what_is_no_call_has_an_incident_of_its_own(kind: DeliveryKind) -> None:
    """A hand-over would wake nobody as part of an incident that was taken."""
    (event,) = posted(notice(kind=kind))
    assert event["event_action"] == "trigger"
    assert event["dedup_key"] != "socwatch/I-42"
    assert len(event["dedup_key"]) <= 255


def test_a_long_name_still_makes_a_key_that_is_its_own() -> None:
    """PagerDuty takes 255 characters."""
    keys = {
        event["dedup_key"]
        for end in "ab"
        for event in posted(notice(kind=DeliveryKind.SOURCE, id="x" * 300 + end))
    }
    assert len(keys) == 2
    assert all(len(key) <= 255 for key in keys)


@pytest.mark.parametrize(
    ("status", "error"), [(400, DeliveryRefused), (429, DeliveryFailed), (500, DeliveryFailed)]
)
def test_a_refusal_and_a_failure_are_different_types(
    status: int, error: type[DeliveryError]
) -> None:
    """As on every channel."""
    with WebhookServer(status) as server, pytest.raises(error):
        asyncio.run(pager(server).send(notice()))


def test_the_url_is_read_as_apprise_writes_it() -> None:
    """Keys keep their capitals; what stands behind the question mark wins."""
    service = service_of("pagerduty://AbC@Key/a%20b/c?region=EU&group=g&class=x&severity=error")
    assert (service.routing_key, service.source, service.component) == ("AbC", "a b", "c")
    assert (service.region, service.group, service.class_) == ("eu", "g", "x")
    assert service.severity == "error"
    assert service_of("pagerduty://?integrationkey=K&source=s").routing_key == "K"


@pytest.mark.parametrize(
    "url",
    [
        "pagerduty://",
        "pagerduty://s3cr3t@key?region=mars",
        "pagerduty://s3cr3t@key?severity=loud",
        "pagerduty://[s3cr3t",
    ],
)
def test_a_url_that_says_too_little_stops_the_channel(url: str) -> None:
    """With how it is written, and without the key in the words."""
    with pytest.raises(DeliveryRefused) as caught:
        service_of(url)
    assert caught.value.whole_channel
    assert "s3cr3t" not in f"{caught.value} {caught.value.hint}"
