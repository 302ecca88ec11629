"""Copies and retellings: how many are found, how many are false, and what a mention costs.

    python benchmarks/stories.py [--wrong]

Pairwise precision and recall (a pair is two texts) over benchmarks/stories.txt, each copy also in
machine-made forms (quoted, cut, commented, misspelt, tagged); then the cost of one mention when
10, 1,000 and 5,000 stories are in the window, all in one run. `--wrong` lists the pairs.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from statistics import median
from time import process_time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from socwatch.understand.retelling import Window
from socwatch.understand.stories import said_in, terms_in

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOLD = Path(__file__).with_suffix(".txt")

Change = Callable[[str, random.Random], str]


def _misspelt(text: str, chance: random.Random) -> str:
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return text
    place = chance.choice(long)
    at = chance.randrange(1, len(words[place]) - 2)
    word = words[place]
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def _cut(text: str, _: random.Random) -> str:
    words = text.split()
    return text if len(words) < 9 else " ".join(words[: max(8, len(words) * 3 // 4)]) + "…"


CHANGES: tuple[Change, ...] = (
    lambda text, chance: f"RT @user{chance.randrange(99)}: {text}",
    lambda text, _: f"“{text}”",
    lambda text, chance: f"{text} https://t.co/{chance.randrange(10**9):x}",
    lambda text, _: f"{text} - The Evening Herald",
    lambda text, _: f"{text} | BBC News",
    lambda text, _: text.upper(),
    lambda text, _: f"{text} #news #breaking",
    lambda text, _: f"{text} Unbelievable",
    _misspelt,
    _cut,
)


@dataclass
class Text:
    """One text and where it really belongs."""

    text: str
    story: int
    wording: int
    brand: frozenset[str] = frozenset()
    found: tuple[str, str] = ("", "")


@dataclass
class Score:
    """Pairs found, pairs there are, and those that are both."""

    right: int = 0
    found: int = 0
    real: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def line(self) -> str:
        """Precision and recall with their n."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.real if self.real else 1.0
        return (
            f"precision {precision:.3f} (of {self.found} pairs), "
            f"recall {recall:.3f} (of {self.real} pairs)"
        )


def texts(part: str, *, changed: int, seed: int = 7) -> list[Text]:
    """The texts of one half of the file, each telling with so many machine-made copies."""
    chance = random.Random(seed)
    whole = TOLD.read_text(encoding="utf-8").split("\n%%\n")
    return list(_read(whole[part == "unread"], changed, chance))


def _read(lines: str, changed: int, chance: random.Random) -> Iterator[Text]:
    story = wording = 0
    brand: frozenset[str] = frozenset()
    for line in lines.splitlines():
        sign, text = line[:1], line[2:]
        if sign == "@":
            story += 1
            brand = frozenset(terms_in(text))
        if sign not in ("-", "="):
            continue
        wording += sign == "-"
        one = Text(text, story, wording, brand)
        yield one
        if sign == "-" and len(text.split()) >= 7:
            for change in chance.sample(CHANGES, changed):
                yield Text(change(text, chance), story, wording, brand)


def place_all(said: list[Text], *, shuffled: int | None = None) -> None:
    """Places the texts as a stream, two minutes apart."""
    order = list(said)
    if shuffled is not None:
        random.Random(shuffled).shuffle(order)
    window = Window()
    for number, one in enumerate(order):
        found = window.place(said_in(one.text), NOW + 2 * number * MINUTE, one.brand)
        one.found = (found.wording, found.story)


def scores(said: list[Text]) -> tuple[Score, Score]:
    """Copies, and tellings of one story in other words."""
    copies, retold = Score(), Score()
    for one, other in combinations(said, 2):
        same = one.wording == other.wording
        _count(copies, one, other, real=same, found=one.found[0] == other.found[0])
        if not same:
            _count(
                retold,
                one,
                other,
                real=one.story == other.story,
                found=one.found[1] == other.found[1],
            )
    return copies, retold


def _count(score: Score, one: Text, other: Text, *, real: bool, found: bool) -> None:
    score.right += real and found
    score.found += found
    score.real += real
    if real != found:
        (score.missed if real else score.wrong).append((one.text, other.text))


def quality(*, wrong: bool) -> None:
    """Prints precision and recall of both halves."""
    for part in ("read", "unread"):
        for name, changed in (("as written", 0), ("with copies", 4)):
            totals = Score(), Score()
            for seed in (None, 1, 2, 3, 4):
                said = texts(part, changed=changed)
                place_all(said, shuffled=seed)
                for total, found in zip(totals, scores(said), strict=True):
                    total.right += found.right
                    total.found += found.found
                    total.real += found.real
                    total.wrong += found.wrong
                    total.missed += found.missed
            for what, total in zip(("copies", "retellings"), totals, strict=True):
                print(f"{part:7} {name:12} {what:11} {total.line()}")
                if wrong and (changed == 0 or what == "copies"):
                    _list(total)


def _list(total: Score) -> None:
    for what, pairs in (("WRONG", total.wrong), ("missed", total.missed)):
        seen: dict[tuple[str, str], int] = defaultdict(int)
        for one, other in pairs:
            seen[min(one, other), max(one, other)] += 1
        for (one, other), number in sorted(seen.items(), key=lambda item: -item[1])[:30]:
            print(f"    {what} {number}x\n        {one}\n        {other}")


def _invented(chance: random.Random) -> str:
    """A post of made-up words, as frequent as words are: the n-th a n-th as often as the first."""
    ranks = (int(20_000 ** chance.random()) for _ in range(chance.randrange(8, 24)))
    return "acme " + " ".join(
        "".join("aeiou"[rank // 5**n % 5] + "lnrstkmp"[rank // 8**n % 8] for n in range(4))
        for rank in ranks
    )


def cost() -> None:
    """Prints what a mention costs: taking its text apart, and finding its place."""
    told = [one.text for one in texts("read", changed=2)]
    vader = SentimentIntensityAnalyzer()
    chance = random.Random(3)
    invented = [_invented(chance) for _ in range(5_400)]
    for stories in (10, 1_000, 5_000):
        window = Window()
        for text in invented[:stories]:
            window.place(said_in(text), NOW)
        apart, placed = [], []
        tone = []
        for text in invented[5_000:5_400] + told[:200]:
            began = process_time()
            vader.polarity_scores(text)
            tone.append(process_time() - began)
            began = process_time()
            said = said_in(text)
            between = process_time()
            window.place(said, NOW + MINUTE, {"acm"})
            apart.append(between - began)
            placed.append(process_time() - between)
        slowest = max(one + other for one, other in zip(apart, placed, strict=True))
        print(
            f"{stories:5} stories: {median(apart) * 1e6:5.1f} µs to take a text apart, "
            f"{median(placed) * 1e6:5.1f} µs to place it, slowest {slowest * 1e6:6.0f} µs; "
            f"plain VADER's tone of it {median(tone) * 1e6:5.1f} µs"
        )
    rows, _ = window.changes()
    began = process_time()
    Window(rows)
    print(f"{len(rows)} wordings taken up in {(process_time() - began) * 1e3:.1f} ms")


def main() -> None:
    """Prints quality, then cost."""
    if "--cost" not in sys.argv:
        quality(wrong="--wrong" in sys.argv)
    cost()


if __name__ == "__main__":
    main()
