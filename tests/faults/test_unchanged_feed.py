"""A feed that says nothing new costs a conditional request a poll, and not one row."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from socwatch.model.mention import Outcome
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http
from socwatch.watch.collect import collect
from tests.faults.test_sources import ANSWERS
from tests.support.http_server import Reply, Seen, serving
from tests.support.world import World

_FEED = ANSWERS["/good"].body


def _answer(seen: Seen) -> Reply:
    if seen.headers.get("if-none-match") == '"v1"':
        return Reply(status=304)
    return Reply(body=_FEED, headers={"ETag": '"v1"', "Content-Type": "application/rss+xml"})


def _source(url: str) -> Source:
    options = registry.options_of("rss").model_validate({"url": url, "allow_private": True})
    return registry.build("press", "rss", options, http=Http())


def _rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for (name,) in names
        }


@pytest.mark.parametrize("polls", [30, pytest.param(1_000, marks=pytest.mark.soak)])
def test_polls_of_an_unchanged_feed_insert_nothing(tmp_path: Path, polls: int) -> None:
    """As many conditional requests as polls, every one of them ok, and no table grows."""
    with serving(_answer) as server, World(tmp_path, sources=[_source(server.url)]) as world:
        asyncio.run(collect(world.setup, world.now, force=True))
        before = _rows(world.path)
        outcomes = set()
        for _ in range(polls):
            world.forward(timedelta(seconds=20))
            collected = asyncio.run(collect(world.setup, world.now, force=True))
            outcomes |= {state.outcome for state in collected.polled}
        assert _rows(world.path) == before
        conditional = [seen for seen in server.seen if "if-none-match" in seen.headers]
        assert len(conditional) == len(server.seen) - 1 == polls
    assert outcomes == {Outcome.OK}
