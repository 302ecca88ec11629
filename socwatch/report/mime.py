"""A message as the bytes that travel: RFC 5322, fixed once and for all.

Invariant: the same arguments give the same bytes; pure 7-bit, CRLF, no line over 78 unless one
unbreakable address needs it; the headers are those that were asked for and no others, whatever a
name or text contains. When a message cannot be made, a minimal one that says so is: an alarm is
never lost to its looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, getaddresses, parseaddr
from hashlib import sha256
from hmac import digest as hmac
from typing import cast

from socwatch.model.delivery import Message
from socwatch.report.safe import ascii_only, plain

_UNSAFE_ID = re.compile(r"[^A-Za-z0-9-]+")
_IDS = frozenset({"message-id", "in-reply-to", "references"})
_ID = re.compile(r"<[!-;=?-~]+>")
_MOST_IDS = 9
_LONGEST_HEADER = 400


class _Wire(EmailPolicy):
    """Folds message ids at spaces only: the library would encode a long one and break it."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() not in _IDS:
            return super().fold_binary(name, value)
        folded = "\r\n ".join(value.split())
        return f"{name}: {folded}\r\n".encode("ascii")


_WIRE = _Wire(linesep="\r\n", cte_type="7bit", max_line_length=78)


def message_id(delivery_id: str, domain: str, key: str = "") -> str:
    """The Message-ID of a delivery: always the same, so that copies are known to be copies.

    With a key, nobody who does not have the mail can guess it.
    """
    slug = _UNSAFE_ID.sub(".", delivery_id).strip(".")[:32].strip(".")
    digest = sha256(delivery_id.encode("utf-8", "replace")).hexdigest()[:12]
    if key:
        digest = hmac(key.encode(), delivery_id.encode("utf-8", "replace"), "sha256").hex()[:20]
    host = re.sub(r"[^A-Za-z0-9.-]+", "", domain) or "socwatch.invalid"
    return f"<{slug}.{digest}@{host}>"


