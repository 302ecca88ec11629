"""The two requests to X: to count posts, and to buy them.

Invariants: no request is made that the wallet has not paid for; one that X turned down, or that
never reached it, costs nothing; `data` that is missing means "no posts" only where X says so. Facts:
https://docs.x.com/x-api/posts/recent-search and https://docs.x.com/x-api/posts/counts/recent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from socwatch.errors import (
    SourceBroken,
    SourceError,
    SourceMisconfigured,
    SourceRefused,
    SourceUnauthorised,
)
from socwatch.sources._answers import Ask, Rejection, belated
from socwatch.sources._fields import count, instant, name, part, row, rows
from socwatch.sources._http import Session
from socwatch.sources._limits import LONGEST_WAIT
from socwatch.sources._pages import mark
from socwatch.sources._search import Found, Question
from socwatch.sources._x_budget import COUNT, FEWEST, MOST, POST, USER, Wallet
from socwatch.sources._x_counts import Hour, hours_of
from socwatch.sources._x_options import Options
from socwatch.sources._x_post import bought

_API = "https://api.x.com/2/tweets"
#: X looks back seven days; older ids and times are errors.
_REACH = timedelta(days=6, hours=12)
_FIELDS = (
    "created_at,lang,public_metrics,author_id,conversation_id,referenced_tweets,entities,"
    "note_tweet,possibly_sensitive"
)
_USER_FIELDS = "username,name,public_metrics,verified,created_at"


class _TooOld(SourceMisconfigured):
    """X does not look back as far as the id that we named."""


class Api:
    """X in one poll. `size` is how many posts the next search asks for."""

    def __init__(
        self, session: Session, options: Options, notes: dict[str, str], now: datetime
    ) -> None:
        self.wallet = Wallet(notes, cap_usd=options.monthly_budget_usd, now=now)
        self.size = MOST
        self.paged = False  # whether further pages are asked for
        self._session = session
        self._options = options
        self._notes = notes
        self._now = now
        self.in_vain = False  #: whether the last request cost nothing, for it brought nothing
        self._turned_down = 0
        self._newest = (0, now)  # id and time, in the search that is being read

    @property
    def _price(self) -> int:
        return POST + (USER if self._options.authors else 0)

    def pay_for_posts(self) -> None:
        """Holds what the next search can cost; asks for fewer posts when money is short."""
        self.size = self.wallet.affordable(self._price, self.size)
        self.wallet.hold(self.size * self._price)

    def pay_for_count(self) -> None:
        """Holds the price of a count."""
        self.wallet.hold(COUNT)

    async def count(self, query: str) -> list[Hour]:
        """The posts in each hour of the last seven days."""
        params = {"query": query, "granularity": "hour"}
        hours = hours_of(await self._get("/counts/recent", params))
        self.wallet.settle(COUNT)
        return hours

    async def search(self, question: Question) -> Found:
        """A page of posts, the newest first."""
        params = self._asked(question)
        since = {} if question.high else self._since(question.query)
        try:
            answer = await self._get("/search/recent", params | (since or self._from(question)))
        except _TooOld:
            if not since:
                raise
            self._notes.pop(_key(question.query), None)
            answer = await self._get("/search/recent", params | self._from(question))
        posts, meta = bought(answer), part(answer, "meta")
        if rows(answer, "data") is None and count(meta, "result_count") != 0:
            raise SourceBroken(self._said("X sent no list of posts", answer))
        users = len(rows(part(answer, "includes"), "users") or ())
        self.wallet.settle(len(posts) * POST + users * USER)
        ids = [(int(one.id), one.at or self._now) for one in posts if one.id and one.id.isdecimal()]
        self._newest = max([self._newest, *ids])
        then = name(meta, "next_token", limit=2_000) if self.paged else None
        return Found(items=posts, then=then or "")

    def begin(self, size: int, *, paged: bool) -> None:
        """The next search is for so many posts a page."""
        self.size = max(FEWEST, min(size, MOST))
        self.paged = paged
        self._newest = (0, self._now)

    def end(self, query: str) -> None:
        """All of a search was read, or is kept as a gap: the next begins at its newest post."""
        post_id, at = self._newest
        if post_id:
            self._notes[_key(query)] = f"{post_id}@{int(at.timestamp())}"

    def forget(self, kept: set[str]) -> None:
        """Drops what is noted of searches that nobody asks for any more."""
        marks = {mark(query) for query in kept}
        for key in [one for one in self._notes if ":" in one]:
            if key.partition(":")[2] not in marks:
                del self._notes[key]

    def _asked(self, question: Question) -> dict[str, str]:
        params = {
            "query": question.query,
            "max_results": str(self.size),
            "sort_order": "recency",
            "tweet.fields": _FIELDS,
        }
        if self._options.authors:
            params |= {"expansions": "author_id", "user.fields": _USER_FIELDS}
        if question.then:
            params["next_token"] = question.then
        return params

    def _since(self, query: str) -> dict[str, str]:
        """The newest post that was read, unless it is older than X remembers."""
        post_id, _, at = self._notes.get(_key(query), "").partition("@")
        read = instant(int(at)) if at.isdecimal() else None
        fresh = read is not None and self._now - read < _REACH
        return {"since_id": post_id} if fresh and post_id.isdecimal() else {}

    def _from(self, question: Question) -> dict[str, str]:
        earliest = int((self._now - _REACH).timestamp())
        bounds = {"start_time": _stamp(max(question.low, earliest))}
        if question.high is not None:
            bounds["end_time"] = _stamp(max(question.high, earliest) + 1)
        return bounds

    async def _get(self, path: str, params: Mapping[str, str]) -> Mapping[str, object]:
        token = self._session.reveal(self._options.secret("token"), "a bearer token of X")
        self._turned_down, before = 0, self._session.sent
        self.in_vain = False
        ask = Ask(
            url=self._options.address(_API + path),
            params=params,
            headers={"Authorization": f"Bearer {token}"},
            explain=self._explained,
        )
        try:
            said = await self._session.get(ask)
            answer = said.json()
        except SourceError:
            self.in_vain = self._session.sent - before <= self._turned_down
            if self.in_vain:
                self.wallet.settle(0)
            raise
        try:
            found = row(answer)
        except ValueError:
            raise SourceBroken("X sent something else than an object") from None
        status = None if found.keys() & {"data", "meta"} else count(found, "status")
        if status and (error := belated(ask, said, status, self._now)):
            raise error
        return found

    def _explained(self, rejection: Rejection) -> SourceError | None:
        """What X's own words for a rejection mean."""
        self._turned_down += 1
        body = rejection.json()
        said = f"{body.get('title', '')} {body.get('type', '')} {body.get('reason', '')}".lower()
        if rejection.status == 429 and ("usagecap" in said or "usage-capped" in said):
            return SourceRefused(
                self._said("X says that your account's own cap is used up", body),
                retry_at=self._now + LONGEST_WAIT,
                hint="the cap is set in X's developer console, not here",
            )
        if rejection.status == 402 or (rejection.status == 403 and "not-enrolled" in said):
            return SourceUnauthorised(
                self._said(f"X wants a paid plan or more credit ({rejection.status})", body),
                hint="see the billing page of X's developer console",
            )
        if rejection.status == 400:
            return self._bad_request(body)
        return None

    def _bad_request(self, body: Mapping[str, object]) -> SourceError:
        errors = [one for one in rows(body, "errors") or () if isinstance(one, dict)]
        words = " ".join(f"{one.get('message', '')} {one.get('parameters', '')}" for one in errors)
        if "since_id" in words:
            return _TooOld("X does not look back as far as the last post that was read")
        detail = {"detail": name(errors[0], "message")} if errors else {}
        return SourceMisconfigured(self._said("X does not accept the search", {**body, **detail}))

    def _said(self, ours: str, body: Mapping[str, object]) -> str:
        theirs = self._session.quote(body.get("detail") or body.get("title"))
        return f"{ours}: {theirs}" if theirs else ours


def _key(query: str) -> str:
    return f"id:{mark(query)}"


def _stamp(seconds: int) -> str:
    at = instant(seconds)
    return "" if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
