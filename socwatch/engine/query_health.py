"""How well a topic's query does, on the history that is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from socwatch.match.health import SMALL, Diagnosis, diagnose
from socwatch.match.trial import History, kept_today
from socwatch.model.label import Sort, Verdict
from socwatch.model.mention import Mention
from socwatch.model.query import Topic
from socwatch.ports import Store

#: At most so many mentions are looked at, the newest.
MOST_MENTIONS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was found for one topic."""

    topic: Topic
    noise: int  # labelled so
    relevant: int
    history: History  # what today's query keeps of all
    is_cut: bool  # there are more mentions than were looked at
    diagnosis: Diagnosis = field(default_factory=Diagnosis)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to bear in mind when reading the numbers."""
        return tuple(self._remarks())

    def _remarks(self) -> Iterator[str]:
        labelled = self.noise + self.relevant
        if 0 < labelled < SMALL:
            verb = "is" if labelled == 1 else "are"
            yield f"only {labelled} {verb} labelled: treat this as a hint"
        if self.noise and not self.relevant:
            yield (
                "nothing is labelled relevant, so nobody can say what an exclusion would cost: "
                "label a few that are"
            )
        out = self.noise - len(self.history.noise)
        if out:
            yield f"today's query leaves out {out} of {self.noise} noise already"
        lost = self.relevant - len(self.history.relevant)
        if lost:
            yield f"today's query leaves out {lost} of {self.relevant} relevant"
        if self.is_cut:
            yield f"only the newest {MOST_MENTIONS:,} mentions were looked at"


def checkup(store: Store, topic: Topic) -> Checkup:
    """What people labelled, what today's query keeps, and what would make it better."""
    labels = store.labels.newest(topic=topic.name, sort=Sort.RELEVANCE)
    verdicts = {one.mention: one.verdict for one in labels}
    labelled = [one.mention for one in store.mentions.by_keys(tuple(verdicts)[:MOST_MENTIONS])]
    noise = [one for one in labelled if verdicts[one.key] is Verdict.NOISE]
    relevant = [one for one in labelled if verdicts[one.key] is Verdict.RELEVANT]
    newest = [one.mention for one in store.mentions.newest(topic=topic.name, limit=MOST_MENTIONS)]
    rest = [one for one in newest if one.key not in verdicts]
    history = _history(topic, noise, relevant, rest)
    return Checkup(
        topic=topic,
        noise=len(noise),
        relevant=len(relevant),
        history=history,
        is_cut=len(newest) == MOST_MENTIONS,
        diagnosis=diagnose(topic, history) if history.noise else Diagnosis(),
    )


def _history(
    topic: Topic, noise: Sequence[Mention], relevant: Sequence[Mention], rest: Sequence[Mention]
) -> History:
    everything = History(noise=tuple(noise), relevant=tuple(relevant), unlabelled=tuple(rest))
    return kept_today(topic, everything)
