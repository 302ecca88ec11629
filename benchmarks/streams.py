"""Writes made-up topics, with crises and everything that looks like one, for the detection bench.

    python benchmarks/streams.py FOLDER --seed 1 --brands 5

writes FOLDER/dev.jsonl.gz in the bench's form: one topic a line, with its ticks of 15 minutes, the
crises with their onsets, and the nuisances: planned events, holidays, floods by few authors (botA)
and by many accounts with one text (botB), outages, backlogs, silences. The bench reads it with
SYNTH_DIR=FOLDER. These are the streams on which the detector's weights were chosen.
"""

from __future__ import annotations

import argparse
import gzip
import json
from datetime import datetime, timedelta
from itertools import product
from math import cos, exp, log, pi, sqrt
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

#: Mentions an hour, and by how much a crisis multiplies them.
CRISES = {
    0.2: (8, 20, 60), 1: (8, 20, 60), 5: (3, 6, 15), 50: (2, 3, 10), 500: (2, 3, 10),
    5000: (2, 3, 10),
}  # fmt: skip
WEEK, WEEKS, COLD = 672, 6, 384  # ticks of a week, weeks of a topic, ticks of a cold start
SEEN = 8.0  # log-likelihood ratio from which somebody who knew the truth would be sure

Event = dict[str, Any]


def poisson(random: Random, mean: float) -> int:
    """A Poisson count."""
    if mean > 60:
        return max(0, round(random.gauss(mean, sqrt(mean))))
    count, rest, left = 0, random.random(), exp(-max(mean, 0.0))
    while rest > left:
        count += 1
        rest *= random.random()
    return count


def binomial(random: Random, count: int, share: float) -> int:
    """How many of `count` are of a kind that has this share."""
    if count < 60:
        return sum(random.random() < share for _ in range(count))
    spread = sqrt(count * share * (1 - share))
    return min(count, max(0, round(random.gauss(count * share, spread))))


def strength(event: Event, tick: int) -> float:
    """How far a crisis has come, 0 to 1: at once or in one or six hours; it fades at the end."""
    age, length = tick - event["onset"], event["end"] - event["onset"]
    rise = {"instant": 1, "ramp1": 4, "ramp6": 24}[event["ramp"]]
    fading = max(0.0, age - 0.6 * length) / (0.4 * length)
    return min(1.0, (age + 1) / rise) * max(0.0, 1.0 - fading)


class Calendar:
    """What happens to a topic, and when: events keep a day's distance."""

    def __init__(self, random: Random, rate: float, *, cold: bool) -> None:
        self._random, self._rate = random, rate
        self._slow = rate <= 1
        self.ticks = COLD if cold else WEEKS * WEEK
        self.events: list[Event] = []
        if cold:
            self._crisis("vol", 20, 200, (60, 200))
            return
        for _ in range(random.choice((3, 4))):
            self._crisis("vol", 2 * WEEK, self.ticks, (80, 200) if self._slow else (24, 100))
        for _ in range(random.choice((1, 2, 2))):
            self._crisis("neg", 2 * WEEK, self.ticks, (100, 240) if self._slow else (30, 100))
        self._nuisances()
        self.events.sort(key=lambda event: event["onset"])

    def _crisis(self, kind: str, since: int, until: int, lengths: tuple[int, int]) -> None:
        random = self._random
        ramp = random.choice(("instant", "ramp1", "ramp6"))
        if kind == "vol":
            more = float(random.choice(CRISES[self._rate]))
            about = {"mult": more, "neg": random.uniform(0.55, 0.9)}
        else:
            about = {"target": random.uniform(0.65, 0.95)}
        self._place(kind, since, until, random.randrange(*lengths), ramp=ramp, **about)

    def _nuisances(self) -> None:
        random = self._random
        for _ in range(2):
            more = float(random.choice((2, 3, 6)))
            self._place("planned", WEEK, self.ticks, random.randrange(8, 50), mult=more)
        for kind in ("botA", "botB"):
            more = float(random.choice((3, 10)))
            self._place(kind, 500, self.ticks, random.randrange(5, 24), mult=more)
        for kind in ("lost", "backlog") if self._rate < 50 else ("lost", "backlog", "silent"):
            self._place(kind, 500, self.ticks, random.randrange(3, 20))
        self._place("holiday", WEEK, self.ticks, 96)

    def _place(self, kind: str, since: int, until: int, length: int, **about: Any) -> None:
        for _ in range(400):
            onset = self._random.randrange(since, max(since + 1, until - length - 20))
            end = min(onset + length, self.ticks - 2)
            if all(end + 96 < other["onset"] or onset > other["end"] + 96 for other in self.events):
                self.events.append({"kind": kind, "onset": onset, "end": end, **about})
                return

    def at(self, tick: int) -> Event | None:
        """What happens at this tick."""
        return next((e for e in self.events if e["onset"] <= tick < e["end"]), None)


