"""A laptop that slept, a clock that jumps: nothing is sent twice, no timer is lost."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.faults.rig import BEGIN, Rig
from tests.support.smtp_server import SmtpServer

HOUR = timedelta(hours=1)
CEO = "mia@acme.example"


def subjects(server: SmtpServer, to: str) -> list[str]:
    """Of the mails that this person got."""
    return [
        str(message_from_bytes(mail.body)["Subject"])
        for mail in server.accepted
        if mail.recipients == (to,)
    ]


def burning(folder: Path, server: SmtpServer) -> Rig:
    """An installation in which both people of the first step have just been told of a fire."""
    rig = Rig(folder, smtp=server.port)
    rig.drop([("m1", "my acme kettle caught fire")])
    assert rig.run("poll").code == 0
    assert len(server.accepted) == 2
    return rig


@pytest.mark.parametrize("slept", [timedelta(minutes=10), 5 * HOUR, timedelta(days=3)])
def test_one_poll_catches_up_after_a_sleep(tmp_path: Path, slept: timedelta) -> None:
    """Of all the steps that were missed one is told, and says that it is late; a digest comes once."""
    with SmtpServer() as server:
        rig = burning(tmp_path, server)
        for later in (slept, slept + timedelta(minutes=1)):
            rig.run("poll", at=BEGIN + later)
        after = server.accepted[2:]
        assert len(after) == (1 if slept >= 4 * HOUR else 0)
        if after:
            assert after[0].recipients == (CEO,)
            assert b"late, because socwatch was not" in after[0].body.replace(b"=\r\n", b"")


@pytest.mark.parametrize(
    "wrong",
    [BEGIN - HOUR, BEGIN - timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC)],
    ids=["an hour back", "a day back", "1970"],
)
def test_a_clock_that_goes_back_sends_nothing_again(tmp_path: Path, wrong: datetime) -> None:
    """Nothing comes twice, and once the clock is right the next step comes at its time."""
    with SmtpServer() as server:
        rig = burning(tmp_path, server)
        assert rig.run("poll", at=wrong).code == 0
        assert len(server.accepted) == 2
        assert rig.run("poll", at=BEGIN + 4 * HOUR).code == 0
        assert subjects(server, CEO) != []
        names = Counter(message_from_bytes(mail.body)["Message-ID"] for mail in server.accepted)
        assert set(names.values()) == {1}


def test_a_clock_that_was_a_day_ahead(tmp_path: Path) -> None:
    """What was told in that day stays told, and the issue can still be acknowledged and closed."""
    with SmtpServer() as server:
        rig = burning(tmp_path, server)
        rig.run("poll", at=BEGIN + timedelta(days=1))
        told = len(server.accepted)
        for minutes in (1, 240):
            rig.run("poll", at=BEGIN + timedelta(minutes=minutes))
        assert len(server.accepted) == told
        assert rig.run("ack", "I-1", "--by", "dana", at=BEGIN + 5 * HOUR).code == 0
        assert (
            rig.run("close", "I-1", "--by", "dana", "--reason", "real", at=BEGIN + 6 * HOUR).code
            == 0
        )
        rig.run("poll", at=BEGIN + 6 * HOUR)
        assert all("closed" in subjects(server, to)[-1] for to in (CEO, "luis@acme.example"))
