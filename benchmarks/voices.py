"""What people cost: a class for every mention, and a digest's facts about a full store.

    python benchmarks/voices.py

The first is paid for every mention that is taken: at most 8 µs for a usual post. The second is
paid once a digest, and does not grow with the age of the store.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from socwatch.detect.panel import Panel
from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.gathered import Gathered
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.plan import CrisisPlan, Severity
from socwatch.model.query import Match, Topic
from socwatch.model.reading import Reading, Tone
from socwatch.stores.sqlite import SqliteStore
from socwatch.testing import PlainAnalyst
from socwatch.understand.triage import Said, class_of, sort
from socwatch.watch.backdrop import backdrop
from socwatch.watch.people import people_facts
from socwatch.watch.setup import Setup

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
POSTS = (
    ("Just put the acme on and watched the rain, what a slow and lovely Sunday this is", Tone.POSITIVE),
    ("Acme opens its third shop in Leeds on Thursday, with an offer for the first hundred", Tone.NEUTRAL),
    ("New in the kitchen: one acme kettle, two mugs and far too many sorts of green tea", Tone.NEUTRAL),
    ("The acme looks nice next to the toaster but the cord could be a good bit longer", Tone.NEUTRAL),
    ("@acme how do I get the lime out of the spout? The booklet says nothing about it", Tone.NEUTRAL),
    ("My acme kettle arrived with a broken lid and nobody at support answers the phone", Tone.NEGATIVE),
    ("Everything gets dearer: tea, milk, now even an acme costs as much as a week of food", Tone.NEGATIVE),
    ("RT @kitchen: ten kettles in a test, the acme came third https://kitchen.example/test", Tone.NEUTRAL),
)  # fmt: skip
HOSTILE = {
    "emoji": "\U0001f525" * 20_000,
    "one word of 1 MB": "a" * 1_000_000,
    "leads": "my order hold ? you are idiots " * 20_000,
    "questions": "is it ? " * 100_000,
    "zalgo": "z\u0335\u0336\u0337\u0338" * 50_000,
}


def best(run: Callable[[], object], *, rounds: int = 7) -> float:
    """Processor seconds of the quickest of several runs: the others were disturbed."""
    times = []
    for _ in range(rounds):
        began = process_time()
        run()
        times.append(process_time() - began)
    return min(times)


def classes() -> None:
    """Prints what a class costs."""
    said = [Said(text=text, tone=tone, language="en") for text, tone in POSTS] * 500
    took = best(lambda: [sort(one) for one in said])
    print(f"a usual post: {took / len(said) * 1e6:.1f} µs (the mix of {len(POSTS)} posts)")
    for one in said[: len(POSTS)]:
        took = best(lambda one=one: [sort(one) for _ in range(500)])
        found = sort(one)
        print(
            f"  {took / 500 * 1e6:5.1f} µs  {found.triage.value if found else 'none':17}{one.text[:56]}"
        )
    for name, text in HOSTILE.items():
        one = Said(text=text, tone=Tone.NEGATIVE, risk=3, language="en")
        print(f"hostile, {name}: {best(lambda one=one: sort(one)) * 1000:.2f} ms")


def digest(mentions: int, days: int) -> None:
    """Prints what the facts about people cost on a store of that size."""
    chance = random.Random(7)
    topic = Topic(name="acme", query=parse("acme"), owner="pr", own_accounts=("@acme@k.social",))
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "b.db", tick=timedelta(minutes=15), durable=False)
        setup = _setup(store, topic)
        for begin in range(0, mentions, 5_000):
            with store.unit():
                store.mentions.add([_post(chance, n, days) for n in range(begin, begin + 5_000)])
        start = NOW - timedelta(days=1)
        said = list(store.mentions.newest(since=start, until=NOW, limit=20_000))
        took = best(
            lambda: people_facts(setup, backdrop(setup, said, start, NOW), said, NOW), rounds=3
        )
        store.close()
    print(f"facts about people: {took * 1000:.0f} ms ({mentions:,} mentions in {days} days, "
          f"{len(said):,} in the period)")  # fmt: skip


def _setup(store: SqliteStore, topic: Topic) -> Setup:
    plan = CrisisPlan(
        name="b", owner="pr", timezone="UTC", severities=(Severity(name="red", rank=0),)
    )
    return Setup(
        store=store, sources=(), topics=(topic,), sieve=compile_topics((topic,)).matches,
        analyst=PlainAnalyst(), detector=Panel(timedelta(minutes=15), "balanced", timezone="UTC"),
        tick=timedelta(minutes=15), plan=plan, timezone="UTC", sender="s <s@b.example>",
    )  # fmt: skip


def _post(chance: random.Random, number: int, days: int) -> Gathered:
    text, tone = chance.choice(POSTS)
    one = Mention(
        origin="b", id=str(number), source=f"s{number % 3}", kind=MentionKind.POST,
        text=f"{text} {number}", fetched_at=NOW,
        published_at=NOW - timedelta(seconds=chance.random() * days * 86_400),
        author=Author(handle=f"@u{chance.randrange(3_000)}"),
        likes=chance.randrange(9), reposts=chance.randrange(3), replies=chance.randrange(2),
    )  # fmt: skip
    triage = class_of(one.text, one, tone=tone, risks=(), language="en")
    reading = Reading(
        language="en", tone=tone, score=0.0, p_negative=0.2, story=str(number), triage=triage
    )
    return Gathered(mention=one, reading=reading, matches=(Match(topic="acme", because=("acme",)),))


if __name__ == "__main__":
    classes()
    digest(10_000, 10)
    digest(60_000, 60)
    digest(60_000, 6)
