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

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log10

from socwatch.detect import rarity
from socwatch.detect.across import across
from socwatch.detect.rarity import Rarity
from socwatch.detect.tail import share_tail, volume_tail
from socwatch.detect.vocabulary import Post, Vocabulary, own

WINDOW = timedelta(hours=3)
WEEK = timedelta(weeks=1)
#: Weeks between two false flags of one topic.
WEEKS = {"quiet": 2.0, "balanced": 0.5, "early": 0.15}
#: Times rarer than that before a theme alone calls people: a flag is for the digest.
CALLS = 12.0
LEAST = 4  # complaints that can be a theme
LEAST_TALK = 5  # posts of any tone that can
LEARNED = 40.0  # posts without which nothing is known to be usual
SIZE = 1.0  # of the negative binomial: words come in bursts
UNSEEN = 0.3  # posts that a term never heard is taken to have had
DOUBT = 30.0  # the same over the posts that were learned from: a thin past knows few words
CANDIDATES = 40
MOST_IN_THEME = 6
OWN_WORDS = 0.45  # share of a theme's posts that are no copies, below which it is a flood
EACH = 0.5  # powers of ten that a further term of a theme must add: it was chosen
FAINT = 0.5
USUAL, USUAL_POSTS = 0.3, 8.0  # share of complaints before anything is known
ALIKE = 0.05
SURE = 1.5  # powers of ten from which the posts of a theme are complaints beyond doubt
_NEVER = (0.0, 0.0)


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
    calls: bool = False  # rare enough to call people for


class Novelty:
    """Looks for new themes, one tick at a time."""

    window = WINDOW

    def __init__(self, tick: timedelta, sensitivity: str = "balanced", *, topics: int = 1) -> None:
        self._enter = log10(WEEKS[sensitivity] * (WEEK / tick)) + across(topics)

    def look(self, known: Vocabulary, posts: Sequence[Post]) -> Theme | None:
        """The theme of the posts in the window that is worth most; None when there is none.

        A complaint that is flagged comes before any other theme.
        """
        said = own(posts)
        ready = known.posts >= LEARNED
        sour = [one for one in said if one.negative is not False]
        found = _complaint(known, said, sour) if ready else None
        talked = _talk(known, said) if ready else None
        complaint = self._judged(known.rarity, _without_floods(found, posts))
        any_theme = self._judged(known.talk, _without_floods(talked, posts))
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
        calls = strength >= self._enter + log10(CALLS)
        return replace(theme, strength=strength, flagged=strength >= self._enter, calls=calls)


def _without_floods(theme: Theme | None, posts: Sequence[Post]) -> Theme | None:
    """The theme, unless most of its posts are copies of a few texts: that is a campaign."""
    if theme is None:
        return None
    terms = set(theme.terms)
    wordings = [one.wording for one in posts if not terms.isdisjoint(one.terms)]
    different = len(set(wordings))
    return theme if different >= max(LEAST, OWN_WORDS * len(wordings)) else None


def _complaint(known: Vocabulary, every: Sequence[Post], sour: Sequence[Post]) -> Theme | None:
    """The theme that so many complaints have by chance least often.

    It counts in full when the posts that speak of it are complaints more often than others are.
    """
    found = _theme(known, sour, len(every), complaints=True)
    if found is None:
        return None
    terms = set(found.terms)
    said = [one for one in every if not terms.isdisjoint(one.terms)]
    return replace(
        found,
        spoken=tuple(one.key for one in said),
        score=found.score * min(1.0, _turned(said, known) / SURE),
    )


def _talk(known: Vocabulary, every: Sequence[Post]) -> Theme | None:
    """The theme that so many posts of any tone have by chance least often."""
    return _theme(known, every, len(every), complaints=False)


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
