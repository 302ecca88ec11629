"""The report page: how large it is, and how long it takes, over the demo's three weeks.

Goal: at most 300 kB for a month. Up to two weeks have a bar an hour, longer spans one a day, so that
two weeks are the largest page.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path

from socwatch.app import App, load_config
from socwatch.engine.replaying import DATABASE, replay
from socwatch.report.document import document
from socwatch.watch.facts import report_facts

GOAL = 300_000


def main() -> int:
    """Prints the figures; 1 when a page is too large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        bundle = resources.files("socwatch.demo")
        with resources.as_file(bundle / "demo.toml") as path:
            config = replace(load_config(path), database=str(folder / DATABASE))
        with App(config) as app, resources.as_file(bundle / "stream.jsonl.gz") as stream:
            replayed = replay(app, stream, folder, lambda _: None)
            end, largest = replayed.lines[-1].at, 0
            for days in (7, 14, 21):
                size, took = _page(replayed.setup, end - timedelta(days=days), end)
                largest = max(largest, size)
                print(f"{days:3} days: {size / 1000:6.1f} kB in {took:.2f} s")
            replayed.store.close()
    return int(largest > GOAL)


def _page(setup, start, end) -> tuple[int, float]:  # type: ignore[no-untyped-def]
    times, size = [], 0
    for _ in range(3):
        began = time.perf_counter()
        size = len(document(report_facts(setup, start, end, end)).encode())
        times.append(time.perf_counter() - began)
    return size, statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
