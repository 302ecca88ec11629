"""Step 2: what is unusual, and what becomes an issue.

Invariants: a bucket is judged from what was published in it, however late it was fetched; an
unread bucket is no zero; detector state, issue and timeline of one topic are one unit of work,
so that judging the same tick again after a crash changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.model.gathered import Counts, Gathered
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.plan import Scenario
from socwatch.model.query import Topic
from socwatch.model.reading import Tone
from socwatch.model.signal import Bucket, Outlook, Signal, SignalKind
from socwatch.model.watching import BlindSpan
from socwatch.ports import Learned
from socwatch.report import words
from socwatch.respond.acts import Change
from socwatch.respond.issues import Decision, Finding, calm, decide, open_issue, severity_of
from socwatch.watch.agenda import floor
from socwatch.watch.escalate import log_of
from socwatch.watch.setup import Setup
from socwatch.watch.sight import awaited, blind_sources
from socwatch.watch.take import take

#: Buckets younger than this are judged again at every tick, with what came in late.
SETTLE = timedelta(hours=1)
#: A tripwire fires for what was published lately; an old article that a new source brings is not news.
FRESH = timedelta(hours=24)
#: A scenario names the issue when at least this share of the signal's mentions speaks of it.
THEME = 0.2
#: At most so many mentions are looked at, or remembered, for one signal.
EVIDENCE = 500
#: A flood by one author or of one text: this many mentions, and this share of them.
FLOOD = 10
FLOOD_SHARE = 0.6


def assess(setup: Setup, now: datetime) -> None:
    """Judges tripwires at once, and every topic when a tick of detection has passed."""
    _tripwires(setup, now)
    end = floor(now, setup.tick)
    if setup.store.watching.memo("assessed_to") == end.isoformat():
        return
    for topic in setup.topics:
        with setup.store.unit():
            _Judgement(setup, topic, end, now).run()
    with setup.store.unit():
        setup.store.watching.save_memo("assessed_to", end.isoformat())
        setup.store.mentions.forget_tallies(end - 2 * SETTLE)


class _Judgement:
    """One topic at one tick."""

    def __init__(self, setup: Setup, topic: Topic, end: datetime, now: datetime) -> None:
        self._setup = setup
        self._topic = topic
        self._end = end
        self._now = now
        self._readers = setup.readers_of(topic)
        self._spans: tuple[BlindSpan, ...] = ()

    def run(self) -> None:
        learned = self._setup.store.watching.learned(self._topic.name, self._setup.tick)
        if learned is None or learned.ahead_to > self._end:  # new, or the clock went back
            self._remember(Learned(settled=self._end, ahead_to=self._end))
            return
        if learned.stale or learned.ahead_to == self._end:
            learned = self._anew(learned)
        learned = self._settled(learned)
        buckets = self._buckets(learned.ahead_to, self._end)
        if not buckets:
            return
        ahead, seen = self._setup.detector.walk(buckets, learned.ahead, self._now)
        self._remember(replace(learned, ahead=ahead, ahead_to=self._end, stale=False))
        for bucket, (_, outlook) in zip(buckets, seen, strict=True):
            self._setup.store.watching.save_outlook(self._topic.name, bucket.start, outlook)
        signals, outlook = seen[-1]
        self._flood(buckets[-1], outlook)
        self._conclude(signals, readable=buckets[-1].mentions is not None)

    def _anew(self, learned: Learned) -> Learned:
        """Back to what is final: something came in late, or the same tick is judged again.

        What is old by now is settled first, so that the way back stays short.
        """
        until = floor(self._end - SETTLE, self._setup.tick)
        state, settled = learned.state, learned.settled
        if until - settled >= SETTLE:
            state, _ = self._setup.detector.walk(
                self._buckets(settled, until), learned.state, self._now
            )
            settled = until
        return Learned(settled=settled, state=state, ahead_to=settled, ahead=state)

    def _settled(self, learned: Learned) -> Learned:
        """With the buckets settled that are old enough, as the detector has seen them already."""
        if learned.next_settled is None:
            return replace(learned, next_settled=learned.ahead_to, next_state=learned.ahead)
        if self._end - learned.next_settled < SETTLE:
            return learned
        return replace(
            learned,
            settled=learned.next_settled,
            state=learned.next_state,
            next_settled=learned.ahead_to,
            next_state=learned.ahead,
        )

    def _remember(self, learned: Learned) -> None:
        self._setup.store.watching.save_learned(self._topic.name, self._setup.tick, learned)

    def _buckets(self, since: datetime, until: datetime) -> list[Bucket]:
        if since >= until:
            return []
        self._spans = self._setup.store.watching.blind_spans(since, until)
        counts = self._setup.store.mentions.counts(self._topic.name, since, until)
        number = (until - since) // self._setup.tick
        starts = [since + place * self._setup.tick for place in range(number)]
        return [self._bucket(start, counts.get(start, Counts())) for start in starts]

    def _bucket(self, start: datetime, counted: Counts) -> Bucket:
        end = start + self._setup.tick
        dark = blind_sources(self._readers, self._spans, start, end)
        waited_for = awaited(self._readers, self._spans, start)
        blind = bool(self._readers) and len(dark) == len(self._readers)
        return Bucket(
            topic=self._topic.name,
            start=start,
            length=self._setup.tick,
            mentions=None if blind else counted.mentions,
            scored=counted.scored,
            negative=counted.negative,
            voices=counted.voices,
            busiest=counted.busiest,
            copies=counted.copies,
            complete=not set(dark) & set(waited_for),
            lift=self._lift(start, end),
        )

    def _lift(self, start: datetime, end: datetime) -> float:
        return max(
            (
                event.expected_lift
                for event in self._setup.plan.events
                if (not event.topics or self._topic.name in event.topics)
                and event.start < end
                and event.end > start
            ),
            default=1.0,
        )

    def _conclude(self, signals: Sequence[Signal], *, readable: bool) -> None:
        """Opens, raises or keeps what the signals speak of; calms what they no longer do."""
        touched = set()
        for signal in sorted(signals, key=lambda one: -one.strength):
            issue = settle(self._setup, self._finding(signal), self._now)
            touched.add(issue.number)
        if not readable:
            return  # blindness is not calm
        for issue in _open_of(self._setup, self._topic.name):
            if issue.number not in touched:
                self._calm(issue)

    def _calm(self, issue: Issue) -> None:
        decision = calm(
            issue,
            quiet_since=issue.last_signal_at,
            plan=self._setup.plan,
            now=self._now,
            told=log_of(self._setup, issue),
        )
        if decision is not None and decision.issue is not None:
            _carry_out(self._setup, decision, decision.issue, self._now)

    def _finding(self, signal: Signal) -> Finding:
        said = list(
            self._setup.store.mentions.newest(
                topic=self._topic.name,
                since=signal.at - signal.window,
                until=signal.at,
                limit=EVIDENCE,
            )
        )
        begin = signal.at - signal.window
        spans = self._setup.store.watching.blind_spans(begin, signal.at)
        dark = blind_sources(self._readers, spans, begin, signal.at)
        theme = _theme(self._setup, said)
        carrying = [one for one in reversed(said) if _carries(one, theme)] or said[::-1]
        return finding(self._setup, self._topic, replace(signal, unread=dark), theme, carrying)

    def _flood(self, bucket: Bucket, outlook: Outlook) -> None:
        """Says once in a while that one author or one text makes the volume."""
        total = bucket.mentions or 0
        loudest = max(bucket.busiest, bucket.copies + 1 if bucket.copies else 0)
        if total < FLOOD or total <= outlook.high or loudest < FLOOD_SHARE * total:
            return
        memo = f"flood/{self._topic.name}"
        told = self._setup.store.watching.memo(memo)
        if told is not None and datetime.fromisoformat(told) > self._end - 6 * SETTLE:
            return
        self._setup.store.watching.save_memo(memo, self._end.isoformat())
        by_one = bucket.busiest >= bucket.copies
        reason = (
            f"{bucket.busiest} of {total} mentions are by one author"
            if by_one
            else f"{bucket.copies} of {total} mentions repeat a text word for word"
        )
        entry = Entry(
            at=self._now,
            issue=None,
            event=EventKind.COORDINATED,
            actor="socwatch",
            because=f"{reason}; they count as one voice",
            details={"topic": self._topic.name, "mentions": total, "voices": bucket.voices},
        )
        self._setup.store.ledger.append([entry])


def _tripwires(setup: Setup, now: datetime) -> None:
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
        voices=len({_voice(one) for one in hits}),
        because=(
            f"{number} {verb} of {words.spoken(scenario.id)} ({named}); "
            "the plan opens an issue at the first one."
        ),
    )
    found = finding(setup, topic, signal, scenario, hits, tripwire=True)
    settle(setup, found, now)


def _voice(one: Gathered) -> str:
    voice = one.mention.author.voice if one.mention.author else None
    return voice or one.mention.key


def _theme(setup: Setup, said: Sequence[Gathered]) -> Scenario | None:
    """The scenario that a real share of the mentions speaks of, if there is one.

    Friendly mentions do not count: "this kettle is fire" is no fire.
    """
    spoken = Counter(
        category
        for one in said
        if one.reading.tone is not Tone.POSITIVE
        for category in {risk.category for risk in one.reading.risks}
    )
    for category, number in spoken.most_common(1):
        if number >= 2 and number >= THEME * len(said):
            return setup.plan.scenario(category)
    return None


def _carries(one: Gathered, theme: Scenario | None) -> bool:
    if theme is not None and any(risk.category == theme.id for risk in one.reading.risks):
        return True
    return one.reading.tone is Tone.NEGATIVE


def finding(
    setup: Setup,
    topic: Topic,
    signal: Signal,
    theme: Scenario | None,
    carrying: Sequence[Gathered],
    *,
    tripwire: bool = False,
) -> Finding:
    """What a signal means for people: severity, title, and the mentions that carry it."""
    severity, because = severity_of(
        signal, plan=setup.plan, risk=topic.risk, scenario=theme, tripwire=tripwire
    )
    kind = theme.id if theme is not None else signal.kind
    return Finding(
        topic=topic.name,
        kind=kind,
        signal=signal,
        severity=severity,
        scenario=None if theme is None else theme.id,
        title=f"{words.titled(topic.name)}: {words.kind(kind)}",
        mentions=tuple(one.mention.key for one in carrying),
        because=" ".join(_sentence(part) for part in (signal.because, because) if part),
        tripwire=tripwire,
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def settle(setup: Setup, found: Finding, now: datetime) -> Issue:
    """Decides on a finding and stores what follows. Call it inside a unit of work."""
    ledger = setup.store.ledger
    current = _current(setup, found)
    recent = None if current else _last_closed(setup, found)
    decision = decide(found, current, recent, setup.plan, now)
    if decision.issue is None:
        decision = open_issue(ledger.next_number(), found, setup.plan, now)
    assert decision.issue is not None
    if not decision.issue.is_open:  # a person has judged this already
        return ledger.save(decision.issue)
    return _carry_out(setup, decision, decision.issue, now)


def _current(setup: Setup, found: Finding) -> Issue | None:
    """The open issue that a finding belongs to.

    One burst is one issue: volume and tone of a topic that stir while it has an open issue are
    that issue's, and a scenario that becomes visible in a burst raises the burst's issue. Only
    another scenario opens its own.
    """
    several = _open_of(setup, found.topic)
    same = [one for one in several if one.kind == found.kind]
    if found.scenario is None:
        return next(iter(same or several), None)
    named = [one for one in several if found.scenario in (one.scenario, one.kind)]
    nameless = [one for one in several if one.scenario is None]
    return next(iter(same or named or nameless), None)


def _last_closed(setup: Setup, found: Finding) -> Issue | None:
    """The issue that this finding would have belonged to, had nobody closed it."""
    kinds = (found.kind, SignalKind.VOLUME, SignalKind.TONE)
    closed = [setup.store.ledger.last_closed(found.topic, kind) for kind in dict.fromkeys(kinds)]
    same = [
        one
        for one in closed
        if one is not None and (one.kind == found.kind or one.scenario in (None, found.scenario))
    ]
    return max(same, key=lambda one: one.closed_at or one.opened_at, default=None)


def _open_of(setup: Setup, topic: str) -> tuple[Issue, ...]:
    return tuple(
        one
        for one in setup.store.ledger.issues(only_open=True)
        if one.topic == topic and not one.drill
    )


def _carry_out(setup: Setup, decision: Decision, issue: Issue, now: datetime) -> Issue:
    change = Change(
        issue=issue,
        says=decision.because,
        entries=decision.entries,
        notices=decision.notices,
    )
    return take(setup, change, now)
