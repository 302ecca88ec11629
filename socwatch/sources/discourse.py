"""Posts of one Discourse forum, found by its search or read as they come; no login.

Invariants: the search shows a few words around a hit, so new hits are fetched whole, as many as a
poll may; a search that the forum finds too short is a mistake and never "nothing was said"; the
wait that stands in a refusal is obeyed. No key is ever sent: reading with one draws on a small
allowance that all its users share. Facts: https://docs.discourse.org.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar, Literal

from socwatch.match.translate import alternatives
from socwatch.model.mention import Cursor, Mention
from socwatch.model.query import Literal as Term
from socwatch.model.query import Query, Topic
from socwatch.sources._boolean import quoted
from socwatch.sources._discourse_forum import Forum
from socwatch.sources._discourse_latest import Latest
from socwatch.sources._discourse_post import Post, created_at, mention_of, post_id
from socwatch.sources._discourse_search import SEARCHES, Finding
from socwatch.sources._http import Session
from socwatch.sources._options import HttpOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._server import Server
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._turns import in_turn, overdue

_OVERLAP = timedelta(hours=1)
#: Pages of 50 in one poll, when every post is read.
_PAGES = 20
#: The one thing to ask for when every post is read.
_ALL: dict[str, tuple[str, ...]] = {"": ()}


class Options(HttpOptions):
    """Which forum is read, and how."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=1)

    server: Server
    """The forum's address."""

    watch: Literal["search", "latest"] = "search"
    """Whether its search is asked for the topics' words, or every new post is read."""


class Discourse(Service[Options]):
    """Posts that hold the words of a topic."""

    kind = "discourse"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """One search for each alternative that no other finds: the forum knows no OR."""
        texts = (" ".join(filter(None, map(_term, one))) for one in _needed(alternatives(query)))
        return tuple(dict.fromkeys(text.lower() for text in texts if text))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was written since the cursor; on the first poll, the last day."""
        options, state = self._options, self._state(since)
        forum = Forum(session=session, server=options.server, base_url=options.base_url)
        pages = self._latest if options.watch == "latest" else self._found
        async for page in pages(forum, topics, state, now):
            yield page

    def _state(self, since: Cursor | None) -> SearchState:
        """What the cursor says, if it is of this forum."""
        server = self._options.server
        state = state_of(since, SearchState)
        return (
            state if state.notes.get("server") == server else SearchState(notes={"server": server})
        )

    async def _latest(
        self, forum: Forum, _topics: Sequence[Topic], state: SearchState, now: datetime
    ) -> Pages:
        search = self._search(Latest(forum=forum, state=state).ask, _PAGES, now)
        async for page in searched(search, _ALL, state, now):
            yield page

    async def _found(
        self, forum: Forum, topics: Sequence[Topic], state: SearchState, now: datetime
    ) -> Pages:
        turn, waiting = in_turn(asked_for(self.name, topics, self.sent), state, SEARCHES)
        finding = Finding(forum=forum, state=state)
        # Two at least: one for what is new, one for what an earlier poll left.
        search = self._search(finding.ask, max(2, SEARCHES // len(turn)), now)
        async for page in searched(search, turn, state, now, waiting=waiting):
            yield page
        if finding.mistake is not None:
            raise finding.mistake
        late = overdue(waiting, state, now)
        if late is not None:
            yield late

    def _search(
        self, ask: Callable[[Question], Awaitable[Found]], requests: int, now: datetime
    ) -> Search:
        return Search(
            ask=ask,
            id_of=post_id,
            at_of=created_at,
            read=partial(self._mention, now=now),
            overlap=_OVERLAP,
            requests=requests,
        )

    def _mention(self, post: object, found_by: tuple[str, ...], *, now: datetime) -> Mention:
        if not isinstance(post, Post):
            raise ValueError("not a post")
        return mention_of(
            post,
            forum=self._options.server,
            source=self.name,
            found_by=found_by,
            fetched_at=now,
        )


def _needed(found: tuple[tuple[Term, ...], ...]) -> list[tuple[Term, ...]]:
    """Without those all of whose words, and more, another one asks for in any order."""
    loose = [_words(one) for one in found if all('"' not in _term(term) for term in one)]
    return [one for one in found if not any(words < _words(one) for words in loose)]


def _words(terms: tuple[Term, ...]) -> set[str]:
    return {word for term in terms for word in term.text.lower().split()}


def _term(literal: Term) -> str:
    """A colon makes a filter of a word; signs are not needed to find what they stand before."""
    return quoted(replace(literal, text=literal.text.replace(":", " ")))
