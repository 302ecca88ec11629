"""The mailbox file: whole mails only, readable by others of its kind."""

from __future__ import annotations

import asyncio
import fcntl
import mailbox
import os
import threading
from pathlib import Path

import pytest

from socwatch.errors import DeliveryFailed, DeliveryRefused
from socwatch.notifiers.mbox import MboxNotifier
from tests.contracts.notifiers.conftest import SENDER, delivery


def send(path: Path, *items: object) -> list[str]:
    """The receipts of deliveries sent one after the other."""
    notifier = MboxNotifier(path=path, sender=SENDER)
    return [asyncio.run(notifier.send(item)) for item in items]  # type: ignore[arg-type]


def subjects(path: Path) -> list[str]:
    """The recipients of the mails in the file, as another program reads them."""
    box = mailbox.mbox(path, create=False)
    found = [message["To"] for message in box]
    box.close()
    return found


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Mails quote people; others on the machine do not read them."""
    path = tmp_path / "mail.mbox"
    send(path, delivery())
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_text_that_looks_like_the_next_mail_stays_in_its_own(tmp_path: Path) -> None:
    """Lines that begin with From are quoted, so one mail is one mail."""
    path = tmp_path / "mail.mbox"
    trick = "x\n\nFrom evil@x Sun Nov 22 02:31:00 2026\nSubject: all is well\n\nfine\n"
    send(path, delivery("a@acme.example", trick), delivery("b@acme.example"))
    assert subjects(path) == ["a@acme.example", "b@acme.example"]


def test_a_mail_written_just_before_a_crash_is_not_written_twice(tmp_path: Path) -> None:
    """The same Message-ID at the end of the file is found again, and its receipt is the same."""
    path = tmp_path / "mail.mbox"
    first, other = delivery("a@acme.example"), delivery("b@acme.example")
    receipts = send(path, first, other, first, other)
    assert receipts[2:] == receipts[:2]
    assert subjects(path) == ["a@acme.example", "b@acme.example"]


def test_a_file_that_ends_in_half_a_mail_spoils_only_that_one(tmp_path: Path) -> None:
    """After a power cut the next mail still begins where readers look for it."""
    path = tmp_path / "mail.mbox"
    path.write_bytes(b"From x Sun Nov 22 02:31:00 2026\nTo: torn@acme.example\n\nhal")
    send(path, delivery("b@acme.example"))
    assert subjects(path) == ["torn@acme.example", "b@acme.example"]


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    """A pipe in place of the mailbox would swallow alarms."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DeliveryRefused, match="no ordinary file"):
        send(pipe, delivery())
    with pytest.raises(DeliveryFailed, match="cannot write"):
        send(tmp_path, delivery())


def test_a_mailbox_that_another_program_holds_is_waited_for(tmp_path: Path) -> None:
    """The mail is written when the other lets go, not into the middle of its work."""
    path = tmp_path / "mail.mbox"
    with path.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        sender = threading.Thread(target=send, args=(path, delivery()))
        sender.start()
        sender.join(0.2)
        assert path.stat().st_size == 0
    sender.join(5)
    assert subjects(path) == ["dana@acme.example"]
