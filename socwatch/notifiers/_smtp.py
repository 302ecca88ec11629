"""One try to hand one mail to one SMTP server; every way in which it can end has its words.

Runs in a thread of its own. `cut` may be called from any other thread: it closes the connection,
so that a server that hangs or trickles cannot hold the try beyond its deadline.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from socwatch.errors import DeliveryError, DeliveryFailed, DeliveryRefused, SecretUnavailable
from socwatch.report.mime import text_only

#: Longest wait for one answer; the deadline of the whole try is the caller's.
_PATIENCE = 30.0
_LONGEST_REPLY = 200
#: The addresses that can be said: no quotes, no spaces, no line breaks, ASCII.
_ADDRESS = re.compile(r"[!#-;=?A-Z^-~]+@[A-Za-z0-9.:\[\]-]+")
_CERTIFICATE_FAULTS = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself, not by anybody we trust",
    19: "its certificate is signed by itself, not by anybody we trust",
    20: "its certificate is signed by nobody we trust",
    21: "its certificate is signed by nobody we trust",
    62: "its certificate is for another host",
    64: "its certificate is for another host",
}


class Tls(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"  # only to this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """The mail server that takes our mail."""

    host: str
    port: int
    tls: Tls = Tls.STARTTLS
    user: str | None = None
    password: Callable[[], str] | None = None  # asked at each login, kept nowhere
    ca_file: str | None = None  # certificates to trust instead of the system's

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is handed over: an envelope and the bytes in it."""

    sender: str
    to: str
    body: bytes


