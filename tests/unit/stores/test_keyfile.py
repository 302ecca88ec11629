"""The key of the links is its owner's alone, or it is not used."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from socwatch.errors import SecretUnavailable
from socwatch.stores.keyfile import key_at


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """32 bytes, for its owner only, the same ever after."""
    path = tmp_path / "out" / "key"
    made = key_at(path)
    assert len(made) == 32
    assert key_at(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["key"]


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """They could acknowledge in anybody's name."""
    path = tmp_path / "key"
    key_at(path)
    path.chmod(0o640)
    with pytest.raises(SecretUnavailable, match="others may read"):
        key_at(path)


def test_a_key_that_somebody_put_there_is_refused(tmp_path: Path) -> None:
    """A link to a file, a folder, and what has another length."""
    real = tmp_path / "real"
    key_at(real)
    (tmp_path / "linked").symlink_to(real)
    (tmp_path / "folder").mkdir()
    short = tmp_path / "short"
    short.write_bytes(b"k")
    short.chmod(0o600)
    for name in ("linked", "folder", "short"):
        with pytest.raises(SecretUnavailable, match=name):
            key_at(tmp_path / name)
