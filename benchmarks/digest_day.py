"""What a digest costs on a day on which a million mentions were stored.

    python benchmarks/digest_day.py [MENTIONS]

Goal: at most 1 s from the store to the mail. The day is a storm: half of it copies of forty stories,
the rest each their own; four usual weeks lie before it, so that what is usual is known.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from socwatch.detect.panel import Panel
from socwatch.match.query import compile_topics
from socwatch.match.syntax import parse
from socwatch.model.gathered import Gathered
from socwatch.model.mention import Author, Mention, MentionKind
from socwatch.model.plan import CrisisPlan, Severity
from socwatch.model.query import Match, Topic
from socwatch.model.reading import Reading, Tone
from socwatch.report.digest import digest
from socwatch.report.rendering import rendered
from socwatch.stores.sqlite import SqliteStore
from socwatch.testing import PlainAnalyst
from socwatch.understand.triage import class_of
from socwatch.watch.facts import digest_facts
from socwatch.watch.setup import Setup

GOAL = 1.0
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TOPIC = Topic(name="acme", query=parse("acme"), owner="pr", own_accounts=("@acme@k.social",))
TICK = timedelta(minutes=15)
TONES = (Tone.NEGATIVE, Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)


def main(mentions: int) -> int:
    """Prints what each part took; 1 when the whole misses the goal."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "b.db", tick=TICK, durable=False)
        setup = _setup(store)
        began = time.perf_counter()
        _fill(store, mentions)
        print(f"{mentions:,} mentions of a day stored in {time.perf_counter() - began:.0f} s")
        gathering, writing = [], []
        for _ in range(3):
            began = time.perf_counter()
            facts = digest_facts(setup, "daily", NOW - DAY, NOW, NOW, timezone="UTC")
            gathered = time.perf_counter()
            mail = rendered(digest(facts, to="Dana"))
            gathering.append(gathered - began)
            writing.append(time.perf_counter() - gathered)
        store.close()
    whole = statistics.median(gathering) + statistics.median(writing)
    print(
        f"facts {statistics.median(gathering):.2f} s, mail {statistics.median(writing):.3f} s, "
        f"together {whole:.2f} s (goal {GOAL:.0f} s); its HTML has {len(mail.html) / 1000:.0f} kB, "
        f"of {facts.sampled or mentions:,} mentions looked at one by one"
    )
    return int(whole > GOAL)


def _fill(store: SqliteStore, mentions: int) -> None:
    chance = random.Random(7)
    for day in range(28, 0, -1):
        with store.unit():
            store.mentions.add([_post(chance, f"{day}-{n}", NOW - day * DAY) for n in range(300)])
    for begin in range(0, mentions, 10_000):
        with store.unit():
            store.mentions.add(
                [_post(chance, str(n), NOW) for n in range(begin, min(mentions, begin + 10_000))]
            )


def _setup(store: SqliteStore) -> Setup:
    plan = CrisisPlan(
        name="b", owner="pr", timezone="UTC", severities=(Severity(name="red", rank=0),)
    )
    return Setup(
        store=store, sources=(), topics=(TOPIC,), sieve=compile_topics((TOPIC,)).matches,
        analyst=PlainAnalyst(), detector=Panel(TICK, "balanced", timezone="UTC"),
        tick=TICK, plan=plan, timezone="UTC", sender="s <s@b.example>",
    )  # fmt: skip


def _post(chance: random.Random, name: str, end: datetime) -> Gathered:
    """A post of the day that ends then."""
    story = chance.randrange(40) if chance.random() < 0.5 else None
    text = f"Acme story {story} is going round" if story is not None else f"My acme kettle {name}"
    text += chance.choice((" and nobody answers", "?", ", what a pity", " how do I return it?"))
    tone = chance.choice(TONES)
    one = Mention(
        origin="b", id=name, source=f"s{len(name) % 3}", kind=MentionKind.POST, text=text,
        fetched_at=end, published_at=end - timedelta(seconds=1 + chance.random() * 86_000),
        author=Author(handle=f"@u{chance.randrange(200_000)}"),
        likes=chance.randrange(9), reposts=chance.randrange(3), replies=chance.randrange(2),
    )  # fmt: skip
    reading = Reading(
        language="en", tone=tone, score=0.0, p_negative=0.2,
        story=name if story is None else f"story-{story}",
        triage=class_of(text, one, tone=tone, risks=(), language="en"),
    )  # fmt: skip
    return Gathered(mention=one, reading=reading, matches=(Match(topic="acme", because=("acme",)),))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
