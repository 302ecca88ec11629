"""How a config full of mistakes is told, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.config.load import load
from socwatch.errors import ConfigWrong
from socwatch.sources.registry import kinds, options_of

HERE = Path(__file__).parent


def test_the_words_for_a_wrong_config_are_these() -> None:
    """Each mistake is one line that an editor can jump to and a person can act on."""
    with pytest.raises(ConfigWrong) as caught:
        load(HERE / "wrong.toml", kinds=kinds, options_of=options_of)
    told = str(caught.value).replace(f"{HERE}/", "")
    assert told == (HERE / "wrong.txt").read_text(encoding="utf-8").rstrip("\n")
