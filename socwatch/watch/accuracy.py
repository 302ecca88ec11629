"""How right the readings of this store are, measured on its labels.

Invariant: what is measured is the reader that read the time in question: as mentions were read
before own weights were learned, or as they are read by weights that never saw their label; what
was said of copies of one text counts once, or one text would speak for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socwatch.model.accuracy import Accuracy, Level, NoLevel, Rate
from socwatch.model.gathered import Gathered
from socwatch.model.label import Picked, Sort, Verdict
from socwatch.model.reading import Reading, Tone
from socwatch.ports import DetectorState, Retunes, Store
from socwatch.understand import local
from socwatch.understand.accuracy import Drift, Judged, accuracy, drift
from socwatch.understand.level import level as level_of_chances
from socwatch.understand.level import level_of_counts
from socwatch.understand.spread import wording
from socwatch.watch.learned import MOST_LABELS, Learned, keys_of, learned


def measured(store: Store, topic: str | None = None, *, at: datetime | None = None) -> Accuracy:
    """How right the tone is read on the labelled mentions of a topic, or of all.

    `at` is when the readings in question were made, None for now.
    """
    return accuracy(_judged(store, topic, at))


def drifted(store: Store, topic: str | None = None) -> Drift | None:
    """Whether newer mentions are read less, or more, rightly than older ones were."""
    return drift(_judged(store, topic, None))


def _judged(store: Store, topic: str | None, at: datetime | None) -> list[Judged]:
    """How labelled texts are read, beside what people said last; from the oldest mention on.

    A text counts as picked at random when one of its copies was.
    """
    labels = store.labels.newest(topic=topic, sort=Sort.TONE)[:MOST_LABELS]
    if not labels:
        return []
    known = learned(store)
    found = {one.mention.key: one for one in store.mentions.by_keys(keys_of(labels))}
    judged: dict[str, tuple[datetime, str, Judged]] = {}
    for one in labels:
        gathered = found.get(one.mention)
        read = None if gathered is None else _read_as(gathered, known, at)
        if gathered is None or read is None:
            continue
        said = Judged(read=read, said=Tone(one.verdict.value), picked=one.picked)
        text = wording(gathered)
        when, key, last = judged.get(text, (gathered.mention.counts_at, one.mention, said))
        if one.picked is Picked.RANDOM:
            last = replace(last, picked=Picked.RANDOM)
        judged[text] = when, key, last
    return [said for _, _, said in sorted(judged.values(), key=lambda one: one[:2])]


def _read_as(one: Gathered, known: Learned, at: datetime | None) -> Tone | None:
    """The tone as the reader of that time tells it; None when it did not read this mention."""
    stored = one.reading.tone
    if at is not None and known.since is not None and at < known.since:
        return stored if one.mention.counts_at < known.since else None
    without = known.held_out.get(one.mention.key)
    if without is None or stored is Tone.UNSCORED:
        return stored
    return local.likeliest(without, known.weights)


def risks_measured(store: Store, topic: str | None = None) -> dict[str, Rate]:
    """How often people said that a risk was rightly read, by its category."""
    right: dict[str, list[bool]] = {}
    for one in store.labels.newest(topic=topic, sort=Sort.RISK):
        right.setdefault(one.category or "any", []).append(one.verdict is Verdict.RISK_RIGHT)
    return {name: Rate(part=sum(said), of=len(said)) for name, said in sorted(right.items())}


def level(
    store: Store, said: Sequence[Reading], period: tuple[datetime, datetime], right: Accuracy
) -> Level | NoLevel:
    """The negative share of what was said of a topic in [start, end), without errors of reading.

    `right` is what was measured of the reader of that time.
    """
    start, end = period
    scored = [one for one in said if one.tone is not Tone.UNSCORED]
    known = learned(store)
    if known.since is None or end <= known.since:
        negative = sum(one.tone is Tone.NEGATIVE for one in scored)
        return level_of_counts(negative, len(scored), right)
    if start < known.since:
        return NoLevel(because="your labels were learned in the middle of this time")
    chances = [one.p_negative for one in scored if one.p_negative is not None]
    return level_of_chances(chances, known.negative, right)


def retune(store: Store, detector: Retunes, topics: Sequence[str], tick: timedelta) -> None:
    """Tells the detector that mentions are read otherwise from now on.

    Without it the first day with own weights would look like a turn of the tone, and call people.
    What is usual now is what the labelled mentions are read as, until more is seen.
    """
    for topic in topics:
        known = store.watching.learned(topic, tick)
        if known is None:
            continue
        usual = _usual(store, topic)

        def other(state: DetectorState | None, usual: float | None = usual) -> DetectorState | None:
            return None if state is None else detector.retuned(state, usual)

        state, following, ahead = map(other, (known.state, known.next_state, known.ahead))
        fresh = replace(known, state=state, next_state=following, ahead=ahead)
        with store.unit():
            store.watching.save_learned(topic, tick, fresh)


def _usual(store: Store, topic: str) -> float | None:
    """The share of negative as the labelled mentions are read now, of the topic or of all."""
    for found in (measured(store, topic), measured(store)):
        if found.is_measured:
            return found.read_negative.share
    return None
