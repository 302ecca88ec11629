"""The words of IMAP: what refusals mean, how folders are named, what is in an answer.

Facts: RFC 5530 (response codes), RFC 3501 section 5.1.3 (names of folders), RFC 9051.
"""

from __future__ import annotations

import binascii
import imaplib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from socwatch.errors import (
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)

_CODE = re.compile(r"\[([A-Z]+)\b")
_BUSY = frozenset({"UNAVAILABLE", "LIMIT", "INUSE", "THROTTLED"})
_LOGIN = frozenset({"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "CONTACTADMIN"})
#: What Gmail, Exchange and others say without a code.
_TOO_MUCH = re.compile(
    r"too many|rate.?limit|throttl|bandwidth|try again|temporar|overquota|is not responding",
    re.IGNORECASE,
)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_RECEIVED = re.compile(rb'INTERNALDATE "([^"]*)"')
_NOTHING = re.compile(rb'BODY\[\](?:<0>)? (?:NIL|"")')
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.*)', re.DOTALL)
_ENCODED = re.compile(r"&([^-]*)-")
_UNSAFE = re.compile(r"&|[^\x20-\x7e]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it lies in the folder, its beginning if it is large."""

    uid: int
    raw: bytes
    received_at: datetime | None


def meaning(told: str, host: str, says: str) -> SourceError | None:
    """What a refusal means whatever was asked; None when that depends on what was asked."""
    found = _CODE.search(told)
    code = found[1] if found else ""
    if code in _LOGIN:
        return rejected(host, says)
    if code == "PRIVACYREQUIRED":
        return SourceMisconfigured(
            f"{host} takes no login without encryption", hint='use tls = "implicit" or "starttls"'
        )
    if code in _BUSY or (code in ("", "ALERT") and _TOO_MUCH.search(told)):
        return SourceRefused(f"{host} cannot be read for now{says}")
    return None


def rejected(host: str, says: str) -> SourceError:
    """That the login is not taken; `says` is the server's own reason."""
    return SourceUnauthorised(
        f"{host} rejects the login{says}",
        hint="check user and password; many providers want an app password or xoauth2",
    )


def on_the_wire(folder: str) -> str:
    """A folder's name as a quoted string of modified UTF-7."""
    name = _UNSAFE.sub(lambda found: _shifted(found[0]), folder)
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(text: str) -> str:
    if text == "&":
        return "&-"
    coded = binascii.b2a_base64(text.encode("utf-16-be"), newline=False).decode("ascii")
    return f"&{coded.rstrip('=').replace('/', ',')}-"


def folder_names(lines: Iterable[object]) -> list[str]:
    """The names in the answer to LIST, of folders that can be opened."""
    return [name for line in lines if (name := _folder_name(line))]


def _folder_name(line: object) -> str:
    # A name in a literal comes as a pair.
    head, literal = line if isinstance(line, tuple) else (line, None)
    found = _LISTED.match(head) if isinstance(head, bytes) else None
    if found is None or b"\\noselect" in found["flags"].lower():
        return ""
    name = literal if isinstance(literal, bytes) else found["name"].strip()
    if name.startswith(b'"') and literal is None:
        name = name[1:-1].replace(b'\\"', b'"').replace(b"\\\\", b"\\")
    return _ENCODED.sub(lambda code: _plain(code[1]), name.decode("utf-8", "replace"))


def _plain(coded: str) -> str:
    if not coded:
        return "&"
    padded = coded.replace(",", "/") + "=" * (-len(coded) % 4)
    try:
        return binascii.a2b_base64(padded).decode("utf-16-be", "replace")
    except binascii.Error:
        return "?"


def letters_in(answer: Sequence[object]) -> Iterator[Letter]:
    """imaplib gives each mail as a pair, and what the server said after it as the next element."""
    for place, found in enumerate(answer):
        if isinstance(found, tuple):
            rest = answer[place + 1] if place + 1 < len(answer) else b""
            about, raw = found[0] + b" " + (rest if isinstance(rest, bytes) else b""), found[1]
        elif isinstance(found, bytes) and _NOTHING.search(found):
            about, raw = found, b""
        else:
            continue
        uid, received = _UID.search(about), _RECEIVED.search(about)
        if uid is not None:
            at = _instant(received[1]) if received else None
            yield Letter(uid=int(uid[1]), raw=raw, received_at=at)


def _instant(stamp: bytes) -> datetime | None:
    try:
        at = parsedate_to_datetime(stamp.decode("ascii").strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def sizes_in(answer: Sequence[object]) -> dict[int, int]:
    """How large each mail of an answer to FETCH is."""
    lines = [line for line in answer if isinstance(line, bytes)]
    pairs = ((_UID.search(line), _SIZE.search(line)) for line in lines)
    return {int(uid[1]): int(size[1]) for uid, size in pairs if uid and size}


def text_of(answer: Sequence[object]) -> str:
    parts = (one for one in answer if isinstance(one, bytes))
    return b" ".join(parts).decode("utf-8", "replace")


def bare(told: object) -> str:
    """The server's words without the wrapping of imaplib and without their code."""
    text = str(told)
    if isinstance(told, imaplib.IMAP4.error) and told.args and isinstance(told.args[0], bytes):
        text = told.args[0].decode("utf-8", "replace")
    text = re.sub(r"^(?:command: \w+ => |socket error: |\w+ command error: )+", "", text)
    text = re.sub(r"^BAD \[b(['\"])(.*)\1\]$", r"\2", text)
    return re.sub(r"^(?:\* )?(?:BYE |NO )?(?:\[[^\]]*\] ?)?", "", text)
