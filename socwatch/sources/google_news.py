"""Google News search as a feed, which needs no login.

Invariants: the service decides what matches, since it searches articles whose text we never see;
an answer that is no feed (a consent form, a captcha) is a refusal, never "nothing was said"; the
link stays Google's, because resolving it needs requests that Google forbids.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

import msgspec
from pydantic import StringConstraints

from socwatch.errors import SourceBroken, SourceError, SourceRefused
from socwatch.model.mention import Author, Cursor, MatchBasis, Mention, MentionKind
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Ask, Expect
from socwatch.sources._boolean import Dialect
from socwatch.sources._feed import Entry, Feed, parsed
from socwatch.sources._fields import host_of
from socwatch.sources._http import Session
from socwatch.sources._options import Duration, HttpOptions
from socwatch.sources._pages import Pages, cursor_of, gathered, mark, state_of
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._widened import whole_words

_SEARCH = "https://news.google.com/rss/search"
_ORIGIN = "google_news"
_WALLS = ("consent.google.com", "accounts.google.com", "www.google.com")
#: Seconds between two searches.
_GAP = 1.0
#: `when:1d` reaches a day back; after a longer absence the week is asked for.
_NEARLY_A_DAY = timedelta(hours=20)
_REMEMBERED = 1_000
#: Google reads about this many words of a search. To it a hashtag is its word.
_MOST_WORDS = 28
_DIALECT = Dialect(fits=lambda search: len(search.split()) <= _MOST_WORDS)


class Options(HttpOptions):
    """The edition of Google News."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=5)

    every: Duration = timedelta(minutes=10)
    """How often the source is asked."""

    hl: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4})?$")] = "en-US"
    """The language, such as "en-GB" or "de"."""

    gl: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "US"
    """The country, such as "GB" or "DE"."""

    ceid: str = ""
    """The edition, such as "DE:de"; left out, it is made of `gl` and `hl`."""

    @property
    def edition(self) -> dict[str, str]:
        """The three parameters, which must agree."""
        ceid = self.ceid or f"{self.gl}:{self.hl.partition('-')[0]}"
        return {"hl": self.hl, "gl": self.gl, "ceid": ceid}


class _State(msgspec.Struct):
    v: int = 1
    read_at: int = 0  # epoch of the last complete poll
    seen: dict[str, list[str]] = {}  # marks of articles, and the topics they were found for


class GoogleNews(Service[Options]):
    """Headlines that Google finds for a topic's query."""

    kind = "google_news"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query in Google's words, in several searches where it is too long for one."""
        return _DIALECT.searches(whole_words(query.root))

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the articles of the last day that were not known for a topic yet."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, _State)
        found = _Found(state.seen)
        window = self._window(state, now)
        failure: SourceError | None = None
        for search, found_by in wanted.items():
            try:
                feed = await self._ask(session, f"{search} when:{window}")
            except SourceError as error:
                failure = error
                break
            found.add(feed, found_by)
        # An article found for two topics is one mention of both, so all answers come first.
        read = partial(_mention, source=self.name, now=now, topics=found.topics)
        page = gathered(found.entries, read, known=found.nothing_new).page(then=None)
        if failure is not None:
            if found.entries:
                yield page
            raise failure
        done = _State(read_at=int(now.timestamp()), seen=found.seen_now())
        yield page if page.because else replace(page, next=cursor_of(done))

    def _window(self, state: _State, now: datetime) -> str:
        absent = now.timestamp() - state.read_at
        return "7d" if state.read_at and absent > _NEARLY_A_DAY.total_seconds() else "1d"

    async def _ask(self, session: Session, search: str) -> Feed:
        ask = Ask(
            url=self._options.address(_SEARCH),
            params={"q": search, **self._options.edition},
            expect=Expect.FEED,
            walls=_WALLS,
            gap=_GAP,
        )
        answer = await session.get(ask)
        if b"<rss" not in answer.body[:2048]:
            raise SourceRefused("Google News sent something else than its feed")
        feed = await asyncio.to_thread(parsed, answer)
        if feed.cut:
            raise SourceBroken("the answer of Google News was cut off")
        return feed


class _Found:
    """What all searches of a poll brought together."""

    def __init__(self, seen: dict[str, list[str]]) -> None:
        self._seen = seen
        self._entries: dict[str, Entry] = {}
        self._topics: dict[str, list[str]] = {}

    @property
    def entries(self) -> list[Entry]:
        """Each article once, the oldest first: Google sorts by relevance."""
        undated = datetime.max.replace(tzinfo=UTC)
        return sorted(self._entries.values(), key=lambda one: one.published_at or undated)

    def add(self, feed: Feed, topics: Sequence[str]) -> None:
        """Takes in one answer that was asked for these topics."""
        for number, entry in enumerate(feed.entries):
            key = _identity(entry) or f"entry {number}"
            self._entries.setdefault(key, entry)
            known = self._topics.setdefault(key, [])
            known.extend(topic for topic in topics if topic not in known)

    def topics(self, article: str) -> tuple[str, ...]:
        """The topics whose search brought the article."""
        return tuple(self._topics[article])

    def nothing_new(self, entry: Entry) -> bool:
        """Whether an earlier poll found it for the same topics."""
        article = _identity(entry)
        return bool(article) and set(self._topics[article]) <= set(
            self._seen.get(mark(article), ())
        )

    def seen_now(self) -> dict[str, list[str]]:
        """What the next poll has to know."""
        here = {mark(key): topics for key, topics in self._topics.items()}
        earlier = {key: topics for key, topics in self._seen.items() if key not in here}
        for key, topics in here.items():
            topics.extend(one for one in self._seen.get(key, ()) if one not in topics)
        return dict([*earlier.items(), *here.items()][-max(_REMEMBERED, len(here)) :])


def _identity(entry: Entry) -> str:
    """Google's own id: the guid, which is also the last part of the link."""
    if entry.id and "/" not in entry.id:
        return entry.id
    path = urlsplit(entry.url or "").path
    return path.rpartition("/articles/")[2] or entry.url or entry.id or ""


def _mention(
    entry: Entry, *, source: str, now: datetime, topics: Callable[[str], tuple[str, ...]]
) -> Mention:
    article = _identity(entry)
    if not article:
        raise ValueError("no id and no link")
    publisher = host_of(entry.publisher_url)
    return Mention(
        origin=_ORIGIN,
        id=article,
        source=source,
        kind=MentionKind.ARTICLE,
        url=entry.url,
        title=_headline(entry),
        # The summary repeats the headline, or lists those of other articles, as links.
        text="" if "<a " in entry.html else entry.text,
        lang=entry.lang,
        published_at=entry.published_at,
        fetched_at=now,
        author=Author(name=entry.publisher) if entry.publisher else None,
        domain=publisher.removeprefix("www.") if publisher else None,
        match_basis=MatchBasis.SERVER,
        found_by=topics(article),
    )


def _headline(entry: Entry) -> str | None:
    """Without " - Publisher", which Google appends; a dash of the headline's own stays."""
    if entry.title is None or not entry.publisher:
        return entry.title
    return entry.title.removesuffix(f" - {entry.publisher}")
