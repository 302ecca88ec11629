"""The mailbox source against a real Dovecot."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from socwatch.model.mention import Cursor, MentionKind, Outcome
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http
from tests.contracts.notifiers.conftest import Certificate, certificate
from tests.contracts.sources.cases import NOW, last_cursor, mentions_in, pages_of
from tests.support.dovecot import PASSWORD, Dovecot, missing, running

__all__ = ["certificate"]

if missing():
    pytest.skip(missing(), allow_module_level=True)

NUMBERS = itertools.count()
HOUR = timedelta(hours=1)
os.environ["SOCWATCH_MAILBOX_PASSWORD"] = PASSWORD


@pytest.fixture(scope="module")
def good(certificate: Callable[..., Certificate]) -> Certificate:
    """A certificate for localhost."""
    return certificate("localhost")


@pytest.fixture(scope="module")
def server(good: Certificate) -> Iterator[Dovecot]:
    """A server for all tests of this file."""
    with running(good) as started:
        yield started


@pytest.fixture
def dovecot(server: Dovecot) -> Dovecot:
    """A fresh mailbox."""
    return server.mailbox(next(NUMBERS))


def source(server: Dovecot, **more: object) -> Source:
    """A source that reads the mailbox, without encryption unless the test says otherwise."""
    raw = {
        "host": "localhost",
        "port": server.port,
        "tls": "none",
        "user": server.user,
        "password_env": "SOCWATCH_MAILBOX_PASSWORD",
        "allow_private": True,
        **more,
    }
    options = registry.options_of("imap").model_validate(raw)
    return registry.build("mailbox", "imap", options, http=Http())


def mail(number: int, text: str = "My Acme kettle is on fire 🔥") -> bytes:
    """A letter from a customer."""
    message = EmailMessage()
    message["From"] = "Ivy Stone <Ivy@customers.example>"
    message["To"] = "press@acme.example"
    message["Subject"] = f"Acme café {number}"
    message["Message-ID"] = f"<letter.{number}@customers.example>"
    message["Date"] = "Sun, 22 Nov 2026 05:30:00 +0100"
    message.set_content(text)
    return message.as_bytes()


def validity(cursor: Cursor) -> int:
    """What the server said that its numbers are worth."""
    return int(json.loads(cursor)["validity"])


def test_reads_a_mailbox_once_and_goes_on(dovecot: Dovecot) -> None:
    """The last day first, then what came since; `UID n:*`, which repeats the last, does not."""
    dovecot.deliver(mail(1), NOW - timedelta(days=3))
    dovecot.deliver(mail(2), NOW - 2 * HOUR)
    dovecot.deliver(mail(3), NOW - HOUR)
    reader = source(dovecot)
    first = pages_of(reader)
    second = pages_of(reader, last_cursor(first))
    dovecot.deliver(mail(4), NOW)
    third = pages_of(reader, last_cursor(second))
    assert {page.outcome for page in [*first, *second, *third]} == {Outcome.OK}
    assert [one.id for one in mentions_in(first)] == [
        "<letter.2@customers.example>",
        "<letter.3@customers.example>",
    ]
    assert mentions_in(second) == []
    assert [one.id for one in mentions_in(third)] == ["<letter.4@customers.example>"]


def test_a_mail_becomes_a_mention(dovecot: Dovecot) -> None:
    """Subject, text, sender and time are the mail's; nothing is made up."""
    dovecot.deliver(mail(1), NOW - HOUR)
    (found,) = mentions_in(pages_of(source(dovecot)))
    assert (found.kind, found.title, found.key) == (
        MentionKind.MAIL,
        "Acme café 1",
        "mail:<letter.1@customers.example>",
    )
    assert found.text == "My Acme kettle is on fire 🔥"
    assert found.author is not None
    assert (found.author.name, found.author.handle) == ("Ivy Stone", "ivy@customers.example")
    assert f"{found.published_at}" == "2026-11-22 04:30:00+00:00"
    assert (found.url, found.likes, found.replies) == (None, None, None)


def test_nothing_is_marked_as_read(dovecot: Dovecot) -> None:
    """The people whose mailbox it is see no trace of us."""
    dovecot.deliver(mail(1), NOW - HOUR)
    before = dovecot.flags()
    assert len(mentions_in(pages_of(source(dovecot)))) == 1
    assert dovecot.flags() == before
    assert b"Seen" not in b"".join(before)


def test_new_numbers_repeat_nothing(dovecot: Dovecot) -> None:
    """After a restored backup the mails are known by their Message-ID; new ones are found."""
    for number in (1, 2):
        dovecot.deliver(mail(number), NOW - HOUR)
    reader = source(dovecot)
    first = pages_of(reader)
    dovecot.renumber()
    dovecot.deliver(mail(3), NOW)
    second = pages_of(reader, last_cursor(first))
    assert len(mentions_in(first)) == 2
    assert validity(last_cursor(second)) != validity(last_cursor(first))
    assert [one.id for one in mentions_in(second)] == ["<letter.3@customers.example>"]


