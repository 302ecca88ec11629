"""The panel: volume and tone looked at together, one bucket at a time.

Invariant: pure; the same buckets give the same signals whether they come one by one or together;
a blind bucket carries no evidence and teaches nothing; nothing is learnt from an alarm until it has
stood for FROZEN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log10, sqrt
from zoneinfo import ZoneInfo

from socwatch.detect import baseline, evidence, rarity, recent, tone, volume
from socwatch.detect.across import across
from socwatch.detect.baseline import Usual
from socwatch.detect.evidence import NOTHING, View, Views
from socwatch.detect.forecast import forecast
from socwatch.detect.memory import Memory, noted, recalled
from socwatch.detect.recent import SCALE, Lesson, Shown
from socwatch.detect.sentence import because
from socwatch.detect.tail import usual_range
from socwatch.model.signal import Bucket, Forecast, Outlook, Signal, SignalKind
from socwatch.ports import DetectorState, Inspection

_WEEK = timedelta(weeks=1)
#: Weeks between two false alarms of one topic.
WEEKS = {"quiet": 30.0, "balanced": 12.0, "early": 2.0}
LEAVE = 1.2  # powers of ten below the threshold of entry at which an alarm ends
SUSPECT = 2.6  # strength from which a tick teaches nothing
FROZEN = timedelta(hours=36)
FIRST = timedelta(hours=1)  # nothing is evidence before this much was read
REPEATS = timedelta(days=2)  # an older bucket than that: the clock went back
LASTING = timedelta(hours=3)
OVER = 1.5  # strength of the windows up to LASTING below which an alarm is over
UNUSUAL = 2.0  # evidence (powers of ten) from which volume counts as unusual by itself
HUSH = 8.0  # expected voices in the longest window, of which none came
WILD = 3.0  # standard deviations beyond which a tick teaches no more


class Panel:
    """Sees unusual volume and unusual tone.

    `sensitivity` is the number of false alarms that a topic may cost: "quiet" about one in 30
    weeks, "balanced" one in 12, "early" one in 2. `timezone` is where the topic's people live:
    hours and weekdays are theirs; `topics` is how many are watched together. Raises KeyError for another sensitivity, and
    zoneinfo.ZoneInfoNotFoundError for an unknown zone.
    """

    name = "panel"

    def __init__(
        self,
        tick: timedelta,
        sensitivity: str = "balanced",
        timezone: str = "UTC",
        *,
        topics: int = 1,
    ) -> None:
        self.tick = tick
        self.sensitivity = sensitivity
        self.windows = recent.window_ticks(tick)
        self._seconds = int(tick.total_seconds())
        self._zone = ZoneInfo(timezone)
        self._enter = log10(WEEKS[sensitivity] * (_WEEK / tick)) + across(topics)
        self._leave = self._enter - LEAVE
        self._short = sum(1 for ticks in self.windows if ticks * tick <= LASTING) or 1
        self.first = max(2, round(FIRST / tick))
        self._frozen = FROZEN // tick
        self._pace = baseline.pace_of(tick)
        self._keep = 0.5 ** (tick / volume.MEMORY)
        self._lessons = tuple(self._lesson(*each) for each in enumerate(self.windows))
        self._tone_keep = 0.5 ** (tick / tone.HALF_LIFE)

    def _lesson(self, index: int, ticks: int) -> tuple[int, int, int, Lesson]:
        """A window, how many ticks it has, every how many it teaches, and how much."""
        every = max(1, ticks // 4)  # neighbouring sums of a long window are all but the same
        weight = every / sqrt(ticks)
        return index, ticks, every, Lesson(weight, 1.0 - (1.0 - self._keep) * weight)

    def inspect(self, bucket: Bucket, state: DetectorState | None, now: datetime) -> Inspection:
        """What one bucket says, given all before it."""
        after, ((signals, outlook),) = self.walk((bucket,), state, now)
        return Inspection(state=after, signals=signals, outlook=outlook)

    def walk(
        self, buckets: Sequence[Bucket], state: DetectorState | None, now: datetime
    ) -> tuple[DetectorState, tuple[tuple[tuple[Signal, ...], Outlook], ...]]:
        """The same as inspecting the buckets one after the other, at a fraction of the cost."""
        memory = self.recall(state)
        said = tuple([self.look(bucket, memory, now)[:2] for bucket in buckets])
        return noted(memory), said

    def retuned(self, state: DetectorState, usual_negative: float | None) -> DetectorState:
        """The state when from now on another reader tells the tone, to whom this share is usual.

        None: nobody knows what is.
        """
        memory = self.recall(state)
        tone.expect(memory.share, usual_negative)
        return noted(memory)

    def ahead(
        self, topic: str, state: DetectorState | None, start: datetime, lifts: Sequence[float]
    ) -> Forecast | None:
        """What the ticks from `start` on will bring if nothing happens; a lift for each of them."""
        starts = [start + place * self.tick for place in range(len(lifts))]
        local = [at.astimezone(self._zone) for at in starts]
        return forecast(self.recall(state), topic, start, local, lifts)

    def recall(self, state: DetectorState | None) -> Memory:
        """The memory that `look` goes on from; a fresh one when the state is of no use."""
        return recalled(state, self._seconds, self.windows)

    def look(
        self, bucket: Bucket, memory: Memory, now: datetime
    ) -> tuple[tuple[Signal, ...], Outlook, float]:
        """Signals, outlook and strength of the next bucket; the memory is brought up to date."""
        in_turn = self._in_turn(memory, bucket, now)
        local = bucket.start.astimezone(self._zone) if in_turn else bucket.start
        usual = baseline.usual(memory.baseline, local, evidence.likely_lift(bucket.lift))
        outlook = self._outlook(memory, usual)
        if not in_turn:
            return (), outlook, 0.0
        if bucket.mentions is None:
            recent.push_blind(memory.recent, self.windows[-1])
            return (), outlook, 0.0
        row = evidence.counted(bucket, usual, memory.flood)
        recent.push(memory.recent, row, self.windows[-1])
        memory.seen += 1
        seen = self._views(memory, usual.doubt)
        strength = rarity.strength(memory.rarity, seen.best.score)
        self._stand(memory, strength, rarity.strength(memory.rarity, seen.short))
        signals = (self._signal(bucket, memory, seen.best, strength),) if memory.alarm else ()
        hushed = self._hushed(memory)
        if not hushed:
            rarity.learn(memory.rarity, seen.best.score)
        if self._teaches(memory, bucket, strength) and not hushed:
            self._learn(memory, row, seen.shown, usual)
        return signals, outlook, strength

    def _in_turn(self, memory: Memory, bucket: Bucket, now: datetime) -> bool:
        """Whether the bucket is the next one; a gap before it is filled with blind rows."""
        if bucket.start - now > self.tick or bucket.start.year < 1971:
            return False
        start = int(bucket.start.timestamp())
        early = memory.due - start if memory.due else 0
        if 0 < early < REPEATS.total_seconds():
            return False
        if early > 0:
            memory.recent = recent.nothing_yet()
        for _ in range(min(-early // self._seconds, self.windows[-1])):
            recent.push_blind(memory.recent, self.windows[-1])
        memory.first = min(memory.first or start, start)
        memory.due = start + self._seconds
        return True

    def _views(self, memory: Memory, doubt: float) -> Views:
        # Incomplete ticks are seen and teach nothing: they alone are no history to compare with.
        if memory.seen <= self.first or memory.baseline.learned < self.first:
            return Views(best=NOTHING, short=0.0, shown=[])
        return evidence.views(memory, doubt, self.windows, self._short)

    def _stand(self, memory: Memory, strength: float, lasting: float) -> None:
        """An alarm begins at one threshold, ends below a lower one and takes its ticks with it."""
        if not memory.alarm:
            memory.alarm = 1 if strength >= self._enter else 0
        elif strength >= self._leave and lasting >= OVER:
            memory.alarm += 1
        else:
            memory.alarm = 0
            memory.recent = recent.nothing_yet()

    def _teaches(self, memory: Memory, bucket: Bucket, strength: float) -> bool:
        """Whether the tick is one to learn from."""
        memory.suspect = memory.suspect + 1 if strength >= SUSPECT else 0
        unusual = max(memory.alarm, memory.suspect)
        if not bucket.complete or bucket.lift != 1.0:
            return False
        return not 0 < unusual <= self._frozen

    def _hushed(self, memory: Memory) -> bool:
        """Whether nothing at all is said where there used to be talk: no lesson about talk."""
        begin, end = memory.recent.totals[0], memory.recent.totals[-1]
        if end[recent.MENTIONS] != begin[recent.MENTIONS]:
            return False
        return end[recent.EXPECTED] - begin[recent.EXPECTED] >= HUSH * SCALE

    def _learn(
        self,
        memory: Memory,
        row: tuple[int, ...],
        shown: list[Shown],
        usual: Usual,
    ) -> None:
        spread = volume.spread_of(memory.spread, 0)
        voices = row[recent.OWN] / SCALE
        baseline.learn_crowd(memory.baseline, mentions=row[recent.MENTIONS], voices=voices)
        if memory.seen > self.first:
            expected = max(row[recent.EXPECTED], 1) / SCALE
            relative = spread + usual.doubt
            most = expected + WILD * sqrt(expected + relative * expected * expected) + 1.0
            voices = min(voices, most)
            self._learn_windows(memory, shown)
        baseline.learn(memory.baseline, voices, spread, usual, self._pace)
        toned, sour = row[recent.TONED] / SCALE, row[recent.SOUR] / SCALE
        tone.learn_usual(memory.share, scored=toned, negative=sour, keep=self._tone_keep)

    def _learn_windows(self, memory: Memory, shown: list[Shown]) -> None:
        """Each window learns its own spread from what it shows in full."""
        for index, ticks, every, lesson in self._lessons:
            if not shown or memory.seen % every:
                continue
            seen, voices, expected, toned, sour = shown[index]
            if seen < ticks:
                continue
            volume.learn(memory.spread, index, voices, expected, lesson)
            if toned >= 2:
                tone.learn_alike(memory.share, index, toned, sour, lesson)

    def _outlook(self, memory: Memory, usual: Usual) -> Outlook:
        crowd = baseline.crowd_of(memory.baseline)
        variance = volume.spread_of(memory.spread, 0) + usual.doubt
        low, high = usual_range(usual.mean * crowd, 1.0 / variance)
        share = tone.usual_share(memory.share) if tone.learned(memory.share) else None
        return Outlook(
            expected=usual.mean * crowd,
            low=low,
            high=high,
            usual_negative=share,
            learned=memory.baseline.learned,
        )

    def _signal(self, bucket: Bucket, memory: Memory, view: View, strength: float) -> Signal:
        ticks = self.windows[view.window]
        total = recent.over(memory.recent, ticks)
        expected = total[recent.EXPECTED] / SCALE * baseline.crowd_of(memory.baseline)
        low, high = usual_range(expected, 1.0 / view.variance)
        at = datetime.fromtimestamp(memory.due, UTC)
        loud = view.volume >= UNUSUAL or view.volume >= view.tone
        signal = Signal(
            topic=bucket.topic,
            kind=SignalKind.VOLUME if loud else SignalKind.TONE,
            at=at,
            window=ticks * self.tick,
            observed=total[recent.MENTIONS],
            expected=expected,
            low=low,
            high=high,
            scored=total[recent.SCORED],
            negative=total[recent.NEGATIVE],
            usual_negative=tone.usual_share(memory.share) if tone.learned(memory.share) else None,
            voices=total[recent.VOICES],
            copies=total[recent.COPIES],
            busiest=recent.busiest(memory.recent, ticks),
            strength=strength,
        )
        history = at - datetime.fromtimestamp(memory.first, UTC)
        return replace(signal, because=because(signal, tick=self.tick, history=history))
