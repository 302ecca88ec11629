"""Answering the mail takes the issue: from the right person, to the right mail, in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from socwatch.model.issue import CloseReason, EventKind, Issue, IssueState
from tests.faults.rig import BEGIN, Ended, Rig
from tests.support.imap_server import ImapServer, Manners
from tests.support.smtp_server import SmtpServer

MINUTE = timedelta(minutes=1)
DANA, LUIS, MIA = "dana@acme.example", "luis@acme.example", "mia@acme.example"


class Night:
    """An installation that has just told Dana and Luis of a fire, and reads a mailbox."""

    def __init__(self, folder: Path, smtp: SmtpServer, imap: ImapServer) -> None:
        self.smtp, self.imap = smtp, imap
        self.rig = Rig(folder, smtp=smtp.port)
        (folder / "secret").write_text("hunter2", encoding="utf-8")
        path = folder / "socwatch.toml"
        box = (
            f'imap_ack = {{ host = "127.0.0.1", port = {imap.port}, tls = "none", '
            'user = "socwatch", password_file = "secret" }\n'
        )
        path.write_text(path.read_text(encoding="utf-8") + box, encoding="utf-8")
        self.rig.drop([("m1", "my acme kettle caught fire ACK I-1")])
        assert self.poll(0).code == 0
        self.told = {mail.recipients[0]: mail.body for mail in smtp.accepted}

    def poll(self, minutes: int) -> Ended:
        return self.rig.run("poll", at=BEGIN + minutes * MINUTE)

    def answers(self, text: str, *, by: str = DANA, to: str = DANA, **headers: str) -> None:
        """A reply to the mail that `to` got; headers may be replaced or added."""
        asked = str(message_from_bytes(self.told[to])["Message-ID"]) if to in self.told else to
        number = len(self.imap.mails) + 1
        fields = {
            "From": f"Somebody <{by}>",
            "To": "socwatch@acme.example",
            "Subject": "Re: [RED] I-1",
            "Message-ID": f"<{number}@phone.example>",
            "In-Reply-To": asked,
            "Date": "Sun, 22 Nov 2026 10:02:00 +0000",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [f"{name}: {value}" for name, value in fields.items() if value]
        self.imap.mails[number] = "\r\n".join([*lines, "", *text.split("\n")]).encode()

    def issue(self) -> Issue:
        store = self.rig.store()
        try:
            return store.ledger.issue("I-1")
        finally:
            store.close()

    def notes(self) -> str:
        store = self.rig.store()
        try:
            return "\n".join(
                entry.because
                for _, entry in store.ledger.timeline("I-1")
                if entry.event is EventKind.NOTE
            )
        finally:
            store.close()


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    """The first minute of the night."""
    with SmtpServer() as smtp, ImapServer() as imap:
        yield Night(tmp_path, smtp, imap)


def test_ack_in_the_first_line_takes_it(night: Night) -> None:
    """Dana has it by mail, Luis hears of it, and reading the mailbox again changes nothing."""
    assert b"Answer this mail with ACK" in night.told[DANA].replace(b"=\r\n", b"")
    night.answers("ACK, on my way\n\n> ACK I-1")
    assert night.poll(3).code == 0
    issue = night.issue()
    assert (issue.state, issue.owner) == (IssueState.ACKNOWLEDGED, "dana")
    assert [mail.recipients[0] for mail in night.smtp.accepted[2:]] == [LUIS]
    revision = issue.revision
    assert night.poll(5).code == 0
    assert night.issue().revision == revision
    assert len(night.smtp.accepted) == 3


def test_a_second_person_joins(night: Night) -> None:
    """JOIN makes a joint owner of somebody while somebody has it."""
    night.answers("ACK")
    night.poll(2)
    night.answers("Join - I am in the office", by=LUIS, to=LUIS)
    night.poll(4)
    assert night.issue().acknowledged_by == ("dana", "luis")


def test_watch_stops_nothing(night: Night) -> None:
    """It is noted, and the next step is told at its time."""
    night.answers("WATCH")
    night.poll(2)
    assert night.issue().state is IssueState.OPEN
    assert "Dana Okafor watches it" in night.notes()
    night.poll(241)
    assert night.smtp.accepted[-1].recipients == (MIA,)


def test_false_closes_it(night: Night) -> None:
    """As a false alarm, by the person, and everybody who was told hears of it."""
    night.answers("FALSE alarm, it is a film")
    night.poll(2)
    issue = night.issue()
    assert (issue.state, issue.close_reason) == (IssueState.CLOSED, CloseReason.FALSE_ALARM)
    assert sorted(mail.recipients[0] for mail in night.smtp.accepted[2:]) == [DANA, LUIS]


#: What is wrong with each: a stranger, a guessed id, another's mail, machines, a list, a bounce.
NOBODYS: tuple[dict[str, str], ...] = (
    {"by": "mallory@evil.example"},
    {"to": "<I-1.escalation.20261122T100000.0.aaaaaaaaaaaaaaaaaaaa@acme.example>"},
    {"to": "<something@else.example>"},
    {"Auto_Submitted": "auto-replied"},
    {"Precedence": "auto_reply"},
    {"X_Autoreply": "yes"},
    {"List_Id": "<all.acme.example>"},
    {"Return_Path": "<>"},
    {"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"},
    {"In_Reply_To": ""},
)


def test_who_or_what_cannot_take_it(night: Night) -> None:
    """Strangers, guessed ids, machines, lists and bounces do nothing, and get no answer."""
    for how in NOBODYS:
        night.answers("ACK", **how)  # type: ignore[arg-type]
    assert night.poll(3).code == 0
    assert night.issue().state is IssueState.OPEN
    assert len(night.smtp.accepted) == 2


def test_a_reply_that_is_not_understood_is_answered_once(night: Night) -> None:
    """Somebody may believe that they have it: nothing is done, and they hear so; then ACK counts."""
    night.answers("ok thanks")
    night.poll(2)
    night.poll(3)
    assert night.issue().state is IssueState.OPEN
    (answer,) = night.smtp.accepted[2:]
    assert answer.recipients == (DANA,)
    assert b"not understood" in answer.body
    night.told["answer"] = answer.body
    night.answers("ACK", to="answer")
    night.poll(4)
    assert night.issue().owner == "dana"


def test_a_mailbox_that_cannot_be_read_stops_nothing(night: Night) -> None:
    """It is said, `status` shows it, the steps go on, and later replies count."""
    night.imap.manners = Manners(drop_at="greeting")
    polled = night.poll(240)
    assert polled.code == 3
    assert "replies by mail cannot be read" in polled.err
    assert "hunter2" not in polled.err
    assert night.smtp.accepted[-1].recipients == (MIA,)
    assert "Replies by mail CANNOT be read" in night.rig.run("status").out
    night.imap.manners = Manners()
    night.answers("ACK")
    assert night.poll(242).code == 0
    assert night.issue().owner == "dana"


def test_answering_a_roll_call_confirms_it(night: Night) -> None:
    """Whatever the answer says: it arrived. No issue is touched by it."""
    assert night.rig.run("rollcall", "--to", "mia", at=BEGIN + MINUTE).code == 0
    night.told["roll"] = night.smtp.accepted[-1].body
    night.answers("got it", by=MIA, to="roll")
    assert night.poll(3).code == 0
    assert night.issue().state is IssueState.OPEN
    result = night.rig.run("rollcall", "--result", at=BEGIN + 4 * MINUTE)
    assert "Mia Chen by email: confirmed" in result.out
