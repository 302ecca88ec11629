"""The keys by which a table of the config refers to a secret.

Invariant: the config says where a secret is, never what it is, and each of them in one way.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from socwatch.config.values import Line, Some, Table, wrong
from socwatch.secrets import given_twice


def _plain_file_name(value: str) -> str:
    if "/" in value or "\\" in value or value in (".", ".."):
        raise wrong("must be the name of a credential, not a path", "write the name alone")
    return value


def _service_and_user(value: str) -> str:
    service, _, user = value.partition("/")
    if not service or not user:
        raise wrong("must name a service and a user", 'write "service/user"')
    return value


Credential = Annotated[Line, AfterValidator(_plain_file_name)]
KeyringEntry = Annotated[Line, AfterValidator(_service_and_user)]


class Referring(Table):
    """A table that may refer to secrets; each of them in at most one way."""

    @model_validator(mode="after")
    def _one_way_each(self) -> Self:
        twice = given_twice(self, self.model_fields_set)
        if twice is not None:
            name, ways = twice
            raise wrong(f"{name} is given in {len(ways)} ways: {', '.join(ways)}", "keep one")
        return self


class PasswordKeys(Referring):
    """Where the password is."""

    password_env: Line | None = None
    """Environment variable that holds the password."""
    password_file: Line | None = None
    """File that holds the password."""
    password_command: Some[Line] | None = None
    """Program, with its arguments, that prints the password within 10 s; no shell."""
    password_keyring: KeyringEntry | None = None
    """Entry of the system's keyring, as service/user."""
    password_credential: Credential | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""


class UrlKeys(Referring):
    """Where the address is; addresses of chats are secrets."""

    url_env: Line | None = None
    """Environment variable that holds the address."""
    url_file: Line | None = None
    """File that holds the address."""
    url_command: Some[Line] | None = None
    """Program, with its arguments, that prints the address within 10 s; no shell."""
    url_keyring: KeyringEntry | None = None
    """Entry of the system's keyring, as service/user."""
    url_credential: Credential | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""


class TokenKeys(Referring):
    """Where the token is."""

    token_env: Line | None = None
    """Environment variable that holds the token."""
    token_file: Line | None = None
    """File that holds the token."""
    token_command: Some[Line] | None = None
    """Program, with its arguments, that prints the token within 10 s; no shell."""
    token_keyring: KeyringEntry | None = None
    """Entry of the system's keyring, as service/user."""
    token_credential: Credential | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""
