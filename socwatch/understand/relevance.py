"""How much a mention or a voice matters to us, and why in words.

Relevance is what somebody says and does about our topic: how much of what they write is about it,
whether they were early before, how far it spreads on its own channel, how serious it is, whether
it is addressed to us. Followers carry no weight at all.

Invariants: a score is a sum of parts, each 0..1 times its weight, and the weights sum to one; a
part that says something has words for it; what is not known adds nothing and takes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socwatch.model.query import Match
from socwatch.model.rates import Compared, Rate
from socwatch.understand.voices import Early

TOPIC, EARLY, SPREAD, RISK, ADDRESS = 0.25, 0.2, 0.2, 0.2, 0.15
_HIGHEST_RISK = 3
_FULL_SPREAD = 8.0  # times the usual
_RISKS = {1: "speaks of a nuisance", 2: "speaks of something serious", 3: "speaks of danger"}
_DONE = {
    Rate.CONVERSATION: "answered",
    Rate.AMPLIFICATION: "passed on",
    Rate.APPLAUSE: "liked",
}
_SIGNS = '"#@*()'
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a score; `because` is "" when it adds nothing."""

    weight: float
    value: float  # 0..1
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """A score from 0 to 1, and the words for it, what adds most first."""

    score: float
    because: tuple[str, ...] = ()


def relevance(parts: Iterable[Part]) -> Relevance:
    """The sum of the parts, of which there is at most one for each weight."""
    telling = sorted(
        (one for one in parts if one.value > 0), key=lambda one: -one.weight * one.value
    )
    return Relevance(
        score=round(min(1.0, sum(one.weight * one.value for one in telling)), 3),
        because=tuple(one.because for one in telling if one.because),
    )


def about(*, on_topic: int, posts: int, topic: str, central: bool) -> Part:
    """How much of what a voice writes is about the topic.

    Only posts that socwatch saw count, each text once. One post says little: n posts count
    n / (n + 1) of their share.
    """
    if not posts:
        return Part(weight=TOPIC, value=0.0)
    value = on_topic / (posts + 1)
    words = f"{on_topic} of {posts} posts seen {'is' if on_topic == 1 else 'are'} about {topic}"
    if on_topic == posts:
        words = f"{posts} {'post' if posts == 1 else 'posts'} seen, all about {topic}"
    if central:
        value, words = (1 + value) / 2, f"{words}; it is in the title"
    return Part(weight=TOPIC, value=value, because=words if posts > 1 or central else "")


def in_title(title: str | None, matches: Sequence[Match]) -> bool:
    """Whether words by which a mention belongs to a topic stand in its title."""
    named = (title or "").casefold()
    words = (one.strip(_SIGNS).casefold() for match in matches for one in match.because)
    return bool(named) and any(word and word in named for word in words)


def precedence(early: Early | None) -> Part:
    """Whether the voice spoke before real issues were opened."""
    if early is None or not early.is_early:  # once is luck
        return Part(weight=EARLY, value=0.0)
    because = f"posted before {_listed(early.issues)}"
    return Part(weight=EARLY, value=min(1.0, 2 * early.rate), because=because)


def spread(rates: Iterable[Compared], channel: str) -> Part:
    """How far it is passed on or discussed, beside the usual of its channel."""
    lifted = [(one.lift, one) for one in rates if one.spreads and one.lift is not None]
    lifted = [pair for pair in lifted if pair[1].rate is not Rate.APPLAUSE]
    if not lifted:
        return Part(weight=SPREAD, value=0.0)
    times, most = max(lifted, key=lambda pair: pair[0])
    words = f"{_DONE[most.rate]} {times:.0f}x the usual of {channel}"
    if (most.usual or 0.0) < 1:  # nobody is helped by "80 times nothing"
        words = f"{_DONE[most.rate]} {most.value:.0f} times, on {channel} {most.usual:.0f} is usual"
    return Part(weight=SPREAD, value=min(1.0, times / _FULL_SPREAD), because=words)


def seriousness(level: int, terms: Sequence[str]) -> Part:
    """How serious the risk is that it speaks of, 0..3, and the words that say so."""
    if level <= 0:
        return Part(weight=RISK, value=0.0)
    named = f" (“{terms[0]}”)" if terms else ""
    words = f"{_RISKS[min(level, _HIGHEST_RISK)]}{named}"
    return Part(weight=RISK, value=min(level, _HIGHEST_RISK) / _HIGHEST_RISK, because=words)


def address(*, asked: str, account: str) -> Part:
    """Whether it is said to us: names an account of ours, asks something that can be answered."""
    if account and asked:
        return Part(weight=ADDRESS, value=1.0, because=f"asks {account} directly")
    if account:
        return Part(weight=ADDRESS, value=0.6, because=f"speaks to {account}")
    if asked:
        return Part(weight=ADDRESS, value=0.5, because=f"asks “{asked}”")
    return Part(weight=ADDRESS, value=0.0)


def _listed(names: Sequence[str]) -> str:
    shown = list(names[-_MOST_NAMED:])
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
