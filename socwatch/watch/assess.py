"""Step 2: what is unusual, and what becomes an issue.

Invariants: a bucket is judged from what was published in it, however late it was fetched; an
unread bucket is no zero; detector state, issue and timeline of one topic are one unit of work,
so that judging the same tick again after a crash changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.detect.forecast import AHEAD
from socwatch.detect.novelty import WINDOW as WINDOW_OF_THEMES
from socwatch.detect.planned import lift
from socwatch.model.issue import Entry, EventKind, Issue
from socwatch.model.query import Topic
from socwatch.model.signal import Bucket, Outlook, Signal
from socwatch.ports import DetectorState, Learned
from socwatch.respond.issues import Finding, calm
from socwatch.understand.wordings import WINDOW
from socwatch.watch.agenda import floor
from socwatch.watch.answers import KEPT
from socwatch.watch.buckets import Eyes
from socwatch.watch.escalate import log_of
from socwatch.watch.evidence import numbers_of
from socwatch.watch.findings import (
    carry_out,
    evidence_of,
    finding,
    finding_of_theme,
    open_of,
    settle,
    tripwires,
)
from socwatch.watch.influence import influential
from socwatch.watch.setup import Setup
from socwatch.watch.themes import new_theme

#: Buckets younger than this are judged again at every tick, with what came in late.
SETTLE = timedelta(hours=1)
#: A clock that goes back less than this is waited for.
CLOCK_JUMP = timedelta(days=1)
#: Buckets older than this are not made up for after a pause.
LONGEST_GAP = timedelta(days=60)
#: At most so many mentions are looked at, or remembered, for one signal.
EVIDENCE = 500
#: A flood by one author or of one text: this many mentions, and this share of them.
FLOOD = 10
FLOOD_SHARE = 0.6


def assess(setup: Setup, now: datetime) -> None:
    """Judges tripwires at once, and every topic when a tick of detection has passed."""
    tripwires(setup, now)
    end = floor(now, setup.tick)
    if setup.store.watching.memo("assessed_to") == end.isoformat():
        return
    for topic in setup.topics:
        with setup.store.unit():
            _Judgement(setup, topic, end, now).run()
    with setup.store.unit():
        setup.store.watching.save_memo("assessed_to", end.isoformat())
        setup.store.mentions.forget_tallies(end - 2 * SETTLE)
        setup.store.stories.forget(end - WINDOW)
        setup.store.answers.forget(end - KEPT)


class _Judgement:
    """One topic at one tick."""

    def __init__(self, setup: Setup, topic: Topic, end: datetime, now: datetime) -> None:
        self._setup = setup
        self._topic = topic
        self._end = end
        self._now = now
        self._eyes = Eyes(setup, topic)

    def run(self) -> None:
        learned = self._setup.store.watching.learned(self._topic.name, self._setup.tick)
        if learned is None:
            self._remember(Learned(settled=self._end, ahead_to=self._end))
            return
        if learned.ahead_to > self._end + CLOCK_JUMP or learned.settled < self._end - LONGEST_GAP:
            self._resume(learned)
            return
        if learned.ahead_to > self._end:
            return  # the clock went back a little: these ticks have been judged
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
        self._forecast(ahead)
        signals, outlook = seen[-1]
        self._flood(buckets[-1], outlook)
        self._conclude(signals, buckets[-1], outlook)

    def _resume(self, learned: Learned) -> None:
        """Goes on from here with what was learned: the clock jumped, or months were missed."""
        state = learned.ahead
        self._remember(Learned(settled=self._end, ahead_to=self._end, state=state, ahead=state))

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
        counts = self._setup.store.mentions.counts(self._topic.name, since, until)
        return self._eyes.buckets(counts, since, until)

    def _conclude(self, signals: Sequence[Signal], bucket: Bucket, outlook: Outlook) -> None:
        """Opens, raises or keeps what the signals speak of; calms what they no longer do."""
        found = [self._finding(one) for one in sorted(signals, key=lambda one: -one.strength)]
        touched = {settle(self._setup, one, self._now).number for one in found}
        if bucket.mentions is None:
            return  # blindness is not calm
        touched |= self._theme(bucket) or self._voice()
        for issue in open_of(self._setup, self._topic.name):
            if issue.number not in touched:
                self._calm(issue, numbers_of(bucket, outlook))

    def _theme(self, bucket: Bucket) -> set[int]:
        """The number of the issue that a new theme belongs to, if there is a theme.

        A planned event is a theme that was foreseen; complaints are not.
        """
        unread = self._eyes.unread(self._end - WINDOW_OF_THEMES, self._end)
        theme = new_theme(self._setup, self._topic, self._end, unread)
        if theme is None or (bucket.lift != 1.0 and not theme.complaint):
            return set()
        found = finding_of_theme(self._setup, self._topic, theme)
        return {settle(self._setup, found, self._now).number}

    def _voice(self) -> set[int]:
        """The number of the issue that one relevant voice opens while there is none."""
        if open_of(self._setup, self._topic.name):
            return set()
        begin = self._end - self._setup.tick
        unread = self._eyes.unread(begin, self._end)
        found = influential(self._setup, self._topic, begin, self._end, unread)
        return set() if found is None else {settle(self._setup, found, self._now).number}

    def _calm(self, issue: Issue, numbers: dict[str, object]) -> None:
        """Calms or closes an issue; its lines carry the numbers of now, not those of its alarm."""
        decision = calm(
            issue,
            quiet_since=issue.last_signal_at,
            plan=self._setup.plan,
            now=self._now,
            told=log_of(self._setup, issue),
        )
        if decision is None or decision.issue is None:
            return
        entries = tuple(
            replace(entry, details={**numbers, **entry.details}) for entry in decision.entries
        )
        carry_out(self._setup, replace(decision, entries=entries), decision.issue, self._now)

    def _finding(self, signal: Signal) -> Finding:
        said = list(
            self._setup.store.mentions.newest(
                topic=self._topic.name,
                since=signal.at - signal.window,
                until=signal.at,
                limit=EVIDENCE,
            )
        )
        dark = self._eyes.unread(signal.at - signal.window, signal.at)
        evidence = evidence_of(self._setup, said)
        return finding(self._setup, self._topic, replace(signal, unread=dark), evidence)

    def _forecast(self, state: DetectorState) -> None:
        """Says every few hours what the next ones will bring, to be judged when they are over."""
        if floor(self._end, AHEAD) != self._end:
            return
        tick, name = self._setup.tick, self._topic.name
        starts = [self._end + place * tick for place in range(max(1, AHEAD // tick))]
        lifts = [lift(self._setup.plan.events, name, at, at + tick) for at in starts]
        found = self._setup.detector.ahead(name, state, self._end, lifts)
        if found is not None:
            self._setup.store.watching.save_forecast(found)

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
            else f"{bucket.copies} of {total} mentions repeat a text"
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
