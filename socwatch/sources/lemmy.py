"""Posts and comments of the Lemmy network through one server's search, which needs no login.

Invariants: the server says which generation of the API it speaks, and is asked in its words;
posts and comments come side by side, and reading goes on until both lists reach known ground;
an error that comes in the answer's body is never an empty result. Facts:
https://join-lemmy.org/api/ and the answers of servers 0.19 and 1.0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from socwatch.match.translate import alternatives
from socwatch.model.mention import Cursor, Mention
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._http import Session
from socwatch.sources._lemmy_api import Asking
from socwatch.sources._lemmy_item import ap_id, mention_of, published_at
from socwatch.sources._options import HttpOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._search import Search, SearchState, searched
from socwatch.sources._server import Server
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

#: Posts of other servers arrive late, with the time at which they were written.
_OVERLAP = timedelta(hours=2)
#: Words of this length are seldom part of others.
_TELLING = 4
#: How long it is believed which generation the server is of.
_LOOK_AGAIN = timedelta(days=1)


class Options(HttpOptions):
    """Which server is searched."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    server: Server = "https://lemmy.world"
    """The server whose search is asked; it knows what its members follow, from all servers."""


class Lemmy(Service[Options]):
    """Posts and comments that hold the words of a topic."""

    kind = "lemmy"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One text for each alternative, since the server looks for a text as a whole.

        A text that holds another one would find nothing more.
        """
        found = alternatives(query)
        common = Counter(literal for one in found for literal in one)
        texts = [" ".join(_telling(one, common).text.lower().split()) for one in found if one]
        wanted = tuple(dict.fromkeys(filter(None, texts)))
        return tuple(one for one in wanted if not any(two != one and two in one for two in wanted))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was written since the cursor; on the first poll, the last day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = self._state(since)
        asking = Asking(
            session=session,
            server=self._options.server,
            base_url=self._options.base_url,
            now=now,
            state=state,
        )
        if now.timestamp() - float(state.notes["looked"]) > _LOOK_AGAIN.total_seconds():
            state.notes |= await asking.look()
        asking.second = state.notes["generation"] == "2"
        languages = state.notes["languages"].split(",")

        def read(view: object, found_by: tuple[str, ...]) -> Mention:
            return mention_of(
                view, source=self.name, found_by=found_by, fetched_at=now, languages=languages
            )

        search = Search(
            ask=asking.ask,
            id_of=ap_id,
            at_of=published_at,
            read=read,
            overlap=_OVERLAP,
            bounded=False,
        )
        async for page in searched(search, wanted, state, now):
            yield page

    def _state(self, since: Cursor | None) -> SearchState:
        """What the cursor says, if it is of this server."""
        fresh = {"server": self._options.server, "looked": "0", "generation": "", "languages": ""}
        state = state_of(since, SearchState)
        usable = state.notes.keys() >= fresh.keys() and state.notes["looked"].isdecimal()
        if not usable or state.notes["server"] != self._options.server:
            return SearchState(notes=fresh)
        return state


def _telling(literals: tuple[Literal, ...], common: Mapping[Literal, int]) -> Literal:
    """The literal to look for: what most alternatives share, then a phrase, then the first.

    People write the name of what they watch first. A short word is part of too many others.
    """
    return max(
        literals,
        key=lambda one: (
            common[one],
            one.kind is LiteralKind.PHRASE,
            len(one.text) >= _TELLING,
        ),
    )
