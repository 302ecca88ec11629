"""What every notifier promises, whatever it writes to."""

from __future__ import annotations

import asyncio
import mailbox
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.errors import DeliveryFailed, DeliveryRefused
from socwatch.notifiers.email import SmtpNotifier
from socwatch.notifiers.mbox import MboxNotifier
from socwatch.notifiers.registry import KINDS, Channel, notifier
from socwatch.notifiers.webhook import WebhookNotifier
from socwatch.ports import Notifier
from tests.contracts.notifiers.conftest import SENDER, delivery
from tests.contracts.notifiers.webhook_server import WebhookServer
from tests.support.smtp_server import Behaviour, SmtpServer


@dataclass(frozen=True)
class World:
    """A notifier and how to see what came out at its other end."""

    notifier: Notifier
    arrived: Callable[[], list[bytes]]


def smtp(server: SmtpServer, deadline: float = 5) -> SmtpNotifier:
    """A notifier for that server."""
    return SmtpNotifier(
        host="127.0.0.1",
        port=server.port,
        sender=SENDER,
        tls="none",
        deadline=timedelta(seconds=deadline),
    )


def webhook(server: WebhookServer, deadline: float = 5) -> WebhookNotifier:
    """A notifier for that server."""
    return WebhookNotifier(
        channel="push",
        url=server.url,
        allow_private=True,
        deadline=timedelta(seconds=deadline),
    )


def stored(path: Path) -> list[bytes]:
    """The mails in the file, with what mailboxes change in them undone."""
    box = mailbox.mbox(path, create=False)
    raw = [message.as_bytes().replace(b"\n>From ", b"\nFrom ") for message in box]
    found = [body.replace(b"\n", b"\r\n") for body in raw]
    box.close()
    return found


@pytest.fixture(params=["smtp", "mbox", "webhook"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Each notifier with the real thing at its other end."""
    path = tmp_path / "mail.mbox"
    with SmtpServer() as mail, WebhookServer() as hook:
        worlds = {
            "smtp": World(smtp(mail), lambda: [one.body for one in mail.accepted]),
            "mbox": World(MboxNotifier(path=path, sender=SENDER), lambda: stored(path)),
            "webhook": World(webhook(hook), lambda: [body for _, _, body in hook.requests]),
        }
        yield worlds[request.param]


def test_a_receipt_means_the_bytes_arrived_as_they_were(world: World) -> None:
    """What was written into the outbox is what arrives, byte for byte."""
    item = delivery(text="Grüße\n.leading dot\nFrom here on\n")
    receipt = asyncio.run(world.notifier.send(item))
    assert receipt
    (body,) = world.arrived()
    assert body.rstrip() == item.body.rstrip()


def test_a_second_try_carries_the_same_bytes(world: World) -> None:
    """A copy is known to be a copy, because nothing in it differs."""
    item = delivery()
    for _ in range(2):
        asyncio.run(world.notifier.send(item))
    assert len({body.rstrip() for body in world.arrived()}) == 1


def test_many_at_once_all_arrive(world: World) -> None:
    """Sending to several people at the same time mixes nothing up."""
    items = [delivery(f"p{n}@acme.example") for n in range(8)]

    async def all_of_them() -> None:
        await asyncio.gather(*(world.notifier.send(item) for item in items))

    asyncio.run(all_of_them())
    assert sorted(body.rstrip() for body in world.arrived()) == sorted(
        item.body.rstrip() for item in items
    )


def test_a_refusal_for_ever_and_a_failure_for_now_are_different_types(tmp_path: Path) -> None:
    """Whether to try again is the error's type, on every channel."""
    refusing = Behaviour(refuse_rcpt={"dana@acme.example": (550, "no")})
    with SmtpServer(refusing) as mail, pytest.raises(DeliveryRefused):
        asyncio.run(smtp(mail).send(delivery()))
    with WebhookServer(400) as hook, pytest.raises(DeliveryRefused):
        asyncio.run(webhook(hook).send(delivery()))
    with WebhookServer(503) as hook, pytest.raises(DeliveryFailed):
        asyncio.run(webhook(hook).send(delivery()))
    missing = MboxNotifier(path=tmp_path / "no" / "mail.mbox", sender=SENDER)
    with pytest.raises(DeliveryFailed):
        asyncio.run(missing.send(delivery()))


@pytest.mark.parametrize("phase", ["banner", "ehlo", "mail", "rcpt", "data", "end"])
@pytest.mark.parametrize("how", ["hang_at", "trickle_at"])
def test_a_mail_server_that_never_ends_is_left_at_the_deadline(how: str, phase: str) -> None:
    """One try ends when its time is up, wherever the server stops speaking."""
    with SmtpServer(Behaviour(**{how: phase})) as mail:  # type: ignore[arg-type]
        begun = time.monotonic()
        with pytest.raises(DeliveryFailed, match="took more than"):
            asyncio.run(smtp(mail, deadline=0.2).send(delivery()))
        assert time.monotonic() - begun < 1.5


def test_a_webhook_that_trickles_is_left_at_the_deadline() -> None:
    """A byte now and then does not buy a server more time."""
    with WebhookServer(trickle=True) as hook:
        begun = time.monotonic()
        with pytest.raises(DeliveryFailed, match="did not answer within"):
            asyncio.run(webhook(hook, deadline=0.3).send(delivery()))
        assert time.monotonic() - begun < 1.5


def test_every_kind_in_the_registry_makes_a_notifier_of_that_name() -> None:
    """A channel of the config becomes what carries its messages."""
    made = [notifier(Channel(name="push", kind=kind, url=lambda: "https://x")) for kind in KINDS]
    assert {one.channel for one in made} == {"push"}
