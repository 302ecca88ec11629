"""A real Dovecot on loopback, with mailboxes of its own, for the length of a `with` block."""

from __future__ import annotations

import imaplib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tests.contracts.notifiers.conftest import Certificate

PASSWORD = "k3ttle s3cret é"
_MAILBOXES = 40
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:~/Maildir
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
    ssl = yes
  }}
}}
"""


def missing() -> str:
    """Why no Dovecot can be started here; "" when one can."""
    if shutil.which("dovecot") is None:
        return "needs Dovecot: apt install dovecot-imapd"
    if os.geteuid() != 0:
        return "Dovecot is only started by root here"
    return ""


@dataclass(frozen=True, kw_only=True)
class Dovecot:
    """A running server."""

    folder: Path
    port: int
    secure_port: int
    user: str = "press0"

    def mailbox(self, number: int) -> Dovecot:
        """The same server with a mailbox that nobody else uses."""
        return replace(self, user=f"press{number % _MAILBOXES}")

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """A login of the mailbox's owner, to fill and to look at it."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=10) as imap:
            imap.authenticate("PLAIN", lambda _: f"\0{self.user}\0{PASSWORD}".encode())
            yield imap

    def deliver(self, raw: bytes, at: datetime, folder: str = "INBOX") -> None:
        """Puts a mail into a folder as if it had come at this time."""
        with self.opened() as imap:
            stamp = imaplib.Time2Internaldate(at)
            kind, said = imap.append(folder, "", stamp, raw)
            assert kind == "OK", said

    def renumber(self, folder: str = "INBOX") -> None:
        """Gives the folder another UIDVALIDITY, as a restored backup has."""
        for listed in (self.folder / "mail" / self.user / "Maildir").rglob("dovecot*"):
            if listed.is_file():
                listed.unlink()
        time.sleep(1.1)  # the number is a time in seconds

    def flags(self) -> list[bytes]:
        """What is marked at each mail."""
        with self.opened() as imap:
            imap.select("INBOX", readonly=True)
            _, said = imap.fetch("1:*", "(FLAGS)")
            return [one for one in said if isinstance(one, bytes)]


@contextmanager
def running(certificate: Certificate) -> Iterator[Dovecot]:
    """Starts one and ends it."""
    # Sockets have short names, and the mail's owner must be able to reach the folder.
    folder = Path(tempfile.mkdtemp(prefix="dove"))
    folder.chmod(0o755)
    try:
        server = _prepared(folder, certificate)
        command = ["dovecot", "-F", "-c", str(folder / "dovecot.conf")]
        with (folder / "out").open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        try:
            _await(server, process)
            yield server
        finally:
            # Asked nicely, it waits for its children to be idle for seconds.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path, certificate: Certificate) -> Dovecot:
    mail = folder / "mail"
    mail.mkdir()
    shutil.chown(mail, "nobody", "nogroup")
    port, secure_port = _free_ports()
    users = [f"press{number}:{{PLAIN}}{PASSWORD}\n" for number in range(_MAILBOXES)]
    (folder / "users").write_text("".join(users), encoding="utf-8")
    text = _CONFIG.format(
        folder=folder,
        certificate=certificate.file,
        key=certificate.key,
        port=port,
        secure_port=secure_port,
    )
    (folder / "dovecot.conf").write_text(text, encoding="utf-8")
    return Dovecot(folder=folder, port=port, secure_port=secure_port)


def _free_ports() -> tuple[int, int]:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as other,
    ):
        return one.getsockname()[1], other.getsockname()[1]


def _await(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        assert process.poll() is None, (server.folder / "out").read_text()
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError((server.folder / "log").read_text())
