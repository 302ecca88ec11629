"""Which story each new mention tells, found in the unit of work in which it is stored.

Invariant: what is remembered between two units of work is what the store holds. After a unit that
was undone, or that another process wrote, the store's mark is another one, and all is read anew.

Mentions of the last days are compared with the stories that the store remembers. Older ones, as an
import brings them, are compared with one another for as long as the process lives: a backlog must
not push out what is told today. Word for word copies have the same story in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from socwatch.model.gathered import Gathered
from socwatch.model.query import Match
from socwatch.ports import Store
from socwatch.understand.corrections import Corrections, corrections_of
from socwatch.understand.retelling import MOST_TELLINGS, Window
from socwatch.understand.stories import said_by, terms_in
from socwatch.understand.wordings import WINDOW

_MARK = "stories/mark"


class Placing:
    """The stories of the last days, kept from one page of mentions to the next."""

    def __init__(self) -> None:
        self._mark: str | None = None
        self._window = Window()
        self._backlog = Window()
        self._corrections = Corrections()

    def placed(
        self, store: Store, gathered: Sequence[Gathered], now: datetime
    ) -> tuple[Gathered, ...]:
        """The mentions with wording and story, in the same order. Call it inside a unit of work."""
        if not gathered:
            return ()
        self._catch_up(store)
        found: dict[int, Gathered] = {}
        for place, one in sorted(enumerate(gathered), key=lambda pair: pair[1].mention.counts_at):
            found[place] = self._placed(one, now)
        self._window.forget(now - WINDOW)
        store.stories.save(*self._window.changes())
        self._backlog.changes()  # of these nothing is stored
        self._mark = mark_after(store, "\n".join(one.mention.key for one in gathered))
        return tuple(found[place] for place in range(len(gathered)))

    def _catch_up(self, store: Store) -> None:
        mark, self._mark = self._mark, None  # what fails half-way is not to be built upon
        if mark is None or mark != store.watching.memo(_MARK):
            self._window = Window(store.stories.tellings(MOST_TELLINGS))
            self._backlog = Window()
            self._corrections = corrections_of(store.stories.acts())

    def _placed(self, one: Gathered, now: datetime) -> Gathered:
        said = said_by(one.mention)
        at = one.mention.counts_at
        window = self._window if at >= now - WINDOW else self._backlog
        found = window.place(said, at, _brand(one.matches))
        story = self._corrections.split.get(said.exact)
        wording = said.exact if story else found.wording
        return replace(
            one, reading=replace(one.reading, wording=wording, story=story or found.story)
        )


def mark_after(store: Store, what: str) -> str:
    """Says in the store that the stories have changed, and by what. Inside a unit of work."""
    before = store.watching.memo(_MARK) or ""
    words = f"{before}\n{what}".encode("utf-8", "replace")
    mark = blake2b(words, digest_size=16).hexdigest()
    store.watching.save_memo(_MARK, mark)
    return mark


@lru_cache(maxsize=1024)
def _brand(matches: tuple[Match, ...]) -> frozenset[str]:
    """The terms that the mention was found by: everything its topic holds has them."""
    return frozenset(term for match in matches for word in match.because for term in terms_in(word))
