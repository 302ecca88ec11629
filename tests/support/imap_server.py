"""A small IMAP server on loopback that can misbehave in every way a real one does.

    with ImapServer({7: mail}, Manners(hang_at="FETCH")) as server:
        ...read 127.0.0.1:server.port...
        server.commands

Well-behaved, it knows what a reader needs: capabilities, logins, one folder, SEARCH and FETCH.
"""

from __future__ import annotations

import base64
import re
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

CAPABILITIES = "IMAP4rev1 LITERAL+ AUTH=PLAIN AUTH=XOAUTH2"


@dataclass(frozen=True, kw_only=True)
class Manners:
    """What the server does instead of what it should; at a command or at "greeting"."""

    capabilities: str = CAPABILITIES
    greeting: str = "* OK ready"
    says: Mapping[str, str] = field(default_factory=dict)  # command -> "NO …", or lines with {tag}
    hang_at: str = ""  # says nothing any more
    drop_at: str = ""  # hangs up
    drip_at: str = ""  # one byte at a time, without end
    spared: int = 0  # so often the command is answered well before the trouble begins
    vanish: bool = False  # all mails are gone as soon as they are asked for
    validity: int = 1
    uid_next: bool = True


class ImapServer:
    """Listens while it is entered; one thread a connection."""

    def __init__(
        self,
        mails: Mapping[int, bytes] | None = None,
        manners: Manners | None = None,
        *,
        received: datetime = datetime(2026, 11, 22, 5, 0, tzinfo=UTC),
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.mails = dict(mails or {})
        self.manners = manners or Manners()
        self.received = received
        self.context = context
        self.commands: list[str] = []
        self.answers: list[bytes] = []  # what the client said to a challenge
        self.closing = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> ImapServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        for one in [self._listener, *self._open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, _Over, ValueError):
            _Session(self, connection).run()
        with suppress(OSError):
            connection.close()

    def keep(self, connection: socket.socket) -> None:
        """Remembers a socket that is to be closed at the end."""
        self._open.append(connection)


class _Over(Exception):
    """The session is at its end."""


class _Session:
    """One client's conversation."""

    def __init__(self, server: ImapServer, connection: socket.socket) -> None:
        self.server = server
        self.does = server.manners
        self._spared = self.does.spared
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._attach(connection)

    def run(self) -> None:
        """Speaks until the client or the script ends it."""
        self._trouble("greeting")
        self.say(self.does.greeting)
        while True:
            line = self.file.readline()
            if not line:
                raise _Over
            tag, _, rest = line.decode("utf-8").strip().partition(" ")
            self.server.commands.append(rest)
            verb = rest.upper().removeprefix("UID ").partition(" ")[0]
            self._trouble(verb)
            if verb == "FETCH" and self.does.vanish:
                self.server.mails.clear()
            if verb in self.does.says:
                self._scripted(tag, self.does.says[verb])
            else:
                self._answer(tag, verb, rest)

    def _scripted(self, tag: str, says: str) -> None:
        self.say(says.format(tag=tag) if "{tag}" in says else f"{tag} {says}")

    def _answer(self, tag: str, verb: str, rest: str) -> None:
        match verb:
            case "CAPABILITY":
                self.say(f"* CAPABILITY {self.does.capabilities}")
            case "AUTHENTICATE":
                self.say("+ ")
                self.server.answers.append(base64.b64decode(self.file.readline()))
            case "EXAMINE":
                self._examine()
            case "LIST":
                self.say('* LIST (\\HasNoChildren) "/" INBOX')
            case "SEARCH":
                self.say("* SEARCH " + " ".join(map(str, self._found(rest))))
            case "FETCH":
                self._fetch(rest)
            case "STARTTLS":
                self.say(f"{tag} OK go ahead")
                self._secure()
                return
            case "LOGOUT":
                self.say("* BYE bye")
        self.say(f"{tag} OK done")

    def _examine(self) -> None:
        self.say(f"* {len(self.server.mails)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.does.validity}] valid")
        if self.does.uid_next:
            self.say(f"* OK [UIDNEXT {max(self.server.mails, default=0) + 1}] next")

    def _found(self, rest: str) -> list[int]:
        uids = sorted(self.server.mails)
        listed = re.search(r"UID ([\d,]+)$", rest)
        if listed:
            return [uid for uid in map(int, listed[1].split(",")) if uid in uids]
        ranged = re.search(r"UID (\d+):\*$", rest)
        if ranged:
            start = min(int(ranged[1]), max(uids, default=0))
            return [uid for uid in uids if uid >= start]
        return uids[-1:] if rest.endswith("*") else uids

    def _fetch(self, rest: str) -> None:
        uids = [uid for uid in map(int, rest.split()[2].split(",")) if uid in self.server.mails]
        if "RFC822.SIZE" in rest:
            for uid in uids:
                self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(self.server.mails[uid])})")
            return
        most = int(re.search(r"<0\.(\d+)>", rest)[1])  # type: ignore[index]
        stamp = self.server.received.strftime("%d-%b-%Y %H:%M:%S +0000")
        for uid in uids:
            raw = self.server.mails[uid][:most]
            about = f'* 1 FETCH (UID {uid} INTERNALDATE "{stamp}" BODY[]<0> '
            self.file.write(f"{about}{{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        self.file.flush()

    def _secure(self) -> None:
        assert self.server.context is not None
        secured = self.server.context.wrap_socket(self.connection, server_side=True)
        self.server.keep(secured)
        self._attach(secured)

    def _trouble(self, at: str) -> None:
        if at in (self.does.drop_at, self.does.hang_at, self.does.drip_at) and self._spared:
            self._spared -= 1
            return
        if self.does.drop_at == at:
            raise _Over
        if self.does.hang_at == at:
            self.server.closing.wait()
            raise _Over
        if self.does.drip_at == at:
            self.file.write(b"* OK ")
            while not self.server.closing.wait(0.05):
                self.file.write(b"x")
                self.file.flush()
            raise _Over

    def say(self, line: str) -> None:
        """One line to the client, or several."""
        self.file.write(line.encode() + b"\r\n")
        self.file.flush()

    def _attach(self, connection: socket.socket) -> None:
        self.connection = connection
        self.file: BinaryIO = connection.makefile("rwb")  # type: ignore[assignment]
