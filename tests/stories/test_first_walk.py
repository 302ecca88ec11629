"""The first quarter of an hour with socwatch: everything that is pressed is read off the screen."""

from __future__ import annotations

import asyncio
import contextlib
import mailbox
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from socwatch.app import App, load_config
from socwatch.engine.replaying import DATABASE, MAILBOX
from socwatch.engine.scenario import Line
from socwatch.engine.staging import Paced, Stage
from socwatch.tui.desk import Desk
from socwatch.tui.watch import WatchApp
from tests.support.screen import Sitter
from tests.support.story import config
from tests.unit.cli.world import write_config
from tests.unit.engine.test_staging import CURTAIN, said

#: Two minutes of the night in a second.
SPEED = 120.0


class Newcomer(Sitter):
    """Somebody who has read nothing: they press what the screen offers, and nothing else."""

    async def offered(self, key: str, does: str) -> None:
        """Presses a key that the screen shows with what it does."""
        line = next(
            (line for line in self.screen.splitlines() if re.search(rf"\b{key} +{does}", line)), ""
        )
        assert line, f"no “{key} {does}” on the screen:\n{self.screen}"
        await self.press(key)


def walk(folder: Path, scene: Callable[[Newcomer], Awaitable[None]]) -> Path:
    """`demo --watch` in small: a quiet day, a fire four minutes after the curtain rises."""
    out = folder / "play"
    settings = replace(
        load_config(write_config(folder, config())), database=str((out / DATABASE).resolve())
    )
    clock = Paced(CURTAIN, SPEED)
    lines = [
        said(CURTAIN - timedelta(hours=20), "an acme kettle in the window"),
        said(CURTAIN + timedelta(minutes=4), "my acme kettle is on fire"),
        Line(at=CURTAIN + timedelta(hours=4), is_end=True),
    ]
    stage = Stage(lambda: App(settings, clock), lines, out, clock, on_news=lambda _: None)
    stage.start()
    assert stage.past.wait(30)
    screen = WatchApp(
        lambda: Desk(App(settings, clock)), clock=clock, poller=lambda _: stage, polling="a play"
    )

    async def play() -> None:
        async with screen.run_test(size=(100, 32)) as pilot:
            newcomer = Newcomer(screen, pilot)
            await newcomer.loses("Reading …")
            clock.begin()
            await scene(newcomer)

    try:
        asyncio.run(play())
    finally:
        stage.stop()
    return out / MAILBOX


def subjects(box: Path) -> list[tuple[str, str]]:
    """To whom and under which subject mails went out."""
    with contextlib.closing(mailbox.mbox(box)) as mails:
        return [(str(one["To"]), str(one["Subject"])) for one in mails]


def test_from_the_fire_to_the_digest_by_what_the_screen_says(tmp_path: Path) -> None:
    """Acknowledge, note, close, digest, leave; and those who were called hear of each."""

    async def scene(screen: Newcomer) -> None:
        await screen.sees("All calm")
        await screen.sees("RED")
        await screen.sees("not acknowledged")
        await screen.sees("Acme: product safety ")
        await screen.offered("a", "Ack")
        await screen.sees("Who are you?")
        await screen.offered("2", "Luis Peña")
        await screen.hears("acknowledged by Luis Peña")
        await screen.sees("in hand")
        await screen.offered("n", "Note")
        await screen.sees("A note on I-1")
        await screen.write("Legal was called")
        await screen.press("enter")
        await screen.hears("Noted on I-1")
        await screen.offered("c", "Close")
        await screen.sees("It was real")
        await screen.offered("1", "It was real")
        await screen.hears("I-1 closed by Luis Peña")
        await screen.loses("in hand")
        await screen.offered("d", "Digest")
        page = await screen.sees("TO DO TODAY")
        assert "Above usual" in page or "mentions" in page
        await screen.press("escape")
        await screen.loses("TO DO TODAY")
        await asyncio.sleep(1.5)  # three minutes of the night: the stand-down goes out
        await screen.offered("q", "Quit")

    sent = subjects(walk(tmp_path, scene))
    told = [subject for to, subject in sent if to == "dana@acme.example"]
    assert "[RED]" in told[0]
    assert any("[acknowledged]" in one for one in told)
    assert any("[closed]" in one for one in told)
