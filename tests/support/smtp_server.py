"""A small SMTP server on loopback that can misbehave in every way a real one does.

    with SmtpServer(Behaviour(refuse_rcpt={"dana@acme.example": (550, "no such user")})) as server:
        ...send to 127.0.0.1:server.port...
        server.accepted[0].body

What it accepts stays in memory and, with `log`, is appended to a file as JSON lines, one a mail,
flushed to the disk before it answers, so that another process can read what was accepted.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

Answer = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What the server does. Phases: banner, ehlo, mail, rcpt, data, end (after the last dot)."""

    refuse: Mapping[str, Answer] = field(default_factory=dict)  # phase -> answer
    refuse_rcpt: Mapping[str, Answer] = field(default_factory=dict)  # address -> answer
    greylist: int = 0  # refusals with 451 before a sender and recipient are let through
    hang_at: str = ""  # phase at which it says nothing any more
    trickle_at: str = ""  # phase at which it answers one byte at a time and never ends
    drop_at: str = ""  # phase at which it hangs up; "stored": accepts, then hangs up in silence
    stall_stored: float = 0.0  # seconds between storing a mail and saying so
    size: int = 1_000_000  # the largest mail that it announces to take
    starttls: bool = True  # offered when there is a context; False: stripped on the way
    users: Mapping[str, str] = field(default_factory=dict)  # offers AUTH PLAIN when not empty
    echo_secret: bool = False  # repeats what it got in its refusal of a login


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A mail that the server has taken responsibility for."""

    sender: str
    recipients: tuple[str, ...]
    body: bytes  # as received, dots unstuffed, CRLF kept
    encrypted: bool
    user: str | None


class SmtpServer:
    """Listens while it is entered; one thread a connection."""

    def __init__(
        self,
        behaviour: Behaviour | None = None,
        *,
        context: ssl.SSLContext | None = None,
        implicit: bool = False,
        log: Path | None = None,
    ) -> None:
        self.behaviour = behaviour or Behaviour()
        self.context = context
        self.implicit = implicit
        self.accepted: list[Accepted] = []
        self.commands: list[tuple[bool, bytes]] = []  # (encrypted, line), in order of arrival
        self.connections = 0
        self.triplets: dict[tuple[str, str], int] = {}
        self.closing = threading.Event()
        self._log = log
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> SmtpServer:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._listen)
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        for one in [self._listener, *self._sockets]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def store(self, mail: Accepted) -> None:
        """Takes responsibility for a mail."""
        with self._lock:
            self.accepted.append(mail)
            if self._log is not None:
                self._append(self._log, mail)

    def _append(self, log: Path, mail: Accepted) -> None:
        line = {
            "sender": mail.sender,
            "recipients": mail.recipients,
            "body": mail.body.decode("latin-1"),
        }
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

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
            self.connections += 1
            self._sockets.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, _Over, ValueError):
            if self.implicit:
                assert self.context is not None
                connection = self.context.wrap_socket(connection, server_side=True)
                self._sockets.append(connection)
            _Session(self, connection, encrypted=self.implicit).run()
        with suppress(OSError):
            connection.close()


class _Over(Exception):
    """The session is at its end."""


class _Session:
    """One client's conversation."""

    def __init__(self, server: SmtpServer, connection: socket.socket, *, encrypted: bool) -> None:
        self.server = server
        self.does = server.behaviour
        self.encrypted = encrypted
        self.user: str | None = None
        self.sender = ""
        self.recipients: list[str] = []
        self._attach(connection)

    def run(self) -> None:
        """Speaks until the client or the script ends it."""
        self.answer("banner", 220, "test.example ESMTP")
        commands = {
            "EHLO": self.ehlo,
            "HELO": self.ehlo,
            "STARTTLS": self.starttls,
            "AUTH": self.auth,
            "MAIL": self.mail,
            "RCPT": self.rcpt,
            "DATA": self.data,
            "RSET": lambda _: self.say(250, "2.0.0 Ok"),
            "QUIT": self.quit,
        }
        while True:
            line = self.line()
            verb = line.decode("latin-1").split(" ")[0].strip().upper()
            commands.get(verb, lambda _: self.say(502, "what?"))(line.decode("latin-1").strip())

    def ehlo(self, _: str) -> None:
        """Names what it can do."""
        extensions = ["test.example", f"SIZE {self.does.size}"]
        if self.server.context and self.does.starttls and not self.encrypted:
            extensions.append("STARTTLS")
        if self.does.users:
            extensions.append("AUTH PLAIN")
        self.trouble("ehlo")
        lines = [f"250-{name}" for name in extensions[:-1]] + [f"250 {extensions[-1]}"]
        self.file.write(("\r\n".join(lines) + "\r\n").encode())
        self.file.flush()

    def starttls(self, _: str) -> None:
        """Goes over to TLS, when it has been offered."""
        if self.server.context is None or not self.does.starttls:
            self.say(502, "5.5.1 not here")
            return
        self.say(220, "2.0.0 go ahead")
        secured = self.server.context.wrap_socket(self.connection, server_side=True)
        self.server._sockets.append(secured)
        self.encrypted = True
        self._attach(secured)

    def auth(self, line: str) -> None:
        """AUTH PLAIN with an initial response."""
        given = line.split(" ")[2]
        _, user, password = base64.b64decode(given).decode().split("\0")
        if self.does.users.get(user) == password:
            self.user = user
            self.answer("auth", 235, "2.7.0 welcome")
            return
        echo = f" for {password} {given}" if self.does.echo_secret else ""
        self.say(535, f"5.7.8 authentication failed{echo}")

    def mail(self, line: str) -> None:
        """MAIL FROM."""
        self.sender = line[line.index("<") + 1 : line.index(">")]
        self.recipients = []
        self.answer("mail", 250, "2.1.0 Ok")

    def rcpt(self, line: str) -> None:
        """RCPT TO, with the refusals that were asked for."""
        to = line[line.index("<") + 1 : line.index(">")]
        key = (self.sender, to)
        if to in self.does.refuse_rcpt:
            self.say(*self.does.refuse_rcpt[to])
            return
        if self.server.triplets.get(key, 0) < self.does.greylist:
            self.server.triplets[key] = self.server.triplets.get(key, 0) + 1
            self.say(451, "4.7.1 greylisted, come back later")
            return
        self.recipients.append(to)
        self.answer("rcpt", 250, "2.1.5 Ok")

    def data(self, _: str) -> None:
        """The mail itself."""
        if "data" in self.does.refuse:
            self.say(*self.does.refuse["data"])
            return
        self.answer("data", 354, "go on")
        body = b"".join(self._content())
        self.trouble("end")
        if len(body) > self.does.size:
            self.say(552, "5.3.4 too large")
            return
        if "end" in self.does.refuse:
            self.say(*self.does.refuse["end"])
            return
        mail = Accepted(
            sender=self.sender,
            recipients=tuple(self.recipients),
            body=body,
            encrypted=self.encrypted,
            user=self.user,
        )
        self.server.store(mail)
        if self.does.drop_at == "stored":
            raise _Over
        self.server.closing.wait(self.does.stall_stored)
        self.say(250, f"2.0.0 Ok: queued as {len(self.server.accepted)}")

    def _content(self) -> list[bytes]:
        lines = []
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise _Over
            lines.append(line[1:] if line.startswith(b".") else line)
        return lines

    def quit(self, _: str) -> None:
        """Says goodbye."""
        self.say(221, "2.0.0 bye")
        raise _Over

    def answer(self, phase: str, code: int, text: str) -> None:
        """The answer of a phase, unless the script has another."""
        self.trouble(phase)
        self.say(*self.does.refuse.get(phase, (code, text)))

    def trouble(self, phase: str) -> None:
        """Hangs, trickles or hangs up where the script says so."""
        if self.does.drop_at == phase:
            raise _Over
        if self.does.hang_at == phase:
            self.server.closing.wait()
            raise _Over
        if self.does.trickle_at == phase:
            self._trickle()

    def _trickle(self) -> None:
        self.file.write(b"220-")
        while not self.server.closing.wait(0.05):
            self.file.write(b"x")
            self.file.flush()
        raise _Over

    def say(self, code: int, text: str) -> None:
        """One line to the client."""
        self.file.write(f"{code} {text}\r\n".encode())
        self.file.flush()

    def line(self) -> bytes:
        """The client's next line, noted with whether it came encrypted."""
        line = self.file.readline()
        if not line:
            raise _Over
        self.server.commands.append((self.encrypted, line))
        return line

    def _attach(self, connection: socket.socket) -> None:
        self.connection = connection
        self.file: BinaryIO = connection.makefile("rwb")  # type: ignore[assignment]
