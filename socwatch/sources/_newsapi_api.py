"""One request to NewsAPI: its pages, its plans and its errors.

Invariant: the first 100 results are all that the free plan shows of a search, so what is older is
asked for by its time and never by its page. Facts: https://newsapi.org/docs/errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._fields import count, instant, row, rows
from socwatch.sources._http import Session
from socwatch.sources._limits import USUAL_WAIT, wait_of
from socwatch.sources._search import Found, Question

_PER_PAGE = 100
#: The free plan refuses to look further back than a month.
_FREE_REACH = timedelta(days=28)
_AN_HOUR = 3_600.0
_KEY_ERRORS = ("apiKeyInvalid", "apiKeyDisabled", "apiKeyMissing")
_FAILED = "unexpectedError"
_ASKED_WRONG = (
    "parameterInvalid",
    "parametersMissing",
    "parametersIncompatible",
    "sourcesTooMany",
    "sourceDoesNotExist",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The search within one poll."""

    session: Session
    url: str
    key: str
    language: str  #: "" for all
    is_free: bool
    now: datetime

    async def ask(self, question: Question) -> Found:
        """One page, newest first. On the free plan what is older is asked for by its time."""
        page = int(question.then or "1")
        ask = Ask(
            url=self.url,
            params=self._params(question, page),
            headers={"X-Api-Key": self.key},
            explain=self._explained,
        )
        answer = row_of((await self.session.get(ask)).json())
        if answer.get("status") != "ok":
            trouble = self._trouble(answer, self.now + USUAL_WAIT)
            raise trouble or SourceBroken("NewsAPI sent neither articles nor a reason")
        articles = rows(answer, "articles")
        if articles is None:
            raise SourceBroken("NewsAPI sent an answer without a list of articles")
        self._demand_bound(articles, question.high)
        more = page * _PER_PAGE < (count(answer, "totalResults") or 0) and bool(articles)
        if self.is_free:
            return Found(items=articles, walled=more)
        return Found(items=articles, then=str(page + 1) if more else "")

    def _params(self, question: Question, page: int) -> dict[str, str]:
        low = datetime.fromtimestamp(question.low, UTC)
        params = {
            "q": question.query,
            "from": _stamp(max(low, self.now - _FREE_REACH) if self.is_free else low),
            "sortBy": "publishedAt",
            "pageSize": str(_PER_PAGE),
            "page": str(page),
        }
        if question.high is not None:
            params["to"] = _stamp(datetime.fromtimestamp(question.high, UTC))
        if self.language:
            params["language"] = self.language
        return params

    @staticmethod
    def _demand_bound(articles: Sequence[object], high: int | None) -> None:
        """Raises when nothing is as old as was asked for: what is older stays hidden then."""
        found = (instant(one.get("publishedAt")) for one in articles if isinstance(one, dict))
        times = [at.timestamp() for at in found if at is not None]
        if high is not None and times and min(times) > high:
            raise SourceBroken("NewsAPI shows no more than the newest 100 articles of this search")

    def _explained(self, said: Rejection) -> SourceError | None:
        answer = said.json()
        found = self._trouble(answer, said.retry_at)
        if found is None and said.status == 400 and answer.get("code"):
            return self._asked_wrong(answer)
        return found

    def _trouble(self, answer: Mapping[str, object], retry_at: datetime) -> SourceError | None:
        """What an error means; None for one that is not NewsAPI's own."""
        code = answer.get("code")
        if code in _KEY_ERRORS:
            return SourceUnauthorised(
                f"NewsAPI rejects the key ({code})", hint="look at your account at newsapi.org"
            )
        if code == "apiKeyExhausted":
            until = max(retry_at, wait_of(_AN_HOUR, self.now))
            return SourceRefused("the day's requests of this key are used up", retry_at=until)
        if code == "rateLimited":
            return SourceRefused("NewsAPI asks us to wait (rateLimited)", retry_at=retry_at)
        if code == "maximumResultsReached":
            return SourceRefused(
                "NewsAPI shows no more of this search on your plan (maximumResultsReached)",
                hint="" if self.is_free else 'if the key is a free one, write plan = "free"',
            )
        if code in _ASKED_WRONG:
            return self._asked_wrong(answer)
        return SourceBroken("NewsAPI failed (unexpectedError)") if code == _FAILED else None

    def _asked_wrong(self, answer: Mapping[str, object]) -> SourceError:
        code, words = (self.session.quote(answer.get(key)) for key in ("code", "message"))
        return SourceMisconfigured(f"NewsAPI does not accept what we ask ({code}): {words}")


def row_of(found: object) -> Mapping[str, object]:
    """The answer as a table of fields. Raises SourceBroken when it is none."""
    try:
        return row(found)
    except ValueError:
        raise SourceBroken("NewsAPI sent something else than an answer") from None


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
