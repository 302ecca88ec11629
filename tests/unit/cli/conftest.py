"""A replayed database, made once; each test that changes something gets a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.cli.world import NOW, Terminal, build


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the world was built."""
    folder = tmp_path_factory.mktemp("world")
    build(folder)
    return folder


@pytest.fixture
def terminal(
    original: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Terminal:
    """Commands on a copy of the world, at three in the morning."""
    folder = tmp_path / "world"
    shutil.copytree(original, folder)
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.delenv("SOCWATCH_CONFIG", raising=False)
    monkeypatch.delenv("SOCWATCH_USER", raising=False)
    return Terminal(folder / "story.toml", capsys)
