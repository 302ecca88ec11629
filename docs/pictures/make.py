"""Makes the README's pictures with the program itself, from the night of the demo.

    python docs/pictures/make.py

Needs Chromium for the mail. The screen is as at ten minutes to three, the mail as Dana got it.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import mailbox
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from socwatch.app import App, load_config
from socwatch.engine.replaying import DATABASE, MAILBOX, staged
from socwatch.engine.scenario import Line, read_scenario
from socwatch.testing import FixedClock
from socwatch.tui.desk import Desk
from socwatch.tui.watch import WatchApp

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 2, 52, 13, tzinfo=UTC)


def main() -> None:
    """Writes both pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundle = resources.files("socwatch.demo")
        with resources.as_file(bundle / "demo.toml") as path:
            config = replace(load_config(path), database=str(folder / "night" / DATABASE))
        with resources.as_file(bundle / "stream.jsonl.gz") as path:
            lines = [line for line in read_scenario(path) if line.at <= NOW and line.act is None]
        app = App(config, FixedClock(NOW))
        asyncio.run(_play(app, [*lines, Line(at=NOW)], folder / "night"))
        asyncio.run(_screen(app))
        _mail(folder)


async def _play(app: App, lines: list[Line], folder: Path) -> None:
    run, replayed = staged(app, lines, folder)
    async for _ in run.run(lines):
        pass
    replayed.store.close()


async def _screen(app: App) -> None:
    screen = WatchApp(lambda: Desk(app, me="dana"), polling="polling")
    async with screen.run_test(size=(110, 36)) as pilot:
        while screen.board.snapshot is None:
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        drawn = screen.export_screenshot(title="socwatch watch")
    # A picture loads nothing from elsewhere; the reader's own fixed-width font does.
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    (HERE / "watch.svg").write_text(drawn.replace("Fira Code, ", ""), encoding="utf-8")


def _mail(folder: Path) -> None:
    box = mailbox.mbox(folder / "night" / MAILBOX, create=False)
    found = [one for one in box if "[RED]" in str(one["Subject"])][0]
    letter = email.message_from_bytes(found.as_bytes(), policy=email.policy.default)
    page = letter.get_body(("html",))
    assert page is not None
    (folder / "mail.html").write_text(page.get_content(), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    subprocess.run(
        [chromium, "--headless", *root, "--hide-scrollbars", "--force-device-scale-factor=1",
         "--window-size=520,1500", f"--screenshot={HERE / 'mail.png'}", str(folder / "mail.html")],
        check=True, capture_output=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
