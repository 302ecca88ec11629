"""A new theme inside ordinary talk: words that suddenly go together, in complaints first of all.

Invariant: pure; a text that is copied, and an author who repeats, count once; what is in the window
has taught nothing yet, so that a theme cannot hide itself; the work is bounded, whatever is said.

Each term has a share of all posts, and of the negative ones, in which it is usual (counted with
forgetting). How rarely so many posts of the window have it by chance is a negative-binomial tail:
words come in bursts. Terms that stand together in posts are taken for one theme as long as that
makes it rarer, so that a complaint in many words is still one. The topic's own past says how rare
such a theme really is (see `rarity`). Log-odds against a background, and why words need a prior:
Monroe, Colaresi and Quinn: Fightin' Words, Political Analysis 16, 2008.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log10

import msgspec

from socwatch.detect import rarity
from socwatch.detect.across import across
from socwatch.detect.rarity import Rarity
from socwatch.detect.tail import share_tail, volume_tail
from socwatch.ports import DetectorState

WINDOW = timedelta(hours=3)
HALF_LIFE = timedelta(days=7)
WEEK = timedelta(weeks=1)
#: Weeks between two false flags of one topic.
WEEKS = {"quiet": 2.0, "balanced": 0.5, "early": 0.15}
MOST_TERMS = 6_000  # that are remembered
MOST_POSTS = 600  # of a window that are looked at, the latest
LEAST = 4  # complaints that can be a theme
LEAST_TALK = 5  # posts of any tone that can
LEARNED = 40.0  # posts without which nothing is known to be usual
COMMON = 0.4  # a term in more than this share of the window tells nothing
SIZE = 1.0  # of the negative binomial: words come in bursts
UNSEEN = 0.3  # posts that a term never heard is taken to have had
DOUBT = 30.0  # the same over the posts that were learned from: a thin past knows few words
CANDIDATES = 40
MOST_IN_THEME = 6
ECHOES = 3  # copies of one text that are heard: share buttons are no crowd
EACH = 0.5  # powers of ten that a further term of a theme must add: it was chosen
FAINT = 0.5
USUAL, USUAL_POSTS = 0.3, 8.0  # share of complaints before anything is known
ALIKE = 0.05
SURE = 1.5  # powers of ten from which the posts of a theme are complaints beyond doubt
VERSION = 1
PRIOR_THRESHOLD = 2.0  # of the scores of complaints, before the topic has shown its own
PRIOR_TALK = 4.0  # the same for themes of any tone: there are many, and most are harmless
_NEVER = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What one mention says, for this purpose."""

    key: str
    at: datetime
    terms: tuple[str, ...]  # without those that the topic asks for
    voice: str
    wording: str  # equal for copies
    negative: bool | None  # None: could not be scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The most unusual theme of a window."""

    terms: tuple[str, ...]
    keys: tuple[str, ...]  # the posts that make it, the first first
    spoken: tuple[str, ...]  # all posts of the window that have its terms, of any tone
    since: datetime
    complaint: bool  # made of complaints; else of posts of any tone
    expected: float  # posts that would have made it by chance
    usual_negative: float  # share of the topic's posts that are complaints
    score: float
    strength: float = 0.0  # log10 of how many ticks pass between two of this kind by chance
    flagged: bool = False


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


class Novelty:
    """Looks for new themes, one tick at a time."""

    window = WINDOW

    def __init__(self, tick: timedelta, sensitivity: str = "balanced", *, topics: int = 1) -> None:
        self._enter = log10(WEEKS[sensitivity] * (WEEK / tick)) + across(topics)

    def recall(self, state: DetectorState | None) -> Vocabulary:
        """The memory behind the text, or a fresh one when the text is of no use."""
        if state is None:
            return Vocabulary(terms={})
        try:
            known = _DECODER.decode(state)
        except msgspec.DecodeError:
            return Vocabulary(terms={})
        return known if known.version == VERSION else Vocabulary(terms={})

    def noted(self, known: Vocabulary) -> DetectorState:
        """The memory as text."""
        return DetectorState(_ENCODER.encode(known).decode())

    def learn(self, known: Vocabulary, posts: Sequence[Post], until: datetime) -> None:
        """Learns what is usual from posts that have left the window, which ended at `until`."""
        at = int(until.timestamp())
        keep = 0.5 ** (max(0, at - known.at) / HALF_LIFE.total_seconds()) if known.at else 1.0
        known.at = max(known.at, at)
        known.posts *= keep
        known.negative *= keep
        counts = {term: (a * keep, b * keep) for term, (a, b) in known.terms.items()}
        for one in _own(posts):
            known.posts += 1.0
            known.negative += one.negative is not False
            for term in one.terms:
                said, sour = counts.get(term, (0.0, 0.0))
                counts[term] = said + 1.0, sour + (one.negative is not False)
        known.terms = _pruned(counts)

    def look(self, known: Vocabulary, posts: Sequence[Post]) -> Theme | None:
        """The theme of the posts in the window that is worth most; None when there is none.

        A complaint that is flagged comes before any other theme.
        """
        own = _own(posts)
        ready = known.posts >= LEARNED
        sour = [one for one in own if one.negative is not False]
        complaint = self._judged(known.rarity, _complaint(known, own, sour) if ready else None)
        any_theme = self._judged(known.talk, _talk(known, own) if ready else None)
        if complaint is not None and (complaint.flagged or any_theme is None):
            return complaint
        return any_theme if any_theme is not None and any_theme.flagged else complaint or any_theme

    def _judged(self, past: Rarity, theme: Theme | None) -> Theme | None:
        """The theme with its strength by the past of its kind, which learns from it."""
        score = theme.score if theme else 0.0
        strength = rarity.strength(past, score)
        rarity.learn(past, score)
        if theme is None:
            return None
        return replace(theme, strength=strength, flagged=strength >= self._enter)


