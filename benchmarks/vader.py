"""The exact VADER engine beside vaderSentiment in the same run.

Run with `python benchmarks/vader.py`, or with a file of JSON lines that have a `text`, also
gzipped, to measure on those. Prints medians of alternating rounds, and how the time grows.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.understand.vader import LONGEST_PIECE, VaderEngine

ROUNDS = 9
MOST = 10_000  # texts of a file, evenly taken
COMMON = """
    the a my this of it is was and to for with on at in you they we just so not no but very never
    kettle lid battery order service today again twice box delivery phone app shop people time
"""
ENDS = ["", "", "", "!", ".", ",", "?", "...", "!!", " :)", " \U0001f621", " #acme", " @acme"]
HOSTILE = {
    "negated words": "not bad ",
    "no break": "so",
    "emoji": "\U0001f621\U0001f600",
    "bad but": "bad but ",
}


def posts(lexicon: Sequence[str], many: int = 2_000) -> list[str]:
    """Posts of 5 to 30 words, one in eight of them a word of the lexicon; the same each run."""
    chance = Random(7)
    common, made = COMMON.split(), []
    for _ in range(many):
        words = [
            chance.choice(lexicon if chance.random() < 0.125 else common) + chance.choice(ENDS)
            for _ in range(chance.randrange(5, 31))
        ]
        made.append(" ".join(word.upper() if chance.random() < 0.04 else word for word in words))
    return made


def texts_of(path: Path) -> list[str]:
    """Texts of a file of JSON lines, up to what is read as one piece."""
    written = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = written.splitlines()
    some = lines[:: len(lines) // MOST + 1]
    return [json.loads(line)["text"][:LONGEST_PIECE] for line in some]


def typical(
    readers: dict[str, Callable[[str], object]], texts: Sequence[str], rounds: int = ROUNDS
) -> dict[str, float]:
    """The median of the microseconds for a text, of each reader, in turns."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            started = perf_counter()
            for text in texts:
                read(text)
            times[name].append((perf_counter() - started) / len(texts) * 1e6)
    return {name: median(taken) for name, taken in times.items()}


def main() -> None:
    """Prints the speed on posts, then the times of hostile texts of growing length."""
    analyzer = SentimentIntensityAnalyzer()
    engine = VaderEngine(analyzer)
    given = [Path(name) for name in sys.argv[1:]]
    sets = {path.name: texts_of(path) for path in given} or {
        "made posts": posts([word for word in analyzer.lexicon if word.isalpha()])
    }
    readers = {
        "vaderSentiment": analyzer.polarity_scores,
        "score": engine.compound,
        "score and words": engine.scores,
    }
    for name, texts in sets.items():
        times = typical(readers, texts)
        plainly = times.pop("vaderSentiment")
        differ = sum(
            engine.compound(text) != analyzer.polarity_scores(text)["compound"] for text in texts
        )
        print(
            f"{name}: {len(texts)} texts, {differ} scored otherwise; plain VADER {plainly:.1f} us"
        )
        for reader, taken in times.items():
            print(f"  {reader:16} {taken:6.1f} us, {plainly / taken:4.1f} times its speed")
    for name, part in HOSTILE.items():
        for length in (1_000, 2_000, 20_000, 1_000_000):
            text = (part * length)[:length]
            taken = typical({"": engine.scores}, [text], rounds=5)[""] / 1e3
            print(f"{name:14} of {length:9,} characters: {taken:7.3f} ms")


if __name__ == "__main__":
    main()
