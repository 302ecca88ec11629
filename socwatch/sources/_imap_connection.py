"""A connection to a mail server that cannot be held longer than its deadline.

Invariants: it goes to an address that was checked, while the certificate is checked against the
name; no single wait and no sum of waits is longer than the patience of the poll; nothing larger
than was asked for is held.
"""

from __future__ import annotations

import imaplib
import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from socwatch.errors import SourceBroken, SourceMisconfigured

#: What is read of one mail; attachments come last and are not needed.
LARGEST = 2 * 1024 * 1024
#: Silence of the server that is taken for the end of the connection.
_SILENCE = 10.0
#: A server has a lot to say that is no mail, but not this much.
_LONGEST_LINE = 4 * 1024 * 1024
_MOST_BYTES = 160 * 1024 * 1024
_LAST_PART = 0.2  #: of the time


class Tls(StrEnum):
    """How the connection is protected."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"  # only to this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the mailbox is: the name, and the checked addresses that it has."""

    host: str
    port: int
    addresses: Sequence[str]
    tls: Tls
    ca_file: str | None = None


class Patience:
    """How long, and how much, one poll may read."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._bytes = _MOST_BYTES

    @property
    def left(self) -> float:
        """Seconds until the deadline; none or fewer when it is over."""
        return self._end - time.monotonic()

    @property
    def is_nearly_over(self) -> bool:
        """Whether no more should be asked for: what is asked must come in full."""
        return self.left < self.seconds * _LAST_PART or self._bytes < _MOST_BYTES / 2

    @property
    def waited(self) -> float:
        """What was waited when an answer did not come: for this one, or in all."""
        return self.seconds if self.left <= 0 else min(self.seconds, _SILENCE)

    def next_wait(self) -> float:
        """How long the next answer may take. Raises TimeoutError at the deadline."""
        left = self.left
        if left <= 0:
            raise TimeoutError
        # A wait of nothing would mean: do not wait, fail.
        return min(max(left, 0.001), _SILENCE)

    def took(self, count: int) -> None:
        """Counts what came in. Raises ValueError when it was more than any mailbox says."""
        self._bytes -= count
        if self._bytes < 0:
            raise ValueError("too much")


class Connection(imaplib.IMAP4):
    """imaplib over a socket to a checked address, which never waits beyond the deadline."""

    def __init__(
        self, door: Door, patience: Patience, keep: Callable[[socket.socket], None]
    ) -> None:
        self._door = door
        self._patience = patience
        self._keep = keep
        super().__init__(door.host, door.port)

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Connects to the first address that accepts."""
        del timeout
        self.host, self.port = host, port
        context = _trusting(self._door.ca_file) if self._door.tls is not Tls.NONE else None
        self._use(_connected(self._door, self._patience))
        if context is not None and self._door.tls is Tls.IMPLICIT:
            self._wrap(context)

    def secure(self) -> None:
        """Goes over to TLS; what was sent in clear before is forgotten."""
        self._wrap(_trusting(self._door.ca_file))
        self.untagged_responses = {}

    def offers(self) -> frozenset[str]:
        """What the server can do, asked again: before TLS anybody could have answered."""
        self.xatom("CAPABILITY")
        _, lines = self.response("CAPABILITY")
        words = b" ".join(line for line in lines if isinstance(line, bytes))
        return frozenset(words.decode("ascii", "replace").upper().split())

    def read(self, size: int) -> bytes:
        """So many bytes, unless no mail can be so large."""
        if size > LARGEST + 1024:
            raise self.abort("more was sent than was asked for")
        return self._incoming.read(size)

    def readline(self) -> bytes:
        """One line."""
        line = self._incoming.readline(_LONGEST_LINE + 1)
        if len(line) > _LONGEST_LINE:
            raise self.abort("a line without end")
        return line

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Sends all of it."""
        self.sock.settimeout(self._patience.next_wait())
        self.sock.sendall(data)

    def shutdown(self) -> None:
        """Ends the connection."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def _wrap(self, context: ssl.SSLContext) -> None:
        self.sock.settimeout(self._patience.next_wait())
        try:
            self._use(context.wrap_socket(self.sock, server_hostname=self._door.host))
        except BaseException:
            self.sock.close()
            raise

    def _use(self, connected: socket.socket) -> None:
        self.sock = connected
        self._incoming = io.BufferedReader(_Incoming(connected, self._patience), 65_536)
        self._keep(connected)


class _Incoming(io.RawIOBase):
    """The bytes that come over a socket; each wait for them is limited."""

    def __init__(self, connected: socket.socket, patience: Patience) -> None:
        self._socket = connected
        self._patience = patience

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """What is there, at least one byte; 0 at the end."""
        self._socket.settimeout(self._patience.next_wait())
        count = self._socket.recv_into(buffer)
        self._patience.took(count)
        return count


def _connected(door: Door, patience: Patience) -> socket.socket:
    for address in door.addresses:
        with suppress(OSError):
            return socket.create_connection((address, door.port), patience.next_wait())
    patience.next_wait()
    raise SourceBroken(f"{door.host} could not be reached on port {door.port}")


def _trusting(ca_file: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        why = error.strerror or "it holds no certificates"
        raise SourceMisconfigured(
            f"{ca_file} cannot be read: {why}", hint="correct ca_file"
        ) from None
