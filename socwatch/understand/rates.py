"""How much people answer, pass on and applaud: rates per post, beside the channel's own usual.

Conversation (replies), amplification (reposts and quotes) and applause (likes) per post are
A. Kaushik's ("Best Social Media Metrics: Conversation, Amplification, Applause, Economic Value",
Occam's Razor, 2011). They say how a channel responds, so they are compared with the same channel
only, and with its median: one post that goes round the world does not change what is usual.

Invariants: what a service does not tell is None and never 0; a number comes with its n; what is
usual is None while fewer than FEWEST mentions, or FEWEST_DAYS days, tell. Numbers are those at the
time at which a mention was read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import fmean, median

from socwatch.model.mention import Mention
from socwatch.model.rates import FEWEST_SHARES, Compared, Rate

FEWEST = 20  # mentions
FEWEST_DAYS = 5
_A_DAY = 3  # mentions that make a day's mean worth anything

_FEWEST_SCORED = 3
_RISE = 0.2  # of the negative share


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual on a channel for one rate."""

    median: float | None = None  # of its mentions
    n: int = 0  # mentions whose number is known
    high: float | None = None  # 19 of 20 mentions have no more
    daily: float | None = None  # the median day's mean
    days: int = 0  # days with enough mentions
    daily_high: float | None = None  # 9 of 10 days have no more


Usuals = Mapping[Rate, Usual]
_UNKNOWN = Usual()


def count_of(mention: Mention, rate: Rate) -> int | None:
    """The number that a service tells of a mention; None when it tells none.

    A score below zero is no applause.
    """
    if rate is Rate.CONVERSATION:
        return mention.replies
    if rate is Rate.APPLAUSE:
        return None if mention.likes is None else max(0, mention.likes)
    if mention.reposts is None and mention.quotes is None:
        return None
    return (mention.reposts or 0) + (mention.quotes or 0)


def may_spread(mention: Mention) -> bool:
    """Whether its numbers are large enough to be far above any usual: a quick look."""
    shares = (mention.reposts or 0) + (mention.quotes or 0)
    return max(shares, mention.replies or 0, mention.likes or 0) >= FEWEST_SHARES


def usual_of(mentions: Iterable[Mention]) -> dict[Rate, Usual]:
    """What is usual on a channel, from its mentions of a longer time."""
    known: dict[Rate, list[int]] = {rate: [] for rate in Rate}
    by_day: dict[Rate, dict[date, list[int]]] = {rate: {} for rate in Rate}
    for one in mentions:
        for rate in Rate:
            number = count_of(one, rate)
            if number is not None:
                known[rate].append(number)
                by_day[rate].setdefault(one.counts_at.date(), []).append(number)
    return {rate: _usual(known[rate], by_day[rate].values()) for rate in Rate}


def _usual(numbers: Sequence[int], by_day: Iterable[Sequence[int]]) -> Usual:
    means = [fmean(one) for one in by_day if len(one) >= _A_DAY]
    enough, enough_days = len(numbers) >= FEWEST, len(means) >= FEWEST_DAYS
    return Usual(
        median=median(numbers) if enough else None,
        n=len(numbers),
        high=_below(numbers, 0.95) if enough else None,
        daily=median(means) if enough_days else None,
        days=len(means),
        daily_high=_below(means, 0.9) if enough_days else None,
    )


def _below(numbers: Sequence[float], share: float) -> float:
    """The smallest of the numbers that this share of them does not exceed."""
    return sorted(numbers)[ceil(share * len(numbers)) - 1]


def of_mention(mention: Mention, usual: Usuals) -> dict[Rate, Compared]:
    """The rates of one mention beside the median of its channel."""
    return {rate: _of_one(mention, rate, usual.get(rate, Usual())) for rate in Rate}


def _of_one(mention: Mention, rate: Rate, usual: Usual) -> Compared:
    number = count_of(mention, rate)
    return Compared(
        rate=rate,
        value=number,
        n=int(number is not None),
        usual=usual.median,
        usual_n=usual.n,
        high=usual.high,
    )


def of_many(mentions: Sequence[Mention], channels: Mapping[str, Usuals]) -> dict[Rate, Compared]:
    """The rates per post of several mentions, beside the usual day of the channels they are on."""
    return {rate: _of_many(mentions, rate, channels) for rate in Rate}


def _of_many(mentions: Sequence[Mention], rate: Rate, channels: Mapping[str, Usuals]) -> Compared:
    known = [
        (number, one.source) for one in mentions if (number := count_of(one, rate)) is not None
    ]
    if not known:
        return Compared(rate=rate, value=None)
    posts = Counter(source for _, source in known)
    usual = {source: channels.get(source, {}).get(rate, _UNKNOWN) for source in posts}
    return Compared(
        rate=rate,
        value=fmean(number for number, _ in known),
        n=len(known),
        usual=_weighed({source: one.daily for source, one in usual.items()}, posts),
        usual_n=min(one.days for one in usual.values()),
        high=_weighed({source: one.daily_high for source, one in usual.items()}, posts),
    )


def _weighed(values: Mapping[str, float | None], posts: Mapping[str, int]) -> float | None:
    """The mean over the posts; None when it is not known of one of their channels."""
    known = {source: value for source, value in values.items() if value is not None}
    if len(known) < len(values):
        return None
    return fmean(known.values(), weights=[posts[source] for source in known])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """The tones of a mention or several; `usual` is the usual share of negative ones."""

    negative: int
    scored: int
    usual: float | None = None
    several: bool = True  # of one mention its own tone is all there is

    @property
    def is_bad(self) -> bool:
        """Whether most are negative, or clearly more than usual; never told of a few."""
        if self.several and self.scored < _FEWEST_SCORED:
            return False
        if not self.scored:
            return False
        share = self.negative / self.scored
        return share > 0.5 or (self.usual is not None and share >= self.usual + _RISE)


def hollow(rates: Mapping[Rate, Compared], tones: Tones) -> tuple[Compared, ...]:
    """The rates that make hollow applause: spread or liked far beyond usual, in a bad tone.

    Empty when it is none. Good numbers with a bad tone mean that people share it to laugh or to
    warn; only the numbers look like success.
    """
    if not tones.is_bad:
        return ()
    return tuple(rates[rate] for rate in (Rate.AMPLIFICATION, Rate.APPLAUSE) if rates[rate].spreads)
