"""YouTube: videos that its search finds, and comments on chosen channels.

Invariants: the few searches of a day are spread over it, and queries take turns when there are
more than have been earned; the search misses videos at times, so two days are looked at again and
again. Facts: https://developers.google.com/youtube/v3/docs/search/list.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from socwatch.errors import SourceError, SourceRefused, SourceUnauthorised
from socwatch.model.mention import Cursor, Mention, Outcome, Page, Skipped
from socwatch.model.query import Query, Topic
from socwatch.sources._http import Session
from socwatch.sources._pages import Pages, cursor_of, state_of
from socwatch.sources._search import Known, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._youtube_api import Api, CommentsDisabled
from socwatch.sources._youtube_item import Item, mention_of
from socwatch.sources._youtube_options import Options
from socwatch.sources._youtube_query import searches_of
from socwatch.sources._youtube_quota import Quota

_OVERLAP = timedelta(hours=48)
#: Searches for one query in one poll.
_PAGES = 2
_COMMENT_PAGES = 5
#: Before the id of a channel, where queries are kept; no search begins so.
_CHANNEL = "channel\n"


class YouTube(Service[Options]):
    """Videos about a topic, and what is said below those of some channels."""

    kind = "youtube"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query in YouTube's words, in as few searches as will do."""
        return searches_of(query)

    def left(self, since: Cursor | None, now: datetime) -> str:
        """How many searches are left today."""
        notes = state_of(since, SearchState).notes
        return Quota(notes, most=self._options.searches_a_day, now=now).left

    async def verify(self, now: datetime) -> Page:
        """Tries the key with a request that costs no search."""
        pages = [page async for page in self._polled(now, partial(self._key_tried, now=now))]
        return pages[-1]

    async def _key_tried(self, session: Session, *, now: datetime) -> Pages:
        await Api(session, self._options, SearchState(), now).try_key()
        yield Page(because="the key works; no search was spent")

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was published since the cursor; on the first poll, the last two days."""
        channels = [f"{_CHANNEL}{one}" for one in self._options.channels]
        wanted = asked_for(self.name, topics, self.sent, channels)
        state = state_of(since, SearchState)
        api = Api(session, self._options, state, now)
        visit = _Visit(self.name, api, state, wanted, now)
        short: Page | None = None
        failure: SourceError | None = None
        for reading in (visit.searches(), visit.comments()):
            try:
                async for page in reading:
                    if page.outcome is Outcome.PARTIAL:
                        short = page
                    else:
                        yield page
            except SourceError as error:
                failure = failure or error
                yield Page(next=cursor_of(state))
                if isinstance(error, SourceUnauthorised):
                    break  # the same key opens nothing else
        if failure is not None:
            raise failure
        if api.trouble is not None:
            yield _without_details(api.trouble)
        elif short is not None:
            yield short
        elif api.quota.next_at > now:
            session.pause(api.quota.next_at)


@dataclass(slots=True)
class _Visit:
    """What one poll asks for."""

    source: str
    api: Api
    state: SearchState
    wanted: Mapping[str, tuple[str, ...]]
    now: datetime

    async def searches(self) -> AsyncGenerator[Page, None]:
        """The searches that have been earned, those that waited longest first."""
        known = self.state.queries
        queries = [one for one in self.wanted if not one.startswith(_CHANNEL)]
        queries.sort(key=lambda one: known.get(one, Known()).read)
        turn = queries[: self.api.quota.ready]
        if not turn:
            return
        search = Search(
            ask=self.api.search,
            id_of=_id,
            at_of=_at,
            read=self._mention,
            overlap=_OVERLAP,
            first_look=_OVERLAP,
            requests=_PAGES,
            spend=self.api.quota.spend,
        )
        async for page in self._searched(search, turn):
            yield page

    async def comments(self) -> AsyncGenerator[Page, None]:
        """The comments of each channel; one where they are switched off is skipped."""
        for query in (one for one in self.wanted if one.startswith(_CHANNEL)):
            channel = query.removeprefix(_CHANNEL)
            search = Search(
                ask=partial(self.api.comments, channel),
                id_of=_id,
                at_of=_at,
                read=self._mention,
                overlap=_OVERLAP,
                first_look=_OVERLAP,
                requests=_COMMENT_PAGES,
                bounded=False,
            )
            try:
                async for page in self._searched(search, [query]):
                    yield page
            except CommentsDisabled as off:
                yield Page(skipped=(Skipped(item=f"channel {channel}", because=off.message),))

    async def _searched(self, search: Search, turn: Sequence[str]) -> AsyncGenerator[Page, None]:
        others = [one for one in self.wanted if one not in turn]
        asked = {one: self.wanted[one] for one in turn}
        async for page in searched(search, asked, self.state, self.now, waiting=others):
            yield page

    def _mention(self, item: object, topics: tuple[str, ...]) -> Mention:
        if not isinstance(item, Item):
            raise ValueError("not an item")
        return mention_of(item, source=self.source, found_by=topics, fetched_at=self.now)


def _without_details(trouble: SourceError) -> Page:
    """The searches were read, but not what the videos say in full."""
    because = f"videos were found, but not their whole texts and numbers: {trouble.message}"
    until = trouble.retry_at if isinstance(trouble, SourceRefused) else None
    return Page(outcome=Outcome.PARTIAL, because=because, retry_at=until)


def _id(item: object) -> str | None:
    return item.id if isinstance(item, Item) else None


def _at(item: object) -> datetime | None:
    return item.at if isinstance(item, Item) else None
