"""The words in which `query explain` answers, pair by pair."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from socwatch.match.query import explain
from socwatch.match.syntax import parse

PAIRS = tomllib.loads(Path(__file__).with_name("explanations.toml").read_text("utf-8"))["pair"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['query']} in {pair['text']}")
def test_explanation(pair: dict[str, Any]) -> None:
    """The query matches the text as stated, and every clause says why."""
    explanation = explain(parse(pair["query"]), pair["text"])

    assert explanation.matches is pair["matches"]
    assert list(explanation.because) == pair["because"]
