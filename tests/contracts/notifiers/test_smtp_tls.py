"""No password and no mail on a connection that is not encrypted and verified."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused
from socwatch.notifiers.email import SmtpNotifier
from tests.contracts.notifiers.conftest import SENDER, Certificate, delivery
from tests.support.smtp_server import Behaviour, SmtpServer

Maker = Callable[..., Certificate]
SECRET = "korrekt-horse"
USERS = {"socwatch": SECRET}


def notifier(server: SmtpServer, tls: str, ca_file: Path | None) -> SmtpNotifier:
    """A notifier that logs in at that server."""
    return SmtpNotifier(
        host="localhost",
        port=server.port,
        sender=SENDER,
        tls=tls,
        user="socwatch",
        password=lambda: SECRET,
        ca_file=str(ca_file) if ca_file else None,
    )


def refused(server: SmtpServer, tls: str, ca_file: Path | None) -> DeliveryError:
    """The error that a try ends with; nothing of ours may have been said in clear."""
    with pytest.raises(DeliveryError) as caught:
        asyncio.run(notifier(server, tls, ca_file).send(delivery()))
    assert server.accepted == []
    assert not any(b"AUTH" in line or b"MAIL" in line for _, line in server.commands)
    return caught.value


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_login_and_mail_travel_encrypted(certificate: Maker, tls: str) -> None:
    """With a certificate we trust, everything after the greeting is inside TLS."""
    good = certificate("localhost")
    implicit = tls == "implicit"
    does = Behaviour(users=USERS)
    with SmtpServer(does, context=good.context, implicit=implicit) as server:
        asyncio.run(notifier(server, tls, good.file).send(delivery()))
    (mail,) = server.accepted
    assert mail.encrypted
    assert mail.user == "socwatch"
    assert all(safe for safe, line in server.commands if line[:4] in (b"AUTH", b"MAIL", b"DATA"))


def test_a_stripped_starttls_is_named_and_nothing_is_said(certificate: Maker) -> None:
    """Somebody on the way who removes STARTTLS gets neither the password nor the mail."""
    good = certificate("localhost")
    with SmtpServer(Behaviour(users=USERS, starttls=False), context=good.context) as server:
        caught = refused(server, "starttls", good.file)
    assert isinstance(caught, DeliveryFailed)
    assert "offers no STARTTLS" in caught.message


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
@pytest.mark.parametrize(
    ("host", "days", "fault"),
    [
        ("localhost", -1, "its certificate has expired"),
        ("elsewhere.example", 2, "its certificate is for another host"),
    ],
)
def test_a_bad_certificate_is_named(
    certificate: Maker, tls: str, host: str, days: int, fault: str
) -> None:
    """Expired and wrong host are told apart, so that the right thing gets mended."""
    bad = certificate(host, days)
    with SmtpServer(context=bad.context, implicit=tls == "implicit") as server:
        caught = refused(server, tls, bad.file)
    assert fault in caught.message


def test_a_certificate_of_nobody_we_know_is_not_trusted(certificate: Maker) -> None:
    """Without a ca_file only the system's authorities count."""
    with SmtpServer(context=certificate("localhost").context) as server:
        caught = refused(server, "starttls", None)
    assert "signed by itself" in caught.message


def test_without_tls_only_this_machine_is_spoken_to() -> None:
    """tls = none to another host is refused before anything is sent there."""
    away = SmtpNotifier(host="mail.acme.example", port=25, sender=SENDER, tls="none")
    with pytest.raises(DeliveryRefused, match="without encryption") as caught:
        asyncio.run(away.send(delivery()))
    assert caught.value.whole_channel


def test_a_missing_ca_file_is_named() -> None:
    """A wrong path in the config is said as such, not as a broken connection."""
    with SmtpServer() as server:
        caught = refused(server, "implicit", Path("/nowhere/ca.pem"))
    assert "/nowhere/ca.pem cannot be read" in caught.message


def test_speaking_tls_to_a_plain_port_is_explained() -> None:
    """Implicit TLS on a STARTTLS port says which setting to change."""
    with SmtpServer() as server:
        caught = refused(server, "implicit", None)
    assert "could not agree on TLS" in caught.message
    assert "587" in caught.hint
