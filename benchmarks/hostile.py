"""The milliseconds that understanding takes for hostile texts, one mention each.

Run with `python benchmarks/hostile.py`. Every text is a megabyte, cleaned as at ingest and read
by all of understanding. Prints medians; twenty milliseconds for a reading are the aim.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time

from socwatch.app import reader
from socwatch.model.plan import Scenario
from socwatch.testing import hostile_texts, post
from socwatch.understand.text import clean

ROUNDS = 5
SIZE = 1_000_000
AIM = 20.0  # milliseconds
PLAN = (Scenario(id="safety", terms=("fire*", "battery burns"), severity_floor="red"),)


def typical(call: Callable[[], object]) -> float:
    """The median of the milliseconds of processor time."""
    times = []
    for _ in range(ROUNDS):
        started = process_time()
        call()
        times.append((process_time() - started) * 1e3)
    return median(times)


def main() -> None:
    """Prints one line for each kind of text, the slowest reading last."""
    analyst = reader(PLAN)
    analyst.read([post("The first mention loads the models and dictionaries.")])
    rows = []
    for kind, raw in hostile_texts(SIZE).items():
        said = post(clean(raw))
        cleaning = typical(lambda raw=raw: clean(raw))
        rows.append((typical(lambda said=said: analyst.read([said])), cleaning, kind, said.text))
    for reading, cleaning, kind, text in sorted(rows):
        mark = "" if reading <= AIM else "  beyond the aim"
        print(
            f"{kind:18} cleaned in {cleaning:6.2f} ms to {len(text):6,} characters, "
            f"read in {reading:6.2f} ms{mark}"
        )


if __name__ == "__main__":
    main()
