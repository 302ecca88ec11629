"""From a signal or a tripwire to an issue: severity, title, the mentions that carry it.

Invariants: one burst is one issue; what a person has judged is not told again; the issue, its
timeline and its mails are one unit of work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socwatch.model.gathered import Gathered
from socwatch.model.issue import Issue
from socwatch.model.mention import Outcome
from socwatch.model.plan import Scenario
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.signal import Signal, SignalKind
from socwatch.report import words
from socwatch.respond.change import Change
from socwatch.respond.issues import Decision, Finding, decide, open_issue, severity_of
from socwatch.respond.weigh import Mild, alarm_level
from socwatch.watch.setup import Setup
from socwatch.watch.take import take
from socwatch.watch.themes import Found, tells

#: A tripwire fires for what was published lately: an old article that a new source brings is no news.
FRESH = timedelta(hours=24)
#: A scenario names the issue when at least this share of the signal's mentions speaks of it.
THEME = 0.2
#: The level of a risk that is a nuisance, or praise for how it was dealt with.
_MINOR = 1
#: From this share of positive mentions on, a burst is applause; of fewer scored ones nobody can tell.
FRIENDLY = 0.5
ENOUGH_SCORED = 5
#: Of an issue's first mentions so many are looked at to tell what it was opened for, and such a share
#: of them must have a word of a theme for the two to be the same.
OPENING = 40
SECOND = 8  # mentions from which a theme beside the issue's own is another matter, not another word
SAME_THEME = 0.2


def tripwires(setup: Setup, now: datetime) -> None:
    """Opens or raises issues for mentions that trip a scenario's wire, in one unit of work."""
    tripped = setup.store.mentions.tripped()
    if not tripped:
        return
    with setup.store.unit():
        for topic in setup.topics:
            for scenario in setup.plan.scenarios:
                hits = [one for one in tripped if _trips(one, topic, scenario, now)]
                if hits:
                    _trip(setup, topic, scenario, hits, now)
        setup.store.mentions.assessed(tripped)


def _trips(one: Gathered, topic: Topic, scenario: Scenario, now: datetime) -> bool:
    return (
        one.mention.counts_at >= now - FRESH
        and any(match.topic == topic.name for match in one.matches)
        and any(risk.tripwire and risk.category == scenario.id for risk in one.reading.risks)
    )


def _trip(
    setup: Setup, topic: Topic, scenario: Scenario, hits: Sequence[Gathered], now: datetime
) -> None:
    terms = {
        risk.term for one in hits for risk in one.reading.risks if risk.category == scenario.id
    }
    number = "1 mention" if len(hits) == 1 else f"{len(hits)} mentions"
    verb = "speaks" if len(hits) == 1 else "speak"
    named = ", ".join(f'"{term}"' for term in sorted(terms)[:3])
    tones = Counter(one.reading.tone for one in hits)
    signal = Signal(
        topic=topic.name,
        kind=scenario.id,
        at=now,
        window=setup.tick,
        observed=len(hits),
        expected=0.0,
        low=0,
        high=0,
        scored=len(hits) - tones[Tone.UNSCORED],
        negative=tones[Tone.NEGATIVE],
        voices=len({one.mention.voice for one in hits}),
        unread=unread_now(setup, topic),
        because=(
            f"{number} {verb} of {words.spoken(scenario.id)} ({named}); "
            "the plan opens an issue at the first one."
        ),
    )
    evidence = Evidence(carrying=hits, theme=scenario, tripwire=True)
    found = finding(setup, topic, signal, evidence)
    settle(setup, found, now)


def unread_now(setup: Setup, topic: Topic) -> tuple[str, ...]:
    """The topic's sources that cannot be read just now."""
    states = setup.store.watching.source_states()
    return tuple(
        name
        for name in setup.readers_of(topic)
        if name in states and states[name].outcome is not Outcome.OK
    )


def theme_of(setup: Setup, said: Sequence[Gathered]) -> Scenario | None:
    """The scenario of the plan that a real share of the mentions speaks of, if there is one.

    Friendly mentions do not count: "this kettle is fire" is no fire. Neither do minor risks, nor
    those that the plan has no scenario for.
    """
    planned = {scenario.id for scenario in setup.plan.scenarios}
    spoken = Counter(
        category
        for one in said
        if one.reading.tone is not Tone.POSITIVE
        for category in planned & _spoken_of(one)
    )
    for category, number in spoken.most_common(1):
        if number >= 2 and number >= THEME * len(said):
            return setup.plan.scenario(category)
    return None


def _spoken_of(one: Gathered) -> set[str]:
    """The risks that a mention speaks of in earnest; those of older readings have no level."""
    return {risk.category for risk in one.reading.risks if risk.level != _MINOR}


def carries(one: Gathered, theme: Scenario | None) -> bool:
    """Whether a mention is part of what the signal is about."""
    if theme is not None and theme.id in _spoken_of(one):
        return True
    return one.reading.tone is Tone.NEGATIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The mentions behind a signal."""

    carrying: Sequence[Gathered]  # what the signal is about, the first first
    theme: Scenario | None = None
    mild: Mild | None = None  # what speaks against calling people
    tripwire: bool = False


def evidence_of(setup: Setup, said: Sequence[Gathered]) -> Evidence:
    """What the mentions of a signal's window, the latest first, say it is about."""
    theme = theme_of(setup, said)
    in_order = said[::-1]
    tones = Counter(one.reading.tone for one in said)
    scored = len(said) - tones[Tone.UNSCORED]
    friendly = scored >= ENOUGH_SCORED and tones[Tone.POSITIVE] >= FRIENDLY * scored
    return Evidence(
        carrying=[one for one in in_order if carries(one, theme)] or in_order,
        theme=theme,
        mild=Mild.FRIENDLY if friendly else None,
    )


