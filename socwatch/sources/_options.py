"""What every kind of source can be told in the config, and how each value is read.

Invariant: an Options model is complete and checked; a source never looks at the config again.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, ClassVar, Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from socwatch.match.syntax import QueryError, parse
from socwatch.model.times import length
from socwatch.secrets import Secret, given_twice, secret_of


def duration(value: object) -> timedelta:
    """The length that "90s", "15m", "2h", "1d" or "4w" means; ValueError for anything else."""
    if isinstance(value, timedelta):
        return value
    try:
        found = length(value) if isinstance(value, str) else timedelta(0)
    except ValueError:
        found = timedelta(0)
    if not found:
        raise ValueError('write a length of time as "90s", "15m", "2h", "1d" or "4w"')
    return found


def web_address(value: str) -> str:
    """The same address when a source may be pointed at it; ValueError with the reason if not."""
    try:
        parts = urlsplit(value.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is not a web address") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError("write a full web address that begins with http:// or https://")
    if parts.username or parts.password:
        raise ValueError("take the user name and password out of the address")
    return value.strip()


def readable_query(value: str) -> str:
    """The same expression when it can be read; ValueError with the reason if not."""
    try:
        parse(value)
    except QueryError as error:
        raise ValueError(f"{error.message}; {error.suggestion}".rstrip("; ")) from None
    return value


def _beside_the_config(value: object, info: ValidationInfo) -> object:
    """A file or program that is not absolute counts from the config file's folder."""
    folder = Path((info.context or {}).get("folder", Path()))
    if isinstance(value, str) and value.strip():
        return str(folder / Path(value).expanduser())
    if isinstance(value, list) and value and isinstance(value[0], str) and "/" in value[0]:
        return [str(folder / Path(value[0]).expanduser()), *value[1:]]
    return value


def rebased(address: str, base_url: str | None) -> str:
    """`address` with the scheme and host of `base_url`, whose path (if any) comes first."""
    if base_url is None:
        return address
    base, parts = urlsplit(base_url), urlsplit(address)
    path = base.path.rstrip("/") + parts.path
    return urlunsplit((base.scheme, base.netloc, path, parts.query, ""))


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,6}\s*[smhdw]$"}),
]
WebAddress = Annotated[str, AfterValidator(web_address)]
#: A word on one line: an id, a name, a code.
Word = Annotated[str, Field(min_length=1, pattern=r"^[^\s\x00-\x1f\x7f]+$")]
Line = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f\x7f]+$")]
File = Annotated[Line, BeforeValidator(_beside_the_config)]
_Command = Annotated[
    tuple[Line, ...], BeforeValidator(_beside_the_config), Field(strict=False, min_length=1)
]


class SourceOptions(BaseModel):
    """The keys that each kind of source understands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    #: The service is not asked more often than this, whatever `every` says.
    FLOOR: ClassVar[timedelta] = timedelta(seconds=1)

    every: Duration = timedelta(minutes=5)
    """How often the source is asked; each kind has a polite floor."""

    canary: Annotated[str, AfterValidator(readable_query)] | None = None
    """A query that always finds something, asked every six hours: proves the whole way."""

    @property
    def is_paced(self) -> bool:
        """Whether the interval is ours to stretch: nobody wrote `every`."""
        return "every" not in self.model_fields_set

    @property
    def interval(self) -> timedelta:
        """`every`, or the kind's floor where that is longer."""
        return max(self.every, self.FLOOR)


class NetworkOptions(SourceOptions):
    """The keys of every kind that connects to a server."""

    allow_private: bool = False
    """Opens loopback and private networks for this source; link-local stays closed."""


class HttpOptions(NetworkOptions):
    """The keys of every kind that speaks HTTP."""

    base_url: WebAddress | None = None
    """Another host that stands for the service: a server of your own, or a test."""

    def address(self, address: str) -> str:
        """Where the service's `address` is to be asked for."""
        return rebased(address, self.base_url)


class SecretKeys(BaseModel):
    """Keys that say where a secret is; each secret in one way, and never the secret itself."""

    @model_validator(mode="after")
    def _one_way_each(self) -> Self:
        twice = given_twice(self, self.model_fields_set)
        if twice is not None:
            name, ways = twice
            raise ValueError(f"{name} is given in {len(ways)} ways: {', '.join(ways)}; keep one")
        return self

    def secret(self, name: str) -> Secret | None:
        """Where the secret is; None when the config does not say."""
        return secret_of(self, name)


class Referring(SecretKeys, HttpOptions):
    """Options of a kind that speaks HTTP and has a secret."""


class TokenOptions(Referring):
    """Where the token (or key) of the service is."""

    token_env: Line | None = None
    """Environment variable that holds the token."""
    token_file: File | None = None
    """File that holds the token."""
    token_command: _Command | None = None
    """Program, with its arguments, that prints the token within 10 s; no shell."""
    token_keyring: Line | None = None
    """Entry of the system's keyring, as service/user."""
    token_credential: Word | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""


class PasswordKeys(SecretKeys):
    """Where the password of the login is."""

    password_env: Line | None = None
    """Environment variable that holds the password."""
    password_file: File | None = None
    """File that holds the password."""
    password_command: _Command | None = None
    """Program, with its arguments, that prints the password within 10 s; no shell."""
    password_keyring: Line | None = None
    """Entry of the system's keyring, as service/user."""
    password_credential: Word | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""


class PasswordOptions(PasswordKeys, Referring):
    """Where the password of the login to a service that speaks HTTP is."""


class ClientSecretOptions(Referring):
    """Where the secret of an app is that was registered with the service."""

    client_secret_env: Line | None = None
    """Environment variable that holds the app's secret."""
    client_secret_file: File | None = None
    """File that holds the app's secret."""
    client_secret_command: _Command | None = None
    """Program, with its arguments, that prints the app's secret within 10 s; no shell."""
    client_secret_keyring: Line | None = None
    """Entry of the system's keyring, as service/user."""
    client_secret_credential: Word | None = None
    """Name below systemd's $CREDENTIALS_DIRECTORY, or in /run/secrets."""
