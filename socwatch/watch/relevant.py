"""How relevant a mention or a voice is, from what the store knows.

Invariant: the same mention and backdrop give the same score; followers are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from socwatch.model.gathered import Gathered
from socwatch.model.mention import Mention
from socwatch.model.person import account
from socwatch.model.rates import Compared, Rate
from socwatch.model.reading import Triage
from socwatch.understand import relevance as parts
from socwatch.understand.rates import may_spread, of_mention
from socwatch.understand.relevance import Relevance
from socwatch.understand.triage import asks, level_of
from socwatch.watch.backdrop import Backdrop
from socwatch.watch.ranking import best_first
from socwatch.watch.setup import Setup

_ASKING = (Triage.QUESTION, Triage.UNHAPPY_CUSTOMER)
_ROUNDED = 0.001  # scores are rounded to three places
_NO_SPREAD = parts.Part(weight=parts.SPREAD, value=0.0)
_NO_RISK = parts.Part(weight=parts.RISK, value=0.0)


class Relevant:
    """Scores mentions and voices before one backdrop."""

    def __init__(self, setup: Setup, back: Backdrop) -> None:
        self._setup = setup
        self._back = back

    @cached_property
    def _ours(self) -> Mapping[str, re.Pattern[str]]:
        """How each topic's own accounts are named in texts."""
        found = {}
        for topic in self._setup.topics:
            names = {account(one).partition("@")[0] for one in topic.own_accounts}
            names = {re.escape(name) for name in names if name}
            if names:
                pattern = rf"(?<![\w.@])@(?:{'|'.join(sorted(names))})\b"
                found[topic.name] = re.compile(pattern, re.IGNORECASE)
        return found

    def named(self, mention: Mention, topic: str) -> str:
        """The account of ours that a text names, as it is written there; "" when it names none."""
        pattern = self._ours.get(topic)
        found = pattern.search(mention.text[:2_000]) if pattern else None
        return found[0] if found else ""

    def rates(self, mention: Mention) -> Mapping[Rate, Compared]:
        """The mention's rates beside the usual of its channel."""
        return of_mention(mention, self._back.usual(mention.source))

    def of_mention(self, one: Gathered, topic: str) -> Relevance:
        """How relevant a mention is to a topic."""
        return self._of((one,), topic)

    def score(self, one: Gathered) -> float:
        """The relevance of a mention to the first of its topics, 0..1."""
        return self.of_mention(one, one.matches[0].topic).score if one.matches else 0.0

    def of_voice(self, several: Sequence[Gathered], topic: str) -> Relevance:
        """How relevant the voice is that wrote these mentions of a topic."""
        return self._of(several, topic)

    def ranked(self, several: Iterable[Gathered]) -> Iterator[Gathered]:
        """The most relevant mention first, each for the first of its topics."""
        return best_first(
            several,
            lambda one: (-self.at_most((one,), one.matches[0].topic) if one.matches else 0.0,),
            lambda one: ((-self.score(one),), one),
        )

    def at_most(self, several: Sequence[Gathered], topic: str) -> float:
        """What the score of a voice is at most: from a look at its mentions that reads no text."""
        voice = self._back.voices.of(several[0].mention)
        own = self._back.on_topic.get((voice, topic), 0) / (self._back.posts.get(voice, 0) + 1)
        if any(one.mention.title for one in several):
            own = (1 + own) / 2
        found = parts.TOPIC * own + _ROUNDED
        if voice in self._back.early:
            found += parts.EARLY
        if any(may_spread(one.mention) for one in several):
            found += parts.SPREAD
        if any(one.reading.risks for one in several):
            found += parts.RISK
        return found + parts.ADDRESS * max(self._addressed(one, topic) for one in several)

    def _addressed(self, one: Gathered, topic: str) -> float:
        """At most how much of the weight it has that it is said to us."""
        asks_us = one.reading.triage in _ASKING
        if topic in self._ours and "@" in one.mention.text:
            return 1.0 if asks_us else 0.6
        return 0.5 if asks_us else 0.0

    def most_of(self, one: Gathered, topic: str) -> float:
        """What its score is at most, whatever the past says: nothing of it has to be read."""
        known = (_seriousness(one), self._address(one, topic))
        spread = parts.SPREAD if may_spread(one.mention) else 0.0
        return parts.TOPIC + parts.EARLY + spread + sum(one.weight * one.value for one in known)

    def _of(self, several: Sequence[Gathered], topic: str) -> Relevance:
        voice = self._back.voices.of(several[0].mention)
        return parts.relevance(
            (
                parts.about(
                    on_topic=self._back.on_topic.get((voice, topic), 0),
                    posts=self._back.posts.get(voice, 0),
                    topic=topic,
                    central=any(_is_central(one, topic) for one in several),
                ),
                parts.precedence(self._back.early.get(voice)),
                _most(self._spread(one.mention) for one in several),
                _most(_seriousness(one) for one in several),
                _most(self._address(one, topic) for one in several),
            )
        )

    def _spread(self, mention: Mention) -> parts.Part:
        if not may_spread(mention):
            return _NO_SPREAD
        return parts.spread(self.rates(mention).values(), mention.source)

    def _address(self, one: Gathered, topic: str) -> parts.Part:
        named = self.named(one.mention, topic)
        is_asking = one.reading.triage in _ASKING
        asked = asks(one.mention.text, marked=self._setup.marked) if is_asking else ""
        return parts.address(asked=asked, account=named)


def _is_central(one: Gathered, topic: str) -> bool:
    matches = [match for match in one.matches if match.topic == topic]
    return parts.in_title(one.mention.title, matches)


def _seriousness(one: Gathered) -> parts.Part:
    if not one.reading.risks:
        return _NO_RISK
    risks = sorted(one.reading.risks, key=lambda risk: -level_of((risk,)))
    return parts.seriousness(level_of(risks), [risk.term for risk in risks])


def _most(several: Iterable[parts.Part]) -> parts.Part:
    return max(several, key=lambda part: part.value)
