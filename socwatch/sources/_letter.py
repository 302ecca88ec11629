"""What a mail says: headers, text and the links of a Google Alert, whatever its encoding.

Invariants: every mail can be read, if only in part (a wrong or missing charset never loses one);
an id is never made up where the mail has one. Facts: RFC 5322, RFC 3834 (Auto-Submitted).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy, Policy
from email.utils import getaddresses
from hashlib import blake2b
from typing import Any, cast

from socwatch.sources._alerts import Alert, alerts_in_html, alerts_in_text
from socwatch.sources._fields import link
from socwatch.understand.text import clean, plain

#: A header's parser takes the square of its length.
_LONGEST_HEADER = 4_000
_SHORT = 500
_MOST_PARTS = 500
#: A shorter text is whole.
_CUT = 100_000
_ID = re.compile(r"<[^<>\s]+>")
#: How the Message-IDs of our own mails begin and end (report/mime.py).
_OURS = re.compile(
    r"<(?:[A-Z]{1,5}-\d+|source|digest|bundle|config|answer|test|rollcall)\.[A-Za-z0-9.-]{1,32}"
    r"\.[0-9a-f]{12,20}@[^<>\s]+>"
)
#: Values of Precedence that only machines and lists write.
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_GOOGLE = "googlealerts-noreply@google.com"
#: Browsers read these as the larger charset that mails really are in.
_MEANT = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "shift_jis": "cp932",
}
#: Encodings of Python that no text is in, or that take the square of its length.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_QUOTE_BEGINS = re.compile(
    r"^[ \t]*(?:(?:On|Am|Le|El|Il|Op|Em|Den)\b.{4,200}?:|-+ ?Original Message ?-+)[ \t]*\n"
    r"(?=(?:[ \t]*\n)*>)",
    re.MULTILINE | re.DOTALL,
)
_HTML_QUOTE = re.compile(
    r"<blockquote|<[^<>]{1,200}(?:gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg)", re.IGNORECASE
)
#: What the email package is known to raise on headers and parts that nobody should have sent.
_BAFFLED = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as people would read it; `alerts` when it is a digest of links."""

    id: str
    subject: str
    text: str
    sent_at: datetime | None
    handle: str | None  #: the sender's address
    name: str | None
    in_reply_to: str | None
    url: str | None  #: where a list keeps the mail for all to see
    passed_over: str  #: why it says nothing about the brand: an alarm of ours, an answer to one
    alerts: tuple[Alert, ...] = ()
    answers: str = ""  #: Message-ID of the mail of ours that it answers
    own: str = ""  #: the text without what HTML marks as quoted
    by_machine: str = ""  #: why no person wrote it, as a header says


class _Forgiving(EmailPolicy):
    """Headers of a readable length, with the letters that were sent without encoding them."""

    def header_fetch_parse(self, name: str, value: str) -> object:  # type: ignore[override]
        short = value[:_LONGEST_HEADER]
        raw = short.encode("utf-8", "surrogateescape")
        return super().header_fetch_parse(name, _decoded(raw, "utf-8"))


_POLICY = _Forgiving()


def _parsed(raw: bytes) -> EmailMessage:
    """The mail with its parts. Raises ValueError when nobody can have meant so many."""
    numbers = iter(range(_MOST_PARTS))

    def part(policy: Policy[Any]) -> Any:
        if next(numbers, None) is None:
            raise ValueError("too many parts")
        return EmailMessage(policy)

    return cast(
        "EmailMessage", BytesParser(policy=_POLICY.clone(message_factory=part)).parsebytes(raw)
    )


def mail_in(raw: bytes) -> Mail:
    """The mail in these bytes, which may be only its beginning.

    Raises ValueError for what has neither headers nor words.
    """
    try:
        message = _parsed(raw)
    except _BAFFLED:
        raise ValueError("the mail is damaged") from None
    words = _body(message)
    subject = _line(message, "Subject")
    if not message.keys() or not (subject or words or _line(message, "From")):
        raise ValueError("the mail has neither headers nor words")
    name, handle = _sender(message)
    return Mail(
        id=_identity(message),
        subject=subject,
        text=_without_quote(words),
        sent_at=_sent_at(message),
        handle=handle,
        name=name,
        in_reply_to=next(iter(_ID.findall(_line(message, "In-Reply-To"))), None),
        url=link(_line(message, "Archived-At").strip("<> ")),
        passed_over=_why_not(message),
        alerts=tuple(_alerts(message)) if handle == _GOOGLE else (),
        answers=_answered(message),
        own=_without_quote(_part(message, "plain") or _above_quote(_part(message, "html"))),
        by_machine=_by_machine(message),
    )


def _answered(message: EmailMessage) -> str:
    """The latest mail of ours in the thread; "" when there is none."""
    for name in ("In-Reply-To", "References"):
        ours = [found[0] for found in _OURS.finditer(_line(message, name))]
        if ours:
            return str(ours[-1])
    return ""


def _by_machine(message: EmailMessage) -> str:
    """Why it was not written by a person: RFC 3834, and what older programs say; "" else."""
    said = _line(message, "Auto-Submitted").partition(";")[0].partition("(")[0].strip().lower()
    if said not in ("", "no"):
        return "sent by a machine by itself (Auto-Submitted)"
    if _line(message, "Precedence").strip().lower() in _BULK:
        return "sent in bulk or by itself (Precedence)"
    names = {name.lower() for name in message.keys()}  # noqa: SIM118
    telling = {
        "x-autoreply", "x-autorespond", "x-auto-reply", "x-auto-response-suppress", "list-id",
        "list-post", "list-unsubscribe", "x-failed-recipients",
    }  # fmt: skip
    found = sorted(telling & names)
    if found:
        return f"sent by a list or by itself ({found[0]})"
    if message.get_content_type() == "multipart/report":
        return "a report of a mail server"
    if _senders(message) != 1:
        return "it names no single sender"
    empty = "return-path" in names and _line(message, "Return-Path").strip() in ("", "<>")
    return "sent by a mail server (empty Return-Path)" if empty else ""