class Topic:
    """A topic's usual talk: hours, weekdays, a level that wanders, bursts, growth and tone."""

    def __init__(self, random: Random, rate: float) -> None:
        self._random, self._rate = random, rate
        self._peak, self._swing = random.uniform(13, 19), random.uniform(0.3, 0.75)
        self._weekend = random.uniform(0.5, 0.95)
        self._wander, self._burst = random.choice((0.08, 0.15, 0.25)), random.choice((3, 6, 12, 40))
        self._growth = random.choice((0.0, 0.04, 0.08, 0.2))
        self._share, self._mood = random.uniform(0.08, 0.32), random.choice((20, 60))
        self._level = self._tone = 0.0

    def usual(self, at: datetime, tick: int) -> tuple[float, float]:
        """Expected mentions and share of negative ones, as the truth knows them."""
        random = self._random
        self._level = 0.99 * self._level + 0.141 * self._wander * random.gauss(0, 1)
        self._tone = 0.99 * self._tone + 0.028 * random.gauss(0, 1)
        hour = 1 + self._swing * cos(2 * pi * (at.hour + at.minute / 60 - self._peak) / 24)
        day = self._weekend if at.weekday() >= 5 else 1.0
        level = exp(self._level) * (1 + self._growth) ** (tick / WEEK)
        return self._rate / 4 * hour * day * level, self._share * exp(self._tone)

    def drawn(self, mean: float, share: float) -> tuple[int, int]:
        """Mentions and negative ones of a tick."""
        random = self._random
        count = poisson(random, mean * random.gammavariate(self._burst, 1 / self._burst))
        share = min(0.98, max(0.01, share))
        mood = random.betavariate(share * self._mood, (1 - share) * self._mood)
        return count, binomial(random, count, mood)


def changed(event: Event | None, tick: int, mean: float, share: float) -> tuple[float, float]:
    """What an event makes of the expected mentions and the share of negative ones."""
    if event is None:
        return mean, share
    kind = event["kind"]
    if kind == "planned":
        return mean * event["mult"] * 0.9, share
    if kind == "holiday":
        return mean * 0.4, share
    if kind == "neg":
        much = strength(event, tick)
        return mean, share * (1 - much) + event["target"] * much
    if kind == "vol":
        more = 1 + (event["mult"] - 1) * strength(event, tick)
        return mean * more, (share + event["neg"] * (more - 1)) / more
    return mean, share


def row(random: Random, count: int, negative: int, event: Event | None, usual: float) -> list[int]:
    """A tick as the bench writes it: mentions, negative, authors, busiest, copies, reach."""
    crisis = event is not None and event["kind"] in ("vol", "neg")
    some = 1 if count else 0
    authors = max(some, round(count * random.uniform(0.91, 0.95))) if count > 15 else count
    busiest = 1 + poisson(random, 0.15 + min(3, count / 400)) if count > 3 else some
    alike = random.betavariate(2.2, 4) * 0.9 if crisis else random.betavariate(1, 25)
    copies = max(some, round(count * alike)) if count > 2 else some
    if event is not None and event["kind"] in ("botA", "botB"):
        bots = poisson(random, max(usual * event["mult"], 2 + event["mult"] / 2))
        few = event["kind"] == "botA"
        tone = random.choice((0.05, 0.1, 0.2, 0.8)) if few else 0.85
        negative += binomial(random, bots, tone)
        busiest = max(busiest, round(bots * random.uniform(0.5, 0.95))) if few else busiest
        same = random.uniform(0.55, 0.8) if few else random.uniform(0.7, 1.0)
        copies = max(copies, round(bots * same))
        authors += round(bots * 0.03) + 1 if few else bots
        count += bots
    return [count, min(negative, count), min(authors, count), busiest, min(copies, count), 0]


