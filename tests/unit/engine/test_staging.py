"""A scenario beside a screen: its past at once, the rest by the clock that the screen looks at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.engine.replaying import DATABASE
from socwatch.engine.scenario import Line
from socwatch.engine.staging import Paced, Stage
from socwatch.model.mention import Mention, MentionKind
from socwatch.tui.desk import Desk
from tests.support.story import config
from tests.unit.cli.world import write_config

CURTAIN = datetime(2026, 11, 22, 2, 20, tzinfo=UTC)


def said(at: datetime, text: str) -> Line:
    """A line of the scenario."""
    return Line(
        at=at,
        mention=Mention(
            origin="press", id=f"{at:%d%H%M}", source="press", kind=MentionKind.POST, text=text,
            fetched_at=at, published_at=at,
        ),
    )  # fmt: skip


def until(is_so: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def news() -> list[str]:
    """What the stage told."""
    return []


@pytest.fixture
def play(tmp_path: Path, news: list[str]) -> Iterator[tuple[Paced, Stage, Desk]]:
    """A quiet day, then a fire four minutes after the curtain; a minute lasts a sixtieth second."""
    folder = tmp_path / "play"
    settings = load_config(write_config(tmp_path, config()))
    settings = replace(settings, database=str(folder / DATABASE))
    clock = Paced(CURTAIN, 3600)
    lines = [
        said(CURTAIN - timedelta(hours=20), "an acme kettle in the window"),
        said(CURTAIN + timedelta(minutes=4), "my acme kettle is on fire"),
        Line(at=CURTAIN + timedelta(hours=40), is_end=True),
    ]
    stage = Stage(lambda: App(settings, clock), lines, folder, clock, on_news=news.append)
    stage.start()
    desk = Desk(App(settings, clock), me="dana")
    yield clock, stage, desk
    stage.stop()
    desk.close()


def test_the_past_is_there_when_the_curtain_rises(play: tuple[Paced, Stage, Desk]) -> None:
    """The clock stands until it is begun; what lies before has been read, and nothing after."""
    clock, stage, desk = play
    assert stage.past.wait(20)
    time.sleep(0.3)
    assert clock.now() == CURTAIN
    seen = desk.look()
    assert seen is not None
    assert [one.mention.text for one in seen.said] == ["an acme kettle in the window"]
    assert seen.seen.last_tick == CURTAIN


def test_what_is_done_at_the_screen_happens_in_the_play(play: tuple[Paced, Stage, Desk]) -> None:
    """The fire opens an issue; acknowledged at the screen, nobody else is told."""
    clock, stage, desk = play
    assert stage.past.wait(20)
    clock.begin()
    until(lambda: bool(desk.app.store.ledger.issues(only_open=True)))
    desk.acknowledge("I-1")
    at = clock.now()
    until(lambda: clock.now() > at + timedelta(hours=1))
    told = {one.to for one in desk.app.store.outbox.of_issue("I-1") if one.to != "dana"}
    before = {
        one.to for one in desk.app.store.outbox.of_issue("I-1") if one.created_at <= at
    } - {"dana"}  # fmt: skip
    assert told == before


def test_left_alone_the_plan_goes_on(play: tuple[Paced, Stage, Desk]) -> None:
    """Nobody acknowledges: Dana, then Luis, then Mia are told, each at their time."""
    clock, stage, desk = play
    assert stage.past.wait(20)
    clock.begin()
    until(lambda: "mia" in {one.to for one in desk.app.store.outbox.of_issue("I-1")}
          if desk.app.store.ledger.issues() else False)  # fmt: skip
    told = [one.to for one in desk.app.store.outbox.of_issue("I-1")]
    assert told[:3] == ["dana", "luis", "mia"]


def test_it_can_be_left_at_any_time(play: tuple[Paced, Stage, Desk], news: list[str]) -> None:
    """Stopped in the middle, it ends at once and without complaint."""
    clock, stage, _ = play
    assert stage.past.wait(20)
    clock.begin()
    assert stage.stop()
    assert news == []
