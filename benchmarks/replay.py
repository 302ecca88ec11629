"""How long the demo's replay takes: 22 virtual days, some 4,000 posts, the whole pipeline.

    python benchmarks/replay.py

Prints the median of three runs beside a fixed loop of plain Python timed in the same run, so that
figures of two machines (or of one machine on two days) can be compared.
"""

from __future__ import annotations

import tempfile
import time
from importlib import resources
from pathlib import Path
from statistics import median

from socwatch.app import App, load_config
from socwatch.engine.replaying import replay

RUNS = 3


def loop() -> float:
    """CPU seconds for five million additions."""
    began = time.process_time()
    total = 0
    for number in range(5_000_000):
        total += number
    return time.process_time() - began


def once() -> float:
    """CPU seconds for one replay of the bundled stream."""
    bundle = resources.files("socwatch.demo")
    with (
        tempfile.TemporaryDirectory() as folder,
        resources.as_file(bundle / "demo.toml") as config,
        resources.as_file(bundle / "stream.jsonl.gz") as stream,
        App(load_config(config)) as app,
    ):
        began = time.process_time()
        replayed = replay(app, stream, Path(folder), lambda _: None)
        took = time.process_time() - began
        replayed.store.close()
    return took


def main() -> None:
    """Prints the figures."""
    replays = [once() for _ in range(RUNS)]
    loops = [loop() for _ in range(RUNS)]
    print(f"replay of the demo: {median(replays):.1f} s of CPU (median of {RUNS})")
    print(f"the loop beside it: {median(loops):.2f} s; ratio {median(replays) / median(loops):.1f}")


if __name__ == "__main__":
    main()
