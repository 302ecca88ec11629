"""Which words are usual for a topic: how many posts had them, and how many complaints.

Invariant: nothing but counts of word stems is kept, with forgetting; a text that is copied is heard a
few times only; what is remembered is bounded, whatever is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from socwatch.detect.rarity import Rarity
from socwatch.ports import DetectorState

HALF_LIFE = timedelta(days=7)
MOST_TERMS = 6_000  # that are remembered
MOST_POSTS = 600  # of a window that are looked at, the latest
ECHOES = 3  # copies of one text that are heard: share buttons are no crowd
VERSION = 1
PRIOR_THRESHOLD = 2.0  # of the scores of complaints, before the topic has shown its own
PRIOR_TALK = 4.0  # the same for themes of any tone: there are many, and most are harmless


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What one mention says, for this purpose."""

    key: str
    at: datetime
    terms: tuple[str, ...]  # without those that the topic asks for
    voice: str
    wording: str  # equal for copies
    negative: bool | None  # None: could not be scored


class Vocabulary(msgspec.Struct, array_like=True):
    """What is usually said of one topic. `at` is seconds since 1970, UTC."""

    version: int = VERSION
    at: int = 0  # up to when it was learned
    posts: float = 0.0
    negative: float = 0.0  # of the posts
    terms: dict[str, tuple[float, float]] = {}  # posts with it, negative posts with it
    rarity: Rarity = msgspec.field(default_factory=lambda: Rarity(threshold=PRIOR_THRESHOLD))
    talk: Rarity = msgspec.field(default_factory=lambda: Rarity(threshold=PRIOR_TALK))


_DECODER = msgspec.json.Decoder(Vocabulary)
_ENCODER = msgspec.json.Encoder()


def recalled(state: DetectorState | None) -> Vocabulary:
    """The memory behind the text, or a fresh one when the text is of no use."""
    if state is None:
        return Vocabulary(terms={})
    try:
        known = _DECODER.decode(state)
    except msgspec.DecodeError:
        return Vocabulary(terms={})
    return known if known.version == VERSION else Vocabulary(terms={})


def noted(known: Vocabulary) -> DetectorState:
    """The memory as text."""
    return DetectorState(_ENCODER.encode(known).decode())


def learn(known: Vocabulary, posts: Sequence[Post], until: datetime) -> None:
    """Learns what is usual from posts that have left the window, which ended at `until`."""
    at = int(until.timestamp())
    keep = 0.5 ** (max(0, at - known.at) / HALF_LIFE.total_seconds()) if known.at else 1.0
    known.at = max(known.at, at)
    known.posts *= keep
    known.negative *= keep
    counts = {term: (a * keep, b * keep) for term, (a, b) in known.terms.items()}
    for one in own(posts):
        known.posts += 1.0
        known.negative += one.negative is not False
        for term in one.terms:
            said, sour = counts.get(term, (0.0, 0.0))
            counts[term] = said + 1.0, sour + (one.negative is not False)
    known.terms = _pruned(counts)


def own(posts: Sequence[Post]) -> list[Post]:
    """The latest posts; of each wording a few."""
    told: Counter[str] = Counter()
    found: list[Post] = []
    for one in posts[-MOST_POSTS:]:
        if one.terms and told[one.wording] < ECHOES:
            told[one.wording] += 1
            found.append(one)
    return found


def _pruned(counts: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The terms heard most; what was heard once, weeks ago, is let go first."""
    if len(counts) <= MOST_TERMS:
        return counts
    by_number = sorted(counts.items(), key=lambda one: -one[1][0])
    return dict(by_number[: MOST_TERMS * 3 // 4])
