"""Ten of twenty sources hang: the others are read at once, and the poll ends within its deadline."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest

from socwatch.model.mention import Outcome
from socwatch.ports import Source
from socwatch.sources import registry
from socwatch.sources._http import Http, Manners
from socwatch.watch.collect import collect
from tests.faults.rig import Rig
from tests.faults.test_sources import ANSWERS
from tests.support.http_server import Reply, Seen, serving
from tests.support.world import World

_HANGS = Reply(body=b"<rss", delay=300.0)


def _answer(seen: Seen) -> Reply:
    return _HANGS if "hang" in seen.path else ANSWERS["/good"]


def _names() -> list[str]:
    return [f"{word}-{number}" for number in range(10) for word in ("hang", "good")]


def _sources(base: str, http: Http) -> list[Source]:
    options = registry.options_of("rss")
    return [
        registry.build(
            name,
            "rss",
            options.model_validate({"url": f"{base}/{name}", "allow_private": True}),
            http=http,
        )
        for name in _names()
    ]


def test_ten_hanging_sources_delay_and_fail_nobody(tmp_path: Path) -> None:
    """One host, twenty feeds: ten are read though ten never answer; each hanging one is broken."""
    http = Http(manners=Manners(deadline=2.0, retries=1, backoff=0.01))
    with serving(_answer) as server, World(tmp_path, sources=_sources(server.url, http)) as world:
        began = time.monotonic()
        collected = asyncio.run(collect(world.setup, world.now, force=True))
        took = time.monotonic() - began
    outcomes = {state.name: state.outcome for state in collected.polled}
    assert {outcomes[name] for name in _names() if "good" in name} == {Outcome.OK}
    assert {outcomes[name] for name in _names() if "hang" in name} == {Outcome.BROKEN}
    assert took < 6.0


@pytest.mark.soak
def test_the_program_itself_ends_within_the_deadline(tmp_path: Path) -> None:
    """As cron would see it, with the real patience: half a minute, and ten good sources."""
    with serving(_answer) as server:
        tables = (
            f'[[sources]]\nname = "{name}"\nkind = "rss"\nurl = "{server.url}/{name}"\n'
            "allow_private = true\n"
            for name in _names()
        )
        rig = Rig(tmp_path, sources="".join(tables))
        began = time.monotonic()
        polled = rig.run("poll")
        took = time.monotonic() - began
        rows = json.loads(rig.run("sources", "list", "--json").out)
    assert polled.code == 3
    assert took < 60.0
    assert {row["state"] for row in rows if "good" in row["name"]} == {"ok"}
