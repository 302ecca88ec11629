"""The bytes of a mail: the same each time, and nobody's text can add a header."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socwatch.model.delivery import Attachment, Message
from socwatch.report.message import escalation
from socwatch.report.mime import mail_bytes, message_id
from socwatch.report.rendering import rendered
from tests.golden.report.world import BRIEF, PLAN

NOW = datetime(2026, 11, 22, 2, 31, tzinfo=UTC)
ID = message_id("I-42/escalation/0.0/dana/email", "acme.example")
ALLOWED = {
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "x-auto-response-suppress",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
}


def mail(
    message: Message, *, sender: str = "socwatch@acme.example", to: str = "dana@acme.example"
) -> bytes:
    """The message as bytes."""
    return mail_bytes(message, sender=sender, to=to, message_id=ID, date=NOW)


def parsed(raw: bytes) -> EmailMessage:
    """The mail as a mail program reads it."""
    return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]


def assert_wire(raw: bytes) -> None:
    """7 bit, CRLF only, no line too long."""
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_mail_reads_back_as_it_was_written() -> None:
    """Both parts and every header survive the way through a mail program."""
    message = rendered(escalation(BRIEF, PLAN))
    raw = mail_bytes(
        message,
        sender="socwatch <socwatch@acme.example>",
        to="Luis Peña <luis@acme.example>",
        message_id=ID,
        date=NOW,
        references=("<a@acme.example>", "<b@acme.example>"),
        headers={"Importance": "high"},
    )
    read = parsed(raw)
    assert read["To"] == "Luis Peña <luis@acme.example>"
    assert read["Subject"] == message.subject
    assert read["In-Reply-To"] == "<b@acme.example>"
    assert read["References"].split() == ["<a@acme.example>", "<b@acme.example>"]
    assert read["Importance"] == "high"
    assert read["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_content().replace("\r\n", "\n") for part in read.iter_parts())
    assert (text, html) == (message.text, message.html)
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert_wire(raw)


def test_the_same_message_gives_the_same_bytes() -> None:
    """A copy is byte for byte the first one, boundary included."""
    assert mail(rendered(escalation(BRIEF, PLAN))) == mail(rendered(escalation(BRIEF, PLAN)))


def test_importance_is_only_there_when_it_was_asked_for() -> None:
    """A mail that is not urgent does not say that it is."""
    assert parsed(mail(Message(subject="s", text="t")))["Importance"] is None


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?q?=0d=0aBcc:_x@evil.example?=",
        "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
        "a\r\nBcc: x@evil.example",
        "a\nBcc: x@evil.example\n\nbody",
        "a\u2028Bcc: x@evil.example",
        "a\x0b\x0c\x1c\x85Bcc: x",
        "\ud800 lone",
        "x" * 3000,
        "",
    ],
)
def test_no_subject_adds_a_header_and_the_alarm_still_goes(text: str) -> None:
    """Whatever stands in a subject or a name, the mail is made, with our headers only."""
    raw = mail(
        Message(subject=text, text="The kettle burns.\n"), sender=f'"{text}" <s@acme.example>'
    )
    read = parsed(raw)
    assert {name.lower() for name in read} <= ALLOWED
    assert "The kettle burns." in read.get_content()
    assert_wire(raw)


@pytest.mark.parametrize(
    "to", ["a@b.example, c@d.example", "no address", "a@b@c", "ü@b.example", ""]
)
def test_a_recipient_that_cannot_be_written_gets_the_minimal_mail(to: str) -> None:
    """A rendering that fails never costs the alarm: a plain mail with the words goes out."""
    raw = mail(Message(subject="[RED] I-42", text="The kettle burns: ä\n.\n", html="<p>x"), to=to)
    read = parsed(raw)
    assert {name.lower() for name in read} <= ALLOWED
    assert read["Subject"] == "[RED] I-42"
    assert "The kettle burns" in read.get_content()
    assert_wire(raw)


@settings(max_examples=60, deadline=None)
@given(subject=st.text(max_size=120), text=st.text(max_size=400))
def test_any_text_makes_a_proper_mail(subject: str, text: str) -> None:
    """Proper on the wire and without a foreign header, for whatever people write."""
    raw = mail(Message(subject=subject, text=text, html=f"<p>{text}</p>"))
    assert_wire(raw)
    assert sorted({name.lower() for name in parsed(raw)}) == sorted(
        ALLOWED - {"content-transfer-encoding"}
    )


def test_message_ids_differ_with_the_delivery_and_stay_the_same_for_it() -> None:
    """Two deliveries never share an id, even when only what we replace differs."""
    names = ["I-42/a/0.0/dana/email", "I-42/a/0.0/dana_email", "I-42/a/0.1/dana/email", "é", "ü"]
    ids = [message_id(name, "acme.example") for name in names]
    assert len(set(ids)) == len(names)
    assert ids == [message_id(name, "acme.example") for name in names]
    assert all(one.isascii() and " " not in one for one in ids)


def test_a_long_message_id_is_not_broken() -> None:
    """Threads hold together although an id is longer than a line should be."""
    domain = f"{'very-long-' * 6}name.acme.example"
    long = message_id("x" * 80, domain)
    raw = mail_bytes(
        Message(subject="s", text="t"),
        sender="s@acme.example",
        to="d@acme.example",
        message_id=long,
        date=NOW,
        references=(long, message_id("y", domain)),
    )
    assert f"\r\nMessage-ID: {long}\r\n".encode() in raw
    assert f"\r\nReferences: {long}\r\n <y.".encode() in raw


def test_a_long_thread_keeps_its_root_and_its_latest() -> None:
    """A thread of a hundred mails does not make a header that a server refuses."""
    ids = [message_id(str(n), "acme.example") for n in range(100)]
    raw = mail_bytes(
        Message(subject="s", text="t"),
        sender="s@acme.example",
        to="d@acme.example",
        message_id=ID,
        date=NOW,
        references=ids,
    )
    assert parsed(raw)["References"].split() == [ids[0], *ids[-9:]]


def test_the_date_is_the_one_that_was_fixed() -> None:
    """Copies that go out later carry the time of the first."""
    later = replace(BRIEF, now=NOW)
    assert parsed(mail(rendered(escalation(later, PLAN))))["Date"].datetime == NOW


def test_attached_files_come_along_whole() -> None:
    """Text and page stay alternatives of one another; each file has its name and type."""
    files = (
        Attachment(name="daily-2026-11-22.csv", kind="text/csv", text="a,b\n'=1+1,ñ\n"),
        Attachment(name="x\r\nBcc: a@b.json", kind="application/json", text="{}\n"),
    )
    message = replace(rendered(escalation(BRIEF, PLAN)), attached=files)
    read = parsed(mail(message))
    assert read.get_content_type() == "multipart/mixed"
    body = read.get_body(("html",))
    assert body is not None
    assert "</html>" in body.get_content()
    csv, odd = read.iter_attachments()
    assert (csv.get_filename(), csv.get_content_type()) == ("daily-2026-11-22.csv", "text/csv")
    assert csv.get_payload(decode=True).decode().splitlines() == ["a,b", "'=1+1,ñ"]
    assert odd.get_content_type() == "application/json"
    assert "Bcc" not in read
    assert mail(message) == mail(message)
