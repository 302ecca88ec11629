"""The words of IMAP: what a server's refusal means, and how folders are named.

Facts: RFC 5530 (response codes), RFC 3501 section 5.1.3 (names of folders), RFC 9051.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable

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
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (?P<name>.*)', re.DOTALL)
_ENCODED = re.compile(r"&([^-]*)-")
_UNSAFE = re.compile(r"&|[^\x20-\x7e]+")


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
