"""When a store's labels are learned from, and which weights hold meanwhile.

Invariant: nothing is learned inside a unit of work; a store that another shipped tone has read is
told so once, and its detector with it, because a change of reading is no turn of the tone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from socwatch.model.mention import Mention
from socwatch.ports import Store
from socwatch.understand.local import SHIPPED, Toned, Weights
from socwatch.watch.learned import Learned, is_due, is_stale, learn, learned

#: Remembers which shipped tone a store was last read by.
_READER = "tone_engine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What it takes to learn from the labels of one store."""

    store: Store
    reader: str  # names the shipped tone
    toned: Callable[[], Toned] | None  # the shipped tone; None: the team wants nothing learned
    heard: Callable[[Mention], str]  # the text that a mention's tone is told of
    retune: Callable[[], None]  # tells the detector that mentions are read otherwise from now on

    def at_once(self, now: datetime) -> Learned:
        """What the labels teach, learned anew unless that was done since the last one changed."""
        known = learned(self.store)
        if not self._is_new_reader and not is_stale(self.store, known, engine=self._engine):
            return known
        return self._learned(known, now)

    def in_passing(self, now: datetime) -> None:
        """Learns where enough has changed; else the weights stay as they are."""
        known = learned(self.store)
        if self._is_new_reader or is_due(self.store, known, engine=self._engine, now=now):
            self._learned(known, now)

    def weights(self) -> Weights:
        """The team's own as they were learned last, unless they stand on another tone."""
        known = learned(self.store)
        return known.weights if known.engine == self._engine else SHIPPED

    @property
    def _engine(self) -> str:
        """What weights of one's own stand on."""
        return self.reader if self.toned is not None else "none"

    @property
    def _is_new_reader(self) -> bool:
        """Whether the store was read by another shipped tone until now."""
        return self.store.watching.memo(_READER) != self.reader

    def _learned(self, known: Learned, now: datetime) -> Learned:
        def then(found: Learned) -> None:
            if found.is_used == known.is_used and not self._is_new_reader:
                return
            self.retune()
            self.store.watching.save_memo(_READER, self.reader)

        return learn(
            self.store,
            None if self.toned is None else self.toned(),
            engine=self._engine,
            now=now,
            heard=self.heard,
            then=then,
        )
