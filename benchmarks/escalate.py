"""What one escalate step costs while many issues are open and few are due.

    python benchmarks/escalate.py [--open 10000] [--due 1]

Opens so many issues, each with a timer, in a store on the disk; lets some be due; prints the median
of what a step takes in which nothing is due, and of one that tells those that are.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from socwatch.app import App, load_config
from socwatch.model.issue import Issue, IssueState, Timer
from socwatch.model.signal import Signal
from socwatch.respond.ladder import ladder_for
from socwatch.watch.escalate import escalate

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
ROUNDS = 9
CONFIG = """
version = 1
timezone = "UTC"
database = "socwatch.db"
topics = [{ name = "acme", query = "acme", owner = "pr" }]
[mail]
from = "socwatch <socwatch@acme.example>"
mbox = "mail.mbox"
[plan]
owner = "pr"
contacts = [{ id = "dana", name = "Dana", roles = ["pr"], email = "dana@acme.example" }]
policies = [{ severity = "red", steps = [{ after = "0m", tell = ["role:pr"] }], fallback = "a@b.example" }]
"""


def issue(number: int, ladder_of: App) -> Issue:
    """An open red issue of a topic of its own, due later."""
    ladder = ladder_for(ladder_of.config.plan, severity="red", topic="acme", scenario=None)
    signal = Signal(
        topic=f"t{number}", kind="volume", at=NOW, window=timedelta(hours=1), observed=60,
        expected=5.0, low=2, high=9,
    )  # fmt: skip
    return Issue(
        number=number, topic=f"t{number}", kind="volume", severity="red", state=IssueState.OPEN,
        title="more than usual", because="60 mentions", opened_at=NOW, since=NOW,
        last_signal_at=NOW, signal=signal, ladder=ladder,
        timer=Timer(round=0, step=0, due_at=LATER),
    )  # fmt: skip


def main() -> None:
    """Prints both medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--open", type=int, default=10_000)
    parser.add_argument("--due", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "socwatch.toml"
        path.write_text(CONFIG, encoding="utf-8")
        with App(load_config(path)) as app:
            setup = app.setup(sources=())
            with setup.store.unit():
                for number in range(1, asked.open + 1):
                    setup.store.ledger.save(issue(number, app))
            idle, busy = [], []
            for turn in range(ROUNDS):
                idle.append(_took(lambda: escalate(setup, NOW)))
                with setup.store.unit():
                    for place in range(asked.due):
                        one = setup.store.ledger.issue(f"I-{turn * asked.due + place + 1}")
                        timer = Timer(round=0, step=0, due_at=NOW)
                        setup.store.ledger.save(replace(one, timer=timer))
                busy.append(_took(lambda: escalate(setup, NOW)))
    print(f"{asked.open} issues open: {1000 * median(idle):.1f} ms when none is due, "
          f"{1000 * median(busy):.1f} ms when {asked.due} is")  # fmt: skip


def _took(step: object) -> float:
    assert callable(step)
    before = perf_counter()
    step()
    return perf_counter() - before


if __name__ == "__main__":
    main()
