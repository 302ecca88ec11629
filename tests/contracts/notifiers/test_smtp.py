"""How each answer of a mail server is understood."""

from __future__ import annotations

import asyncio
import json
import socket
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused, SecretUnavailable
from socwatch.notifiers.email import SmtpNotifier
from tests.contracts.notifiers.conftest import SENDER, delivery
from tests.support.smtp_server import Behaviour, SmtpServer

DANA = "dana@acme.example"


def failure(behaviour: Behaviour, to: str = DANA) -> DeliveryError:
    """What is raised when that server gets a mail."""
    with SmtpServer(behaviour) as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        with pytest.raises(DeliveryError) as caught:
            asyncio.run(notifier.send(delivery(to)))
        assert server.accepted == []
    return caught.value


@pytest.mark.parametrize(
    ("behaviour", "error", "whole_channel"),
    [
        (Behaviour(refuse_rcpt={DANA: (550, "no such user")}), DeliveryRefused, False),
        (Behaviour(refuse_rcpt={DANA: (450, "busy")}), DeliveryFailed, False),
        (Behaviour(refuse={"mail": (553, "not you")}), DeliveryRefused, True),
        (Behaviour(refuse={"data": (554, "policy")}), DeliveryRefused, True),
        (Behaviour(refuse={"end": (554, "spam")}), DeliveryRefused, True),
        (Behaviour(refuse={"end": (552, "too large")}), DeliveryRefused, False),
        (Behaviour(refuse={"end": (451, "disk full")}), DeliveryFailed, False),
        (Behaviour(refuse={"banner": (421, "closing")}), DeliveryFailed, True),
        (Behaviour(refuse={"banner": (554, "go away")}), DeliveryRefused, True),
        (Behaviour(refuse={"rcpt": (421, "closing")}), DeliveryFailed, True),
        (Behaviour(drop_at="banner"), DeliveryFailed, True),
        (Behaviour(drop_at="end"), DeliveryFailed, False),
    ],
)
def test_an_answer_says_who_is_meant_and_for_how_long(
    behaviour: Behaviour, error: type[DeliveryError], whole_channel: bool
) -> None:
    """5xx is for ever and all else for now; one address is not the whole channel."""
    caught = failure(behaviour)
    assert type(caught) is error
    assert isinstance(caught, DeliveryFailed | DeliveryRefused)
    assert caught.whole_channel is whole_channel


def test_the_servers_words_are_kept_readable() -> None:
    """The owner of the mail server reads what it said, without control characters."""
    caught = failure(Behaviour(refuse_rcpt={DANA: (550, "no\x1b[31m user\x07")}))
    assert "answered 550 while naming the recipient: no [31m user" in caught.message
    assert caught.message.isprintable()


def test_a_greylisted_mail_goes_through_when_it_comes_again() -> None:
    """451 is a failure for now; the third try of the same mail is taken."""
    with SmtpServer(Behaviour(greylist=2)) as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        for _ in range(2):
            with pytest.raises(DeliveryFailed, match="greylisted"):
                asyncio.run(notifier.send(delivery()))
        assert asyncio.run(notifier.send(delivery())).startswith("250")
    assert [mail.recipients for mail in server.accepted] == [(DANA,)]


def test_an_answer_lost_after_the_mail_was_stored_is_a_failure_and_a_copy(tmp_path: Path) -> None:
    """At least once: the next try brings the same mail under the same Message-ID."""
    log = tmp_path / "accepted.jsonl"
    item = delivery()
    with SmtpServer(Behaviour(drop_at="stored"), log=log) as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        with pytest.raises(DeliveryFailed, match="hung up while sending the mail"):
            asyncio.run(notifier.send(item))
        server.behaviour = Behaviour()
        asyncio.run(notifier.send(item))
    bodies = [json.loads(line)["body"].encode("latin-1") for line in log.read_text().splitlines()]
    assert len(bodies) == 2
    assert {message_from_bytes(body)["Message-ID"] for body in bodies} == {item.message_id}


