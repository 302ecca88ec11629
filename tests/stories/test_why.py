"""Why an issue was opened is worked out again from what is stored, not only remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.watch.rederived import Rederived, rederived
from tests.support.story import Story, config

LIVED = config().replace('"socwatch.db"', '"out/socwatch.db"')


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of a topic with an alarm and a fire."""
    folder = tmp_path_factory.mktemp("why")
    story = Story(folder, LIVED)
    story.chatter(5, "22 12:00")
    story.burst("09:05", 40, "{n} times my acme kettle broke, terrible awful company")
    story.run(until="12:00")
    return folder / "story.toml"


def _again(path: Path, name: str) -> tuple[Rederived, str]:
    with App(load_config(path)) as app:
        issue = app.store.ledger.issue(name)
        return rederived(app.setup(), app.panel(), issue), issue.signal.because


def test_the_same_store_gives_the_same_sentence(crisis: Path) -> None:
    """All buckets again, from the first that was judged."""
    again, said = _again(crisis, "I-1")

    assert again.finding is not None
    assert again.finding.signal.because == said
    assert again.ticks > 400


def test_what_rests_on_single_mentions_says_so(tmp_path: Path) -> None:
    """A tripwire has no counts to be worked out from; its mention is there to be read."""
    story = Story(tmp_path, LIVED)
    story.post("11:30", "An acme kettle is on fire")
    story.run(until="11:45")

    again, _ = _again(tmp_path / "story.toml", "I-1")

    assert again.finding is None
    assert "single mentions" in again.because
    assert "socwatch mentions --issue I-1" in again.because


def test_a_topic_that_is_gone_cannot_be_worked_out(crisis: Path) -> None:
    """The reason is returned instead of a guess."""
    other = crisis.with_name("other.toml")
    words = crisis.read_text(encoding="utf-8").replace('name = "acme", query', 'name = "b", query')
    other.write_text(words, encoding="utf-8")

    again, _ = _again(other, "I-1")

    assert again.because == "the topic is not watched any more"
