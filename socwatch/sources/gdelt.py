"""Headlines of the world's press through GDELT's search of articles, which needs no login.

Invariants: the service decides what matches, since it searches articles whose text we never see;
its prose, whatever the status, is a refusal or a mistake in the search and never "nothing was
said"; it is asked a few times a poll, slowly, and not again after a refusal. Facts:
https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar

from socwatch.errors import SourceBroken, SourceError, SourceMisconfigured, SourceRefused
from socwatch.model.mention import Author, Cursor, MatchBasis, Mention, MentionKind
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Answer, Ask, Expect, Rejection
from socwatch.sources._body import is_web_page
from socwatch.sources._fields import (
    identity,
    identity_or_none,
    instant,
    link,
    name,
    row,
    rows,
    title,
)
from socwatch.sources._gdelt_query import searches
from socwatch.sources._gdelt_words import language, tidied
from socwatch.sources._http import Session
from socwatch.sources._options import Duration, HttpOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for
from socwatch.sources._turns import in_turn, overdue

_SEARCH = "https://api.gdeltproject.org/api/v2/doc/doc"
_ORIGIN = "gdelt"
#: Articles in one answer; there is no second page.
_PER_ANSWER = 250
#: Seconds between two requests. GDELT publishes 5 and sheds load at 7.
_GAP = 8.0
#: Requests in one poll: more would not fit into its minute.
_REQUESTS = 5
#: Times are those of GDELT's rounds, which come every so often.
_ROUND = timedelta(minutes=15)
_LEAST_WINDOW = timedelta(hours=1)
#: Older articles cannot be searched; three short months.
_REACH = timedelta(days=88)
#: The index has been hours late; a time is when GDELT saw the article, so more is not needed.
_OVERLAP = timedelta(hours=6)
#: But for those that are blanks.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
#: What GDELT says, in prose, of searches that it will never answer.
_MISTAKES = (
    "parenthes",
    "or'd",
    "is too short",
    "is too long",
    "was too short",
    "was too long",
    "invalid",
    "not valid",
    "unsupported",
    "not supported",
    "must be",
)


class Options(HttpOptions):
    """GDELT has no keys of its own."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=15)
    """How often the source is asked."""


class Gdelt(Service[Options]):
    """Headlines that GDELT finds for a topic's query."""

    kind = "gdelt"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query in GDELT's words, in several searches where one cannot say it."""
        return searches(query.root)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the articles seen since the cursor; on the first poll, those of the last day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        turn, waiting = in_turn(wanted, state, _REQUESTS)
        asking = _Asking(session=session, url=self._options.address(_SEARCH))
        search = Search(
            ask=asking.ask,
            id_of=_url,
            at_of=_seen_at,
            read=partial(_mention, source=self.name, now=now),
            overlap=_OVERLAP,
            # Two at least: one for what is new, one for what an earlier poll left.
            requests=max(2, _REQUESTS // len(turn)),
        )
        async for page in searched(search, turn, state, now, waiting=waiting):
            yield page
        if asking.mistake is not None:
            raise asking.mistake
        late = overdue(waiting, state, now)
        if late is not None:
            yield late


@dataclass(slots=True, kw_only=True)
class _Asking:
    """The requests of one poll."""

    session: Session
    url: str
    mistake: SourceError | None = field(default=None)  # the searches beside it are still read
    _left: int = field(default=_REQUESTS)

    async def ask(self, question: Question) -> Found:
        """The newest articles of a window of time."""
        if self._left == 0:
            raise SourceRefused("no more requests fit into one poll; the rest is read next time")
        self._left -= 1
        try:
            answer = await self.session.get(self._request(question))
            articles = self._articles(answer)
        except _Mistake as mistake:
            self.mistake = mistake
            return Found(items=())
        walled = len(articles) >= _PER_ANSWER
        return Found(items=[one for one in articles if _is_of(question, one)], walled=walled)

    def _request(self, question: Question) -> Ask:
        start, end = _window(question, self.session.now)
        return Ask(
            url=self.url,
            params={
                "query": question.query,
                "mode": "artlist",
                "format": "json",
                "maxrecords": str(_PER_ANSWER),
                "sort": "datedesc",
                "startdatetime": f"{start:%Y%m%d%H%M%S}",
                "enddatetime": f"{end:%Y%m%d%H%M%S}",
            },
            expect=Expect.ANY,
            explain=self._explain,
            gap=_GAP,
        )

    def _explain(self, rejection: Rejection) -> SourceError | None:
        """Prose about the search comes with many a status, but not with these."""
        return None if rejection.status in (401, 403) else self._mistaken(rejection.body)

    def _articles(self, answer: Answer) -> list[object]:
        """An answer without a hit is `{}`. What begins otherwise is prose, of any status."""
        if is_web_page(answer.body):
            raise SourceBroken("GDELT sent a web page where data was due")
        if not answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            raise self._mistaken(answer.body) or SourceRefused(
                f'GDELT refused to search: "{self._words(answer.body)}"'
            )
        found = answer.json()
        articles = [] if found == {} else rows(found, "articles")
        if articles is None:
            raise SourceBroken("GDELT sent an answer without a list of articles")
        return articles

    def _mistaken(self, body: bytes) -> SourceMisconfigured | None:
        words = self._words(body)
        if not any(mark in words.casefold() for mark in _MISTAKES):
            return None
        return _Mistake(f'GDELT cannot search for this: "{words}"', hint="change the topic's query")

    def _words(self, body: bytes) -> str:
        return self.session.quote(body.decode("utf-8-sig", "replace"))


class _Mistake(SourceMisconfigured):
    """One search is wrong; others may be right."""


def _window(question: Question, now: datetime) -> tuple[datetime, datetime]:
    """From when to when is searched: a round more than is asked for, since times are rounded."""
    end = now
    if question.high is not None:
        end = min(now, datetime.fromtimestamp(question.high, UTC) + _ROUND)
    start = max(datetime.fromtimestamp(question.low, UTC), now - _REACH)
    return min(start, end - _LEAST_WINDOW), end


def _is_of(question: Question, article: object) -> bool:
    """Whether it is not of the round that the window has too much."""
    at = _seen_at(article)
    return question.high is None or at is None or at.timestamp() <= question.high


def _url(article: object) -> str | None:
    return identity_or_none(article, "url") if isinstance(article, dict) else None


def _seen_at(article: object) -> datetime | None:
    return instant(article.get("seendate")) if isinstance(article, dict) else None


def _printed(headline: object) -> object:
    """Without the control characters that GDELT leaves in headlines."""
    return _CONTROLS.sub("", headline) if isinstance(headline, str) else None


def _mention(article: object, topics: tuple[str, ...], *, source: str, now: datetime) -> Mention:
    """Its time is when GDELT first saw it, which is at the latest when it was published.

    Without it a first look would count a day's articles in the minute of the look.
    """
    item = row(article)
    address = identity(item, "url")
    publisher = name(item, "domain")
    lang = language(name(item, "language"))
    return Mention(
        origin=_ORIGIN,
        id=address,
        source=source,
        kind=MentionKind.ARTICLE,
        url=link(address),
        title=tidied(title(_printed(item.get("title"))), lang),
        text="",
        lang=lang,
        published_at=instant(item.get("seendate")),
        fetched_at=now,
        author=Author(name=publisher) if publisher else None,
        domain=publisher,
        match_basis=MatchBasis.SERVER,
        found_by=topics,
    )
