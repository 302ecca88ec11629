"""A mail server that refuses for a while, for hours, or for good: nothing lost, nobody pestered.

The clock is virtual and the mail server is real, so that hours are walked through in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.notifiers.email import SmtpNotifier
from tests.support.smtp_server import Behaviour, SmtpServer
from tests.support.world import LUIS, MINUTE, PLAN, World

SENDER = "socwatch <socwatch@acme.example>"
BOTH = replace(
    PLAN,
    contacts=(PLAN.contacts[0], replace(LUIS, channels=("email",))),
    policies=tuple(
        replace(one, steps=(replace(one.steps[0], tell=("contact:dana", "contact:luis")),))
        for one in PLAN.policies
    ),
)


class Night:
    """A fire at noon, a mail server, and a tick every minute."""

    def __init__(self, world: World, server: SmtpServer) -> None:
        self.world, self.server = world, server
        mail = SmtpNotifier(
            host="127.0.0.1", port=server.port, sender=SENDER, tls="none",
            deadline=timedelta(seconds=5),
        )  # fmt: skip
        world.setup = replace(world.setup, notifiers={"email": mail, "push": world.push})

    def burn(self) -> None:
        """The first mention, and the tick that finds it."""
        self.world.shelf.put("my acme kettle caught fire")
        self.world.tick()

    def go(self, minutes: int, step: int = 1) -> None:
        """So many minutes, with a tick every minute or at longer steps."""
        for _ in range(minutes // step):
            self.world.forward(step * MINUTE)
            self.world.tick()

    def got(self) -> list[str]:
        """Who got a mail, in order."""
        return [mail.recipients[0].partition("@")[0] for mail in self.server.accepted]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """Dana and Luis are called by mail, at once."""
    with SmtpServer() as server, World(tmp_path, plan=BOTH) as world:
        yield Night(world, server)


def test_a_greylisted_call_arrives_within_a_quarter_of_an_hour(night: Night) -> None:
    """Two refusals for each sender and recipient: each call comes once, and nobody is called twice."""
    night.server.behaviour = Behaviour(greylist=2)
    night.burn()
    night.go(14)
    assert sorted(night.got()) == ["dana", "luis"]


def test_a_relay_that_is_down_for_two_hours(tmp_path: Path) -> None:
    """Another channel is used within three minutes, the relay is probed rather than flooded, and
    what still says something true arrives when it is back."""
    plan = replace(
        PLAN, contacts=(replace(PLAN.contacts[0], channels=("email", "push")), PLAN.contacts[1])
    )
    with (
        SmtpServer(Behaviour(refuse={"banner": (421, "4.3.2 down")})) as server,
        World(tmp_path, plan=plan) as world,
    ):
        night = Night(world, server)
        night.burn()
        night.go(3)
        assert [one.to for one in world.push.sent] == ["dana"]
        night.go(117, step=3)
        assert server.connections < 40  # two hours, several people: one probe in five minutes
        assert server.accepted == []
        server.behaviour = Behaviour()
        night.go(20, step=5)
        assert "dana" in night.got()
        assert world.store.outbox.waiting() == ()


def test_a_refused_login_is_not_hammered(tmp_path: Path) -> None:
    """At most three tries an hour, on the record without the password; the other channel is used."""
    plan = replace(
        PLAN, contacts=(replace(PLAN.contacts[0], channels=("email", "push")), PLAN.contacts[1])
    )
    behaviour = Behaviour(refuse={"mail": (535, "5.7.8 authentication failed")})
    with SmtpServer(behaviour) as server, World(tmp_path, plan=plan) as world:
        night = Night(world, server)
        night.burn()
        assert [one.to for one in world.push.sent] == ["dana"]
        night.go(58, step=2)
        tries = [line for _, line in server.commands if line.upper().startswith(b"MAIL")]
        assert len(tries) == 3
        # The last resort is behind that login too: it keeps its hour, and does not call itself.
        assert sum("@" in one.to for one in world.store.outbox.of_issue("I-1")) <= 1
        problems = [one.last_error for one in world.store.outbox.of_issue("I-1")]
        assert any("535" in words for words in problems)


def test_a_severity_that_flaps_calls_once(night: Night) -> None:
    """Signals that come and go within the hour add to the issue, and send nothing more."""
    night.burn()
    calls = len(night.server.accepted)
    for _ in range(5):
        night.go(10, step=5)
        night.world.shelf.put("my acme kettle caught fire again", at=night.world.now)
    night.go(5)
    assert len(night.server.accepted) <= calls + 2  # the later steps of one ladder
    assert len(night.world.issues()) == 1


def test_nobody_gets_a_mail_twice_when_the_relay_comes_and_goes(night: Night) -> None:
    """Half an hour down, a minute up, six times over."""
    night.server.behaviour = Behaviour(refuse={"banner": (421, "4.3.2 down")})
    night.burn()
    for _ in range(6):
        night.go(28, step=4)
        night.server.behaviour = Behaviour()
        night.go(1)
        night.server.behaviour = Behaviour(refuse={"banner": (421, "4.3.2 down")})
    ids = [
        mail.body.partition(b"Message-ID: ")[2].split(b"\r\n")[0] for mail in night.server.accepted
    ]
    assert {"dana", "luis"} <= set(night.got())
    assert len(ids) == len(set(ids))