def _pruned(counts: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The terms heard most; what was heard once, weeks ago, is let go first."""
    if len(counts) <= MOST_TERMS:
        return counts
    by_number = sorted(counts.items(), key=lambda one: -one[1][0])
    return dict(by_number[: MOST_TERMS * 3 // 4])


def _own(posts: Sequence[Post]) -> list[Post]:
    """The latest posts; of each wording a few."""
    told: Counter[str] = Counter()
    found: list[Post] = []
    for one in posts[-MOST_POSTS:]:
        if one.terms and told[one.wording] < ECHOES:
            told[one.wording] += 1
            found.append(one)
    return found


def _complaint(known: Vocabulary, own: Sequence[Post], sour: Sequence[Post]) -> Theme | None:
    """The theme that so many complaints have by chance least often.

    It counts in full when the posts that speak of it are complaints more often than others are.
    """
    found = _theme(known, sour, len(own), complaints=True)
    if found is None:
        return None
    terms = set(found.terms)
    said = [one for one in own if not terms.isdisjoint(one.terms)]
    return replace(
        found,
        spoken=tuple(one.key for one in said),
        score=found.score * min(1.0, _turned(said, known) / SURE),
    )


def _talk(known: Vocabulary, own: Sequence[Post]) -> Theme | None:
    """The theme that so many posts of any tone have by chance least often."""
    return _theme(known, own, len(own), complaints=False)


def _theme(
    known: Vocabulary, said: Sequence[Post], posts: int, *, complaints: bool
) -> Theme | None:
    """The set of terms of which so many posts come least often, where `posts` were said in all."""
    holders: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for term in one.terms:
            holders[term].add(one.voice)
    scale = posts / (known.posts + 1.0)
    unseen = UNSEEN + DOUBT / (1.0 + (known.negative if complaints else known.posts))
    tried = {
        term: (voices, scale * (known.terms.get(term, _NEVER)[complaints] + unseen))
        for term, voices in holders.items()
        if len(voices) >= 2
    }
    ranked = sorted(((_evidence(len(v), m), term) for term, (v, m) in tried.items()), reverse=True)
    ranked = [one for one in ranked[:CANDIDATES] if one[0] >= FAINT]
    if not ranked:
        return None
    chosen, voices, mean, score = _joined(ranked, tried)
    score -= log10(len(tried))
    if len(voices) < (LEAST if complaints else LEAST_TALK) or score <= 0:
        return None
    told = [one for one in said if one.voice in voices and not chosen.isdisjoint(one.terms)]
    keys = tuple(one.key for one in told)
    return Theme(
        terms=tuple(term for _, term in ranked if term in chosen),
        keys=keys,
        spoken=keys,
        since=told[0].at,
        complaint=complaints,
        expected=mean,
        usual_negative=_usual_negative(known),
        score=score,
    )


def _turned(said: Sequence[Post], known: Vocabulary) -> float:
    """-log10 of the chance that so many of them are complaints, given how many are usually."""
    sour = sum(one.negative is not False for one in said)
    return -share_tail(sour, len(said), _usual_negative(known), ALIKE)


def _usual_negative(known: Vocabulary) -> float:
    return (known.negative + USUAL * USUAL_POSTS) / (known.posts + USUAL_POSTS)


def _joined(
    ranked: Sequence[tuple[float, str]], tried: dict[str, tuple[set[str], float]]
) -> tuple[set[str], set[str], float, float]:
    """The best term, and those that make its theme rarer still; with whom, expected, and score."""
    best, first = ranked[0]
    voices, mean = set(tried[first][0]), tried[first][1]
    chosen, score = {first}, best
    while len(chosen) < MOST_IN_THEME:
        found: tuple[float, str] | None = None
        for _, term in ranked:
            more, expected = tried[term]
            if term in chosen or not (more & voices) or more <= voices:
                continue
            gain = _evidence(len(voices | more), mean + expected) - EACH
            if gain > score and (found is None or gain > found[0]):
                found = gain, term
        if found is None:
            break
        score, term = found
        chosen.add(term)
        voices |= tried[term][0]
        mean += tried[term][1]
    return chosen, voices, mean, score


def _evidence(number: int, mean: float) -> float:
    """-log10 of the chance of so many or more."""
    return -volume_tail(number, mean, SIZE)