class Attempt:
    """A single try; use it once."""

    def __init__(self, relay: Relay, parcel: Parcel) -> None:
        self._relay = relay
        self._parcel = parcel
        self._socket: socket.socket | None = None
        self._over = threading.Event()
        self._secret = ""
        self.phase = "connecting"  # what was going on, for the words of a failure

    def run(self, accepted: Callable[[str], None]) -> None:
        """Hands the mail over and calls `accepted` with the receipt as soon as there is one.

        Raises DeliveryRefused or DeliveryFailed.
        """
        with self._translated():
            self._sayable()
            self._unprotected_only_here()
            with self._connected() as smtp:
                self._greet(smtp)
                self._log_in(smtp)
                accepted(self._hand_over(smtp))
                with suppress(smtplib.SMTPException, OSError):
                    smtp.putcmd("quit")  # the answer to that concerns nobody any more

    def cut(self) -> None:
        """Ends the try now: nothing is sent after this."""
        self._over.set()
        held = self._socket
        if held is not None:
            with suppress(OSError):
                # Not SSLSocket's own shutdown: that one first forgets that it was encrypted.
                socket.socket.shutdown(held, socket.SHUT_RDWR)

    def _sayable(self) -> None:
        if not _ADDRESS.fullmatch(self._parcel.to):
            raise DeliveryRefused("the recipient's address is not one that SMTP can carry")
        if not _ADDRESS.fullmatch(self._parcel.sender):
            says = "the sender's address is not one that SMTP can carry"
            raise DeliveryRefused(says, whole_channel=True, hint="correct [mail] from")

    def _unprotected_only_here(self) -> None:
        if self._relay.tls is Tls.NONE and not _is_here(self._relay.host):
            raise DeliveryRefused(
                f"refused to send to {self._relay} without encryption",
                whole_channel=True,
                hint='set tls = "starttls" or "implicit"; "none" is for this machine only',
            )

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        # We open and secure the connection, not smtplib, so that `cut` can always reach it.
        smtp = smtplib.SMTP()
        self._socket = socket.create_connection((self._relay.host, self._relay.port), _PATIENCE)
        try:
            if self._relay.tls is Tls.IMPLICIT:
                self._secure(self._socket)
            self._go_on()
            smtp.sock = self._socket
            code, words = smtp.getreply()
            if code != 220:
                raise smtplib.SMTPConnectError(code, words)
            yield smtp
        finally:
            smtp.close()
            self._socket.close()

    def _secure(self, plain: socket.socket) -> None:
        context = self._context()
        self._socket = context.wrap_socket(plain, server_hostname=self._relay.host)

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._relay.ca_file)
        except OSError as error:
            says = f"the certificates in {self._relay.ca_file} cannot be read: {error.strerror}"
            raise DeliveryFailed(says, whole_channel=True, hint="correct ca_file") from None

    def _greet(self, smtp: smtplib.SMTP) -> None:
        self.phase = "greeting"
        smtp.ehlo_or_helo_if_needed()
        if self._relay.tls is not Tls.STARTTLS:
            return
        if not smtp.has_extn("starttls"):
            raise DeliveryFailed(
                f"{self._relay} offers no STARTTLS (somebody on the way may have removed it); "
                "nothing was sent",
                whole_channel=True,
                hint='if the server encrypts from the start, set tls = "implicit"',
            )
        self.phase = "starting TLS"
        code, words = smtp.docmd("STARTTLS")
        if code != 220 or smtp.sock is None:
            raise smtplib.SMTPResponseException(code, words)
        self._secure(smtp.sock)
        self._go_on()
        smtp.sock, smtp.file = self._socket, None  # what came before TLS is forgotten
        smtp.ehlo()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if self._relay.user is None or self._relay.password is None:
            return
        self.phase = "logging in"
        self._secret = self._relay.password()
        if not smtp.has_extn("auth"):
            raise DeliveryRefused(
                f"{self._relay} offers no login, but the config has a user for it",
                whole_channel=True,
                hint="check the port: 587 and 465 are for programs that log in, 25 is not",
            )
        self._go_on()
        smtp.login(self._relay.user, self._secret)

    def _hand_over(self, smtp: smtplib.SMTP) -> str:
        parcel = self._parcel
        body = _that_fits(parcel.body, smtp.esmtp_features.get("size", ""))
        self.phase = "naming the sender"
        self._go_on()
        size = [f"size={len(body)}"] if smtp.has_extn("size") else []
        _expect(smtp.mail(parcel.sender, size), smtplib.SMTPResponseException)
        self.phase = "naming the recipient"
        code, words = smtp.rcpt(parcel.to)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({parcel.to: (code, words)})
        self.phase = "sending the mail"
        self._go_on()
        reply = smtp.data(body)
        _expect(reply, smtplib.SMTPResponseException)
        return f"{reply[0]} {self._readable(reply[1])}"

    def _go_on(self) -> None:
        """Stops a try that was cut while there was no connection to close yet."""
        if self._over.is_set():
            raise TimeoutError

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turns whatever goes wrong into DeliveryRefused or DeliveryFailed with plain words."""
        try:
            yield
        except DeliveryError:
            raise
        except smtplib.SMTPException as error:
            raise self._answered(error) from None
        except SecretUnavailable as error:
            raise DeliveryFailed(error.message, whole_channel=True, hint=error.hint) from None
        except (OSError, EOFError) as error:
            raise self._unreachable(error) from None
        except ValueError as error:
            # UnicodeError too: smtplib speaks ASCII only, and host names have rules.
            raise self._unspeakable(error) from None

    def _answered(self, error: smtplib.SMTPException) -> DeliveryError:
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            code, words = next(iter(error.recipients.values()))
            return self._verdict(code, words)
        if isinstance(error, smtplib.SMTPResponseException):
            return self._verdict(error.smtp_code, error.smtp_error)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            says = f"{self._relay} and we know no common way to log in"
            return DeliveryRefused(says, whole_channel=True)
        # smtplib hides a timeout behind its own "disconnected".
        waited = isinstance(error.__context__, TimeoutError)
        what = "did not answer in time" if waited else "hung up"
        return DeliveryFailed(f"{self._relay} {what} while {self.phase}", whole_channel=self._early)

    def _verdict(self, code: int, words: bytes | str) -> DeliveryError:
        """5xx is for ever, all else may pass; who is meant depends on what was being said."""
        said = f"{self._relay} answered {code} while {self.phase}: {self._readable(words)}"
        if not 500 <= code < 600:
            return DeliveryFailed(said, whole_channel=code == 421 or self._early)
        about_one = self.phase == "naming the recipient" or code == 552  # 552: this mail too large
        hint = "check the user and the password" if self.phase == "logging in" else ""
        return DeliveryRefused(said, whole_channel=not about_one, hint=hint)

    @property
    def _early(self) -> bool:
        """Whether nothing about this one mail has been said yet: any other would fare the same."""
        return self.phase in ("connecting", "greeting", "starting TLS", "logging in")

    def _unreachable(self, error: OSError | EOFError) -> DeliveryError:
        if isinstance(error, ssl.SSLCertVerificationError):
            fault = _CERTIFICATE_FAULTS.get(error.verify_code, error.verify_message)
            says = f"{self._relay} is not to be trusted: {fault}; nothing was sent"
            return DeliveryFailed(says, whole_channel=True)
        if isinstance(error, ssl.SSLError) and self.phase in ("connecting", "starting TLS"):
            says = f"{self._relay} and we could not agree on TLS: {error.reason or 'no reason'}"
            hint = 'port 465 wants tls = "implicit", port 587 "starttls"'
            return DeliveryFailed(says, whole_channel=True, hint=hint)
        if isinstance(error, TimeoutError):
            says = f"{self._relay} did not answer in time while {self.phase}"
            return DeliveryFailed(says, whole_channel=self._early)
        if isinstance(error, socket.gaierror):
            says = f"no such mail server can be found: {self._relay.host}"
            return DeliveryFailed(says, whole_channel=True)
        if isinstance(error, ConnectionRefusedError):
            says = f"nothing listens at {self._relay}"
            return DeliveryFailed(says, whole_channel=True)
        says = f"{self._relay}: the connection broke while {self.phase}"
        return DeliveryFailed(says, whole_channel=self._early)

    def _unspeakable(self, error: ValueError) -> DeliveryError:
        if self.phase == "logging in":
            says = f"the user or password for {self._relay} has letters that SMTP cannot carry"
            return DeliveryRefused(says, whole_channel=True)
        says = f"{self._relay} cannot be spoken to ({error}) while {self.phase}"
        return DeliveryRefused(says, whole_channel=True)

    def _readable(self, words: bytes | str) -> str:
        """The server's words on one line of printable ASCII, without our password in any form."""
        text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
        line = "".join(c if c.isprintable() and c.isascii() else " " for c in text)
        for form in _forms(self._secret, self._relay.user or ""):
            line = line.replace(form, "[secret]")
        return " ".join(line.split())[:_LONGEST_REPLY]


def _that_fits(body: bytes, limit: str) -> bytes:
    """The mail, or only its text when the server announces that it takes no more (RFC 1870)."""
    most = int(limit) if limit.isdecimal() and len(limit) < 12 else 0
    return text_only(body, most) if 0 < most < len(body) else body


def _expect(reply: tuple[int, bytes], error: type[smtplib.SMTPResponseException]) -> None:
    code, words = reply
    if code != 250:
        raise error(code, words)


def _forms(secret: str, user: str) -> list[str]:
    """The password as it stands, and as it travels."""
    if not secret:
        return []
    plain = f"\0{user}\0{secret}".encode()
    travels = [base64.b64encode(plain).decode(), base64.b64encode(secret.encode()).decode()]
    return [*travels, secret]


def _is_here(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return False
