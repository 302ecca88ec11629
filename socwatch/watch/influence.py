"""One relevant voice that speaks of something serious, before anybody else does.

Invariants: relevance counts and followers do not: it is a voice that people answer or pass on, or
that was early before; a known risk wakes nobody on a guess (decision
0014), so such a voice calls people only when it spoke before real issues already, on a topic that
its owner calls risky; while the topic has an open issue, people look at it anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.model.gathered import Gathered
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.signal import Signal, SignalKind
from socwatch.report import words
from socwatch.respond.issues import Finding
from socwatch.respond.weigh import RISKY, alarm_level
from socwatch.understand.rates import may_spread
from socwatch.understand.relevance import Relevance
from socwatch.understand.triage import level_of
from socwatch.understand.voices import Voices
from socwatch.watch.backdrop import Backdrop, backdrop, early_voices
from socwatch.watch.relevant import Relevant
from socwatch.watch.setup import Setup

#: Relevance from which one voice is worth an issue; 1 is the most there can be.
INFLUENTIAL = 0.5
SERIOUS = 2  # level of a risk
#: Mentions of a tick that are looked at for this: those of the most serious risks.
MOST = 5
#: Mentions of a tick among which they are sought, the latest.
AMONG = 500
_NAMED = 2  # reasons, and issues


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A relevant mention, why it is relevant, and whether its voice was early before."""

    said: Gathered
    relevance: Relevance
    before: tuple[str, ...]  # real issues before which its voice spoke, if that was more than luck


def influential(
    setup: Setup, topic: Topic, begin: datetime, end: datetime, unread: tuple[str, ...]
) -> Finding | None:
    """What the most relevant voice of the tick means for people; None when there is none."""
    said = _possible(setup, topic, _serious(setup, topic, begin, end), end)
    if not said:
        return None
    voice = _most_relevant(setup, topic, said, begin, end)
    if voice.relevance.score < INFLUENTIAL:
        return None
    return _finding(setup, topic, voice, (begin, end), unread)


def _serious(setup: Setup, topic: Topic, begin: datetime, end: datetime) -> list[Gathered]:
    found = setup.store.mentions.newest(topic=topic.name, since=begin, until=end, limit=AMONG)
    serious = [
        one
        for one in found
        if level_of(one.reading.risks) >= SERIOUS and one.reading.tone is not Tone.POSITIVE
    ]
    return sorted(serious, key=lambda one: -level_of(one.reading.risks))[:MOST]


def _possible(setup: Setup, topic: Topic, said: list[Gathered], until: datetime) -> list[Gathered]:
    """Those that are heard or were early before, and may be relevant enough.

    Most are told apart here, before the past is read.
    """
    if not said:
        return []
    voices = Voices(setup.people)
    relevant = Relevant(setup, Backdrop(voices=voices))
    with_luck = [one for one in said if relevant.most_of(one, topic.name) >= INFLUENTIAL]
    if all(may_spread(one.mention) for one in with_luck):
        return with_luck
    early = early_voices(setup, voices, until)
    return [one for one in with_luck if may_spread(one.mention) or voices.of(one.mention) in early]


def _most_relevant(
    setup: Setup, topic: Topic, said: list[Gathered], begin: datetime, end: datetime
) -> Voice:
    back = backdrop(setup, said, begin, end)
    relevant = Relevant(setup, back)
    scored = [(relevant.of_mention(one, topic.name), one) for one in said]
    best, one = max(scored, key=lambda pair: pair[0].score)
    return Voice(said=one, relevance=best, before=_before(back, one))


def _before(back: Backdrop, one: Gathered) -> tuple[str, ...]:
    early = back.early.get(back.voices.of(one.mention))
    return early.issues if early is not None and early.is_early else ()


def _finding(
    setup: Setup,
    topic: Topic,
    voice: Voice,
    span: tuple[datetime, datetime],
    unread: tuple[str, ...],
) -> Finding:
    plan, one = setup.plan, voice.said
    risk = max(one.reading.risks, key=lambda risk: risk.level)
    calls = bool(voice.before) and topic.risk >= RISKY
    level = alarm_level(plan) if calls else plan.severities[0]
    why = (
        f"this voice spoke before {', '.join(voice.before[-_NAMED:])}, and the topic is risky"
        if calls
        else "one voice calls nobody by itself"
    )
    reasons = "; ".join(voice.relevance.because[:_NAMED])
    said = f"one relevant voice speaks of {words.spoken(risk.category)}: {reasons}"
    scored = one.reading.tone is not Tone.UNSCORED
    signal = Signal(
        topic=topic.name,
        kind=SignalKind.STORY,
        at=span[1],
        window=span[1] - span[0],
        observed=1,
        expected=0.0,
        low=0,
        high=0,
        scored=int(scored),
        negative=int(one.reading.tone is Tone.NEGATIVE),
        voices=1,
        busiest=1,
        unread=unread,
        because=f"{said}.",
    )
    return Finding(
        topic=topic.name,
        kind=SignalKind.STORY,
        signal=signal,
        severity=level.name,
        title=f"{words.titled(topic.name)}: one relevant voice on {words.spoken(risk.category)}",
        because=f"{said[:1].upper()}{said[1:]}. {level.name.capitalize()} because {why}.",
        mentions=(one.mention.key,),
    )
