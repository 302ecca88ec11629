"""Mail into a local mailbox file (mboxrd), instead of a mail server: for trials, replays, relays.

Invariant: a mail is in the file whole or not at all, and on the disk before it counts as sent.
At-least-once: after a crash between writing and settling the mail comes again, and is not written
twice while the first copy is among the last in the file.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import stat
import time
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path

from socwatch.errors import DeliveryFailed, DeliveryRefused
from socwatch.model.delivery import Delivery

#: How far back we look for a copy that a crash left behind.
_TAIL = 256 * 1024
#: Seconds to wait for another program that holds the mailbox.
_PATIENCE = 10.0
_FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)


class MboxNotifier:
    """Appends mails to a file."""

    channel = "email"

    def __init__(self, *, path: Path, sender: str) -> None:
        """`path` is made when missing, readable by its owner only; its folder must exist."""
        self._path = path
        self._sender = parseaddr(sender)[1] or "socwatch"

    async def send(self, delivery: Delivery) -> str:
        """Where in the file the mail begins.

        Raises DeliveryRefused when the path is no ordinary file, DeliveryFailed when it cannot be
        written now.
        """
        return await asyncio.to_thread(self._append, delivery)

    def _append(self, delivery: Delivery) -> str:
        try:
            with _Locked(self._path) as file:
                return f"{self._path.name}, byte {self._write(file, delivery)}"
        except OSError as error:
            says = f"cannot write to the mailbox {self._path}: {error.strerror}"
            raise DeliveryFailed(says, whole_channel=True) from None

    def _write(self, file: int, delivery: Delivery) -> int:
        size = os.fstat(file).st_size
        tail = os.pread(file, _TAIL, max(size - _TAIL, 0))
        mark = f"\nMessage-ID: {delivery.message_id}\n".encode()
        if mark in tail:
            return size - len(tail) + tail.rfind(b"\nFrom ", 0, tail.rindex(mark)) + 1
        between = b"" if not tail or tail.endswith(b"\n\n") else b"\n\n"
        try:
            _write_all(file, between + self._entry(delivery))
            os.fsync(file)
        except OSError:
            with suppress(OSError):
                os.ftruncate(file, size)  # half a mail would spoil the next one
            raise
        return size + len(between)

    def _entry(self, delivery: Delivery) -> bytes:
        """The mail with line feeds, as mailboxes have it; lines that look like its start quoted."""
        lines = delivery.body.replace(b"\r\n", b"\n").rstrip(b"\n")
        start = f"From {self._sender} {time.asctime(delivery.created_at.utctimetuple())}\n".encode()
        return start + _FROM_LINE.sub(rb">\1", lines) + b"\n\n"


class _Locked:
    """The file, open for appending and held by us alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1

    def __enter__(self) -> int:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        self._file = os.open(self._path, flags, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(self._file).st_mode):
                raise DeliveryRefused(f"{self._path} is no ordinary file", whole_channel=True)
            self._lock()
        except BaseException:
            os.close(self._file)
            raise
        return self._file

    def _lock(self) -> None:
        # flock keeps our own threads apart, lockf is what mail programs look at.
        patience = time.monotonic() + _PATIENCE
        for lock in (fcntl.flock, fcntl.lockf):
            while True:
                try:
                    lock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > patience:
                        raise
                    time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        os.close(self._file)


def _write_all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
