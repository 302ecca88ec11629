"""A night with an outage that Luis has and a fire that nobody has; made once, copied for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.cli.world import NOW, build


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the night was played."""
    folder = tmp_path_factory.mktemp("night")
    build(folder)
    return folder


@pytest.fixture
def config(night: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The config of a copy of the night, at three in the morning."""
    folder = tmp_path / "night"
    shutil.copytree(night, folder)
    monkeypatch.setenv("SOCWATCH_NOW", NOW)
    monkeypatch.delenv("SOCWATCH_USER", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder / "story.toml"
