"""Passwords, tokens and secret addresses: the config says where they are, never what they are.

Invariant: a `Secret` holds no value. Whoever needs it calls `reveal` at the moment of use, so
that nothing printed, logged or kept can contain it.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from socwatch.errors import SecretUnavailable

COMMAND_SECONDS = 10.0
LARGEST_SECRET = 64 * 1024
CONTAINER_SECRETS = Path("/run/secrets")


class Way(StrEnum):
    """Where a secret is kept; the ending of the key that says so."""

    ENV = "env"
    FILE = "file"
    COMMAND = "command"
    KEYRING = "keyring"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A reference to a secret. Neither it nor its repr ever shows the value."""

    way: Way
    reference: tuple[str, ...]  # one word; for a command its words
    folder: Path = Path()  # relative files and programs are looked for here

    def __repr__(self) -> str:
        return f"Secret({self.way}: {self.reference[0]})"

    def reveal(self, env: Mapping[str, str] | None = None) -> str:
        """The value, read now. Raises SecretUnavailable, which says what to do.

        `env` stands for the environment of the process and is that by default.
        """
        around = os.environ if env is None else env
        match self.way:
            case Way.ENV:
                value = _from_env(self.reference[0], around)
            case Way.FILE:
                value = _from_file(self.folder / Path(self.reference[0]).expanduser())
            case Way.COMMAND:
                value = _from_command(self.reference, self.folder)
            case Way.KEYRING:
                value = _from_keyring(self.reference[0])
            case Way.CREDENTIAL:
                value = _from_credential(self.reference[0], around)
        if not value:
            raise SecretUnavailable(f"the secret in {self._place()} is empty")
        return value

    def _place(self) -> str:
        return f"{self.way} {self.reference[0]}"


def _from_env(name: str, env: Mapping[str, str]) -> str:
    if name not in env:
        raise SecretUnavailable(
            f"the environment variable {name} is not set", hint=f"set {name} and start again"
        )
    return env[name]


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_SECRET + 1)
    except OSError as error:
        raise SecretUnavailable(
            f"the secret in {path} cannot be read: {error.strerror}",
            hint="check that the file is there and that socwatch may read it",
        ) from error
    return _as_text(content, str(path))


def _as_text(content: bytes, place: str) -> str:
    """The value without the newline that editors and programs put at the end."""
    if len(content) > LARGEST_SECRET:
        raise SecretUnavailable(f"the secret in {place} is larger than 64 KiB")
    try:
        return content.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise SecretUnavailable(f"the secret in {place} is not text in UTF-8") from None


def _from_command(words: tuple[str, ...], folder: Path) -> str:
    program = str(folder / Path(words[0]).expanduser()) if "/" in words[0] else words[0]
    try:
        process = subprocess.Popen(  # noqa: S603  # the owner of the config names the program
            [program, *words[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise SecretUnavailable(
            f"the command {words[0]} cannot be started: {error.strerror}"
        ) from error
    output = _output(process, words[0])
    if process.returncode:
        raise SecretUnavailable(
            f"the command {words[0]} ended with code {process.returncode}",
            hint="run it by hand to see why",
        )
    return _as_text(output, f"the answer of {words[0]}")


def _output(process: subprocess.Popen[bytes], name: str) -> bytes:
    try:
        return process.communicate(timeout=COMMAND_SECONDS)[0]
    except subprocess.TimeoutExpired:
        _end(process)
        raise SecretUnavailable(
            f"the command {name} gave no answer within {COMMAND_SECONDS:g} s",
            hint="it must not ask a person anything",
        ) from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the command with its children: one that lives on would hold the pipe open."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _from_keyring(reference: str) -> str:
    service, _, user = reference.partition("/")
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        raise SecretUnavailable(
            "the secret is in a keyring, but the keyring package is not installed",
            hint="pip install keyring",
        ) from None
    try:
        value = keyring.get_password(service, user)
    except errors.KeyringError as error:
        raise SecretUnavailable(f"the keyring cannot be read: {error}") from error
    if value is None:
        raise SecretUnavailable(
            f"the keyring has nothing for {reference}",
            hint=f"keyring set {service} {user}",
        )
    return str(value)


def _from_credential(name: str, env: Mapping[str, str]) -> str:
    folder = env.get("CREDENTIALS_DIRECTORY")
    given = Path(folder) / name if folder else None
    return _from_file(given if given and given.exists() else CONTAINER_SECRETS / name)


def secret_of(table: object, name: str, folder: Path = Path()) -> Secret | None:
    """The secret that a table refers to by `<name>_env`, `<name>_file` …, if it does."""
    for way in Way:
        value = getattr(table, f"{name}_{way}", None)
        if value is not None:
            reference = (value,) if isinstance(value, str) else tuple(value)
            return Secret(way=way, reference=reference, folder=folder)
    return None


def given_twice(table: object, given: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
    """A secret that is referred to in more than one way, and the keys that do; None if none is.

    `given` are the table's keys as they are written.
    """
    set_keys = sorted(key for key in given if getattr(table, key, None) is not None)
    keys = [key for key in set_keys if key.rpartition("_")[2] in {*Way}]
    for key in keys:
        name = key.rpartition("_")[0]
        ways = tuple(other for other in keys if other.rpartition("_")[0] == name)
        if len(ways) > 1 and hasattr(table, f"{name}_env"):
            return name, ways
    return None


def secrets_in(table: object) -> tuple[Secret, ...]:
    """Every secret that a table refers to, whatever it is called."""
    written = {
        key: value
        for key, value in vars(table).items()
        if key.endswith(tuple(f"_{way}" for way in Way))
    }
    # Several of a kind, by what they are for: headers_env = { "X-Session" = "SESSION" }.
    several = [
        Secret(way=Way(key.rpartition("_")[2]), reference=(one,))
        for key, value in written.items()
        if isinstance(value, Mapping)
        for one in value.values()
    ]
    names = sorted(
        {key.rpartition("_")[0] for key, one in written.items() if not isinstance(one, Mapping)}
    )
    found = (secret_of(table, name) for name in names)
    return (*(secret for secret in found if secret is not None), *several)
