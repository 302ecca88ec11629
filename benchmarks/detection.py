"""Measures the detection panel: on a detection bench, on simulated topics, and in microseconds.

    python benchmarks/detection.py bench FOLDER    the figure of the bench in that folder
    python benchmarks/detection.py alarms          false alarms a topic, by sensitivity
    python benchmarks/detection.py forecasts       how often a forecast of three hours holds
    python benchmarks/detection.py speed           microseconds for a bucket

The bench's data stays in its folder. `alarms` simulates topics in which nothing ever happens:
hours, weekends, a level that wanders, bursty ticks, and a tone that varies.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import cos, exp, log10, pi, sqrt
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from socwatch.detect.forecast import AHEAD, record
from socwatch.detect.news import Told, news
from socwatch.detect.panel import WEEKS, Panel
from socwatch.model.signal import Bucket

TICK = timedelta(minutes=15)
WEEK = timedelta(weeks=1)
START = datetime(2026, 3, 2, tzinfo=UTC)
RATES = (0.02, 0.1, 0.5, 2.0, 8.0, 30.0, 120.0, 600.0)  # mentions a tick


class Watched:
    """One stream of the bench: the panel behind the bench's way of asking.

    The bench knows the size of the largest group of copies. Late mentions are counted when they
    arrive, as voices of their own, unless their tick could not be read: that is backlog. The score
    is that of the news, as `socwatch backtest` gives it.
    """

    def __init__(self, about: Mapping[str, Any]) -> None:
        self._tick = timedelta(minutes=about["interval_min"])
        self._panel = Panel(self._tick)
        self._memory = self._panel.recall(None)
        self._planned = about["planned"]
        self._told: Told | None = None
        self._seen = 0
        self._blind: set[int] = set()

    def update(self, seen: Any) -> dict[str, Any]:
        """The bench's question: how unusual is this tick, and is it an alarm?"""
        self._seen += 1
        bucket = self._bucket(seen)
        _, _, strength = self._panel.look(bucket, self._memory, bucket.end)
        return {"score": self._risen(strength, bucket.start), "alert": self._memory.alarm > 0}

    def _bucket(self, seen: Any) -> Bucket:
        start, count = seen.ts.replace(tzinfo=UTC), seen.count
        if count is None:
            self._blind.add(self._seen)
        if count is None or seen.neg is None:  # blind, or only the count is known
            known = {"voices": count, "busiest": min(1, count)} if count is not None else {}
            return Bucket(topic="bench", start=start, length=self._tick, mentions=count, **known)
        late = self._late(seen.late) if seen.late else (0, 0)
        return Bucket(
            topic="bench",
            start=start,
            length=self._tick,
            mentions=count + late[0],
            scored=count + late[0],
            negative=seen.neg + late[1],
            voices=seen.authors + late[0],
            busiest=seen.top,
            copies=max(0, min(count, seen.dup - 1)),
            lift=max([1.0, *(m for a, b, m in self._planned if a <= seen.ts < b)]),
        )

    def _late(self, late: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
        """Mentions and negative ones that came late, but for those of ticks that were blind."""
        counts = [each for ago, each in late.items() if self._seen - ago not in self._blind]
        return sum(count for count, _ in counts), sum(negative for _, negative in counts)

    def _risen(self, strength: float, at: datetime) -> float:
        fresh = news(self._told, strength, at)
        self._told = fresh or self._told
        return fresh.strength if fresh else 0.0


def drawn(random: Random, mean: float) -> int:
    """A Poisson count."""
    if mean > 200:
        return max(0, round(random.gauss(mean, sqrt(mean))))
    count, product, left = 0, random.random(), exp(-mean)
    while product > left:
        count += 1
        product *= random.random()
    return count


def uneventful(rate: float, weeks: int, seed: int) -> Iterator[Bucket]:
    """The buckets of a topic in which nothing ever happens."""
    random, level = Random(seed), 0.0
    wander, burst = random.choice((0.1, 0.2, 0.3)), random.choice((4, 10, 40))
    for tick in range(weeks * (WEEK // TICK)):
        at = START + tick * TICK
        level = 0.98 * level + sqrt(1 - 0.98**2) * wander * random.gauss(0, 1)
        day = 0.6 - 0.4 * cos(2 * pi * (at.hour - 3) / 24)
        mean = rate * day * (0.7 if at.weekday() >= 5 else 1.0) * exp(level)
        count = drawn(random, mean * random.gammavariate(burst, 1 / burst))
        share = random.betavariate(6, 24)
        yield Bucket(
            topic="simulated",
            start=at,
            length=TICK,
            mentions=count,
            scored=count,
            negative=sum(random.random() < share for _ in range(count)),
            voices=count,
            busiest=min(1, count),
        )


def alarms(weeks: int, seeds: int) -> None:
    """Prints in how many weeks a topic has one false alarm, for each sensitivity."""
    thresholds = {name: log10(every * (WEEK / TICK)) for name, every in WEEKS.items()}
    counts = dict.fromkeys(thresholds, 0)
    for seed in range(seeds):
        for place, rate in enumerate(RATES):
            panel = Panel(TICK)
            memory = panel.recall(None)
            stream = uneventful(rate, weeks, seed * len(RATES) + place)
            strengths = [panel.look(each, memory, each.end)[2] for each in stream]
            for name, threshold in thresholds.items():
                counts[name] += episodes(strengths, threshold)
    total = weeks * seeds * len(RATES)
    for name, count in counts.items():
        print(f"{name}: {count} in {total} weeks, one in {total / max(1, count):.0f}")


def episodes(strengths: list[float], threshold: float) -> int:
    """How often the strength rises over the threshold, four quiet hours apart."""
    count, last = 0, -24
    for place, strength in enumerate(strengths):
        if strength >= threshold:
            count += place - last > 16
            last = place
    return count


def forecasts(weeks: int) -> None:
    """Prints how often the next three hours lay in the range of nine in ten."""
    ahead, week = AHEAD // TICK, WEEK // TICK
    for rate in RATES:
        made = []
        for seed in range(3):
            panel, buckets = Panel(TICK), list(uneventful(rate, weeks, seed))
            state = None
            for begin in range(0, len(buckets) - ahead, ahead):
                came = sum(one.mentions or 0 for one in buckets[begin : begin + ahead])
                found = panel.ahead("simulated", state, buckets[begin].start, [1.0] * ahead)
                if found is not None and begin >= week:
                    made.append(replace(found, observed=came))
                due = buckets[begin : begin + ahead]
                state, _ = panel.walk(due, state, due[-1].end)
        print(f"{rate} mentions a tick: {record(made).because}")


def speed() -> None:
    """Prints the processor time of one bucket, walked in a row and inspected one by one."""
    for rate in (0.1, 8.0, 600.0):
        buckets, panel = list(uneventful(rate, 3, 1)), Panel(TICK)
        begun = process_time()
        state, _ = panel.walk(buckets, None, buckets[-1].end)
        walked = process_time() - begun
        begun = process_time()
        state = None
        for each in buckets[:500]:
            state = panel.inspect(each, state, each.end).state
        single = (process_time() - begun) / 500
        size = len(state or "")
        print(
            f"{rate} mentions a tick: {1e6 * walked / len(buckets):.0f} us walked, "
            f"{1e6 * single:.0f} us one by one, state {size} bytes"
        )


def bench(folder: Path) -> None:
    """Runs the bench of the folder; its last line is the figure, 0 to 100."""
    sys.path[:0] = [str(folder.resolve()), str(Path(__file__).resolve().parent.parent)]
    importlib.import_module("harness").main(["--detector", "benchmarks.detection:Watched", "-v"])


def main() -> None:
    """Reads what is to be measured from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("bench").add_argument("folder", type=Path)
    simulated = what.add_parser("alarms")
    simulated.add_argument("--weeks", type=int, default=26)
    simulated.add_argument("--seeds", type=int, default=2)
    what.add_parser("forecasts").add_argument("--weeks", type=int, default=6)
    what.add_parser("speed")
    asked = parser.parse_args(sys.argv[1:] or ["speed"])  # `make bench` gives no argument
    if asked.what == "bench":
        bench(asked.folder)
    elif asked.what == "alarms":
        alarms(asked.weeks, asked.seeds)
    elif asked.what == "forecasts":
        forecasts(asked.weeks)
    else:
        speed()


if __name__ == "__main__":
    main()
