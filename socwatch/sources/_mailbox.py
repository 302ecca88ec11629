"""One folder of a mailbox over IMAP, read without leaving a trace.

Invariants: nothing is marked as read (EXAMINE and BODY.PEEK); the connection goes to an address
that was checked, and the certificate to the name; whatever the server does, every call ends at
the deadline. All methods but `cut` wait for the server: call them in a thread. Facts: RFC 3501,
RFC 5530 (response codes).
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured, SourceUnauthorised
from socwatch.sources._imap_connection import LARGEST, Connection, Door, Patience, Tls
from socwatch.sources._imap_words import (
    Letter,
    bare,
    folder_names,
    letters_in,
    meaning,
    on_the_wire,
    rejected,
    sizes_in,
    text_of,
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NONSENSE = re.compile("unexpected|more was sent|a line without end")
#: What imaplib raises on words that no mail server says.
_BAFFLED = (ValueError, LookupError, AttributeError, TypeError)


class Auth(StrEnum):
    """What the secret is: a password, or an access token of OAuth 2."""

    PASSWORD = "password"  # noqa: S105 (the name of a way, not a password)
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who reads it."""

    user: str
    secret: str
    auth: Auth = Auth.PASSWORD

    def __repr__(self) -> str:
        return f"Login({self.user})"

    def plain(self) -> Callable[[bytes], bytes]:
        """What SASL PLAIN wants to hear."""
        return lambda _: f"\0{self.user}\0{self.secret}".encode()

    def token(self) -> Callable[[bytes], bytes]:
        """What XOAUTH2 wants to hear; to its challenge, which says why not, the answer is empty."""
        says = iter((f"user={self.user}\1auth=Bearer {self.secret}\1\1".encode(),))
        return lambda _: next(says, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a folder says of itself. UIDs mean something only under the same `validity`."""

    validity: int
    next: int | None  #: the UID that the next mail will have


class Mailbox:
    """A connection that is used for one poll."""

    def __init__(self, door: Door, patience: Patience, quote: Callable[[object], str]) -> None:
        """`quote` makes the server's words fit for an error."""
        self._door = door
        self._patience = patience
        self._quote = quote
        self._imap: Connection | None = None
        self._socket: socket.socket | None = None

    def open(self, login: Login, folder: str) -> Folder:
        """Connects, logs in and opens the folder to look, not to touch."""
        with self._translated():
            self._imap = Connection(self._door, self._patience, self._keep)
            if self._door.tls is Tls.STARTTLS:
                self._secure(self._imap)
            if self._imap.state != "AUTH":
                self._log_in(self._imap, login)
            return self._look_into(self._imap, folder)

    def received_since(self, day: datetime) -> list[int]:
        """UIDs of the mails that came on this day or later, in whatever zone the server has."""
        date = f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year}"
        return self._found("SINCE", date)

    def after(self, uid: int) -> list[int]:
        """UIDs later than this one."""
        # A range always contains the last mail, also when that is older than its start.
        return [one for one in self._found("UID", f"{uid + 1}:*") if one > uid]

    def last(self) -> int:
        """The highest UID; 0 in an empty folder."""
        return max(self._found("UID", "*"), default=0)

    def sizes(self, uids: Collection[int]) -> dict[int, int]:
        """How large those of the mails are that still are in the folder."""
        with self._translated():
            answer = self._in().uid("FETCH", ",".join(map(str, uids)), "(RFC822.SIZE)")
            return sizes_in(self._said(*answer))

    def fetch(self, uids: Collection[int]) -> list[Letter]:
        """The mails that still are in the folder, in order of their UIDs."""
        what = f"(UID INTERNALDATE BODY.PEEK[]<0.{LARGEST}>)"
        asked = ",".join(map(str, uids))
        with self._translated():
            answer = self._said(*self._in().uid("FETCH", asked, what))
            letters = {one.uid: one for one in letters_in(answer)}
        missing = set(uids) - set(letters)
        if missing and missing & set(self._found("UID", asked)):
            raise SourceBroken(f"{self._door.host} keeps back mails that it has")
        return [letters[uid] for uid in sorted(set(letters) & set(uids))]

    def leave(self) -> None:
        """Says goodbye; that a server has no answer to this is nobody's trouble."""
        if self._imap is not None:
            with suppress(OSError, imaplib.IMAP4.error, *_BAFFLED):
                self._imap.logout()

    def cut(self) -> None:
        """Ends the connection at once, whoever is waiting on it; may be called from any thread."""
        if self._socket is not None:
            with suppress(OSError):
                # Of the socket beneath TLS: another thread may be reading through TLS.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            self._socket.close()

    def _keep(self, connected: socket.socket) -> None:
        self._socket = connected

    def _in(self) -> Connection:
        assert self._imap is not None, "open comes first"
        return self._imap

    def _found(self, *criteria: str) -> list[int]:
        with self._translated():
            lines = self._said(*self._in().uid("SEARCH", *criteria))
            words = b" ".join(line for line in lines if isinstance(line, bytes)).split()
            return sorted({int(word) for word in words if word.isdigit()})

    def _secure(self, imap: Connection) -> None:
        if "STARTTLS" not in imap.capabilities:
            raise SourceBroken(
                f"{self._door.host} offers no STARTTLS, so nothing was said to it",
                hint='tls = "implicit" with port 993 may be right',
            )
        self._said(*imap.xatom("STARTTLS"))
        imap.secure()

    def _log_in(self, imap: Connection, login: Login) -> None:
        host, offers = self._door.host, imap.offers()
        try:
            if login.auth is Auth.XOAUTH2:
                imap.authenticate("XOAUTH2", login.token())
            elif "AUTH=PLAIN" in offers:
                imap.authenticate("PLAIN", login.plain())
            elif "LOGINDISABLED" in offers:
                hint = 'use tls = "implicit" or "starttls", or auth = "xoauth2"'
                raise SourceMisconfigured(f"{host} takes no password here", hint=hint)
            elif not (login.user + login.secret).isascii():
                raise SourceUnauthorised(f"{host} takes only logins of plain ASCII letters")
            else:
                imap.login(login.user, login.secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if "command error: BAD" in str(error):
                raise
            raise self._meant(error, rejected(host, self._says(error))) from None

    def _look_into(self, imap: Connection, folder: str) -> Folder:
        kind, answer = imap.select(on_the_wire(folder), readonly=True)
        if kind != "OK":
            told = text_of(answer)
            raise self._meant(told, self._no_folder(imap, folder))
        return Folder(validity=_number(imap, "UIDVALIDITY") or 0, next=_number(imap, "UIDNEXT"))

    def _no_folder(self, imap: Connection, folder: str) -> SourceError:
        kind, lines = imap.list()
        there = folder_names(lines) if kind == "OK" else []
        shown = ", ".join(self._quote(name) for name in there[:12]) + (", …" * (len(there) > 12))
        return SourceMisconfigured(
            f"the mailbox has no folder {folder} that may be read",
            hint=f"there are: {shown}" if shown else "correct `folder`",
        )

    def _said(self, kind: str, answer: Sequence[object]) -> Sequence[object]:
        """The answer when it is a good one."""
        if kind == "OK":
            return answer
        told = text_of(answer)
        broken = SourceBroken(f"{self._door.host} answered with an error{self._says(told)}")
        raise self._meant(told, broken)

    def _meant(self, told: object, otherwise: SourceError) -> SourceError:
        """What the server's own code says, else what its answer means at this point."""
        return meaning(str(told), self._door.host, self._says(told)) or otherwise

    def _says(self, told: object) -> str:
        words = self._quote(bare(told))
        return f': "{words}"' if words else ""

    def _too_slow(self) -> SourceError:
        waited = f"{self._patience.waited:g} seconds"
        return SourceBroken(f"{self._door.host} did not answer in full within {waited}")

    def _ended(self, error: imaplib.IMAP4.error) -> SourceError:
        """A server that hangs up, or one that says what no mail server says."""
        text, host = str(error), self._door.host
        if "timed out" in text:
            return self._too_slow()
        if text.endswith("EOF") or "socket error" in text:
            return SourceBroken(f"{host} ended the connection")
        if isinstance(error, imaplib.IMAP4.abort) and not _NONSENSE.search(text):
            return SourceBroken(f"{host} ended the connection{self._says(error)}")
        if text.startswith("b'* BYE"):
            return SourceBroken(f"{host} lets nobody in{self._says(error)}")
        return SourceBroken(f"{host} does not answer as a mail server does")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turns whatever goes wrong in between into the error that it means."""
        host = self._door.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            why = error.verify_message
            raise SourceBroken(f"the certificate of {host} cannot be trusted: {why}") from None
        except ssl.SSLError:
            raise SourceBroken(
                f"{host} and socwatch could not agree on TLS",
                hint='port 993 goes with tls = "implicit", port 143 with tls = "starttls"',
            ) from None
        except TimeoutError:
            raise self._too_slow() from None
        except imaplib.IMAP4.error as error:
            raise self._meant(error, self._ended(error)) from None
        except OSError:
            raise SourceBroken(f"the connection to {host} was lost") from None
        except _BAFFLED:
            raise SourceBroken(f"{host} does not answer as a mail server does") from None


def _number(imap: imaplib.IMAP4, code: str) -> int | None:
    _, values = imap.response(code)
    found = values[-1] if values else None
    return int(found) if isinstance(found, bytes) and found.isdigit() else None
