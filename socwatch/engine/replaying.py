"""Runs a scenario under a config in a folder of its own.

Invariant: nothing outside the folder is written, no network is used: mail goes to the folder's
mailbox, other channels are recorded. A folder that holds somebody's own files is not touched.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from socwatch.app import App, mbox_notifier, sender_of
from socwatch.engine.replay import Replay, ScriptedSource
from socwatch.engine.scenario import Line, read_scenario
from socwatch.errors import UsageError
from socwatch.model.delivery import Delivery
from socwatch.model.issue import Entry
from socwatch.ports import Notifier
from socwatch.stores.sqlite import SqliteStore
from socwatch.watch.setup import Setup

MARKER = ".socwatch-replay"
MAILBOX = "mail.mbox"
DATABASE = "socwatch.db"
_OURS = (MAILBOX, "hooks.jsonl", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A finished replay; its store is still open."""

    setup: Setup
    store: SqliteStore
    lines: tuple[Line, ...]


def replay(app: App, scenario: Path, folder: Path, on_event: Callable[[Entry], None]) -> Replayed:
    """Plays the scenario from its first line to its last; events come as they happen.

    Raises UsageError for a scenario that cannot be read or a folder that is not ours.
    """
    lines = read_scenario(scenario)
    run, replayed = staged(app, lines, folder)
    asyncio.run(_play(run, lines, on_event))
    return replayed


def staged(app: App, lines: Sequence[Line], folder: Path) -> tuple[Replay, Replayed]:
    """A replay that has not begun, with a fresh folder of its own. Raises UsageError."""
    prepare(folder)
    sources = _scripted(app, lines)
    store = SqliteStore(folder / DATABASE, tick=app.config.detection.tick, durable=False)
    setup = app.setup(store=store, sources=sources, notifiers=_notifiers(app, folder))
    replayed = Replayed(setup=setup, store=store, lines=tuple(lines))
    return Replay(setup, sources), replayed


async def _play(run: Replay, lines: Sequence[Line], on_event: Callable[[Entry], None]) -> None:
    async for entry in run.run(lines):
        on_event(entry)


def prepare(folder: Path) -> None:
    """Makes the folder, or clears it of an earlier replay. Raises UsageError when it is not ours."""
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER
    taken = [name for name in _OURS if (folder / name).exists()]
    if taken and not marker.exists():
        raise UsageError(
            f"{folder} holds a {taken[0]} that no replay made",
            hint="choose another folder; nothing was changed",
        )
    for name in taken:
        (folder / name).unlink()
    marker.write_text(
        "made by `socwatch replay`; its files may be written anew\n", encoding="utf-8"
    )


def _scripted(app: App, lines: Sequence[Line]) -> tuple[ScriptedSource, ...]:
    """The config's sources, and those that only the scenario knows, as kind "import"."""
    every = timedelta(minutes=5)
    kinds = {one.name: one.kind for one in app.config.sources}
    intervals = {one.name: getattr(one.options, "every", None) for one in app.config.sources}
    for line in lines:
        name = line.source or (line.mention.source if line.mention else None)
        if name is not None:
            kinds.setdefault(name, "import")
    return tuple(
        ScriptedSource(name, kind, intervals.get(name) or every) for name, kind in kinds.items()
    )


def _notifiers(app: App, folder: Path) -> Mapping[str, Notifier]:
    mail = mbox_notifier(folder / MAILBOX, sender_of(app.config))
    hooks = {one.name: _Recorder(one.name, folder / "hooks.jsonl") for one in app.config.channels}
    return {**hooks, mail.channel: mail}


class _Recorder:
    """Stands for a channel that would use the network: keeps what it would have carried."""

    def __init__(self, channel: str, path: Path) -> None:
        self.channel = channel
        self._path = path

    async def send(self, delivery: Delivery) -> str:
        """Appends the body to the folder's hooks.jsonl."""
        line = json.dumps({"channel": self.channel, "body": delivery.body.decode()})
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(line + "\n")
        return "recorded"
