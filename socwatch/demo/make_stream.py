"""Writes the demo's stream: three weeks of talk about two kettle makers, and one bad night.

Invariant: the same SEED and words give the same lines, on every machine. Run
`python -m socwatch.demo.make_stream` after changing either; a test compares the file with them.
"""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from socwatch.demo.rhythm import along, arrivals, everyday
from socwatch.demo.voices import Line, Voices, stamped
from socwatch.demo.wording import Post, Wording

SEED = 20261122
STREAM = Path(__file__).with_name("stream.jsonl.gz")

START = datetime(2026, 10, 31, tzinfo=UTC)
OUTAGE = datetime(2026, 11, 11, 13, tzinfo=UTC)
OUTAGE_END = datetime(2026, 11, 11, 18, 30, tzinfo=UTC)
RACE = datetime(2026, 11, 15, 9, tzinfo=UTC)
RACE_END = datetime(2026, 11, 15, 15, tzinfo=UTC)
FIRST_FIRE = datetime(2026, 11, 22, 2, 24, tzinfo=UTC)
ACK = datetime(2026, 11, 22, 3, 4, tzinfo=UTC)  # opened at 02:45, Luis told at 03:00
CLOSE = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
END = datetime(2026, 11, 22, 12, tzinfo=UTC)

#: The source that cannot be read during the outage.
BLIND = "mastodon"

#: Mentions an hour by minutes since the beginning, beside the everyday ones.
RACE_CURVE = ((0, 12), (60, 40), (180, 40), (300, 14), (360, 0))
FIRE_CURVE = ((0, 10), (6, 30), (21, 46), (36, 56), (180, 56), (240, 30), (300, 12), (390, 0))

_HOUR, _MOMENT = timedelta(hours=1), timedelta(minutes=3)


def posts(rng: random.Random) -> list[Post]:
    """Everything that is said between START and END, in order of time."""
    wording = Wording(rng)
    usual = (("Acme", 5.9), ("Bravo", 1.4))
    said = [
        wording.everyday(at, brand)
        for brand, mean in usual
        for at in arrivals(rng, everyday(mean), START, END, step=_HOUR)
    ]
    said += map(wording.noise, arrivals(rng, everyday(0.08), START, END, step=_HOUR))
    running = along(RACE, RACE_CURVE)
    said += map(wording.race, arrivals(rng, running, RACE, RACE_END, step=_MOMENT))
    said.append(wording.first_report(FIRST_FIRE))
    burning = along(FIRST_FIRE, FIRE_CURVE)
    for at in arrivals(rng, burning, FIRST_FIRE + _MOMENT, CLOSE, step=_MOMENT):
        said.append(wording.fire(at, at - FIRST_FIRE))
    return sorted(said, key=lambda post: (post.at, post.source, post.text))


def lines(seed: int = SEED) -> list[Line]:
    """The scenario, line by line, in order of `at`."""
    rng = random.Random(seed)  # noqa: S311 - repeatable is what it must be
    said = posts(rng)
    voices = Voices(rng)
    scenario = [_fetched(post, voices.mention(post)) for post in said]
    scenario += [
        {"at": stamped(OUTAGE), "source": {"name": BLIND, "outcome": "refused"}},
        {"at": stamped(OUTAGE_END), "source": {"name": BLIND, "outcome": "ok"}},
        {"at": stamped(ACK), "ack": {"issue": "latest", "by": "luis"}},
        {"at": stamped(CLOSE), "close": {"issue": "latest", "by": "luis", "reason": "real"}},
        {"at": stamped(END), "end": True},
    ]
    return sorted(scenario, key=lambda line: (str(line["at"]), "mention" in line))


def _fetched(post: Post, mention: Line) -> Line:
    """The mention with the time at which it could first be read: after an outage, or at once."""
    if post.source == BLIND and OUTAGE <= post.at < OUTAGE_END:
        mention["published_at"] = stamped(post.at)
        return {"at": stamped(OUTAGE_END), "mention": mention}
    return {"at": stamped(post.at), "mention": mention}


def written(scenario: list[Line]) -> bytes:
    """The scenario as JSON Lines, compressed; without a file time, so that it can be compared."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in scenario)
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


if __name__ == "__main__":
    STREAM.write_bytes(written(lines()))
