"""A registry of two kinds of source, and a config that is right, to change piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from socwatch.config.load import load
from socwatch.config.result import Config
from socwatch.config.values import Duration
from socwatch.errors import ConfigWrong

PLAN = """
[plan]
name = "Acme crisis plan"
owner = "pr"

[[plan.contacts]]
id = "dana"
name = "Dana Okafor"
roles = ["pr"]
email = "dana@acme.example"

[[plan.contacts]]
id = "luis"
name = "Luis Peña"
roles = ["legal"]
email = "luis@acme.example"

[[plan.rotas]]
name = "duty"
members = ["dana", "luis"]
start = 2026-01-05

[[plan.policies]]
severity = "amber"
steps = [{ after = "0m", tell = ["rota:duty"] }]

[[plan.policies]]
severity = "red"
steps = [
  { after = "0m", tell = ["rota:duty"] },
  { after = "15m", tell = ["role:pr", "contact:luis"] },
]
"""
WATCHED = """
[[topics]]
name = "acme"
query = "acme"
owner = "pr"

[[sources]]
name = "press"
kind = "rss"
url = "https://news.example/rss"

[mail]
from = "socwatch <socwatch@acme.example>"
mbox = "mail.mbox"
"""
RIGHT = WATCHED + PLAN


class RssOptions(BaseModel):
    """What the double of the kind rss takes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    url: str
    """Address of the feed."""
    every: Duration = timedelta(minutes=5)
    """How often it is read."""


class FileOptions(BaseModel):
    """What the double of the kind file takes."""

    model_config = ConfigDict(extra="forbid")

    path: Path
    """The file."""

    @field_validator("path")
    @classmethod
    def _in_folder(cls, value: Path, info: ValidationInfo) -> Path:
        return Path(info.context["folder"]) / value


KINDS: dict[str, type[BaseModel]] = {"rss": RssOptions, "file": FileOptions}

Load = Callable[..., Config]
Wrong = Callable[..., list[str]]


def load_here(path: Path) -> Config:
    """Loads with the two kinds above."""
    return load(path, kinds=lambda: tuple(KINDS), options_of=KINDS.__getitem__)


@pytest.fixture
def right() -> str:
    """A config without a mistake or a warning."""
    return RIGHT


@pytest.fixture
def watched() -> str:
    """The same without its plan."""
    return WATCHED


@pytest.fixture
def plan() -> str:
    """Its plan."""
    return PLAN


@pytest.fixture
def kinds() -> dict[str, type[BaseModel]]:
    """The kinds of source there are, with their options."""
    return KINDS


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Loads a text as if it were the config."""

    def load_text(text: str, name: str = "socwatch.toml") -> Config:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        return load_here(path)

    return load_text


@pytest.fixture
def wrong(loaded: Load, tmp_path: Path) -> Wrong:
    """Loads a text that is wrong, and returns its problems without the folder's name."""

    def problems(text: str) -> list[str]:
        with pytest.raises(ConfigWrong) as caught:
            loaded(text)
        return [str(one).replace(f"{tmp_path}/", "") for one in caught.value.problems]

    return problems
