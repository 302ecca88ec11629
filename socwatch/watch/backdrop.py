"""What was known before a period: what is usual on each channel, who spoke already, who was early.

Invariant: only what came before the period is called usual or heard before; what the store does
not reach is None. Reading is bounded: a backdrop costs the same however old the store is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from socwatch.model.gathered import Gathered
from socwatch.model.issue import CloseReason, Issue
from socwatch.model.mention import Mention
from socwatch.model.rates import Rate
from socwatch.understand.rates import Usual, Usuals, usual_of
from socwatch.understand.voices import FEWEST_EARLY, Early, Voices, early
from socwatch.watch.setup import Setup

#: The latest mentions before the period, and not older than this.
SAMPLE = 5_000
BACK = timedelta(days=90)
#: A post came before an issue when it was written in so long before it was opened.
AHEAD = timedelta(hours=24)
_AT_ONCE = timedelta(seconds=1)  # a tripwire opens an issue at the time of its first mention
_ISSUES = 20  # the latest ones
_BEFORE_AN_ISSUE = 500  # mentions that are looked at
_FIRST_VOICES = 10  # of each issue: those who spoke first
_NOTHING_USUAL: Usuals = {rate: Usual() for rate in Rate}
_NOT_REAL = (CloseReason.FALSE_ALARM, CloseReason.DUPLICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What a period is compared with."""

    voices: Voices
    past: tuple[Gathered, ...] = ()  # the latest first
    channels: Mapping[str, Usuals] = field(default_factory=dict)  # by name of the source
    heard: frozenset[str] | None = None  # voices; None: nothing is known of earlier times
    posts: Mapping[str, int] = field(default_factory=dict)  # texts by voice
    on_topic: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by voice and topic
    early: Mapping[str, Early] = field(default_factory=dict)  # by voice

    def usual(self, source: str) -> Usuals:
        """What is usual on a channel."""
        return self.channels.get(source, _NOTHING_USUAL)


def backdrop(setup: Setup, said: Sequence[Gathered], start: datetime, until: datetime) -> Backdrop:
    """What was known before `start`, and the real issues that were opened before `until`.

    Posts of `said`, the period's own, count among those of their voices.
    """
    voices = Voices(setup.people)
    newest = setup.store.mentions.newest(since=start - BACK, until=start, limit=SAMPLE)
    past = tuple(newest)
    texts, about = _texts(voices, (*past, *said))
    posts = {voice: len(several) for voice, several in texts.items()}
    return Backdrop(
        voices=voices,
        past=past,
        channels=_channels(one.mention for one in past),
        heard=frozenset(voices.of(one.mention) for one in past) if past else None,
        posts=posts,
        on_topic={named: len(several) for named, several in about.items()},
        early=early(_before(setup, voices, until), posts),
    )


def _channels(past: Iterable[Mention]) -> dict[str, Usuals]:
    by_source: dict[str, list[Mention]] = {}
    for one in past:
        by_source.setdefault(one.source, []).append(one)
    return {source: usual_of(several) for source, several in by_source.items()}


def _texts(
    voices: Voices, several: Iterable[Gathered]
) -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]]]:
    """The different texts of each voice, and those on each topic: copies say nothing new."""
    texts: dict[str, set[str]] = {}
    about: dict[tuple[str, str], set[str]] = {}
    for one in several:
        voice = voices.of(one.mention)
        text = one.reading.wording or one.reading.story or one.mention.key
        texts.setdefault(voice, set()).add(text)
        for match in one.matches:
            about.setdefault((voice, match.topic), set()).add(text)
    return texts, about


def _before(setup: Setup, voices: Voices, until: datetime) -> dict[str, list[str]]:
    """For each real issue, oldest first, the voices that spoke first of it before it was opened."""
    real = [
        one
        for one in setup.store.ledger.issues()
        if not one.drill and one.opened_at < until and one.close_reason not in _NOT_REAL
    ]
    return {one.id: _first_voices(setup, voices, one) for one in reversed(real[:_ISSUES])}


def early_voices(setup: Setup, voices: Voices, until: datetime) -> frozenset[str]:
    """The voices that spoke before several real issues; whether it was luck is not asked."""
    before = _before(setup, voices, until).values()
    times = Counter(voice for several in before for voice in several)
    return frozenset(voice for voice, number in times.items() if number >= FEWEST_EARLY)


def _first_voices(setup: Setup, voices: Voices, issue: Issue) -> list[str]:
    carried = {one.mention.key: one for one in setup.store.mentions.by_keys(issue.mentions)}
    stories = {one.reading.story for one in carried.values() if one.reading.story}
    before = setup.store.mentions.newest(
        topic=issue.topic,
        since=issue.opened_at - AHEAD,
        until=issue.opened_at + _AT_ONCE,
        limit=_BEFORE_AN_ISSUE,
    )
    found: dict[str, None] = {}
    for one in reversed(list(before)):
        same = one.mention.key in carried or one.reading.story in stories or _speaks(one, issue)
        if same and one.mention.author is not None:
            found.setdefault(voices.of(one.mention))
    return list(found)[:_FIRST_VOICES]


def _speaks(one: Gathered, issue: Issue) -> bool:
    """Whether it speaks of the issue's scenario."""
    return issue.scenario is not None and any(
        risk.category == issue.scenario for risk in one.reading.risks
    )
