"""An issue at PagerDuty, from the call to the end, with PagerDuty as a contact of its own."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from socwatch.app import App, mail_notifier
from socwatch.engine import acting
from socwatch.model.issue import CloseReason
from socwatch.notifiers.chat import AppriseNotifier
from socwatch.watch.deliver import deliver
from socwatch.watch.drill import start_drill
from socwatch.watch.escalate import escalate
from tests.contracts.notifiers.webhook_server import WebhookServer

CONFIG = """
[[topics]]
name = "acme"
query = "acme"
owner = "pr"

[mail]
from = "socwatch <socwatch@acme.example>"
mbox = "mail.mbox"

[[channels]]
name = "pager"
kind = "apprise"
url_env = "PAGER_URL"

[plan]
name = "Acme crisis plan"
owner = "pr"

[[plan.contacts]]
id = "dana"
name = "Dana Okafor"
roles = ["pr"]
email = "dana@acme.example"

[[plan.contacts]]
id = "pagerduty"
name = "PagerDuty"
roles = ["pager"]
channels = ["pager"]

[[plan.policies]]
severity = "red"
steps = [{ after = "0m", tell = ["role:pr", "contact:pagerduty"] }]

[[plan.scenarios]]
id = "recall"
severity_floor = "red"
terms = ["recall"]
"""


def test_one_incident_opens_is_taken_and_ends_with_the_issue(tmp_path: Path) -> None:
    """Whoever acknowledges or closes it here, PagerDuty hears of it."""
    path = tmp_path / "socwatch.toml"
    path.write_text(CONFIG, encoding="utf-8")
    with App.open(path) as app, WebhookServer(202) as server:
        pager = AppriseNotifier(
            channel="pager",
            url=lambda: "pagerduty://R0UTE@key",
            allow_private=True,
            pagerduty={"us": server.url()},
        )
        mail = mail_notifier(app.config)
        assert mail is not None
        setup = app.setup(sources=(), notifiers={"pager": pager, "email": mail})
        now, minute = app.clock.now(), timedelta(minutes=1)
        drill = start_drill(setup, scenario="recall", topic="acme", by="dana", now=now)
        escalate(setup, now)
        asyncio.run(deliver(setup, now))
        acting.acknowledge(setup, drill.id, "dana", now + minute)
        asyncio.run(deliver(setup, now + minute))
        acting.close(setup, drill.id, "dana", CloseReason.REAL, now + 2 * minute)
        asyncio.run(deliver(setup, now + 2 * minute))
    events = [json.loads(body) for _, _, body in server.requests]
    actions = [event["event_action"] for event in events]
    assert actions == ["resolve", "trigger", "acknowledge", "resolve"]
    assert {event["dedup_key"] for event in events} == {"socwatch/D-1"}
    assert events[1]["payload"]["summary"].startswith("[DRILL] [RED] D-1 Acme")
