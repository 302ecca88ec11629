"""What is said: puts the demo's sentences together and fills their slots."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import Formatter
from typing import TypeVar

from socwatch.demo import words, words_es
from socwatch.demo import words_of_events as events

Thing = TypeVar("Thing")

REPORTER = "@marta_w"

_SOURCES = (("mastodon", 58), ("forum", 27), ("press", 8), ("hackernews", 7))
_FIRE_SOURCES = (("mastodon", 78), ("forum", 18), ("hackernews", 4))
_TONES = (("glad", 34), ("plain", 48), ("sore", 18))
_CLAIMS = {"glad": words.GLAD, "plain": words.PLAIN, "sore": words.SORE}
_SPANISH = 0.12
_PRESS_WAKES = timedelta(minutes=70)
_COPIES_BEGIN = timedelta(minutes=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something said: when, where, in which language and words."""

    at: datetime
    source: str
    text: str
    language: str = "en"
    author: str | None = None  # None: anybody who writes there
    is_repost: bool = False


class Wording:
    """Chooses words; the same random numbers give the same words."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def everyday(self, at: datetime, brand: str) -> Post:
        """An ordinary post about a kettle of this brand."""
        source, tone = self._weighted(_SOURCES), self._weighted(_TONES)
        if source == "press":
            return Post(at=at, source=source, text=self._english(words.PRESS[tone], brand))
        if self._rng.random() < _SPANISH:
            text = self._told(words_es.EVERYDAY_ES, words_es.TAILS_ES, self._spanish(brand))
            return Post(at=at, source=source, text=text, language="es")
        return Post(at=at, source=source, text=self._framed(self._english(_CLAIMS[tone], brand)))

    def race(self, at: datetime) -> Post:
        """A post about the half-marathon that Acme pays for."""
        tones = ((events.RACE_GLAD, 78), (events.RACE_PLAIN, 20), (events.RACE_SORE, 2))
        text = self._told(self._weighted(tones), events.RACE_TAILS, events.RACE_FILLERS)
        return Post(at=at, source=self._weighted((("mastodon", 80), ("forum", 20))), text=text)

    def first_report(self, at: datetime) -> Post:
        """The post with which the crisis begins."""
        return Post(at=at, source="mastodon", text=events.FIRST_REPORT, author=REPORTER)

    def fire(self, at: datetime, since: timedelta) -> Post:
        """A post of the crisis, this long after the first report: a copy of it, or a new voice."""
        if since > _COPIES_BEGIN and self._rng.random() < 0.34:
            return self._copy(at)
        if since > _PRESS_WAKES and self._rng.random() < 0.07:
            text = self._filled(self._one(events.FIRE_PRESS), events.FIRE_FILLERS)
            return Post(at=at, source="press", text=text)
        source = self._weighted(_FIRE_SOURCES)
        if self._rng.random() < _SPANISH:
            text = self._told(words_es.FIRE_ES, words_es.FIRE_TAILS_ES, self._spanish("Acme"))
            return Post(at=at, source=source, text=text, language="es")
        pool = events.FIRE_SORE if self._rng.random() < 0.78 else events.FIRE_PLAIN
        text = self._told(pool, events.FIRE_TAILS, events.FIRE_FILLERS)
        return Post(at=at, source=source, text=text)

    def noise(self, at: datetime) -> Post:
        """A post that says acme and means something else."""
        return Post(at=at, source="mastodon", text=self._framed(self._one(events.NOISE)))

    def _copy(self, at: datetime) -> Post:
        form, text = self._rng.random(), events.FIRST_REPORT
        if form < 0.3:
            return Post(at=at, source=self._weighted((("mastodon", 60), ("forum", 40))), text=text)
        if form < 0.65:
            text = f"RT {REPORTER}: {text}"
            return Post(at=at, source="mastodon", text=text, is_repost=True)
        return Post(at=at, source="mastodon", text=f"{self._one(events.QUOTING)} “{text}”")

    def _framed(self, claim: str) -> str:
        """With an opener and one or two tails, or without."""
        opener = ""
        if self._rng.random() < 0.3:
            opener = self._filled(self._one(words.OPENERS), words.FILLERS)
        elif self._rng.random() < 0.6:
            claim = _capital(claim)
        ending = "" if claim[-1] in "?!." else "."
        tails = [self._tail() for _ in range(self._weighted(((0, 25), (1, 50), (2, 25))))]
        return " ".join((*filter(None, (opener, claim + ending)), *dict.fromkeys(tails)))

    def _tail(self) -> str:
        return _capital(self._filled(self._one(words.TAILS), words.FILLERS))

    def _told(
        self, claims: Sequence[str], tails: Sequence[str], fillers: Mapping[str, Sequence[str]]
    ) -> str:
        """A claim, and for half of them a tail; begun as people begin."""
        claim = self._filled(self._one(claims), fillers)
        if self._rng.random() < 0.5:
            claim = _capital(claim)
        if self._rng.random() < 0.5:
            return claim
        ending = "" if claim[-1] in "?!." else "."
        return f"{claim}{ending} {_capital(self._filled(self._one(tails), fillers))}"

    def _english(self, claims: Sequence[str], brand: str) -> str:
        """One of the claims about the brand's kettle: its name, hashtag or account."""
        claim = self._one(claims)
        if brand.startswith("A"):
            claim = claim.replace("a {kettle}", "an {kettle}")
        tag = brand.lower()
        forms = (f"{brand} kettle", f"{brand} kettle", f"#{tag} kettle", f"@{tag} kettle")
        return self._filled(claim, {**words.FILLERS, "kettle": forms})

    def _spanish(self, brand: str) -> Mapping[str, Sequence[str]]:
        forms = (f"hervidor {brand}", f"hervidor #{brand.lower()}", f"hervidor de @{brand.lower()}")
        return {**words_es.FILLERS_ES, "hervidor": forms}

    def _filled(self, template: str, fillers: Mapping[str, Sequence[str]]) -> str:
        """The template with a choice in each slot; the same slot twice gets the same choice."""
        slots = dict.fromkeys(slot for _, slot, _, _ in Formatter().parse(template) if slot)
        return template.format_map({slot: self._one(fillers[slot]) for slot in slots})

    def _one(self, things: Sequence[Thing]) -> Thing:
        return things[int(self._rng.random() * len(things))]

    def _weighted(self, options: Sequence[tuple[Thing, int]]) -> Thing:
        left = self._rng.random() * sum(weight for _, weight in options)
        for thing, weight in options:
            left -= weight
            if left < 0:
                return thing
        return options[-1][0]


def _capital(text: str) -> str:
    """With its first letter in upper case, and the rest as it is."""
    return text[0].upper() + text[1:]
