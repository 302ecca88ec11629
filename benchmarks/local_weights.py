"""What 150 labels of a brand are worth: how much more of the negative is found, and how true the
share of negative becomes.

    python benchmarks/local_weights.py FILE [--set airline] [--rounds 6]

FILE is JSON Lines (or .gz) with `text`, `label` (negative, neutral, positive), `set` and `brand`.
Weights are learned on some mentions and tried on others: of the same brand, and of a brand that
none of the labels is about. Every figure is the mean over brands and rounds; the draws are fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

from socwatch.app import ENGINE, toned
from socwatch.model.accuracy import Accuracy
from socwatch.model.label import Picked
from socwatch.model.reading import Tone
from socwatch.understand import local
from socwatch.understand.accuracy import Judged, accuracy
from socwatch.understand.level import estimate, unsafe
from socwatch.understand.local import SHIPPED, Example, Weights

Brands = dict[str, list[Example]]
_BAG = 100
_SHIFTED = (0.05, 0.15, 0.3, 0.5, 0.7)


def brands(path: Path, wanted: str) -> Brands:
    """The set's texts as the shipped tone sees them, by brand."""
    engine = toned()
    found: Brands = defaultdict(list)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["set"] == wanted:
                _, evidence = engine.weighed(row["text"])
                found[row["brand"]].append(Example(evidence=evidence, tone=Tone(row["label"])))
    return dict(found)


def drawn(all_of: Brands, brand: str, number: int, *, same: bool, seed: int) -> tuple[
    list[Example], list[Example]
]:  # fmt: skip
    """So many labelled mentions, and those that are tried: of the brand, none of them labelled."""
    rolls = random.Random(seed)
    if same:
        mixed = rolls.sample(all_of[brand], len(all_of[brand]))
        return mixed[:number], mixed[number:]
    others = [one for name, several in all_of.items() if name != brand for one in several]
    return rolls.sample(others, number), all_of[brand]


def taught(labelled: Sequence[Example]) -> tuple[Weights, Accuracy]:
    """Weights as socwatch would learn them, and how right it would say that they are."""
    weights = local.learned(labelled)
    if weights == SHIPPED:
        read = [local.chances(one.evidence) for one in labelled]
    else:
        read = list(local.held_out(labelled))
        weights = replace(weights, bar=local.balanced(labelled, read))
    judged = [
        Judged(read=local.likeliest(found, weights), said=one.tone, picked=Picked.RANDOM)
        for one, found in zip(labelled, read, strict=True)
    ]
    return weights, accuracy(judged)


def scores(tried: Sequence[Example], weights: Weights) -> tuple[float, float, float, float]:
    """Negative recall, negative precision, macro-F1, and the points by which the count is off."""
    read = [local.likeliest(local.chances(one.evidence, weights), weights) for one in tried]
    said = [one.tone for one in tried]
    f1, recall, precision = [], 0.0, 0.0
    for tone in local.TONES:
        both = sum(a is b is tone for a, b in zip(read, said, strict=True))
        precision_of = both / max(1, read.count(tone))
        recall_of = both / max(1, said.count(tone))
        f1.append(2 * precision_of * recall_of / max(1e-9, precision_of + recall_of))
        if tone is Tone.NEGATIVE:
            recall, precision = recall_of, precision_of
    off = abs(read.count(Tone.NEGATIVE) - said.count(Tone.NEGATIVE)) / len(tried) * 100
    return recall, precision, mean(f1), off


def shares(
    labelled: Sequence[Example], tried: Sequence[Example], seed: int
) -> Iterator[tuple[str, str, float]]:
    """For bags of 100: whether the level is safe to tell and the kind of bag, the way of counting,
    and by how many points it is off."""
    weights, measured = taught(labelled)
    rolls = random.Random(seed)
    part = sum(one.tone is Tone.NEGATIVE for one in labelled) / len(labelled)
    read = [(local.chances(one.evidence, weights), one.tone is Tone.NEGATIVE) for one in tried]
    negative = [chances for chances, is_negative in read if is_negative]
    others = [chances for chances, is_negative in read if not is_negative]
    natural = len(negative) / len(read)
    slope = measured.found.share - measured.mistaken.share
    safety = "not safe" if unsafe(_BAG, measured) else "safe"
    for share in (*[natural] * len(_SHIFTED), *_SHIFTED):
        for _ in range(6):
            true = round(share * _BAG)
            bag = rolls.choices(negative, k=true) + rolls.choices(others, k=_BAG - true)
            counted = sum(local.likeliest(one, weights) is Tone.NEGATIVE for one in bag) / _BAG
            adjusted = (counted - measured.mistaken.share) / max(0.05, slope)
            found = [one[0] for one in bag]
            kind = f"{'natural share' if share == natural else 'shifted share'}, {safety}"
            for name, guess in (
                ("counted", counted),
                ("mean chance", mean(found)),
                ("adjusted count", min(1.0, max(0.0, adjusted))),
                ("level", estimate(found, part, measured).share),
            ):
                yield kind, name, abs(guess * _BAG - true)


def main() -> None:
    """Prints what is found without labels and with them, then how true the share is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--set", default="airline")
    parser.add_argument("--rounds", type=int, default=6)
    asked = parser.parse_args()
    if asked.file is None:
        print("needs a file of labelled texts: python benchmarks/local_weights.py FILE")
        return
    all_of = brands(asked.file, asked.set)
    print(f"{ENGINE}; {', '.join(f'{name} {len(one)}' for name, one in all_of.items())}")
    head = f"{'labels':30} {'recall':>8} {'precision':>10} {'macro-F1':>9} {'points off':>11}"
    print(head)
    _print("none", [scores(one, SHIPPED) for one in all_of.values()])
    for same in (False, True):
        for number in (50, 150, 300):
            trials = [
                drawn(all_of, brand, number, same=same, seed=seed)
                for brand in all_of
                for seed in range(asked.rounds)
            ]
            name = f"{number} of {'the same brand' if same else 'the other brands'}"
            _print(name, [scores(tried, taught(labelled)[0]) for labelled, tried in trials])
    for number in (150, 300):
        print(f"\npoints off per 100 mentions, {number} labels of the brand:")
        _print_shares(all_of, number, asked.rounds)


def _print(name: str, found: Sequence[tuple[float, float, float, float]]) -> None:
    recall, precision, f1, off = (mean(one[place] for one in found) for place in range(4))
    print(f"{name:30} {recall:8.3f} {precision:10.3f} {f1:9.3f} {off:11.1f}")


def _print_shares(all_of: Brands, number: int, rounds: int) -> None:
    off: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for brand in all_of:
        for seed in range(rounds):
            labelled, tried = drawn(all_of, brand, number, same=True, seed=seed)
            for kind, name, points in shares(labelled, tried, seed):
                off[kind][name].append(points)
    for kind, ways in sorted(off.items()):
        told = "  ".join(f"{name} {mean(points):.1f}" for name, points in ways.items())
        print(f"  {kind:26} {told}")


if __name__ == "__main__":
    main()
