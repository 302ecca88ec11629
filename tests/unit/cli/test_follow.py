"""What `run` and `watch --plain` say of a source that fails: once, until it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from socwatch.app import App
from socwatch.cli.follow import Follower
from socwatch.cli.frame import Frame
from socwatch.model.mention import Outcome
from socwatch.model.watching import SourceState
from socwatch.watch.collect import Collected
from socwatch.watch.tick import Ticked
from tests.support.story import config
from tests.unit.cli.world import write_config


def ticked(*states: SourceState, failed: tuple[str, ...] = ()) -> Ticked:
    """A tick in which these sources were asked."""
    return Ticked(collected=Collected(polled=states), failed=failed)


def state(outcome: Outcome, because: str = "") -> SourceState:
    """The press after a poll."""
    return SourceState(name="press", kind="rss", outcome=outcome, because=because)


def test_a_failure_is_said_once_until_it_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ticks in which the source was not due do not make its old failure news again."""
    down, gone = state(Outcome.BROKEN, "no answer"), state(Outcome.MISCONFIGURED, "no feed there")
    with App.open(write_config(tmp_path, config())) as app:
        follower = Follower(Frame(), app)
        for one in (ticked(down), ticked(), ticked(down), ticked(gone), ticked()):
            follower.after_tick(one)
        assert capsys.readouterr().err == (
            "socwatch: source press: no answer\nsocwatch: source press: no feed there\n"
        )
        for one in (ticked(state(Outcome.OK)), ticked(gone)):
            follower.after_tick(one)
        assert capsys.readouterr().err == "socwatch: source press: no feed there\n"


def test_a_step_that_fails_is_said_once_until_it_works_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A step is part of every tick: it is news again after one tick without it."""
    with App.open(write_config(tmp_path, config())) as app:
        follower = Follower(Frame(), app)
        for failed in (("assess failed",), ("assess failed",), (), ("assess failed",)):
            follower.after_tick(ticked(failed=failed))
    assert capsys.readouterr().err == "socwatch: assess failed\n" * 2
