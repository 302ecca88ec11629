"""Labelling one by one: what is shown next, what was said of it, and taking that back.

Invariant: every step is stored at once, so that whoever stops, or loses the connection, keeps
what was said; and every step can be undone, back to the first of the session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from socwatch.engine import labelling
from socwatch.engine.picking import Pick, Picking
from socwatch.model.label import Label, Sort, Verdict
from socwatch.watch.learned import changed
from socwatch.watch.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What was said at which place, and what had been said before; a skip said nothing."""

    place: int
    given: Label | None = None
    before: Label | None = None


class Session:
    """One person going through mentions."""

    def __init__(
        self, setup: Setup, *, by: str, topic: str | None, since: datetime | None, limit: int
    ) -> None:
        self._setup = setup
        self._by = by
        topics = [one.name for one in setup.topics] if topic is None else [topic]
        self._picking = Picking(setup.store, topics, since=since)
        self._picks: list[Pick] = []
        self._place = 0
        self._steps: list[_Step] = []
        self.limit = limit

    @property
    def current(self) -> Pick | None:
        """What is to be labelled now; None at the end."""
        if self._place == len(self._picks) and self._place < self.limit:
            drawn = self._picking.draw()
            if drawn is None:
                return None
            self._picks.append(drawn)
        return self._picks[self._place] if self._place < len(self._picks) else None

    @property
    def number(self) -> int:
        """The place of the current one, from 1."""
        return self._place + 1

    @property
    def given(self) -> int:
        """How many labels this session gave and did not take back."""
        return sum(step.given is not None for step in self._steps)

    def tone_labels(self) -> int:
        """How many mentions have a tone label so far, in all sessions."""
        return len(self._setup.store.labels.newest(sort=Sort.TONE))

    def give(self, verdict: Verdict, now: datetime) -> Label:
        """Says it of the current mention; what decides it leads on to the next one."""
        pick = self.current
        assert pick is not None
        key = pick.gathered.mention.key
        before = next(
            (
                one
                for one in self._setup.store.labels.of(key)
                if one.topic == pick.topic and one.sort is verdict.sort
            ),
            None,
        )
        said = labelling.Said(verdict=verdict, by=self._by, topic=pick.topic, picked=pick.picked)
        given, _ = labelling.label(self._setup, key, said, now=now)
        self._steps.append(_Step(place=self._place, given=given, before=before))
        if verdict is Verdict.NOISE or verdict.sort is Sort.TONE:
            self._place += 1
        return given

    def skip(self) -> None:
        """Leaves the current mention as it is."""
        self._steps.append(_Step(place=self._place))
        self._place += 1

    def undo(self) -> str:
        """Takes the last label or skip back and returns to its mention; "" when there is none."""
        if not self._steps:
            return ""
        step = self._steps.pop()
        self._place = step.place
        if step.given is None:
            return "skip"
        store = self._setup.store
        with store.unit():
            if step.before is None:
                store.labels.remove(step.given.mention, step.given.topic, step.given.sort)
            else:
                store.labels.save(step.before)
            changed(store, step.given.sort)
        return step.given.verdict.value
