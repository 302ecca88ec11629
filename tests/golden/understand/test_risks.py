"""The risks of a text and the words that decided, pair by pair."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from socwatch.understand.risk import Risks

PAIRS = tomllib.loads(Path(__file__).with_name("risks.toml").read_text("utf-8"))["pair"]


@pytest.fixture(scope="module")
def risks() -> Risks:
    return Risks()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["text"]))
def test_risks(risks: Risks, pair: dict[str, Any]) -> None:
    """Category, level and words are those that are approved."""
    found = [[risk.category, risk.level, risk.term] for risk in risks.found(pair["text"])]

    assert found == pair["risks"]