def mail_bytes(  # noqa: PLR0913 (the fields of one header, all by name)
    message: Message,
    *,
    sender: str,
    to: str,
    message_id: str,
    date: datetime,
    references: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The whole mail, text first. `to` is one address; `references` the thread, oldest first.

    `headers` are further ones, such as Importance, List-Id or X-Socwatch-Drill.
    """
    fixed = {
        "From": sender,
        "To": to,
        "Subject": message.subject,
        "Date": format_datetime(date),
        "Message-ID": message_id,
        **_thread(references),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        **(headers or {}),
    }
    try:
        raw = _whole(message, fixed)
    except (ValueError, LookupError, AttributeError, TypeError, MessageError):
        # Known ways for the email package to fail on odd values; the alarm goes out all the same.
        return _minimal(message, fixed)
    return raw if _has_only(raw, fixed) else _minimal(message, fixed)


def _whole(message: Message, fields: Mapping[str, str]) -> bytes:
    mail = EmailMessage(policy=_WIRE)
    for name, value in fields.items():
        mail[name] = _FORMS.get(name, _tame)(value)
    mail.set_content(_body(message.text), cte="quoted-printable")
    if message.html:
        mail.add_alternative(_body(message.html), subtype="html", cte="quoted-printable")
    for one in message.attached:
        main, _, sub = one.kind.partition("/")
        content = _body(one.text).encode()
        known = {"charset": "utf-8"} if main == "text" else {}
        mail.add_attachment(
            content, maintype=main, subtype=sub, filename=_tame(one.name), params=known
        )
    boundary = "=_" + sha256(fields["Message-ID"].encode()).hexdigest()[:32]
    for depth, part in enumerate(one for one in mail.walk() if one.is_multipart()):
        part.set_boundary(boundary + "n" * depth)
    raw = mail.as_bytes(policy=_WIRE)
    raw.decode("ascii")
    return raw


def _thread(references: Sequence[str]) -> dict[str, str]:
    if not references:
        return {}
    return {"In-Reply-To": references[-1], "References": " ".join(references)}


def _mailbox(value: str) -> Address:
    """One mailbox; ValueError when it is none or more than one."""
    ((name, address),) = getaddresses([_tame(value)])
    return Address(display_name=name, addr_spec=address)


def _ids(value: str) -> str:
    """The message ids in it; of a long thread the first, which holds it together, and the last."""
    found = _ID.findall(value)
    return " ".join(found[:1] + found[1:][-_MOST_IDS:])


def _tame(value: str) -> str:
    """One line that no mail library decodes into two (CVE-2024-6923)."""
    return plain(value).replace("=?", "= ?").replace("?=", "? =")[:_LONGEST_HEADER]


_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f]")

_FORMS: Mapping[str, Callable[[str], str | Address]] = {
    "From": _mailbox,
    "To": _mailbox,
    "Message-ID": _ids,
    "In-Reply-To": _ids,
    "References": _ids,
}


def _body(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = "\n".join(_CONTROLS.sub("", line) for line in lines)
    return whole.encode("utf-8", "replace").decode("utf-8")


def _has_only(raw: bytes, asked: Mapping[str, str]) -> bool:
    """Whether the headers, read back, are those that were asked for, each once."""
    made = ["content-type", "mime-version", "content-transfer-encoding"]
    found = sorted(name.lower() for name in message_from_bytes(raw).keys())  # noqa: SIM118
    wanted = [name.lower() for name in asked]
    return sorted(wanted) == [name for name in found if name not in made]


def _minimal(message: Message, fields: Mapping[str, str]) -> bytes:
    """The least mail that can carry the words; built by hand, from ASCII only."""
    safe = {name: _bare(fields[name]) for name in ("Subject", "Date", "Message-ID")}
    lines = [f"From: {_bare(parseaddr(_tame(fields['From']))[1])}"]
    lines += [f"To: {_bare(parseaddr(_tame(fields['To']))[1])}"]
    lines += [f"{name}: {value}" for name, value in safe.items()]
    lines += ["Auto-Submitted: auto-generated", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/plain; charset=us-ascii", ""]
    lines += ["This mail could not be made as it should be. Its words, as far as possible:", ""]
    for line in _body(message.text).split("\n"):
        bare = ascii_only(line)
        lines += [bare[at : at + 76] for at in range(0, len(bare), 76)] or [""]
    return "\r\n".join(lines).encode("ascii", "replace")


def _bare(value: str) -> str:
    return ascii_only(_tame(value))[:200]


#: What stands at the end of a text that had to be cut.
_FIELD = re.compile(rb"[^\s:]+:[^\r]*\r\n(?:[ \t][^\r]*\r\n)*")
_OF_CONTENT = re.compile(rb"(?:content-[a-z-]+|mime-version):", re.IGNORECASE)
_CUT = "\n[cut: the mail server takes no more. socwatch show has the rest]\n"


def text_only(body: bytes, most: int) -> bytes:
    """The same mail without its HTML, in at most so many bytes, for servers that take no more.

    Headers stay byte for byte, so that it is the same message; the same arguments give the same
    bytes.
    """
    head = body.partition(b"\r\n\r\n")[0] + b"\r\n"
    kept = b"".join(one for one in _FIELD.findall(head) if not _OF_CONTENT.match(one))
    whole = cast("EmailMessage", message_from_bytes(body, policy=_WIRE))
    part = whole.get_body(("plain",))
    text = "" if part is None else str(part.get_content())
    made = kept + _content(text)
    while len(made) > most and text:
        # Quoted-printable needs up to three bytes for one: halve rather than reckon.
        text = text[: len(text) // 2]
        made = kept + _content(text + _CUT)
    return made


def _content(text: str) -> bytes:
    """The headers of a text, and the text."""
    short = EmailMessage(policy=_WIRE)
    short.set_content(_body(text), cte="quoted-printable")
    return short.as_bytes()