def test_an_empty_folder_is_quiet_and_then_is_not(dovecot: Dovecot) -> None:
    """No mail yet is no failure, and the first one is read."""
    reader = source(dovecot)
    first = pages_of(reader)
    dovecot.deliver(mail(1), NOW - timedelta(days=9))  # moved here from elsewhere
    second = pages_of(reader, last_cursor(first))
    assert (mentions_in(first), first[-1].outcome) == ([], Outcome.OK)
    assert len(mentions_in(second)) == 1


def test_a_folder_with_any_name(dovecot: Dovecot) -> None:
    """Spaces, letters of other scripts and signs are all part of a name."""
    name = '"Presse &- M&APw-nchen"'
    with dovecot.opened() as imap:
        imap.create(name)
    dovecot.deliver(mail(1), NOW - HOUR, name)
    assert len(mentions_in(pages_of(source(dovecot, folder="Presse & München")))) == 1


def test_a_wrong_folder_names_those_that_exist(dovecot: Dovecot) -> None:
    """What to write instead is in the sentence."""
    with dovecot.opened() as imap:
        imap.create("Alerts")
    (last,) = pages_of(source(dovecot, folder="Alert"))
    assert last.outcome is Outcome.MISCONFIGURED
    assert last.because == (
        "the mailbox has no folder Alert that may be read; there are: Alerts, INBOX"
    )


def test_a_wrong_password_is_named(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's reason is told, the password is not."""
    monkeypatch.setenv("SOCWATCH_WRONG", "not-the-password")
    (last,) = pages_of(source(dovecot, password_env="SOCWATCH_WRONG"))
    assert last.outcome is Outcome.UNAUTHORISED
    assert 'rejects the login: "Authentication failed."' in last.because
    assert "not-the-password" not in last.because


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_the_certificate_is_checked_against_the_name(
    dovecot: Dovecot, good: Certificate, tls: str
) -> None:
    """The connection goes to a checked address, the certificate must be the name's."""
    dovecot.deliver(mail(1), NOW - HOUR)
    port = dovecot.secure_port if tls == "implicit" else dovecot.port
    trusted = source(dovecot, tls=tls, port=port, ca_file=str(good.file))
    assert len(mentions_in(pages_of(trusted))) == 1
    other_name = source(dovecot, tls=tls, port=port, ca_file=str(good.file), host="127.0.0.1")
    (misnamed,) = pages_of(other_name)
    (unknown,) = pages_of(source(dovecot, tls=tls, port=port))
    assert (misnamed.outcome, unknown.outcome) == (Outcome.BROKEN, Outcome.BROKEN)
    assert "certificate of 127.0.0.1 cannot be trusted" in misnamed.because
    assert "self-signed" in unknown.because


def test_the_systems_own_list_of_authorities_counts(
    dovecot: Dovecot, good: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSL_CERT_FILE stands for it, as for every other connection."""
    dovecot.deliver(mail(1), NOW - HOUR)
    monkeypatch.setenv("SSL_CERT_FILE", str(good.file))
    trusted = source(dovecot, tls="implicit", port=dovecot.secure_port)
    assert len(mentions_in(pages_of(trusted))) == 1


def test_more_mail_than_one_poll_reads(dovecot: Dovecot) -> None:
    """The rest is read next time; nothing is lost and nothing comes twice."""
    with dovecot.opened() as imap:
        for number in range(320):
            imap.append("INBOX", "", f'"22-Nov-2026 05:{number % 60:02d}:00 +0000"', mail(number))
    reader = source(dovecot)
    first = pages_of(reader)
    second = pages_of(reader, last_cursor(first))
    ids = [one.id for one in mentions_in([*first, *second])]
    assert (first[-1].outcome, second[-1].outcome) == (Outcome.PARTIAL, Outcome.OK)
    assert len(ids) == len(set(ids)) == 320


def test_only_the_beginning_of_a_huge_mail_is_read(dovecot: Dovecot) -> None:
    """A film in the attachment does not keep its letter from being read."""
    huge = EmailMessage()
    huge["From"], huge["Subject"] = "ivy@customers.example", "Acme film"
    huge["Message-ID"] = "<film@customers.example>"
    huge.set_content("The Acme kettle, burning")
    huge.add_attachment(os.urandom(3_000_000), "video", "mp4", filename="kettle.mp4")
    dovecot.deliver(huge.as_bytes(), NOW - HOUR)
    (found,) = mentions_in(pages_of(source(dovecot)))
    assert found.text == "The Acme kettle, burning"
    assert found.published_at == NOW - HOUR


def test_a_private_address_needs_permission(dovecot: Dovecot) -> None:
    """The guard that HTTP sources have holds for mailboxes too."""
    (last,) = pages_of(source(dovecot, allow_private=False))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "allow_private" in last.because


def test_a_missing_ca_file_is_named(dovecot: Dovecot, tmp_path: Path) -> None:
    """A wrong path in the config is said as such, not as a broken connection."""
    (last,) = pages_of(source(dovecot, tls="implicit", ca_file=str(tmp_path / "no.pem")))
    assert last.outcome is Outcome.MISCONFIGURED
    assert "no.pem cannot be read" in last.because
