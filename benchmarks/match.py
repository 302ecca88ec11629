"""Matching: one pass over all terms against a loop of compiled expressions, in the same run.

    python benchmarks/match.py

First the flood: 1,000 topics of three terms and posts of 180 characters, of which one in twenty is
about one of the topics; how many a second one core matches. Then 10 to 10,000 terms, with the time
to compile them. Each figure is the median of five rounds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.mention import Mention, MentionKind
from socwatch.model.query import Topic

ROUNDS = 5
LETTERS = 180
FLOOD = 20_000
NAIVE = 40
#: Posts that hold something else than ASCII, as on a network of the world.
OTHERS = ("é", "ü", "🔥", "ß", "ñ", "…")


def words(number: int, chance: random.Random) -> list[str]:
    """Made-up words of five to nine letters."""
    letters = "abcdefghijklmnoprstuvw"
    return ["".join(chance.choices(letters, k=chance.randint(5, 9))) for _ in range(number)]


def mentions(watched: Sequence[str], number: int, chance: random.Random) -> list[Mention]:
    """Posts; one in twenty holds a watched term, one in four a letter that is not ASCII."""
    common = words(2_000, chance)
    said = []
    for place in range(number):
        text = " ".join(chance.choice(common) for _ in range(30))[:LETTERS]
        if chance.random() < 0.05:
            text = f"{chance.choice(watched)} {text}"[:LETTERS]
        if chance.random() < 0.25:
            text = f"{text[:-2]} {chance.choice(OTHERS)}"
        said.append(
            Mention(
                origin="b",
                id=str(place),
                source="b",
                kind=MentionKind.POST,
                text=text,
                fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    return said


def typical(read: Callable[[Mention], object], said: Sequence[Mention]) -> float:
    """The median over the rounds of the microseconds for one mention."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        for mention in said:
            read(mention)
        times.append((perf_counter() - started) / len(said) * 1e6)
    return median(times)


def topics(terms: Sequence[str], each: int) -> list[Topic]:
    """Topics of so many terms each."""
    return [
        Topic(name=f"t{start}", query=parse(" OR ".join(terms[start : start + each])), owner="pr")
        for start in range(0, len(terms), each)
    ]


def compare(terms: int, each: int) -> None:
    """Prints one line for so many terms in topics of `each`."""
    chance = random.Random(terms)
    watched = words(terms, chance)
    said = mentions(watched, FLOOD, chance)
    started = perf_counter()
    matcher = compile_topics(topics(watched, each))
    built = perf_counter() - started
    loop = [re.compile(rf"\b{word}\b", re.IGNORECASE) for word in watched]
    quick = typical(matcher.matches, said)
    naive = typical(lambda one: [word for word in loop if word.search(one.text)], said[:NAIVE])
    print(
        f"{terms:>6} terms in {terms // each:>6} topics: {1e6 / quick:9,.0f} mentions a second "
        f"({quick:5.2f} us each), loop of re {naive:11.1f} us, {naive / quick:9.1f} times; "
        f"compiled in {built:6.3f} s"
    )


if __name__ == "__main__":
    compare(3_000, 3)
    for number in (10, 100, 1_000, 10_000):
        compare(number, 1)