def finding(setup: Setup, topic: Topic, signal: Signal, evidence: Evidence) -> Finding:
    """What a signal means for people: severity, title, and the mentions that carry it."""
    theme = evidence.theme
    severity, because = severity_of(
        signal,
        plan=setup.plan,
        risk=topic.risk,
        scenario=theme,
        tripwire=evidence.tripwire,
        mild=evidence.mild,
    )
    kind = theme.id if theme is not None else signal.kind
    return Finding(
        topic=topic.name,
        kind=kind,
        signal=signal,
        severity=severity,
        scenario=None if theme is None else theme.id,
        title=f"{words.titled(topic.name)}: {words.kind(kind)}",
        mentions=tuple(one.mention.key for one in evidence.carrying),
        because=" ".join(_sentence(part) for part in (signal.because, because) if part),
        tripwire=evidence.tripwire,
    )


def finding_of_theme(setup: Setup, topic: Topic, found: Found) -> Finding:
    """What a new theme means for people; all its mentions carry it."""
    evidence = replace(evidence_of(setup, found.told[::-1]), carrying=found.told)
    if not found.calls:
        evidence = replace(evidence, mild=Mild.COMMON)
    return replace(finding(setup, topic, found.signal, evidence), terms=found.terms)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def settle(setup: Setup, found: Finding, now: datetime) -> Issue:
    """Decides on a finding and stores what follows. Call it inside a unit of work."""
    ledger = setup.store.ledger
    current = _current(setup, found)
    recent = None if current else _last_closed(setup, found)
    if current is not None and found.terms:
        found = _beside(setup, found, current)
    decision = decide(found, current, recent, setup.plan, now)
    if decision.issue is None:
        decision = open_issue(ledger.next_number(), found, setup.plan, now)
    assert decision.issue is not None
    if not decision.issue.is_open:  # a person has judged this already
        return ledger.save(decision.issue)
    return carry_out(setup, decision, decision.issue, now)


def _current(setup: Setup, found: Finding) -> Issue | None:
    """The open issue that a finding belongs to.

    One burst is one issue: volume and tone of a topic that stir while it has an open issue are
    that issue's, and a scenario that becomes visible in a burst raises the burst's issue. Only
    another scenario opens its own.
    """
    several = open_of(setup, found.topic)
    same = [one for one in several if one.kind == found.kind]
    if found.terms and not same:
        return next((one for one in several if _tells(setup, one, found)), None)
    if found.scenario is None:
        return next(iter(same or several), None)
    named = [one for one in several if found.scenario in (one.scenario, one.kind)]
    nameless = [one for one in several if one.scenario is None]
    return next(iter(same or named or nameless), None)


def _tells(setup: Setup, issue: Issue, found: Finding) -> bool:
    """Whether what the issue was opened for is the theme that is found now."""
    firsts = setup.store.mentions.by_keys(issue.mentions[:OPENING])
    opening = [one for one in firsts if one.mention.counts_at <= issue.opened_at]
    return tells(opening, found.terms, SAME_THEME)


def _beside(setup: Setup, found: Finding, current: Issue) -> Finding:
    """The finding raised by a level when it is a second theme beside that of the open issue."""
    plan = setup.plan
    levels = {one.name: one for one in plan.severities}
    alarming = levels[found.severity].rank >= alarm_level(plan).rank
    higher = [one for one in plan.severities if one.rank > levels[current.severity].rank]
    small = found.signal.observed < SECOND
    if not alarming or small or not higher or _tells(setup, current, found):
        return found
    level = min(higher, key=lambda one: one.rank).name
    because = f"{found.because} It is a second theme beside that of {current.id}: {level}."
    return replace(found, severity=level, because=because)


def _last_closed(setup: Setup, found: Finding) -> Issue | None:
    """The issue that this finding would have belonged to, had nobody closed it."""
    kinds = (found.kind, SignalKind.VOLUME, SignalKind.TONE)
    closed = [setup.store.ledger.last_closed(found.topic, kind) for kind in dict.fromkeys(kinds)]
    same = [
        one
        for one in closed
        if one is not None
        and (one.kind == found.kind or one.scenario in (None, found.scenario))
        and (not found.terms or _tells(setup, one, found))
    ]
    return max(same, key=lambda one: one.closed_at or one.opened_at, default=None)


def open_of(setup: Setup, topic: str) -> tuple[Issue, ...]:
    """The topic's issues that are not closed; drills are none."""
    return tuple(one for one in setup.store.ledger.open_of(topic) if not one.drill)


def carry_out(setup: Setup, decision: Decision, issue: Issue, now: datetime) -> Issue:
    """Stores what was decided and writes its mails; returns the issue as stored."""
    change = Change(
        issue=issue,
        says=decision.because,
        entries=decision.entries,
        notices=decision.notices,
    )
    return take(setup, change, now)