def ideal(event: Event, ticks: list[tuple[int, int, int, float, float]]) -> int:
    """Ticks until somebody who knew what is usual, and what came, would have been sure."""
    total = 0.0
    for tick, count, negative, mean, share in ticks:
        if not event["onset"] <= tick <= event["end"]:
            continue
        high, sour = changed(event, tick, mean, share)
        ratio, sour, used_to = high / max(mean, 1e-9), min(0.97, sour), min(0.9, max(0.02, share))
        total += (count * log(ratio) - mean * (ratio - 1)) / (1 + 0.15 * mean)
        tone = negative * log(sour / used_to)
        tone += (count - negative) * log((1 - sour) / (1 - used_to))
        total += tone / (1 + 0.05 * count)
        if total >= SEEN:
            return int(tick - event["onset"])
    return int(event["end"] - event["onset"])


def stream(name: str, rate: float, seed: int, *, cold: bool) -> dict[str, Any]:
    """One topic with its ticks and its truth."""
    random = Random(seed)
    start = datetime(2025, 1, 6) + timedelta(days=random.randrange(7))  # noqa: DTZ001
    calendar, topic = Calendar(random, rate, cold=cold), Topic(random, rate)
    rows: list[list[Any] | None] = []
    held: dict[str, list[int]] = {}
    truth = []
    for tick in range(calendar.ticks):
        event = calendar.at(tick)
        mean, share = topic.usual(start + timedelta(minutes=15 * tick), tick)
        count, negative = topic.drawn(*changed(event, tick, mean, share))
        kind = event["kind"] if event else ""
        if kind in ("lost", "backlog"):
            rows.append(None)
            if kind == "backlog" and event is not None:
                held[str(event["end"] - tick)] = [count, negative]
            continue
        truth.append((tick, count, negative, mean, share))
        told = [0] * 6 if kind == "silent" else row(random, count, negative, event, mean)
        rows.append([*told, held or None])
        held = {}
    for event in calendar.events:
        if event["kind"] in ("vol", "neg"):
            event["ideal"] = ideal(event, truth)
    planned = [[e["onset"], e["end"], e["mult"]] for e in calendar.events if e["kind"] == "planned"]
    size = "low" if rate <= 5 else "mid" if rate <= 500 else "high"
    return {
        "name": name, "rate": rate, "cls": size, "cold": cold, "interval_min": 15,
        "start": start.isoformat(), "planned": planned, "events": calendar.events, "rows": rows,
    }  # fmt: skip


def write(folder: Path, seed: int, brands: int) -> int:
    """Writes the streams as `dev.jsonl.gz` of the folder; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with gzip.open(folder / "dev.jsonl.gz", "wt") as file:
        for (place, rate), brand, cold in product(enumerate(CRISES), range(brands), (False, True)):
            own = seed * 100_000 + place * 1000 + brand * 2 + cold
            made = stream(f"made-{rate}-{brand}", rate, own, cold=cold)
            file.write(json.dumps(made) + "\n")
            written += 1
    return written


def main() -> None:
    """Writes the streams; without a folder into one that is gone afterwards."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--brands", type=int, default=5)
    asked = parser.parse_args()
    with TemporaryDirectory() as passing:
        written = write(asked.folder or Path(passing), asked.seed, asked.brands)
        print(f"{written} streams in {asked.folder or 'a passing folder'}")


if __name__ == "__main__":
    main()
