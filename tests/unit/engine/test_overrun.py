"""A tick that takes too long keeps others from running, and people can see that it did."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socwatch.app import App, load_config
from socwatch.cli.overview import lines
from socwatch.engine.local import Local
from socwatch.engine.overview import overview
from socwatch.engine.renewal import Renewal
from socwatch.model.mention import Cursor, Page
from socwatch.model.query import Topic
from socwatch.watch.setup import Setup
from socwatch.watch.tick import Ticked
from tests.support.story import config


class Slow:
    """A source that answers the first time only after a while."""

    name = kind = "press"
    every = timedelta(seconds=0)

    def __init__(self) -> None:
        self.asked = 0

    async def poll(
        self, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> AsyncGenerator[Page, None]:
        """Nothing, late."""
        del topics, since, now
        self.asked += 1
        if self.asked == 1:
            await asyncio.sleep(0.7)
        yield Page(mentions=[], next=Cursor("1"))


def test_skipped_ticks_are_counted_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do not pile up: the next tick is one tick, and `status` says what was skipped."""
    path = tmp_path / "socwatch.toml"
    path.write_text(config(), encoding="utf-8")
    slow, ticks = Slow(), 0
    whole = Renewal.setup

    def with_slow(renewal: Renewal, now: datetime) -> Setup:
        return replace(whole(renewal, now), sources=(slow,))

    monkeypatch.setattr(Renewal, "setup", with_slow)
    with App(load_config(path)) as app:

        async def some_ticks() -> None:
            def count(_: Ticked) -> None:
                nonlocal ticks
                ticks += 1
                if ticks == 2:
                    local.stop()

            local = Local(app, on_tick=count, every=timedelta(seconds=0.2))
            await asyncio.wait_for(local.run(purpose="run"), 20)

        asyncio.run(some_ticks())
        seen = overview(app, app.clock.now())
        assert seen.skipped is not None
        assert seen.skipped[0] >= 2
        assert any(line.startswith("SLOW") for line in lines(seen))
        later = overview(app, app.clock.now() + timedelta(days=2))
        assert later.skipped is None
