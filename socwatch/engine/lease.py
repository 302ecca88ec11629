"""Only one process polls and sends at a time.

Invariant: the lease is a lock that the operating system holds for the process, so it is free at
the instant its holder dies, however it dies. The file also says who the holder is, for people.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep

from socwatch.errors import LeaseHeld, SocwatchError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def lease(database: Path, *, purpose: str, now: datetime) -> Iterator[None]:
    """Holds the poller's lease of this database. Raises LeaseHeld, naming the holder."""
    path = database.with_name(f"{database.name}.lease")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SocwatchError(
            f"{path} cannot be written: {error.strerror}", hint="check the folder's permissions"
        ) from error
    try:
        if not _locked_soon(descriptor):
            raise LeaseHeld(
                f"{holder(database) or 'another process'} is polling {database.name} already",
                hint="let it go on, or end it first; `socwatch watch` beside it only looks",
            )
        _sign(descriptor, purpose, now)
        yield
    finally:
        os.close(descriptor)  # lets go of the lock


def holder(database: Path) -> str | None:
    """Who holds, or last held, the lease, in words: "socwatch run (process 4711 on web1)"."""
    path = database.with_name(f"{database.name}.lease")
    try:
        signed = json.loads(path.read_text(encoding="utf-8")[1:])
        return f"socwatch {signed['purpose']} (process {signed['pid']} on {signed['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_held(database: Path) -> bool:
    """Whether some process holds the lease just now."""
    path = database.with_name(f"{database.name}.lease")
    if not path.exists():
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        return not _locked(descriptor)
    finally:
        os.close(descriptor)


def _sign(descriptor: int, purpose: str, now: datetime) -> None:
    # The first byte is what Windows locks; the words after it stay readable for others.
    words = json.dumps(
        {
            "purpose": purpose,
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": now.isoformat(),
        }
    )
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, b" " + words.encode())


def _locked_soon(descriptor: int) -> bool:
    """Tries a few times: somebody may be looking (`is_held`) at this very moment."""
    for _ in range(4):
        if _locked(descriptor):
            return True
        sleep(0.05)
    return False


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
