"""Understanding: all of it beside plain VADER in the same run, and what each part costs.

Run with `python benchmarks/understand.py`, or with a file of JSON lines that have a `text`, also
gzipped, to measure on those. Prints medians of alternating rounds, and time and memory of loading.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.app import language_of, reader, toned
from socwatch.demo import make_stream
from socwatch.model.mention import Mention
from socwatch.ports import Analyst
from socwatch.testing import post
from socwatch.understand.text import clean

ROUNDS = 9
MOST = 3_000
#: Loads what the first mention loads, and prints milliseconds and megabytes: what understanding adds
#: to a command.
LOADING = """
import pathlib, re, time
from datetime import datetime, UTC
from socwatch.model.mention import Mention, MentionKind
def megabytes():
    status = pathlib.Path("/proc/self/status")
    found = re.search(r"VmRSS:\\s+(\\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")
from socwatch.app import reader  # with the config and all else that every command has
before, start = megabytes(), time.perf_counter()
said = Mention(origin="x", id="1", source="x", kind=MentionKind.POST, text="the first mention of all",
               fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
reader(()).read([said])
print((time.perf_counter() - start) * 1e3, megabytes() - before)
"""


def texts() -> list[str]:
    """Texts of the given file, or those of the demo's stream."""
    path = (
        Path(sys.argv[1]) if sys.argv[1:] else Path(make_stream.__file__).parent / "stream.jsonl.gz"
    )
    written = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found = (json.loads(line) for line in written.splitlines())
    said = [one.get("mention", one).get("text") for one in found]
    some = [text for text in said if text]
    return some[:: len(some) // MOST + 1]


def typical(readers: dict[str, Callable[[str], object]], said: Sequence[str]) -> dict[str, float]:
    """The median of the microseconds of processor time for a text, of each reader, in turns."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            started = process_time()
            for text in said:
                read(text)
            times[name].append((process_time() - started) / len(said) * 1e6)
    return {name: median(taken) for name, taken in times.items()}


def by_pages(analyst: Analyst, mentions: Sequence[Mention]) -> float:
    """The median of the microseconds for a mention that comes in a page of a hundred."""
    times = []
    for _ in range(ROUNDS):
        started = process_time()
        for first in range(0, len(mentions), 100):
            analyst.read(mentions[first : first + 100])
        times.append((process_time() - started) / len(mentions) * 1e6)
    return median(times)


def main() -> None:
    """Prints what a text costs, and what loading does."""
    analyst, said = reader(()), texts()
    mentions = {text: post(text, lang="en") for text in said}
    readers: dict[str, Callable[[str], object]] = {
        "plain VADER": SentimentIntensityAnalyzer().polarity_scores,
        "all, one by one": lambda text: analyst.read([mentions[text]]),
        "tone": toned(),
        "language": language_of,
        "cleaning, at ingest": clean,
    }
    times = typical(readers, said)
    times["all, by pages of 100"] = by_pages(analyst, list(mentions.values()))
    plainly = times["plain VADER"]
    print(f"{len(said)} texts of {sum(map(len, said)) // len(said)} characters on average")
    for name, taken in times.items():
        print(f"{name:22} {taken:7.1f} us a text: {plainly / taken:5.2f} times plain VADER's speed")
    command = [sys.executable, "-c", LOADING]
    loads = [
        tuple(map(float, subprocess.run(command, capture_output=True, check=True).stdout.split()))
        for _ in range(5)
    ]
    took, room = (median(values) for values in zip(*loads, strict=True))
    print(f"import and load: {took:.0f} ms, {room:.0f} MB")


if __name__ == "__main__":
    main()
