"""query explain: what a query means, what is sent, why a text matches or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.world import Terminal


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Commands without any config."""
    return Terminal(tmp_path / "none.toml", capsys)


def test_it_needs_no_config_and_says_everything(bare: Terminal) -> None:
    """The reading, the clauses, the searches and what was widened, in one document."""
    query = '"acme kettle" NEAR/3 fire lang:en'
    said = bare.bare("query", "explain", query, "--text", "Acme kettle on fire", "--json")
    document = said.document
    assert said.code == 0
    assert document["matches"] is True
    assert document["because"] == [
        '"acme kettle" NEAR/3 fire: in the text as “acme kettle on fire”',
        "lang:en: it is “en”",
    ]
    assert document["sent"]["hackernews"] == ['"acme kettle" fire']  # type: ignore[index]
    assert document["widened"] == [
        '"acme kettle" NEAR/3 fire: "acme kettle" AND fire',
        "lang:en: left out",
    ]


def test_without_a_text_nothing_is_judged(bare: Terminal) -> None:
    """What is sent is shown all the same; oddities are named."""
    called = bare.bare("query", "explain", "apple ADN pie", "--kind", "x")
    assert "matches" not in called.out
    assert "write AND if you mean the operator" in called.out
    assert "x: (apple ADN pie) -is:retweet" in called.out


def test_a_language_is_told_from_the_text(bare: Terminal) -> None:
    """Where no source says it."""
    text = "Der Wasserkocher von Acme brennt lichterloh"
    called = bare.bare("query", "explain", "acme lang:de", "--text", text, "--kind", "x")
    assert "The text matches." in called.out


@pytest.mark.parametrize("query", ["", "(acme", "NOT acme", "/(/", "lan:en acme", "(" * 10_000])
def test_a_mistake_is_placed(bare: Terminal, query: str) -> None:
    """Exit 2, the column, a remedy, and no traceback."""
    called = bare.bare("query", "explain", query)
    assert called.code == 2
    assert "column" in called.err
    assert "Traceback" not in called.err


def test_a_topic_is_explained_by_its_name(terminal: Terminal) -> None:
    """Its query from the config."""
    called = terminal("query", "explain", "acme", "--text", "Acme", "--json")
    assert called.document["matches"] is True
