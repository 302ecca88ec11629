"""Articles of The Guardian, whose search reads them from the first word to the last.

Invariants: what an article says is the Guardian's: its headline and standfirst are taken, not its
text, so the Guardian decides what matches; no day's requests are spent twice. Facts:
https://open-platform.theguardian.com/documentation/search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ClassVar

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.model.mention import Author, Cursor, Mention, MentionKind
from socwatch.model.query import Query, Topic
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._daily import Daily
from socwatch.sources._fields import (
    count,
    identity,
    identity_or_none,
    instant,
    link,
    name,
    part,
    row,
    rows,
    title,
    words,
)
from socwatch.sources._http import Session
from socwatch.sources._limits import wait_of
from socwatch.sources._options import Duration, TokenOptions
from socwatch.sources._pages import Pages, state_of
from socwatch.sources._press import asked_in_full, press_searches, server_basis
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service
from socwatch.sources._topics import asked_for

_SEARCH = "https://content.guardianapis.com/search"
_PER_PAGE = 50
#: Seconds between two requests; one a second is allowed.
_GAP = 1.0
_MOST_REQUESTS = 10
#: Articles are dated when they were written and shown when they are published.
_OVERLAP = timedelta(days=1)
_DAILY = Daily(service="the Guardian", most=500)
#: Characters of a search; longer addresses are cut on their way.
_LONGEST = 1_000
_AN_HOUR = 3_600.0


class Options(TokenOptions):
    """Where the free key is."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=15)
    """How often the source is asked."""


class Guardian(Service[Options]):
    """Articles that the Guardian finds for a topic's query."""

    kind = "guardian"
    OPTIONS = Options

    @staticmethod
    def sent(query: Query) -> tuple[str, ...]:
        """The query with AND, OR and NOT, in several searches where it is too long for one."""
        return press_searches(query.root, fits=lambda search: len(search) <= _LONGEST)

    def left(self, since: Cursor | None, now: datetime) -> str:
        """What is left of the day's requests: "437 of 500 requests left today"."""
        return _DAILY.left(since, now)

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads what was published since the cursor; on the first poll, the last day."""
        wanted = asked_for(self.name, topics, self.sent)
        state = state_of(since, SearchState)
        key = session.reveal(self._options.secret("token"), "a key")
        search = Search(
            ask=_Api(session, self._options.address(_SEARCH), {"api-key": key}).ask,
            id_of=_id,
            at_of=_at,
            read=partial(_mention, source=self.name, decides=asked_in_full(topics), now=now),
            overlap=_OVERLAP,
            requests=_MOST_REQUESTS,
            spend=partial(_DAILY.spend, state.notes, now),
        )
        async for page in searched(search, wanted, state, now):
            yield page


@dataclass(frozen=True, slots=True)
class _Api:
    """The Guardian's search within one poll."""

    session: Session
    url: str
    headers: Mapping[str, str]

    async def ask(self, question: Question) -> Found:
        """One page, newest first. The service counts in days: the rest is cut off here."""
        page = int(question.then or "1")
        params = {
            "q": question.query,
            "from-date": _day(question.low),
            "order-by": "newest",
            "page-size": str(_PER_PAGE),
            "page": str(page),
            "show-fields": "trailText,byline",
        }
        if question.high is not None:
            params["to-date"] = _day(question.high)
        ask = Ask(
            url=self.url, params=params, headers=self.headers, explain=self._explained, gap=_GAP
        )
        found = (await self.session.get(ask)).json()
        answer = part(found, "response") if isinstance(found, dict) else {}
        results = rows(answer, "results")
        if answer.get("status", "ok") != "ok" or results is None:
            raise self._trouble(found, answer)
        more = page < (count(answer, "pages") or 1)
        return Found(
            items=[one for one in results if _is_due(one, question.high)],
            then=str(page + 1) if more else "",
        )

    def _trouble(self, found: object, answer: Mapping[str, object]) -> SourceError:
        """What an answer means that has no list of articles."""
        told = answer.get("message") or (found.get("message") if isinstance(found, dict) else None)
        words = self.session.quote(told)
        if "rate limit" in words.lower():
            until = wait_of(_AN_HOUR, self.session.now)
            return SourceRefused(f"the Guardian asks us to wait: {words}", retry_at=until)
        said = f": {words}" if words else " without a reason"
        return SourceBroken(f"the Guardian sent no list of articles{said}")

    def _explained(self, said: Rejection) -> SourceError | None:
        answer = said.json()
        words = self.session.quote(answer.get("message"))
        if said.status == 400:
            because = self.session.quote(part(answer, "response").get("message"))
            return SourceMisconfigured(f"the Guardian does not accept the search: {because}")
        if said.status in (401, 403):
            because = f": {words}" if words else ""
            return SourceUnauthorised(
                f"the Guardian rejects the key ({said.status}){because}",
                hint="check the key, or ask for a new one at open-platform.theguardian.com",
            )
        if said.status == 429 and said.headers.get("x-ratelimit-remaining-day") == "0":
            return SourceRefused(
                "the Guardian says that today's requests of this key are used up",
                retry_at=wait_of(_AN_HOUR, said.now),
            )
        return None


def _day(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).date().isoformat()


def _is_due(article: object, high: int | None) -> bool:
    at = _at(article)
    return high is None or at is None or at.timestamp() <= high


def _id(article: object) -> str | None:
    return identity_or_none(article, "id") if isinstance(article, dict) else None


def _at(article: object) -> datetime | None:
    return instant(article.get("webPublicationDate")) if isinstance(article, dict) else None


def _mention(
    article: object,
    topics: tuple[str, ...],
    *,
    source: str,
    decides: frozenset[str],
    now: datetime,
) -> Mention:
    item = row(article)
    found_by = tuple(topic for topic in topics if topic in decides)
    item_id = identity(item, "id")
    fields = part(item, "fields")
    byline = title(name(fields, "byline"))
    return Mention(
        origin="guardian",
        id=item_id,
        source=source,
        kind=MentionKind.ARTICLE,
        url=link(item.get("webUrl")) or f"https://www.theguardian.com/{item_id}",
        title=title(item.get("webTitle")),
        text=words(fields, "trailText"),
        published_at=_at(item),
        fetched_at=now,
        author=Author(name=byline) if byline else None,
        match_basis=server_basis(found_by),
        found_by=found_by,
    )
