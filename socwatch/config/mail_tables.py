"""The tables about how messages travel: [mail] [delivery] [[channels]] [[digests]]."""

from __future__ import annotations

import ipaddress
from datetime import time
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from socwatch.config.secrets import (
    Credential,
    KeyringEntry,
    PasswordKeys,
    Referring,
    TokenKeys,
    UrlKeys,
)
from socwatch.config.values import Days, Line, Many, Name, Sender, Some, Table, wrong
from socwatch.config.words import ways_for


class SmtpTable(PasswordKeys):
    """The mail server that takes what socwatch sends."""

    host: Line
    """Name of the server."""
    port: int | None = Field(default=None, ge=1, le=65535)
    """Default 587 with starttls, 465 with implicit, 25 with none."""
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    """How the connection is protected; none only to this computer."""
    user: Line | None = None
    """Login name; without one socwatch does not log in."""
    ca_file: Line | None = None
    """Certificates to trust instead of the system's."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.tls == "none" and not is_loopback(self.host):
            raise wrong(
                f'tls = "none" would send mail in the clear to {self.host}',
                'write tls = "starttls" or tls = "implicit"',
            )
        _login_complete(self, self.user)
        return self


class ImapTable(PasswordKeys):
    """The mailbox in which acknowledgements by reply are read."""

    host: Line
    """Name of the server."""
    port: int | None = Field(default=None, ge=1, le=65535)
    """Default 993 with implicit, else 143."""
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    """How the connection is protected; none only to this computer."""
    user: Line
    """Login name."""
    folder: Line = "INBOX"
    """Mailbox that is read."""
    ca_file: Line | None = None
    """Certificates to trust instead of the system's."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.tls == "none" and not is_loopback(self.host):
            raise wrong(
                f'tls = "none" would send the password in the clear to {self.host}',
                'write tls = "implicit" or tls = "starttls"',
            )
        _login_complete(self, self.user)
        return self


class MailTable(Table):
    """How mail is sent."""

    sender: Sender = Field(alias="from")
    """Whom the mail comes from."""
    smtp: SmtpTable | None = None
    """The mail server."""
    mbox: Line | None = None
    """Instead of smtp: a local mailbox file that mail is appended to."""
    imap_ack: ImapTable | None = None
    """Where replies are read."""
    template_dir: Line | None = None
    """Folder with mail templates of your own; `socwatch mail templates` writes ours to begin with."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.smtp and self.mbox:
            raise wrong("has both smtp and mbox", "keep one")
        if not self.smtp and not self.mbox:
            raise wrong("has neither smtp nor mbox", 'write mbox = "mail.mbox" to try it out')
        return self


class BudgetTable(Table):
    """How many mails one person gets at most; what is beyond is merged and counted."""

    per_15m: int = Field(default=6, ge=1)
    """In 15 minutes."""
    per_hour: int = Field(default=12, ge=1)
    """In an hour."""


class DeliveryTable(Referring):
    """How messages are delivered, and how others see that socwatch lives."""

    heartbeat_url_env: Line | None = None
    """Environment variable that holds the address to call after each full good cycle."""
    heartbeat_url_file: Line | None = None
    """File that holds the address."""
    heartbeat_url_command: Some[Line] | None = None
    """Program that prints the address."""
    heartbeat_url_keyring: KeyringEntry | None = None
    """Entry of the keyring, as service/user."""
    heartbeat_url_credential: Credential | None = None
    """Name of a credential."""
    per_person: BudgetTable = BudgetTable()
    """Most mails a person gets."""
    allow_private: bool = False
    """Whether the heartbeat may go to a loopback or private address."""


class ChannelTable(UrlKeys, TokenKeys):
    """A way to reach people besides mail."""

    name: Name
    """Its name, for a contact's channels."""
    kind: Literal["webhook", "apprise"]
    """webhook is built in; apprise needs the extra [notify]."""
    allow_private: bool = False
    """Whether its address may be a loopback or private one."""

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        if all(getattr(self, key) is None for key in UrlKeys.model_fields):
            raise wrong("has no address", ways_for("url"))
        return self


class DigestTable(Table):
    """A digest by mail."""

    name: Name
    """Its name."""
    at: time
    """Local time at which it is sent, in the config's time zone."""
    days: Days = frozenset(range(7))
    """mon-sun, mon-fri, mon,thu …"""
    period: Literal["day", "week"] | None = None
    """What it covers; default week when it is sent on one day a week, else day."""
    to: Some[Line]
    """Ids of contacts, or mail addresses."""
    attach: Many[Literal["csv", "json"]] = ()
    """Its numbers go along as files in these forms."""


def is_loopback(host: str) -> bool:
    """Whether the host is this computer, as far as its name tells."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def is_web_address(url: str) -> bool:
    """Whether it is the address of a site: http or https, a host, and nothing behind a `?`."""
    try:
        parts = urlsplit(url)
        plain = not (parts.query or parts.fragment or parts.username)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and plain
    except ValueError:
        return False


def _login_complete(table: PasswordKeys, user: str | None) -> None:
    keys = [key for key in PasswordKeys.model_fields if getattr(table, key) is not None]
    if user and not keys:
        raise wrong("has a user but no password", "write password_env or another of the ways")
    if keys and not user:
        raise wrong("has a password but no user", 'write user = "…"')
