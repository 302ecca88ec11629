"""How a story was told: by whom first, in how many words, and how fast it was copied.

Invariant: the first by its own time is the original, however late it was found; a mention that
repeats a wording is a copy, and only the first in each wording is a voice. That holds as well where
the first is no part of what is counted: told again in a later period, it is a copy there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.model.gathered import Gathered
from socwatch.model.reading import Tone
from socwatch.model.story import Told

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A story's mentions, told apart."""

    story: str
    mentions: tuple[Gathered, ...]  # in order of time
    in_all: int  # how many there are, also those that were not looked at
    sampled: bool  # whether some were not: the numbers below are of `mentions`
    original: Gathered  # perhaps from before them
    firsts: Mapping[str, Gathered]  # by wording; perhaps from before them
    retellings: tuple[Gathered, ...]  # the first of each other wording
    copies: tuple[Gathered, ...]
    voices: int  # authors who told it in their own words
    retold_by: int  # of these, those other than the first
    copies_per_hour: int  # within the hour that ends now
    peak_per_hour: int  # within the busiest hour there was
    scored: int
    negative: int

    @property
    def title(self) -> str:
        """What the original says, its title when it has one. Hostile text."""
        return self.original.mention.title or self.original.mention.text

    @property
    def first_at(self) -> datetime:
        """When it was told first."""
        return self.original.mention.counts_at

    @property
    def last_at(self) -> datetime:
        """When it was told last."""
        return self.mentions[-1].mention.counts_at

    def told(self, key: str) -> Told:
        """What the mention with this key is to the story."""
        if key == self.original.mention.key:
            return Told.ORIGINAL
        own = any(one.mention.key == key for one in self.firsts.values())
        return Told.RETELLING if own else Told.COPY

    def copied(self, one: Gathered) -> Gathered:
        """The first mention in the wording of this one."""
        return self.firsts.get(wording(one), self.original)


def spread(
    said: Iterable[Gathered], now: datetime, *, before: Iterable[Gathered] = (), in_all: int = 0,
    sampled: bool = False,
) -> Spread:  # fmt: skip
    """How a story was told; `said` are its mentions, at least one, in any order.

    `before` are first mentions that are not among them: of the story, and of wordings. `in_all` is
    how many mentions there are when `said` is not all of them.
    """
    ordered = _in_order(said)
    firsts: dict[str, Gathered] = {}
    for one in _in_order((*before, *ordered)):
        firsts.setdefault(wording(one), one)
    original = next(iter(firsts.values()))
    inside = {one.mention.key for one in ordered}
    told = [one for one in firsts.values() if one.mention.key in inside]
    own = {one.mention.key for one in told}
    copies = tuple(one for one in ordered if one.mention.key not in own)
    times = [one.mention.counts_at for one in copies]
    voices = {one.mention.voice for one in told}
    scored = [one for one in ordered if one.reading.tone is not Tone.UNSCORED]
    return Spread(
        story=original.reading.story,
        mentions=tuple(ordered),
        in_all=max(in_all, len(ordered)),
        sampled=sampled,
        original=original,
        firsts=firsts,
        retellings=tuple(one for one in told if one is not original),
        copies=copies,
        voices=len(voices),
        retold_by=len(voices - {original.mention.voice}),
        copies_per_hour=sum(now - _HOUR < at <= now for at in times),
        peak_per_hour=_peak(times),
        scored=len(scored),
        negative=sum(one.reading.tone is Tone.NEGATIVE for one in scored),
    )


def _in_order(said: Iterable[Gathered]) -> list[Gathered]:
    return sorted(said, key=lambda one: (one.mention.counts_at, one.mention.key))


def wording(one: Gathered) -> str:
    """The name of a mention's wording; a mention without any text has one of its own."""
    return one.reading.wording or one.reading.story or one.mention.key


def _peak(times: Sequence[datetime]) -> int:
    """The largest number within any hour; `times` are in order."""
    most = start = 0
    for end, at in enumerate(times):
        while at - times[start] >= _HOUR:
            start += 1
        most = max(most, end - start + 1)
    return most
