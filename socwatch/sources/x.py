"""X, whose every answer costs money.

Invariants: nothing is asked beyond the month's budget, and what a request can cost is on record
before it is made; what is bought is decided by a rule that anybody can read (`_x_counts`).
Facts: https://docs.x.com/x-api/posts/search/introduction.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from socwatch.errors import SourceError, SourceRefused
from socwatch.model.mention import Cursor, Mention, Outcome, Page
from socwatch.model.query import Literal, LiteralKind, Query, Topic
from socwatch.sources._boolean import Dialect
from socwatch.sources._http import Http, Session
from socwatch.sources._pages import Pages, cursor_of, mark, state_of
from socwatch.sources._search import Known, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._widened import whole_words
from socwatch.sources._x_api import Api
from socwatch.sources._x_budget import MOST, Wallet
from socwatch.sources._x_counts import verdict
from socwatch.sources._x_options import Options
from socwatch.sources._x_post import Bought, mention_of

log = logging.getLogger(__name__)

_LONGEST = 512
#: A repost says nothing new, and would be charged like any other post.
_WITHOUT_REPOSTS = " -is:retweet"
#: X's index is prompt, and its ids come in order of time.
_OVERLAP = timedelta(minutes=1)
_PAGES = 5
#: The first poll shows what there is: so many days' samples.
_FIRST_SAMPLES = 10
_PLAIN = re.compile(r"\w+")


def _term(literal: Literal) -> str:
    text = " ".join(literal.text.replace('"', " ").split())
    plain = bool(_PLAIN.fullmatch(text)) and text not in ("OR", "AND", "NOT")
    match literal.kind:
        case LiteralKind.TAG if plain:
            return f"#{text}"
        case LiteralKind.HANDLE if plain:
            return f"@{text}"
        case LiteralKind.PHRASE:
            return f'"{text}"'
        case _:
            return text if plain else f'"{text}"'


_DIALECT = Dialect(
    term=_term,
    excludable=lambda _: True,
    fits=lambda search: len(search) + len(_WITHOUT_REPOSTS) <= _LONGEST,
)


class X(Service[Options]):
    """Posts of the last seven days, counted first and bought when it is worth it."""

    kind = "x"
    OPTIONS = Options

    def __init__(self, name: str, options: Options, http: Http) -> None:
        super().__init__(name, options, http)
        # An open issue makes other sources be asked more often; here that would cost money.
        self.fastest = self.every

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query in X's words, in several searches where it is too long for one."""
        searches = _DIALECT.searches(whole_words(query.root))
        return tuple(f"{search}{_WITHOUT_REPOSTS}" for search in searches)

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What the budget has left this month."""
        notes = state_of(since, SearchState).notes
        left = Wallet(notes, cap_usd=self._options.monthly_budget_usd, now=now).says()
        counted = notes.get("counted")
        return f"{left}; {counted}" if counted else left

    async def verify(self, now: datetime) -> Page:
        """Whether the token can be read. X is not asked: each question costs money."""
        pages = [page async for page in self._polled(now, self._revealed)]
        return pages[-1]

    async def _revealed(self, session: Session) -> Pages:
        session.reveal(self._options.secret("token"), "a bearer token")
        yield Page(because="the token is there; X was not asked, because each question costs money")

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Counts, and buys what was posted since the cursor where that is wanted."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        api = Api(session, self._options, state.notes, now)
        api.forget(set(wanted))
        shopping = _Shopping(self.name, self._options, api, state, wanted, now)
        short: Page | None = None
        try:
            for query in shopping.order():
                async for page in shopping.of(query):
                    if page.outcome is Outcome.PARTIAL:
                        short = page
                    else:
                        yield page
        except SourceError:
            yield Page(next=cursor_of(state))  # what was not charged is given back
            raise
        if short is not None:
            yield short


@dataclass(slots=True)
class _Shopping:
    """What one poll counts and buys."""

    source: str
    options: Options
    api: Api
    state: SearchState
    wanted: Mapping[str, tuple[str, ...]]
    now: datetime

    def order(self) -> list[str]:
        """The searches; those whose posts were bought longest ago come first."""
        known = self.state.queries
        return sorted(self.wanted, key=lambda query: known.get(query, Known()).read)

    async def of(self, query: str) -> Pages:
        """The pages of one search."""
        if self.options.buy == "always":
            async for page in self._bought(query, MOST, paged=True):
                yield page
            return
        if size := self._sample_due(query):
            async for page in self._day_sample(query, size):
                yield page
        self.api.pay_for_count()
        yield Page(next=cursor_of(self.state))
        if await self._surges(query) and self.options.buy == "spike":
            async for page in self._bought(query, MOST):
                yield page
        yield Page(next=cursor_of(self.state))

    async def _day_sample(self, query: str, size: int) -> Pages:
        """Buys the day's sample, once; one that X did not sell is bought later."""
        notes, key = self.state.notes, _sampled(query)
        before, notes[key] = notes.get(key), self._today
        try:
            async for page in self._bought(query, size):
                yield page
        except SourceError:
            if self.api.in_vain:
                del notes[key]
                notes.update({key: before} if before else {})
            raise

    async def _surges(self, query: str) -> bool:
        found = verdict(await self.api.count(query))
        usual = "not known yet" if found.usual is None else f"{found.usual:g}"
        counted = f"{found.observed} posts in the busier of the last two hours, usual is {usual}"
        self.state.notes["counted"] = counted
        log.info("posts were counted", extra={"source": self.source, "because": counted})
        return found.surge

    async def _bought(self, query: str, size: int, *, paged: bool = False) -> Pages:
        self.api.begin(size, paged=paged)
        search = Search(
            ask=self.api.search,
            id_of=lambda one: one.id if isinstance(one, Bought) else None,
            at_of=lambda one: one.at if isinstance(one, Bought) else None,
            read=self._mention,
            overlap=_OVERLAP,
            requests=_PAGES if paged else 1,
            spend=self.api.pay_for_posts,
        )
        others = [one for one in self.wanted if one != query]
        topics = {query: self.wanted[query]}
        try:
            async for page in searched(search, topics, self.state, self.now, waiting=others):
                yield page
        except SourceRefused:
            self.api.end(query)  # what was read before is kept, and the rest is a gap
            raise
        self.api.end(query)
        yield Page(next=cursor_of(self.state))

    def _mention(self, one: object, topics: tuple[str, ...]) -> Mention:
        if not isinstance(one, Bought):
            raise ValueError("not a post")
        return mention_of(one, source=self.source, found_by=topics, fetched_at=self.now)

    def _sample_due(self, query: str) -> int:
        """How many posts of today's sample are to be bought; 0 when it was bought already."""
        if self.options.buy != "spike" or self.state.notes.get(_sampled(query)) == self._today:
            return 0
        first = _sampled(query) not in self.state.notes
        return min(self.options.sample * (_FIRST_SAMPLES if first else 1), MOST)

    @property
    def _today(self) -> str:
        return f"{self.now:%Y-%m-%d}"


def _sampled(query: str) -> str:
    return f"day:{mark(query)}"
