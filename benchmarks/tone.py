"""How right the tone is on labelled texts, beside plain VADER on the same ones.

Run with `python benchmarks/tone.py FILE…`: JSON lines, also gzipped, with text, label (negative,
neutral, positive) and set. Prints for each set: macro-F1, recall and precision of negative, and how
far the share of negative is off in bags of 100 texts drawn at the set's own share.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from socwatch.app import reader, vader
from socwatch.model.reading import Tone
from socwatch.testing import post
from socwatch.understand.text import clean

BAGS, BAG = 200, 100
Judge = Callable[[str], tuple[Tone, float]]


def texts_of(path: Path) -> dict[str, list[tuple[str, Tone]]]:
    """Texts with their labels, by set."""
    written = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    sets: dict[str, list[tuple[str, Tone]]] = {}
    for line in written.splitlines():
        one = json.loads(line)
        sets.setdefault(one["set"], []).append((one["text"], Tone(one["label"])))
    return sets


def rates(label: Tone, said: Sequence[Tone], true: Sequence[Tone]) -> tuple[float, float, float]:
    """Recall, precision and F1 of one label."""
    both = sum(one is label and other is label for one, other in zip(said, true, strict=True))
    recall = both / max(1, sum(one is label for one in true))
    precision = both / max(1, sum(one is label for one in said))
    return recall, precision, 2 * recall * precision / max(1e-9, recall + precision)


def off(chances: Sequence[float], true: Sequence[Tone]) -> float:
    """By how many points the summed chances miss the share of negative in a bag, on average."""
    draw = Random(7)
    places = range(len(true))
    missed = 0.0
    for _ in range(BAGS):
        bag = draw.choices(places, k=BAG)
        missed += abs(sum(chances[at] - (true[at] is Tone.NEGATIVE) for at in bag))
    return missed / BAGS * 100 / BAG


def ours() -> Judge:
    """What people see: the tone as the reader tells it, with risks and languages."""
    analyst = reader(())

    def judge(text: str) -> tuple[Tone, float]:
        found = analyst.read([post(clean(text))])[0]
        return found.tone, found.p_negative or 0.0

    return judge


def plain_vader() -> Judge:
    """VADER's label, by its authors' limits."""
    engine = vader()

    def judge(text: str) -> tuple[Tone, float]:
        compound = engine.compound(text)
        if abs(compound) < 0.05:
            return Tone.NEUTRAL, 0.0
        return (Tone.NEGATIVE, 1.0) if compound < 0 else (Tone.POSITIVE, 0.0)

    return judge


def line(name: str, judge: Judge, texts: Sequence[tuple[str, Tone]]) -> str:
    """One judge's figures on one set."""
    judged = [judge(text) for text, _ in texts]
    said, true = [tone for tone, _ in judged], [label for _, label in texts]
    labels = [label for label in Tone if label in true]
    f1 = sum(rates(label, said, true)[2] for label in labels) / len(labels)
    recall, precision, _ = rates(Tone.NEGATIVE, said, true)
    missed = off([chance for _, chance in judged], true)
    silent = sum(tone is Tone.UNSCORED for tone in said) / len(said)
    return (
        f"  {name:9} macro-F1 {f1:.3f}  negative: recall {recall:.3f} precision {precision:.3f}"
        f"  share off by {missed:4.1f} points"
        f"  not scored {silent:.1%}"
    )


def main() -> None:
    """Prints the figures of every set of the given files."""
    if not sys.argv[1:]:
        print("no labelled texts given: python benchmarks/tone.py FILE.jsonl.gz")
        return
    judges = {"socwatch": ours(), "VADER": plain_vader()}
    for path in map(Path, sys.argv[1:]):
        for name, texts in texts_of(path).items():
            print(f"{name}: {len(texts)} texts")
            for who, judge in judges.items():
                print(line(who, judge, texts))


if __name__ == "__main__":
    main()
