"""The key that signs links: a file of its own beside the database, for its owner only.

Invariant: a key that others could have read or put there is refused, not used.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

from socwatch.errors import SecretUnavailable

_BYTES = 32


def key_at(path: Path) -> bytes:
    """The 32 bytes of the key, which is made when there is none. Raises SecretUnavailable."""
    try:
        return _read(path)
    except FileNotFoundError:
        return _made(path)
    except OSError as error:
        raise _refused(path, error.strerror or "it cannot be read") from None


def _made(path: Path) -> bytes:
    """Written aside and linked into its place: of two programs at once, both have the first's."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as out:
            out.write(token_bytes(_BYTES))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(aside)
        return _read(path)
    except OSError as error:
        raise _refused(path, error.strerror or "it cannot be written") from None
    finally:
        aside.unlink(missing_ok=True)


def _read(path: Path) -> bytes:
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(file, "rb") as source:
        about = os.fstat(source.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise _refused(path, "it is no ordinary file")
        if about.st_uid != os.geteuid():
            raise _refused(path, "it belongs to somebody else")
        if stat.S_IMODE(about.st_mode) & 0o077:
            raise _refused(path, "others may read or change it")
        found = source.read(_BYTES + 1)
    if len(found) != _BYTES:
        raise _refused(path, "it is no key of ours")
    return found


def _refused(path: Path, why: str) -> SecretUnavailable:
    return SecretUnavailable(
        f"the key {path} is not used: {why}",
        hint="take it away and start again: a new one is made, and links in earlier mails end",
    )
