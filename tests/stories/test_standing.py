"""How topics stand: said beside alarms, in the terminal and in the digest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.detect.regime import Regime
from socwatch.watch.facts import digest_facts
from socwatch.watch.topics import Standing, standing
from tests.support.story import Story, config, when

LIVED = config().replace('"socwatch.db"', '"out/socwatch.db"')


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of a topic with five lively days, then eight hours of silence, three of them blind."""
    folder = tmp_path_factory.mktemp("standing")
    story = Story(folder, LIVED)
    story.chatter(5, "22 08:00", rate=6)
    story.source("12:00", "broken")
    story.source("15:00", "ok")
    story.run(until="16:00")
    return folder / "story.toml"


def _standing(path: Path, at: str) -> Standing:
    with App(load_config(path)) as app:
        return standing(app.store, "acme", ("press",), app.config.detection.tick, when(at))


def test_a_lively_topic_is_big_data_with_a_forecast_and_its_record(lived: Path) -> None:
    """Every three hours one, and most of them held."""
    found = _standing(lived, "07:50")

    assert found.size.regime is Regime.BIG
    assert found.hush is None
    assert found.forecast is not None
    assert found.forecast.end - found.forecast.start == timedelta(hours=3)
    assert found.record.judged >= 30
    assert found.record.held >= 0.8 * found.record.judged


def test_a_silence_is_said_without_the_blind_hours(lived: Path) -> None:
    """Five hours of it could be heard."""
    found = _standing(lived, "16:00")

    assert found.hush is not None
    assert when("07:30") <= found.hush.since <= when("08:15")
    assert 10 < found.hush.expected < 60


def test_the_digest_says_how_topics_stand(lived: Path) -> None:
    """Size, silence, and how right the forecasts were."""
    with App(load_config(lived)) as app:
        end = when("16:00")
        facts = digest_facts(
            app.setup(), "daily", end - timedelta(days=1), end, end, timezone="Europe/London"
        )

    (topic,) = facts.topics
    assert "big data" in topic.size
    assert "nothing was said for 8 h" in topic.hush
    assert "such forecasts held" in topic.record


def test_a_forecast_that_could_not_be_watched_is_not_judged(lived: Path) -> None:
    """The three blind hours say nothing of it."""
    before, after = _standing(lived, "12:00"), _standing(lived, "16:00")

    assert after.record.judged == before.record.judged
