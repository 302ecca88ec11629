"""config.example.toml shows and explains every key, and the reference does too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from pydantic import BaseModel

from socwatch.config.check import NOT_IN_FORCE
from socwatch.config.describe import explanations
from socwatch.config.load import load
from socwatch.config.settings import Settings
from socwatch.config.sheet import dotted
from socwatch.config.words import models_of
from socwatch.sources.registry import KINDS, kinds, options_of

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config.example.toml"
REFERENCE = ROOT / "docs" / "reference" / "config.md"


SECRET = re.compile(r"_(env|file|command|keyring|credential)$")


def keys(model: type[BaseModel]) -> set[str]:
    """The model's keys as they are written."""
    return {field.alias or name for name, field in model.model_fields.items()}


def tables(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The model and all inside it."""
    yield model
    for field in model.model_fields.values():
        for inner in models_of(field.annotation):
            yield from tables(inner)


def test_the_example_loads_and_warns_only_of_what_is_not_in_force_yet() -> None:
    """Whoever copies it has a right config; it shows every kind, in use or commented out."""
    config = load(EXAMPLE, kinds=kinds, options_of=options_of)
    waiting = {dotted(place) for place in NOT_IN_FORCE}
    said = {one.key for one in config.warnings if "others may change" not in one.says}
    assert said <= waiting
    text = EXAMPLE.read_text(encoding="utf-8")
    assert set(re.findall(r'^(?:# )?kind = "(\w+)"', text, re.MULTILINE)) >= set(KINDS)


def written_as(
    model: type[BaseModel], tables: list[dict[str, Any]], found: dict[type[BaseModel], set[str]]
) -> None:
    """Notes for each model which keys its tables use, here and inside."""
    found.setdefault(model, set()).update(key for table in tables for key in table)
    for name, field in model.model_fields.items():
        values = [table[field.alias or name] for table in tables if (field.alias or name) in table]
        lists = [one if isinstance(one, list) else [one] for one in values]
        for inner in models_of(field.annotation):
            written_as(inner, [one for some in lists for one in some], found)


def opened(text: str) -> str:
    """The example with everything that is commented out in use."""
    return re.sub(r"^# (?=\w+ = |\[\[)", "", text, flags=re.MULTILINE)


def test_what_is_commented_out_loads_too(tmp_path: Path) -> None:
    """Whoever takes the # away from a source has one that the config takes."""
    sources = EXAMPLE.read_text(encoding="utf-8").split("# ── Where to look")[1]
    path = tmp_path / "all.toml"
    path.write_text(opened("# " + sources.split("# ── How soon")[0]), encoding="utf-8")
    config = load(path, kinds=kinds, options_of=options_of)
    assert {source.kind for source in config.sources} == set(KINDS)


def test_every_key_is_in_the_example() -> None:
    """In use or commented out, in its own table, no key is left to be guessed."""
    text = EXAMPLE.read_text(encoding="utf-8")
    written = tomli.loads(opened(text))
    found: dict[type[BaseModel], set[str]] = {}
    written_as(Settings, [written], found)
    left_out = {f"{model.__name__}.{key}" for model in found for key in keys(model) - found[model]}
    secret = {one for one in left_out if SECRET.search(one)}
    assert left_out - secret == set()
    assert [one for one in secret if f"{one.partition('.')[2]}" not in text] == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_of_a_kind_is_in_the_example(kind: str) -> None:
    """Each kind's own keys are shown with it; those of all kinds once, and one way to a secret."""
    text = EXAMPLE.read_text(encoding="utf-8")
    sources = text.split("[[sources]]")[1:]
    own = "".join(part for part in sources if f'kind = "{kind}"' in part)
    shared = {"every", "base_url", "allow_private", "canary"}
    for key in keys(options_of(kind)):
        if SECRET.search(key) and not key.endswith("_env"):
            continue
        assert re.search(rf"^(# )?{key} = ", text if key in shared else own, re.MULTILINE), key


def test_commented_keys_are_right_too() -> None:
    """What is commented out can be used by taking the # away."""
    text = EXAMPLE.read_text(encoding="utf-8")
    commented = re.findall(r"^# (\w+ = .*)$", text, re.MULTILINE)
    assert len(commented) >= 8
    for line in commented:
        assert tomli.loads(line)


@pytest.mark.parametrize("table", sorted(set(tables(Settings)), key=lambda one: one.__name__))
def test_every_key_is_in_the_reference(table: type[BaseModel]) -> None:
    """docs/reference/config.md names each key and says what it means in the code's own words."""
    text = REFERENCE.read_text(encoding="utf-8")
    for key, meaning in explanations(table).items():
        assert f"`{key}`" in text
        assert SECRET.search(key) or f"| {meaning} |" in text
    assert len(explanations(table)) == len(table.model_fields)
