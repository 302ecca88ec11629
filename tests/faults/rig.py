"""A folder with a config, and the real `socwatch` program run in it as cron would."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from socwatch.engine.lease import holder
from socwatch.stores.sqlite import SqliteStore

BEGIN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)  # a Sunday morning; London is on UTC
TICK = timedelta(minutes=15)

_PLAN = """
[plan]
name = "Acme crisis plan"
owner = "pr"

[[plan.contacts]]
id = "dana"
name = "Dana Okafor"
roles = ["pr"]
email = "dana@acme.example"

[[plan.contacts]]
id = "luis"
name = "Luis Peña"
roles = ["pr"]
email = "luis@acme.example"

[[plan.contacts]]
id = "mia"
name = "Mia Chen"
roles = ["ceo"]
email = "mia@acme.example"

[[plan.policies]]
severity = "red"
steps = [{ after = "0m", tell = ["role:pr"] }, { after = "4h", tell = ["role:ceo"] }]
fallback = "ops@acme.example"

[[plan.scenarios]]
id = "product_safety"
terms = ["fire"]
severity_floor = "red"
tripwire = true
"""
DROP = """
[[sources]]
name = "drop"
kind = "file"
path = "drop.jsonl"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A call of the program that has ended."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, object]:
        """The JSON document on stdout."""
        found: dict[str, object] = json.loads(self.out)
        return found


class Rig:
    """One installation: config, dropped lines, database."""

    def __init__(
        self,
        folder: Path,
        *,
        smtp: int | None = None,
        topics: Sequence[str] = ("acme",),
        sources: str = DROP,
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.database = folder / "socwatch.db"
        self.dropped = folder / "drop.jsonl"
        self.dropped.touch()
        carrier = (
            'mbox = "mail.mbox"'
            if smtp is None
            else f'smtp = {{ host = "127.0.0.1", port = {smtp}, tls = "none" }}'
        )
        watched = "".join(
            f'[[topics]]\nname = "{name}"\nquery = "{name}"\nowner = "pr"\n' for name in topics
        )
        mail = f'[mail]\nfrom = "socwatch <socwatch@acme.example>"\n{carrier}\n'
        (folder / "socwatch.toml").write_text(
            f'version = 1\ntimezone = "Europe/London"\n{watched}{sources}{_PLAN}{mail}',
            encoding="utf-8",
        )

    def drop(self, texts: Iterable[tuple[str, str]], at: datetime = BEGIN) -> None:
        """Appends mentions: id and text."""
        with self.dropped.open("a", encoding="utf-8") as file:
            for name, text in texts:
                row = {"id": name, "text": text, "published_at": at.isoformat()}
                file.write(json.dumps(row) + "\n")

    def start(self, *arguments: str, at: datetime | None = BEGIN) -> subprocess.Popen[str]:
        """The program, running; its clock stands still unless `at` is None."""
        return subprocess.Popen(
            [*self.before, sys.executable, "-m", "socwatch", *arguments],
            cwd=self.folder,
            env=self._environment(at),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    before: tuple[str, ...] = ()  # words in front of the command line, such as setpriv

    def run(self, *arguments: str, at: datetime | None = BEGIN) -> Ended:
        """The program, run to its end."""
        return ended(self.start(*arguments, at=at))

    def _environment(self, at: datetime | None) -> dict[str, str]:
        fixed = {} if at is None else {"SOCWATCH_NOW": at.isoformat()}
        here = {"PYTHONPATH": str(Path(__file__).parents[2])}  # whatever else is installed
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), **here, **fixed}

    def store(self) -> SqliteStore:
        """The database, opened beside the program."""
        return SqliteStore(self.database, tick=TICK)

    def holds_lease(self, process: subprocess.Popen[str]) -> bool:
        """Whether the process has come so far as to hold the poller's lease."""
        return f"process {process.pid} " in (holder(self.database) or "")

    def wait_for_lease(self, process: subprocess.Popen[str]) -> None:
        """Waits until the process has begun its work, or ended without."""
        while process.poll() is None and not self.holds_lease(process):
            time.sleep(0.002)


def ended(process: subprocess.Popen[str]) -> Ended:
    """Waits for the end of a call."""
    out, err = process.communicate(timeout=60)
    return Ended(code=process.returncode, out=out, err=err)
