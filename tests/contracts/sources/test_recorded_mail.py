"""A recorded mail, where one is at hand beside the repository."""

from __future__ import annotations

from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from socwatch.sources._letter import mail_in

RECORDED = Path(__file__).parents[3].parent / "shared" / "recordings" / "huginn" / "imap1.eml"

if not RECORDED.is_file():
    pytest.skip("no recordings beside the repository", allow_module_level=True)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_a_mail_in_two_versions(ending: bytes) -> None:
    """Id, sender, subject and time are the headers'; the text is the plain version's."""
    raw = RECORDED.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ending)
    headers = message_from_bytes(raw)
    mail = mail_in(raw)
    assert (mail.id, mail.subject) == (headers["Message-ID"], headers["Subject"])
    assert f"<{mail.handle}>" in headers["From"]
    assert mail.name
    assert headers["From"].startswith(mail.name)
    assert mail.sent_at == parsedate_to_datetime(headers["Date"])
    assert len(mail.text.splitlines()) == 2
    assert "HTML" not in mail.text
    assert mail.passed_over == ""