def _senders(message: EmailMessage) -> int:
    """How many addresses stand in From: a person has one, and who may act must be plain."""
    try:
        heads = [str(one) for one in message.get_all("From", [])]
    except _BAFFLED:
        return 0
    return len([address for _, address in getaddresses(heads) if "@" in address])


def _line(message: EmailMessage, name: str) -> str:
    """A header as one clean line; "" when there is none or none that can be read."""
    try:
        return clean(" ".join(str(message.get(name, "")).split()), limit=_SHORT)
    except _BAFFLED:
        return ""


def _identity(message: EmailMessage) -> str:
    """The Message-ID, or what stands for one: a hash of the headers that travel unchanged."""
    found = _ID.findall(_line(message, "Message-ID")) or _line(message, "Message-ID").split()
    if found:
        return str(found[0])
    kept = [_line(message, name) for name in ("Date", "From", "To", "Cc", "Subject")]
    words = "\n".join([*kept, _body(message)[:2_000]])
    return "sha:" + blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _sender(message: EmailMessage) -> tuple[str | None, str | None]:
    """Name and address."""
    try:
        header = message["From"]
        people = header.addresses if isinstance(header, AddressHeader) else ()
        first = next((one for one in people if one.addr_spec or one.display_name), None)
    except _BAFFLED:
        first = None
    if first is None:
        return _line(message, "From") or None, None
    said, name = clean(first.addr_spec, limit=_SHORT), clean(first.display_name, limit=_SHORT)
    if not first.username or not first.domain:
        return name or said.strip('<>"') or None, None
    return name or None, said.lower()


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        header = message["Date"]
        at = header.datetime if isinstance(header, DateHeader) else None
        if not isinstance(at, datetime):
            return None
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (*_BAFFLED, OverflowError):
        return None


def _why_not(message: EmailMessage) -> str:
    """Why a mail is none that somebody wrote to us; "" for all others.

    An alarm of ours, or the talk of colleagues about it, must not set off the next.
    """
    names = {name.lower() for name in message.keys()}  # noqa: SIM118
    ids = " ".join(_line(message, name) for name in ("In-Reply-To", "References"))
    if any(name.startswith("x-socwatch") for name in names) or (
        _OURS.search(_line(message, "Message-ID"))
        or "socwatch" in _line(message, "List-Id").lower()
    ):
        return "sent by socwatch"
    if _OURS.search(ids):
        return "an answer to a mail of socwatch"
    said = _line(message, "Auto-Submitted").partition(";")[0].partition("(")[0].strip().lower()
    return "" if said in ("", "no") else "sent by a machine by itself (Auto-Submitted)"


def _above_quote(html: str) -> str:
    """What stands above the first quote of an HTML mail."""
    return plain(_HTML_QUOTE.split(html, maxsplit=1)[0])


def _body(message: EmailMessage) -> str:
    """The text that was written, else what the HTML shows."""
    return _part(message, "plain") or plain(_part(message, "html"))


def _part(message: EmailMessage, sort: str) -> str:
    """The text of the body's part of this sort, `plain` cleaned; "" when there is none."""
    try:
        part = message.get_body(preferencelist=(sort,))
        raw = part.get_payload(decode=True) if part is not None else None
        charset = _charset(part) if part is not None else ""
    except _BAFFLED:
        return ""
    text = _decoded(raw, charset) if isinstance(raw, bytes) else ""
    return clean(text) if sort == "plain" else text


def _charset(part: MIMEPart) -> str:
    return str(part.get_content_charset("")).strip().lower()


def _decoded(raw: bytes, charset: str) -> str:
    """The text in whatever charset fits best, the declared one first."""
    said = _MEANT.get(charset, charset)
    for name in (said, "utf-8"):
        if _is_charset(name):
            try:
                return raw.decode(name)
            except (UnicodeError, LookupError):
                continue
    if _is_charset(said) and said != "utf-8":
        return raw.decode(said, "replace")
    # Cut in the middle of a letter, or not UTF-8 at all?
    whole = raw.decode("utf-8", "replace")
    likely = charset in ("utf-8", "utf8") or len(raw) > _CUT
    if likely and whole.count("\ufffd") <= 2:
        return whole
    return raw.decode("windows-1252", "replace")


def _is_charset(name: str) -> bool:
    try:
        return codecs.lookup(name).name not in _NO_CHARSETS and b"a".decode(name) is not None
    except (LookupError, ValueError):
        return False


def _without_quote(text: str) -> str:
    """The text without the mail that it answers, where that clearly is all of the rest.

    An answer that is written between the lines of the other mail is kept whole.
    """
    found = _QUOTE_BEGINS.search(text)
    start = found.start() if found else _last_quote(text)
    own, quoted = text[:start].rstrip(), text[start:]
    rest = quoted[found.end() - start :] if found else quoted
    between = [line for line in rest.splitlines() if line.strip() and not line.startswith(">")]
    return text if between or not own else own


def _last_quote(text: str) -> int:
    """Where the quoted lines at the end begin."""
    lines = text.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].startswith(">")):
        lines.pop()
    return sum(map(len, lines))


def _alerts(message: EmailMessage) -> Iterable[Alert]:
    return alerts_in_html(_part(message, "html")) or alerts_in_text(_part(message, "plain"))
