"""Asking a Lemmy server, in the words of its generation of the API.

Invariants: an answer without its lists, and an error in an answer's body, is never an empty
result; a page is followed by the next one until both of its lists have reached known ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Ask, Rejection
from socwatch.sources._fields import count, name, row, rows
from socwatch.sources._http import Session
from socwatch.sources._lemmy_item import ap_id, published_at
from socwatch.sources._limits import USUAL_WAIT
from socwatch.sources._options import rebased
from socwatch.sources._search import Found, Question, SearchState

_PER_PAGE = 50
#: Languages beyond this number are not remembered.
_MOST_LANGUAGES = 300
_REFUSALS = ("rate_limit_error", "too_many_requests")
_LOGIN = ("not_logged_in", "incorrect_login", "instance_is_private", "login_required")
#: Kinds of results in the second generation that nobody says anything in.
_NOT_SAID = ("community", "person", "multi_community")


@dataclass(slots=True, kw_only=True)
class Asking:
    """The requests of one poll."""

    session: Session
    server: str
    base_url: str | None
    now: datetime
    state: SearchState
    second: bool = False  #: whether the server speaks the second generation of the API
    _shown: set[str] = field(default_factory=set)  # by the pages of one walk

    async def look(self) -> dict[str, str]:
        """What the server says of itself, to be remembered for a day."""
        try:
            site = await self._answer("/api/v3/site", {})
        except SourceMisconfigured:
            site = await self._answer("/api/v4/site", {})
        version = name(site, "version") or ""
        major = version.partition(".")[0]
        if not major.isdecimal():
            raise SourceBroken("the Lemmy server does not say which version it is")
        return {
            "generation": "2" if int(major) >= 1 else "1",
            "languages": _languages(rows(site, "all_languages") or []),
            "looked": str(int(self.now.timestamp())),
        }

    async def ask(self, question: Question) -> Found:
        """A page of posts and comments."""
        if not question.then:
            self._shown = set()
        return await (self._second(question) if self.second else self._first(question))

    async def _first(self, question: Question) -> Found:
        page = int(question.then or 1)
        params = {
            "q": question.query,
            "type_": "All",
            "sort": "New",
            "listing_type": "All",
            "limit": str(_PER_PAGE),
            "page": str(page),
        }
        answer = await self._answer("/api/v3/search", params)
        lists = _lists(answer, "posts", "comments")
        unfinished = any(len(one) >= _PER_PAGE and _reaches(one[-1:], question) for one in lists)
        return self._found(lists, question, str(page + 1) if unfinished else "")

    async def _second(self, question: Question) -> Found:
        """The order is the server's own, so all of the time since `low` is read."""
        params = {
            "search_term": question.query,
            # A minute more than is needed, should its clock be behind.
            "time_range_seconds": str(int(self.now.timestamp()) - question.low + 60),
            "limit": str(_PER_PAGE),
        }
        if question.then:
            params["page_cursor"] = question.then
        answer = await self._answer("/api/v4/search", params)
        lists = _lists(answer, "search", "posts", "comments")
        unfinished = any(_reaches(one, question) for one in lists)
        then = name(answer, "next_page", limit=1_000) if unfinished else None
        return self._found(lists, question, then or "")

    def _found(self, lists: Sequence[list[object]], question: Question, then: str) -> Found:
        """Without what is older than asked for: one list may be there before the other."""
        everything = [view for one in lists for view in one]
        items = [view for view in everything if _reaches([view], question)]
        if not (then or question.then or self.state.queries[question.query].newest):
            items = everything  # a first look takes what one page shows
        ids = {found for view in items if (found := ap_id(view))}
        repeats = ids <= self._shown  # of a server that has no further page
        self._shown |= ids
        return Found(items=items, then="" if repeats else then)

    async def _answer(self, path: str, params: Mapping[str, str]) -> Mapping[str, object]:
        url = rebased(self.server + path, self.base_url)
        ask = Ask(url=url, params=params, explain=self._explain)
        answer = _fields_of((await self.session.get(ask)).json())
        refused = self._meant(answer, self.now + USUAL_WAIT)
        if refused is not None:
            raise refused
        return answer

    def _explain(self, rejection: Rejection) -> SourceError | None:
        return self._meant(rejection.json(), rejection.retry_at)

    def _meant(self, answer: Mapping[str, object], retry_at: datetime) -> SourceError | None:
        """What the server's own word for an error means; None for one that says nothing new."""
        word = answer.get("error")
        if word in _REFUSALS:
            return SourceRefused("the Lemmy server asks us to wait", retry_at=retry_at)
        if word in _LOGIN:
            return SourceUnauthorised(f"{self.server} shows posts to its members only")
        return None


def _fields_of(answer: object) -> Mapping[str, object]:
    """The answer as a table of fields. Raises SourceBroken when it is none."""
    try:
        return row(answer)
    except ValueError:
        raise SourceBroken("the Lemmy server sent something else than an answer") from None


def _lists(answer: Mapping[str, object], *keys: str) -> list[list[object]]:
    """The lists of results. Raises SourceBroken when there is none of them."""
    found = [one for key in keys if (one := rows(answer, key)) is not None]
    if not found:
        raise SourceBroken("the Lemmy server sent an answer without a list of posts")
    return [[view for view in one if not _is_silent(view)] for one in found]


def _is_silent(view: object) -> bool:
    return isinstance(view, dict) and view.get("type_") in _NOT_SAID


def _reaches(views: Iterable[object], question: Question) -> bool:
    """Whether one of these is later than what is known, as far as it says."""
    times = map(published_at, views)
    return any(at is None or at.timestamp() > question.low for at in times)


def _languages(listed: list[object]) -> str:
    """Codes by their number, as one text; nothing where a number has none."""
    codes: dict[int, str] = {}
    for one in listed:
        number = count(one, "id") if isinstance(one, dict) else None
        if isinstance(one, dict) and number is not None and number < _MOST_LANGUAGES:
            codes[number] = (name(one, "code", limit=20) or "").replace(",", "")
    known = range(max(codes, default=-1) + 1)
    return ",".join("" if codes.get(n) in (None, "und") else codes[n] for n in known)
