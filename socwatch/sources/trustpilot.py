"""Reviews of one company on Trustpilot, through its API for businesses.

Invariants: every review of the company is about the company; a review without stars has no
rating, not a bad one. Facts: https://developers.trustpilot.com/business-units-api/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar
from urllib.parse import quote

from socwatch.errors import SourceBroken, SourceError, SourceRefused, SourceUnauthorised
from socwatch.model.mention import Author, Cursor, Mention, MentionKind
from socwatch.model.query import Topic
from socwatch.sources._answers import Ask, Rejection, belated
from socwatch.sources._fields import (
    amount,
    count,
    identity,
    identity_or_none,
    instant,
    name,
    part,
    row,
    rows,
    title,
    words,
)
from socwatch.sources._http import Session
from socwatch.sources._options import Duration, Word
from socwatch.sources._owned import OwnedOptions, basis
from socwatch.sources._pages import Declined, Pages, state_of
from socwatch.sources._search import Found, Question, Search, SearchState, searched
from socwatch.sources._service import Service

_UNITS = "https://api.trustpilot.com/v1/business-units/"
_REVIEW = "https://www.trustpilot.com/reviews/"
_PER_PAGE = 100
_MOST_REQUESTS = 20
#: A review may be held back for a check and appear later, with the time when it was written.
_OVERLAP = timedelta(days=2)
_FIRST_LOOK = timedelta(days=7)


class Options(OwnedOptions):
    """Which company, and where the key is."""

    FLOOR: ClassVar[timedelta] = timedelta(minutes=15)

    every: Duration = timedelta(minutes=30)
    """How often the source is asked."""

    business_unit_id: Word
    """Trustpilot's own id of the company: 24 letters and digits."""


class Trustpilot(Service[Options]):
    """The reviews of one company."""

    kind = "trustpilot"
    OPTIONS = Options

    async def _read(
        self, session: Session, *, topics: Sequence[Topic], since: Cursor | None, now: datetime
    ) -> Pages:
        """Reads the reviews since the cursor; on the first poll, those of the last week."""
        unit = self._options.business_unit_id
        url = self._options.address(f"{_UNITS}{quote(unit, safe='')}/reviews")
        key = session.reveal(self._options.secret("token"), "a key")
        search = Search(
            ask=_Api(session, url, {"apikey": key}).ask,
            id_of=_id,
            at_of=_at,
            read=partial(_mention, source=self.name, now=now),
            overlap=_OVERLAP,
            first_look=_FIRST_LOOK,
            requests=_MOST_REQUESTS,
            bounded=False,
        )
        wanted = {unit: self._options.belongs_to(topics, self.name)}
        async for page in searched(search, wanted, state_of(since, SearchState), now):
            yield page


@dataclass(frozen=True, slots=True)
class _Api:
    """The list of reviews within one poll."""

    session: Session
    url: str
    headers: Mapping[str, str]

    async def ask(self, question: Question) -> Found:
        """One page of reviews, newest first."""
        page = int(question.then or "1")
        params = {"orderBy": "createdat.desc", "perPage": str(_PER_PAGE), "page": str(page)}
        ask = Ask(url=self.url, params=params, headers=self.headers, explain=self._explained)
        said = await self.session.get(ask)
        answer = said.json()
        reviews = rows(answer, "reviews")
        if reviews is None:
            raise belated(ask, said, None, self.session.now) or SourceBroken(
                "Trustpilot sent an answer without a list of reviews"
            )
        more = len(reviews) >= _PER_PAGE or (reviews and _names_next(answer))
        return Found(items=reviews, then=str(page + 1) if more else "")

    def _explained(self, said: Rejection) -> SourceError | None:
        """Its gateway has errors of its own, some of them under a wrong status."""
        fault = part(said.json(), "fault")
        code = str(part(fault, "detail").get("errorcode"))
        if "ratelimit" in code:
            return SourceRefused("Trustpilot asks us to wait", retry_at=said.retry_at)
        if said.status in (401, 403) or "ApiKey" in code:
            because = self.session.quote(fault.get("faultstring"))
            return SourceUnauthorised(
                f"Trustpilot rejects the key ({said.status}){f': {because}' if because else ''}",
                hint="reviews need the key of an app with a business plan",
            )
        return None


def _names_next(answer: object) -> bool:
    """Whether the answer names a next page, however few reviews this one has."""
    links = rows(answer, "links") or []
    return any(isinstance(one, dict) and one.get("rel") == "next-page" for one in links)


def _id(review: object) -> str | None:
    return identity_or_none(review, "id") if isinstance(review, dict) else None


def _at(review: object) -> datetime | None:
    return instant(review.get("createdAt")) if isinstance(review, dict) else None


def _mention(review: object, topics: tuple[str, ...], *, source: str, now: datetime) -> Mention:
    item = row(review)
    item_id = identity(item, "id")
    if (name(item, "status") or "active") != "active":
        raise Declined("not a public review")
    stars = amount(item, "stars")
    return Mention(
        origin="trustpilot",
        id=item_id,
        source=source,
        kind=MentionKind.REVIEW,
        url=f"{_REVIEW}{quote(item_id, safe='')}",
        title=title(item.get("title")),
        text=words(item, "text"),
        lang=name(item, "language"),
        published_at=_at(item),
        fetched_at=now,
        author=_author(part(item, "consumer")),
        likes=count(item, "numberOfLikes"),
        rating=stars if stars is not None and 1 <= stars <= 5 else None,
        match_basis=basis(topics),
        found_by=topics,
    )


def _author(consumer: Mapping[str, object]) -> Author | None:
    consumer_id, shown = name(consumer, "id"), title(consumer.get("displayName"))
    return Author(id=consumer_id, name=shown) if consumer_id or shown else None
