"""Secrets are read when they are used, from where the config says, and are never shown."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from socwatch import secrets
from socwatch.errors import SecretUnavailable
from socwatch.secrets import Secret, Way


def secret(way: Way, *reference: str, folder: Path = Path()) -> Secret:
    """A reference in short."""
    return Secret(way=way, reference=reference, folder=folder)


def test_a_variable_is_read_when_it_is_needed() -> None:
    """The value comes from the environment of that moment and is not in the repr."""
    token = secret(Way.ENV, "TOKEN")
    assert token.reveal({"TOKEN": "s3cret"}) == "s3cret"
    assert repr(token) == "Secret(env: TOKEN)"
    with pytest.raises(SecretUnavailable, match="TOKEN is not set") as caught:
        token.reveal({})
    assert caught.value.exit_code == 12
    assert caught.value.hint


def test_a_file_is_read_beside_the_config(tmp_path: Path) -> None:
    """The newline that editors add is no part of the secret; blanks are."""
    (tmp_path / "token").write_bytes(b" s3cret \r\n")
    assert secret(Way.FILE, "token", folder=tmp_path).reveal() == " s3cret "
    with pytest.raises(SecretUnavailable, match=r"no cannot be read: No such file"):
        secret(Way.FILE, "no", folder=tmp_path).reveal()


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 70_000])
def test_a_file_that_holds_no_secret_is_refused(content: bytes, tmp_path: Path) -> None:
    """Empty, binary and huge files are told, without their content."""
    (tmp_path / "token").write_bytes(content)
    with pytest.raises(SecretUnavailable, match=r"is empty|not text|larger") as caught:
        secret(Way.FILE, "token", folder=tmp_path).reveal()
    assert "xxx" not in str(caught.value)


def test_a_command_is_run_without_a_shell(tmp_path: Path) -> None:
    """Its words reach the program as they are; its answer is the secret."""
    words = (sys.executable, "-c", "import sys; print(sys.argv[1])", "$(id); *")
    assert secret(Way.COMMAND, *words).reveal() == "$(id); *"
    program = tmp_path / "give"
    program.write_text("#!/bin/sh\necho s3cret\n")
    program.chmod(0o700)
    assert secret(Way.COMMAND, "./give", folder=tmp_path).reveal() == "s3cret"


def test_a_command_that_fails_is_told() -> None:
    """A program that is not there or ends badly is an error, whatever it printed."""
    with pytest.raises(SecretUnavailable, match="no-such-program cannot be started"):
        secret(Way.COMMAND, "no-such-program").reveal()
    words = (sys.executable, "-c", "print('half'); raise SystemExit(3)")
    with pytest.raises(SecretUnavailable, match="ended with code 3") as caught:
        secret(Way.COMMAND, *words).reveal()
    assert "half" not in str(caught.value)


def test_a_command_that_hangs_is_ended_with_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grandchild that keeps the pipe open does not keep socwatch waiting."""
    monkeypatch.setattr(secrets, "COMMAND_SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(SecretUnavailable, match="no answer within"):
        secret(Way.COMMAND, "/bin/sh", "-c", "sleep 30 & wait").reveal()
    assert time.monotonic() - began < 5


def test_a_credential_comes_from_systemd_or_the_container(tmp_path: Path) -> None:
    """The name is looked for in $CREDENTIALS_DIRECTORY, and else in /run/secrets."""
    (tmp_path / "smtp").write_text("s3cret\n")
    reference = secret(Way.CREDENTIAL, "smtp")
    assert reference.reveal({"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "s3cret"
    missing = secret(Way.CREDENTIAL, "no-such-credential-of-socwatch")
    with pytest.raises(SecretUnavailable, match="/run/secrets/no-such-credential-of-socwatch"):
        missing.reveal({"CREDENTIALS_DIRECTORY": str(tmp_path)})


class Keyring(ModuleType):
    """A keyring that knows one entry."""

    def get_password(self, service: str, user: str) -> str | None:
        """The secret of socwatch/mastodon."""
        return "s3cret" if (service, user) == ("socwatch", "mastodon") else None


def test_a_keyring_is_asked_by_service_and_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """service/user is split; an entry that is not there is told with the command to add it."""
    errors = ModuleType("keyring.errors")
    errors.KeyringError = OSError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", Keyring("keyring"))
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert secret(Way.KEYRING, "socwatch/mastodon").reveal() == "s3cret"
    with pytest.raises(SecretUnavailable, match="has nothing for socwatch/x") as caught:
        secret(Way.KEYRING, "socwatch/x").reveal()
    assert caught.value.hint == "keyring set socwatch x"


def test_without_the_keyring_package_the_words_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """keyring is no dependency; who refers to it is told what to install."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(SecretUnavailable, match="not installed") as caught:
        secret(Way.KEYRING, "socwatch/mastodon").reveal(os.environ)
    assert caught.value.hint == "pip install keyring"