def test_the_mail_on_the_wire_is_seven_bit_and_ends_its_lines_properly() -> None:
    """No server needs 8BITMIME, SMTPUTF8 or long lines for us, and dots end nothing early."""
    item = delivery(text="é" * 3000 + "\n.\n\n..\nMAIL FROM:<evil@x>\n\r.\r\n")
    with SmtpServer() as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        asyncio.run(notifier.send(item))
    (mail,) = server.accepted
    assert mail.body == item.body
    assert max(map(len, mail.body.split(b"\r\n"))) <= 78
    assert mail.body.count(b"\n") == mail.body.count(b"\r") == mail.body.count(b"\r\n")
    text = message_from_bytes(mail.body, policy=policy.default).get_content()
    assert text.replace("\r\n", "\n").startswith("é" * 3000 + "\n.\n\n..\nMAIL FROM")


def test_nothing_listening_means_no_other_mail_would_go_either() -> None:
    """A relay that is down is one failure of the channel, not one of each mail."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    notifier = SmtpNotifier(host="127.0.0.1", port=port, sender=SENDER, tls="none")
    with pytest.raises(DeliveryFailed, match="nothing listens") as caught:
        asyncio.run(notifier.send(delivery()))
    assert caught.value.whole_channel


@pytest.mark.parametrize("to", ["dana@acme.example>\r\nRCPT TO:<evil@x", "dána@acme.example"])
def test_an_address_that_smtp_cannot_carry_is_refused_alone(to: str) -> None:
    """A line break cannot become a second command, and one odd address harms no other."""
    with SmtpServer() as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        with pytest.raises(DeliveryRefused) as caught:
            asyncio.run(notifier.send(delivery(to)))
    assert not caught.value.whole_channel
    assert not any(b"evil" in line for _, line in server.commands)


def test_a_password_that_cannot_be_read_is_a_failure_of_the_channel() -> None:
    """The mail waits until the secret is back, and the words say what is missing."""

    def locked() -> str:
        raise SecretUnavailable("SMTP_PASSWORD is not set")

    with SmtpServer(Behaviour(users={"socwatch": "x"})) as server:
        notifier = SmtpNotifier(
            host="127.0.0.1",
            port=server.port,
            sender=SENDER,
            tls="none",
            user="socwatch",
            password=locked,
        )
        with pytest.raises(DeliveryFailed, match="SMTP_PASSWORD is not set"):
            asyncio.run(notifier.send(delivery()))


def test_a_rejected_login_never_shows_the_password() -> None:
    """Even a server that repeats the password in its answer cannot bring it into our words."""
    secret = "korrekt-horse"
    with SmtpServer(Behaviour(users={"socwatch": "other"}, echo_secret=True)) as server:
        notifier = SmtpNotifier(
            host="127.0.0.1",
            port=server.port,
            sender=SENDER,
            tls="none",
            user="socwatch",
            password=lambda: secret,
        )
        with pytest.raises(DeliveryRefused, match="535 while logging in") as caught:
            asyncio.run(notifier.send(delivery()))
    assert caught.value.whole_channel
    assert secret not in caught.value.message
    assert "c29jd2F0Y2g" not in caught.value.message  # the start of "socwatch" in base64


def test_a_mail_that_is_too_large_goes_as_text() -> None:
    """The server says how much it takes: the same message goes without its HTML, text cut if need be."""
    whole = delivery(DANA, html="<p>" + "x" * 30_000 + "</p>", text="Acme: fire\n" * 3_000)
    with SmtpServer(Behaviour(size=20_480)) as server:
        notifier = SmtpNotifier(host="127.0.0.1", port=server.port, sender=SENDER, tls="none")
        for _ in range(2):
            asyncio.run(notifier.send(whole))
    first, second = (one.body for one in server.accepted)
    assert first == second
    assert len(first) <= 20_480
    sent, meant = (message_from_bytes(raw, policy=policy.default) for raw in (first, whole.body))
    assert sent.get_content_type() == "text/plain"
    for name in ("Message-ID", "Date", "Subject", "From", "To"):
        assert sent[name] == meant[name]
    text = sent.get_content()
    assert text.startswith("Acme: fire")
    assert "socwatch show has the rest" in text
