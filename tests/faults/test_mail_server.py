"""What cron sees when the mail server misbehaves: nothing is lost, and it is said plainly."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from tests.faults.rig import BEGIN, Rig
from tests.support.smtp_server import Behaviour, SmtpServer

MINUTE = timedelta(minutes=1)
EVERYTHING = Behaviour(refuse={"mail": (451, "4.3.2 not now")})


def test_a_server_that_refuses_everything(tmp_path: Path) -> None:
    """Exit 13, the mails are kept, `status` says so, and they go out once the server is back."""
    with SmtpServer(EVERYTHING) as server:
        rig = Rig(tmp_path, smtp=server.port)
        rig.drop([("m1", "my acme kettle caught fire")])
        polled = rig.run("poll")
        assert polled.code == 13
        assert "4.3.2 not now" in polled.err
        assert "Traceback" not in polled.err
        mail = rig.run("status", "--json").document()["mail"]
        assert isinstance(mail, dict)
        assert (mail["waiting"], mail["not_sent"]) == (2, 2)
        assert rig.run("deliver", at=BEGIN + MINUTE).code == 13
        server.behaviour = Behaviour()
        assert rig.run("deliver", at=BEGIN + 3 * MINUTE).code == 0
        told = sorted(mail.recipients[0] for mail in server.accepted)
        assert told == ["dana@acme.example", "luis@acme.example"]


def test_a_server_that_hangs_up_before_its_answer(tmp_path: Path) -> None:
    """A mail whose 250 got lost goes out once more, with the same bytes and Message-ID."""
    with SmtpServer(Behaviour(drop_at="stored")) as server:
        rig = Rig(tmp_path, smtp=server.port)
        rig.drop([("m1", "my acme kettle caught fire")])
        assert rig.run("poll").code == 13
        dropped = len(server.accepted)
        server.behaviour = Behaviour()
        again = rig.run("deliver", at=BEGIN + MINUTE)
        assert (again.code, again.err) == (0, "")
    people: dict[str, list[bytes]] = {}
    for mail in server.accepted:
        people.setdefault(mail.recipients[0], []).append(mail.body)
    assert sorted(people) == ["dana@acme.example", "luis@acme.example"]
    assert len(server.accepted) - len(people) == dropped
    assert all(len(set(bodies)) == 1 for bodies in people.values())
    names = {message_from_bytes(mail.body)["Message-ID"] for mail in server.accepted}
    assert len(names) == 2


def test_one_recipient_is_refused(tmp_path: Path) -> None:
    """Exit 3: the other person of the step has the mail, and the refusal is on the timeline."""
    refused = Behaviour(refuse_rcpt={"dana@acme.example": (550, "5.1.1 no such user")})
    with SmtpServer(refused) as server:
        rig = Rig(tmp_path, smtp=server.port)
        rig.drop([("m1", "my acme kettle caught fire")])
        assert rig.run("poll").code == 3
        assert [mail.recipients for mail in server.accepted] == [("luis@acme.example",)]
    store = rig.store()
    outcomes = {
        entry.details["to"]: entry.details["outcome"]
        for _, entry in store.ledger.timeline("I-1")
        if entry.event == "delivery"
    }
    store.close()
    assert outcomes == {"dana": "refused", "luis": "sent"}
