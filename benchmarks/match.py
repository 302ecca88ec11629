"""Matching: one pass over all terms against a loop of compiled expressions, in the same run.

Run with `python benchmarks/match.py`. Prints the median time for a mention and the ratio.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.query import Topic

ROUNDS = 5
MENTIONS = 100
WORDS_A_MENTION = 40


def words(number: int, chance: random.Random) -> list[str]:
    """Made-up words of five to nine letters."""
    letters = "abcdefghijklmnoprstuvw"
    return ["".join(chance.choices(letters, k=chance.randint(5, 9))) for _ in range(number)]


def mentions(vocabulary: list[str], chance: random.Random) -> list[Mention]:
    """Mentions of words, about one in ten of which is a term that somebody watches."""
    common = words(2_000, chance)
    texts = (
        " ".join(
            chance.choice(vocabulary if chance.random() < 0.1 else common)
            for _ in range(WORDS_A_MENTION)
        )
        for _ in range(MENTIONS)
    )
    return [
        Mention(
            origin="b",
            id=str(place),
            source="b",
            kind=MentionKind.POST,
            text=text,
            fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for place, text in enumerate(texts)
    ]


def typical(read: Callable[[Mention], object], said: list[Mention]) -> float:
    """The median over the rounds of the microseconds for one mention."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        for mention in said:
            read(mention)
        times.append((perf_counter() - started) / len(said) * 1e6)
    return median(times)


def compare(terms: int) -> None:
    """Prints one line for so many topics of one term each."""
    chance = random.Random(terms)
    watched = words(terms, chance)
    said = mentions(watched, chance)
    started = perf_counter()
    matcher = compile_topics(
        [Topic(name=f"t{n}", query=parse(word), owner="pr") for n, word in enumerate(watched)]
    )
    built = (perf_counter() - started) * 1e3
    loop = [re.compile(rf"\b{word}\b", re.IGNORECASE) for word in watched]
    quick = typical(matcher.matches, said)
    naive = typical(lambda one: [word for word in loop if word.search(one.text)], said)
    print(
        f"{terms:>6} terms: {quick:9.1f} us a mention, loop of re {naive:11.1f} us, "
        f"{naive / quick:7.1f} times; built in {built:6.1f} ms"
    )


if __name__ == "__main__":
    for number in (10, 100, 1_000, 10_000):
        compare(number)
